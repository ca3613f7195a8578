//! `liito connectivity`: from files to figures.

mod arguments;
mod conefor;
mod text;

use std::collections::BTreeSet;
use std::path::Path;

use geodata::connectivity::importance::{LinkImportance, PatchImportance, RemovalNetwork, Wanted};
use geodata::connectivity::metapatches::metapatches;
use geodata::connectivity::{Analysis, reach};
use geodata::graph::Removals;
use geodata::io::WriteOptions;
use geodata::io::conefor::Pairs;
use geodata::links::{Route, links};
use geodata::model::LayerRole;
use geodata::report::{
    self, AreaSummary, ExtentSummary, InputSummary, LinkRows, MetapatchRow, Network,
    ParameterSummary, PatchId, ReachRow, Summary, about, components_layer, link_rows, links_layer,
    patch_rows, patches_layer,
};
use geodata::units::hectares;
use geodata::{Crs, Habitat, ImportReport, Layer, Link, Parameters, ReadOptions};

use crate::failure::Failure;
use crate::format::format_of;
use crate::input::{print as output, read_all};
pub use arguments::Arguments;
use arguments::{Format, WhichLinks};
use conefor::ConeforInput;
use text::as_text;

/// More patches than this, and only pairs with a link are given unless asked.
const ALL_PAIRS: usize = 500;

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
    arguments.curve.map(arguments::CurveRange::distances).transpose()?;
    match (&arguments.nodes, &arguments.distances) {
        (Some(nodes), Some(distances)) => {
            let pairs = if arguments.notall { Pairs::Listed } else { Pairs::All };
            let input = conefor::read(nodes, distances, pairs, &parameters)?;
            let summary = compute(arguments, &parameters, &input.work, Some(&input))?.1;
            print(arguments.format, &summary)
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
    let count = |of: fn(&ImportReport) -> usize| reports.iter().map(of).sum();
    let input = InputSummary::new(
        files,
        habitat.patches().len(),
        count(|report| report.skipped.len()),
        count(|report| report.repaired.len()),
        Some(habitat.working_crs()),
    );
    let (links, routes, near_edge) = find_links(arguments, parameters, &habitat)?;
    let work = Work {
        input,
        areas: AreaSummary::new(&habitat, &layers, &making),
        asked: ParameterSummary::from(parameters),
        ids: habitat.patches().iter().map(|patch| PatchId::new(&patch.label)).collect(),
        areas_ha: habitat.patches().iter().map(|patch| hectares(patch.area_m2)).collect(),
        attributes: habitat.attributes(&layers, &parameters.attribute)?,
        links,
        routes,
        near_edge,
    };
    let (analysis, summary, importance) = compute(arguments, parameters, &work, None)?;
    let outputs = [&arguments.links_out, &arguments.patches_out, &arguments.components_out];
    if outputs.iter().any(|path| path.is_some()) {
        let network = Network {
            habitat: &habitat,
            links: &analysis.links,
            routes: &work.routes,
            near_edge: &work.near_edge,
            graphs: &analysis.graphs,
            components: &analysis.components,
            summary: &Summary {
                areas: work.areas,
                ..Summary::new(work.input, work.asked, analysis.indices)
            },
            importance: importance
                .as_ref()
                .map(|of| report::Importance { patches: &of.patches, links: &of.links }),
        };
        if let Some(path) = &arguments.links_out {
            save(path, network, links_layer(network)?)?;
        }
        if let Some(path) = &arguments.components_out {
            save(path, network, components_layer(network)?)?;
        }
        if let Some(path) = &arguments.patches_out {
            save(path, network, patches_layer(network, &layers)?)?;
        }
    }
    print(arguments.format, &summary)
}

/// Links, their ways, and for each patch whether it lies near the edge of the data.
type FoundLinks = (Vec<Link>, Vec<Route>, Vec<bool>);

/// Links as they were asked for; the ways they take, and which patches lie near the edge of
/// the data, where they know the land.
fn find_links(
    arguments: &Arguments,
    parameters: &Parameters,
    habitat: &Habitat,
) -> Result<FoundLinks, Failure> {
    if !parameters.kind.is_over_land() {
        let Parameters { topology, max_link_m, .. } = *parameters;
        return Ok((links(habitat, topology, max_link_m, &mut ())?, Vec::new(), Vec::new()));
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

/// Importance as files of results carry it; empty where it was not asked for.
struct Importance {
    patches: Vec<PatchImportance>,
    /// Of the links up to the threshold.
    links: Vec<LinkImportance>,
}

/// Everything that was asked for.
fn compute(
    arguments: &Arguments,
    parameters: &Parameters,
    work: &Work,
    conefor: Option<&ConeforInput>,
) -> Result<(Analysis, Summary, Option<Importance>), Failure> {
    let curve = arguments.curve.map(arguments::CurveRange::distances).transpose()?;
    let analysis = Analysis::new(work.links.clone(), work.attributes.clone(), parameters)?;
    let mut summary = Summary::new(work.input.clone(), work.asked.clone(), analysis.indices);
    summary.areas.clone_from(&work.areas);
    let wanted = Wanted {
        removals: Removals {
            nodes: arguments.importance,
            edges: arguments.link_importance.is_some(),
        },
        ..Wanted::ALL
    };
    let importance = (wanted.removals.nodes || wanted.removals.edges)
        .then(|| {
            add_importance(&mut summary, arguments, parameters, work, (wanted, conefor), &analysis)
        })
        .transpose()?;
    if let Some(distances) = curve {
        summary.curve = Some(analysis.graphs.curve(&distances, parameters)?);
    }
    if parameters.kind.is_over_land() {
        summary.extent = Some(ExtentSummary {
            study_distance_m: parameters.distance_m,
            patches_near_edge: work.near_edge.iter().filter(|is_near| **is_near).count(),
        });
        let found = reach(&work.routes, &work.areas_ha, &parameters.grading.limits);
        summary.reach = Some(found.iter().map(ReachRow::from).collect());
    }
    summary.metapatches = arguments.metapatches.map(|limit| metapatch_rows(work, limit));
    Ok((analysis, summary, importance))
}

fn add_importance(
    summary: &mut Summary,
    arguments: &Arguments,
    parameters: &Parameters,
    work: &Work,
    (wanted, conefor): (Wanted, Option<&ConeforInput>),
    analysis: &Analysis,
) -> Result<Importance, Failure> {
    let network = RemovalNetwork::new(&work.links, &work.attributes, parameters)?;
    let sums = network.all_shares(wanted);
    if arguments.importance {
        let mut rows = patch_rows(&network, &sums, &work.ids, &work.areas_ha, &analysis.components);
        let near = work.ids.iter().zip(&work.near_edge).filter(|(_, is_near)| **is_near);
        let near: BTreeSet<&PatchId> = near.map(|(id, _)| id).collect();
        for row in &mut rows {
            row.near_edge = near.contains(&row.id);
        }
        if let Some(conefor) = conefor {
            rows.extend(conefor.candidate_rows(&network, parameters));
            rows.sort_by(|x, y| x.id.cmp(&y.id));
        }
        summary.importance = Some(rows);
    }
    if let Some(which) = arguments.link_importance {
        let all = which == WhichLinks::Pairs
            || (which == WhichLinks::Auto && work.ids.len() <= ALL_PAIRS);
        let which = if all { LinkRows::Pairs } else { LinkRows::Links };
        summary.link_importance = Some(link_rows(&network, &sums, &work.ids, &work.links, which));
    }
    let is_short = |link: &&Link| link.length_m <= parameters.threshold_m();
    let short: Vec<Link> = work.links.iter().filter(is_short).copied().collect();
    let removals = wanted.removals;
    Ok(Importance {
        patches: if removals.nodes { network.patches(&sums) } else { Vec::new() },
        links: if removals.edges { network.links(&short, &sums) } else { Vec::new() },
    })
}

fn metapatch_rows(work: &Work, limit_m: f64) -> Vec<MetapatchRow> {
    let joined = metapatches(&work.links, &work.attributes, limit_m);
    let mut rows: Vec<MetapatchRow> = (1..)
        .zip(&joined.attributes_ha)
        .map(|(metapatch, area_ha)| MetapatchRow { metapatch, area_ha: *area_ha, patches: vec![] })
        .collect();
    for (id, metapatch) in work.ids.iter().zip(&joined.of_patch) {
        rows[*metapatch as usize].patches.push(id.clone());
    }
    rows
}

/// Saves results in the format that the file's ending says.
fn save(path: &Path, network: Network<'_>, layer: Layer) -> Result<(), Failure> {
    let file = path.display().to_string();
    let format = format_of(path).ok_or(Failure::UnknownEnding { file: file.clone() })?;
    let options = WriteOptions { about: Some(about(network.summary)), ..WriteOptions::default() };
    let refused = |error| Failure::NotWritten { file: file.clone(), error };
    let bytes = geodata::io::write(format, &[layer], &options).map_err(refused)?.bytes;
    std::fs::write(path, bytes).map_err(|reason| Failure::Unwritable { file, reason })
}

fn print(format: Format, summary: &Summary) -> Result<(), Failure> {
    let text = match format {
        // Numbers, text and options only, so it always has a form in JSON.
        Format::Json => serde_json::to_string(summary).unwrap_or_default(),
        Format::Text => as_text(summary),
    };
    output(&text)
}
