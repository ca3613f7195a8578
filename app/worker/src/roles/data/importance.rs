//! What matters: sums added up, values coloured and ranked, pieces explained.

use geo::Coord;
use geodata::Error;
use geodata::connectivity::ParameterError;
use geodata::connectivity::importance::{
    Carried, CarriedPair, LinkImportance, PatchImportance, Piece, RemovalNetwork, RemovalSums,
};
use geodata::crs::Projection;
use geodata::geometry::segment_distance;
use liito_worker::{
    Colouring, Explained, ExplainedPair, LinkDetails, LinkIndex, PatchIndex, Ranked, Ranking,
    Reply, Scale, Scales,
};

use super::ways::{bounds_of, route_of, way_details};
use super::{Answer, Data, to_bounds};

/// More work than this, links times pairs of patches, and gains are not computed.
const MOST_GAINS: u64 = 4_000_000_000;

/// Importance on its way.
#[derive(Default)]
pub struct Pending {
    network: Option<RemovalNetwork>,
    sums: Option<RemovalSums>,
    gains: Vec<f64>,
}

/// Importance of a finished run.
pub struct Importance {
    pub patches: Vec<PatchImportance>,
    /// Of the links up to the threshold, in order.
    pub links: Vec<LinkImportance>,
    /// What each would gain the network without length, % of PC; empty where
    /// that was too much work.
    pub gains: Vec<f64>,
    /// How far dPC may be from exact, percentage points.
    pub within: f64,
}

impl Importance {
    /// The value of a link, by its place among those up to the threshold.
    fn link(&self, index: LinkIndex, place: usize) -> Option<f64> {
        match index {
            LinkIndex::Length => None,
            LinkIndex::DPc => Some(self.links.get(place)?.d_pc),
            LinkIndex::DIic => Some(self.links.get(place)?.d_iic),
            LinkIndex::Improvement => self.gains.get(place).copied(),
        }
    }
}

impl Data {
    /// Builds what compute workers take apart.
    pub(super) fn removals(&mut self) -> Result<Answer, Error> {
        let run = self.run.as_ref().ok_or(ParameterError::NoPatches)?;
        let attributes = run.graphs.attributes_ha();
        let network =
            RemovalNetwork::new(&self.links, attributes, &run.parameters)?.within_reason();
        let kernel = run.graphs.kernel();
        let links: Vec<(u32, u32, f64)> =
            self.short_links().map(|link| (link.a, link.b, kernel.effective_m(link))).collect();
        // In WebAssembly a usize would not hold it.
        let work = links.len() as u64 * (network.nodes() as u64).pow(2);
        let links = if work <= MOST_GAINS { links } else { Vec::new() };
        let bytes = postcard::to_allocvec(&network).ok();
        let shares = network.shares();
        self.importance = Pending { network: Some(network), ..Pending::default() };
        Ok((Reply::Removals { shares, links }, bytes))
    }

    /// Links up to the threshold, in order.
    pub(super) fn short_links(&self) -> impl Iterator<Item = &geodata::Link> {
        let threshold_m = self.run.as_ref().map_or(0.0, |run| run.parameters.threshold_m());
        self.links.iter().filter(move |link| link.length_m <= threshold_m)
    }

    pub(super) fn add_sums(&mut self, is_first: bool, bytes: &[u8]) -> Answer {
        let Ok(share) = postcard::from_bytes::<RemovalSums>(bytes) else {
            return (Reply::OtherVersion, None);
        };
        match (&mut self.importance.sums, is_first) {
            (Some(sums), false) => sums.add(&share),
            (sums @ None, true) => *sums = Some(share),
            // A share of something else.
            _ => return (Reply::OtherVersion, None),
        }
        (Reply::Done, None)
    }

    pub(super) fn add_gains(&mut self, gains: &[f64]) -> Answer {
        self.importance.gains.extend(gains);
        (Reply::Done, None)
    }

    /// All is there: keep it with the run.
    pub(super) fn finish_importance(&mut self) -> Answer {
        let Pending { network, sums, gains } = std::mem::take(&mut self.importance);
        let links: Vec<geodata::Link> = self.short_links().copied().collect();
        let (Some(run), Some(network), Some(sums)) = (&mut self.run, network, sums) else {
            return (Reply::OtherVersion, None);
        };
        run.importance = Some(Importance {
            patches: network.patches(&sums),
            links: network.links(&links, &sums),
            gains,
            within: network.bound_percentage_points(),
        });
        (Reply::Done, None)
    }

    /// Colours patches and links by an index.
    pub(super) fn colour(&mut self, colouring: Colouring) -> Answer {
        self.colouring = colouring;
        let values = |values: Option<Vec<f64>>| {
            let values = values.filter(|values| !values.is_empty())?;
            // Those that are left unranked are no numbers.
            let ranked: Vec<f64> = values.iter().copied().filter(|v| !v.is_nan()).collect();
            Some((Scale::new(&ranked), values))
        };
        let patches = values((0..self.patch_count()).map(|n| self.patch_value(n)).collect());
        let links = values(self.run.as_ref().and_then(|run| run.importance.as_ref()).and_then(
            |importance| {
                let places = 0..importance.links.len();
                places.map(|place| importance.link(colouring.links, place)).collect()
            },
        ));
        self.drawn.network.set_near_edge(&self.near_edge);
        self.drawn.network.set_classes(patches.as_ref(), links.as_ref());
        let scales = Scales {
            patches: patches.map(|(scale, _)| scale),
            links: links.map(|(scale, _)| scale),
        };
        (Reply::Scales(scales), None)
    }

    fn patch_count(&self) -> usize {
        self.habitat.as_ref().map_or(0, |habitat| habitat.patches().len())
    }

    /// A patch's value of the index that patches are coloured by.
    pub(super) fn patch_value(&self, number: usize) -> Option<f64> {
        let importance = self.run.as_ref()?.importance.as_ref()?;
        let value = self.colouring.patches.of(importance.patches.get(number)?)?;
        Some(if self.is_near_edge(number) { f64::NAN } else { value })
    }

    /// A patch's value of what patches are ranked by.
    pub(super) fn ranked_value(&self, number: usize) -> Option<f64> {
        let importance = self.run.as_ref()?.importance.as_ref()?;
        self.ranked_by().of(importance.patches.get(number)?)
    }

    /// What patches are ranked by: what they are coloured by, else dPC.
    fn ranked_by(&self) -> PatchIndex {
        match self.colouring.patches {
            PatchIndex::Part => PatchIndex::DPc,
            index => index,
        }
    }

    /// Those that matter most, by what they are coloured by, else by dPC.
    pub(super) fn ranking(&self, count: usize) -> Option<Ranking> {
        let habitat = self.habitat.as_ref()?;
        let importance = self.run.as_ref()?.importance.as_ref()?;
        let patch_index = self.ranked_by();
        let link_index = match self.colouring.links {
            LinkIndex::Length => LinkIndex::DPc,
            LinkIndex::Improvement if importance.gains.is_empty() => LinkIndex::DPc,
            index => index,
        };
        let label = |number: u32| habitat.patches()[number as usize].label.clone();
        let patches = (0u32..).zip(&importance.patches).filter_map(|(number, patch)| {
            if self.is_near_edge(number as usize) {
                return None;
            }
            let value = patch_index.of(patch)?;
            Some((Piece::Patch(number), vec![label(number)], value))
        });
        let links = self.short_links().enumerate().filter_map(|(place, link)| {
            let value = importance.link(link_index, place)?;
            Some((Piece::Link(link.a, link.b), vec![label(link.a), label(link.b)], value))
        });
        Some(Ranking {
            patch_index,
            link_index,
            patches: first(patches, count),
            links: first(links, count),
        })
    }

    /// Everything about a link.
    pub(super) fn link_details(&self, a: u32, b: u32) -> Option<LinkDetails> {
        let (habitat, run) = (self.habitat.as_ref()?, self.run.as_ref()?);
        let link = self.link_between(a, b)?;
        let (a, b) = (link.a, link.b);
        let label = |number: u32| habitat.patches()[number as usize].label.clone();
        let place = self.short_links().position(|short| (short.a, short.b) == (a, b));
        let importance = run.importance.as_ref();
        let line = self.line_of(link);
        let bounds = bounds_of(&line);
        Some(LinkDetails {
            ends: (a, b),
            labels: (label(a), label(b)),
            bounds: to_bounds(habitat.working_crs(), bounds)?,
            length_m: link.length_m,
            probability: run.graphs.kernel().probability_at(run.graphs.kernel().effective_m(link)),
            way: route_of(&self.routes, link)
                .map(|route| way_details(habitat, route, &self.limits)),
            importance: importance.and_then(|all| all.links.get(place?).copied()),
            improvement: importance.and_then(|all| all.gains.get(place?).copied()),
        })
    }

    pub(super) fn link_between(&self, a: u32, b: u32) -> Option<&geodata::Link> {
        let ends = (a.min(b), a.max(b));
        let place = self.links.binary_search_by_key(&ends, |link| (link.a, link.b)).ok()?;
        self.links.get(place)
    }

    /// Names and lines for what a piece carries.
    pub(super) fn explain(&self, piece: Piece, carried: &Carried) -> Option<Explained> {
        let run = self.run.as_ref()?;
        let pc_num = run.indices.pc_num;
        let own = match piece {
            Piece::Link(..) => 0.0,
            // Without a patch, what it has with itself and with others goes too.
            Piece::Patch(number) => {
                let patch = run.importance.as_ref()?.patches.get(number as usize)?;
                (patch.d_pc.intra + patch.d_pc.flux) / 100.0 * pc_num
            }
        };
        let top = carried.top.iter().filter_map(|pair| self.explained_pair(pair, pc_num));
        let line = match piece {
            Piece::Link(a, b) => self.line(&[a, b])?,
            Piece::Patch(_) => Vec::new(),
        };
        Some(Explained {
            piece,
            pairs: carried.pairs,
            cut_off: carried.cut_off,
            ec_without_ha: (pc_num - carried.lost - own).max(0.0).sqrt(),
            line,
            top: top.collect(),
        })
    }

    fn explained_pair(&self, pair: &CarriedPair, pc_num: f64) -> Option<ExplainedPair> {
        let habitat = self.habitat.as_ref()?;
        let label = |number: &u32| habitat.patches()[*number as usize].label.clone();
        Some(ExplainedPair {
            labels: (label(&pair.a), label(&pair.b)),
            length_m: pair.length_m,
            detour_m: pair.detour_m.is_finite().then_some(pair.detour_m),
            lost: if pc_num > 0.0 { 100.0 * pair.lost / pc_num } else { 0.0 },
            path: pair.path.iter().map(label).collect(),
            detour: pair.detour.iter().map(label).collect(),
            line: self.line(&pair.path)?,
            detour_line: self.line(&pair.detour)?,
        })
    }

    /// A path on the map: from link to link, straight across the patches.
    fn line(&self, path: &[u32]) -> Option<Vec<(f64, f64)>> {
        let habitat = self.habitat.as_ref()?;
        let to_degrees = Projection::from_working(habitat.working_crs()).ok()?;
        let mut line = Vec::new();
        for step in path.windows(2) {
            let link = self.link_between(step[0], step[1])?;
            let mut corners = self.line_of(link);
            if link.a != step[0] {
                corners.reverse();
            }
            for corner in corners {
                let Coord { x, y } = to_degrees.project(corner).ok()?;
                line.push((x, y));
            }
        }
        Some(line)
    }

    /// The drawn link nearest to a position in metres, if one is near.
    pub(super) fn link_near(&self, at: Coord, tolerance_m: f64) -> Option<Piece> {
        let near = |link: &geodata::Link| {
            let line = self.line_of(link);
            let parts = line.windows(2).map(|pair| segment_distance((pair[0], pair[1]), (at, at)));
            parts.fold(f64::INFINITY, f64::min)
        };
        self.short_links()
            .map(|link| (near(link), link))
            .filter(|(distance, _)| *distance <= tolerance_m)
            .min_by(|x, y| x.0.total_cmp(&y.0))
            .map(|(_, link)| Piece::Link(link.a, link.b))
    }
}

/// The greatest values, greatest first.
fn first(all: impl Iterator<Item = (Piece, Vec<String>, f64)>, count: usize) -> Vec<Ranked> {
    let mut all: Vec<Ranked> =
        all.map(|(piece, labels, value)| Ranked { piece, labels, value }).collect();
    geodata::order::sort_by(&mut all, |x, y| y.value.total_cmp(&x.value));
    all.truncate(count);
    all
}
