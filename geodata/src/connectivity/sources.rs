//! The part of the work that is a search from each node, and can be shared.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::flux::{self, Flux};
use super::{Kernel, ParameterError, Parameters, clustering, diameter, harary, iic, pc};
use crate::graph::{Edge, PatchGraph, PathTree, essential_links, hops_from};
use crate::links::Link;

/// What a worker needs to search from any node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkGraphs {
    /// Links up to the threshold, for hops.
    binary: PatchGraph,
    /// Links that probabilities depend on, by their [effective](Kernel::effective_m) lengths.
    weighted: PatchGraph,
    /// Links up to the threshold that shortest paths among them depend on;
    /// `None` where there are no longer ones.
    bounded: Option<PatchGraph>,
    /// All links where some have a grade: their effective lengths go by the kernel.
    graded: Option<Vec<Link>>,
    /// F and AWF, which need no search.
    f: f64,
    awf: f64,
    attributes_ha: Vec<f64>,
    kernel: Kernel,
}

/// The graph of links by their effective lengths.
fn weighted(nodes: usize, links: &[Link], kernel: &Kernel) -> PatchGraph {
    let edge = |link: &Link| Edge { a: link.a, b: link.b, length_m: kernel.effective_m(link) };
    PatchGraph::new(nodes, links.iter().map(edge))
}

/// What the searches from one node add to the indices.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SourceSums {
    /// Share in PCnum, square hectares.
    pub pc_num: f64,
    /// Share in IICnum, square hectares.
    pub iic_num: f64,
    /// Share in H.
    pub h: f64,
    /// Greatest length of a shortest path from here by links up to the
    /// threshold, metres.
    pub farthest_m: f64,
    /// Clustering coefficient.
    pub clustering: f64,
}

impl NetworkGraphs {
    /// Builds both graphs from links.
    ///
    /// # Errors
    /// See [`Parameters::check`], and [`ParameterError::LandscapeTooSmall`] for a
    /// landscape smaller than its habitat.
    pub fn new(
        links: &[Link],
        attributes_ha: Vec<f64>,
        parameters: &Parameters,
    ) -> Result<Self, ParameterError> {
        parameters.check()?;
        let habitat_ha: f64 = attributes_ha.iter().sum();
        if let Some(landscape_ha) = parameters.landscape_area_ha.filter(|area| *area < habitat_ha) {
            return Err(ParameterError::LandscapeTooSmall { landscape_ha, habitat_ha });
        }
        let nodes = attributes_ha.len();
        let kernel = parameters.kernel()?;
        let all = weighted(nodes, links, &kernel);
        let binary = PatchGraph::within(nodes, links, parameters.threshold_m());
        let is_graded = links.iter().any(|link| link.factor < 1.0);
        let Flux { f, awf } = flux::of_links(all.iter_edges(), &attributes_ha, &kernel);
        Ok(Self {
            weighted: essential_links(&all).graph,
            bounded: (is_graded || binary.edges() < all.edges())
                .then(|| essential_links(&binary).graph),
            graded: is_graded.then(|| links.to_vec()),
            binary,
            f,
            awf,
            attributes_ha,
            kernel,
        })
    }

    /// Links up to the threshold.
    #[must_use]
    pub fn binary(&self) -> &PatchGraph {
        &self.binary
    }

    /// Links that probabilities depend on, by their effective lengths.
    #[must_use]
    pub fn weighted(&self) -> &PatchGraph {
        &self.weighted
    }

    /// The same for another kernel, which graded links have other effective lengths for.
    pub(super) fn weighted_for(&self, kernel: &Kernel) -> Option<PatchGraph> {
        let links = self.graded.as_ref()?;
        Some(essential_links(&weighted(self.nodes(), links, kernel)).graph)
    }

    /// Attributes of the nodes, hectares.
    #[must_use]
    pub fn attributes_ha(&self) -> &[f64] {
        &self.attributes_ha
    }

    /// F and AWF.
    #[must_use]
    pub fn flux(&self) -> Flux {
        Flux { f: self.f, awf: self.awf }
    }

    /// The dispersal kernel.
    #[must_use]
    pub fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    /// Number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.attributes_ha.len()
    }

    /// What the searches from each of `sources` add, in their order.
    #[must_use]
    pub fn sums(&self, sources: Range<usize>) -> Vec<SourceSums> {
        let mut marks = vec![u32::MAX; self.nodes()];
        let mut tree = PathTree::default();
        sources
            .filter(|source| *source < self.nodes())
            .map(|source| {
                let hops = hops_from(&self.binary, source);
                tree.measure_lengths(&self.weighted, source);
                let lengths = tree.lengths();
                let pc_num = pc::source_sum(lengths, &self.attributes_ha, &self.kernel, source);
                let farthest_m = match &self.bounded {
                    Some(bounded) => {
                        tree.measure_lengths(bounded, source);
                        diameter::farthest(tree.lengths())
                    }
                    None => diameter::farthest(lengths),
                };
                SourceSums {
                    pc_num,
                    iic_num: iic::source_sum(&hops, &self.attributes_ha, source),
                    h: harary::source_sum(&hops, source),
                    farthest_m,
                    clustering: clustering::coefficient(&self.binary, source, &mut marks),
                }
            })
            .collect()
    }
}
