//! A search among 100 000 made-up features, a keystroke at a time.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "benchmarks are blunt"
)]
#![allow(missing_docs, reason = "criterion's own")]

use criterion::{Criterion, criterion_group, criterion_main};
use geo::{Geometry, Point};
use geodata::model::{Column, ColumnKind, Feature, LayerRole, SourceCrs, Value};
use geodata::search::{SearchIndex, words};
use geodata::{Crs, Layer};

const FEATURES: u32 = 100_000;
const BEGINNINGS: [&str; 20] = [
    "Laaja",
    "Kuusi",
    "Mänty",
    "Koivu",
    "Leppä",
    "Pähkinä",
    "Saari",
    "Lehto",
    "Kallio",
    "Niitty",
    "Korpi",
    "Haapa",
    "Orava",
    "Kettu",
    "Mäyrä",
    "Joutsen",
    "Kurki",
    "Pöllö",
    "Vuori",
    "Vesi",
];
const MIDDLES: [&str; 10] =
    ["", "n", "lahden", "mäen", "suon", "rannan", "harjun", "notkon", "kulman", "portin"];
const ENDINGS: [&str; 8] = ["puisto", "metsä", "tie", "polku", "kuja", "lahti", "niitty", "kallio"];

/// Streets and parks, each with a word of its own behind its name.
fn city() -> Layer {
    let feature = |number: u32| {
        let pick = |words: &[&'static str], by: u32| words[(number / by) as usize % words.len()];
        let name = format!(
            "{}{}{} {}",
            pick(&BEGINNINGS, 1),
            pick(&MIDDLES, 20),
            pick(&ENDINGS, 200),
            ["läntinen", "itäinen", "ylä", "ala"][(number / 1600) as usize % 4],
        );
        let block = format!("K{:05}", number.wrapping_mul(2_654_435_761) % 100_000);
        Feature {
            number: number + 1,
            id: None,
            geometry: Some(Geometry::Point(Point::new(24.7, 60.2))),
            values: vec![(0, Value::Text(name)), (1, Value::Text(block))],
        }
    };
    Layer {
        name: "city".to_owned(),
        role: LayerRole::Background,
        source_crs: SourceCrs::Given(Crs::WGS84),
        columns: ["nimi", "kortteli"].map(|name| Column::new(name, ColumnKind::Text)).to_vec(),
        features: (0..FEATURES).map(feature).collect(),
    }
}

fn keystrokes(c: &mut Criterion) {
    let city = city();
    let mut group = c.benchmark_group("100000 features");
    group.sample_size(10);
    group.bench_function("index", |b| {
        b.iter(|| {
            let index = SearchIndex::new(&[&city]);
            assert_eq!(index.len(), FEATURES as usize);
            index
        });
    });
    let index = SearchIndex::new(&[&city]);
    // What a look at every name finds: the last word as a beginning.
    let names: Vec<Vec<String>> = city
        .features
        .iter()
        .map(|feature| {
            feature.values.iter().flat_map(|(_, value)| words(&value.to_string())).collect()
        })
        .collect();
    for text in ["l", "la", "laaja", "laajalahdenpuisto itä", "itäinen kuusi", "k01234"] {
        let asked: Vec<String> = words(text).collect();
        let (last, others) = asked.split_last().unwrap();
        let has_all = |words: &&Vec<String>| {
            others.iter().all(|word| words.contains(word))
                && words.iter().any(|word| word.starts_with(last.as_str()))
        };
        let expected = names.iter().filter(has_all).count();
        assert!(expected > 0, "{text}");
        group.bench_function(text, |b| {
            b.iter(|| {
                let found = index.search(text, 20, |place| f64::from(place.feature % 977));
                assert_eq!(found.total, expected);
                found
            });
        });
    }
    // Within words: nothing begins so.
    let expected = names.iter().flatten().filter(|word| word.contains("lahdenp")).count();
    assert!(expected > 0);
    group.bench_function("lahdenp", |b| {
        b.iter(|| {
            let found = index.search("lahdenp", 20, |place| f64::from(place.feature % 977));
            assert_eq!(found.total, expected);
            found
        });
    });
    // Typed wrongly: nothing is called so, and what is meant is found.
    for text in ["laajalahdenpuitso", "pähkinämöenpuisto itäi", "kusiporintie"] {
        group.bench_function(text, |b| {
            b.iter(|| {
                let found = index.search(text, 20, |place| f64::from(place.feature % 977));
                assert!(found.total > 0 && found.hits[0].edits > 0);
                found
            });
        });
    }
    group.finish();
}

criterion_group!(benches, keystrokes);
criterion_main!(benches);
