//! Which pairs a patch or a link carries: why it matters.

use serde::{Deserialize, Serialize};

use super::RemovalNetwork;
use crate::graph::{PathTree, Removed};

/// A patch or a link of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// A patch, by number.
    Patch(u32),
    /// A link, by the numbers of its patches.
    Link(u32, u32),
}

/// A pair of patches whose best path leads through a piece of the network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarriedPair {
    /// One patch.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Length of their shortest path, metres.
    pub length_m: f64,
    /// Length without the piece, metres; infinite where nothing else joins them.
    pub detour_m: f64,
    /// What the pair adds to PCnum, both ways, square hectares.
    pub worth: f64,
    /// What of it would be lost.
    pub lost: f64,
    /// The shortest path, patch by patch.
    pub path: Vec<u32>,
    /// The one that would take over; empty where there is none.
    pub detour: Vec<u32>,
}

/// What a piece carries.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Carried {
    /// Pairs that lose something without it.
    pub pairs: usize,
    /// Of those, pairs that nothing else joins.
    pub cut_off: usize,
    /// What they lose together, square hectares.
    pub lost: f64,
    /// PCnum, square hectares.
    pub pc_num: f64,
    /// The pairs that lose most, most first.
    pub top: Vec<CarriedPair>,
}

impl RemovalNetwork {
    /// What a patch or a link carries, with the `most` pairs that lose most.
    ///
    /// Pairs that end at the patch itself are not carried by it. `None` where
    /// there is no such piece, or where no shortest path needs the link.
    #[must_use]
    pub fn carried(&self, piece: Piece, most: usize) -> Option<Carried> {
        let nodes = self.nodes_of_patches();
        let node = |patch: u32| nodes.get(patch as usize).copied();
        let removed = match piece {
            Piece::Patch(patch) => Removed::Node(node(patch)?),
            Piece::Link(a, b) => Removed::Edge(self.lengths.edge_between(node(a)?, node(b)?)?),
        };
        let without = self.lengths.without(removed);
        let mut all = Carried::default();
        let mut top: Vec<(f64, usize, usize)> = Vec::new();
        let (mut tree, mut other) = (PathTree::default(), PathTree::default());
        for source in 0..self.nodes() {
            tree.measure_lengths(self.lengths.graph(), source);
            other.measure_lengths(&without, source);
            all.pc_num += self.row_worth(source, &tree);
            if removed == Removed::Node(number(source)) {
                continue;
            }
            for target in source + 1..self.nodes() {
                let (before, after) = (tree.lengths()[target], other.lengths()[target]);
                if after > before && removed != Removed::Node(number(target)) {
                    let lost = self.pair_worth(source, target, before)
                        * self.kernel().loss_by(after - before);
                    all.pairs += 1;
                    all.cut_off += usize::from(after.is_infinite());
                    all.lost += lost;
                    top.push((lost, source, target));
                }
            }
            crate::order::sort_by(&mut top, |x, y| {
                y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2)))
            });
            top.truncate(most);
        }
        let pairs = top.iter().map(|(lost, source, target)| {
            tree.measure_lengths(self.lengths.graph(), *source);
            other.measure_lengths(&without, *source);
            self.pair(*lost, *source, *target, &tree, &other)
        });
        all.top = pairs.collect();
        Some(all)
    }

    fn pair_worth(&self, a: usize, b: usize, length_m: f64) -> f64 {
        2.0 * self.attributes_ha()[a]
            * self.attributes_ha()[b]
            * self.kernel().probability_at(length_m)
    }

    /// What a node adds to PCnum with itself and with those after it.
    fn row_worth(&self, node: usize, tree: &PathTree) -> f64 {
        let own = self.attributes_ha()[node];
        (node + 1..self.nodes())
            .map(|other| self.pair_worth(node, other, tree.lengths()[other]))
            .fold(own * own, |sum, worth| sum + worth)
    }

    fn pair(
        &self,
        lost: f64,
        source: usize,
        target: usize,
        tree: &PathTree,
        other: &PathTree,
    ) -> CarriedPair {
        let patches = |path: Vec<u32>| -> Vec<u32> {
            path.into_iter().map(|node| self.patch[node as usize]).collect()
        };
        let length_m = tree.lengths()[target];
        CarriedPair {
            a: self.patch[source],
            b: self.patch[target],
            length_m,
            detour_m: other.lengths()[target],
            worth: self.pair_worth(source, target, length_m),
            lost,
            path: patches(tree.path_to(target)),
            detour: patches(other.path_to(target)),
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "nodes are numbered in u32")]
fn number(node: usize) -> u32 {
    node as u32
}
