//! Motorways, the ring road, main roads and the railway.

use geo::{Coord, LineString};

use crate::grid::{Grid, distance};
use crate::routes::{Manner, Routes};

/// What a way is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WayKind {
    Motorway,
    Ring,
    Main,
    Street,
    Rail,
}

impl WayKind {
    /// What files call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Motorway => "motorway",
            Self::Ring => "trunk",
            Self::Main => "primary",
            Self::Street => "residential",
            Self::Rail => "rail",
        }
    }

    /// Width of the carriageways or tracks, metres.
    pub fn width_m(self) -> f64 {
        match self {
            Self::Motorway => 28.0,
            Self::Ring => 22.0,
            Self::Main => 10.0,
            Self::Street => 6.0,
            Self::Rail => 12.0,
        }
    }

    /// Width that is kept free of trees, metres.
    pub fn cleared_m(self) -> f64 {
        match self {
            Self::Motorway => 64.0,
            Self::Ring => 46.0,
            Self::Main => 22.0,
            Self::Street => 12.0,
            Self::Rail => 34.0,
        }
    }
}

/// A road or a railway.
#[derive(Debug, Clone)]
pub struct Way {
    pub kind: WayKind,
    pub line: LineString,
}

const BROAD: Manner = Manner { water: 7.0, straight_m: 170.0 };
const MAIN: Manner = Manner { water: 14.0, straight_m: 70.0 };

/// The ways between the parts of a city, before there are streets.
#[derive(Debug, Default)]
pub struct Network {
    pub ways: Vec<Way>,
}

impl Network {
    /// Motorways along the coast and inland, a ring between them, and the railway
    /// through the centres that lie on it.
    pub fn new(
        routes: &Routes,
        origin: Coord,
        width_m: f64,
        height_m: f64,
        halts: &[Coord],
    ) -> Self {
        let at = |u: f64, v: f64| Coord { x: origin.x + u * width_m, y: origin.y + v * height_m };
        let coast = [at(0.0, 0.36), at(0.28, 0.335), at(0.62, 0.34), at(1.0, 0.36)];
        let inland = [at(0.0, 0.70), at(0.33, 0.62), at(0.68, 0.575), at(1.0, 0.60)];
        let ring = [at(0.16, 0.33), at(0.30, 0.48), at(0.56, 0.70), at(0.80, 0.79), at(1.0, 0.83)];
        let mut rail = vec![at(0.0, 0.50)];
        rail.extend_from_slice(halts);
        rail.push(at(1.0, 0.49));
        let mut network = Self::default();
        let lines: [(WayKind, &[Coord]); 4] = [
            (WayKind::Motorway, &coast),
            (WayKind::Motorway, &inland),
            (WayKind::Ring, &ring),
            (WayKind::Rail, &rail),
        ];
        for (kind, stops) in lines {
            let line = through(routes, stops, BROAD);
            network.ways.push(Way { kind, line });
        }
        network
    }

    /// Ties two places by a main road, or only what of it is not there yet.
    pub fn join(&mut self, routes: &Routes, from: Coord, to: Coord) {
        let line = routes.between(from, to, MAIN);
        let mut run: Vec<Coord> = Vec::new();
        let mut runs = Vec::new();
        for point in line.0 {
            match self.nearest(point).filter(|(far, _)| *far < 110.0) {
                // It runs into another: along that there is a way already.
                Some((_, on_it)) => {
                    if !run.is_empty() {
                        run.push(on_it);
                        runs.push(std::mem::take(&mut run));
                    }
                    run.push(on_it);
                    if run.len() == 1 {
                        continue;
                    }
                }
                None => run.push(point),
            }
        }
        runs.push(run);
        for run in runs {
            let length: f64 = run.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
            if run.len() > 1 && length > 160.0 {
                self.ways.push(Way { kind: WayKind::Main, line: LineString(run) });
            }
        }
    }

    /// The nearest position on a road, and how far it is.
    pub fn nearest(&self, at: Coord) -> Option<(f64, Coord)> {
        let roads = self.ways.iter().filter(|way| way.kind != WayKind::Rail);
        let positions = roads.flat_map(|way| way.line.lines()).map(|edge| {
            let (dx, dy) = (edge.end.x - edge.start.x, edge.end.y - edge.start.y);
            let square = (dx * dx + dy * dy).max(1e-9);
            let along = ((at.x - edge.start.x) * dx + (at.y - edge.start.y) * dy) / square;
            let along = along.clamp(0.0, 1.0);
            Coord { x: edge.start.x + along * dx, y: edge.start.y + along * dy }
        });
        positions.map(|on_it| (distance(at, on_it), on_it)).min_by(|a, b| a.0.total_cmp(&b.0))
    }
}

/// A way through several places, smooth where its parts meet.
fn through(routes: &Routes, stops: &[Coord], manner: Manner) -> LineString {
    let mut points: Vec<Coord> = Vec::new();
    for pair in stops.windows(2) {
        let part = routes.between(pair[0], pair[1], manner);
        // The stop itself would be a kink.
        points.pop();
        points.extend(part.0.into_iter().skip(usize::from(!points.is_empty())));
    }
    crate::routes::bent(&LineString(points))
}

/// Distance from the clearings of ways, metres, as far as it matters.
pub fn clearings<'a>(cells: &Grid, ways: impl IntoIterator<Item = &'a Way>) -> Grid {
    let mut grid = Grid { values: vec![FAR_M; cells.values.len()], ..*cells };
    for way in ways {
        grid.paint_line(&way.line, way.kind.cleared_m() / 2.0, 70.0);
    }
    grid
}

/// Farther than anything is looked for.
pub const FAR_M: f64 = 400.0;
