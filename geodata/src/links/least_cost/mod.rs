//! Least-cost links: the cheapest ways over a grid of resistance.
//!
//! Every cell whose middle lies in a patch is a source of it; of patches that overlap the
//! one with the lower number has the cell, and a patch too small for any has that in its
//! inside. Patches that touch or overlap are linked at no cost.
//!
//! *Planar* links come from one search from all patches at once. It gives each cell's
//! cost and its nearest patch, the basin, and so for each two basins that touch the least
//! cost over paths inside the two: an upper bound of the true one. The minimum spanning
//! tree of all true costs is among them, and with it the parts at any cost (Aurenhammer's
//! argument for Voronoi diagrams holds for any metric; used for patch graphs by Fall,
//! Fortin, Manseau and O'Brien 2007, doi:10.1007/s10021-007-9038-7).
//!
//! *Exact* costs of those pairs, and *complete* links up to a cost, take a search from
//! each patch, through other patches too.

mod corridors;
mod pairs;
mod planar;
mod seeds;

use super::{Route, Topology};
use crate::landscape::{Land, ResistanceGrid};
use crate::model::Habitat;
use crate::progress::Progress;
pub use corridors::{Corridor, corridors};
use seeds::Seeds;

/// Which least-cost links are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeastCost {
    /// Neighbours, or all pairs up to `most_cost`.
    pub topology: Topology,
    /// True costs for neighbours too, each from a search of its own.
    pub is_exact: bool,
    /// Dearer links are not made. Complete links cost at most this.
    pub most_cost: f64,
}

/// Least-cost links, sorted by `(a, b)`, `a < b`, with their lines and gaps.
///
/// Work is shared among threads patch by patch, and the result does not depend on how.
#[must_use]
pub fn least_cost_links(
    habitat: &Habitat,
    land: &Land,
    grid: &ResistanceGrid,
    wanted: &LeastCost,
    progress: &mut impl Progress,
) -> Vec<Route> {
    let seeds = Seeds::new(habitat, grid);
    let mut routes = match wanted.topology {
        Topology::Complete => {
            pairs::within(habitat, land, grid, &seeds, wanted.most_cost, progress)
        }
        Topology::Planar if wanted.is_exact => {
            let pairs = planar::costs(grid, &seeds);
            pairs::of(habitat, land, grid, &seeds, &pairs, progress)
        }
        Topology::Planar => planar::links(habitat, land, grid, &seeds, progress),
    };
    routes.extend(seeds.joined(habitat, land));
    routes.retain(|route| route.cost <= wanted.most_cost);
    routes.sort_by(|p, q| (p.a, p.b).cmp(&(q.a, q.b)).then(p.cost.total_cmp(&q.cost)));
    routes.dedup_by_key(|route| (route.a, route.b));
    routes
}
