//! Least-cost links against plain implementations: every cell's cost, every pair's.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

use std::collections::{BTreeMap, BinaryHeap};

use geo::{Area, MultiPolygon, Rect};
use geodata::crs::{Crs, WorkingCrs};
use geodata::landscape::{CostSurface, Frame, Land, ResistanceGrid, STEPS};
use geodata::links::{LeastCost, Route, Topology, corridors, least_cost_links};
use geodata::model::Habitat;
use proptest::prelude::*;

const CELL: f64 = 5.0;

fn frame(columns: usize, rows: usize) -> Frame {
    Frame { west: 0.0, north: rows as f64 * CELL, cell_m: CELL, columns, rows }
}

/// A grid of classes with these values; the last of them is a barrier.
fn grid(columns: usize, codes: Vec<u8>) -> ResistanceGrid {
    let values = vec![Some(1.0), Some(1.5), Some(2.0), Some(6.0), Some(20.0), Some(25.0), None];
    let rows = codes.len() / columns;
    ResistanceGrid { frame: frame(columns, rows), codes, values }
}

/// Patches that hold the middles of some cells: row, column, rows, columns.
fn habitat(grid: &ResistanceGrid, patches: &[(usize, usize, usize, usize)]) -> Habitat {
    let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
    let shape = |&(row, column, rows, columns): &(usize, usize, usize, usize)| {
        let (top, left) = (grid.frame.north - row as f64 * CELL, column as f64 * CELL);
        let (bottom, right) = (top - rows as f64 * CELL, left + columns as f64 * CELL);
        let rect = Rect::new((left + 0.5, bottom + 0.5), (right - 0.5, top - 0.5));
        MultiPolygon(vec![rect.to_polygon()])
    };
    Habitat::from_shapes(patches.iter().map(shape).collect(), crs)
}

type Place = (usize, usize);

#[derive(PartialEq)]
struct Nearest(f64, Place);
impl Eq for Nearest {}
impl PartialOrd for Nearest {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Nearest {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.0.total_cmp(&self.0).then(other.1.cmp(&self.1))
    }
}

/// Costs to all cells by a heap, over the cells that are allowed.
fn costs(
    grid: &ResistanceGrid,
    sources: &[Place],
    is_allowed: impl Fn(Place) -> bool,
) -> BTreeMap<Place, f64> {
    let mut best: BTreeMap<Place, f64> = BTreeMap::new();
    let mut heap = BinaryHeap::new();
    for source in sources.iter().filter(|place| grid.value(place.0, place.1).is_some()) {
        best.insert(*source, 0.0);
        heap.push(Nearest(0.0, *source));
    }
    while let Some(Nearest(cost, (row, column))) = heap.pop() {
        if cost > best[&(row, column)] {
            continue;
        }
        for (down, right) in STEPS {
            let (Some(r), Some(c)) =
                (row.checked_add_signed(down), column.checked_add_signed(right))
            else {
                continue;
            };
            if r >= grid.frame.rows || c >= grid.frame.columns || !is_allowed((r, c)) {
                continue;
            }
            let (Some(here), Some(there)) = (grid.value(row, column), grid.value(r, c)) else {
                continue;
            };
            let far = if down != 0 && right != 0 { 2f64.sqrt() } else { 1.0 };
            let reached = cost + CELL * far * (here + there) / 2.0;
            if best.get(&(r, c)).is_none_or(|known| reached < *known) {
                best.insert((r, c), reached);
                heap.push(Nearest(reached, (r, c)));
            }
        }
    }
    best
}

fn cells_of(&(row, column, rows, columns): &(usize, usize, usize, usize)) -> Vec<Place> {
    (row..row + rows).flat_map(|r| (column..column + columns).map(move |c| (r, c))).collect()
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(1.0)
}

fn links(
    habitat: &Habitat,
    grid: &ResistanceGrid,
    topology: Topology,
    is_exact: bool,
) -> Vec<Route> {
    let land = Land::new(Vec::new(), habitat);
    let wanted = LeastCost { topology, is_exact, most_cost: f64::INFINITY };
    least_cost_links(habitat, &land, grid, &wanted, &mut ())
}

/// Weights of a minimum spanning forest, sorted.
fn spanning(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<f64> {
    let mut edges = edges.to_vec();
    edges.sort_by(|p, q| p.2.total_cmp(&q.2));
    let mut part: Vec<usize> = (0..nodes).collect();
    let mut weights = Vec::new();
    for (a, b, weight) in edges {
        let (p, q) = (part[a as usize], part[b as usize]);
        if p != q {
            part.iter_mut().filter(|part| **part == q).for_each(|part| *part = p);
            weights.push(weight);
        }
    }
    weights
}

/// A random grid with patches that lie apart.
fn landscapes() -> impl Strategy<Value = (ResistanceGrid, Vec<(usize, usize, usize, usize)>)> {
    let patch = (0usize..4, 0usize..4, 1usize..4, 1usize..4);
    (
        prop::collection::vec(0u8..7, 28 * 28),
        prop::collection::btree_map((0usize..4, 0usize..4), patch, 2..7),
    )
        .prop_map(|(codes, patches)| {
            let patches = patches.into_iter();
            let patches =
                patches.map(|((i, j), (r, c, h, w))| (7 * i + r, 7 * j + c, h, w)).collect();
            (grid(28, codes), patches)
        })
}

proptest! {
    #[test]
    fn every_cell_costs_what_a_heap_finds((grid, patches) in landscapes()) {
        let mut surface = CostSurface::new(&grid);
        for (number, patch) in (0u32..).zip(&patches) {
            for (row, column) in cells_of(patch) {
                surface.add_source(surface.cell(row, column), number);
            }
        }
        surface.spread_to_all(&mut ());
        let each: Vec<_> = patches.iter().map(|patch| costs(&grid, &cells_of(patch), |_| true)).collect();
        for row in 0..28 {
            for column in 0..28 {
                let cell = surface.cell(row, column);
                let of = |costs: &BTreeMap<Place, f64>| costs.get(&(row, column)).copied();
                let least = each.iter().filter_map(of).reduce(f64::min);
                prop_assert_eq!(least.is_some(), surface.source(cell).is_some());
                let Some(least) = least else { continue };
                prop_assert!(is_near(surface.cost(cell), least), "{} {}", surface.cost(cell), least);
                // Of several patches as near, the one with the lowest number has the cell.
                let first = each.iter().position(|costs| of(costs).is_some_and(|cost| is_near(cost, least)));
                prop_assert_eq!(surface.source(cell).map(|s| s as usize), first);
                // And the way back leads to that patch without leaving its basin.
                let mut at = cell;
                while let Some(before) = surface.before(at) {
                    prop_assert!(surface.cost(before) < surface.cost(at));
                    prop_assert_eq!(surface.source(before), surface.source(cell));
                    at = before;
                }
                prop_assert_eq!(surface.cost(at), 0.0);
            }
        }
    }

    #[test]
    fn bands_are_the_cells_that_ways_may_go_over((grid, patches) in landscapes()) {
        let habitat = habitat(&grid, &patches);
        let each: Vec<_> = patches.iter().map(|patch| costs(&grid, &cells_of(patch), |_| true)).collect();
        let routes = links(&habitat, &grid, Topology::Planar, true);
        let bands = corridors(&habitat, &grid, &routes.iter().collect::<Vec<_>>(), 0.1, &mut ());
        prop_assert_eq!(bands.len(), routes.len());
        for (route, band) in routes.iter().zip(&bands) {
            prop_assert!(is_near(band.most_cost, 1.1 * route.cost));
            let ends = [route.a, route.b].map(|patch| patch as usize);
            let own: Vec<Place> = ends.iter().flat_map(|patch| cells_of(&patches[*patch])).collect();
            // Those within the limit, and those that rounding may put there.
            let count = |limit: f64| {
                let [a, b] = ends.map(|patch| &each[patch]);
                let fits = |(place, cost): &(&Place, &f64)| {
                    let other = b.get(place);
                    !own.contains(place) && other.is_some_and(|other| **cost + other <= limit)
                };
                a.iter().filter(fits).count() as f64
            };
            let cells = band.polygons.unsigned_area() / (CELL * CELL);
            let limit = band.most_cost;
            prop_assert!(count(limit - 1e-6) - 1e-6 <= cells, "{cells}");
            prop_assert!(cells <= count(limit + 1e-6) + 1e-6, "{cells}");
        }
    }

    #[test]
    fn planar_links_are_the_cheapest_ways_inside_two_basins((grid, patches) in landscapes()) {
        let habitat = habitat(&grid, &patches);
        let each: Vec<_> = patches.iter().map(|patch| costs(&grid, &cells_of(patch), |_| true)).collect();
        let basin = |place: Place| {
            let of = |costs: &BTreeMap<Place, f64>| costs.get(&place).copied();
            let least = each.iter().filter_map(of).reduce(f64::min)?;
            each.iter().position(|costs| of(costs).is_some_and(|cost| is_near(cost, least)))
        };
        let basins: BTreeMap<Place, usize> = (0..28usize)
            .flat_map(|row| (0..28usize).map(move |column| (row, column)))
            .filter_map(|place| Some((place, basin(place)?)))
            .collect();
        let found = links(&habitat, &grid, Topology::Planar, false);
        let mut expected = Vec::new();
        for a in 0..patches.len() {
            for b in a + 1..patches.len() {
                let inside = |place: Place| basins.get(&place).is_some_and(|own| *own == a || *own == b);
                let costs = costs(&grid, &cells_of(&patches[a]), inside);
                let least = cells_of(&patches[b]).into_iter().filter_map(|p| costs.get(&p).copied()).reduce(f64::min);
                if let Some(cost) = least {
                    expected.push((a as u32, b as u32, cost));
                }
            }
        }
        prop_assert_eq!(
            found.iter().map(|r| (r.a, r.b)).collect::<Vec<_>>(),
            expected.iter().map(|e| (e.0, e.1)).collect::<Vec<_>>()
        );
        for (route, (.., cost)) in found.iter().zip(&expected) {
            prop_assert!(is_near(route.cost, *cost), "{} {}", route.cost, cost);
        }
    }

    #[test]
    fn exact_costs_are_those_of_runs_pair_by_pair((grid, patches) in landscapes()) {
        let habitat = habitat(&grid, &patches);
        let mut true_costs = Vec::new();
        for a in 0..patches.len() {
            let costs = costs(&grid, &cells_of(&patches[a]), |_| true);
            for (b, patch) in patches.iter().enumerate().skip(a + 1) {
                let least = cells_of(patch).into_iter().filter_map(|p| costs.get(&p).copied()).reduce(f64::min);
                true_costs.extend(least.map(|cost| (a as u32, b as u32, cost)));
            }
        }
        let planar = links(&habitat, &grid, Topology::Planar, false);
        let exact = links(&habitat, &grid, Topology::Planar, true);
        let complete = links(&habitat, &grid, Topology::Complete, false);
        prop_assert_eq!(planar.len(), exact.len());
        prop_assert_eq!(complete.len(), true_costs.len());
        for (route, (a, b, cost)) in complete.iter().zip(&true_costs) {
            prop_assert_eq!((route.a, route.b), (*a, *b));
            prop_assert!(is_near(route.cost, *cost), "{} {}", route.cost, cost);
        }
        for (route, bound) in exact.iter().zip(&planar) {
            let (.., cost) = true_costs.iter().find(|(a, b, _)| (*a, *b) == (route.a, route.b)).unwrap();
            prop_assert!(is_near(route.cost, *cost) && route.cost <= bound.cost);
        }
        // The minimum spanning tree of all pairs is among the planar links.
        let edges: Vec<_> = planar.iter().map(|r| (r.a, r.b, r.cost)).collect();
        let (ours, theirs) = (spanning(patches.len(), &edges), spanning(patches.len(), &true_costs));
        prop_assert_eq!(ours.len(), theirs.len());
        for (p, q) in ours.iter().zip(&theirs) {
            prop_assert!(is_near(*p, *q), "{} {}", p, q);
        }
    }
}

#[test]
fn lines_lead_from_edge_to_edge_through_the_way_in_a_wall() {
    // A wall with one opening between two patches.
    let mut codes = vec![0u8; 21 * 21];
    for row in 0..21 {
        codes[row * 21 + 10] = if row == 3 { 0 } else { 6 };
    }
    let grid = grid(21, codes);
    let habitat = habitat(&grid, &[(14, 2, 3, 3), (14, 16, 3, 3)]);
    let routes = links(&habitat, &grid, Topology::Planar, false);
    assert_eq!(routes.len(), 1);
    let line = &routes[0].line;
    assert_eq!(line.first().unwrap().x, 5.0 * CELL - 0.5);
    assert_eq!(line.last().unwrap().x, 16.0 * CELL + 0.5);
    // The opening is in row 3.
    let highest = line.iter().map(|corner| corner.y).fold(0.0, f64::max);
    assert!((highest - (21.0 - 3.5) * CELL).abs() <= CELL, "{highest}");
    assert!(routes[0].length_m > 100.0 && routes[0].length_m < routes[0].cost + CELL);
}

#[test]
fn patches_that_touch_overlap_or_share_a_cell_are_linked() {
    let grid = grid(20, vec![1; 400]);
    let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
    let square = |x: f64, y: f64, side: f64| {
        MultiPolygon(vec![Rect::new((x, y), (x + side, y + side)).to_polygon()])
    };
    let habitat = Habitat::from_shapes(
        vec![
            square(10.0, 10.0, 20.0),
            square(30.0, 10.0, 10.0),
            square(12.0, 12.0, 5.0),
            // Two in the corners of one cell, and of no other.
            square(60.5, 60.5, 1.0),
            square(63.5, 63.5, 1.0),
            square(200.0, 200.0, 50.0),
        ],
        crs,
    );
    let routes = links(&habitat, &grid, Topology::Planar, false);
    let cost = |a: u32, b: u32| routes.iter().find(|r| (r.a, r.b) == (a, b)).map(|r| r.cost);
    assert_eq!(cost(0, 1), Some(0.0));
    assert_eq!(cost(0, 2), Some(0.0));
    let between = routes.iter().find(|r| (r.a, r.b) == (3, 4)).unwrap();
    let distance = 8f64.sqrt();
    assert!(
        (between.cost - 1.5 * distance).abs() < 1e-6 && (between.length_m - distance).abs() < 1e-6
    );
    // One patch lies outside the grid and is linked with none.
    assert!(routes.iter().all(|route| route.b < 5));
    let mut reached = [false; 5];
    routes.iter().for_each(|r| [r.a, r.b].iter().for_each(|p| reached[*p as usize] = true));
    assert_eq!(reached, [true; 5]);
}

/// Costs that scikit-image finds, see `golden/mcp_geometric.py`.
#[test]
fn costs_are_those_of_scikit_image() {
    #[derive(serde::Deserialize)]
    struct Golden {
        values: Vec<f64>,
        cell_m: f64,
        codes: Vec<Vec<u8>>,
        starts: Vec<Place>,
        costs: Vec<Vec<Option<f64>>>,
    }
    let golden: Golden = serde_json::from_str(include_str!("golden/mcp_geometric.json")).unwrap();
    assert_eq!(golden.cell_m, CELL);
    let (rows, columns) = (golden.codes.len(), golden.codes[0].len());
    // The code after the last value is a barrier.
    let values = golden.values.iter().copied().map(Some).chain([None]).collect();
    let grid = ResistanceGrid { frame: frame(columns, rows), codes: golden.codes.concat(), values };
    let mut surface = CostSurface::new(&grid);
    for (row, column) in &golden.starts {
        assert!(surface.add_source(surface.cell(*row, *column), 0));
    }
    surface.spread_to_all(&mut ());
    let mut reached = 0;
    for (row, costs) in golden.costs.iter().enumerate() {
        for (column, expected) in costs.iter().enumerate() {
            let cell = surface.cell(row, column);
            assert_eq!(surface.source(cell).is_some(), expected.is_some(), "{row}, {column}");
            if let Some(expected) = expected {
                assert!(is_near(surface.cost(cell), *expected), "{row}, {column}");
                reached += 1;
            }
        }
    }
    assert!(reached > 600, "{reached}");
}
