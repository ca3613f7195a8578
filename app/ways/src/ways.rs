//! What the worker does with a question. Pure: bytes and messages in, messages and bytes out.

mod export;
mod field;
mod firmness;

use geo::{Area, Coord, LineString, Polygon};
use geodata::connectivity::sensitivity::Run;
use geodata::connectivity::{
    GradedLinks, MOST_MENDED_PATCHES, Mending, TERRITORY_IN_TOWN_HA, mending, reach,
};
use geodata::crs::Projection;
use geodata::io::geotiff::read_grid;
use geodata::landscape::{
    Frame, Land, LandOverride, MOST_CELLS, NoData, RasterError, ResistanceGrid, top,
};
use geodata::links::{Crossing, GapLimits, Grade, LinkKind, OverLand, Route, corridors, crossings};
use geodata::progress::Progress;
use geodata::units::hectares;
use geodata::{Error, Habitat, Parameters};
use liito_worker::{
    Answer, Ask, Band, CrossingRow, Crossings, LandWork, Profile, ReachInfo, Reply, WAY_CELL_M,
    WayWish, WaysAsk, WaysReply,
};

use crate::plan::Planner;

/// What the worker holds.
#[derive(Default)]
pub struct Ways {
    place: Option<Place>,
    /// Those that were found last.
    routes: Vec<Route>,
    /// What was asked for.
    wish: Option<WayWish>,
    /// The network with other assumptions, so far.
    runs: Vec<Run>,
    planner: Planner,
}

/// Where ways are sought.
struct Place {
    habitat: Habitat,
    labels: Vec<String>,
    land: Land,
    /// A file that may be the grid.
    raster: Vec<u8>,
}

impl Ways {
    pub fn answer(&mut self, ask: Ask, bytes: &[u8], progress: &mut impl Progress) -> Answer {
        let Ask::OverLand(packed) = ask else { return (Reply::OtherVersion, None) };
        let Some(ask) = packed.unpack() else { return (Reply::OtherVersion, None) };
        match ask {
            WaysAsk::LoadLand => self.load(bytes).unwrap_or_else(failed),
            WaysAsk::LoadRaster => self.load_raster(bytes),
            WaysAsk::Ways(wish) => self.find(wish, progress).unwrap_or_else(failed),
            WaysAsk::Crossings { parameters, attributes_ha, count } => {
                self.crossings(&parameters, &attributes_ha, count).unwrap_or_else(failed)
            }
            WaysAsk::Export { what, parameters, attributes_ha } => {
                self.export(&what, &parameters, &attributes_ha).unwrap_or_else(failed)
            }
            WaysAsk::Grid => self.grid().unwrap_or_else(failed),
            WaysAsk::Profile { a, b } => (WaysReply::Profile(self.profile(a, b)).packed(), None),
            WaysAsk::FirmnessRuns { wish, runs } => {
                firmness::runs(self.place.as_ref(), &wish, runs).unwrap_or_else(failed)
            }
            WaysAsk::AddRuns { is_first } => self.add_runs(bytes, is_first),
            WaysAsk::Firmness { wish, count } => {
                firmness::firmness(self.place.as_ref(), &wish, &self.runs, count)
                    .unwrap_or_else(failed)
            }
            WaysAsk::Field(wish) => {
                field::field(self.place.as_ref(), &self.routes, &wish, bytes).unwrap_or_else(failed)
            }
            WaysAsk::Plan(packed) => match packed.unpack() {
                Some(ask) => self.planner.answer(ask, bytes, progress).unwrap_or_else(failed),
                None => (Reply::OtherVersion, None),
            },
            WaysAsk::Band { a, b, allowance } => {
                (WaysReply::Band(self.band((a, b), allowance)).packed(), None)
            }
        }
    }

    fn load(&mut self, bytes: &[u8]) -> Result<Answer, Error> {
        let Ok(work) = postcard::from_bytes::<LandWork>(bytes) else {
            return Ok((Reply::OtherVersion, None));
        };
        let LandWork { shapes, labels, working_crs, layers } = work;
        let habitat = Habitat::from_shapes(shapes, working_crs).with_labels(&labels);
        let overrides = vec![LandOverride::default(); layers.len()];
        let land = Land::from_layers(&layers, &overrides, &habitat)?;
        self.place = Some(Place { habitat, labels, land, raster: Vec::new() });
        self.routes.clear();
        Ok((Reply::Done, None))
    }

    fn load_raster(&mut self, bytes: &[u8]) -> Answer {
        let Some(place) = &mut self.place else { return (Reply::OtherVersion, None) };
        place.raster = bytes.to_vec();
        (Reply::Done, None)
    }

    fn find(&mut self, wish: WayWish, progress: &mut impl Progress) -> Result<Answer, Error> {
        let Some(place) = &self.place else {
            return Ok((Reply::OtherVersion, None));
        };
        if wish.kind == LinkKind::Euclidean {
            return Ok((Reply::OtherVersion, None));
        }
        let routes = place.routes(&wish, WAY_CELL_M, progress)?;
        let bytes = postcard::to_allocvec(&routes).ok();
        self.routes = routes;
        self.wish = Some(wish);
        Ok((Reply::Bytes, bytes))
    }

    fn add_runs(&mut self, bytes: &[u8], is_first: bool) -> Answer {
        if is_first {
            self.runs.clear();
        }
        let Ok(runs) = postcard::from_bytes::<Vec<Run>>(bytes) else {
            return (Reply::OtherVersion, None);
        };
        self.runs.extend(runs);
        (Reply::Done, None)
    }

    fn crossings(
        &self,
        parameters: &Parameters,
        attributes_ha: &[f64],
        count: usize,
    ) -> Result<Answer, Error> {
        let Some(place) = &self.place else { return Ok((Reply::OtherVersion, None)) };
        let graded = parameters.graded()?;
        let limits = graded.limits;
        let grade_of = |grade| self.routes.iter().filter(|r| r.grade(&limits) == grade).count();
        let reach = reach(&self.routes, attributes_ha, &limits).map(|reach| ReachInfo {
            grade: reach.grade,
            metapatches: reach.areas_ha.len(),
            largest_ha: reach.areas_ha.iter().copied().fold(0.0, f64::max),
            territories: reach.territories(TERRITORY_IN_TOWN_HA),
            share_in_territories: reach.share_in_territories(TERRITORY_IN_TOWN_HA),
        });
        let (places, gains) = self.mended(attributes_ha, &graded);
        let ranked = ranked(&places, &gains);
        let to_degrees = Projection::from_working(place.habitat.working_crs())?;
        let rows = ranked.iter().take(count).filter_map(|(crossing, mending)| {
            self.row(place, &to_degrees, (crossing, mending), &limits)
        });
        let rows = rows.collect();
        let grades = Grade::ALL.map(grade_of);
        let near_edge = place.land.near_edge(&place.habitat, parameters.distance_m);
        let found = Crossings { rows, all: places.len(), reach: reach.into(), near_edge, grades };
        Ok((WaysReply::Crossings(found).packed(), None))
    }

    /// Where links fail, and what mending each place would give.
    fn mended(&self, attributes_ha: &[f64], graded: &GradedLinks) -> (Vec<Crossing>, Vec<Mending>) {
        let places = crossings(&self.routes, &graded.limits);
        // Without room for all pairs they are told by their width alone.
        let gains = if attributes_ha.len() <= MOST_MENDED_PATCHES {
            mending(&self.routes, &places, attributes_ha, graded).1
        } else {
            vec![Mending { gain_ha: 0.0, gain_percent: 0.0, better_links: 0 }; places.len()]
        };
        (places, gains)
    }

    fn row(
        &self,
        place: &Place,
        to_degrees: &Projection,
        (crossing, mending): (&Crossing, &Mending),
        limits: &GapLimits,
    ) -> Option<CrossingRow> {
        let degrees = |at: Coord| to_degrees.project(at).ok().map(|Coord { x, y }| (x, y));
        let links = crossing.gaps.iter().map(|(link, _)| &self.routes[*link]);
        let mut patches: Vec<u32> = links.flat_map(|route| [route.a, route.b]).collect();
        patches.sort_unstable();
        patches.dedup();
        let label = |patch: u32| place.labels.get(patch as usize).cloned();
        Some(CrossingRow {
            middle: degrees(crossing.middle)?,
            ends: [degrees(crossing.gap.from)?, degrees(crossing.gap.to)?],
            width_m: crossing.gap.width_m,
            grade: crossing.gap.grade(limits),
            parts: crossing.gap.parts.iter().map(|part| (part.ground, part.length_m)).collect(),
            gain_ha: mending.gain_ha,
            gain_percent: mending.gain_percent,
            links: crossing.gaps.chunk_by(|p, q| p.0 == q.0).count(),
            patches: patches.into_iter().filter_map(label).collect(),
        })
    }

    /// The link between two patches.
    fn route(&self, (a, b): (u32, u32)) -> Option<&Route> {
        let ends = (a.min(b), a.max(b));
        let found = self.routes.binary_search_by_key(&ends, |route| (route.a, route.b));
        self.routes.get(found.ok()?)
    }

    fn band(&self, ends: (u32, u32), allowance: f64) -> Option<Band> {
        let place = self.place.as_ref()?;
        let habitat = &place.habitat;
        let wish = self.wish.as_ref().filter(|wish| wish.kind == LinkKind::LeastCost)?;
        let route = self.route(ends)?;
        let grid = place.grid(wish, WAY_CELL_M).ok()?;
        let band = corridors(habitat, &grid, &[route], allowance, &mut ()).pop()?;
        let to_degrees = Projection::from_working(habitat.working_crs()).ok()?;
        let degrees = |at: &Coord| to_degrees.project(*at).ok().map(|Coord { x, y }| (x, y));
        let ring = |ring: &LineString| ring.0.iter().map(degrees).collect::<Option<Vec<_>>>();
        let polygon = |polygon: &Polygon| {
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            rings.map(ring).collect::<Option<Vec<_>>>()
        };
        Some(Band {
            ends: (band.a, band.b),
            polygons: band.polygons.iter().map(polygon).collect::<Option<_>>()?,
            area_ha: hectares(band.polygons.unsigned_area()),
        })
    }

    fn profile(&self, a: u32, b: u32) -> Option<Profile> {
        let place = self.place.as_ref()?;
        let route = self.route((a, b))?;
        let ends = (route.a, route.b);
        let stretches = place.land.along(&route.line);
        let mut profile: Vec<(f64, f64, geodata::landscape::Ground)> = Vec::new();
        for stretch in stretches {
            let ground = top(stretch.groups);
            match profile.last_mut() {
                Some(last) if last.2 == ground => last.1 = stretch.to_m,
                _ => profile.push((stretch.from_m, stretch.to_m, ground)),
            }
        }
        Some(Profile { ends, length_m: route.length_m, stretches: profile })
    }
}

/// Crossings by what mending them gives; of those that give as much, the widest first.
fn ranked<'a>(places: &'a [Crossing], gains: &'a [Mending]) -> Vec<(&'a Crossing, &'a Mending)> {
    let mut ranked: Vec<(&Crossing, &Mending)> = places.iter().zip(gains).collect();
    ranked.sort_by(|p, q| q.1.gain_ha.total_cmp(&p.1.gain_ha));
    ranked
}

impl Place {
    /// Links over the land, sorted by their patches.
    fn routes(
        &self,
        wish: &WayWish,
        cell_m: f64,
        progress: &mut impl Progress,
    ) -> Result<Vec<Route>, Error> {
        let Self { habitat, land, .. } = self;
        let WayWish { kind, max_link_m, limits, .. } = *wish;
        let wanted = OverLand { kind, max_link_m, limits };
        wanted.between_neighbours((habitat, land), || self.grid(wish, cell_m), progress)
    }

    /// The grid that least-cost links go over: a file's, or one of the land.
    fn grid(&self, wish: &WayWish, cell_m: f64) -> Result<ResistanceGrid, Error> {
        let Self { habitat, land, raster, .. } = self;
        let Some(kind) = wish.raster else {
            let frame = Frame::new(&land.extent(habitat), cell_m, MOST_CELLS)?;
            return Ok(ResistanceGrid::new(
                land,
                frame,
                &wish.resistance,
                NoData::Unknown,
                &mut (),
            ));
        };
        let (crs, no_data) = (habitat.working_crs(), NoData::Unknown);
        let grid = read_grid(raster, kind, crs, &wish.resistance, no_data)?;
        if grid.is_beneath(habitat) { Ok(grid) } else { Err(RasterError::Elsewhere.into()) }
    }
}

fn failed(error: Error) -> Answer {
    (Reply::Failed(error), None)
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, Rect};
    use geodata::landscape::Resistance;
    use geodata::model::LayerRole;
    use geodata::{Crs, ReadOptions, WorkingCrs, read_layer};
    use liito_worker::ExportKind;

    use super::*;

    fn rect(x: f64, width: f64) -> MultiPolygon {
        let y = 6_680_000.0;
        MultiPolygon(vec![Rect::new((x, y), (x + width, y + 100.0)).to_polygon()])
    }

    /// Two patches with a stand between them, 30 m and 40 m of nothing on its sides.
    fn loaded() -> Ways {
        let crs = Crs::from_name("EPSG:3879").unwrap();
        let x = 25_490_000.0;
        let (west, east, south, north) = (x + 130.0, x + 160.0, 6_680_000.0, 6_680_100.0);
        let text = format!(
            r#"{{"type":"Polygon","coordinates":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}"#
        );
        let options = ReadOptions { input_crs: Some(crs), ..ReadOptions::default() };
        let mut layer = read_layer(text.as_bytes(), "puusto", &options).unwrap().layer;
        layer.role = LayerRole::TreeCover;
        let work = LandWork {
            shapes: vec![rect(x, 100.0), rect(x + 200.0, 100.0)],
            labels: vec!["a".into(), "b".into()],
            working_crs: WorkingCrs::from_crs(crs).unwrap(),
            layers: vec![layer],
        };
        let mut ways = Ways::default();
        let bytes = postcard::to_allocvec(&work).unwrap();
        assert_eq!(ways.answer(WaysAsk::LoadLand.packed(), &bytes, &mut ()), (Reply::Done, None));
        ways
    }

    /// Links of a kind, and nothing else asked.
    fn wish(kind: LinkKind) -> WayWish {
        WayWish {
            kind,
            max_link_m: None,
            limits: GapLimits::default(),
            resistance: Resistance::default(),
            raster: None,
        }
    }

    #[test]
    fn gaps_crossings_and_the_grid_can_be_saved() {
        let mut ways = loaded();
        let wish = wish(LinkKind::Glide);
        let parameters = Parameters { kind: LinkKind::Glide, ..Parameters::default() };
        ways.answer(WaysAsk::Ways(wish).packed(), &[], &mut ());
        let what = vec![ExportKind::Gaps, ExportKind::Crossings];
        let ask = WaysAsk::Export { what, parameters, attributes_ha: vec![1.0, 1.0] };
        let (reply, bytes) = ways.answer(ask.packed(), &[], &mut ());
        assert_eq!(reply, Reply::Bytes);
        let layers: Vec<geodata::Layer> = postcard::from_bytes(&bytes.unwrap()).unwrap();
        let counts: Vec<usize> = layers.iter().map(|layer| layer.features.len()).collect();
        assert_eq!(counts, [2, 1], "30 m are glided over, 40 m are not");
        let names = layers[0].columns.iter().position(|column| column.name == "patch_a").unwrap();
        assert_eq!(*layers[0].features[0].value(names), geodata::model::Value::Text("a".into()));
        let (_, grid) = ways.answer(WaysAsk::Grid.packed(), &[], &mut ());
        assert!(grid.unwrap().starts_with(b"II*"), "a GeoTIFF");
    }

    /// An answer of its own.
    fn own(ways: &mut Ways, ask: &WaysAsk) -> Option<WaysReply> {
        WaysReply::of(&ways.answer(ask.packed(), &[], &mut ()).0)
    }

    #[test]
    fn ways_their_profile_and_where_they_fail() {
        let mut ways = loaded();
        for kind in [LinkKind::Glide, LinkKind::LeastCost] {
            let wish = wish(kind);
            let (reply, bytes) = ways.answer(WaysAsk::Ways(wish).packed(), &[], &mut ());
            assert_eq!(reply, Reply::Bytes);
            let routes: Vec<Route> = postcard::from_bytes(&bytes.unwrap()).unwrap();
            assert_eq!(routes.len(), 1);
            assert_eq!(routes[0].grade(&GapLimits::default()), Grade::Weak);
            let Some(WaysReply::Profile(Some(profile))) =
                own(&mut ways, &WaysAsk::Profile { a: 1, b: 0 })
            else {
                panic!()
            };
            assert!((profile.length_m - 100.0).abs() < 1.0);
            assert_eq!(profile.stretches.len(), 3);
            // Bands are of the costs that a link went by.
            if kind == LinkKind::LeastCost {
                let ask = WaysAsk::Band { a: 1, b: 0, allowance: 0.1 };
                let Some(WaysReply::Band(Some(band))) = own(&mut ways, &ask) else { panic!() };
                assert_eq!(band.ends, (0, 1));
                // As long as the link, and no wider than the patches.
                assert!(band.area_ha > 0.1 && band.area_ha < 1.3, "{}", band.area_ha);
            }
            let attributes_ha = vec![1.0, 1.0];
            let parameters = Parameters::default();
            let ask = WaysAsk::Crossings { parameters, attributes_ha, count: 1 };
            let Some(WaysReply::Crossings(found)) = own(&mut ways, &ask) else { panic!() };
            assert_eq!((found.all, found.rows.len(), found.grades), (1, 1, [0, 1, 0, 0]));
            assert_eq!(found.rows[0].patches, ["a", "b"]);
            // So near to each other the two gaps are one place: mended, the link is good.
            let ec_ha = |p: f64| (2.0 + 2.0 * p).sqrt();
            let p = Parameters::default().kernel().unwrap().probability_at(100.0);
            assert!((found.rows[0].gain_ha - (ec_ha(p) - ec_ha(p / 2.0))).abs() < 0.01);
            let metapatches: Vec<usize> = found.reach.iter().map(|r| r.metapatches).collect();
            assert_eq!(metapatches, [2, 1, 1]);
        }
    }

    #[test]
    fn without_land_nothing_is_understood() {
        let wish = wish(LinkKind::Glide);
        assert_eq!(
            Ways::default().answer(WaysAsk::Ways(wish).packed(), &[], &mut ()).0,
            Reply::OtherVersion
        );
    }
}
