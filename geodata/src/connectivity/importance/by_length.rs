//! What PC loses without each patch and each link, from one source after the other.

use super::bound::{Bound, Missed};
use super::{IndexSums, RemovalNetwork, RemovalSums};
use crate::connectivity::Kernel;
use crate::graph::{Detour, Detours, Look, PathShares, Removals, Removed};

/// Searches by length of one share of the work.
pub(super) struct LengthSearch<'n> {
    network: &'n RemovalNetwork,
    removals: Removals,
    detours: Detours<'n>,
    shares: PathShares,
    bound: &'n Bound,
    missed: Missed,
    /// The next source brings what may be missed of so many others too.
    others: usize,
    /// By node; 0 for those not reached.
    of_node: Vec<f64>,
    passing: Vec<f64>,
    reached: Reached,
    kept: Kept,
    looks: Vec<Look>,
    again: Again,
}

/// All that the source reaches, by rank: in the order of [`PathTree`](crate::graph::PathTree).
#[derive(Default)]
struct Reached {
    /// What each is worth to the source, hectares; each pair counts from its lower end only.
    worth: Vec<f64>,
    /// The same with all that it dominates.
    hanging: Vec<f64>,
    /// What is lost of that without the node by the ways around it, at most.
    around: Vec<f64>,
    /// What of that lies beyond what is kept.
    open: Vec<f64>,
}

/// What is kept, by place: in the order of [`Detours`].
#[derive(Default)]
struct Kept {
    worth: Vec<f64>,
    /// What it dominates that is not kept.
    beyond: Vec<f64>,
    /// All that it dominates, and itself.
    below: Vec<f64>,
    /// What is lost of `beyond` without the node by the ways around it, at most.
    open: Vec<f64>,
}

/// What has to be searched exactly, by node: without it, or without the edge into it.
struct Again {
    looks: Vec<Look>,
    any: bool,
}

/// What is lost, square hectares.
#[derive(Clone, Copy)]
struct Loss {
    least: f64,
    most: f64,
}

impl<'n> LengthSearch<'n> {
    pub fn new(network: &'n RemovalNetwork, removals: Removals) -> Self {
        let graph = &network.lengths;
        let (nodes, edges) = (graph.nodes(), graph.graph().edges());
        let bound = &network.bound;
        let detours = if bound.is_exact() {
            Detours::new(graph)
        } else {
            Detours::with_bypasses(graph, &network.bypasses)
        };
        Self {
            network,
            removals,
            detours,
            shares: PathShares::new(graph.graph()),
            bound,
            missed: Missed::new(nodes, edges),
            others: 0,
            of_node: vec![0.0; nodes],
            passing: Vec::new(),
            reached: Reached::default(),
            kept: Kept::default(),
            looks: Vec::new(),
            again: Again { looks: vec![Look::default(); nodes], any: false },
        }
    }

    /// As it is after so many sources: the first have little that may be missed, and take
    /// longer.
    pub fn after(mut self, sources: usize) -> Self {
        self.others = sources;
        self
    }

    pub fn add(&mut self, source: usize, sums: &mut RemovalSums) {
        self.detours.search(source);
        self.pairs(source, sums);
        let reached = self.detours.tree().order().len();
        let own = self.network.attributes_ha()[source];
        let twice = 2.0 * own;
        let pc = own * (own + sums.pc.flux[source]);
        let sources = u32::try_from(1 + std::mem::take(&mut self.others)).unwrap_or(u32::MAX);
        self.missed.allow(f64::from(sources) * self.bound.of(pc));
        let count = self.count_near(twice, pc);
        self.keep(count);
        sums.pc.add_whole(&self.detours, self.removals, &self.kept.below, twice);
        self.detours.looks(self.removals, &self.kept.below, &mut self.looks);
        if !self.bound.is_exact() {
            self.add_beyond(count, twice, &mut sums.pc);
            self.leave_little(twice, pc, &mut sums.pc);
        }
        self.visit(twice, &mut sums.pc);
        if self.again.any {
            self.search_again(reached, twice, &mut sums.pc);
        }
    }

    /// What the source shares with all others, and what passes each.
    fn pairs(&mut self, source: usize, sums: &mut RemovalSums) {
        let network = self.network;
        let tree = self.detours.tree();
        let attributes = network.attributes_ha();
        self.reached.worth.clear();
        let mut flux = 0.0;
        for &node in tree.order() {
            let v = node as usize;
            let reach = attributes[v] * network.kernel().probability_at(tree.lengths()[v]);
            self.of_node[v] = reach;
            if v != source {
                flux += reach;
            }
            self.reached.worth.push(if v > source { reach } else { 0.0 });
        }
        sums.pc.flux[source] = flux;
        if self.removals.nodes {
            self.shares.count(network.lengths.graph(), tree);
            self.shares.passing(&self.of_node, &mut self.passing);
            for node in tree.order() {
                sums.bc_pc[*node as usize] += attributes[source] * self.passing[*node as usize];
            }
        }
        for node in tree.order() {
            self.of_node[*node as usize] = 0.0;
        }
    }

    /// How many of the nearest are kept: what is beyond is worth too little.
    fn count_near(&self, twice: f64, pc: f64) -> usize {
        let mut beyond = 0.0;
        let mut count = self.reached.worth.len();
        while count > 1 {
            beyond += twice * self.reached.worth[count - 1];
            if beyond > self.bound.beyond() * pc {
                break;
            }
            count -= 1;
        }
        if self.bound.is_exact() { self.reached.worth.len() } else { count }
    }

    /// Keeps the nearest and sums up what hangs on each.
    fn keep(&mut self, count: usize) {
        self.detours.keep(count);
        let Reached { worth, hanging, .. } = &mut self.reached;
        let kept = &mut self.kept;
        let tree = self.detours.tree();
        kept.beyond.clear();
        kept.beyond.resize(count, 0.0);
        if !self.bound.is_exact() {
            hanging.clone_from(worth);
            for at in (1..worth.len()).rev() {
                let (up, _) = self.detours.dominator(tree.order()[at]);
                hanging[up] += hanging[at];
                if at >= count && up < count {
                    kept.beyond[self.detours.place_of(tree.order()[up])] += hanging[at];
                }
            }
        }
        kept.worth.clear();
        let ranks = tree.ranks();
        kept.worth.extend(self.detours.nodes().iter().map(|n| worth[ranks[*n as usize] as usize]));
        let own: Vec<f64> = kept.worth.iter().zip(&kept.beyond).map(|(w, b)| w + b).collect();
        self.detours.sums_below(&own, &mut kept.below);
    }

    /// Counts what is lost of what lies beyond with a node or an edge.
    fn add_beyond(&mut self, count: usize, twice: f64, sums: &mut IndexSums) {
        let reached = self.reached.worth.len();
        if self.removals.nodes {
            self.add_up_around(count, twice, sums);
        }
        for at in 0..reached {
            let node = self.detours.tree().order()[at];
            let hanging = twice * self.reached.hanging[at];
            if self.removals.edges && at >= count && hanging > 0.0 {
                self.add_edge_beyond(node, hanging, sums);
            }
            let most = twice * self.reached.open.get(at).copied().unwrap_or_default();
            // What is looked at counts this along.
            if most > 0.0 && (at >= count || !self.looks[self.detours.place_of(node)].node) {
                let loss = Loss { least: 0.0, most };
                let removed = Removed::Node(node);
                settle(removed, node, loss, &mut self.missed, &mut self.again, sums);
            }
        }
    }

    /// Adds up what hangs on each node and is lost by the ways around it at most; counts
    /// what lies beyond and is lost whole.
    fn add_up_around(&mut self, count: usize, twice: f64, sums: &mut IndexSums) {
        let Self { detours, reached: Reached { hanging, around, open, .. }, kept, .. } = self;
        for of in [&mut *around, &mut *open] {
            of.clear();
            of.resize(hanging.len(), 0.0);
        }
        let tree = detours.tree();
        for (at, (&hanging, &node)) in hanging.iter().zip(tree.order()).enumerate().skip(1) {
            let (up, dominator) = detours.dominator(node);
            if hanging <= 0.0 || up == 0 {
                continue;
            }
            if detours.falls_with_dominator(node) {
                if at >= count {
                    sums.add(Removed::Node(dominator), twice * hanging);
                }
                continue;
            }
            let longer = detours.longer_without_dominator(node);
            let most = hanging * self.network.kernel().loss_by(longer);
            around[up] += most;
            if at >= count {
                open[up] += most;
            }
        }
        kept.open.clear();
        let ranks = tree.ranks();
        let of = |node: &u32| open[ranks[*node as usize] as usize];
        kept.open.extend(detours.nodes().iter().map(of));
    }

    /// Counts what is lost without the edge that leads to a node beyond, on which so much
    /// hangs.
    fn add_edge_beyond(&mut self, node: u32, hanging: f64, sums: &mut IndexSums) {
        let Some(way_in) = self.detours.only_edge_into(node) else { return };
        let removed = Removed::Edge(way_in.edge);
        if way_in.is_bridge {
            sums.add(removed, hanging);
        } else {
            let most = hanging * self.network.kernel().loss_by(way_in.longer_m);
            let loss = Loss { least: 0.0, most };
            settle(removed, node, loss, &mut self.missed, &mut self.again, sums);
        }
    }

    /// Does not look where the ways around leave little open.
    fn leave_little(&mut self, twice: f64, pc: f64, sums: &mut IndexSums) {
        let kernel = self.network.kernel();
        let little = self.bound.little() * pc;
        for p in 1..self.looks.len() {
            let node = self.detours.nodes()[p];
            if self.looks[p].node {
                let at = self.detours.tree().ranks()[node as usize] as usize;
                let most = twice * self.reached.around.get(at).copied().unwrap_or(f64::INFINITY);
                if most / 2.0 <= little && self.missed.book(Removed::Node(node), most / 2.0) {
                    sums.add(Removed::Node(node), most / 2.0);
                    self.looks[p].node = false;
                }
            }
            if let (true, Some(way_in)) = (self.looks[p].edge, self.detours.only_edge_into(node)) {
                let removed = Removed::Edge(way_in.edge);
                let most = twice * self.kept.below[p] * kernel.loss_by(way_in.longer_m);
                if most / 2.0 <= little && self.missed.book(removed, most / 2.0) {
                    sums.add(removed, most / 2.0);
                    self.looks[p].edge = false;
                }
            }
        }
    }

    fn visit(&mut self, twice: f64, sums: &mut IndexSums) {
        let kernel = self.network.kernel();
        let kept_m = self.detours.kept_m();
        let Self { detours, kept, looks, missed, again, .. } = self;
        detours.visit(looks, |detour| {
            let mut loss = kept.loss(&detour, kept_m, kernel);
            if let Removed::Node(_) = detour.removed {
                loss.most += kept.open.get(detour.at).copied().unwrap_or(0.0);
            }
            let loss = Loss { least: twice * loss.least, most: twice * loss.most };
            settle(detour.removed, detour.node, loss, missed, again, sums);
        });
    }

    /// Searches exactly what the bound is used up of.
    fn search_again(&mut self, reached: usize, twice: f64, sums: &mut IndexSums) {
        self.keep(reached);
        self.detours.looks(self.removals, &self.kept.below, &mut self.looks);
        let again = &mut self.again;
        for (look, node) in self.looks.iter_mut().zip(self.detours.nodes()) {
            let wanted = std::mem::take(&mut again.looks[*node as usize]);
            look.node &= wanted.node;
            look.edge &= wanted.edge;
        }
        again.any = false;
        let kernel = self.network.kernel();
        let kept = &self.kept;
        self.detours.visit(&self.looks, |detour| {
            let loss = kept.loss(&detour, f64::INFINITY, kernel);
            sums.add(detour.removed, twice * loss.least);
        });
    }
}

/// Counts the mean of what may be lost if the bound allows for it; else marks it to be
/// searched exactly.
fn settle(
    removed: Removed,
    node: u32,
    loss: Loss,
    missed: &mut Missed,
    again: &mut Again,
    sums: &mut IndexSums,
) {
    let half = (loss.most - loss.least) / 2.0;
    if missed.book(removed, half) {
        sums.add(removed, loss.least + half);
        return;
    }
    let look = &mut again.looks[node as usize];
    match removed {
        Removed::Node(_) => look.node = true,
        Removed::Edge(_) => look.edge = true,
    }
    again.any = true;
}

impl Kept {
    /// What pairs lose by a longer way when worth falls off exponentially. A way longer than
    /// `kept_m` may be longer than need be.
    fn loss(&self, detour: &Detour<'_>, kept_m: f64, kernel: &Kernel) -> Loss {
        let mut loss = Loss { least: 0.0, most: 0.0 };
        let (mut last, mut share) = (0.0, 0.0);
        let places = detour.places.clone();
        let worths = self.worth[places.clone()].iter().zip(&self.beyond[places]);
        for ((&worth, &beyond), (&before, &after)) in
            worths.zip(detour.before.iter().zip(detour.after))
        {
            let longer = after - before;
            if worth + beyond == 0.0 || longer == 0.0 {
                continue;
            }
            // What hangs on one node has as much farther to go: an exponential less.
            if longer != last {
                (last, share) = (longer, kernel.loss_by(longer));
            }
            loss.most += (worth + beyond) * share;
            loss.least +=
                worth * if after <= kept_m { share } else { kernel.loss_by(kept_m - before) };
        }
        loss
    }
}
