//! Links between neighbours over the land, as the page finds them and a project keeps them.

use super::{
    GapLimits, Glide, LeastCost, LinkKind, MOST_GLIDE_M, Route, Topology, glide_links,
    least_cost_links,
};
use crate::landscape::{Land, ResistanceGrid};
use crate::model::Habitat;
use crate::progress::Progress;

/// Which links are sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OverLand {
    /// Of which kind; Euclidean ones know no land, and there are none.
    pub kind: LinkKind,
    /// Longest link, metres; of glides 2 km unless it says otherwise.
    pub max_link_m: Option<f64>,
    /// Up to where gaps are good, weak or critical.
    pub limits: GapLimits,
}

impl OverLand {
    /// Links between neighbours, sorted by their patches. `grid` gives what least-cost links go
    /// over, where it is needed.
    ///
    /// # Errors
    /// What `grid` says.
    pub fn between_neighbours<E>(
        &self,
        (habitat, land): (&Habitat, &Land),
        grid: impl FnOnce() -> Result<ResistanceGrid, E>,
        progress: &mut impl Progress,
    ) -> Result<Vec<Route>, E> {
        let Self { kind, max_link_m, limits } = *self;
        let topology = Topology::Planar;
        let mut routes = match kind {
            LinkKind::Glide => {
                let most_m = max_link_m.unwrap_or(MOST_GLIDE_M);
                glide_links(habitat, land, &Glide { topology, most_m, limits }, progress)
            }
            LinkKind::LeastCost => {
                let wanted = LeastCost { topology, is_exact: false, most_cost: f64::INFINITY };
                least_cost_links(habitat, land, &grid()?, &wanted, progress)
            }
            LinkKind::Euclidean => Vec::new(),
        };
        routes.retain(|route| max_link_m.is_none_or(|most| route.length_m <= most));
        Ok(routes)
    }
}
