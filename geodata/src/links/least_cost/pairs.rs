//! Links from a search of each patch: true costs.

use std::collections::BTreeMap;
use std::ops::Range;

use super::planar::path_to;
use super::seeds::Seeds;
use crate::landscape::{Cell, CostSurface, Land, ResistanceGrid};
use crate::links::Route;
use crate::links::route::way;
use crate::model::Habitat;
use crate::parallel;
use crate::progress::Progress;

/// Patches whose searches share the memory of one surface, at the least.
const LEAST_SHARE: usize = 16;

/// Shares of the work at the most: each takes the memory of a surface while it lasts.
const MOST_SHARES: usize = 8;

/// All pairs up to a cost.
pub(super) fn within(
    habitat: &Habitat,
    land: &Land,
    grid: &ResistanceGrid,
    seeds: &Seeds,
    most_cost: f64,
    progress: &mut impl Progress,
) -> Vec<Route> {
    let wanted = vec![Wanted::Within(most_cost); habitat.patches().len()];
    search_all(habitat, land, grid, seeds, &wanted, progress)
}

/// These pairs, each no dearer than its bound.
pub(super) fn of(
    habitat: &Habitat,
    land: &Land,
    grid: &ResistanceGrid,
    seeds: &Seeds,
    pairs: &[((u32, u32), f64)],
    progress: &mut impl Progress,
) -> Vec<Route> {
    let mut targets: Vec<BTreeMap<u32, f64>> = vec![BTreeMap::new(); habitat.patches().len()];
    for ((a, b), bound) in pairs {
        targets[*a as usize].insert(*b, *bound);
    }
    let wanted: Vec<Wanted> = targets.into_iter().map(Wanted::These).collect();
    search_all(habitat, land, grid, seeds, &wanted, progress)
}

/// What the search from a patch looks for: patches with higher numbers.
#[derive(Debug, Clone)]
enum Wanted {
    /// All up to a cost.
    Within(f64),
    /// These, with bounds of their costs.
    These(BTreeMap<u32, f64>),
}

fn search_all(
    habitat: &Habitat,
    land: &Land,
    grid: &ResistanceGrid,
    seeds: &Seeds,
    wanted: &[Wanted],
    progress: &mut impl Progress,
) -> Vec<Route> {
    let mut by_patch: Vec<Vec<Cell>> = vec![Vec::new(); wanted.len()];
    for (cell, patch) in seeds.owners() {
        by_patch[*patch as usize].push(*cell);
    }
    let size = wanted.len().div_ceil(MOST_SHARES).max(LEAST_SHARE);
    let shares: Vec<Range<usize>> = (0..wanted.len())
        .step_by(size)
        .map(|start| start..(start + size).min(wanted.len()))
        .collect();
    let mut routes = Vec::new();
    let mut done = 0;
    parallel::in_order(
        shares.len(),
        |share| {
            let mut surface = CostSurface::new(grid);
            let mut found = Vec::new();
            for a in shares[share].clone() {
                let ends = search(&mut surface, seeds, a, &by_patch[a], &wanted[a]);
                for (b, cost, end) in &ends.found {
                    let patches = (&habitat.patches()[a], &habitat.patches()[*b as usize]);
                    let line = way(&path_to(&surface, *end), patches, land, grid);
                    found.push(Route::new((number(a), *b), *cost, line, land));
                }
                surface.clear(&ends.touched);
            }
            found
        },
        |share| {
            routes.extend(share);
            done += 1;
            progress.report(done, shares.len());
        },
    );
    routes
}

/// Where a search from a patch reached others, and the cells that it touched.
struct Ends {
    found: Vec<(u32, f64, Cell)>,
    touched: Vec<Cell>,
}

fn search(
    surface: &mut CostSurface<'_>,
    seeds: &Seeds,
    a: usize,
    own: &[Cell],
    wanted: &Wanted,
) -> Ends {
    let limit = match wanted {
        Wanted::Within(cost) => *cost,
        Wanted::These(targets) if targets.is_empty() => {
            return Ends { found: Vec::new(), touched: Vec::new() };
        }
        Wanted::These(targets) => targets.values().copied().fold(0.0, f64::max),
    };
    let source = number(a);
    let placed: Vec<Cell> =
        own.iter().copied().filter(|cell| surface.add_source(*cell, source)).collect();
    // The first cell of a patch within a bucket need not be its cheapest: the least counts.
    let mut reached: BTreeMap<u32, (f64, Cell)> = BTreeMap::new();
    let mut open = match wanted {
        Wanted::Within(_) => usize::MAX,
        Wanted::These(targets) => targets.len(),
    };
    let width = surface.bucket_width();
    let mut end = f64::INFINITY;
    let touched = surface.spread(&placed, limit, |cell, cost| {
        if cost > end {
            return false;
        }
        let Some(patch) = seeds.owner(cell).filter(|patch| *patch > source) else { return true };
        if let Wanted::These(targets) = wanted
            && !targets.contains_key(&patch)
        {
            return true;
        }
        match reached.get_mut(&patch) {
            Some(known) if (cost, cell) < *known => *known = (cost, cell),
            Some(_) => {}
            None => {
                reached.insert(patch, (cost, cell));
                open -= 1;
                if open == 0 {
                    // All that is cheaper is no more than a bucket away.
                    end = cost + width;
                }
            }
        }
        true
    });
    let found = reached.into_iter().map(|(patch, (cost, cell))| (patch, cost, cell)).collect();
    Ends { found, touched }
}

#[expect(clippy::cast_possible_truncation, reason = "patches are numbered in u32")]
fn number(patch: usize) -> u32 {
    patch as u32
}
