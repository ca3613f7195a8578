//! The engine against a plain implementation of the definitions, on made-up
//! networks of every awkward kind.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

use geo::Coord;
use geodata::connectivity::importance::{
    Candidate, Carried, LinkImportance, PatchImportance, Piece, RemovalNetwork, Wanted,
};
use geodata::connectivity::{Analysis, Kernel};
use geodata::graph::{Detours, Edge, PatchGraph, RemovalGraph, Removals, lengths_from};
use geodata::units::round_length_m;
use geodata::{Link, Parameters};
use proptest::prelude::*;

const THRESHOLD_M: f64 = 6.0;
const DISTANCE_M: f64 = 5.0;

/// A network as the definitions see it: who has a direct link, and how long.
#[derive(Debug, Clone)]
struct Naive {
    attributes: Vec<f64>,
    direct: Vec<Vec<f64>>,
}

/// Best lengths between all pairs: metres, and links of length 0 among them,
/// which count as infinitely short.
type Lengths = Vec<Vec<(f64, u32)>>;

const FAR: (f64, u32) = (f64::INFINITY, 0);

impl Naive {
    fn new(attributes: Vec<f64>, links: &[Link]) -> Self {
        let n = attributes.len();
        let mut direct = vec![vec![f64::INFINITY; n]; n];
        for link in links {
            let (a, b) = (link.a as usize, link.b as usize);
            direct[a][b] = link.length_m;
            direct[b][a] = link.length_m;
        }
        Self { attributes, direct }
    }

    fn n(&self) -> usize {
        self.attributes.len()
    }

    fn without_node(&self, node: usize) -> Self {
        let mut other = self.clone();
        other.attributes.remove(node);
        other.direct.remove(node);
        for row in &mut other.direct {
            row.remove(node);
        }
        other
    }

    fn with_direct(&self, a: usize, b: usize, length: f64) -> Self {
        let mut other = self.clone();
        other.direct[a][b] = length;
        other.direct[b][a] = length;
        other
    }

    fn with_patch(&self, attribute: f64, links: &[(u32, f64)]) -> Self {
        let mut other = self.clone();
        let n = self.n();
        other.attributes.push(attribute);
        for row in &mut other.direct {
            row.push(f64::INFINITY);
        }
        other.direct.push(vec![f64::INFINITY; n + 1]);
        for (patch, length) in links {
            other = other.with_direct(n, *patch as usize, *length);
        }
        other
    }

    /// Floyd and Warshall.
    fn all_pairs(&self, step: impl Fn(f64) -> (f64, u32)) -> Lengths {
        let n = self.n();
        let mut d = vec![vec![FAR; n]; n];
        for (i, row) in d.iter_mut().enumerate() {
            for (j, d) in row.iter_mut().enumerate() {
                *d = if i == j { (0.0, 0) } else { step(self.direct[i][j]) };
            }
        }
        for k in 0..n {
            for i in 0..n {
                for j in 0..n {
                    let through = (d[i][k].0 + d[k][j].0, d[i][k].1 + d[k][j].1);
                    if through.0 < d[i][j].0 || (through.0 == d[i][j].0 && through.1 < d[i][j].1) {
                        d[i][j] = through;
                    }
                }
            }
        }
        d
    }

    fn lengths(&self) -> Lengths {
        self.all_pairs(|length| (length, u32::from(length == 0.0)))
    }

    fn hops(&self) -> Lengths {
        self.all_pairs(|length| if length <= THRESHOLD_M { (1.0, 0) } else { FAR })
    }

    fn sum(&self, d: &Lengths, of: impl Fn(usize, usize, f64) -> f64) -> f64 {
        let n = self.n();
        (0..n).flat_map(|i| (0..n).map(move |j| (i, j))).map(|(i, j)| of(i, j, d[i][j].0)).sum()
    }

    fn worth(&self, i: usize, j: usize) -> f64 {
        self.attributes[i] * self.attributes[j]
    }

    fn pc(&self) -> f64 {
        let kernel = kernel();
        self.sum(&self.lengths(), |i, j, d| self.worth(i, j) * kernel.probability_at(d))
    }

    fn iic(&self) -> f64 {
        self.sum(&self.hops(), |i, j, d| self.worth(i, j) / (1.0 + d))
    }

    fn h(&self) -> f64 {
        self.sum(&self.hops(), |i, j, d| if i < j { 1.0 / d } else { 0.0 })
    }

    /// Attributes of the components.
    fn components(&self) -> Vec<f64> {
        let d = self.hops();
        let first = |i: usize| (0..self.n()).find(|j| d[i][*j].0.is_finite()).unwrap();
        let firsts: Vec<usize> = (0..self.n()).map(first).collect();
        (0..self.n())
            .filter(|i| firsts[*i] == *i)
            .map(|i| (0..self.n()).filter(|j| firsts[*j] == i).map(|j| self.attributes[j]).sum())
            .collect()
    }

    fn lcp(&self) -> f64 {
        self.components().iter().map(|area| area * area).sum()
    }

    /// Numbers of shortest paths between all pairs.
    fn path_counts(&self, d: &Lengths, step: impl Fn(f64) -> (f64, u32)) -> Vec<Vec<f64>> {
        let n = self.n();
        let mut counts = vec![vec![0.0; n]; n];
        for s in 0..n {
            let mut order: Vec<usize> = (0..n).filter(|t| d[s][*t].0.is_finite()).collect();
            order.sort_by(|x, y| d[s][*x].partial_cmp(&d[s][*y]).unwrap());
            counts[s][s] = 1.0;
            for &t in &order {
                for &u in &order {
                    let last = step(self.direct[u][t]);
                    if u != t && (d[s][u].0 + last.0, d[s][u].1 + last.1) == d[s][t] {
                        counts[s][t] += counts[s][u];
                    }
                }
            }
        }
        counts
    }

    /// Worth of ordered pairs times their share of shortest paths through `k`.
    fn betweenness(
        &self,
        k: usize,
        step: impl Fn(f64) -> (f64, u32) + Copy,
        worth: impl Fn(usize, usize, f64) -> f64,
    ) -> f64 {
        let d = self.all_pairs(step);
        let counts = self.path_counts(&d, step);
        self.sum(&d, |i, j, length| {
            let through = (d[i][k].0 + d[k][j].0, d[i][k].1 + d[k][j].1);
            if i == j || i == k || j == k || length.is_infinite() || through != d[i][j] {
                return 0.0;
            }
            worth(i, j, length) * counts[i][k] * counts[k][j] / counts[i][j]
        })
    }
}

fn kernel() -> Kernel {
    Kernel::new(DISTANCE_M, 0.5).unwrap()
}

fn parameters() -> Parameters {
    Parameters {
        distance_m: DISTANCE_M,
        probability: 0.5,
        threshold_m: Some(THRESHOLD_M),
        ..Parameters::default()
    }
}

fn link(a: u32, b: u32, length_m: f64) -> Link {
    let nowhere = Coord { x: 0.0, y: 0.0 };
    Link { a: a.min(b), b: a.max(b), length_m, factor: 1.0, from: nowhere, to: nowhere }
}

/// Equal but for 1e-12 of a whole.
fn near(what: &str, ours: f64, theirs: f64, whole: f64) {
    assert!(
        (ours - theirs).abs() <= 1e-12 * whole.abs().max(theirs.abs()),
        "{what}: {ours} against {theirs} of {whole}"
    );
}

fn percent(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { 100.0 * part / whole } else { 0.0 }
}

fn check(attributes: &[f64], links: &[Link]) {
    let naive = Naive::new(attributes.to_vec(), links);
    let network = RemovalNetwork::new(links, attributes, &parameters()).unwrap();
    let sums = network.all_shares(Wanted::ALL);
    let patches = network.patches(&sums);
    assert_eq!(patches.len(), attributes.len());
    if attributes.is_empty() {
        return;
    }
    check_indices(&naive, attributes, links);
    for (k, ours) in patches.iter().enumerate() {
        check_patch(&naive, k, ours);
    }
    for (link, ours) in links.iter().zip(network.links(links, &sums)) {
        check_link(&naive, link, &ours);
    }
    check_gains(&naive, &network);
    check_carried(&naive, &network, &patches, links);
}

fn check_indices(naive: &Naive, attributes: &[f64], links: &[Link]) {
    let ours = Analysis::new(links.to_vec(), attributes.to_vec(), &parameters()).unwrap().indices;
    near("PC", ours.pc_num, naive.pc(), 0.0);
    near("IIC", ours.iic_num, naive.iic(), 0.0);
    near("H", ours.h, naive.h(), 0.0);
    near("LCP", ours.lcp_num, naive.lcp(), 0.0);
    assert_eq!(ours.components, naive.components().len());
    let total: f64 = attributes.iter().sum();
    let largest = naive.components().into_iter().fold(0.0, f64::max);
    near("SLC", ours.slc_ha, largest, 0.0);
    near("MSC", ours.msc_ha, total / naive.components().len() as f64, 0.0);
    near("ECS", ours.ecs_ha, if total > 0.0 { naive.lcp() / total } else { 0.0 }, 0.0);
    let bounded = naive.all_pairs(|length| if length <= THRESHOLD_M { (length, 0) } else { FAR });
    let longest =
        bounded.iter().flatten().map(|d| d.0).filter(|d| d.is_finite()).fold(0.0, f64::max);
    near("GD", ours.gd_m, longest, 0.0);
    let p = |i: usize, j: usize| kernel().probability_at(naive.direct[i][j]);
    let pairs = naive.lengths();
    near("F", ours.f, naive.sum(&pairs, |i, j, _| if i == j { 0.0 } else { p(i, j) }), 0.0);
    let awf = naive.sum(&pairs, |i, j, _| if i == j { 0.0 } else { naive.worth(i, j) * p(i, j) });
    near("AWF", ours.awf, awf, 0.0);
    let intra: f64 = attributes.iter().map(|a| a * a).sum();
    near("PC intra", ours.pc_intra, percent(intra, naive.pc()), 100.0);
    near("PC direct", ours.pc_direct, percent(awf, naive.pc()), 100.0);
    let step = if ours.pc_num > 0.0 { 100.0 } else { 0.0 };
    near("PC parts", ours.pc_intra + ours.pc_direct + ours.pc_step, step, 100.0);
}

fn check_patch(naive: &Naive, k: usize, ours: &PatchImportance) {
    let without = naive.without_node(k);
    let (pc, iic, h, lcp) = (naive.pc(), naive.iic(), naive.h(), naive.lcp());
    near("dPC", ours.d_pc.total, percent(pc - without.pc(), pc), 100.0);
    near("dIIC", ours.d_iic.total, percent(iic - without.iic(), iic), 100.0);
    near("dH", ours.d_h, percent(h - without.h(), h), 100.0);
    near("dLCP", ours.d_lcp, percent(lcp - without.lcp(), lcp), 100.0);
    let parts = without.components().len() as f64;
    let now = naive.components().len() as f64;
    near("dNC", ours.d_nc, percent(now - parts, now), 100.0);
    let own = naive.attributes[k];
    near("intra", ours.d_pc.intra, percent(own * own, pc), 100.0);
    let d = naive.lengths();
    let p = |j: usize| kernel().probability_at(d[k][j].0);
    let others = (0..naive.n()).filter(|j| *j != k);
    let flux: f64 = others.map(|j| naive.attributes[j] * p(j)).fold(0.0, |sum, share| sum + share);
    near("flux", ours.d_pc.flux, percent(2.0 * own * flux, pc), 100.0);
    near("F_i", ours.flux_ha, flux, 0.0);
    assert!(ours.d_pc.connector >= 0.0 && ours.d_iic.connector >= 0.0);
    let by_hops = |length: f64| if length <= THRESHOLD_M { (1.0, 0) } else { FAR };
    let by_length = |length: f64| (length, u32::from(length == 0.0));
    let pairs = (naive.n().max(3) - 1) * (naive.n().max(3) - 2);
    let bc = naive.betweenness(k, by_hops, |_, _, _| 1.0) / pairs as f64;
    near("BC", ours.bc, bc, 1.0);
    let bc = naive.betweenness(k, by_hops, |i, j, d| naive.worth(i, j) / (1.0 + d));
    near("BC(IIC)", ours.bc_iic, percent(bc, iic), 100.0);
    let bc =
        naive.betweenness(k, by_length, |i, j, d| naive.worth(i, j) * kernel().probability_at(d));
    near("BC(PC)", ours.bc_pc, percent(bc, pc), 100.0);
}

fn check_link(naive: &Naive, link: &Link, ours: &LinkImportance) {
    let without = naive.with_direct(link.a as usize, link.b as usize, f64::INFINITY);
    let (pc, iic, h, lcp) = (naive.pc(), naive.iic(), naive.h(), naive.lcp());
    near("link dPC", ours.d_pc, percent(pc - without.pc(), pc), 100.0);
    near("link dIIC", ours.d_iic, percent(iic - without.iic(), iic), 100.0);
    near("link dH", ours.d_h, percent(h - without.h(), h), 100.0);
    near("link dLCP", ours.d_lcp, percent(lcp - without.lcp(), lcp), 100.0);
    let (parts, now) = (without.components().len() as f64, naive.components().len() as f64);
    near("link dNC", ours.d_nc, percent(now - parts, now), 100.0);
}

fn check_gains(naive: &Naive, network: &RemovalNetwork) {
    let n = u32::try_from(naive.n()).unwrap();
    let mut candidates = Vec::new();
    let mut expected = Vec::new();
    for (a, b) in (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).step_by(3) {
        let now = naive.direct[a as usize][b as usize];
        let now_m = now.is_finite().then_some(now);
        for length_m in [0.0, 2.0, 9.0].into_iter().filter(|length| *length < now) {
            candidates.push(Candidate::Link { a, b, length_m, now_m });
            expected.push(naive.with_direct(a as usize, b as usize, length_m));
        }
    }
    for (links, attribute_ha) in
        [(vec![], 2.0), (vec![(0, 3.0)], 0.0), (vec![(0, 7.0), (n - 1, 1.0)], 4.0)]
    {
        // One link a pair.
        if n > 1 || links.len() < 2 {
            expected.push(naive.with_patch(attribute_ha, &links));
            candidates.push(Candidate::Patch { attribute_ha, links });
        }
    }
    let gains = network.gains(&candidates);
    assert_eq!(gains, network.gains_holding(&candidates, 0));
    let (pc, iic, h, lcp) = (naive.pc(), naive.iic(), naive.h(), naive.lcp());
    for (gain, with) in gains.iter().zip(&expected) {
        let of = |new: f64, old: f64| percent(new - old, old);
        near("gain PC", gain.pc.total, of(with.pc(), pc), of(with.pc(), pc) + 100.0);
        near("gain IIC", gain.iic.total, of(with.iic(), iic), of(with.iic(), iic) + 100.0);
        near("gain H", gain.h, of(with.h(), h), of(with.h(), h) + 100.0);
        near("gain LCP", gain.direct.lcp, of(with.lcp(), lcp), of(with.lcp(), lcp) + 100.0);
        let now = naive.components().len() as f64;
        near("gain NC", gain.direct.nc, of(with.components().len() as f64, now), 100.0);
    }
}

fn check_carried(
    naive: &Naive,
    network: &RemovalNetwork,
    patches: &[PatchImportance],
    links: &[Link],
) {
    let lost = |carried: &Carried| percent(carried.lost, carried.pc_num);
    for (k, ours) in (0..).zip(patches) {
        let carried = network.carried(Piece::Patch(k), 5).unwrap();
        near("carried by a patch", lost(&carried), ours.d_pc.connector, 100.0);
        for pair in &carried.top {
            assert!(pair.path.contains(&k) && !pair.detour.contains(&k));
            for (path, length) in [(&pair.path, pair.length_m), (&pair.detour, pair.detour_m)] {
                let steps = path.windows(2).map(|s| naive.direct[s[0] as usize][s[1] as usize]);
                let sum: f64 = steps.fold(0.0, |sum, step| sum + step);
                assert!(if path.is_empty() { length.is_infinite() } else { sum == length });
            }
        }
    }
    for link in links {
        let without = naive.with_direct(link.a as usize, link.b as usize, f64::INFINITY);
        let expected = percent(naive.pc() - without.pc(), naive.pc());
        let carried = network.carried(Piece::Link(link.a, link.b), 3);
        near("carried by a link", carried.as_ref().map_or(0.0, lost), expected, 100.0);
    }
}

/// Lengths: whole ones, so that ties and zeros come up, and others.
fn lengths() -> impl Strategy<Value = f64> {
    prop_oneof![
        (0u8..12).prop_map(f64::from),
        (0.0..12.0f64).prop_map(round_length_m),
        Just(0.0),
        Just(THRESHOLD_M),
    ]
}

/// Lengths whose sums are rounded, and far too long for anything but a ratio.
fn great_lengths() -> impl Strategy<Value = f64> {
    prop_oneof![1e6..1e9f64, (1u8..5).prop_map(|n| 1e7 * f64::from(n) / 3.0)]
}

fn attributes(n: usize) -> impl Strategy<Value = Vec<f64>> {
    let one = prop_oneof![3 => 0.0..20.0f64, 1 => Just(0.0), 1 => Just(1.0)];
    prop::collection::vec(one, n)
}

fn network() -> impl Strategy<Value = (Vec<f64>, Vec<Link>)> {
    (0usize..11).prop_flat_map(|n| {
        let pairs: Vec<(u32, u32)> =
            (0..n as u32).flat_map(|a| (a + 1..n as u32).map(move |b| (a, b))).collect();
        let links = pairs.into_iter().map(|(a, b)| {
            (prop::bool::weighted(0.4), lengths())
                .prop_map(move |(is_there, length)| is_there.then(|| link(a, b, length)))
        });
        let links = links.collect::<Vec<_>>();
        (attributes(n), links)
            .prop_map(|(attributes, links)| (attributes, links.into_iter().flatten().collect()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn lengths_without_a_node_or_an_edge_however_long(
        n in 2u32..9,
        edges in prop::collection::vec((0u32..9, 0u32..9, great_lengths()), 0..30),
    ) {
        let edges = edges.into_iter().map(|(a, b, length)| Edge {
            a: a % n,
            b: b % n,
            length_m: round_length_m(length),
        });
        let graph = RemovalGraph::by_length(&PatchGraph::new(n as usize, edges));
        let mut detours = Detours::new(&graph);
        for source in 0..n as usize {
            detours.search(source);
            detours.keep(usize::MAX);
            let nodes = detours.nodes().to_vec();
            let all = vec![1.0; nodes.len()];
            let mut looks = Vec::new();
            detours.looks(Removals { nodes: true, edges: true }, &all, &mut looks);
            detours.visit(&looks, |detour| {
                let expected = lengths_from(&graph.without(detour.removed), source);
                for (place, after) in detour.places.zip(detour.after) {
                    let expected = expected[nodes[place] as usize];
                    let is_near = (after - expected).abs() <= 1e-12 * expected;
                    assert!(*after == expected || is_near, "{after} against {expected}");
                }
            });
        }
    }

    #[test]
    fn a_bound_is_kept(network in network(), points in prop::sample::select(vec![1e-6, 0.001, 0.3, 5.0])) {
        let (attributes, links) = network;
        let exact = RemovalNetwork::new(&links, &attributes, &parameters()).unwrap();
        let bounded = exact.clone().within(points);
        let (sums, near) = (exact.all_shares(Wanted::ALL), bounded.all_shares(Wanted::ALL));
        let slack = points * (1.0 + 1e-9) + 1e-9;
        for (ours, exact) in bounded.patches(&near).iter().zip(exact.patches(&sums)) {
            assert!((ours.d_pc.total - exact.d_pc.total).abs() <= slack, "{ours:?} {exact:?}");
            assert!((ours.d_pc.connector - exact.d_pc.connector).abs() <= slack);
            assert_eq!(ours.d_iic, exact.d_iic);
        }
        for (ours, exact) in bounded.links(&links, &near).iter().zip(exact.links(&links, &sums)) {
            assert!((ours.d_pc - exact.d_pc).abs() <= slack, "{ours:?} {exact:?}");
        }
    }

    #[test]
    fn random_networks(network in network()) {
        check(&network.0, &network.1);
    }

    #[test]
    fn trees_of_blocks(
        parents in prop::collection::vec((any::<prop::sample::Index>(), lengths()), 1..12),
        chords in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), lengths()), 0..4),
    ) {
        let n = parents.len() + 1;
        let mut links: Vec<Link> = (1u32..)
            .zip(&parents)
            .map(|(node, (parent, length))| link(parent.index(node as usize) as u32, node, *length))
            .collect();
        for (a, b, length) in chords {
            let (a, b) = (a.index(n) as u32, b.index(n) as u32);
            if a != b {
                links.push(link(a, b, length));
            }
        }
        links.sort_by_key(|link| (link.a, link.b));
        links.dedup_by_key(|link| (link.a, link.b));
        let attributes: Vec<f64> = (0..n).map(|i| 1.0 + i as f64).collect();
        check(&attributes, &links);
    }
}

#[test]
fn nothing_one_and_two() {
    check(&[], &[]);
    check(&[3.0], &[]);
    check(&[0.0], &[]);
    check(&[3.0, 2.0], &[]);
    check(&[3.0, 2.0], &[link(0, 1, 4.0)]);
    check(&[0.0, 0.0, 0.0], &[link(0, 1, 4.0), link(1, 2, 0.0)]);
}

#[test]
fn chain_star_ring_and_grid_with_ties() {
    let ones = |n: usize| (0..n).map(|i| 1.0 + (i % 3) as f64).collect::<Vec<f64>>();
    let chain: Vec<Link> = (0..14).map(|i| link(i, i + 1, f64::from(i % 4))).collect();
    check(&ones(15), &chain);
    let star: Vec<Link> = (1..14).map(|i| link(0, i, f64::from(i % 4))).collect();
    check(&ones(14), &star);
    let ring: Vec<Link> = (0..12).map(|i| link(i, (i + 1) % 12, 1.0)).collect();
    check(&ones(12), &ring);
    for diagonals in [false, true] {
        let mut grid = Vec::new();
        for (x, y) in (0..4u32).flat_map(|x| (0..4u32).map(move |y| (x, y))) {
            let node = 4 * y + x;
            let mut to = |dx: u32, dy: u32, length: f64| {
                if x + dx < 4 && y + dy < 4 {
                    grid.push(link(node, node + 4 * dy + dx, length));
                }
            };
            to(1, 0, 2.0);
            to(0, 1, 2.0);
            // Just as long as the way by a third patch.
            if diagonals {
                to(1, 1, 4.0);
                to(2, 0, 4.0);
            }
        }
        check(&ones(16), &grid);
    }
}
