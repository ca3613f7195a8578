//! Neighbours of each place, narrowed to the piece that is being looked at.

use super::{Detours, Look, number, resize};
use crate::graph::path_tree::NONE;

/// Neighbours of each place, by place.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) neighbour: Vec<u32>,
    pub(super) step: Vec<f64>,
    /// Neighbours from `low` to `high` are within what is being looked at.
    pub(super) low: Vec<u32>,
    pub(super) high: Vec<u32>,
}

impl Detours<'_> {
    /// Neighbours, sorted by place, of the places that are searched: those that something
    /// that is looked at dominates.
    pub(super) fn fill_rows(&mut self, looks: &[Look]) {
        let graph = self.graph.graph();
        let count = self.node.len();
        let rows = &mut self.rows;
        resize(&mut rows.low, count);
        resize(&mut rows.high, count);
        resize(&mut rows.neighbour, graph.slots());
        resize(&mut rows.step, graph.slots());
        resize(&mut self.way_in, count);
        resize(&mut self.without, count);
        self.is_searched[0] = false;
        for (p, look) in looks.iter().enumerate().skip(1) {
            self.is_searched[p] = look.any() || self.is_searched[self.dominator[p] as usize];
            let start = number(graph.slot_range(self.node[p] as usize).start);
            rows.low[p] = start;
            rows.high[p] = start;
            self.way_in[p] = f64::INFINITY;
        }
        for p in 0..count {
            let (neighbours, steps) = graph.row(self.node[p] as usize);
            for (&neighbour, &step) in neighbours.iter().zip(steps) {
                let q = self.place[neighbour as usize];
                if q == NONE {
                    continue;
                }
                let q = q as usize;
                if self.is_searched[q] {
                    let at = rows.high[q] as usize;
                    rows.neighbour[at] = number(p);
                    rows.step[at] = step;
                    rows.high[q] += 1;
                }
            }
        }
    }

    /// Leaves in the rows of what `p` dominates only neighbours in `p..end`;
    /// the others are ways in.
    pub(super) fn narrow(&mut self, p: usize, end: usize) {
        let (from, to) = (number(p), number(end));
        let rows = &mut self.rows;
        for v in p..end {
            let (mut low, mut high) = (rows.low[v] as usize, rows.high[v] as usize);
            let mut way_in = self.way_in[v];
            while low < high && rows.neighbour[low] < from {
                way_in = way_in.min(self.length[rows.neighbour[low] as usize] + rows.step[low]);
                low += 1;
            }
            while low < high && rows.neighbour[high - 1] >= to {
                high -= 1;
                way_in = way_in.min(self.length[rows.neighbour[high] as usize] + rows.step[high]);
            }
            rows.low[v] = number(low);
            rows.high[v] = number(high);
            self.way_in[v] = way_in;
        }
    }
}
