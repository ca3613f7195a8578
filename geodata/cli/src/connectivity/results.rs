//! What is wanted of a network, and how it is given: for layers and for projects.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use geodata::connectivity::importance::{LinkImportance, PatchImportance, RemovalNetwork, Wanted};
use geodata::connectivity::metapatches::metapatches;
use geodata::connectivity::{Analysis, curve, reach};
use geodata::graph::Removals;
use geodata::report::{
    self, ExtentSummary, LinkRows, MOST_PAIRED_PATCHES, MetapatchRow, Network, PatchId, ReachRow,
    Summary, about, components_layer, link_rows, links_layer, pairs_layer, patch_rows,
    patches_layer,
};
use geodata::{Habitat, Layer, Link, Parameters};

use liito_locales::methods;

use super::Work;
use super::arguments::metres;
use super::conefor::ConeforInput;
use super::text::as_text;
use crate::failure::{Failure, language};
use crate::input::print as output;
use crate::result_file::write_result;

/// More patches than this, and only pairs with a link are given unless asked.
const ALL_PAIRS: usize = 500;

/// What is wanted of a network.
#[derive(Args)]
pub struct Results {
    /// Also give the importance of every patch
    #[arg(long)]
    pub importance: bool,
    /// Also give the importance of links. Without a value: of all pairs up to 500 patches,
    /// of links beyond
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, default_missing_value = "auto")]
    pub link_importance: Option<WhichLinks>,
    /// How far dPC may be from exact, percentage points; 0 is exact. Without it: exact up to
    /// 4 000 patches, 0.001 beyond
    #[arg(long, value_name = "POINTS", value_parser = share_of_a_percent)]
    pub bound: Option<f64>,
    /// Also give PC over a range of distances, metres
    #[arg(long, value_name = "FROM:TO:STEP")]
    pub curve: Option<CurveRange>,
    /// Also join patches into metapatches by links up to this length, metres: what an animal
    /// crosses day by day
    #[arg(long, value_name = "M", value_parser = metres)]
    pub metapatches: Option<f64>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = Format::Json)]
    pub format: Format,
    /// Also write the links with their lengths to this file, in the format its ending says
    #[arg(long, value_name = "FILE")]
    pub links_out: Option<PathBuf>,
    /// Also write the patches with their areas and parts to this file
    #[arg(long, value_name = "FILE")]
    pub patches_out: Option<PathBuf>,
    /// Also write the parts that the network falls into to this file
    #[arg(long, value_name = "FILE")]
    pub components_out: Option<PathBuf>,
    /// Also write the best path between every two patches to this file, as a table: for up
    /// to 700 patches
    #[arg(long, value_name = "FILE")]
    pub pairs_out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Json,
    Text,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhichLinks {
    /// Pairs for up to 500 patches, links for more
    Auto,
    /// Pairs of patches that have a link
    Links,
    /// All pairs of patches
    Pairs,
}

/// Distances of a curve.
#[derive(Debug, Clone, Copy)]
pub struct CurveRange {
    from_m: f64,
    to_m: f64,
    step_m: f64,
}

impl std::str::FromStr for CurveRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers: Result<Vec<f64>, _> = text.split(':').map(str::parse).collect();
        match numbers.as_deref() {
            Ok(&[from_m, to_m, step_m]) => Ok(Self { from_m, to_m, step_m }),
            _ => Err("write three numbers like 100:3000:100".to_owned()),
        }
    }
}

/// A bound of importance: 0 and more.
fn share_of_a_percent(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(points) if points.is_finite() && points >= 0.0 => Ok(points),
        _ => Err("write a number of percentage points, 0 or more".to_owned()),
    }
}

impl CurveRange {
    pub fn distances(self) -> Result<Vec<f64>, Failure> {
        Ok(curve::distances(self.from_m, self.to_m, self.step_m)?)
    }
}

impl Results {
    /// Says what cannot be before any work is done.
    pub fn check(&self) -> Result<(), Failure> {
        self.curve.map(CurveRange::distances).transpose()?;
        Ok(())
    }

    /// Computes, writes what is to be written, and prints the rest.
    pub fn give(
        &self,
        parameters: &Parameters,
        work: &Work,
        (habitat, layers): (&Habitat, &[Layer]),
    ) -> Result<Summary, Failure> {
        let (analysis, summary, importance) = self.compute(parameters, work, None)?;
        let outputs = [&self.links_out, &self.patches_out, &self.components_out, &self.pairs_out];
        if outputs.iter().any(|path| path.is_some()) {
            let network = Network {
                habitat,
                links: &analysis.links,
                routes: &work.routes,
                near_edge: &work.near_edge,
                graphs: &analysis.graphs,
                components: &analysis.components,
                summary: &Summary {
                    areas: work.areas.clone(),
                    ..Summary::new(work.input.clone(), work.asked.clone(), analysis.indices)
                },
                importance: importance
                    .as_ref()
                    .map(|of| report::Importance { patches: &of.patches, links: &of.links }),
            };
            let methods =
                methods(language(), &work.methods(parameters, &habitat.working_crs().to_string()));
            if let Some(path) = &self.links_out {
                save(path, network, links_layer(network)?, &methods)?;
            }
            if let Some(path) = &self.components_out {
                save(path, network, components_layer(network)?, &methods)?;
            }
            if let Some(path) = &self.pairs_out {
                let patches = habitat.patches().len();
                if patches > MOST_PAIRED_PATCHES {
                    return Err(Failure::TooManyPairs { patches, most: MOST_PAIRED_PATCHES });
                }
                let labels: Vec<String> =
                    habitat.patches().iter().map(|patch| patch.label.clone()).collect();
                save(path, network, pairs_layer(&labels, &analysis.graphs), &methods)?;
            }
            if let Some(path) = &self.patches_out {
                save(path, network, patches_layer(network, layers)?, &methods)?;
            }
        }
        self.print(&summary)?;
        Ok(summary)
    }

    /// Everything that was asked for.
    pub fn compute(
        &self,
        parameters: &Parameters,
        work: &Work,
        conefor: Option<&ConeforInput>,
    ) -> Result<(Analysis, Summary, Option<Importance>), Failure> {
        let curve = self.curve.map(CurveRange::distances).transpose()?;
        let analysis = Analysis::new(work.links.clone(), work.attributes.clone(), parameters)?;
        let mut summary = Summary::new(work.input.clone(), work.asked.clone(), analysis.indices);
        summary.areas.clone_from(&work.areas);
        let wanted = Wanted {
            removals: Removals { nodes: self.importance, edges: self.link_importance.is_some() },
            ..Wanted::ALL
        };
        let importance = (wanted.removals.nodes || wanted.removals.edges)
            .then(|| {
                self.add_importance(&mut summary, parameters, work, (wanted, conefor), &analysis)
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
        summary.metapatches = self.metapatches.map(|limit| metapatch_rows(work, limit));
        Ok((analysis, summary, importance))
    }

    fn add_importance(
        &self,
        summary: &mut Summary,
        parameters: &Parameters,
        work: &Work,
        (wanted, conefor): (Wanted, Option<&ConeforInput>),
        analysis: &Analysis,
    ) -> Result<Importance, Failure> {
        let network = RemovalNetwork::new(&work.links, &work.attributes, parameters)?;
        let network = match self.bound {
            None => network.within_reason(),
            Some(points) if points > 0.0 => network.within(points),
            Some(_) => network,
        };
        let points = network.bound_percentage_points();
        summary.importance_within = (points > 0.0).then_some(points);
        let sums = network.all_shares(wanted);
        if self.importance {
            let mut rows =
                patch_rows(&network, &sums, &work.ids, &work.areas_ha, &analysis.components);
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
        if let Some(which) = self.link_importance {
            let all = which == WhichLinks::Pairs
                || (which == WhichLinks::Auto && work.ids.len() <= ALL_PAIRS);
            let which = if all { LinkRows::Pairs } else { LinkRows::Links };
            summary.link_importance =
                Some(link_rows(&network, &sums, &work.ids, &work.links, which));
        }
        let is_short = |link: &&Link| link.length_m <= parameters.threshold_m();
        let short: Vec<Link> = work.links.iter().filter(is_short).copied().collect();
        let removals = wanted.removals;
        Ok(Importance {
            patches: if removals.nodes { network.patches(&sums) } else { Vec::new() },
            links: if removals.edges { network.links(&short, &sums) } else { Vec::new() },
        })
    }

    /// Prints it as it is wanted.
    pub fn print(&self, summary: &Summary) -> Result<(), Failure> {
        let text = match self.format {
            // Numbers, text and options only, so it always has a form in JSON.
            Format::Json => serde_json::to_string(summary).unwrap_or_default(),
            Format::Text => as_text(summary),
        };
        output(&text)
    }
}

/// Importance as files of results carry it; empty where it was not asked for.
pub struct Importance {
    patches: Vec<PatchImportance>,
    /// Of the links up to the threshold.
    links: Vec<LinkImportance>,
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
fn save(path: &Path, network: Network<'_>, layer: Layer, methods: &str) -> Result<(), Failure> {
    let mut about = about(network.summary);
    about.facts.push(("methods".to_owned(), methods.to_owned()));
    write_result(path, layer, about)
}
