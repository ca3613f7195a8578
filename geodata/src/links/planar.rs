//! Planar links: between patches that are neighbours, with nothing nearer in
//! between (the minimum planar graph of Fall, Fortin, Manseau and O'Brien 2007,
//! doi:10.1007/s10021-007-9038-7).
//!
//! Two patches are neighbours where their cells in the Voronoi diagram of the
//! patches' edges share a border. Some three links a patch instead of all pairs,
//! so that 10 000 patches and more are within reach; and all that the minimum
//! spanning tree needs is among them, so the components at any threshold are
//! those of all pairs (but for pairs missed as said below). Shortest paths may be longer than over all pairs, so PC is
//! a lower bound of that of all pairs; IIC, H, NL, BC, degree, clustering, F, AWF
//! and the direct share are those of another graph and are not to be compared.
//!
//! The diagram is that of positions along the edges, at most 10 m apart
//! (farther where there would be more than two million, but never fewer than the
//! corners), together with the nearest positions of every pair that is found; so it is repeated until no
//! pair is new. A pair may be missed only whose cells meet along less than about
//! the spacing while the pair is farther apart than another on the same spot.
//! Lengths are exact, from edge to edge.

use geo::Coord;

use super::Link;
use crate::geometry::{nearest_patches, voronoi_neighbours};
use crate::model::Habitat;
use crate::parallel;
use crate::progress::Progress;
use crate::units::round_length_m;

/// Positions along edges are at most so far apart, metres.
const SPACING_M: f64 = 10.0;

/// More positions than about this are not made.
const MOST_SITES: f64 = 2_000_000.0;

/// Links between neighbouring patches, no longer than `max_link_m`.
///
/// Sorted by `(a, b)`, `a < b`; lengths are rounded by
/// [`round_length_m`](crate::units::round_length_m).
#[must_use]
pub fn planar_links(
    habitat: &Habitat,
    max_link_m: Option<f64>,
    progress: &mut impl Progress,
) -> Vec<Link> {
    let mut sites = positions_along_edges(habitat);
    let mut links: Vec<Link> = Vec::new();
    // Each round finds a new pair or is the last; two or three are the rule.
    for round in 0.. {
        progress.report(round, round + 2);
        let pairs = voronoi_neighbours(&sites);
        let is_known =
            |pair: &(u32, u32)| links.binary_search_by_key(pair, |link| (link.a, link.b)).is_ok();
        let new: Vec<(u32, u32)> = pairs.into_iter().filter(|pair| !is_known(pair)).collect();
        if new.is_empty() {
            break;
        }
        let found = parallel::map(&new, |&(a, b)| link(habitat, a, b));
        for link in found.into_iter().flatten() {
            sites.push((link.from, link.a));
            sites.push((link.to, link.b));
            links.push(link);
        }
        crate::order::sort_by_key(&mut links, |link| (link.a, link.b));
    }
    links.retain(|link| max_link_m.is_none_or(|cut| link.length_m <= cut));
    links
}

/// The link between two patches, from edge to edge.
fn link(habitat: &Habitat, a: u32, b: u32) -> Option<Link> {
    let patch = |number: u32| {
        let patch = &habitat.patches()[number as usize];
        patch.shape()
    };
    let nearest = nearest_patches(patch(a), patch(b), f64::INFINITY)?;
    let length_m = round_length_m(nearest.distance_m);
    Some(Link { a, b, length_m, factor: 1.0, from: nearest.from, to: nearest.to })
}

fn positions_along_edges(habitat: &Habitat) -> Vec<(Coord, u32)> {
    let lines = || {
        (0u32..).zip(habitat.patches()).flat_map(|(number, patch)| {
            let polygons = patch.polygons.iter();
            let rings = polygons.flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
            rings.flat_map(geo::LineString::lines).map(move |line| (line, number))
        })
    };
    let length = |line: &geo::Line| {
        let (dx, dy) = (line.dx(), line.dy());
        (dx * dx + dy * dy).sqrt()
    };
    let whole: f64 = lines().map(|(line, _)| length(&line)).sum();
    let spacing = SPACING_M.max(whole / MOST_SITES);
    let mut positions = Vec::new();
    for (line, number) in lines() {
        let steps = (length(&line) / spacing).ceil().max(1.0);
        let mut step = 0.0;
        while step < steps {
            let share = step / steps;
            let position =
                Coord { x: line.start.x + share * line.dx(), y: line.start.y + share * line.dy() };
            positions.push((position, number));
            step += 1.0;
        }
    }
    positions
}
