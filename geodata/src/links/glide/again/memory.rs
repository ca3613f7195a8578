//! What a run has found on its way, for another over land that differs a little.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use geo::{BoundingRect, ConvexHull, Coord, Intersects, MultiPoint, MultiPolygon, Polygon, Rect};

use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::super::graph::{SiteGraph, Steps};
use super::super::sites::{Flat, INSIDE_M, NO_PATCH, Shape, Sites};
use super::super::{Glide, Route};
use super::neighbours::Neighbours;
use crate::landscape::Land;
use crate::links::Grade;

/// What a run has found on its way, for another over land that differs a little.
#[derive(Debug)]
pub struct GlideMemory {
    wanted: Glide,
    /// What was found over what another had found; by itself it is when someone asks.
    over: Option<FoundOver>,
    known: OnceLock<Arc<Known>>,
}

/// What a run has found.
#[derive(Debug)]
pub(in super::super) struct Known {
    pub sites: Sites,
    pub graph: SiteGraph,
    /// Positions that are neighbours, sorted.
    pub pairs: Vec<(u32, u32)>,
    /// Patches that touch: `(lower, higher)`, sorted.
    pub joined: Vec<(u32, u32)>,
    /// Sorted by their patches; those among neighbours alone are not taken over.
    pub ways: Vec<KnownWay>,
    lists: OnceLock<Lists>,
}

/// What a run has found over what another had.
#[derive(Debug)]
pub(in super::super) struct FoundOver {
    pub known: Arc<Known>,
    pub sites: Sites,
    pub graph: SiteGraph,
    pub neighbours: Neighbours,
    pub joined: Vec<(u32, u32)>,
    pub ways: Vec<KnownWay>,
}

/// What is looked up, put in order when someone does.
#[derive(Debug)]
struct Lists {
    tree: RTree<GeomWithData<[f64; 2], u32>>,
    by_patch: Vec<Vec<u32>>,
    /// The neighbours of each position, as ranges of a list.
    around: (Vec<u32>, Vec<u32>),
    /// The ways over each position, in the same manner.
    through: (Vec<u32>, Vec<u32>),
    /// The boxes of pairs and of the stretches about them, by blocks of pairs.
    boxes: Vec<Rect>,
    blocks: Vec<Rect>,
    /// By their address, and whether they are patches.
    shapes: HashMap<(usize, bool), u32>,
}

/// So many pairs have a box together.
const BLOCK: usize = 64;

/// A way before it is drawn taut.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct KnownWay {
    /// The patch with the lower number, and the other.
    pub patches: (u32, u32),
    /// The grade that it was sought for.
    pub grade: Grade,
    /// Length over the graph, metres.
    pub length_m: f64,
    /// The numbers of its positions.
    pub sites: Vec<u32>,
    /// Its line by these.
    pub line: Vec<Coord>,
    /// What it depends on as it is drawn, and the box of that: nothing has changed in it, it
    /// is drawn as it was.
    pub hull: Option<(Rect, Polygon)>,
}

impl KnownWay {
    /// The same, and what was tried to draw it.
    pub fn with_hull(mut self, drawn: &[Coord], tried: &[Coord]) -> Self {
        let all = self.line.iter().chain(drawn).chain(tried);
        let points: MultiPoint = all.copied().collect::<Vec<Coord>>().into();
        let hull = points.convex_hull();
        self.hull = hull.bounding_rect().map(|bounds| (bounds, hull));
        self
    }
}

/// An earlier run, and what it was over.
#[derive(Debug, Clone, Copy)]
pub struct GlidesBefore<'a> {
    /// What it has found on its way.
    pub memory: &'a GlideMemory,
    /// Its land.
    pub land: &'a Land,
    /// Its links, sorted by their patches.
    pub routes: &'a [Route],
}

impl GlideMemory {
    pub(in super::super) fn new(wanted: Glide, known: Known) -> Self {
        Self { wanted, over: None, known: OnceLock::from(Arc::new(known)) }
    }

    pub(in super::super) fn over(wanted: Glide, found: FoundOver) -> Self {
        Self { wanted, over: Some(found), known: OnceLock::new() }
    }

    /// What was found, where these links were wanted.
    pub(super) fn known(&self, wanted: &Glide) -> Option<&Arc<Known>> {
        let found = || {
            let over = self.over.as_ref()?;
            Some(self.known.get_or_init(|| Arc::new(over.by_itself())))
        };
        (self.wanted == *wanted).then(|| self.known.get().or_else(found))?
    }
}

impl Known {
    pub fn new(
        (sites, pairs, graph): (Sites, Vec<(u32, u32)>, SiteGraph),
        joined: Vec<(u32, u32)>,
        ways: Vec<KnownWay>,
    ) -> Self {
        Self { sites, graph, pairs, joined, ways, lists: OnceLock::new() }
    }

    fn lists(&self) -> &Lists {
        self.lists.get_or_init(|| Lists::new(self))
    }

    /// The way between two patches.
    pub fn way(&self, patches: (u32, u32)) -> Option<&KnownWay> {
        let place = self.ways.binary_search_by_key(&patches, |way| way.patches);
        place.ok().map(|place| &self.ways[place])
    }

    /// The positions of a patch.
    pub fn of_patch(&self, patch: u32) -> &[u32] {
        self.lists().by_patch.get(patch as usize).map_or(&[], Vec::as_slice)
    }

    /// The neighbours of a position.
    pub fn around(&self, site: u32) -> &[u32] {
        part(&self.lists().around, site)
    }

    /// The ways over a position, by their places.
    pub fn through(&self, site: u32) -> &[u32] {
        part(&self.lists().through, site)
    }

    /// The number of a shape.
    pub fn shape(&self, polygons: &Arc<MultiPolygon>, is_patch: bool) -> Option<u32> {
        self.lists().shapes.get(&(Arc::as_ptr(polygons).addr(), is_patch)).copied()
    }

    /// Positions, the nearest to a place first.
    pub fn nearest_to(&self, at: Coord) -> impl Iterator<Item = u32> {
        self.lists().tree.nearest_neighbor_iter(&[at.x, at.y]).map(|site| site.data)
    }

    /// Pairs that were measured where something has changed.
    pub fn measured_in(&self, boxes: &[Rect]) -> Vec<(u32, u32)> {
        let lists = self.lists();
        let meets = |own: &Rect| boxes.iter().any(|of| of.intersects(own));
        let blocks = lists.boxes.chunks(BLOCK).zip(self.pairs.chunks(BLOCK)).zip(&lists.blocks);
        let met = blocks.filter(|(_, block)| meets(block)).flat_map(|((boxes, pairs), _)| {
            boxes.iter().zip(pairs).filter(|(own, _)| meets(own)).map(|(_, pair)| *pair)
        });
        met.collect()
    }
}

/// A part of a list of lists: where each begins, and all of them.
fn part((offsets, all): &(Vec<u32>, Vec<u32>), number: u32) -> &[u32] {
    let (from, to) = (offsets[number as usize], offsets[number as usize + 1]);
    &all[from as usize..to as usize]
}

/// A list of lists of so many, of what belongs to each.
fn parts(count: usize, all: impl Iterator<Item = (u32, u32)> + Clone) -> (Vec<u32>, Vec<u32>) {
    let mut offsets = vec![0u32; count + 1];
    all.clone().for_each(|(of, _)| offsets[of as usize + 1] += 1);
    for number in 0..count {
        offsets[number + 1] += offsets[number];
    }
    let mut next = offsets.clone();
    let mut list = vec![0; offsets[count] as usize];
    for (of, what) in all {
        let place = &mut next[of as usize];
        list[*place as usize] = what;
        *place += 1;
    }
    (offsets, list)
}

impl Lists {
    fn new(known: &Known) -> Self {
        let Known { sites, pairs, ways, .. } = known;
        let Flat { at, shapes, .. } = &*sites.flat;
        let patches = shapes.iter().filter(|shape| shape.patch != NO_PATCH).count();
        let both = pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
        let over = (0u32..).zip(ways);
        let over = over.flat_map(|(place, way)| way.sites.iter().map(move |site| (*site, place)));
        let boxes: Vec<Rect> = pairs.iter().map(|pair| measured_box(sites, *pair)).collect();
        let blocks = boxes.chunks(BLOCK).filter_map(|of| of.iter().copied().reduce(both_boxes));
        // The first of shapes that are the same.
        let mut numbers: HashMap<(usize, bool), u32> = HashMap::new();
        for (number, Shape { polygons, patch, .. }) in (0u32..).zip(shapes) {
            let name = (Arc::as_ptr(polygons).addr(), *patch != NO_PATCH);
            numbers.entry(name).or_insert(number);
        }
        let points = (0..).zip(at).map(|(site, at)| GeomWithData::new([at.x, at.y], site));
        Self {
            tree: RTree::bulk_load(points.collect()),
            by_patch: sites.by_patch(patches),
            around: parts(at.len(), both),
            through: parts(at.len(), over),
            blocks: blocks.collect(),
            boxes,
            shapes: numbers,
        }
    }
}

/// The box of both.
pub(super) fn both_boxes(a: Rect, b: Rect) -> Rect {
    Rect::new(
        (a.min().x.min(b.min().x), a.min().y.min(b.min().y)),
        (a.max().x.max(b.max().x), a.max().y.max(b.max().y)),
    )
}

/// The box of what tells the steps between two positions: both, and the edges about them.
fn measured_box(sites: &Sites, (a, b): (u32, u32)) -> Rect {
    let ends = [a, b].into_iter().flat_map(|site| {
        std::iter::once(sites.at(site)).chain(sites.stretch(site).iter().copied())
    });
    // A narrowest place is measured from a little beyond its edge.
    let by = Coord { x: INSIDE_M, y: INSIDE_M };
    let boxes = ends.map(|at| Rect::new(at - by, at + by));
    boxes.reduce(both_boxes).unwrap_or_else(|| Rect::new(sites.at(a), sites.at(b)))
}

impl FoundOver {
    /// The same, by itself.
    #[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
    fn by_itself(&self) -> Known {
        let Self { known, sites, graph, neighbours, joined, ways } = self;
        let shapes = sites.over.as_ref().map_or(&sites.flat.shapes, |over| &over.shapes);
        let alone = Sites::of(Flat::new(shapes.clone()));
        let there = sites.in_order();
        debug_assert_eq!(alone.order.len(), there.len(), "the same positions");
        let mut now = vec![u32::MAX; sites.order.len()];
        for (number, site) in there.into_iter().enumerate() {
            now[site as usize] = number as u32;
        }
        let gone: HashSet<(u32, u32)> = neighbours.gone.iter().copied().collect();
        let left = known.pairs.iter().filter(|pair| !gone.contains(pair));
        let pairs = left.chain(&neighbours.came);
        // The order is kept, so that the lower one stays so.
        let mut pairs: Vec<((u32, u32), Steps)> = pairs
            .map(|&(a, b)| ((now[a as usize], now[b as usize]), graph.steps_between(a, b)))
            .collect();
        pairs.sort_unstable_by_key(|(pair, _)| *pair);
        let (pairs, steps): (Vec<(u32, u32)>, Vec<Steps>) = pairs.into_iter().unzip();
        let graph = SiteGraph::new(alone.order.len(), &pairs, &steps);
        let mut ways = ways.clone();
        ways.iter_mut().flat_map(|way| &mut way.sites).for_each(|site| *site = now[*site as usize]);
        Known::new((alone, pairs, graph), joined.clone(), ways)
    }
}
