//! Files that must be read, files whose faults must be told, and files that
//! must be refused.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod shared;

use std::path::Path;

use geodata::{
    Habitat, HabitatOptions, ImportReport, Parameters, ReadOptions, analyse, read_layer,
};

/// Reads, and goes on to figures where there are patches: nothing may panic.
fn go(path: &Path) -> Result<ImportReport, String> {
    let import = read_layer(&shared::bytes(path), "file", &ReadOptions::default())
        .map_err(|error| error.to_string())?;
    if let Ok(habitat) = Habitat::new(&[import.layer], &HabitatOptions::default()) {
        let parameters = Parameters { max_link_m: Some(1000.0), ..Parameters::default() };
        if let Ok(analysis) = analyse(&habitat, &parameters) {
            assert!(analysis.indices.ec_pc_ha <= analysis.indices.habitat_ha * 1.000_001);
        }
    }
    Ok(import.report)
}

#[test]
fn good_files_are_read_whole() {
    let mut count = 0;
    for folder in ["geojsonhint/good", "georust-geojson/canonical", "draft-geojson"] {
        let Some(folder) = shared::shared(&format!("data/robustness/{folder}")) else { return };
        for path in shared::files(&folder, "geojson") {
            let report = go(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            // Sound GeoJSON, but of a place that is not on Earth: told, not used.
            let off_earth = path.ends_with("issue82.geojson");
            assert_eq!(report.skipped.len(), usize::from(off_earth), "{}", path.display());
            count += 1;
        }
    }
    assert!(count == 47, "only {count} files");
}

#[test]
fn faulty_files_are_reported_or_refused_with_the_place() {
    let Some(folder) = shared::shared("data/robustness/geojsonhint/bad") else { return };
    let mut count = 0;
    for path in shared::files(&folder, "geojson") {
        if let Ok(report) = go(&path) {
            assert!(!report.is_clean(), "{} passed in silence", path.display());
            let places = report.skipped.iter().map(|skipped| &skipped.place);
            let places = places.chain(report.repaired.iter().map(|repaired| &repaired.place));
            for place in places.chain(report.notes.iter().map(|noted| &noted.place)) {
                assert!(place.line.is_some_and(|line| line >= 1));
            }
        }
        count += 1;
    }
    assert!(count >= 40, "only {count} files");
}

#[test]
fn json_that_is_none_is_refused() {
    let Some(folder) = shared::shared("data/robustness/jsonchecker") else { return };
    let mut count = 0;
    for path in shared::files(&folder, "json") {
        assert!(go(&path).is_err(), "{} was read", path.display());
        count += 1;
    }
    assert!(count >= 30, "only {count} files");
}

#[test]
fn whole_countries_and_collections() {
    let Some(folder) = shared::shared("data/robustness/georust-geojson") else { return };
    let countries = go(&folder.join("countries.geojson")).unwrap();
    assert!(countries.skipped.is_empty() && countries.polygons > 170, "{countries:?}");
    let collection = go(&folder.join("geometry_collection.geojson")).unwrap();
    assert!(collection.skipped.is_empty());
}

/// 39 of Helsinki's multipolygons are invalid, and just those are put right.
#[test]
fn invalid_multipolygons_are_put_right() {
    let Some(folder) = shared::shared("data/helsinki-osm") else { return };
    let mut invalid = 0;
    let mut polygons = 0;
    for path in shared::files(&folder, "geojson") {
        let import =
            read_layer(&shared::bytes(&path), path.to_str().unwrap(), &ReadOptions::default())
                .unwrap();
        polygons += import.report.polygons;
        // Those that enclose nothing at all cannot be put right.
        invalid += import.report.skipped.len();
        polygons += import.report.skipped.len();
        invalid += import.report.repaired.len();
    }
    assert_eq!((polygons, invalid), (1084, 39));
}

/// Degrees are not taken for metres because a file says so, or the reader does.
#[test]
fn degrees_under_a_metric_crs_are_told() {
    let text = |crs: u16| {
        format!(
            r#"{{"type":"Polygon","crs":{{"type":"name","properties":{{"name":"EPSG:{crs}"}}}},
            "coordinates":[[[24.7,60.2],[24.71,60.2],[24.71,60.21],[24.7,60.2]]]}}"#
        )
    };
    for crs in [3067, 3857, 3879, 32635] {
        let import = read_layer(text(crs).as_bytes(), "degrees", &ReadOptions::default()).unwrap();
        assert!(import.report.source_crs.is_guess(), "EPSG:{crs}");
        assert_eq!(import.report.source_crs.crs(), geodata::Crs::WGS84);
    }
    let given = ReadOptions { input_crs: geodata::Crs::from_epsg(3067).ok(), ..Default::default() };
    assert!(read_layer(text(4326).as_bytes(), "degrees", &given).is_err());
}

/// Columns are as many as a file names, and a feature has what it has.
#[test]
fn sparse_properties_keep_their_columns() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":null,"properties":{"b":1,"a":"x","huge":1e400}},
        {"type":"Feature","geometry":null,"properties":{"c":null,"a":"y","a":"z"}}]}"#;
    let layer = read_layer(text.as_bytes(), "sparse", &ReadOptions::default()).unwrap().layer;
    let names: Vec<&str> = layer.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["b", "a", "huge", "c"]);
    let values = |feature: usize| -> Vec<String> {
        (0..4).map(|column| layer.features[feature].value(column).to_string()).collect()
    };
    assert_eq!(values(0), ["1", "x", "1e400", ""]);
    assert_eq!(values(1), ["", "z", "", ""]);
}

/// Each free-text or personal column of the survey layers stays out of exports,
/// and each that does not is known to be neither.
#[test]
fn private_columns_of_the_survey_layers_are_known() {
    let Some(path) = shared::shared("luoti/schema.json") else { return };
    const PUBLIC: [&str; 14] = [
        "puulaji",
        "viite",
        "tieteellinen_nimi",
        "suomenkielinen_nimi",
        "direktiivi",
        "yksikko",
        "laji_luokitus",
        "nimi",
        "luontotyyppi",
        "ominaislajit",
        "lahopuusto",
        "natura_luontotyyppi",
        "tyyppi",
        "pvm",
    ];
    let schema: serde_json::Value = serde_json::from_slice(&shared::bytes(&path)).unwrap();
    let mut private = 0;
    for layer in schema["layers"].as_array().unwrap() {
        for column in layer["columns"].as_array().unwrap() {
            let name = column["name"].as_str().unwrap();
            if column["type"] != "String" || column.get("enum").is_some() {
                continue;
            }
            let is_private = geodata::report::is_private_column(name);
            assert_ne!(is_private, PUBLIC.contains(&name), "{name}: private or public?");
            private += usize::from(is_private);
        }
    }
    assert!(private > 30, "only {private} private columns");
}
