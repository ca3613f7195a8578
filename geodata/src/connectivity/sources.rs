//! The part of the work that is a search from each node, and can be shared.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::flux::{self, Flux};
use super::{Kernel, ParameterError, Parameters, clustering, diameter, harary, iic, pc};
use crate::graph::{PatchGraph, PathTree, essential_links, hops_from};
use crate::links::Link;

/// What a worker needs to search from any node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkGraphs {
    /// Links up to the threshold, for hops.
    binary: PatchGraph,
    /// Links that shortest paths depend on, for lengths.
    weighted: PatchGraph,
    /// Links up to the threshold that shortest paths among them depend on;
    /// `None` where there are no longer ones.
    bounded: Option<PatchGraph>,
    /// F and AWF, which need no search.
    f: f64,
    awf: f64,
    attributes_ha: Vec<f64>,
    kernel: Kernel,
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
        let all = PatchGraph::within(nodes, links, f64::INFINITY);
        let binary = PatchGraph::within(nodes, links, parameters.threshold_m());
        let kernel = parameters.kernel()?;
        let Flux { f, awf } = flux::of_links(all.iter_edges(), &attributes_ha, &kernel);
        Ok(Self {
            weighted: essential_links(&all).graph,
            bounded: (binary.edges() < all.edges()).then(|| essential_links(&binary).graph),
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

    /// Links that shortest path lengths depend on.
    #[must_use]
    pub fn weighted(&self) -> &PatchGraph {
        &self.weighted
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
