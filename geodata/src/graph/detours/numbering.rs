//! Numbers nodes so that what one dominates follows it in one piece, what falls
//! off with it last.

use super::{Detours, resize};
use crate::graph::path_tree::NONE;

impl Detours<'_> {
    /// Puts the nearest nodes, `count` of them, in the order described above.
    pub(super) fn number_by_dominators(&mut self, count: usize) {
        let tree = &self.tree;
        let graph = self.graph;
        // Sizes, from the last settled to the first, by place in the order.
        let mut size = vec![1u32; count];
        let mut same_block = vec![0u32; count];
        for at in (1..count).rev() {
            let v = tree.order[at] as usize;
            let up = tree.place[tree.dominator[v] as usize] as usize;
            size[up] += size[at];
            if !self.is_cut_at_dominator(v) {
                same_block[up] += size[at];
            }
        }
        resize(&mut self.node, count);
        resize(&mut self.length, count);
        resize(&mut self.dominator, count);
        resize(&mut self.end, count);
        resize(&mut self.search_end, count);
        resize(&mut self.is_searched, count);
        self.place.clear();
        self.place.resize(graph.nodes(), NONE);
        // Where the next of the same block, and the next that is cut off, go.
        let mut next = vec![(0u32, 0u32); count];
        for at in 0..count {
            let v = tree.order[at] as usize;
            let up = tree.place[tree.dominator[v] as usize] as usize;
            let place = if at == 0 {
                0
            } else if self.is_cut_at_dominator(v) {
                let place = next[up].1;
                next[up].1 += size[at];
                place
            } else {
                let place = next[up].0;
                next[up].0 += size[at];
                place
            };
            next[at] = (place + 1, place + 1 + same_block[at]);
            let p = place as usize;
            self.place[v] = place;
            self.node[p] = tree.order[at];
            self.length[p] = tree.length[v];
            self.dominator[p] = self.place[tree.dominator[v] as usize];
            self.end[p] = place + size[at];
            self.search_end[p] = place + 1 + same_block[at];
        }
    }

    /// Whether a node falls off with its dominator: no ring leads past it.
    pub(super) fn is_cut_at_dominator(&self, v: usize) -> bool {
        let up = self.tree.dominator[v] as usize;
        up != self.source
            && self.graph.block(self.tree.came_by[v]) != self.graph.block(self.tree.came_by[up])
    }
}
