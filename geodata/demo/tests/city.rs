//! What has to hold of every made-up city: it is sound, and nothing is where it cannot be.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests are blunt")]

use std::collections::BTreeSet;
use std::f64::consts::SQRT_2;

use geo::{
    Area, BooleanOps, BoundingRect, Euclidean, Geometry, Intersects, Length, MultiPolygon, Polygon,
    Validation, unary_union,
};
use geodata::luoti::{LAYERS, recognise};
use geodata::model::{LayerRole, Value};
use geodata::{Habitat, HabitatOptions, Layer, Parameters, analyse};
use liito_demo::{CityOptions, DemoError, city};
use proptest::prelude::*;

fn small(seed: u64) -> Vec<Layer> {
    city(&CityOptions { seed, width_m: 5_000.0, patches: 24 }).expect("there is such a city")
}

fn layer<'a>(layers: &'a [Layer], name: &str) -> &'a Layer {
    layers.iter().find(|layer| layer.name == name).expect("the layer is there")
}

/// Polygons of a layer with this text in a column, or all.
fn polygons(layer: &Layer, filter: Option<(&str, &str)>) -> Vec<Polygon> {
    let is_wanted = |feature: &&geodata::model::Feature| {
        filter.is_none_or(|(column, wanted)| {
            let column = layer.column(column).expect("the column is there");
            feature.value(column) == &Value::Text(wanted.to_owned())
        })
    };
    let of = |geometry: &Geometry| match geometry {
        Geometry::Polygon(polygon) => vec![polygon.clone()],
        Geometry::MultiPolygon(parts) => parts.0.clone(),
        _ => Vec::new(),
    };
    layer
        .features
        .iter()
        .filter(is_wanted)
        .flat_map(|feature| of(feature.geometry.as_ref().expect("it has a shape")))
        .collect()
}

/// What of a polygon is in none of the others.
fn less(polygon: &Polygon, others: &[Polygon]) -> MultiPolygon {
    let bounds = polygon.bounding_rect().expect("it has corners");
    let near = others.iter().filter(|other| other.bounding_rect().unwrap().intersects(&bounds));
    near.fold(MultiPolygon(vec![polygon.clone()]), |rest, other| rest.difference(other))
}

/// What rounding to a metre moves at most, square metres: corners on both sides of an outline
/// go up to half a metre north and east.
fn moved(polygon: &Polygon) -> f64 {
    let outlines = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    outlines.map(|outline| SQRT_2 * Euclidean.length(outline)).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_city_is_sound_whatever_the_seed(seed in any::<u64>()) {
        let layers = small(seed);
        for layer in &layers {
            for feature in &layer.features {
                let geometry = feature.geometry.as_ref().expect("it has a shape");
                prop_assert!(geometry.is_valid(), "{} {}", layer.name, feature.number);
            }
        }

        // Patches lie inside tree cover, but for what rounding to a metre moves.
        let trees = polygons(layer(&layers, "tree_cover"), None);
        for patch in polygons(layer(&layers, "liito_orava_alueet"), None) {
            let (bare, moved) = (less(&patch, &trees).unsigned_area(), moved(&patch));
            prop_assert!(bare <= moved, "{bare} m² of a patch are bare, and {moved} by rounding");
        }

        // No building stands in water, nor over another.
        let water = unary_union(&polygons(layer(&layers, "land_cover"), Some(("kind", "water"))));
        let buildings = polygons(layer(&layers, "buildings"), None);
        for building in &buildings {
            prop_assert!(!building.intersects(&water));
        }
        let together = unary_union(&buildings).unsigned_area();
        let apart: f64 = buildings.iter().map(Area::unsigned_area).sum();
        prop_assert!((together - apart).abs() <= 1e-4 * apart, "{together} and {apart}");

        // Breeding places lie within core areas.
        let areas = layer(&layers, "liito_orava_alueet");
        let cores = polygons(areas, Some(("aluetyyppi", "Ydinalue")));
        let places = polygons(areas, Some(("aluetyyppi", "Lisääntymis- tai levähdyspaikka")));
        for place in places {
            let outside = less(&place, &cores).unsigned_area();
            prop_assert!(outside <= moved(&place));
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_city_and_another_another() {
    // Not assert_eq: nobody wants to see them.
    assert!(small(7) == small(7));
    assert!(small(7) != small(8));
}

#[test]
fn survey_layers_are_as_luoti_has_them() {
    let layers = small(1);
    for name in ["liito_orava_alueet", "liito_orava_yhteysviivat", "liito_orava_pisteet"] {
        let layer = layer(&layers, name);
        let known = recognise(layer, name).expect("it is known");
        assert_eq!(known.name, name);
        assert_eq!(layer.role, known.role);
        for (rule, column) in known.columns.iter().zip(&layer.columns) {
            let place = layer.column(rule.name).expect("the column is there");
            assert_eq!((column.name.as_str(), column.kind), (rule.name, rule.kind));
            for feature in &layer.features {
                let value = feature.value(place);
                assert!(rule.nullable || *value != Value::Null, "{name}: {}", rule.name);
                if let (Some(allowed), Value::Text(text)) = (rule.allowed, value) {
                    assert!(allowed.allows(text), "{name}: {text}");
                }
            }
        }
    }
    assert!(LAYERS.iter().any(|known| known.name == "liito_orava_alueet"));
}

#[test]
fn names_are_given_once() {
    let layers = city(&CityOptions { seed: 3, width_m: 12_000.0, patches: 60 }).unwrap();
    let names: Vec<String> = ["places", "parks", "lines"]
        .iter()
        .flat_map(|name| {
            let layer = layer(&layers, name);
            let column = layer.column("name").expect("the column is there");
            layer.features.iter().filter_map(move |feature| match feature.value(column) {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
        })
        .collect();
    assert!(names.len() > 40, "{} names", names.len());
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
}

#[test]
fn a_city_has_the_patches_that_are_asked_for_and_a_network_to_look_at() {
    let layers = city(&CityOptions { seed: 1, width_m: 12_000.0, patches: 100 }).unwrap();
    let habitat = layers.first().expect("there are layers");
    assert_eq!((habitat.role, habitat.features.len()), (LayerRole::Habitat, 100));
    let made = Habitat::new(std::slice::from_ref(habitat), &HabitatOptions::default()).unwrap();
    assert_eq!(made.working_crs().to_string(), "EPSG:3879");
    let result = analyse(&made, &Parameters::default()).unwrap();
    // Some of it hangs together, but not all.
    assert!(result.links.len() > 50, "{} links", result.links.len());
    assert!((2..60).contains(&result.indices.components), "{}", result.indices.components);
}

#[test]
fn a_larger_city_is_several_towns_that_do_not_touch() {
    let options = CityOptions { seed: 5, width_m: 26_000.0, patches: 40 };
    let layers = city(&options).unwrap();
    let patches = polygons(&layers[0], None);
    assert_eq!(patches.len(), 40);
    assert_eq!(CityOptions::of_patches(1, 100_000).width_m.round(), 372_678.0);
}

#[test]
fn what_cannot_be_is_refused() {
    let refused = |width_m, patches| city(&CityOptions { seed: 1, width_m, patches }).unwrap_err();
    assert!(matches!(refused(100.0, 1), DemoError::Size { .. }));
    assert!(matches!(refused(f64::NAN, 1), DemoError::Size { .. }));
    assert!(matches!(refused(5_000.0, 10_000), DemoError::TooDense { most: 120 }));
}
