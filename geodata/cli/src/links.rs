//! `liito links`: links over the land, with their ways, gaps and grades.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use geodata::io::{About, WriteOptions};
use geodata::landscape::{
    Frame, Ground, Land, LandOverride, MOST_CELLS, NoData, Resistance, ResistanceGrid,
};
use geodata::links::{GapLimits, Grade, LeastCost, Route, Topology, least_cost_links, links};
use geodata::model::LayerRole;
use geodata::report::{STATEMENT, gaps_layer, routes_layer};
use geodata::{Crs, Habitat, HabitatOptions, Layer, ReadOptions, WorkingCrs};
use serde::Serialize;

use crate::failure::Failure;
use crate::format::format_of;
use crate::input::read_all;

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
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
    kind: Kind,
    /// Neighbours, or all pairs up to --most-cost or --max-link
    #[arg(long, value_enum, default_value_t = TopologyName::Planar)]
    topology: TopologyName,
    /// True costs of neighbours, by a search from each patch
    #[arg(long)]
    exact_cost: bool,
    /// Leave out links that cost more: metres times resistance. Complete least-cost links
    /// need it
    #[arg(long, value_name = "COST", value_parser = above_0)]
    most_cost: Option<f64>,
    /// Leave out links longer than this, metres
    #[arg(long, value_name = "M", value_parser = above_0)]
    max_link: Option<f64>,
    /// Width of a cell of the grid, metres
    #[arg(long, value_name = "M", default_value_t = 5.0)]
    cell: f64,
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
    /// Write the links to this file, in the format its ending says
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write the gaps along them to this file
    #[arg(long, value_name = "FILE")]
    gaps_out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Euclidean,
    LeastCost,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TopologyName {
    Complete,
    Planar,
}

#[derive(Debug, Clone)]
struct Barrier {
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

fn above_0(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    (number.is_finite() && number > 0.0)
        .then_some(number)
        .ok_or_else(|| "write a number above 0".to_owned())
}

/// What is printed: links by grade, lengths, and by what they were made.
#[derive(Serialize)]
struct Summary<'a> {
    patches: usize,
    links: usize,
    grades: BTreeMap<&'static str, usize>,
    length_m: f64,
    gaps: usize,
    kind: &'static str,
    topology: &'static str,
    exact_cost: bool,
    cell_m: Option<f64>,
    working_crs: String,
    gap_limits: &'a GapLimits,
    resistance: BTreeMap<&'static str, Option<f64>>,
    statement: &'static str,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(threads) = arguments.threads {
        // Fails only if the pool is there already, and it is asked for first here.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    if arguments.kind == Kind::LeastCost
        && arguments.topology == TopologyName::Complete
        && arguments.most_cost.is_none()
    {
        return Err(Failure::NeedsMostCost);
    }
    let resistance = arguments.table()?;
    let (layers, overrides) = arguments.layers()?;
    let working_crs = arguments.working_crs.as_deref().map(Crs::from_name).transpose()?;
    let options = HabitatOptions {
        working_crs: working_crs.map(WorkingCrs::from_crs).transpose()?,
        ..HabitatOptions::default()
    };
    let habitat = Habitat::new(&layers, &options)?;
    if habitat.patches().is_empty() {
        let files: Vec<String> =
            arguments.habitat.iter().map(|f| f.display().to_string()).collect();
        return Err(Failure::NoPatches { files: files.join(", ") });
    }
    let land = Land::from_layers(&layers, &overrides, &habitat)?;
    let topology = match arguments.topology {
        TopologyName::Complete => Topology::Complete,
        TopologyName::Planar => Topology::Planar,
    };
    let mut routes = match arguments.kind {
        Kind::Euclidean => links(&habitat, topology, arguments.max_link, &mut ())?
            .into_iter()
            .map(|link| {
                Route::new((link.a, link.b), link.length_m, vec![link.from, link.to], &land)
            })
            .collect(),
        Kind::LeastCost => {
            let frame = Frame::new(&land.extent(&habitat), arguments.cell, MOST_CELLS)?;
            let no_data = if arguments.nodata_barrier { NoData::Barrier } else { NoData::Unknown };
            let grid = ResistanceGrid::new(&land, frame, &resistance, no_data, &mut ());
            let most_cost = arguments.most_cost.unwrap_or(f64::INFINITY);
            let wanted = LeastCost { topology, is_exact: arguments.exact_cost, most_cost };
            least_cost_links(&habitat, &land, &grid, &wanted, &mut ())
        }
    };
    routes.retain(|route| arguments.max_link.is_none_or(|most| route.length_m <= most));
    let limits = GapLimits::default();
    let summary = arguments.summary(&habitat, &routes, &limits, &resistance);
    let text = serde_json::to_string(&summary).unwrap_or_default();
    if let Some(path) = &arguments.output {
        save(path, routes_layer(&habitat, &routes, &limits)?, &text)?;
    }
    if let Some(path) = &arguments.gaps_out {
        save(path, gaps_layer(&habitat, &routes, &limits)?, &text)?;
    }
    crate::input::print(&text)
}

impl Arguments {
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

    fn summary<'a>(
        &self,
        habitat: &Habitat,
        routes: &[Route],
        limits: &'a GapLimits,
        resistance: &Resistance,
    ) -> Summary<'a> {
        let count = |grade| routes.iter().filter(|route| route.grade(limits) == grade).count();
        let is_least_cost = self.kind == Kind::LeastCost;
        let values = Ground::ALL.map(|ground| (ground.name(), resistance.of(ground)));
        Summary {
            patches: habitat.patches().len(),
            links: routes.len(),
            grades: Grade::ALL.map(|grade| (grade.name(), count(grade))).into(),
            length_m: routes.iter().map(|route| route.length_m).sum(),
            gaps: routes.iter().map(|route| route.gaps.len()).sum(),
            kind: if is_least_cost { "least-cost" } else { "euclidean" },
            topology: match self.topology {
                TopologyName::Complete => "complete",
                TopologyName::Planar => "planar",
            },
            exact_cost: self.exact_cost,
            cell_m: is_least_cost.then_some(self.cell),
            working_crs: habitat.working_crs().to_string(),
            gap_limits: limits,
            resistance: if is_least_cost { values.into() } else { BTreeMap::new() },
            statement: STATEMENT,
        }
    }
}

/// Saves a layer with what it was made by.
fn save(path: &Path, layer: Layer, summary: &str) -> Result<(), Failure> {
    let file = path.display().to_string();
    let format = format_of(path).ok_or(Failure::UnknownEnding { file: file.clone() })?;
    let about = About {
        title: "Links computed by Liito".into(),
        statement: STATEMENT.into(),
        facts: vec![("program".into(), format!("liito {}", geodata::VERSION))],
        summary: summary.to_owned(),
    };
    let options = WriteOptions { about: Some(about), ..WriteOptions::default() };
    let refused = |error| Failure::NotWritten { file: file.clone(), error };
    let bytes = geodata::io::write(format, &[layer], &options).map_err(refused)?.bytes;
    std::fs::write(path, bytes).map_err(|reason| Failure::Unwritable { file, reason })
}
