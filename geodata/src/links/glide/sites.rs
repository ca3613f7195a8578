//! The positions that ways go by: along the edges of trees and of patches.

use std::collections::HashMap;
use std::sync::Arc;

use geo::{Coord, MultiPolygon};

use super::edge::Edge;
use super::graph::SiteGraph;
use super::order::Order;
use super::search::Way;
use crate::landscape::{Ground, Land};
use crate::model::Habitat;
use crate::parallel;

/// A position lies so far inside the trees, metres: on their very edge, rounding would say
/// whether it is in them.
pub(super) const INSIDE_M: f64 = 0.01;

/// The patch of a position that is of none.
pub(super) const NO_PATCH: u32 = u32::MAX;

/// What has positions along its edges.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub polygons: Arc<MultiPolygon>,
    /// Its patch, else [`NO_PATCH`].
    pub patch: u32,
    pub edge: Arc<Edge>,
}

/// The shapes that have positions: patches, and trees over which no others lie.
pub(super) fn shapes(habitat: &Habitat, land: &Land) -> Vec<(Arc<MultiPolygon>, u32)> {
    // What lies under trees parts none from others.
    let lowest = Ground::ALL.into_iter().filter(|ground| ground.is_canopy()).min();
    let matters = |ground: Ground| Some(ground) >= lowest && ground != Ground::Habitat;
    let trees = land.own_pieces().iter().filter(|piece| matters(piece.ground));
    let patches = (0u32..).zip(habitat.patches());
    patches
        .map(|(number, patch)| (Arc::clone(&patch.polygons), number))
        .chain(trees.map(|piece| (Arc::clone(&piece.polygons), NO_PATCH)))
        .collect()
}

/// A place along a shape: the number of the shape, and of the place.
pub(super) type Found = (u32, u32);

/// Positions, those that lie near each other near in the list.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub at: Vec<Coord>,
    patch: Vec<u32>,
    found: Vec<Found>,
    /// Where a position is another's too: areas share their edges.
    doubles: HashMap<u32, Vec<Found>>,
    pub shapes: Vec<Shape>,
}

/// Positions that differ a little from others.
#[derive(Debug)]
pub(super) struct Over {
    at: Vec<Coord>,
    patch: Vec<u32>,
    found: Vec<Found>,
    /// Those of the others that are gone, a bit each.
    gone: Vec<u64>,
    pub gone_sites: Vec<u32>,
    /// What each patch of the others has become.
    new_of: Vec<u32>,
    pub shapes: Vec<Shape>,
}

/// Positions that ways go by, by number. Those that lie over others have the numbers after
/// theirs, and their places in the order among them.
#[derive(Debug)]
pub(super) struct Sites {
    pub order: Arc<Order>,
    pub flat: Arc<Flat>,
    pub over: Option<Over>,
}

impl Flat {
    /// Those along the edges of shapes.
    #[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
    pub fn new(shapes: Vec<Shape>) -> Self {
        // What lies side by side stands side by side: searches go from neighbour to neighbour,
        // and memory is slow to those who jump about in it.
        let mut all: Vec<(Key, Found)> = Vec::new();
        for (number, shape) in (0u32..).zip(&shapes) {
            all.extend(shape.edge.positions().map(|(place, at)| (key(&at), (number, place))));
        }
        all.sort_unstable();
        let mut flat = Self { shapes, ..Self::default() };
        for same in all.chunk_by(|p, q| p.0 == q.0) {
            let ((_, x, y), found) = same[0];
            if same.len() > 1 {
                let all = same.iter().map(|(_, found)| *found).collect();
                flat.doubles.insert(flat.at.len() as u32, all);
            }
            flat.at.push(Coord { x: f64::from_bits(x), y: f64::from_bits(y) });
            flat.patch.push(flat.shapes[found.0 as usize].patch);
            flat.found.push(found);
        }
        flat
    }

    /// The first position that does not stand before a key.
    #[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
    fn place_of(&self, wanted: Key) -> u32 {
        self.at.partition_point(|at| key(at) < wanted) as u32
    }

    /// The number of a position.
    pub fn find(&self, at: &Coord) -> Option<u32> {
        let wanted = key(at);
        let place = self.place_of(wanted);
        self.at.get(place as usize).filter(|at| key(at) == wanted).map(|_| place)
    }

    /// Where a position was found, first the one that counts.
    pub fn all_found(&self, site: u32) -> &[Found] {
        match self.doubles.get(&site) {
            Some(all) => all,
            None => std::slice::from_ref(&self.found[site as usize]),
        }
    }

    /// The patch of a position.
    pub fn patch(&self, site: u32) -> u32 {
        self.patch[site as usize]
    }

    /// The stretch of edge about a position.
    pub fn stretch(&self, site: u32) -> &[Coord] {
        let (shape, place) = self.found[site as usize];
        self.shapes[shape as usize].edge.stretch(place)
    }
}

impl Over {
    fn is_gone(&self, site: u32) -> bool {
        self.gone[site as usize / 64] & (1 << (site % 64)) != 0
    }
}

impl Sites {
    /// Those along the edges of patches and of trees.
    pub fn new(habitat: &Habitat, land: &Land) -> Self {
        let shapes = shapes(habitat, land);
        let shapes = parallel::map(&shapes, |(polygons, patch)| {
            let edge = Arc::new(Edge::new(polygons, *patch != NO_PATCH, land));
            Shape { polygons: Arc::clone(polygons), patch: *patch, edge }
        });
        Self::of(Flat::new(shapes))
    }

    /// Those that do not lie over others.
    pub fn of(flat: Flat) -> Self {
        let order = Order::new(flat.at.len(), Vec::new());
        Self { order: Arc::new(order), flat: Arc::new(flat), over: None }
    }

    /// Over others, those that came (with their patch and where they were found) and without
    /// those that are gone; `new_of` has what each patch of the others has become.
    pub fn over(
        flat: &Arc<Flat>,
        (mut came, gone_sites): (Vec<(Coord, u32, Found)>, Vec<u32>),
        new_of: Vec<u32>,
        shapes: Vec<Shape>,
    ) -> Self {
        came.sort_by_key(|(at, ..)| key(at));
        let stands_before = came.iter().map(|(at, ..)| flat.place_of(key(at))).collect();
        let mut gone = vec![0u64; flat.at.len() / 64 + 1];
        for site in &gone_sites {
            gone[*site as usize / 64] |= 1 << (site % 64);
        }
        let over = Over {
            at: came.iter().map(|(at, ..)| *at).collect(),
            patch: came.iter().map(|(_, patch, _)| *patch).collect(),
            found: came.iter().map(|(.., found)| *found).collect(),
            gone,
            gone_sites,
            new_of,
            shapes,
        };
        let order = Order::new(flat.at.len(), stands_before);
        Self { order: Arc::new(order), flat: Arc::clone(flat), over: Some(over) }
    }

    /// The numbers of those that lie over others.
    #[expect(clippy::cast_possible_truncation, reason = "counted in u32")]
    pub fn own(&self) -> std::ops::Range<u32> {
        self.order.flat()..self.order.len() as u32
    }

    /// A position is there no more.
    pub fn is_gone(&self, site: u32) -> bool {
        let is_flat = (site as usize) < self.flat.at.len();
        is_flat && self.over.as_ref().is_some_and(|over| over.is_gone(site))
    }

    /// Those that are there, in their order.
    pub fn in_order(&self) -> Vec<u32> {
        let mut all: Vec<u32> = Vec::with_capacity(self.order.len());
        let mut own = self.own().peekable();
        for site in 0..self.order.flat() {
            while let Some(own) = own.next_if(|own| self.order.stands_before(*own) <= site) {
                all.push(own);
            }
            if !self.is_gone(site) {
                all.push(site);
            }
        }
        all.extend(own);
        all
    }

    /// Where a position lies.
    pub fn at(&self, site: u32) -> Coord {
        let site = site as usize;
        match (&self.over, site.checked_sub(self.flat.at.len())) {
            (Some(over), Some(own)) => over.at[own],
            _ => self.flat.at[site],
        }
    }

    /// The patch whose edge a position is on, else [`NO_PATCH`].
    pub fn patch(&self, site: u32) -> u32 {
        let Some(over) = &self.over else { return self.flat.patch[site as usize] };
        match (site as usize).checked_sub(self.flat.at.len()) {
            Some(own) => over.patch[own],
            None if over.is_gone(site) => NO_PATCH,
            None => match self.flat.patch[site as usize] {
                NO_PATCH => NO_PATCH,
                patch => over.new_of[patch as usize],
            },
        }
    }

    /// The stretch of edge about a position.
    pub fn stretch(&self, site: u32) -> &[Coord] {
        match (&self.over, (site as usize).checked_sub(self.flat.at.len())) {
            (Some(over), Some(own)) => {
                let (shape, place) = over.found[own];
                over.shapes[shape as usize].edge.stretch(place)
            }
            _ => self.flat.stretch(site),
        }
    }

    /// The positions of each patch, in their order.
    pub fn by_patch(&self, patches: usize) -> Vec<Vec<u32>> {
        let mut sites = vec![Vec::new(); patches];
        for site in self.in_order() {
            if let Some(of) = sites.get_mut(self.patch(site) as usize) {
                of.push(site);
            }
        }
        sites
    }

    /// A way as a line.
    pub fn line(&self, graph: &SiteGraph, way: &Way) -> Vec<Coord> {
        let mut line: Vec<Coord> = way.sites.iter().take(1).map(|site| self.at(*site)).collect();
        for (pair, step) in way.sites.windows(2).zip(&way.steps) {
            if let Some((low, high)) = graph.bridge(*step) {
                let is_up = self.order.of(pair[0]) < self.order.of(pair[1]);
                line.extend(if is_up { [low, high] } else { [high, low] });
            }
            line.push(self.at(pair[1]));
        }
        line
    }
}

/// What positions are sorted by.
pub(super) type Key = (u64, u64, u64);

pub(super) fn key(at: &Coord) -> Key {
    (morton(at), at.x.to_bits(), at.y.to_bits())
}

/// A place's square of 16 m on the curve that goes through squares, then squares of squares
/// (Morton 1966, A computer oriented geodetic data base and a new technique in file
/// sequencing).
#[expect(clippy::cast_possible_truncation, reason = "metres of a planet")]
fn morton(at: &Coord) -> u64 {
    let spread = |metres: f64| {
        let mut bits = u64::from((((metres / 16.0).floor() as i32).cast_unsigned()) ^ (1 << 31));
        for (shift, mask) in [
            (16, 0x0000_ffff_0000_ffff),
            (8, 0x00ff_00ff_00ff_00ff),
            (4, 0x0f0f_0f0f_0f0f_0f0f),
            (2, 0x3333_3333_3333_3333),
            (1, 0x5555_5555_5555_5555),
        ] {
            bits = (bits | (bits << shift)) & mask;
        }
        bits
    };
    spread(at.x) | (spread(at.y) << 1)
}
