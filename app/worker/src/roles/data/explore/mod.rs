//! Explore: answers for people who live there, over all layers.

mod feature;
mod in_view;
mod line;
mod measure;

use geo::Coord;
use geodata::crs::{Extent, Projection};
use geodata::nearby::{Nature, NearbyIndex, Place, SQUARE_M, Wanted, squares};
use geodata::search::{SearchIndex, positions};
use geodata::{Crs, Error, Layer, WorkingCrs};
use liito_worker::{
    Answer, Degrees, ExploreAsk, ExploreReply, FeatureLine, LonLatBounds, NearInfo, Packed, Reply,
    SquareInfo,
};

use super::{Data, bounds, to_bounds};

/// So many times as many are looked for as are told, since several may have one name.
const SAME_NAME: usize = 8;

/// What answers are looked up in; made when first asked for.
#[derive(Default)]
pub struct Explore {
    nearby: Option<NearbyIndex>,
    search: Option<SearchIndex>,
}

impl Data {
    /// Other layers are open.
    pub(super) fn forget_explored(&mut self) {
        self.explore = Explore::default();
    }

    /// Answers a question of Explore.
    pub(super) fn explore(&mut self, ask: &Packed) -> Result<Answer, Error> {
        let Some(ask) = ask.unpack::<ExploreAsk>() else { return Ok((Reply::OtherVersion, None)) };
        self.know_where_all_lies()?;
        let reply = match ask {
            ExploreAsk::Search { text, from, most } => match self.typed_position(&text)? {
                Some(at) => ExploreReply::Position(at),
                None => self.found(&text, from, most),
            },
            ExploreAsk::Near { at, most } => ExploreReply::Near(self.near(at, most)),
            ExploreAsk::At { at, tolerance_m } => {
                let place = self.places_at(at, tolerance_m).first().copied();
                ExploreReply::Feature(place.and_then(|place| self.feature(place)).map(Box::new))
            }
            ExploreAsk::Feature(place) => ExploreReply::Feature(self.feature(place).map(Box::new)),
            ExploreAsk::Squares => ExploreReply::Squares(self.squares()?),
            ExploreAsk::InView { bounds, natures, years, text, most } => {
                let years = years.map(|(first, last)| first..=last);
                self.in_view(bounds, &Wanted { natures, years }, &text, most)
            }
            ExploreAsk::Years(natures) => ExploreReply::Years(self.years(&natures)),
            ExploreAsk::Measure(points) => ExploreReply::Measured(self.measure(&points)),
        };
        Ok((Reply::Explored(Packed::of(&reply)), None))
    }

    /// All layers, those of patches first.
    fn explored(&self) -> Vec<&Layer> {
        self.habitats.layers().iter().chain(self.surroundings.layers()).collect()
    }

    fn know_where_all_lies(&mut self) -> Result<(), Error> {
        let known = self.explore.nearby.as_ref().map(NearbyIndex::working_crs);
        let wanted = match (self.working_crs, known) {
            (Some(working_crs), _) | (None, Some(working_crs)) => working_crs,
            (None, None) => self.system_for_all()?,
        };
        if known != Some(wanted) {
            self.explore.nearby = Some(NearbyIndex::new(&self.explored(), wanted)?);
        }
        Ok(())
    }

    /// The system to work in where there are no patches.
    fn system_for_all(&self) -> Result<WorkingCrs, Error> {
        let bounds = bounds(&self.explored())?;
        let extent = bounds.map_or(Extent::EMPTY, |bounds| Extent {
            min_x: bounds.west,
            min_y: bounds.south,
            max_x: bounds.east,
            max_y: bounds.north,
        });
        Ok(WorkingCrs::for_extent(&extent))
    }

    fn working_system(&self) -> Option<WorkingCrs> {
        self.explore.nearby.as_ref().map(NearbyIndex::working_crs)
    }

    /// A position in metres.
    fn metres(&self, (longitude, latitude): Degrees) -> Option<Coord> {
        let to_metres = Projection::to_working(Crs::WGS84, self.working_system()?).ok()?;
        to_metres.project(Coord { x: longitude, y: latitude }).ok()
    }

    /// The position that was typed, where it was one: of all readings the one nearest to the data.
    fn typed_position(&self, text: &str) -> Result<Option<Degrees>, Error> {
        let readings = positions(text);
        let layers = self.explored();
        let Some(bounds) = (if readings.is_empty() { None } else { bounds(&layers)? }) else {
            return Ok(readings.first().copied());
        };
        let middle =
            (f64::midpoint(bounds.west, bounds.east), f64::midpoint(bounds.south, bounds.north));
        let far = |at: &Degrees| (at.0 - middle.0).abs() + (at.1 - middle.1).abs();
        Ok(readings.into_iter().min_by(|a, b| far(a).total_cmp(&far(b))))
    }

    fn found(&mut self, text: &str, from: Option<Degrees>, most: usize) -> ExploreReply {
        if self.explore.search.is_none() {
            let index = SearchIndex::new(&self.explored());
            self.explore.search = Some(index);
        }
        let Some(search) = &self.explore.search else {
            return ExploreReply::Found { lines: Vec::new(), total: 0 };
        };
        let from = from.and_then(|from| self.metres(from));
        let distance = |place: Place| self.explore.nearby.as_ref()?.box_distance_m(place, from?);
        // Streets have many parts of one name.
        let found =
            search.search(text, SAME_NAME * most, |place| distance(place).unwrap_or(f64::INFINITY));
        let mut lines: Vec<FeatureLine> = Vec::new();
        for hit in &found.hits {
            let Some(line) = self.feature_line(hit.place) else { continue };
            let is_told =
                !line.names.is_empty() && lines.iter().any(|known| line::reads_alike(known, &line));
            if is_told || lines.len() == most {
                continue;
            }
            let matched = self.text_of(hit.place, hit.column);
            let is_name = |text: &String| line.names.iter().any(|(_, name)| name == text);
            let matched = matched.filter(|text| !is_name(text));
            lines.push(FeatureLine { matched, distance_m: distance(hit.place), ..line });
        }
        ExploreReply::Found { lines, total: found.total }
    }

    fn near(&self, at: Degrees, most: usize) -> Option<NearInfo> {
        let position = self.metres(at)?;
        let near = self.explore.nearby.as_ref()?.near_me(&self.explored(), position, most);
        let kinds = near.kinds.into_iter().map(|kind| {
            let lines = kind.nearest.iter().filter_map(|near| {
                let line = self.feature_line(near.place)?;
                let distance_m = Some(near.distance_m);
                Some(FeatureLine { distance_m, bearing_deg: near.bearing_deg, ..line })
            });
            (kind.nature, kind.within, lines.collect())
        });
        Some(NearInfo { at, green: near.green, kinds: kinds.collect() })
    }

    fn places_at(&self, at: Degrees, tolerance_m: f64) -> Vec<Place> {
        let found = self.explore.nearby.as_ref().zip(self.metres(at));
        found.map_or_else(Vec::new, |(nearby, position)| {
            let mut places = nearby.at(&self.explored(), position, tolerance_m);
            // A park is meant and not a tree in it, and either before the bare land.
            let by_kind = |place: &Place| match nearby.nature(*place) {
                Some(Nature::Wood) => 1,
                Some(_) => 0,
                None => 2,
            };
            geodata::order::sort_by_key(&mut places, by_kind);
            places
        })
    }

    fn squares(&self) -> Result<Vec<SquareInfo>, Error> {
        let Some(working_crs) = self.working_system() else { return Ok(Vec::new()) };
        let to_degrees = Projection::from_working(working_crs)?;
        let corners = |square: &geodata::nearby::Square| {
            let at = |(dx, dy): (f64, f64)| {
                let corner = square.corner + Coord { x: dx * SQUARE_M, y: dy * SQUARE_M };
                to_degrees.project(corner).ok().map(|at| (at.x, at.y))
            };
            let [a, b, c, d] = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(at);
            Some(SquareInfo { corners: [a?, b?, c?, d?], count: square.count })
        };
        Ok(squares(&self.explored(), working_crs)?.iter().filter_map(corners).collect())
    }

    /// Where a feature lies, in degrees.
    fn bounds_of(&self, place: Place) -> Option<LonLatBounds> {
        to_bounds(self.working_system()?, self.explore.nearby.as_ref()?.bounds(place)?)
    }
}
