//! The positions of now over those of an earlier run: only shapes that are new, gone or in a
//! place that has changed are looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use geo::{Coord, Rect};

use super::super::edge::Edge;
use super::super::sites::{Flat, Found, Key, NO_PATCH, Shape, Sites, key, shapes};
use super::Known;
use super::followed::{Followed, NONE};
use crate::landscape::Land;
use crate::model::Habitat;
use crate::parallel;

/// The positions along the edges of patches and of trees, where land and patches differ from
/// those of the earlier run in some boxes; and which patch is which.
pub(super) fn positions(
    known: &Known,
    (habitat, land): (&Habitat, &Land),
    boxes: &[Rect],
) -> (Sites, Followed) {
    let flat = &known.sites.flat;
    // Which shape each was, and what each has become.
    let mut now_of = vec![NONE; flat.shapes.len()];
    let mut wanted: Vec<_> = (0u32..)
        .zip(shapes(habitat, land))
        .map(|(number, (polygons, patch))| {
            let was = known.shape(&polygons, patch != NO_PATCH);
            let was = was.filter(|was| now_of[*was as usize] == NONE);
            if let Some(was) = was {
                now_of[was as usize] = number;
            }
            (polygons, patch, was)
        })
        .collect();
    // What an edit made of a shape is made again with every scene: the same in another place.
    let others = (0u32..).zip(&flat.shapes).filter(|(was, _)| now_of[*was as usize] == NONE);
    let others: Vec<(u32, &Shape)> = others.collect();
    for (number, (polygons, patch, was)) in (0u32..).zip(&mut wanted) {
        if was.is_none() {
            let is_same = |(was, shape): &&(u32, &Shape)| {
                now_of[*was as usize] == NONE
                    && (shape.patch == NO_PATCH) == (*patch == NO_PATCH)
                    && shape.polygons == *polygons
            };
            *was = others.iter().find(is_same).map(|(was, _)| *was);
            if let Some(was) = was {
                now_of[*was as usize] = number;
            }
        }
    }
    let now: Vec<Shape> = parallel::map(&wanted, |(polygons, patch, was)| {
        let edge = match was {
            Some(was) => flat.shapes[*was as usize].edge.again(land, boxes),
            None => Arc::new(Edge::new(polygons, *patch != NO_PATCH, land)),
        };
        Shape { polygons: Arc::clone(polygons), patch: *patch, edge }
    });
    let was: Vec<Option<u32>> = wanted.into_iter().map(|(.., was)| was).collect();
    let mut open = Open::new(flat, (&was, &now_of), &now);
    let followed = Followed::new(flat, (&was, &now_of), &now);
    // A patch that lost its place is another, though it has its shape.
    for (shape, _) in now.iter().zip(&followed.old_of).filter(|(_, was)| **was == NONE) {
        open.keys.extend(shape.edge.positions().map(|(_, at)| key(&at)));
    }
    let (came, gone) = open.settled(flat, &now_of, &now, &followed);
    (Sites::over(flat, (came, gone), followed.new_of.clone(), now), followed)
}

/// Where there may be other positions than before.
struct Open {
    keys: BTreeSet<Key>,
    /// Where those of shapes that were not there, or not there so, are found.
    found: BTreeMap<Key, Vec<Found>>,
}

impl Open {
    fn new(flat: &Flat, (was, now_of): (&[Option<u32>], &[u32]), now: &[Shape]) -> Self {
        let mut open = Self { keys: BTreeSet::new(), found: BTreeMap::new() };
        for (shape, number) in flat.shapes.iter().zip(now_of) {
            let left = now.get(*number as usize).map(|shape| &shape.edge);
            match left {
                None => open.keys.extend(shape.edge.positions().map(|(_, at)| key(&at))),
                Some(edge) if !Arc::ptr_eq(edge, &shape.edge) => {
                    open.keys.extend(shape.edge.beside(edge).map(|(_, at)| key(&at)));
                }
                Some(_) => {}
            }
        }
        for ((number, shape), was) in (0u32..).zip(now).zip(was) {
            let mut add = |(place, at): (u32, Coord)| {
                open.keys.insert(key(&at));
                open.found.entry(key(&at)).or_default().push((number, place));
            };
            match was.map(|was| &flat.shapes[was as usize].edge) {
                None => shape.edge.positions().for_each(&mut add),
                Some(edge) if !Arc::ptr_eq(edge, &shape.edge) => {
                    shape.edge.beside(edge).for_each(&mut add);
                }
                Some(_) => {}
            }
        }
        open
    }

    /// Those that came, and those that went.
    fn settled(
        self,
        flat: &Flat,
        now_of: &[u32],
        now: &[Shape],
        followed: &Followed,
    ) -> (Vec<(Coord, u32, Found)>, Vec<u32>) {
        let (mut came, mut gone) = (Vec::new(), Vec::new());
        for key in self.keys {
            let at = Coord { x: f64::from_bits(key.1), y: f64::from_bits(key.2) };
            let site = flat.find(&at);
            let before = site.map_or(&[][..], |site| flat.all_found(site));
            let still = before.iter().filter_map(|(shape, place)| {
                let number = now_of[*shape as usize];
                let edge = &now.get(number as usize)?.edge;
                (edge.position(*place) == Some(at)).then_some((number, *place))
            });
            let new = self.found.get(&key).into_iter().flatten().copied();
            // As among all: the first shape has it.
            let found = still.chain(new).min();
            let is_same = match (site, found) {
                (Some(site), Some((shape, place))) => {
                    let Shape { patch, edge, .. } = &now[shape as usize];
                    let was = match flat.patch(site) {
                        NO_PATCH => NO_PATCH,
                        was => followed.new_of[was as usize],
                    };
                    was == *patch && edge.stretch(place) == flat.stretch(site)
                }
                _ => false,
            };
            if !is_same {
                gone.extend(site);
                came.extend(found.map(|found| (at, now[found.0 as usize].patch, found)));
            }
        }
        (came, gone)
    }
}
