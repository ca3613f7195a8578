//! Links over the land, for every subcommand that needs them: layers in, ways out.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use geodata::landscape::{
    Frame, Ground, Land, LandOverride, MOST_CELLS, NoData, Resistance, ResistanceGrid,
};
use geodata::links::{LeastCost, Route, Topology, least_cost_links, links};
use geodata::model::LayerRole;
use geodata::{Crs, Habitat, HabitatOptions, Layer, ReadOptions, WorkingCrs};

use crate::failure::Failure;
use crate::input::read_all;

/// Layers of land, and how links are found over them.
#[derive(Args)]
pub struct RouteArguments {
    /// Files whose polygons are the habitat patches
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    habitat: Vec<PathBuf>,
    /// Files of trees: areas, rows and single ones, with their heights where known
    #[arg(long, num_args = 1.., value_name = "FILE")]
    tree_cover: Vec<PathBuf>,
    /// Files of land cover, buildings, roads and rails, told by their columns
    #[arg(long, num_args = 1.., value_name = "FILE")]
    land_cover: Vec<PathBuf>,
    /// A file whose features are all of a class, with the width of its lines in metres:
    /// power_line=wires.gpkg:30
    #[arg(long, value_name = "CLASS=FILE[:WIDTH]", value_parser = barrier)]
    barriers: Vec<Barrier>,
    /// Straight from edge to edge, or the cheapest way over the land
    #[arg(long, value_enum, default_value_t = Kind::LeastCost)]
    pub kind: Kind,
    /// Neighbours, or all pairs up to --most-cost or --max-link
    #[arg(long, value_enum, default_value_t = TopologyName::Planar)]
    pub topology: TopologyName,
    /// True costs of neighbours, by a search from each patch
    #[arg(long)]
    pub exact_cost: bool,
    /// Leave out links that cost more: metres times resistance. Complete least-cost links
    /// need it
    #[arg(long, value_name = "COST", value_parser = above_0)]
    most_cost: Option<f64>,
    /// Leave out links longer than this, metres
    #[arg(long, value_name = "M", value_parser = above_0)]
    max_link: Option<f64>,
    /// Width of a cell of the grid, metres
    #[arg(long, value_name = "M", default_value_t = 5.0)]
    pub cell: f64,
    /// Resistances that differ from the defaults: lines of class,resistance
    #[arg(long, value_name = "TABLE.csv")]
    resistance: Option<PathBuf>,
    /// Nothing goes where no layer says what the ground is
    #[arg(long)]
    nodata_barrier: bool,
    /// Coordinate system to measure in [default: fits the data]
    #[arg(long, value_name = "EPSG:N")]
    working_crs: Option<String>,
    /// Threads to compute with [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Euclidean,
    LeastCost,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TopologyName {
    Complete,
    Planar,
}

#[derive(Debug, Clone)]
pub struct Barrier {
    ground: Ground,
    file: PathBuf,
    width_m: Option<f64>,
}

fn barrier(text: &str) -> Result<Barrier, String> {
    let classes = || Ground::ALL.map(Ground::name).join(", ");
    let (class, rest) = text.split_once('=').ok_or("write CLASS=FILE or CLASS=FILE:WIDTH")?;
    let ground = Ground::from_name(class).ok_or_else(|| format!("classes are {}", classes()))?;
    // What follows the last colon is a width only where it is a number.
    let split = rest.rsplit_once(':').and_then(|(file, width)| Some((file, above_0(width).ok()?)));
    let (file, width_m) = split.map_or((rest, None), |(file, width)| (file, Some(width)));
    Ok(Barrier { ground, file: file.into(), width_m })
}

pub fn above_0(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    (number.is_finite() && number > 0.0)
        .then_some(number)
        .ok_or_else(|| "write a number above 0".to_owned())
}

/// Links that were found, and what they were found by.
pub struct Found {
    pub habitat: Habitat,
    /// Sorted by the numbers of their patches.
    pub routes: Vec<Route>,
    pub resistance: Resistance,
}

impl RouteArguments {
    /// Reads the layers and finds the links.
    pub fn find(&self) -> Result<Found, Failure> {
        if let Some(threads) = self.threads {
            // Fails only if the pool is there already, and it is asked for first here.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
        }
        if self.kind == Kind::LeastCost
            && self.topology == TopologyName::Complete
            && self.most_cost.is_none()
        {
            return Err(Failure::NeedsMostCost);
        }
        let resistance = self.table()?;
        let (layers, overrides) = self.layers()?;
        let working_crs = self.working_crs.as_deref().map(Crs::from_name).transpose()?;
        let options = HabitatOptions {
            working_crs: working_crs.map(WorkingCrs::from_crs).transpose()?,
            ..HabitatOptions::default()
        };
        let habitat = Habitat::new(&layers, &options)?;
        if habitat.patches().is_empty() {
            let files: Vec<String> = self.habitat.iter().map(|f| f.display().to_string()).collect();
            return Err(Failure::NoPatches { files: files.join(", ") });
        }
        let land = Land::from_layers(&layers, &overrides, &habitat)?;
        // The search needs the room.
        drop(layers);
        let topology = match self.topology {
            TopologyName::Complete => Topology::Complete,
            TopologyName::Planar => Topology::Planar,
        };
        let mut routes = match self.kind {
            Kind::Euclidean => links(&habitat, topology, self.max_link, &mut ())?
                .into_iter()
                .map(|link| {
                    Route::new((link.a, link.b), link.length_m, vec![link.from, link.to], &land)
                })
                .collect(),
            Kind::LeastCost => {
                let frame = Frame::new(&land.extent(&habitat), self.cell, MOST_CELLS)?;
                let no_data = if self.nodata_barrier { NoData::Barrier } else { NoData::Unknown };
                let grid = ResistanceGrid::new(&land, frame, &resistance, no_data, &mut ());
                let most_cost = self.most_cost.unwrap_or(f64::INFINITY);
                let wanted = LeastCost { topology, is_exact: self.exact_cost, most_cost };
                least_cost_links(&habitat, &land, &grid, &wanted, &mut ())
            }
        };
        routes.retain(|route| self.max_link.is_none_or(|most| route.length_m <= most));
        Ok(Found { habitat, routes, resistance })
    }

    fn table(&self) -> Result<Resistance, Failure> {
        let Some(path) = &self.resistance else { return Ok(Resistance::default()) };
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|reason| Failure::Unreadable { file: file.clone(), reason })?;
        Resistance::default().with_table(&text).map_err(|error| Failure::Resistance { file, error })
    }

    /// All layers with their roles, and what the reader says of them.
    fn layers(&self) -> Result<(Vec<Layer>, Vec<LandOverride>), Failure> {
        let (mut layers, mut overrides) = (Vec::new(), Vec::new());
        let mut add = |files: &[PathBuf], role: LayerRole, given: LandOverride| {
            let (read, _) = read_all(files, &ReadOptions::default())?;
            for mut layer in read {
                layer.role = role;
                layers.push(layer);
                overrides.push(given);
            }
            Ok::<(), Failure>(())
        };
        let none = LandOverride::default();
        add(&self.habitat, LayerRole::Habitat, none)?;
        add(&self.tree_cover, LayerRole::TreeCover, none)?;
        add(&self.land_cover, LayerRole::LandCover, none)?;
        for Barrier { ground, file, width_m } in &self.barriers {
            let given = LandOverride { ground: Some(*ground), width_m: *width_m };
            add(std::slice::from_ref(file), LayerRole::Barrier, given)?;
        }
        Ok((layers, overrides))
    }
}
