//! How far dPC may be from exact, so that large networks need not wait.

use serde::{Deserialize, Serialize};

use crate::graph::Removed;

/// Networks of up to so many patches are taken apart exactly unless something else is asked.
pub const EXACT_UP_TO: usize = 4000;

/// How far dPC may be from exact beyond that, percentage points.
pub const OF_LARGE_NETWORKS: f64 = 0.001;

/// What may be left open of each patch and each link that is taken away.
///
/// What a pair of patches loses without a patch or a link lies between two values:
///
/// - at most what it loses by the way around that was looked for close by
///   ([`Bypasses`](crate::graph::Bypasses)), or by the best way over patches near the source,
/// - at least nothing, or what it loses by a way as long as all that were looked at.
///
/// The mean of the two is counted and half their difference booked. Each source brings what
/// the bound allows of its own part of PCnum, and that adds up over the sources of a share,
/// in their order: over all shares to what the bound allows of PCnum. Where more would be
/// booked than was brought, it is searched exactly.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Bound {
    /// No dPC is farther off than this, percentage points.
    pub percentage_points: f64,
}

impl Bound {
    /// Nothing is missed.
    pub const EXACT: Self = Self { percentage_points: 0.0 };

    /// At most so many percentage points; exact unless that is a number above 0.
    pub fn new(percentage_points: f64) -> Self {
        let is_some = percentage_points.is_finite() && percentage_points > 0.0;
        if is_some { Self { percentage_points } } else { Self::EXACT }
    }

    /// A source looks closely at its surroundings, up to where its pairs with all that lies
    /// beyond are worth less than this share of all its pairs. Larger is quicker until more
    /// is used up and searched exactly: 10 000 patches were measured.
    pub fn beyond(&self) -> f64 {
        (20.0 * self.percentage_points).min(0.1)
    }

    /// Where what the ways around leave open is less than this share of all pairs of a
    /// source, a tenth of what it brings, nobody looks.
    pub fn little(&self) -> f64 {
        self.percentage_points / 1000.0
    }

    /// Whether nothing is missed.
    pub fn is_exact(&self) -> bool {
        self.percentage_points <= 0.0
    }

    /// What a part of PCnum allows to be missed, square hectares.
    pub fn of(&self, pc_num: f64) -> f64 {
        self.percentage_points / 100.0 * pc_num
    }
}

/// What was missed of each node and each edge, square hectares, and what may be.
#[derive(Debug)]
pub(super) struct Missed {
    may_ha2: f64,
    nodes: Vec<f64>,
    edges: Vec<f64>,
}

impl Missed {
    /// Nothing yet.
    pub fn new(nodes: usize, edges: usize) -> Self {
        Self { may_ha2: 0.0, nodes: vec![0.0; nodes], edges: vec![0.0; edges] }
    }

    /// So much more may be missed of each.
    pub fn allow(&mut self, more_ha2: f64) {
        self.may_ha2 += more_ha2;
    }

    /// Books what is missed; false, and nothing is booked, where that is too much.
    pub fn book(&mut self, removed: Removed, missed_ha2: f64) -> bool {
        let missed = match removed {
            Removed::Node(node) => &mut self.nodes[node as usize],
            Removed::Edge(edge) => &mut self.edges[edge as usize],
        };
        let is_allowed = *missed + missed_ha2 <= self.may_ha2;
        if is_allowed {
            *missed += missed_ha2;
        }
        is_allowed
    }
}
