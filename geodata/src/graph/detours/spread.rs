//! Lets the ways in spread over what a removed node or edge dominated.

use std::ops::Range;

use super::{Detours, number};
use crate::graph::path_tree::NONE;

impl Detours<'_> {
    pub(super) fn solve_node(&mut self, p: usize, end: usize) {
        let first = p + 1;
        self.without[first..end].copy_from_slice(&self.way_in[first..end]);
        let revived = self.graph.revived_without_node(self.node[p]);
        self.ways_in_of(revived, first..end, p..self.end[p] as usize);
        self.bypass_node(p, end);
        if end - first > 1 {
            self.spread(first, end, number(p));
            self.spread_revived(revived, first, end, number(p));
        }
    }

    pub(super) fn solve_edge(&mut self, p: usize, end: usize) {
        self.without[p..end].copy_from_slice(&self.way_in[p..end]);
        // The way in that is gone must not count: all others into p.
        self.without[p] = self.other_way_into(p, end);
        let edge = self.graph.edge_of_slot(self.slot_into(p));
        let revived = self.graph.revived_without_edge(edge);
        self.ways_in_of(revived, p..end, p..end);
        if let Some(bypasses) = self.bypasses {
            self.without[p] = self.without[p].min(self.length[p] + bypasses.around_edge(edge));
        }
        if end - p > 1 {
            self.spread(p, end, NONE);
            self.spread_revived(revived, p, end, NONE);
        }
    }

    /// Ways around `p` that are known, which may lead over nodes that are not kept.
    fn bypass_node(&mut self, p: usize, end: usize) {
        let Some(bypasses) = self.bypasses else { return };
        let (node, slot_in) = (self.node[p], self.slot_into(p));
        let mut next = p + 1;
        while next < end {
            if self.tree.came_from[self.node[next] as usize] == node {
                let graph = self.graph.graph();
                let out = self.slot_into(next);
                let longer = bypasses.around_node(graph, node as usize, slot_in, out);
                self.without[next] = self.without[next].min(self.length[next] + longer);
            }
            next = self.end[next] as usize;
        }
    }

    /// The shortest way into `p` from outside of `p..end` but from where it comes.
    fn other_way_into(&self, p: usize, end: usize) -> f64 {
        let node = self.node[p] as usize;
        let from = self.tree.came_from[node];
        let (neighbours, steps) = self.graph.graph().row(node);
        let mut best = f64::INFINITY;
        for (&u, &step) in neighbours.iter().zip(steps) {
            let q = self.place[u as usize] as usize;
            if u != from && q != NONE as usize && !(p..end).contains(&q) {
                best = best.min(self.length[q] + step);
            }
        }
        best
    }

    /// Ways in by revived links: from outside of `gone` into `range`.
    fn ways_in_of(&mut self, revived: &[(u32, u32, f64)], range: Range<usize>, gone: Range<usize>) {
        for &(a, b, step) in revived {
            let (a, b) = (self.place[a as usize] as usize, self.place[b as usize] as usize);
            for (from, to) in [(a, b), (b, a)] {
                if range.contains(&to) && !gone.contains(&from) && from != NONE as usize {
                    self.without[to] = self.without[to].min(self.length[from] + step);
                }
            }
        }
    }

    /// Lets ways in spread over `first..end`, never over the place `gone`.
    fn spread(&mut self, first: usize, end: usize, gone: u32) {
        // What a node dominates is no farther from it than before.
        for v in first..end {
            let up = self.dominator[v] as usize;
            if up >= first {
                let through = self.without[up] + (self.length[v] - self.length[up]);
                self.without[v] = self.without[v].min(through);
            }
            let row = self.rows.low[v] as usize..self.rows.high[v] as usize;
            let neighbours = self.rows.neighbour[row.clone()].iter().zip(&self.rows.step[row]);
            let own = self.without[v];
            for (&u, &step) in neighbours {
                if own + step < self.without[u as usize] && u != gone {
                    self.without[u as usize] = own + step;
                    // What comes later is looked at anyway.
                    if (u as usize) < v {
                        self.queue.push(own + step, u);
                    }
                }
            }
        }
        self.run_queue(gone);
    }

    fn run_queue(&mut self, gone: u32) {
        let rows = &self.rows;
        while let Some((length, v)) = self.queue.pop() {
            let v = v as usize;
            if length > self.without[v] {
                continue;
            }
            let row = rows.low[v] as usize..rows.high[v] as usize;
            for (&u, &step) in rows.neighbour[row.clone()].iter().zip(&rows.step[row]) {
                let through = length + step;
                if through < self.without[u as usize] && u != gone {
                    self.without[u as usize] = through;
                    self.queue.push(through, u);
                }
            }
        }
    }

    /// Lets revived links within `first..end` shorten what they can.
    fn spread_revived(&mut self, revived: &[(u32, u32, f64)], first: usize, end: usize, gone: u32) {
        let range = first..end;
        loop {
            for &(a, b, step) in revived {
                let (a, b) = (self.place[a as usize] as usize, self.place[b as usize] as usize);
                if !range.contains(&a) || !range.contains(&b) {
                    continue;
                }
                for (from, to) in [(a, b), (b, a)] {
                    let through = self.without[from] + step;
                    if through < self.without[to] {
                        self.without[to] = through;
                        self.queue.push(through, number(to));
                    }
                }
            }
            if self.queue.is_empty() {
                return;
            }
            self.run_queue(gone);
        }
    }
}
