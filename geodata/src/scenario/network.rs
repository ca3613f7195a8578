//! The network of a scene: links by one rule, and what they are worth.

use std::collections::BTreeMap;

use geo::Coord;
use serde::{Deserialize, Serialize};

use super::{PatchId, Scene, Side};
use crate::Error;
use crate::connectivity::sensitivity::Draw;
use crate::connectivity::{Analysis, Indices, Parameters};
use crate::geometry::nearest_patches;
use crate::landscape::{Frame, MOST_CELLS, NoData, Resistance, ResistanceGrid};
use crate::links::{
    Glide, GlideMemory, GlidesBefore, Grade, LeastCost, LinkKind, Route, Topology,
    glide_links_again, least_cost_links,
};
use crate::progress::Progress;

/// How links are found. The same rule for the present and for every scenario, so that what
/// differs is what the plan does. Links know the land: straight ones are taken for glides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// What is asked of a run: kind and topology of the links, kernel, grading.
    pub parameters: Parameters,
    /// What ground costs.
    pub resistance: Resistance,
    /// Width of the cells of the grid, metres.
    pub cell_m: f64,
    /// Longest glide, metres.
    pub most_glide_m: f64,
}

/// The links of a scene, and the indices of its network.
#[derive(Debug)]
pub struct Network {
    /// The ways, sorted by their patches. Those of mended links have no gaps.
    pub routes: Vec<Route>,
    /// Indices; `None` where nothing is left.
    pub indices: Option<Indices>,
    /// What a run over much the same land can take over; glides have it.
    memory: Option<GlideMemory>,
}

impl Rule {
    /// The same with the assumptions of a draw.
    #[must_use]
    pub fn with(&self, draw: &Draw) -> Self {
        let mut rule = self.clone();
        rule.parameters.grading.limits = draw.limits;
        rule.parameters.grading.factors = draw.factors;
        rule.parameters.distance_m *= draw.distance_factor;
        rule.resistance = draw.resistance.clone();
        rule
    }

    /// The network of a scene.
    ///
    /// # Errors
    /// [`Error`] where the parameters have no meaning or the grid does not fit into memory.
    pub fn network(&self, scene: &Scene, progress: &mut impl Progress) -> Result<Network, Error> {
        self.network_after(scene, None, progress)
    }

    /// The same, where the network of the present is known: only what lies near to what
    /// differs is sought again.
    ///
    /// # Errors
    /// As [`Rule::network`].
    pub fn network_after(
        &self,
        scene: &Scene,
        before: Option<&Side>,
        progress: &mut impl Progress,
    ) -> Result<Network, Error> {
        let (mut routes, memory) = self.routes(scene, before, progress)?;
        apply_links(scene, &mut routes);
        if scene.habitat.patches().is_empty() {
            return Ok(Network { routes, indices: None, memory });
        }
        let graded = self.parameters.graded()?;
        let links = routes.iter().filter_map(|route| graded.link(route)).collect();
        let analysis = Analysis::new(links, scene.attributes_ha.clone(), &self.parameters)?;
        Ok(Network { routes, indices: Some(analysis.indices), memory })
    }

    /// The glides that are sought.
    pub(super) fn glides(&self) -> Glide {
        let Parameters { topology, max_link_m, ref grading, .. } = self.parameters;
        let most_m = max_link_m.unwrap_or(self.most_glide_m);
        Glide { topology, most_m, limits: grading.limits }
    }

    fn routes(
        &self,
        scene: &Scene,
        before: Option<&Side>,
        progress: &mut impl Progress,
    ) -> Result<(Vec<Route>, Option<GlideMemory>), Error> {
        let Scene { habitat, land, .. } = scene;
        let Parameters { kind, max_link_m, .. } = self.parameters;
        let (mut routes, memory) = match kind {
            LinkKind::LeastCost => {
                let frame = Frame::new(&land.extent(habitat), self.cell_m, MOST_CELLS)?;
                let no_data = NoData::Unknown;
                let grid = ResistanceGrid::new(land, frame, &self.resistance, no_data, progress);
                let most_cost = f64::INFINITY;
                let wanted = LeastCost { topology: Topology::Planar, is_exact: false, most_cost };
                (least_cost_links(habitat, land, &grid, &wanted, progress), None)
            }
            LinkKind::Glide | LinkKind::Euclidean => {
                let wanted = self.glides();
                let known = before.and_then(Side::glides);
                let (routes, memory) = glide_links_again(habitat, land, &wanted, known, progress);
                (routes, Some(memory))
            }
        };
        routes.retain(|route| max_link_m.is_none_or(|most| route.length_m <= most));
        Ok((routes, memory))
    }
}

/// Takes out links that the edits cut, and makes those good that they mend.
fn apply_links(scene: &Scene, routes: &mut Vec<Route>) {
    let mut wanted: BTreeMap<(PatchId, PatchId), bool> = BTreeMap::new();
    for ((a, b), is_mended) in &scene.links {
        wanted.insert((*a.min(b), *a.max(b)), *is_mended);
    }
    if wanted.is_empty() {
        return;
    }
    let origin = |patch: u32| scene.origins.get(patch as usize).copied();
    let wish = |a: u32, b: u32| {
        let (a, b) = (origin(a)?, origin(b)?);
        wanted.get(&(a.min(b), a.max(b))).copied()
    };
    routes.retain(|route| wish(route.a, route.b) != Some(false));
    for route in routes.iter_mut().filter(|route| wish(route.a, route.b) == Some(true)) {
        route.gaps.clear();
    }
    let mended = wanted.iter().filter(|(_, is_mended)| **is_mended).map(|(pair, _)| *pair);
    for (from, to) in mended {
        let is_there = routes.iter().any(|route| {
            let ends = (origin(route.a), origin(route.b));
            ends == (Some(from), Some(to)) || ends == (Some(to), Some(from))
        });
        if !is_there {
            routes.extend(straight(scene, from, to));
        }
    }
    routes.sort_by_key(|route| (route.a, route.b));
}

/// A link without gaps between what is left of two patches, straight.
fn straight(scene: &Scene, from: PatchId, to: PatchId) -> Option<Route> {
    let of = |wanted: PatchId| {
        let numbered = (0u32..).zip(&scene.origins).zip(scene.habitat.patches());
        numbered
            .filter(move |((_, origin), _)| **origin == wanted)
            .map(|((n, _), patch)| (n, patch))
    };
    let mut best: Option<(f64, (u32, u32), Vec<Coord>)> = None;
    for (p, patch) in of(from) {
        for (q, other) in of(to) {
            let nearest = nearest_patches(patch.shape(), other.shape(), f64::INFINITY);
            let Some(nearest) = nearest else { continue };
            if best.as_ref().is_none_or(|(known, ..)| nearest.distance_m < *known) {
                let (ends, line) = if p < q {
                    ((p, q), vec![nearest.from, nearest.to])
                } else {
                    ((q, p), vec![nearest.to, nearest.from])
                };
                best = Some((nearest.distance_m, ends, line));
            }
        }
    }
    let (distance_m, ends, line) = best?;
    let route = Route::new(ends, distance_m, line, &scene.land);
    Some(Route { gaps: Vec::new(), ..route })
}

impl Side {
    /// What another run over much the same land can take over: nothing where edits to the
    /// network itself have changed its links.
    pub(super) fn glides(&self) -> Option<GlidesBefore<'_>> {
        let Self { scene, network } = self;
        let memory = network.memory.as_ref().filter(|_| scene.links.is_empty())?;
        Some(GlidesBefore { memory, land: &scene.land, routes: &network.routes })
    }
}

impl Network {
    /// Without what another run could take over: it needs as much room as the land.
    #[must_use]
    pub fn without_memory(mut self) -> Self {
        self.memory = None;
        self
    }

    /// EC(PC), hectares; 0 where nothing is left.
    #[must_use]
    pub fn ec_pc_ha(&self) -> f64 {
        self.indices.map_or(0.0, |indices| indices.ec_pc_ha)
    }

    /// Links of each grade.
    #[must_use]
    pub fn grades(&self, rule: &Rule) -> [usize; 4] {
        let limits = rule.parameters.grading.limits;
        Grade::ALL.map(|grade| self.routes.iter().filter(|r| r.grade(&limits) == grade).count())
    }
}
