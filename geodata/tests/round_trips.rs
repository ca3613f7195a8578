//! What is written is read back as it was, to what the format can hold; and what
//! it cannot hold is told beforehand.
#![cfg(feature = "geopackage")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;

use geo::{CoordsIter, Geometry};
use geodata::io::{FileFormat, Loss, WriteOptions, losses, read, write};
use geodata::model::{ColumnKind, Value};
use geodata::{Layer, ReadOptions, read_layer};

const FORMATS: [FileFormat; 6] = [
    FileFormat::GeoPackage,
    FileFormat::FlatGeobuf,
    FileFormat::Shapefile,
    FileFormat::Csv,
    FileFormat::GeoJson,
    FileFormat::GeoJsonLines,
];

fn written_and_read(format: FileFormat, layer: &Layer, options: &WriteOptions) -> Layer {
    let written = write(format, std::slice::from_ref(layer), options).unwrap();
    let again = write(format, std::slice::from_ref(layer), options).unwrap();
    assert_eq!(written.bytes, again.bytes, "{format:?} differs from itself");
    read_layer(&written.bytes, "again", &ReadOptions::default()).unwrap().layer
}

/// Positions of a shape, and how many parts and rings these are in.
fn positions(geometry: Option<&Geometry>) -> Vec<(f64, f64)> {
    geometry.into_iter().flat_map(CoordsIter::coords_iter).map(|at| (at.x, at.y)).collect()
}

/// The same shape, whichever corner of a ring comes first and however it is wound.
fn same_shape(a: Option<&Geometry>, b: Option<&Geometry>, tolerance: f64) -> bool {
    let mut sorted = [positions(a), positions(b)].map(|mut positions| {
        positions.sort_by(|p, q| p.0.total_cmp(&q.0).then(p.1.total_cmp(&q.1)));
        positions
    });
    let [a, b] = &mut sorted;
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|(p, q)| (p.0 - q.0).abs() <= tolerance && (p.1 - q.1).abs() <= tolerance)
}

/// The features in an order that no format changes.
#[expect(clippy::cast_possible_truncation, reason = "coordinates are small")]
fn in_order(layer: &Layer) -> Vec<usize> {
    let mut order: Vec<usize> = (0..layer.features.len()).collect();
    let key = |place: &usize| {
        let feature = &layer.features[*place];
        let values: Vec<String> =
            feature.values.iter().map(|(_, value)| value.to_string().trim().to_owned()).collect();
        let mut places: Vec<(i64, i64)> = positions(feature.geometry.as_ref())
            .into_iter()
            .map(|(x, y)| ((x * 1e4).round() as i64, (y * 1e4).round() as i64))
            .collect();
        places.sort_unstable();
        (places, values)
    };
    order.sort_by_cached_key(key);
    order
}

#[test]
fn real_layers_survive_every_format() {
    let Some(folder) = shared::shared("data/espoo-nls") else { return };
    let mut files = shared::files(&folder, "geojson");
    files.extend(shared::files(&folder, "gpkg"));
    files.extend(shared::files(&folder, "zip"));
    assert_eq!(files.len(), 9);
    for path in files {
        let layer =
            read_layer(&shared::bytes(&path), path.to_str().unwrap(), &ReadOptions::default())
                .unwrap()
                .layer;
        assert!(layer.features.len() > 50, "{path:?}");
        for format in FORMATS {
            let crs = layer.source_crs.crs();
            let options = WriteOptions { crs: Some(crs), ..WriteOptions::default() };
            if format == FileFormat::GeoJsonLines && !crs.is_geographic() {
                continue;
            }
            let again = written_and_read(format, &layer, &options);
            assert_eq!(again.source_crs.crs(), crs, "{format:?} {path:?}");
            assert_eq!(again.features.len(), layer.features.len(), "{format:?} {path:?}");
            let decimals = if crs.is_geographic() { 5.1e-8 } else { 5.1e-5 };
            let is_text = matches!(format, FileFormat::GeoJson | FileFormat::GeoJsonLines);
            let tolerance = if is_text { decimals } else { 0.0 };
            let skip = again.columns.len() - layer.columns.len();
            for (place, other) in in_order(&layer).into_iter().zip(in_order(&again)) {
                let (a, b) = (&layer.features[place], &again.features[other]);
                let what = format!("{format:?} {path:?} feature {}", a.number);
                assert!(same_shape(a.geometry.as_ref(), b.geometry.as_ref(), tolerance), "{what}");
                for column in 0..layer.columns.len() {
                    let (a, b) = (a.value(column), b.value(column + skip));
                    if format == FileFormat::Csv {
                        assert_eq!(a.to_string(), b.to_string(), "{what}: {column}");
                    } else {
                        assert_eq!(a, b, "{what}: {column}");
                    }
                }
            }
        }
    }
}

/// A layer with everything that formats stumble over.
fn awkward() -> Layer {
    let text = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","id":"a-1","properties":{"large":9007199254740993,"huge":-9223372036854775807,"share":0.1,
      "nest":true,"day":"2024-02-29","moment":"2024-05-31T12:30:00Z","nested":{"a":[1,9007199254740993]},
      "a column with a long name":"Mänty, \"koivu\"; öljy","a column with a long nose":null,
      "mixed":"text","empty":"","Name":"x","name":"y"},
     "geometry":{"type":"Point","coordinates":[24.5,60.25]}},
    {"type":"Feature","id":"a-2","properties":{"large":1,"huge":2,"share":1e-7,"nest":false,"day":null,
      "moment":null,"nested":[],"a column with a long name":null,"a column with a long nose":"z",
      "mixed":5,"empty":"full","Name":null,"name":null},
     "geometry":{"type":"MultiPolygon","coordinates":[[[[24,60],[25,60],[25,61],[24,61],[24,60]],
       [[24.25,60.25],[24.25,60.5],[24.5,60.5],[24.5,60.25],[24.25,60.25]]]]}},
    {"type":"Feature","id":"a-3","properties":{"large":null},"geometry":null},
    {"type":"Feature","id":"a-4","properties":{"large":4},"geometry":{"type":"GeometryCollection",
      "geometries":[{"type":"Point","coordinates":[24,60]},{"type":"LineString","coordinates":[[24,60],[25,60.5]]}]}}]}"#;
    read_layer(text.as_bytes(), "awkward.geojson", &ReadOptions::default()).unwrap().layer
}

#[test]
fn values_keep_their_types_or_the_loss_is_told() {
    let layer = awkward();
    let options = WriteOptions::default();
    for format in FORMATS {
        let told = losses(format, &layer, &options);
        let written = write(format, std::slice::from_ref(&layer), &options).unwrap();
        let parts = read(&written.bytes, "again", &ReadOptions::default()).unwrap();
        let features: usize = parts.iter().map(|part| part.layer.features.len()).sum();
        let dropped = told.iter().any(|loss| matches!(loss, Loss::CollectionsLeftOut { count: 1 }));
        assert_eq!(features, if dropped { 3 } else { 4 }, "{format:?}");
        let as_text: Vec<&str> = told
            .iter()
            .filter_map(
                |loss| if let Loss::AsText { columns } = loss { Some(columns) } else { None },
            )
            .flatten()
            .map(String::as_str)
            .collect();
        let names_change = told.iter().any(|loss| matches!(loss, Loss::Names { .. }));
        let no_types = told.contains(&Loss::Types);
        let first = parts.iter().map(|part| &part.layer).find(|layer| {
            let id = layer.column("large").unwrap();
            layer
                .features
                .iter()
                .any(|feature| *feature.value(id) == Value::Integer(9_007_199_254_740_993))
        });
        let first = first.unwrap_or_else(|| panic!("{format:?} lost a digit"));
        let skip = first.columns.len() - layer.columns.len();
        for (number, column) in layer.columns.iter().enumerate() {
            let own = &first.columns[number + skip];
            if !names_change {
                assert_eq!(own.name, column.name, "{format:?}");
            }
            let rest =
                first.features.iter().all(|feature| *feature.value(number + skip) == Value::Null);
            if !as_text.contains(&column.name.as_str()) && !no_types && !rest {
                assert_eq!(own.kind, column.kind, "{format:?} {}", column.name);
            }
        }
    }
}

#[test]
fn every_value_of_a_typed_format_is_read_back() {
    let layer = awkward();
    let kinds: Vec<ColumnKind> = layer.columns.iter().map(|column| column.kind).collect();
    assert_eq!(
        kinds[..6],
        [
            ColumnKind::Integer,
            ColumnKind::Integer,
            ColumnKind::Number,
            ColumnKind::Bool,
            ColumnKind::Date,
            ColumnKind::DateTime
        ]
    );
    assert_eq!(kinds[9], ColumnKind::Mixed);
    for format in [FileFormat::GeoPackage, FileFormat::FlatGeobuf] {
        let again = written_and_read(format, &layer, &WriteOptions::default());
        let own_id = usize::from(again.columns.len() > layer.columns.len());
        for feature in &layer.features {
            let id = Value::Text(feature.id.clone().unwrap());
            let other = again.features.iter().find(|other| *other.value(0) == id).unwrap();
            for (column, declared) in layer.columns.iter().enumerate() {
                let (a, b) = (feature.value(column), other.value(column + own_id));
                if declared.kind == ColumnKind::Mixed {
                    assert_eq!(a.to_string(), b.to_string(), "{format:?}");
                } else {
                    assert_eq!(a, b, "{format:?} {}", declared.name);
                }
            }
            assert_eq!(feature.geometry, other.geometry, "{format:?}");
        }
    }
}

#[test]
fn losses_are_those_of_the_table() {
    let layer = awkward();
    let mut text = String::new();
    for format in FORMATS.into_iter().chain([FileFormat::Conefor]) {
        for loss in losses(format, &layer, &WriteOptions::default()) {
            text.push_str(&format!("{}: {loss:?}\n", format.title()));
        }
    }
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/losses.txt");
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        std::fs::write(&golden, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(golden).unwrap());
}

#[test]
fn several_layers_go_into_one_geopackage() {
    let layer = awkward();
    let layers = [layer.clone(), Layer { name: "AWKWARD".into(), ..layer.clone() }];
    let written = write(FileFormat::GeoPackage, &layers, &WriteOptions::default()).unwrap();
    let found = geodata::io::layers(&written.bytes, "two.gpkg").unwrap().unwrap();
    let names: Vec<&str> = found.iter().map(|layer| layer.name.as_str()).collect();
    assert_eq!(names, ["awkward", "AWKWARD_2"]);
    assert!(found.iter().all(|layer| layer.features == 4));
    let one = ReadOptions { layers: Some(vec!["AWKWARD_2".into()]), ..ReadOptions::default() };
    assert_eq!(read(&written.bytes, "two.gpkg", &one).unwrap().len(), 1);
    let none = ReadOptions { layers: Some(vec!["elsewhere".into()]), ..ReadOptions::default() };
    let error = read(&written.bytes, "two.gpkg", &none).unwrap_err();
    assert!(matches!(error, geodata::io::ReadError::NoSuchLayer { .. }), "{error}");
    assert!(write(FileFormat::Csv, &layers, &WriteOptions::default()).is_err());
}
