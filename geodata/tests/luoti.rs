//! Luoti's survey layers: the rules, and what deliveries make of them.
#![cfg(feature = "geopackage")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;

use geodata::luoti::{
    Allowed, Fault, LAYERS, SurveyGeometry, check, guess_role, recognise, survey_layer, template,
};
use geodata::model::{ColumnKind, Date, LayerRole};
use geodata::{Import, ReadOptions, read_layer};

fn delivery(bytes: &[u8], name: &str) -> Import {
    read_layer(bytes, name, &ReadOptions { keep_outside: true, ..ReadOptions::default() }).unwrap()
}

fn today() -> Option<Date> {
    Date::new(2026, 11, 23).ok()
}

#[test]
fn the_rules_are_those_of_the_system() {
    let Some(path) = shared::shared("luoti/schema.json") else { return };
    let schema: serde_json::Value = serde_json::from_slice(&shared::bytes(&path)).unwrap();
    let theirs = schema["layers"].as_array().unwrap();
    assert_eq!(theirs.len(), LAYERS.len());
    for (own, theirs) in LAYERS.iter().zip(theirs) {
        assert_eq!(own.name, theirs["layer"]);
        let geometry = match own.geometry {
            SurveyGeometry::Point => "Point",
            SurveyGeometry::Line => "LineString",
            SurveyGeometry::Polygon => "Polygon",
        };
        assert_eq!(geometry, theirs["geometry"], "{}", own.name);
        let columns = theirs["columns"].as_array().unwrap();
        assert_eq!(own.columns.len(), columns.len(), "{}", own.name);
        for (rule, column) in own.columns.iter().zip(columns) {
            let kind = match rule.kind {
                ColumnKind::Date => "Date",
                ColumnKind::Integer => "Int",
                ColumnKind::Number => "Double",
                ColumnKind::Bool => "Boolean",
                _ => "String",
            };
            assert_eq!(
                (rule.name, kind),
                (column["name"].as_str().unwrap(), column["type"].as_str().unwrap())
            );
            assert_eq!(rule.nullable, column["nullable"] == true, "{}.{}", own.name, rule.name);
            let Some(values) = column["enum"].as_str() else {
                assert_eq!(rule.allowed, None);
                continue;
            };
            match (rule.allowed.unwrap(), schema["enums"][values].as_array()) {
                (Allowed::OneOf(own), Some(theirs)) => {
                    let theirs: Vec<&str> =
                        theirs.iter().map(|value| value.as_str().unwrap()).collect();
                    assert_eq!(own, theirs);
                }
                (Allowed::CodedGroup, None) => {
                    assert!(rule.allowed.unwrap().allows("Nisäkkäät (MA)"));
                }
                other => panic!("{values}: {other:?}"),
            }
        }
    }
}

#[test]
fn every_survey_file_gets_its_verdict() {
    let Some(folder) = shared::shared("data/luoti-survey-files") else { return };
    let mut text = String::new();
    for path in shared::files(&folder, "gpkg") {
        let name = path.file_name().unwrap().to_str().unwrap();
        let options = ReadOptions { keep_outside: true, ..ReadOptions::default() };
        match read_layer(&shared::bytes(&path), name, &options) {
            Err(error) => text.push_str(&format!("{name}: refused, {error}\n")),
            Ok(import) => {
                let rules = recognise(&import.layer, name).unwrap();
                text.push_str(&format!(
                    "{name}: {} features of {}\n",
                    import.report.read, rules.name
                ));
                for finding in check(&import, rules, today()) {
                    text.push_str(&format!("  {}\n", serde_json::to_string(&finding).unwrap()));
                }
            }
        }
    }
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/luoti_survey_files.txt");
    if std::env::var("UPDATE_GOLDEN").is_ok() {
        std::fs::write(&golden, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(golden).unwrap());
}

const COLUMNS: &str = "WKT,pvm,havaitsija,aluetyyppi,aluekuvaus,lisatieto,kunta,tarkkuus,viite\n";

fn areas(rows: &str) -> Import {
    let text = COLUMNS.replace("WKT", "_WKT_EPSG_3879") + rows;
    delivery(text.as_bytes(), "liito_orava_alueet.csv")
}

fn faults(rows: &str) -> Vec<(Option<u32>, String, Fault)> {
    let import = areas(rows);
    let rules = survey_layer("liito_orava_alueet").unwrap();
    check(&import, rules, today())
        .into_iter()
        // A table of text cannot keep the types of columns without values.
        .filter(|finding| {
            !matches!(finding.fault, Fault::WrongType { .. }) || finding.feature.is_some()
        })
        .map(|finding| (finding.feature, finding.column.unwrap_or_default(), finding.fault))
        .collect()
}

const SQUARE: &str = "\"POLYGON((25490000 6675000,25490100 6675000,25490100 6675100,25490000 6675100,25490000 6675000))\"";

#[test]
fn each_kind_of_fault_is_found() {
    let row = |shape: &str, rest: &str| format!("{shape},{rest}\n");
    let good = "2024-05-31,Hanna,Ydinalue,,,49,GPS,";
    assert_eq!(faults(&row(SQUARE, good)), []);
    let of = |rest: &str| faults(&row(SQUARE, rest));
    let one = |column: &str, fault: Fault| vec![(Some(1), column.to_owned(), fault)];
    assert_eq!(of("2024-05-31,,Ydinalue,,,49,GPS,"), one("havaitsija", Fault::NoValue));
    assert_eq!(
        of("2027-05-31,Hanna,Ydinalue,,,49,GPS,"),
        one("pvm", Fault::FutureDate { date: "2027-05-31".into() })
    );
    let near = Fault::ValueNotAllowed { found: "ydinalu".into(), nearest: Some("Ydinalue".into()) };
    assert_eq!(of("2024-05-31,Hanna,ydinalu,,,49,GPS,"), one("aluetyyppi", near));
    let shape = |shape: &str| {
        faults(&row(shape, good)).into_iter().map(|(_, _, fault)| fault).collect::<Vec<_>>()
    };
    assert_eq!(shape(""), [Fault::NoGeometry]);
    let found = "LineString".to_owned();
    assert_eq!(
        shape("\"LINESTRING(25490000 6675000,25490100 6675000)\""),
        [Fault::WrongGeometry { found, expected: SurveyGeometry::Polygon }]
    );
    let bow = "\"POLYGON((25490000 6675000,25490100 6675100,25490100 6675000,25490000 6675100,25490000 6675000))\"";
    assert!(matches!(shape(bow)[..], [Fault::Repairable { .. }]));
    let line = "\"POLYGON((25490000 6675000,25490100 6675000,25490000 6675000))\"";
    assert!(matches!(shape(line)[..], [Fault::Invalid { .. }]));
    assert_eq!(
        shape(&SQUARE.replace("66750", "35750").replace("66751", "35751")),
        [Fault::OutsideFinland]
    );
}

#[test]
fn systems_types_and_columns_are_compared() {
    let text = "WKT,pvm,havaitsia,aluetyyppi,aluekuvaus,lisatieto,kunta,tarkkuus,viite,koko\n\
        \"POLYGON((24.8 60.2,24.9 60.2,24.9 60.3,24.8 60.2))\",2024-05-31,Hanna,Ydinalue,,,Espoo,GPS,,5\n";
    let import = delivery(text.as_bytes(), "liito_orava_alueet_2024.csv");
    let rules = recognise(&import.layer, "liito_orava_alueet_2024.csv").unwrap();
    let found = check(&import, rules, today());
    let has = |column: &str, fault: Fault| {
        assert!(
            found
                .iter()
                .any(|finding| finding.column.as_deref() == Some(column) && finding.fault == fault),
            "{column}"
        );
    };
    has("havaitsija", Fault::MissingColumn);
    has("havaitsia", Fault::ExtraColumn { nearest: Some("havaitsija".into()) });
    has("kunta", Fault::WrongType { found: ColumnKind::Text, expected: ColumnKind::Integer });
    assert!(found.iter().any(
        |finding| matches!(&finding.fault, Fault::WrongSystem { found } if found == "EPSG:4326")
    ));
}

#[test]
fn templates_are_empty_deliveries_without_a_fault() {
    for layer in &LAYERS {
        let written = template(layer.name).unwrap().unwrap();
        let import = delivery(&written.bytes, "template.gpkg");
        assert_eq!(
            recognise(&import.layer, "template.gpkg").map(|known| known.name),
            Some(layer.name)
        );
        assert_eq!(check(&import, layer, today()), []);
        assert_eq!(import.layer.features.len(), 0);
    }
    assert_eq!(template("lumo_alue").unwrap_err().nearest, Some("lumo_alueet"));
}

#[test]
fn layers_are_told_by_columns_and_take_their_role() {
    let import = areas(&format!("{SQUARE},2024-05-31,Hanna,Ydinalue,,,49,GPS,\n"));
    assert_eq!(
        recognise(&import.layer, "export.csv").map(|layer| layer.name),
        Some("liito_orava_alueet")
    );
    assert_eq!(guess_role(&import.layer, "export.csv"), LayerRole::Habitat);
    let trees = delivery(b"WKT,height\nPOINT(24.8 60.2),12\n", "trees.csv");
    assert_eq!(recognise(&trees.layer, "trees.csv"), None);
    assert_eq!(guess_role(&trees.layer, "trees.csv"), LayerRole::TreeCover);
}
