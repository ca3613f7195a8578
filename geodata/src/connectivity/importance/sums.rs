//! What shares of the work give, to be added in order.

use serde::{Deserialize, Serialize};

use super::RemovalNetwork;
use crate::graph::{Detours, Removals, Removed};

/// What to compute: what is not asked for stays 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// What to take away.
    pub removals: Removals,
    /// PC and what goes by length.
    pub by_length: bool,
    /// IIC, H, BC and what goes by number of links.
    pub by_hops: bool,
}

impl Wanted {
    /// All indices without each patch.
    pub const PATCHES: Self = Self::all(true, false);
    /// All indices without each link.
    pub const LINKS: Self = Self::all(false, true);
    /// All indices without each patch and without each link.
    pub const ALL: Self = Self::all(true, true);

    const fn all(nodes: bool, edges: bool) -> Self {
        Self { removals: Removals { nodes, edges }, by_length: true, by_hops: true }
    }
}

/// Sums of a share of all sources, by the network's own numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RemovalSums {
    /// PC, square hectares.
    pub pc: IndexSums,
    /// IIC, square hectares.
    pub iic: IndexSums,
    /// H.
    pub h: IndexSums,
    /// Shortest paths through each node, by hops.
    pub bc: Vec<f64>,
    /// The same by hops, weighted as in IIC, square hectares.
    pub bc_iic: Vec<f64>,
    /// The same by length, weighted as in PC, square hectares.
    pub bc_pc: Vec<f64>,
}

/// Sums of one index.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexSums {
    /// What each node shares with all others: sum over j of a_j p*_ij and its like.
    pub flux: Vec<f64>,
    /// What the other pairs lose without each node.
    pub nodes: Vec<f64>,
    /// What all pairs lose without each edge.
    pub edges: Vec<f64>,
}

impl RemovalSums {
    /// Nothing yet.
    #[must_use]
    pub fn new(network: &RemovalNetwork, wanted: Wanted) -> Self {
        let nodes = network.nodes();
        let (by_length, by_hops) = if wanted.removals.edges { network.edges() } else { (0, 0) };
        Self {
            pc: IndexSums::new(nodes, by_length),
            iic: IndexSums::new(nodes, by_hops),
            h: IndexSums::new(nodes, by_hops),
            bc: vec![0.0; nodes],
            bc_iic: vec![0.0; nodes],
            bc_pc: vec![0.0; nodes],
        }
    }

    /// Adds another share of the same network, with the same wanted.
    pub fn add(&mut self, other: &Self) {
        for (sums, others) in
            [(&mut self.pc, &other.pc), (&mut self.iic, &other.iic), (&mut self.h, &other.h)]
        {
            add(&mut sums.flux, &others.flux);
            add(&mut sums.nodes, &others.nodes);
            add(&mut sums.edges, &others.edges);
        }
        add(&mut self.bc, &other.bc);
        add(&mut self.bc_iic, &other.bc_iic);
        add(&mut self.bc_pc, &other.bc_pc);
    }
}

impl IndexSums {
    fn new(nodes: usize, edges: usize) -> Self {
        Self { flux: vec![0.0; nodes], nodes: vec![0.0; nodes], edges: vec![0.0; edges] }
    }

    pub(super) fn add(&mut self, removed: Removed, lost: f64) {
        match removed {
            Removed::Node(node) => self.nodes[node as usize] += lost,
            Removed::Edge(edge) => self.edges[edge as usize] += lost,
        }
    }

    /// Adds what is lost whole with a node or an edge: so many times what hangs on it, by the
    /// [sums below](Detours::sums_below) each place.
    pub(super) fn add_whole(
        &mut self,
        detours: &Detours<'_>,
        removals: Removals,
        below: &[f64],
        times: f64,
    ) {
        if removals.nodes {
            for (node, lost) in detours.cut_off(below) {
                self.add(Removed::Node(node), times * lost);
            }
        }
        if removals.edges {
            for (edge, lost) in detours.bridges(below) {
                self.add(Removed::Edge(edge), times * lost);
            }
        }
    }
}

fn add(sums: &mut [f64], others: &[f64]) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum += other;
    }
}
