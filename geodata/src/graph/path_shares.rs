//! How much of what travels along shortest paths passes each node
//! (Brandes 2001, doi:10.1080/0022250X.2001.9990249).
//!
//! Between two nodes all shortest paths take equal shares. A link of length 0
//! counts as infinitely short and not as nothing, so that of the paths along
//! such links those with the fewest count, and there is an end to them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{PatchGraph, PathTree};

/// Shares of the shortest paths from a source; memory is asked for once.
#[derive(Debug)]
pub struct PathShares {
    has_zero_links: bool,
    /// Nodes so that every path runs forward.
    order: Vec<u32>,
    /// Number of links of length 0 on the way.
    zero_links: Vec<u32>,
    count: Vec<PathCount>,
    ways: Vec<(u32, f64)>,
    /// Where the ways into the node at each place of `order` begin in `ways`.
    offsets: Vec<u32>,
}

/// A number of paths, which may go beyond what f64 holds: value times 2^(512 scale).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct PathCount {
    value: f64,
    scale: i32,
}

/// 2^512.
const BIG: f64 = 1.340_780_792_994_259_7e154;

impl PathCount {
    const ONE: Self = Self { value: 1.0, scale: 0 };

    fn add(self, other: Self) -> Self {
        let (high, low) = if self.scale >= other.scale { (self, other) } else { (other, self) };
        let low = low.value * scaled_down(high.scale - low.scale);
        let value = high.value + low;
        if value >= BIG {
            Self { value: value / BIG, scale: high.scale + 1 }
        } else {
            Self { value, scale: high.scale }
        }
    }

    /// What part of `all` this is.
    fn share_of(self, all: Self) -> f64 {
        self.value * scaled_down(all.scale - self.scale) / all.value
    }
}

/// 2^-512 to the power of `steps`, which is 0 or more; 0 where it no longer matters.
fn scaled_down(steps: i32) -> f64 {
    match steps {
        0 => 1.0,
        1 => 1.0 / BIG,
        _ => 0.0,
    }
}

impl PathShares {
    /// Ready to count on a graph.
    #[must_use]
    pub fn new(graph: &PatchGraph) -> Self {
        Self {
            has_zero_links: graph.has_zero_links(),
            order: Vec::new(),
            zero_links: Vec::new(),
            count: Vec::new(),
            ways: Vec::new(),
            offsets: Vec::new(),
        }
    }

    /// Counts the shortest paths of a tree that was searched on that graph.
    pub fn count(&mut self, graph: &PatchGraph, tree: &PathTree) {
        self.order.clone_from(&tree.order);
        self.zero_links.clear();
        self.zero_links.resize(graph.nodes(), 0);
        let has_zero_links = self.has_zero_links && !tree.by_hops;
        if has_zero_links {
            self.order_zero_links(graph, tree);
        }
        self.count.resize(graph.nodes(), PathCount::ONE);
        self.ways.clear();
        self.offsets.clear();
        for at in 0..self.order.len() {
            let v = self.order[at] as usize;
            let start = self.ways.len();
            self.offsets.push(number(start));
            if at == 0 {
                self.count[v] = PathCount::ONE;
            } else if tree.has_one_way_in[v] && !has_zero_links {
                let u = tree.came_from[v];
                self.count[v] = self.count[u as usize];
                self.ways.push((u, 1.0));
            } else {
                self.find_ways(graph, tree, v, start);
            }
        }
        self.offsets.push(number(self.ways.len()));
    }

    fn find_ways(&mut self, graph: &PatchGraph, tree: &PathTree, v: usize, start: usize) {
        let (neighbours, steps) = graph.row(v);
        let mut count: Option<PathCount> = None;
        for (&u, &step) in neighbours.iter().zip(steps) {
            let step = if tree.by_hops { 1.0 } else { step };
            let is_zero = u32::from(step == 0.0);
            if tree.length[u as usize] + step == tree.length[v]
                && self.zero_links[u as usize] + is_zero == self.zero_links[v]
            {
                let own = self.count[u as usize];
                count = Some(count.map_or(own, |sum| sum.add(own)));
                self.ways.push((u, 0.0));
            }
        }
        self.count[v] = count.unwrap_or(PathCount::ONE);
        for (u, share) in &mut self.ways[start..] {
            *share = self.count[*u as usize].share_of(self.count[v]);
        }
    }

    /// Puts nodes that are equally far in the order of their links of length 0.
    fn order_zero_links(&mut self, graph: &PatchGraph, tree: &PathTree) {
        const FAR: u32 = u32::MAX - 1;
        let mut start = 0;
        while start < self.order.len() {
            let length = tree.length[self.order[start] as usize];
            let group = self.order[start..]
                .iter()
                .take_while(|node| tree.length[**node as usize] == length)
                .count();
            let group = start..start + group;
            start = group.end;
            for place in group.clone() {
                let v = self.order[place] as usize;
                let fewest = graph
                    .neighbours(v)
                    .filter(|(u, step)| *step > 0.0 && tree.length[*u] + step == length)
                    .map(|(u, _)| self.zero_links[u])
                    .min();
                self.zero_links[v] = if place == 0 { 0 } else { fewest.unwrap_or(FAR) };
            }
            // Nearest by number of such links first, as each adds one.
            let mut waiting: BinaryHeap<Reverse<(u32, u32)>> = group
                .clone()
                .map(|place| self.order[place])
                .filter(|node| self.zero_links[*node as usize] < FAR)
                .map(|node| Reverse((self.zero_links[node as usize], node)))
                .collect();
            while let Some(Reverse((count, node))) = waiting.pop() {
                if count > self.zero_links[node as usize] {
                    continue;
                }
                for (u, _) in graph.neighbours(node as usize).filter(|(_, step)| *step == 0.0) {
                    if tree.length[u] == length && count + 1 < self.zero_links[u] {
                        self.zero_links[u] = count + 1;
                        waiting.push(Reverse((count + 1, number(u))));
                    }
                }
            }
            let zero_links = &self.zero_links;
            self.order[group].sort_by_key(|node| (zero_links[*node as usize], *node));
        }
    }

    /// What passes each node, where `worth[v]` travels from the source to each
    /// node v; what ends at a node does not pass it.
    pub fn passing(&self, worth: &[f64], passing: &mut Vec<f64>) {
        passing.clear();
        passing.resize(self.count.len(), 0.0);
        for at in (1..self.order.len()).rev() {
            let v = self.order[at] as usize;
            let through = worth[v] + passing[v];
            for &(u, share) in &self.ways[self.offsets[at] as usize..self.offsets[at + 1] as usize]
            {
                passing[u as usize] += through * share;
            }
        }
        if let Some(source) = self.order.first() {
            passing[*source as usize] = 0.0;
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "nodes and ways are numbered in u32")]
fn number(place: usize) -> u32 {
    place as u32
}
