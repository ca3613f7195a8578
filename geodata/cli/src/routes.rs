//! Links over the land, for every subcommand that needs them: layers in, ways out.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use geodata::connectivity::sensitivity::Draw;
use geodata::connectivity::{GradeFactors, Grading, Measure};
use geodata::io::geotiff::{RasterFault, read_grid};
use geodata::landscape::{
    Frame, Ground, Land, LandOverride, MOST_CELLS, NoData, RasterError, RasterKind, Resistance,
    ResistanceGrid,
};
use geodata::links::{
    GapLimits, Glide, LeastCost, LinkKind, MOST_GLIDE_M, Route, Topology, glide_links,
    least_cost_links, links,
};
use geodata::model::LayerRole;
use geodata::{Crs, Habitat, HabitatOptions, Layer, ReadOptions, WorkingCrs};

use crate::costs::CostsAsked;
use crate::failure::Failure;
use crate::input::{read_all, read_bytes};
use crate::voice::finding_links;

/// Layers of land, and how ways are found over them.
#[derive(Args)]
pub struct LandArguments {
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
    /// True costs of neighbours, by a search from each patch
    #[arg(long)]
    pub exact_cost: bool,
    /// Leave out links that cost more: metres times resistance. Complete least-cost links
    /// need it
    #[arg(long, value_name = "COST", value_parser = above_0)]
    most_cost: Option<f64>,
    /// Width of a cell of the grid, metres
    #[arg(long, value_name = "M", default_value_t = 5.0)]
    pub cell: f64,
    /// Resistances that differ from the defaults: lines of class,resistance
    #[arg(long, value_name = "TABLE.csv")]
    resistance: Option<PathBuf>,
    /// Nothing goes where no layer says what the ground is
    #[arg(long)]
    nodata_barrier: bool,
    /// A GeoTIFF to take for the grid, instead of one made of the layers
    #[arg(long, value_name = "FILE.tif", conflicts_with = "cell")]
    grid: Option<PathBuf>,
    /// What its cells hold: costs, or codes of classes
    #[arg(long, value_enum, default_value_t = RasterName::Costs, requires = "grid")]
    grid_as: RasterName,
}

/// Habitat, and how it is measured.
#[derive(Args)]
pub struct HabitatArguments {
    /// Files whose polygons are the habitat patches
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    habitat: Vec<PathBuf>,
    /// Coordinate system to measure in [default: fits the data]
    #[arg(long, value_name = "EPSG:N")]
    working_crs: Option<String>,
    /// Threads to compute with [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl HabitatArguments {
    /// Reads the patches.
    pub fn read(&self) -> Result<Habitat, Failure> {
        Ok(self.read_with_layers()?.0)
    }

    /// Reads the patches, and gives the layers that they come from too.
    pub fn read_with_layers(&self) -> Result<(Habitat, Vec<Layer>), Failure> {
        if let Some(threads) = self.threads {
            // Fails only if the pool is there already, and it is asked for first here.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
        }
        let (mut layers, _) = read_all(&self.habitat, &ReadOptions::default())?;
        for layer in &mut layers {
            layer.role = LayerRole::Habitat;
        }
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
        Ok((habitat, layers))
    }
}

/// What is assumed of gaps and grades.
#[derive(Args)]
pub struct GradingArguments {
    /// A gap is good up to the lower edge's tree height times this
    #[arg(long, value_name = "RATIO", default_value_t = GapLimits::default().glide_ratio, value_parser = above_0)]
    glide_ratio: f64,
    /// Height of trees that nobody says, metres
    #[arg(long, value_name = "M", default_value_t = GapLimits::default().unknown_height_m, value_parser = above_0)]
    unknown_height: f64,
    /// Widest weak gap, metres
    #[arg(long, value_name = "M", default_value_t = GapLimits::default().weak_m, value_parser = above_0)]
    weak_gap: f64,
    /// Widest critical gap, metres; wider ones cut a link
    #[arg(long, value_name = "M", default_value_t = GapLimits::default().critical_m, value_parser = above_0)]
    critical_gap: f64,
    /// What share of its probability a weak link keeps
    #[arg(long, value_name = "SHARE", default_value_t = GradeFactors::default().weak)]
    weak_factor: f64,
    /// What share of its probability a critical link keeps
    #[arg(long, value_name = "SHARE", default_value_t = GradeFactors::default().critical)]
    critical_factor: f64,
}

impl GradingArguments {
    /// Up to where gaps are good, weak or critical.
    pub fn limits(&self) -> GapLimits {
        GapLimits {
            glide_ratio: self.glide_ratio,
            unknown_height_m: self.unknown_height,
            weak_m: self.weak_gap,
            critical_m: self.critical_gap,
        }
    }

    /// All of it, with what the kernel is applied to.
    pub fn grading(&self, measure: Measure) -> Grading {
        let (weak, critical) = (self.weak_factor, self.critical_factor);
        let factors = GradeFactors { weak, critical, ..GradeFactors::default() };
        Grading { limits: self.limits(), factors, measure }
    }
}

/// Habitat, land, and which links are wanted.
#[derive(Args)]
pub struct RouteArguments {
    #[command(flatten)]
    pub habitat: HabitatArguments,
    #[command(flatten)]
    pub land: LandArguments,
    /// Straight from edge to edge, the cheapest way over the land, or the shortest through
    /// trees and over gaps of the best grade
    #[arg(long, value_enum, default_value_t = Kind::LeastCost)]
    pub kind: Kind,
    #[command(flatten)]
    pub grading: GradingArguments,
    /// Neighbours, or all pairs up to --most-cost or --max-link [default: planar; for the
    /// glides of a plan complete]
    #[arg(long, value_enum)]
    pub topology: Option<TopologyName>,
    /// Leave out links longer than this, metres [default for glide: 2000]
    #[arg(long, value_name = "M", value_parser = above_0)]
    pub max_link: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    Euclidean,
    LeastCost,
    Glide,
}

impl From<Kind> for LinkKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Euclidean => Self::Euclidean,
            Kind::LeastCost => Self::LeastCost,
            Kind::Glide => Self::Glide,
        }
    }
}

/// What the numbers of a grid are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RasterName {
    Costs,
    Classes,
}

impl RasterName {
    /// What the engine calls it.
    pub fn kind(self) -> RasterKind {
        match self {
            Self::Costs => RasterKind::Costs,
            Self::Classes => RasterKind::Classes,
        }
    }
}

/// What of a link the probability goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    Length,
    Cost,
}

impl By {
    /// What the engine calls it.
    pub fn measure(self) -> Measure {
        match self {
            Self::Length => Measure::Length,
            Self::Cost => Measure::Cost,
        }
    }

    /// Name in files, and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Cost => "cost",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum TopologyName {
    Complete,
    #[default]
    Planar,
}

impl From<TopologyName> for Topology {
    fn from(topology: TopologyName) -> Self {
        match topology {
            TopologyName::Complete => Self::Complete,
            TopologyName::Planar => Self::Planar,
        }
    }
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

/// Which links are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub kind: LinkKind,
    pub topology: Topology,
    pub max_link_m: Option<f64>,
}

/// Links that were found, and what they were found by.
pub struct Found {
    /// What the patches come from.
    pub layers: Vec<Layer>,
    pub habitat: Habitat,
    pub land: Land,
    /// Sorted by the numbers of their patches.
    pub routes: Vec<Route>,
    pub resistance: Resistance,
}

impl RouteArguments {
    /// Reads the layers and finds the links.
    pub fn find(&self) -> Result<Found, Failure> {
        self.land.check(self.wish())?;
        let (habitat, layers) = self.habitat.read_with_layers()?;
        let land = self.land.read(&habitat)?;
        let resistance = self.land.table()?;
        let limits = self.grading.limits();
        let wish = self.wish();
        let routes = self.land.routes(&habitat, &land, (&resistance, &limits), wish)?;
        Ok(Found { layers, habitat, land, routes, resistance })
    }

    /// Reads the layers.
    pub fn read(&self) -> Result<(Habitat, Land), Failure> {
        self.land.check(self.wish())?;
        let habitat = self.habitat.read()?;
        let land = self.land.read(&habitat)?;
        Ok((habitat, land))
    }

    /// The links with other assumptions.
    pub fn routes(
        &self,
        habitat: &Habitat,
        land: &Land,
        draw: &Draw,
    ) -> Result<Vec<Route>, Failure> {
        self.land.routes(habitat, land, (&draw.resistance, &draw.limits), self.wish())
    }

    fn wish(&self) -> Wish {
        Wish {
            kind: self.kind.into(),
            topology: self.topology.unwrap_or_default().into(),
            max_link_m: self.max_link,
        }
    }
}

impl LandArguments {
    /// Whether what is wanted can be had at all, before any work is done.
    pub fn check(&self, wish: Wish) -> Result<(), Failure> {
        let is_endless = wish.kind == LinkKind::LeastCost && wish.topology == Topology::Complete;
        if is_endless && self.most_cost.is_none() {
            return Err(Failure::NeedsMostCost);
        }
        Ok(())
    }

    /// Reads the land that patches lie in.
    pub fn read(&self, habitat: &Habitat) -> Result<Land, Failure> {
        let (layers, overrides) = self.layers()?;
        Ok(Land::from_layers(&layers, &overrides, habitat)?)
    }

    /// Finds links over the land.
    pub fn routes(
        &self,
        habitat: &Habitat,
        land: &Land,
        (resistance, limits): (&Resistance, &GapLimits),
        wish: Wish,
    ) -> Result<Vec<Route>, Failure> {
        let Wish { kind, topology, max_link_m } = wish;
        let mut routes = match kind {
            LinkKind::Euclidean => links(habitat, topology, max_link_m, &mut finding_links())?
                .into_iter()
                .map(|link| {
                    Route::new((link.a, link.b), link.length_m, vec![link.from, link.to], land)
                })
                .collect(),
            LinkKind::Glide => {
                let most_m = max_link_m.unwrap_or(MOST_GLIDE_M);
                let wanted = Glide { topology, most_m, limits: *limits };
                glide_links(habitat, land, &wanted, &mut finding_links())
            }
            LinkKind::LeastCost => {
                let grid = self.grid(habitat, land, resistance)?;
                let most_cost = self.most_cost.unwrap_or(f64::INFINITY);
                let wanted = LeastCost { topology, is_exact: self.exact_cost, most_cost };
                least_cost_links(habitat, land, &grid, &wanted, &mut finding_links())
            }
        };
        routes.retain(|route| max_link_m.is_none_or(|most| route.length_m <= most));
        Ok(routes)
    }

    /// The grid that least-cost links go over.
    pub fn grid(
        &self,
        habitat: &Habitat,
        land: &Land,
        resistance: &Resistance,
    ) -> Result<ResistanceGrid, Failure> {
        if let Some(path) = &self.grid {
            return self.grid_of(path, habitat, resistance);
        }
        let frame = Frame::new(&land.extent(habitat), self.cell, MOST_CELLS)?;
        let no_data = if self.nodata_barrier { NoData::Barrier } else { NoData::Unknown };
        Ok(ResistanceGrid::new(land, frame, resistance, no_data, &mut ()))
    }

    fn grid_of(
        &self,
        path: &Path,
        habitat: &Habitat,
        resistance: &Resistance,
    ) -> Result<ResistanceGrid, Failure> {
        let file = path.display().to_string();
        let bytes = read_bytes(path)?;
        let no_data = if self.nodata_barrier { NoData::Barrier } else { NoData::Unknown };
        let kind = self.grid_as.kind();
        let read = read_grid(&bytes, kind, habitat.working_crs(), resistance, no_data);
        let grid = read.map_err(|fault| match fault {
            RasterFault::Raster(error) => Failure::Raster { file: file.clone(), error },
            RasterFault::Grid(error) => error.into(),
        })?;
        if !grid.is_beneath(habitat) {
            return Err(Failure::Raster { file, error: RasterError::Elsewhere });
        }
        Ok(grid)
    }

    /// The file of costs that stands in for the table of resistances.
    pub fn own_costs(&self) -> Option<&Path> {
        self.grid.as_deref().filter(|_| self.grid_as == RasterName::Costs)
    }

    /// True where a file stands in for the grid.
    pub fn has_own_grid(&self) -> bool {
        self.grid.is_some()
    }

    /// All layers of land.
    pub fn all_layers(&self) -> Result<Vec<Layer>, Failure> {
        Ok(self.layers()?.0)
    }

    /// The resistances, as the reader wants them.
    pub fn table(&self) -> Result<Resistance, Failure> {
        let Some(path) = &self.resistance else { return Ok(Resistance::default()) };
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|reason| Failure::Unreadable { file: file.clone(), reason })?;
        Resistance::default().with_table(&text).map_err(|error| Failure::Resistance { file, error })
    }

    /// What least-cost links go over, to be told with their results.
    pub fn costs(&self) -> Result<CostsAsked, Failure> {
        let name = |path: &Path| path.display().to_string();
        let resistance = match &self.resistance {
            Some(path) => String::from_utf8_lossy(&read_bytes(path)?).into_owned(),
            None => String::new(),
        };
        Ok(CostsAsked {
            raster: self.grid.as_deref().map(name),
            cell_m: self.cell,
            resistance,
            is_exact: self.exact_cost,
            most_cost: self.most_cost,
        })
    }

    /// All layers of land with their roles, and what the reader says of them.
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
        add(&self.tree_cover, LayerRole::TreeCover, none)?;
        add(&self.land_cover, LayerRole::LandCover, none)?;
        for Barrier { ground, file, width_m } in &self.barriers {
            let given = LandOverride { ground: Some(*ground), width_m: *width_m };
            add(std::slice::from_ref(file), LayerRole::Barrier, given)?;
        }
        Ok((layers, overrides))
    }
}
