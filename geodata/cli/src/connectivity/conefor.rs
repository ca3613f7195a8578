//! A network from Conefor's own files.

use std::path::Path;

use geodata::connectivity::importance::{Candidate, RemovalNetwork};
use geodata::io::conefor::{ConeforError, ConeforNode, Pairs, read_distances, read_nodes};
use geodata::model::HabitatOptions;
use geodata::report::{InputSummary, ParameterSummary, PatchId, PatchRow};
use geodata::{Link, Parameters};

use super::Work;
use crate::costs::CostsAsked;
use crate::failure::Failure;

/// Patches that there are, and candidates.
pub struct ConeforInput {
    pub work: Work,
    candidates: Vec<(ConeforNode, Vec<(u32, f64)>)>,
}

/// Reads the two files. Links between candidates count for nothing, since each
/// is tried alone.
pub fn read(
    nodes: &Path,
    distances: &Path,
    pairs: Pairs,
    parameters: &Parameters,
) -> Result<ConeforInput, Failure> {
    let all = refused(nodes, read_nodes(&bytes(nodes)?))?;
    let links = refused(distances, read_distances(&bytes(distances)?, &all, pairs))?;
    let is_short = |link: &Link| parameters.max_link_m.is_none_or(|most| link.length_m <= most);
    let existing: Vec<&ConeforNode> = all.iter().filter(|node| node.exists).collect();
    let mut place = vec![None; all.len()];
    for (number, node) in (0u32..).zip((0..all.len()).filter(|node| all[*node].exists)) {
        place[node] = Some(number);
    }
    let mut between = Vec::new();
    let mut to_candidate: Vec<Vec<(u32, f64)>> = vec![Vec::new(); all.len()];
    for link in links.into_iter().filter(is_short) {
        match (place[link.a as usize], place[link.b as usize]) {
            (Some(a), Some(b)) => between.push(Link { a, b, ..link }),
            (None, Some(b)) => to_candidate[link.a as usize].push((b, link.length_m)),
            (Some(a), None) => to_candidate[link.b as usize].push((a, link.length_m)),
            (None, None) => {}
        }
    }
    let files = [nodes, distances].map(|path| path.display().to_string()).to_vec();
    if existing.is_empty() {
        return Err(Failure::NoPatches { files: files.join(", ") });
    }
    let mut asked = ParameterSummary::from(parameters);
    asked.link = "given";
    asked.topology = if pairs == Pairs::All { "complete" } else { "listed" };
    "given".clone_into(&mut asked.attribute);
    let attributes: Vec<f64> = existing.iter().map(|node| node.attribute).collect();
    Ok(ConeforInput {
        work: Work {
            input: InputSummary::new(files, existing.len(), 0, 0, None),
            asked,
            areas: None,
            ids: existing.iter().map(|node| PatchId::Number(node.id)).collect(),
            areas_ha: attributes.clone(),
            attributes,
            links: between,
            routes: Vec::new(),
            near_edge: Vec::new(),
            making: HabitatOptions::default(),
            costs: CostsAsked::default(),
        },
        candidates: all.into_iter().zip(to_candidate).filter(|(node, _)| !node.exists).collect(),
    })
}

impl ConeforInput {
    /// What each candidate would add.
    pub fn candidate_rows(
        &self,
        network: &RemovalNetwork,
        parameters: &Parameters,
    ) -> Vec<PatchRow> {
        let candidates: Vec<Candidate> = self
            .candidates
            .iter()
            .map(|(node, links)| Candidate::Patch {
                attribute_ha: node.attribute,
                links: links.clone(),
            })
            .collect();
        let within = |links: &[(u32, f64)]| {
            links.iter().filter(|(_, length)| *length <= parameters.threshold_m()).count()
        };
        let rows = self.candidates.iter().zip(network.gains(&candidates));
        rows.map(|((node, links), gain)| {
            let id = PatchId::Number(node.id);
            PatchRow::of_candidate(id, node.attribute, within(links), &gain)
        })
        .collect()
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let file = path.display().to_string();
    std::fs::read(path).map_err(|reason| Failure::Unreadable { file, reason })
}

fn refused<T>(path: &Path, read: Result<T, ConeforError>) -> Result<T, Failure> {
    read.map_err(|error| Failure::Conefor { file: path.display().to_string(), error })
}
