//! What a new patch or a new link would add.
//!
//! Lengths from all to all are known; a new link from a to b of probability q
//! changes the best path from i to j only to the one over it:
//! p'_ij = max(p_ij, p_ia q p_bj, p_ib q p_aj). It can serve i towards b only if
//! it brings i nearer to b than it is, so the pairs to look at are those between
//! the patches nearer to a and those nearer to b. A new patch that reaches i
//! with r_i: p'_ij = max(p_ij, r_i r_j).
//!
//! Probabilities are multiplied here and not lengths added; where a new path is
//! just as long as the old one, their last bits may differ, which leaves gains
//! right to about 1e-15 of the index.

use serde::{Deserialize, Serialize};

use super::all_pairs::{NO_PATH, Rows};
use super::direct_gain::DirectGain;
use super::patches::percent;
use super::{ImportanceParts, RemovalNetwork};
use crate::parallel;

/// More nodes than this and the matrix of all pairs is not held: its rows are
/// searched again for each batch of candidates. At this size it takes 360 MB.
const HELD_NODES: usize = 6000;

/// Memory that a batch of candidates may take, in numbers.
const BATCH_NUMBERS: usize = 4_000_000;

/// Something that could be added to a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Candidate {
    /// A link between two patches; of length 0, it is an improvement.
    Link {
        /// One patch.
        a: u32,
        /// The other.
        b: u32,
        /// Its length, metres.
        length_m: f64,
        /// Length of the link that there is between them, if there is one.
        now_m: Option<f64>,
    },
    /// A patch.
    Patch {
        /// Its attribute, hectares.
        attribute_ha: f64,
        /// Patches that it would be linked with, and the lengths, metres.
        links: Vec<(u32, f64)>,
    },
}

/// What a candidate would add, in per cent of each index as it is.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Gain {
    /// To PC; intra and flux are 0 for a link.
    pub pc: ImportanceParts,
    /// To IIC.
    pub iic: ImportanceParts,
    /// To H.
    pub h: f64,
    /// To what needs no search.
    pub direct: DirectGain,
}

impl RemovalNetwork {
    /// What each candidate alone would add; nothing, where it names a patch that
    /// there is not or a length below 0.
    #[must_use]
    pub fn gains(&self, candidates: &[Candidate]) -> Vec<Gain> {
        self.gains_holding(candidates, HELD_NODES)
    }

    /// The same with another limit for holding the matrix of all pairs: the
    /// result does not depend on it.
    #[must_use]
    pub fn gains_holding(&self, candidates: &[Candidate], held_nodes: usize) -> Vec<Gain> {
        if candidates.is_empty() || self.nodes() == 0 {
            return vec![Gain::default(); candidates.len()];
        }
        let nodes = self.nodes();
        let held = (nodes <= held_nodes).then(|| Rows::search(self, 0..nodes));
        let totals = Numerators::of(self, held.as_ref());
        let patches = self.nodes_of_patches();
        let fits: Vec<bool> = candidates.iter().map(|candidate| self.fits(candidate)).collect();
        if fits.contains(&false) {
            return self.gains_of_fitting(candidates, &fits, held_nodes);
        }
        let direct = self.direct_gains();
        let mut gains = Vec::with_capacity(candidates.len());
        for batch in candidates.chunks((BATCH_NUMBERS / nodes).max(64)) {
            let mut work = self.prepare(batch, &patches, held.as_ref());
            match &held {
                Some(rows) => add_rows(rows, self.attributes_ha(), &mut work),
                None => {
                    for start in (0..nodes).step_by(256) {
                        let rows = Rows::search(self, start..(start + 256).min(nodes));
                        add_rows(&rows, self.attributes_ha(), &mut work);
                    }
                }
            }
            gains.extend(work.iter().zip(batch).map(|(work, candidate)| Gain {
                direct: direct.of(candidate),
                ..work.gain(&totals)
            }));
        }
        gains
    }

    fn fits(&self, candidate: &Candidate) -> bool {
        let is_patch = |patch: u32| (patch as usize) < self.nodes();
        match candidate {
            Candidate::Link { a, b, length_m, .. } => {
                is_patch(*a) && is_patch(*b) && a != b && *length_m >= 0.0
            }
            Candidate::Patch { attribute_ha, links } => {
                *attribute_ha >= 0.0 && links.iter().all(|(p, m)| is_patch(*p) && *m >= 0.0)
            }
        }
    }

    fn gains_of_fitting(
        &self,
        candidates: &[Candidate],
        fits: &[bool],
        held_nodes: usize,
    ) -> Vec<Gain> {
        let fitting: Vec<Candidate> = candidates
            .iter()
            .zip(fits)
            .filter(|(_, fits)| **fits)
            .map(|(c, _)| c.clone())
            .collect();
        let mut gains = self.gains_holding(&fitting, held_nodes).into_iter();
        fits.iter()
            .map(|fits| if *fits { gains.next().unwrap_or_default() } else { Gain::default() })
            .collect()
    }

    /// How every node would reach the others by each candidate.
    fn prepare(
        &self,
        candidates: &[Candidate],
        nodes_of_patches: &[u32],
        held: Option<&Rows>,
    ) -> Vec<Work> {
        let node = |patch: u32| nodes_of_patches[patch as usize] as usize;
        parallel::map(candidates, |candidate| {
            let row = |node: usize| match held {
                Some(rows) => Rows::copy(rows, node),
                None => Rows::search(self, node..node + 1),
            };
            match candidate {
                Candidate::Link { a, b, length_m, .. } => {
                    let (a, b) = (row(node(*a)), row(node(*b)));
                    self.new_link(&a, &b, *length_m)
                }
                Candidate::Patch { attribute_ha, links } => {
                    // Row after row, since there may be a link to every patch.
                    let links = links.iter().map(|(patch, length)| (row(node(*patch)), *length));
                    self.new_patch(*attribute_ha, links)
                }
            }
        })
    }

    fn new_link(&self, a: &Rows, b: &Rows, length_m: f64) -> Work {
        let q = self.kernel().probability_at(length_m);
        // Each node to the side that the link serves it on, if any.
        let side = |near: &Rows, far: &Rows| -> Vec<f64> {
            let served = near.p.iter().zip(&far.p);
            served.map(|(near, far)| if q * near > *far { *near } else { 0.0 }).collect()
        };
        let mut from = side(a, b);
        let mut to = side(b, a);
        // Fewer rows to look at from the smaller side.
        if to.iter().filter(|p| **p > 0.0).count() < from.iter().filter(|p| **p > 0.0).count() {
            std::mem::swap(&mut from, &mut to);
        }
        for p in &mut to {
            *p *= q;
        }
        let is_hop = length_m <= self.threshold_m();
        let hop_side = |near: &Rows, far: &Rows, add: u16| -> Vec<u16> {
            let served = near.hops.iter().zip(&far.hops);
            served
                .map(|(&near, &far)| {
                    let is_served = is_hop && near != NO_PATH && near.saturating_add(1) < far;
                    if is_served { near + add } else { NO_PATH }
                })
                .collect()
        };
        Work {
            p: (from, to),
            hops: (hop_side(a, b, 0), hop_side(b, a, 1)),
            // Pairs both ways.
            times: 2.0,
            ..Work::default()
        }
    }

    fn new_patch(&self, attribute_ha: f64, links: impl Iterator<Item = (Rows, f64)>) -> Work {
        let nodes = self.nodes();
        let mut reach = vec![0.0f64; nodes];
        let mut hops = vec![NO_PATH; nodes];
        for (row, length_m) in links {
            let q = self.kernel().probability_at(length_m);
            for (reach, p) in reach.iter_mut().zip(&row.p) {
                *reach = reach.max(q * p);
            }
            if length_m <= self.threshold_m() {
                for (own, hop) in hops.iter_mut().zip(&row.hops) {
                    *own = (*own).min(hop.saturating_add(1));
                }
            }
        }
        let mut work = Work { times: 1.0, intra: attribute_ha * attribute_ha, ..Work::default() };
        for node in 0..nodes {
            let worth = 2.0 * attribute_ha * self.attributes_ha()[node];
            work.flux.pc += worth * reach[node];
            if hops[node] != NO_PATH {
                work.flux.iic += worth / (1.0 + f64::from(hops[node]));
                work.flux.h += 1.0 / f64::from(hops[node]);
            }
        }
        work.p = (reach.clone(), reach);
        work.hops = (hops.clone(), hops);
        work
    }
}

/// A number for each index.
#[derive(Debug, Clone, Copy, Default)]
struct Numerators {
    pc: f64,
    iic: f64,
    h: f64,
}

impl Numerators {
    /// Those of the network as it is.
    fn of(network: &RemovalNetwork, held: Option<&Rows>) -> Self {
        let mut sum = Self::default();
        let nodes = network.nodes();
        let step = if held.is_some() { nodes } else { 256 };
        for start in (0..nodes).step_by(step) {
            let searched;
            let rows = match held {
                Some(rows) => rows,
                None => {
                    searched = Rows::search(network, start..(start + step).min(nodes));
                    &searched
                }
            };
            for node in rows.range() {
                let (p, hops) = rows.row(node);
                let own = network.attributes_ha()[node];
                for ((p, &hops), other) in p.iter().zip(hops).zip(network.attributes_ha()) {
                    sum.pc += own * other * p;
                    if hops != NO_PATH {
                        sum.iic += own * other / (1.0 + f64::from(hops));
                        sum.h += if hops > 0 { 0.5 / f64::from(hops) } else { 0.0 };
                    }
                }
            }
        }
        sum
    }
}

/// One candidate on its way.
#[derive(Debug, Default)]
struct Work {
    /// How each node reaches the new thing, and how that reaches each node.
    p: (Vec<f64>, Vec<f64>),
    hops: (Vec<u16>, Vec<u16>),
    times: f64,
    intra: f64,
    flux: Numerators,
    connector: Numerators,
}

impl Work {
    fn gain(&self, totals: &Numerators) -> Gain {
        let parts = |flux: f64, connector: f64, total: f64| ImportanceParts {
            total: percent(self.intra + flux + connector, total),
            intra: percent(self.intra, total),
            flux: percent(flux, total),
            connector: percent(connector, total),
        };
        Gain {
            pc: parts(self.flux.pc, self.connector.pc, totals.pc),
            iic: parts(self.flux.iic, self.connector.iic, totals.iic),
            h: percent(self.flux.h + self.connector.h, totals.h),
            direct: DirectGain::default(),
        }
    }
}

/// Adds to every candidate what pairs from these rows gain.
fn add_rows(rows: &Rows, attributes: &[f64], work: &mut [Work]) {
    parallel::for_each(work, |work| {
        let Work { p, hops, times, connector, .. } = work;
        for node in rows.range() {
            let (row, hop_row) = rows.row(node);
            let own = attributes[node];
            if p.0[node] > 0.0 {
                connector.pc += *times * own * better(p.0[node], &p.1, row, attributes);
            }
            if hops.0[node] != NO_PATH {
                let (iic, h) = nearer(hops.0[node], &hops.1, hop_row, attributes);
                connector.iic += *times * own * iic;
                connector.h += *times * h / 2.0;
            }
        }
    });
}

/// Sum over j of a_j max(0, f g_j - p_j), in eight sums side by side so that
/// the processor can do several at once, on every machine the same.
fn better(f: f64, g: &[f64], p: &[f64], attributes: &[f64]) -> f64 {
    const SIDE: usize = 8;
    let mut sums = [0.0f64; SIDE];
    let ((g, last_g), (p, last_p), (a, last_a)) =
        (g.as_chunks::<SIDE>(), p.as_chunks::<SIDE>(), attributes.as_chunks::<SIDE>());
    for ((g, p), a) in g.iter().zip(p).zip(a) {
        for i in 0..SIDE {
            let gain = f * g[i] - p[i];
            sums[i] += if gain > 0.0 { a[i] * gain } else { 0.0 };
        }
    }
    for (i, ((g, p), a)) in last_g.iter().zip(last_p).zip(last_a).enumerate() {
        sums[i] += a * (f * g - p).max(0.0);
    }
    sums.iter().sum()
}

/// Sums over j of a_j (1 / (1 + new) - 1 / (1 + old)) and of 1 / new - 1 / old
/// where the new number of hops is smaller.
fn nearer(f: u16, g: &[u16], hops: &[u16], attributes: &[f64]) -> (f64, f64) {
    let (mut iic, mut h) = (0.0, 0.0);
    for ((&g, &old), a) in g.iter().zip(hops).zip(attributes) {
        let new = f.saturating_add(g);
        if new < old && new > 0 {
            let of = |hops: u16| if hops == NO_PATH { f64::INFINITY } else { f64::from(hops) };
            let (new, old) = (of(new), of(old));
            iic += a * (1.0 / (1.0 + new) - 1.0 / (1.0 + old));
            h += 1.0 / new - 1.0 / old;
        }
    }
    (iic, h)
}
