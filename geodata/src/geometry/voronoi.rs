//! Who is whose neighbour in the Voronoi diagram of labelled positions.

use std::collections::HashMap;

use geo::Coord;
use spade::{DelaunayTriangulation, HasPosition, Point2, Triangulation};

/// A position, and the place in the list of those that lie there.
struct Site {
    position: Point2<f64>,
    place: usize,
}

impl HasPosition for Site {
    type Scalar = f64;

    fn position(&self) -> Point2<f64> {
        self.position
    }
}

/// Farther positions are none: the triangulation would refuse all for them.
const FARTHEST: f64 = 1e15;

/// A number, 0 where it is next to nothing: the triangulation refuses numbers
/// that are almost 0, and -0 has other bits than 0.
fn flushed(number: f64) -> f64 {
    if number.abs() < 1e-9 { 0.0 } else { number }
}

/// Pairs of labels whose Voronoi cells share a border: `(lower, higher)`, sorted.
///
/// By the Delaunay triangulation, which joins just those. Labels at the same
/// position are neighbours, and their neighbours are everyone's. Positions that
/// are no numbers are left out.
#[must_use]
pub fn voronoi_neighbours(sites: &[(Coord, u32)]) -> Vec<(u32, u32)> {
    // Near the origin numbers are finer.
    let origin = sites.first().map_or(Coord { x: 0.0, y: 0.0 }, |(position, _)| *position);
    let mut places: HashMap<(u64, u64), usize> = HashMap::new();
    let mut labels: Vec<Vec<u32>> = Vec::new();
    let mut vertices = Vec::new();
    for (position, label) in sites {
        let [x, y] = [position.x - origin.x, position.y - origin.y].map(flushed);
        if !(x.abs() < FARTHEST && y.abs() < FARTHEST) {
            continue;
        }
        let place = *places.entry((x.to_bits(), y.to_bits())).or_insert_with(|| {
            vertices.push(Site { position: Point2::new(x, y), place: labels.len() });
            labels.push(Vec::new());
            labels.len() - 1
        });
        if !labels[place].contains(label) {
            labels[place].push(*label);
        }
    }
    // Fails only on numbers beyond what was let in.
    let Ok(triangulation) = DelaunayTriangulation::<Site>::bulk_load(vertices) else {
        return Vec::new();
    };
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    let mut join = |a: u32, b: u32| {
        if a != b {
            pairs.push((a.min(b), a.max(b)));
        }
    };
    for edge in triangulation.undirected_edges() {
        let [from, to] = edge.vertices().map(|vertex| vertex.data().place);
        for a in &labels[from] {
            for b in &labels[to] {
                join(*a, *b);
            }
        }
    }
    for together in &labels {
        for a in together {
            for b in together {
                join(*a, *b);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_between_two_parts_them() {
        let at = |x: f64, y: f64, label| (Coord { x, y }, label);
        // Three in a row: the ends are no neighbours.
        let row = [at(0.0, 0.0, 0), at(1.0, 0.0, 1), at(2.0, 0.0, 2)];
        assert_eq!(voronoi_neighbours(&row), [(0, 1), (1, 2)]);
        // Off the line, the three meet in a point.
        let bent = [at(0.0, 0.0, 0), at(1.0, 0.5, 1), at(2.0, 0.0, 2)];
        assert_eq!(voronoi_neighbours(&bent), [(0, 1), (0, 2), (1, 2)]);
        let together = [at(0.0, 0.0, 4), at(0.0, 0.0, 2), at(f64::NAN, 0.0, 9)];
        assert_eq!(voronoi_neighbours(&together), [(2, 4)]);
        assert!(voronoi_neighbours(&[]).is_empty());
    }
}
