//! What takes over when a node or a link is gone, from one source to all.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::RemovalGraph;
use super::path_tree::{NONE, PathTree};
use super::queue::NearestFirst;

/// What is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// A node.
    Node(u32),
    /// An edge, as [`PatchGraph::iter_edges`](super::PatchGraph::iter_edges) counts.
    Edge(u32),
}

/// Which removals to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removals {
    /// Every node.
    pub nodes: bool,
    /// Every edge.
    pub edges: bool,
}

/// The nodes whose shortest paths lead through what is taken away.
#[derive(Debug)]
pub struct Detour<'a> {
    /// What is taken away.
    pub removed: Removed,
    /// Where those nodes stand in [`Detours::nodes`].
    pub places: Range<usize>,
    /// Lengths to them as it stands.
    pub before: &'a [f64],
    /// Lengths to them without it, infinite where there is no other way.
    pub after: &'a [f64],
}

/// Shortest paths from a source, and the lengths of those that would take over.
///
/// After [`Detours::search`] the nodes that the source reaches stand in an order
/// in which what a node dominates follows it in one piece.
#[derive(Debug)]
pub struct Detours<'g> {
    graph: &'g RemovalGraph,
    source: usize,
    tree: PathTree,
    /// Node at each place.
    node: Vec<u32>,
    /// Place of each node.
    place: Vec<u32>,
    length: Vec<f64>,
    dominator: Vec<u32>,
    /// End of what each place dominates.
    end: Vec<u32>,
    /// End of that part of it that is not cut off without the node.
    search_end: Vec<u32>,
    /// The highest target from the place to `end`.
    highest: Vec<u32>,
    /// Whether the node at the place may need its row.
    is_searched: Vec<bool>,
    rows: Rows,
    /// Length of the way in from outside of what is being looked at.
    way_in: Vec<f64>,
    without: Vec<f64>,
    /// What is known to be reachable at most so far, while ways in spread.
    reachable: Vec<f64>,
    queue: NearestFirst,
}

/// Neighbours of each place, by place.
#[derive(Debug, Default)]
struct Rows {
    neighbour: Vec<u32>,
    step: Vec<f64>,
    /// Neighbours from `low` to `high` are within what is being looked at.
    low: Vec<u32>,
    high: Vec<u32>,
}

impl<'g> Detours<'g> {
    /// Ready to search.
    #[must_use]
    pub fn new(graph: &'g RemovalGraph) -> Self {
        Self {
            graph,
            source: 0,
            tree: PathTree::default(),
            node: Vec::new(),
            place: Vec::new(),
            length: Vec::new(),
            dominator: Vec::new(),
            end: Vec::new(),
            search_end: Vec::new(),
            highest: Vec::new(),
            is_searched: Vec::new(),
            rows: Rows::default(),
            way_in: Vec::new(),
            without: Vec::new(),
            reachable: Vec::new(),
            queue: NearestFirst::default(),
        }
    }

    /// Nodes that the source reaches, itself first.
    #[must_use]
    pub fn nodes(&self) -> &[u32] {
        &self.node
    }

    /// The paths themselves.
    #[must_use]
    pub fn tree(&self) -> &PathTree {
        &self.tree
    }

    /// Shortest length to each of [`Detours::nodes`].
    #[must_use]
    pub fn lengths(&self) -> &[f64] {
        &self.length
    }

    /// Searches from a source.
    pub fn search(&mut self, source: usize) {
        self.source = source;
        self.graph.search(&mut self.tree, source);
        self.number_by_dominators();
    }

    /// Puts the nodes in the order described above.
    fn number_by_dominators(&mut self) {
        let tree = &self.tree;
        let graph = self.graph;
        let count = tree.order.len();
        // Sizes and targets, from the last settled to the first, by place in the order.
        let mut size = vec![1u32; count];
        let mut same_block = vec![0u32; count];
        let mut highest: Vec<u32> = tree.order.clone();
        for at in (1..count).rev() {
            let v = tree.order[at] as usize;
            let up = tree.place[tree.dominator[v] as usize] as usize;
            size[up] += size[at];
            highest[up] = highest[up].max(highest[at]);
            if !self.is_cut_at_dominator(v) {
                same_block[up] += size[at];
            }
        }
        resize(&mut self.node, count);
        resize(&mut self.length, count);
        resize(&mut self.dominator, count);
        resize(&mut self.end, count);
        resize(&mut self.search_end, count);
        resize(&mut self.highest, count);
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
            self.highest[p] = highest[at];
        }
    }

    /// Whether a node falls off with its dominator: no ring leads past it.
    fn is_cut_at_dominator(&self, v: usize) -> bool {
        let up = self.tree.dominator[v] as usize;
        up != self.source
            && self.graph.block(self.tree.came_by[v]) != self.graph.block(self.tree.came_by[up])
    }

    /// Sums of a value of each place over what the place dominates, itself included.
    pub fn sums_below(&self, of: &[f64], sums: &mut Vec<f64>) {
        sums.clear();
        sums.extend_from_slice(&of[..self.node.len()]);
        for p in (1..sums.len()).rev() {
            sums[self.dominator[p] as usize] += sums[p];
        }
    }

    /// Nodes that cut others off, each with a sum below a place that it cuts off.
    ///
    /// `sums` are those of [`Detours::sums_below`]. A node may come up often.
    pub fn cut_off<'a>(&'a self, sums: &'a [f64]) -> impl Iterator<Item = (u32, f64)> + 'a {
        (1..self.node.len()).filter_map(move |p| {
            let up = self.dominator[p];
            // The source does not cut itself off.
            let is_cut_off = up > 0 && number(p) >= self.search_end[up as usize];
            is_cut_off.then(|| (self.node[up as usize], sums[p]))
        })
    }

    /// Edges that are the only way to what lies beyond, with the sum over that.
    ///
    /// `sums` are those of [`Detours::sums_below`].
    pub fn bridges<'a>(&'a self, sums: &'a [f64]) -> impl Iterator<Item = (u32, f64)> + 'a {
        (1..self.node.len())
            .filter(|p| self.has_one_way_in(*p) && self.is_bridge_into(*p))
            .map(move |p| (self.graph.edge_of_slot(self.slot_into(p)), sums[p]))
    }

    /// Slot by which shortest paths come into a place.
    fn slot_into(&self, place: usize) -> u32 {
        self.tree.came_by[self.node[place] as usize]
    }

    /// Whether nothing but this link leads to the node at a place.
    fn is_bridge_into(&self, place: usize) -> bool {
        self.graph.is_bridge(self.slot_into(place))
    }

    /// Whether all shortest paths to a place come in by one link.
    fn has_one_way_in(&self, place: usize) -> bool {
        self.tree.has_one_way_in[self.node[place] as usize]
    }

    /// Looks at every node, every edge or both, one after the other as if it
    /// were gone, and tells whose shortest paths change.
    ///
    /// Nodes with a lower number than the source may be left out, so that every
    /// pair comes up once. What is cut off whole is not told: by a node, see
    /// [`Detours::cut_off`]; by an edge, see [`Detours::bridges`].
    pub fn visit(&mut self, removals: Removals, mut visit: impl FnMut(Detour<'_>)) {
        self.fill_rows();
        let source = number(self.source);
        for p in 1..self.node.len() {
            if self.highest[p] <= source {
                continue;
            }
            let end = self.end[p] as usize;
            let search_end = self.search_end[p] as usize;
            let edge = removals.edges && self.has_one_way_in(p) && !self.is_bridge_into(p);
            let node = removals.nodes && search_end > p + 1;
            if edge || node {
                self.narrow(p, end);
            }
            if edge {
                self.solve_edge(p, end);
                let edge = self.graph.edge_of_slot(self.slot_into(p));
                visit(self.detour(Removed::Edge(edge), p..end));
            }
            if node {
                self.solve_node(p, search_end);
                visit(self.detour(Removed::Node(self.node[p]), p + 1..search_end));
            }
        }
    }

    fn detour(&self, removed: Removed, places: Range<usize>) -> Detour<'_> {
        Detour {
            removed,
            before: &self.length[places.clone()],
            after: &self.without[places.clone()],
            places,
        }
    }

    /// Neighbours of the places that may be searched, sorted by place.
    fn fill_rows(&mut self) {
        let graph = self.graph.graph();
        let count = self.node.len();
        let source = number(self.source);
        let rows = &mut self.rows;
        resize(&mut rows.low, count);
        resize(&mut rows.high, count);
        resize(&mut rows.neighbour, graph.slots());
        resize(&mut rows.step, graph.slots());
        resize(&mut self.way_in, count);
        resize(&mut self.without, count);
        resize(&mut self.reachable, count);
        self.queue.reserve(count);
        self.is_searched[0] = false;
        for p in 1..count {
            let up = self.dominator[p] as usize;
            self.is_searched[p] =
                if up == 0 { self.highest[p] > source } else { self.is_searched[up] };
            let start = number(graph.slot_range(self.node[p] as usize).start);
            rows.low[p] = start;
            rows.high[p] = start;
            self.way_in[p] = f64::INFINITY;
        }
        for p in 0..count {
            let (neighbours, steps) = graph.row(self.node[p] as usize);
            for (&neighbour, &step) in neighbours.iter().zip(steps) {
                let q = self.place[neighbour as usize] as usize;
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
    fn narrow(&mut self, p: usize, end: usize) {
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

    fn solve_node(&mut self, p: usize, end: usize) {
        let first = p + 1;
        self.without[first..end].copy_from_slice(&self.way_in[first..end]);
        let revived = self.graph.revived_without_node(self.node[p]);
        self.ways_in_of(revived, first..end, p..self.end[p] as usize);
        if end - first > 1 {
            self.spread(first, end, number(p));
            self.spread_revived(revived, first, end, number(p));
        }
    }

    fn solve_edge(&mut self, p: usize, end: usize) {
        self.without[p..end].copy_from_slice(&self.way_in[p..end]);
        // The way in that is gone must not count: all others into p.
        self.without[p] = self.other_way_into(p, end);
        let edge = self.graph.edge_of_slot(self.slot_into(p));
        let revived = self.graph.revived_without_edge(edge);
        self.ways_in_of(revived, p..end, p..end);
        if end - p > 1 {
            self.spread(p, end, NONE);
            self.spread_revived(revived, p, end, NONE);
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
            if u != from && !(p..end).contains(&q) {
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
        // What a node dominates is no farther from it than before, so it will be
        // reached from there unless its own way in is as short.
        for v in first..end {
            let own = self.without[v];
            let up = self.dominator[v] as usize;
            let through = if up >= first {
                self.reachable[up] + (self.length[v] - self.length[up])
            } else {
                f64::INFINITY
            };
            self.reachable[v] = own.min(through);
            // A hair more, for sums beyond 2^23 m are rounded: a way in too many
            // does no harm, one too few would.
            if own <= through * (1.0 + 1e-12) && own < f64::INFINITY {
                self.queue.push(own, number(v));
            }
        }
        self.run_queue(gone);
    }

    fn run_queue(&mut self, gone: u32) {
        let rows = &self.rows;
        while let Some((length, v)) = self.queue.pop() {
            let v = v as usize;
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

fn resize<T: Copy + Default>(values: &mut Vec<T>, count: usize) {
    values.resize(count, T::default());
}

#[expect(clippy::cast_possible_truncation, reason = "nodes and slots are numbered in u32")]
fn number(place: usize) -> u32 {
    place as u32
}
