//! Links that know the land: what the worker that finds them needs, and what it found.

use geo::Coord;
use geodata::links::{GapLimits, Route};
use geodata::model::LayerRole;
use geodata::{Habitat, Layer, Link, Parameters};
use liito_worker::{
    Answer, Ask, FieldWork, GapDetails, LandWork, LonLatBounds, PlanWork, Reply, WayDetails,
};

use super::{Data, failed, to_bounds};

impl Data {
    /// Answers what concerns links that know the land.
    pub(super) fn answer_of_ways(&mut self, ask: Ask, bytes: &[u8]) -> Answer {
        match ask {
            Ask::Land => self.land(),
            Ask::Present => self.present(),
            Ask::Surveyed => self.surveyed(),
            Ask::AddWays { parameters } => self.add_ways(&parameters, bytes),
            Ask::Attributes => self.attributes(),
            Ask::NearEdge(near_edge) => {
                self.near_edge = near_edge;
                (Reply::Done, None)
            }
            _ => (Reply::OtherVersion, None),
        }
    }

    /// All that is known of the land.
    fn land(&self) -> Answer {
        let Some(land) = self.land_work() else { return (Reply::OtherVersion, None) };
        (Reply::Land { layers: land.layers.len() }, postcard::to_allocvec(&land).ok())
    }

    /// The land, and what surveys and plans say.
    fn present(&self) -> Answer {
        let Some(land) = self.land_work() else { return (Reply::OtherVersion, None) };
        let layers = land.layers.len();
        let work = PlanWork { land, told: self.layers_of(&PlanWork::TOLD) };
        (Reply::Land { layers }, postcard::to_allocvec(&work).ok())
    }

    /// What surveys say of patches and connections.
    fn surveyed(&self) -> Answer {
        let patches = self.habitat.as_ref().map_or(&[][..], |habitat| habitat.patches());
        let work = FieldWork {
            is_occupied: patches.iter().map(|patch| patch.is_occupied).collect(),
            layers: self.layers_of(&[LayerRole::SurveyedConnection]),
        };
        (Reply::Bytes, postcard::to_allocvec(&work).ok())
    }

    fn land_work(&self) -> Option<LandWork> {
        let habitat = self.habitat.as_ref()?;
        Some(LandWork {
            shapes: habitat.shapes(),
            labels: habitat.patches().iter().map(|patch| patch.label.clone()).collect(),
            working_crs: habitat.working_crs(),
            layers: self.layers_of(&[
                LayerRole::TreeCover,
                LayerRole::LandCover,
                LayerRole::Barrier,
            ]),
        })
    }

    /// Layers that are used so.
    fn layers_of(&self, roles: &[LayerRole]) -> Vec<Layer> {
        let all = self.habitats.layers().iter().chain(self.surroundings.layers());
        all.filter(|layer| roles.contains(&layer.role)).cloned().collect()
    }

    /// Keeps ways and takes them for links. Cut ones are none.
    fn add_ways(&mut self, parameters: &Parameters, bytes: &[u8]) -> Answer {
        let Ok(routes) = postcard::from_bytes::<Vec<Route>>(bytes) else {
            return (Reply::OtherVersion, None);
        };
        let graded = match parameters.check().and_then(|()| parameters.graded()) {
            Ok(graded) => graded,
            Err(error) => return failed(error.into()),
        };
        self.forget_links();
        self.limits = graded.limits;
        self.links = routes.iter().filter_map(|route| graded.link(route)).collect();
        self.routes = routes;
        (Reply::Done, None)
    }

    /// What the patches of the run are worth.
    fn attributes(&self) -> Answer {
        let attributes = self.run.as_ref().map(|run| run.graphs.attributes_ha().to_vec());
        (Reply::Attributes(attributes.unwrap_or_default()), None)
    }

    /// The line that a link takes.
    pub(super) fn line_of(&self, link: &Link) -> Vec<Coord> {
        let route = route_of(&self.routes, link);
        route.map_or_else(|| vec![link.from, link.to], |route| route.line.clone())
    }
}

/// The way of a link, where it has one.
pub(super) fn route_of<'r>(routes: &'r [Route], link: &Link) -> Option<&'r Route> {
    let place = routes.binary_search_by_key(&(link.a, link.b), |route| (route.a, route.b));
    routes.get(place.ok()?)
}

/// The box round a line.
pub(super) fn bounds_of(line: &[Coord]) -> [f64; 4] {
    let all = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    line.iter().fold(all, |[min_x, min_y, max_x, max_y], at| {
        [min_x.min(at.x), min_y.min(at.y), max_x.max(at.x), max_y.max(at.y)]
    })
}

/// What the page tells of a way.
pub(super) fn way_details(habitat: &Habitat, route: &Route, limits: &GapLimits) -> WayDetails {
    let nowhere = LonLatBounds { west: 0.0, south: 0.0, east: 0.0, north: 0.0 };
    let gaps = route.gaps.iter().map(|gap| GapDetails {
        at_m: gap.at_m,
        width_m: gap.width_m,
        grade: gap.grade(limits),
        parts: gap.parts.iter().map(|part| (part.ground, part.length_m)).collect(),
        bounds: to_bounds(habitat.working_crs(), bounds_of(&[gap.from, gap.to])).unwrap_or(nowhere),
    });
    WayDetails { grade: route.grade(limits), cost: route.cost, gaps: gaps.collect() }
}
