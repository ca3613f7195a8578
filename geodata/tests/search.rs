//! Finding features by their names, against a look at every word.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

use geo::{Geometry, Point};
use geodata::model::{Column, ColumnKind, Feature, LayerRole, SourceCrs, Value};
use geodata::nearby::{NearbyIndex, Place};
use geodata::search::{SearchIndex, folded, words};
use geodata::{Crs, Layer, WorkingCrs};
use proptest::prelude::*;

const COLUMNS: [&str; 4] = ["nimi", "name_sv", "facilities", "havaitsija"];

/// A layer with these texts in its columns, "" where a feature has none.
fn layer(role: LayerRole, rows: &[[&str; 4]]) -> Layer {
    let values = |row: &[&str; 4]| {
        let told = (0..).zip(row).filter(|(_, text)| !text.is_empty());
        told.map(|(column, text)| (column, Value::Text((*text).to_owned()))).collect()
    };
    let feature = |(number, row)| Feature {
        number,
        id: None,
        geometry: Some(Geometry::Point(Point::new(24.7, 60.2))),
        values: values(row),
    };
    Layer {
        name: "parks".to_owned(),
        role,
        source_crs: SourceCrs::Given(Crs::WGS84),
        columns: COLUMNS.iter().map(|name| Column::new(*name, ColumnKind::Text)).collect(),
        features: (1..).zip(rows).map(feature).collect(),
    }
}

/// Places in the only layer, in the order they are found.
fn found(layer: &Layer, text: &str) -> Vec<u32> {
    let index = SearchIndex::new(&[layer]);
    let found = index.search(text, 10, |_| 0.0);
    found.hits.iter().map(|hit| hit.place.feature).collect()
}

#[test]
fn names_are_found_in_both_languages_without_marks_and_with_a_slip() {
    let parks = layer(
        LayerRole::Background,
        &[
            ["Pähkinäpuisto", "Nötparken", "bench;playground", "Meikäläinen"],
            ["Laajalahti", "Bredviken", "", ""],
            ["Laajalahden puisto", "Bredviksparken", "toilets", ""],
            ["Ämmässuo", "", "", ""],
        ],
    );
    assert_eq!(found(&parks, "pahkina"), [0]);
    assert_eq!(found(&parks, "NÖTPARK"), [0]);
    assert_eq!(found(&parks, "notparken"), [0]);
    assert_eq!(found(&parks, "ammassuo"), [3]);
    // Two letters the wrong way round are two edits.
    assert_eq!(found(&parks, "Laajalathi"), [1, 2]);
    assert_eq!(found(&parks, "lajalahti"), [1]);
    // The end of a compound, where nothing begins so.
    assert_eq!(found(&parks, "parken"), [0, 2]);
    // The shorter name first, words in any order, what is there beside what it is called.
    assert_eq!(found(&parks, "laajal"), [1, 2]);
    assert_eq!(found(&parks, "puisto laajalahden"), [2]);
    assert_eq!(found(&parks, "playground"), [0]);
    assert_eq!(found(&parks, "bredviksparken toil"), [2]);
    // Who observed is not searched, nor is nothing, and short words are not forgiven.
    for nothing in ["Meikäläinen", "", " ,", "xyz", "laajalahti bench"] {
        assert!(found(&parks, nothing).is_empty(), "{nothing}");
    }
    let seen = layer(LayerRole::Observation, &[["Laajalahti", "", "", ""]]);
    assert!(found(&seen, "laajalahti").is_empty());
}

#[test]
fn breeding_places_are_found_by_nobody() {
    let mut areas = layer(
        LayerRole::Habitat,
        &[["Suursuo", "", "Lisääntymis- tai levähdyspaikka", ""], ["Suursuo", "", "Ydinalue", ""]],
    );
    areas.columns[2].name = "Aluetyyppi".to_owned();
    assert_eq!(found(&areas, "suursuo"), [1]);
    assert!(found(&areas, "levähdyspaikka").is_empty());
    let index =
        NearbyIndex::new(&[&areas], WorkingCrs::Epsg(Crs::from_epsg(3879).unwrap())).unwrap();
    let bounds = |feature| index.bounds(Place { layer: 0, feature });
    assert!(bounds(0).is_none() && bounds(1).is_some());
}

#[test]
fn equals_come_by_their_distance_and_all_are_counted() {
    let rows = vec![["Kuusitie", "Grangatan", "", ""]; 30];
    let streets = layer(LayerRole::Background, &rows);
    let index = SearchIndex::new(&[&streets]);
    assert_eq!(index.len(), 30);
    let found = index.search("kuusi", 3, |place| f64::from((place.feature + 5) % 30));
    let places: Vec<u32> = found.hits.iter().map(|hit| hit.place.feature).collect();
    assert_eq!((places, found.total), (vec![25, 26, 27], 30));
    assert_eq!(found.hits[0].column, Some(0));
}

/// Letters to change, and the same to a beginning, over all alignments.
fn distance(a: &[char], b: &[char]) -> u32 {
    match (a, b) {
        ([], rest) | (rest, []) => u32::try_from(rest.len()).unwrap(),
        ([x, rest_a @ ..], [y, rest_b @ ..]) if x == y => distance(rest_a, rest_b),
        ([_, rest_a @ ..], [_, rest_b @ ..]) => {
            1 + distance(rest_a, rest_b).min(distance(rest_a, b)).min(distance(a, rest_b))
        }
    }
}

fn letters(word: &str) -> Vec<char> {
    word.chars().collect()
}

/// How badly a word of the question matches a word of a text, the least the best.
fn badness(asked: &str, is_last: bool, word: &str, edits: u32) -> Option<(u32, bool)> {
    let (asked, word) = (letters(asked), letters(word));
    let whole = distance(&asked, &word);
    let beginning =
        (0..=word.len()).map(|end| distance(&asked, &word[..end])).min().filter(|_| is_last);
    let best = match beginning {
        Some(beginning) if beginning < whole => (beginning, true),
        _ => (whole, false),
    };
    (best.0 <= edits).then_some(best)
}

/// How words are looked for.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    AsTyped,
    Within,
    Forgiving,
}

/// Features with all words and their ranks: edits, attributes, beginnings, not first; letters.
fn naive(layer: &Layer, text: &str, way: Way) -> Vec<([u32; 4], u16, u32)> {
    let asked: Vec<String> = words(text).collect();
    let mut all = Vec::new();
    for (number, feature) in (0..).zip(&layer.features) {
        let mut sum = [0; 4];
        let mut length = u16::MAX;
        let mut has_all = !asked.is_empty();
        for (place, word) in asked.iter().enumerate() {
            let edits = match word.chars().count() {
                _ if way != Way::Forgiving => 0,
                0..=3 => 0,
                4..=7 => 1,
                _ => 2,
            };
            let mut best: Option<[u32; 4]> = None;
            for column in 0..3 {
                let Value::Text(value) = feature.value(column) else { continue };
                if column < 2 {
                    length = length.min(u16::try_from(value.chars().count()).unwrap());
                }
                for (at, known) in words(value).enumerate() {
                    let bad = badness(word, place + 1 == asked.len(), &known, edits);
                    let is_within = way == Way::Within
                        && word.chars().count() >= 3
                        && known.contains(word.as_str());
                    let (edits, part) = match bad {
                        Some((edits, is_beginning)) => (edits, u32::from(is_beginning)),
                        None if is_within => (0, 2),
                        None => continue,
                    };
                    let rank = [edits, u32::from(column == 2), part, u32::from(at > 0)];
                    best = Some(best.map_or(rank, |best| best.min(rank)));
                }
            }
            match best {
                Some(best) => sum = [0, 1, 2, 3].map(|part| sum[part] + best[part]),
                None => has_all = false,
            }
        }
        if has_all {
            all.push((sum, length, number));
        }
    }
    all.sort_unstable();
    all
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "puisto",
        "puistot",
        "muisto",
        "lahti",
        "lahden",
        "lehti",
        "mäki",
        "maki",
        "suo",
        "suot",
        "kallio",
        "kalliot",
        "laajalahti",
        "laajalathi",
        "a",
        "ö",
    ])
    .prop_map(str::to_owned)
}

fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..=most).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn what_is_found_is_what_a_look_at_every_word_finds(
        rows in prop::collection::vec((text(3), text(2), text(2)), 0..12),
        asked in text(3),
        cut in 0_usize..4,
    ) {
        let rows: Vec<[&str; 4]> =
            rows.iter().map(|(a, b, c)| [a.as_str(), b.as_str(), c.as_str(), "x"]).collect();
        let layer = layer(LayerRole::Background, &rows);
        let asked: String = asked.chars().take(asked.chars().count().saturating_sub(cut)).collect();
        let ways = [Way::AsTyped, Way::Within, Way::Forgiving];
        let expected = ways.map(|way| naive(&layer, &asked, way));
        let expected = expected.into_iter().find(|all| !all.is_empty()).unwrap_or_default();
        let found = SearchIndex::new(&[&layer]).search(&asked, 5, |_| 0.0);
        prop_assert_eq!(found.total, expected.len());
        let expected: Vec<(Place, u32)> = expected
            .iter()
            .take(5)
            .map(|(rank, _, feature)| (Place { layer: 0, feature: *feature }, rank[0]))
            .collect();
        let got: Vec<(Place, u32)> = found.hits.iter().map(|hit| (hit.place, hit.edits)).collect();
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn folding_twice_changes_nothing(text in "\\PC*") {
        let once = folded(&text);
        prop_assert_eq!(folded(&once), once);
    }
}
