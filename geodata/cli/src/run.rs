//! `liito run`: the run of a saved project again, and whether its figures are the same.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use geodata::connectivity::Indices;
use geodata::io::geotiff::{RasterFault, read_grid};
use geodata::landscape::{
    Frame, Land, LandOverride, MOST_CELLS, NoData, RasterError, Resistance, ResistanceGrid,
};
use geodata::links::{OverLand, links};
use geodata::model::{HabitatOptions, LayerRole};
use geodata::project::{
    MANIFEST, Member, Place, Project, ProjectError, ProjectRun, RunInput, largest_difference,
    unpack,
};
use geodata::units::M2_PER_HA;
use geodata::{Habitat, ImportReport, Layer, Parameters, ReadOptions};
use liito_locales::messages;

use crate::connectivity::{FoundLinks, Results, Work};
use crate::costs::CostsAsked;
use crate::digests::digest;
use crate::failure::{Failure, language};
use crate::input::{read_bytes, tell};
use crate::voice::{finding_links, say};

/// So much may figures differ, as a share of them: coordinates are projected by other
/// arithmetic in a browser.
const SAME: f64 = 1e-9;

/// What the subcommand takes.
#[derive(Args)]
pub struct Arguments {
    /// A project that was saved on the page (.liito)
    #[arg(value_name = "PROJECT")]
    project: PathBuf,
    #[command(flatten)]
    results: Results,
    /// Threads to compute with [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// What is in the project.
struct Opened {
    file: String,
    project: Project,
    run: ProjectRun,
    members: Vec<Member>,
}

/// Runs the subcommand.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(threads) = arguments.threads {
        // Fails only if the pool is there already, and it is asked for first here.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    }
    arguments.results.check()?;
    let opened = open(arguments)?;
    let (layers, reports) = opened.layers()?;
    let Opened { file, run, .. } = &opened;
    let (mut patches, mut land) = (Vec::new(), Vec::new());
    for (layer, report) in layers.into_iter().zip(reports) {
        match layer.role {
            LayerRole::Habitat => patches.push((layer, report)),
            LayerRole::TreeCover | LayerRole::LandCover | LayerRole::Barrier => land.push(layer),
            _ => {}
        }
    }
    let (layers, reports): (Vec<Layer>, Vec<ImportReport>) = patches.into_iter().unzip();
    let making = HabitatOptions {
        working_crs: Some(run.working_crs),
        overlaps: run.overlaps,
        least_area_m2: run.least_area_ha * M2_PER_HA,
    };
    let habitat = Habitat::new(&layers, &making)?;
    if habitat.patches().is_empty() {
        return Err(Failure::NoPatches { files: file.clone() });
    }
    let parameters = &run.parameters;
    let found = opened.find_links(&habitat, &land)?;
    let mut work = Work::new(&reports, (&habitat, &layers, &making), parameters, found)?;
    work.costs = CostsAsked {
        raster: opened.project.raster.as_ref().map(|raster| raster.name.clone()),
        cell_m: run.cell_m,
        resistance: run.resistance.clone(),
        ..CostsAsked::default()
    };
    let summary = arguments.results.give(parameters, &work, (&habitat, &layers))?;
    compare(&summary.indices, &run.figures)
}

/// Whether the figures are those that were saved.
fn compare(now: &Indices, before: &BTreeMap<String, f64>) -> Result<(), Failure> {
    let other = || (String::from("–"), f64::INFINITY);
    let (figure, by) = largest_difference(now, before).unwrap_or_else(other);
    if by > SAME {
        return Err(Failure::Differs { figure, by });
    }
    say(&messages::cli::same_figures(language(), &format!("{by:.1e}")));
    Ok(())
}

fn open(arguments: &Arguments) -> Result<Opened, Failure> {
    let path = &arguments.project;
    let file = path.display().to_string();
    let refused = |error| Failure::Project { file: file.clone(), error };
    let members = unpack(&read_bytes(path)?).map_err(refused)?;
    let manifest = members.iter().find(|member| member.name == MANIFEST);
    let text = manifest.and_then(|member| std::str::from_utf8(&member.bytes).ok());
    let project = Project::from_json(text.ok_or_else(|| refused(ProjectError::NotAProject))?)
        .map_err(refused)?;
    match project.run.as_deref().cloned() {
        Some(run) => Ok(Opened { file, run, project, members }),
        None => Err(Failure::NoRun { file }),
    }
}

impl Opened {
    fn damaged(&self, reason: &str) -> Failure {
        let error = ProjectError::Damaged { reason: reason.to_owned() };
        Failure::Project { file: self.file.clone(), error }
    }

    fn member(&self, name: &str) -> Result<&Member, Failure> {
        let found = self.members.iter().find(|member| member.name == name);
        found.ok_or_else(|| self.damaged(name))
    }

    /// Whether a file is the one that the run was done with.
    fn check_digest(&self, name: &str, bytes: &[u8], told: Option<&str>) -> Result<(), Failure> {
        match told {
            Some(told) if told != digest(bytes) => {
                Err(Failure::Changed { file: self.file.clone(), name: name.to_owned() })
            }
            _ => Ok(()),
        }
    }

    /// The layers as they were used, in their order.
    fn layers(&self) -> Result<(Vec<Layer>, Vec<ImportReport>), Failure> {
        let (mut layers, mut reports) = (Vec::new(), Vec::new());
        for input in &self.run.inputs {
            let RunInput { name, inside, sha256, layer, crs, swap_axes, role } = input;
            let bytes = &self.member(inside)?.bytes;
            self.check_digest(name, bytes, sha256.as_deref())?;
            let options = ReadOptions {
                input_crs: *crs,
                swap_axes: *swap_axes,
                layers: layer.clone().map(|layer| vec![layer]),
                ..ReadOptions::default()
            };
            let refused = |error| Failure::Refused { file: name.clone(), error };
            for import in geodata::read(bytes, name, &options).map_err(refused)? {
                tell(&import.report);
                layers.push(Layer { role: *role, ..import.layer });
                reports.push(import.report);
            }
        }
        Ok((layers, reports))
    }

    /// Links as the page found them.
    fn find_links(&self, habitat: &Habitat, layers: &[Layer]) -> Result<FoundLinks, Failure> {
        let Parameters { kind, topology, max_link_m, grading, .. } = self.run.parameters;
        if !kind.is_over_land() {
            return Ok((
                links(habitat, topology, max_link_m, &mut finding_links())?,
                Vec::new(),
                Vec::new(),
            ));
        }
        let overrides = vec![LandOverride::default(); layers.len()];
        let land = Land::from_layers(layers, &overrides, habitat)?;
        let wanted = OverLand { kind, max_link_m, limits: grading.limits };
        let grid = || self.grid(habitat, &land);
        let routes = wanted.between_neighbours((habitat, &land), grid, &mut finding_links())?;
        let graded = self.run.parameters.graded()?;
        let near_edge = land.near_edge(habitat, self.run.parameters.distance_m);
        let links = routes.iter().filter_map(|route| graded.link(route)).collect();
        Ok((links, routes, near_edge))
    }

    fn grid(&self, habitat: &Habitat, land: &Land) -> Result<ResistanceGrid, Failure> {
        let file = self.file.clone();
        let resistance = Resistance::default()
            .with_table(&self.run.resistance)
            .map_err(|error| Failure::Resistance { file: file.clone(), error })?;
        let Some(raster) = &self.project.raster else {
            let frame = Frame::new(&land.extent(habitat), self.run.cell_m, MOST_CELLS)?;
            let no_data = NoData::Unknown;
            return Ok(ResistanceGrid::new(land, frame, &resistance, no_data, &mut ()));
        };
        let (Place::Inside(place) | Place::Address(place)) = &raster.at;
        let bytes = &self.member(place)?.bytes;
        self.check_digest(&raster.name, bytes, self.run.raster_sha256.as_deref())?;
        let crs = habitat.working_crs();
        let read = read_grid(bytes, raster.kind, crs, &resistance, NoData::Unknown);
        let grid = read.map_err(|fault| match fault {
            RasterFault::Raster(error) => Failure::Raster { file: raster.name.clone(), error },
            RasterFault::Grid(error) => error.into(),
        })?;
        if !grid.is_beneath(habitat) {
            let (file, error) = (raster.name.clone(), RasterError::Elsewhere);
            return Err(Failure::Raster { file, error });
        }
        Ok(grid)
    }
}
