//! What is near a place, against a look at every feature.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

use geo::{Area, BooleanOps, Contains, Coord, Distance, Euclidean, Geometry, Intersects, Point};
use geo::{LineString, MultiPolygon, Polygon, Rect};
use geodata::crs::Projection;
use geodata::model::{Column, ColumnKind, Feature, LayerRole, SourceCrs, Value};
use geodata::nearby::{Nature, NearbyIndex, Place, RADII_M, Wanted};
use geodata::{Crs, Layer, WorkingCrs};
use proptest::prelude::*;

/// About Espoo, in the system that the tests work in.
const MIDDLE: Coord = Coord { x: 25_480_000.0, y: 6_675_000.0 };
const MOST: usize = 3;

fn working() -> WorkingCrs {
    WorkingCrs::Epsg(Crs::from_epsg(3879).unwrap())
}

/// A layer of these shapes, kept in its own system.
fn layer(name: &str, role: LayerRole, kind: &str, epsg: u32, shapes: &[Geometry]) -> Layer {
    let crs = Crs::from_epsg(epsg).unwrap();
    let projection = Projection::from_to(Crs::from_epsg(3879).unwrap(), crs).unwrap();
    let feature = |(number, shape): (u32, &Geometry)| Feature {
        number,
        id: None,
        geometry: Some(projection.project_geometry(shape).unwrap()),
        values: vec![(0, Value::Text(kind.to_owned()))],
    };
    Layer {
        name: name.to_owned(),
        role,
        source_crs: SourceCrs::Given(crs),
        columns: vec![Column::new("kind", ColumnKind::Text)],
        features: (1..).zip(shapes).map(feature).collect(),
    }
}

/// Every kind of layer there is, each with its nature and whether it is told.
fn city(shapes: &[Vec<Geometry>; 5]) -> [(Layer, Option<Nature>); 5] {
    let [parks, woods, reserves, patches, seen] = shapes;
    [
        (layer("parks", LayerRole::Background, "park", 4326, parks), Some(Nature::Park)),
        (layer("trees", LayerRole::TreeCover, "trees", 3067, woods), Some(Nature::Wood)),
        (layer("land", LayerRole::LandCover, "reserve", 3879, reserves), Some(Nature::Reserve)),
        (layer("habitat", LayerRole::Habitat, "x", 4326, patches), Some(Nature::FlyingSquirrel)),
        (layer("seen", LayerRole::Observation, "park", 3067, seen), None),
    ]
}

fn square(x: f64, y: f64, side: f64) -> Polygon {
    Rect::new((x, y), (x + side, y + side)).to_polygon()
}

fn shape() -> impl Strategy<Value = Geometry> {
    let at = (-4000.0..4000.0, -4000.0..4000.0);
    (at, 5.0..900.0, 0..4).prop_map(|((dx, dy), size, kind)| {
        let (x, y) = (MIDDLE.x + dx, MIDDLE.y + dy);
        match kind {
            0 => Geometry::Point(Point::new(x, y)),
            1 => Geometry::LineString(LineString::from(vec![
                (x, y),
                (x + size, y + 0.3 * size),
                (x + size, y - size),
            ])),
            2 => {
                let mut hole =
                    square(x + 0.3 * size, y + 0.3 * size, 0.3 * size).exterior().clone();
                // As reading winds it: shells anticlockwise, holes the other way.
                hole.0.reverse();
                let shell = square(x, y, size).exterior().clone();
                Geometry::Polygon(Polygon::new(shell, vec![hole]))
            }
            _ => Geometry::MultiPolygon(MultiPolygon(vec![
                square(x, y, size),
                square(x + 1.5 * size, y, 0.5 * size),
            ])),
        }
    })
}

/// The shapes in metres, as they come out of their layer.
fn in_metres(layer: &Layer) -> Vec<Geometry> {
    let projection = Projection::to_working(layer.source_crs.crs(), working()).unwrap();
    let shape = |feature: &Feature| {
        projection.project_geometry(feature.geometry.as_ref().unwrap()).unwrap()
    };
    layer.features.iter().map(shape).collect()
}

fn areas(shape: &Geometry) -> Option<MultiPolygon> {
    match shape {
        Geometry::Polygon(polygon) => Some(MultiPolygon(vec![polygon.clone()])),
        Geometry::MultiPolygon(areas) => Some(areas.clone()),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_near_is_what_a_look_at_every_feature_finds(
        shapes in prop::array::uniform5(prop::collection::vec(shape(), 0..12)),
        (dx, dy) in (-800.0..800.0, -800.0..800.0),
    ) {
        let city = city(&shapes);
        let layers: Vec<&Layer> = city.iter().map(|(layer, _)| layer).collect();
        let index = NearbyIndex::new(&layers, working()).unwrap();
        let at = Coord { x: MIDDLE.x + dx, y: MIDDLE.y + dy };
        let near = index.near_me(&layers, at, MOST);

        let disc = disc(at, RADII_M[0]);
        let mut green = MultiPolygon(Vec::new());
        let mut trees = MultiPolygon(Vec::new());
        for (number, (layer, nature)) in (0..).zip(&city) {
            let Some(nature) = nature else { continue };
            let shapes = in_metres(layer);
            let mut all: Vec<(f64, Place)> = (0..)
                .zip(&shapes)
                .map(|(feature, shape)| {
                    let distance = Euclidean.distance(shape, &Geometry::Point(Point(at)));
                    (distance, Place { layer: number, feature })
                })
                .collect();
            all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            for area in shapes.iter().filter_map(areas) {
                green = green.union(&area);
                if *nature == Nature::Wood {
                    trees = trees.union(&area);
                }
            }
            let told = near.kinds.iter().find(|kind| kind.nature == *nature);
            let Some(told) = told else { prop_assert_eq!(*nature, Nature::Wood); continue };
            for (radius_m, within) in RADII_M.iter().zip(told.within) {
                prop_assert_eq!(all.iter().filter(|(d, _)| d <= radius_m).count(), within);
            }
            let expected: Vec<_> = all.into_iter().filter(|(d, _)| *d <= RADII_M[2]).take(MOST).collect();
            prop_assert_eq!(told.nearest.len(), expected.len());
            for (got, (distance, place)) in told.nearest.iter().zip(&expected) {
                prop_assert_eq!(got.place, *place);
                prop_assert!((got.distance_m - distance).abs() < 1e-6);
                prop_assert_eq!(got.bearing_deg.is_none(), *distance == 0.0);
            }
        }
        prop_assert!(near.kinds.iter().all(|kind| kind.nearest.iter().all(|near| near.place.layer != 4)));
        let share = |areas: &MultiPolygon| areas.intersection(&disc).unsigned_area() / disc.unsigned_area();
        prop_assert!((near.green.green - share(&green)).abs() < 1e-4);
        prop_assert!((near.green.trees - share(&trees)).abs() < 1e-4);
        // Where one area or a joined part is large enough and comes in.
        let joined = green.intersection(&disc).iter().any(|part| part.unsigned_area() >= 5000.0);
        if joined {
            prop_assert!(near.green.has_half_hectare);
        }
        if near.green.green == 0.0 {
            prop_assert!(!near.green.has_half_hectare);
        }
    }

    #[test]
    fn what_is_at_a_position_is_what_holds_it(
        shapes in prop::array::uniform5(prop::collection::vec(shape(), 0..12)),
        (dx, dy) in (-3000.0..3000.0, -3000.0..3000.0),
    ) {
        let city = city(&shapes);
        let layers: Vec<&Layer> = city.iter().map(|(layer, _)| layer).collect();
        let index = NearbyIndex::new(&layers, working()).unwrap();
        let at = Coord { x: MIDDLE.x + dx, y: MIDDLE.y + dy };
        let mut found = index.at(&layers, at, 30.0);
        let mut expected = Vec::new();
        for (number, (layer, nature)) in (0..).zip(&city) {
            for (feature, shape) in (0..).zip(&in_metres(layer)) {
                let is_at = match areas(shape) {
                    Some(areas) => areas.intersects(&at),
                    None => Euclidean.distance(shape, &Geometry::Point(Point(at))) <= 30.0,
                };
                if is_at && nature.is_some() {
                    expected.push(Place { layer: number, feature });
                }
            }
        }
        found.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn what_the_map_shows_is_what_has_a_part_in_it(
        shapes in prop::array::uniform5(prop::collection::vec(shape(), 0..12)),
        (dx, dy) in (-3000.0..3000.0, -3000.0..3000.0),
        (width, height) in (10.0..4000.0, 10.0..4000.0),
        is_wanted in prop::array::uniform4(any::<bool>()),
    ) {
        let city = city(&shapes);
        let layers: Vec<&Layer> = city.iter().map(|(layer, _)| layer).collect();
        let index = NearbyIndex::new(&layers, working()).unwrap();
        let [x, y] = [MIDDLE.x + dx, MIDDLE.y + dy];
        let rect = Rect::new((x, y), (x + width, y + height));
        let of_city = city.iter().filter_map(|(_, nature)| *nature);
        let wanted = of_city.zip(is_wanted).filter(|(_, is)| *is).map(|(nature, _)| nature);
        let wanted = Wanted { natures: wanted.collect(), years: None };
        let mut found = index.in_box(&layers, [x, y, x + width, y + height], &wanted);
        let far = |place: &Place| index.box_distance_m(*place, rect.center()).unwrap();
        prop_assert!(found.windows(2).all(|two| far(&two[0]) <= far(&two[1])));
        let mut expected = Vec::new();
        for (number, (layer, nature)) in (0..).zip(&city) {
            for (feature, shape) in (0..).zip(&in_metres(layer)) {
                let is_of = nature.is_some_and(|nature| wanted.natures.contains(&nature));
                if is_of && shape.intersects(&rect) {
                    expected.push(Place { layer: number, feature });
                }
            }
        }
        found.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn what_touches_a_feature_is_what_meets_it(
        shapes in prop::array::uniform5(prop::collection::vec(shape(), 1..12)),
        number in 0..4u32,
    ) {
        let city = city(&shapes);
        let layers: Vec<&Layer> = city.iter().map(|(layer, _)| layer).collect();
        let index = NearbyIndex::new(&layers, working()).unwrap();
        let place = Place { layer: number, feature: 0 };
        let own = &in_metres(layers[number as usize])[0];
        let mut expected = Vec::new();
        for (number, (layer, nature)) in (0..).zip(&city) {
            for (feature, shape) in (0..).zip(&in_metres(layer)) {
                let other = Place { layer: number, feature };
                let is_told = nature.is_some_and(|nature| nature != Nature::Wood);
                if other != place && is_told && shape.intersects(own) {
                    expected.push(other);
                }
            }
        }
        prop_assert_eq!(index.touching(&layers, place, &Nature::TOLD), expected);
    }
}

#[test]
fn years_are_those_of_surveys_and_orders_are_none() {
    let square = |n: f64| Geometry::Polygon(square(MIDDLE.x + 200.0 * n, MIDDLE.y, 100.0));
    let dated = |name: &str, years: &[&str]| {
        let shapes: Vec<Geometry> = (0..years.len()).map(|n| square(n as f64)).collect();
        let mut layer = layer(name, LayerRole::Background, "x", 3879, &shapes);
        layer.columns.push(Column::new("PVM", ColumnKind::Text));
        for (feature, year) in layer.features.iter_mut().zip(years) {
            feature.values.push((1, Value::Text((*year).to_owned())));
        }
        layer
    };
    let bats = dated("lepakko_alueet", &["2014-05-31", "2026-06-01", "soon", "2014-07-01"]);
    let orders = dated("aluerajaus_luontoselvitystilaus", &["2014-05-31"]);
    let layers = [&bats, &orders];
    let index = NearbyIndex::new(&layers, working()).unwrap();
    let all = index.years(&Nature::TOLD);
    assert_eq!(all.into_iter().collect::<Vec<_>>(), [(2014, 2), (2026, 1)]);
    let bounds = [MIDDLE.x - 10.0, MIDDLE.y - 10.0, MIDDLE.x + 1000.0, MIDDLE.y + 10.0];
    let between = |years| {
        let wanted = Wanted { natures: vec![Nature::Valuable], years: Some(years) };
        index.in_box(&layers, bounds, &wanted).iter().map(|of| of.feature).collect::<Vec<_>>()
    };
    assert_eq!(between(2014..=2014).len(), 2);
    assert_eq!(between(2015..=2026), [1]);
    assert!(between(2015..=2025).is_empty());
}

fn disc(at: Coord, radius_m: f64) -> MultiPolygon {
    let corner = |n: i32| {
        let angle = f64::from(n) * std::f64::consts::TAU / 4000.0;
        Coord { x: at.x + radius_m * libm::cos(angle), y: at.y + radius_m * libm::sin(angle) }
    };
    MultiPolygon(vec![Polygon::new((0..4000).map(corner).collect::<Vec<_>>().into(), Vec::new())])
}

#[test]
fn the_way_to_the_nearest_is_told_by_a_bearing() {
    let park = square(MIDDLE.x + 100.0, MIDDLE.y - 50.0, 100.0);
    let parks =
        layer("parks", LayerRole::Background, "park", 3879, &[Geometry::Polygon(park.clone())]);
    let index = NearbyIndex::new(&[&parks], working()).unwrap();
    let from = |dx: f64, dy: f64| {
        let at = Coord { x: MIDDLE.x + dx, y: MIDDLE.y + dy };
        let near = index.near_me(&[&parks], at, MOST);
        let nearest = near.kinds[0].nearest[0];
        (nearest.distance_m.round(), nearest.bearing_deg.map(f64::round))
    };
    assert_eq!(from(0.0, 0.0), (100.0, Some(90.0)));
    assert_eq!(from(150.0, 150.0), (100.0, Some(180.0)));
    assert_eq!(from(250.0, 0.0), (50.0, Some(270.0)));
    assert_eq!(from(60.0, -90.0), (57.0, Some(45.0)));
    assert!(park.contains(&(Coord { x: MIDDLE.x + 150.0, y: MIDDLE.y })));
    assert_eq!(from(150.0, 0.0), (0.0, None));
}

#[test]
fn half_a_hectare_counts_as_one_area_or_as_several_that_touch() {
    let ask = |shapes: &[Geometry]| {
        let woods = layer("trees", LayerRole::TreeCover, "trees", 3879, shapes);
        let index = NearbyIndex::new(&[&woods], working()).unwrap();
        index.near_me(&[&woods], MIDDLE, MOST).green
    };
    let wood = |x: f64, side: f64| Geometry::Polygon(square(MIDDLE.x + x, MIDDLE.y, side));
    // 0.36 ha each, apart: too little in one piece.
    assert!(!ask(&[wood(0.0, 60.0), wood(100.0, 60.0)]).has_half_hectare);
    // As one they are enough.
    assert!(ask(&[wood(0.0, 60.0), wood(60.0, 60.0)]).has_half_hectare);
    // A large one counts when it only just comes in, and not when it stays outside.
    assert!(ask(&[wood(299.0, 200.0)]).has_half_hectare);
    assert!(!ask(&[wood(301.0, 200.0)]).has_half_hectare);
    let all = ask(&[wood(-1000.0, 3000.0), wood(-1000.0, 2000.0)]);
    assert!((all.trees - 0.5).abs() < 1e-9 && (all.green - 0.5).abs() < 1e-9);
    assert_eq!(ask(&[]).green, 0.0);
}
