//! `liito connectivity`: from files to figures.

mod arguments;
mod conefor;
mod results;
mod text;

use geodata::io::conefor::Pairs;
use geodata::links::{Route, links};
use geodata::model::{HabitatOptions, LayerRole};
use geodata::report::{AreaSummary, InputSummary, ParameterSummary, PatchId};
use geodata::units::hectares;
use geodata::{Crs, Habitat, ImportReport, Layer, Link, Parameters, ReadOptions};

use liito_locales::Methods;

use crate::costs::CostsAsked;
use crate::failure::Failure;
use crate::input::read_all;
use crate::voice::finding_links;
pub use arguments::Arguments;
pub use results::{Format, Results};

/// A network to compute, wherever it came from.
pub struct Work {
    input: InputSummary,
    asked: ParameterSummary,
    areas: Option<AreaSummary>,
    ids: Vec<PatchId>,
    areas_ha: Vec<f64>,
    attributes: Vec<f64>,
    links: Vec<Link>,
    /// The ways that links take, where they know the land.
    routes: Vec<Route>,
    /// For each patch, whether it lies near the edge of the data; empty where nobody knows.
    near_edge: Vec<bool>,
    /// How patches were made.
    making: HabitatOptions,
    /// What least-cost links went over.
    pub costs: CostsAsked,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(threads) = arguments.threads {
        // Fails only if the pool is there already, and it is asked for first here.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    let parameters = arguments.parameters();
    parameters.check()?;
    // What cannot be is told before any work is done.
    arguments.results.check()?;
    match (&arguments.nodes, &arguments.distances) {
        (Some(nodes), Some(distances)) => {
            let pairs = if arguments.notall { Pairs::Listed } else { Pairs::All };
            let input = conefor::read(nodes, distances, pairs, &parameters)?;
            let results = &arguments.results;
            results.print(&results.compute(&parameters, &input.work, Some(&input))?.1)
        }
        _ => from_layers(arguments, &parameters),
    }
}

fn from_layers(arguments: &Arguments, parameters: &Parameters) -> Result<(), Failure> {
    let making = arguments.habitat_options()?;
    arguments.land.check(arguments.wish())?;
    let options = ReadOptions {
        input_crs: arguments.input_crs.as_deref().map(Crs::from_name).transpose()?,
        ..ReadOptions::default()
    };
    let (mut layers, reports) = read_all(&arguments.files, &options)?;
    // Whatever they look like: their polygons are the patches that were asked for.
    for layer in &mut layers {
        layer.role = LayerRole::Habitat;
    }
    let habitat = Habitat::new(&layers, &making)?;
    let files: Vec<String> = reports.iter().map(|report| report.file.clone()).collect();
    if habitat.patches().is_empty() {
        return Err(Failure::NoPatches { files: files.join(", ") });
    }
    let found = find_links(arguments, parameters, &habitat)?;
    let mut work = Work::new(&reports, (&habitat, &layers, &making), parameters, found)?;
    work.costs = arguments.land.costs()?;
    arguments.results.give(parameters, &work, (&habitat, &layers))?;
    Ok(())
}

impl Work {
    /// What is to be computed of layers that were read.
    pub fn new(
        reports: &[ImportReport],
        (habitat, layers, making): (&Habitat, &[Layer], &HabitatOptions),
        parameters: &Parameters,
        (links, routes, near_edge): FoundLinks,
    ) -> Result<Self, Failure> {
        let patches = habitat.patches();
        let count = |of: fn(&ImportReport) -> usize| reports.iter().map(of).sum();
        Ok(Self {
            input: InputSummary::new(
                reports.iter().map(|report| report.file.clone()).collect(),
                patches.len(),
                count(|report| report.skipped.len()),
                count(|report| report.repaired.len()),
                Some(habitat.working_crs()),
            ),
            areas: AreaSummary::new(habitat, layers, making),
            asked: ParameterSummary::from(parameters),
            ids: patches.iter().map(|patch| PatchId::new(&patch.label)).collect(),
            areas_ha: patches.iter().map(|patch| hectares(patch.area_m2)).collect(),
            attributes: habitat.attributes(layers, &parameters.attribute)?,
            links,
            routes,
            near_edge,
            making: *making,
            costs: CostsAsked::default(),
        })
    }

    /// What is told of how it was computed.
    fn methods<'a>(&'a self, parameters: &'a Parameters, working_crs: &'a str) -> Methods<'a> {
        Methods {
            parameters,
            overlaps: self.making.overlaps,
            least_area_ha: hectares(self.making.least_area_m2),
            working_crs,
            patches: self.ids.len(),
            area_ha: Some(self.areas_ha.iter().sum()),
            attributes: self.attributes.iter().sum(),
            costs: self.costs.told(),
        }
    }
}

/// Links, their ways, and for each patch whether it lies near the edge of the data.
pub type FoundLinks = (Vec<Link>, Vec<Route>, Vec<bool>);

/// Links as they were asked for; the ways they take, and which patches lie near the edge of
/// the data, where they know the land.
fn find_links(
    arguments: &Arguments,
    parameters: &Parameters,
    habitat: &Habitat,
) -> Result<FoundLinks, Failure> {
    if !parameters.kind.is_over_land() {
        let Parameters { topology, max_link_m, .. } = *parameters;
        return Ok((
            links(habitat, topology, max_link_m, &mut finding_links())?,
            Vec::new(),
            Vec::new(),
        ));
    }
    let resistance = arguments.land.table()?;
    let land = arguments.land.read(habitat)?;
    let limits = parameters.grading.limits;
    let routes = arguments.land.routes(habitat, &land, (&resistance, &limits), arguments.wish())?;
    let graded = parameters.graded()?;
    let near_edge = land.near_edge(habitat, parameters.distance_m);
    let links = routes.iter().filter_map(|route| graded.link(route)).collect();
    Ok((links, routes, near_edge))
}
