//! Files of the known formats that other programs write in their own ways: nothing
//! of them is lost silently.
#![cfg(feature = "geopackage")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod files;

use files::{has_note, one, refused, zipped};
use geo::Area;
use geodata::io::{
    Damage, FileFormat, Note, ReadError, SkipReason, WriteOptions, layers, read, write,
};
use geodata::model::{ColumnKind, Value};
use geodata::{Crs, ReadOptions};
use rusqlite::Connection;

const POINTS: &str = "n,WKT\n1,POINT(24 60)\n2,POINT(25 61)\n";

/// A GeoPackage changed by hand.
fn geopackage(sql: &str) -> Vec<u8> {
    let layer = one(POINTS.as_bytes()).layer;
    let bytes = write(FileFormat::GeoPackage, &[layer], &WriteOptions::default()).unwrap().bytes;
    let mut connection = Connection::open_in_memory().unwrap();
    let length = bytes.len();
    connection.deserialize_read_exact("main", bytes.as_slice(), length, false).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.serialize("main").unwrap().to_vec()
}

fn of_view(columns: &str, from: &str) -> String {
    format!(
        "CREATE VIEW v AS SELECT fid, geom, {columns} FROM {from};
         INSERT INTO gpkg_contents SELECT 'v', 'features', 'v', '', last_change, 0, 0, 0, 0, srs_id
           FROM gpkg_contents LIMIT 1;
         INSERT INTO gpkg_geometry_columns SELECT 'v', column_name, geometry_type_name, srs_id, 0, 0
           FROM gpkg_geometry_columns LIMIT 1;"
    )
}

fn layer_v() -> ReadOptions {
    ReadOptions { layers: Some(vec!["v".into()]), ..ReadOptions::default() }
}

#[test]
fn columns_of_views_and_computed_columns_keep_their_values() {
    let sql = "ALTER TABLE file ADD COLUMN price DECIMAL(10,2) DEFAULT 2.5;
               ALTER TABLE file ADD COLUMN twice INT8 GENERATED ALWAYS AS (n * 2);";
    let import = one(&geopackage(sql));
    let first = &import.layer.features[0];
    let value = |name: &str| first.value(import.layer.column(name).unwrap());
    assert_eq!(value("price"), &Value::Number(2.5));
    assert_eq!(value("twice"), &Value::Integer(2));
    let bytes = geopackage(&of_view("n / 2.0 AS half, 'x' || n AS name", "file"));
    let import = read(&bytes, "file", &layer_v()).unwrap().remove(0);
    let kinds: Vec<ColumnKind> = import.layer.columns.iter().map(|column| column.kind).collect();
    assert_eq!(kinds, [ColumnKind::Integer, ColumnKind::Number, ColumnKind::Text]);
}

#[test]
fn views_that_claim_more_than_there_is_are_stopped() {
    let endless =
        "(WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c)";
    let bytes = geopackage(&of_view("x", &format!("file, {endless}")));
    let error = read(&bytes, "file", &layer_v()).unwrap_err();
    assert!(matches!(error, ReadError::Damaged { damage: Damage::Claims { .. }, .. }), "{error:?}");
    let bytes = geopackage(&of_view("zeroblob(900000000) AS x", "file"));
    assert!(matches!(
        read(&bytes, "file", &layer_v()),
        Err(ReadError::Damaged { damage: Damage::Database { .. }, .. })
    ));
}

#[test]
fn a_layer_that_cannot_be_read_takes_no_other_with_it() {
    let sql = of_view("n", "file")
        + "INSERT INTO gpkg_spatial_ref_sys VALUES ('Belge', 31370, 'EPSG', 31370, 'undefined', NULL);
           UPDATE gpkg_geometry_columns SET srs_id = 31370 WHERE table_name = 'v';";
    let import = one(&geopackage(&sql));
    let is_told = |note: &Note| {
        matches!(note, Note::PartRefused { part, error } if part == "v"
            && matches!(**error, ReadError::UnsupportedCrs { .. }))
    };
    assert!(import.report.notes.iter().any(|noted| is_told(&noted.note)));

    let good = br#"{"type":"Point","coordinates":[24,60]}"#;
    let bad = br#"{"type":"FeatureCollection","features":7}"#;
    let import = one(&zipped(&[("a.geojson", good), ("b.geojson", bad), ("README.txt", b"hello")]));
    assert_eq!(import.layer.features.len(), 1);
    let told: Vec<&Note> = import.report.notes.iter().map(|noted| &noted.note).collect();
    assert!(
        matches!(told[..], [Note::PartRefused { part, .. }] if part == "b.geojson"),
        "{told:?}"
    );
}

#[test]
fn systems_in_tables_count_and_must_agree() {
    let unknown = b"n;WKT\n1;SRID=31370;POINT(1 2)\n2;POINT(1 2)\n".map(|byte| byte);
    let quoted = String::from_utf8_lossy(&unknown)
        .replace("SRID=31370;POINT(1 2)", "\"SRID=31370;POINT(1 2)\"");
    assert_eq!(refused(quoted.as_bytes()), ReadError::UnsupportedCrs { name: "EPSG:31370".into() });
    let heading = b"n,_WKT_EPSG_31370\n1,POINT(150000 170000)\n2,POINT(150000 170001)\n";
    assert!(matches!(refused(heading), ReadError::UnsupportedCrs { .. }));
    let mixed = "n,geom\n1,SRID=3879;POINT(25490000 6675000)\n2,SRID=3067;POINT(380000 6675000)\n";
    let import = one(mixed.as_bytes());
    assert_eq!(import.layer.source_crs.crs(), Crs::from_epsg(3879).unwrap());
    assert!(matches!(
        &import.report.skipped[0].reason,
        SkipReason::OtherSystem { found, .. } if found.contains("3067")
    ));
    // PostGIS writes the system into its binary.
    let point = "01010000208A7A0000".to_owned() + "000000000000F03F" + "0000000000000040";
    let binary = format!("n,geom\n1,{point}\n");
    assert_eq!(refused(binary.as_bytes()), ReadError::UnsupportedCrs { name: "EPSG:31370".into() });
}

#[test]
fn commas_in_cells_between_commas_are_no_decimal_signs() {
    let import = one(b"lon,lat,lista\n24,60,\"1,5\"\n24,61,\"2,7\"\n");
    assert_eq!(import.layer.features[0].value(2), &Value::Text("1,5".into()));
    let import = one(b"lon;lat;koko\n24;60;1,5\n24;61;2,7\n");
    assert_eq!(import.layer.features[0].value(2), &Value::Number(1.5));
}

#[test]
fn gml_with_several_of_a_kind() {
    let text = r#"<wfs:FeatureCollection xmlns:wfs="w" xmlns:gml="g" xmlns:e="e">
      <gml:boundedBy><gml:Envelope srsName="EPSG:3879" srsDimension="3"/></gml:boundedBy>
      <wfs:member><e:a><e:tag>x</e:tag><e:tag>y</e:tag><e:size>1,5</e:size>
        <e:g><gml:LineString><gml:posList>25490000 6675000 7 25490010 6675000 7</gml:posList></gml:LineString></e:g>
        <e:h><gml:Point><gml:pos>25490000 6675000</gml:pos></gml:Point></e:h></e:a></wfs:member>
      <wfs:member><e:a><e:tag>&own;</e:tag>
        <e:g><gml:Point srsName="EPSG:3067"><gml:pos>380000 6675000 1</gml:pos></gml:Point></e:g></e:a></wfs:member>
      <wfs:member><e:a><e:tag>&own;</e:tag>
        <e:g><gml:Point srsName="EPSG:3879"><gml:pos>25490000 6675000</gml:pos></gml:Point></e:g></e:a></wfs:member>
    </wfs:FeatureCollection>"#;
    let import = one(text.as_bytes());
    let layer = &import.layer;
    let value = |feature: usize, name: &str| {
        layer.features[feature].value(layer.column(name).unwrap()).clone()
    };
    assert_eq!(value(0, "tag"), Value::Text(r#"["x","y"]"#.into()));
    assert_eq!(value(0, "size"), Value::Text("1,5".into()));
    assert_eq!(value(1, "tag"), Value::Text("&own;".into()));
    assert!(has_note(&import, &Note::FurtherGeometry { property: "h".into() }));
    let skipped = &import.report.skipped[0];
    assert_eq!((layer.features.len(), skipped.place.line), (2, Some(6)));
    assert!(matches!(skipped.reason, SkipReason::OtherSystem { .. }));
}

#[test]
fn data_called_as_an_element_of_kml_is_kept_beside_it() {
    let text = "<kml><Placemark><name>A</name><ExtendedData><Data name=\"name\"><value>B</value></Data>\
        </ExtendedData><Point><coordinates>24,60</coordinates></Point></Placemark></kml>";
    let import = one(text.as_bytes());
    let names: Vec<&str> = import.layer.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["name", "name_2"]);
    assert_eq!(import.layer.features[0].value(1), &Value::Text("B".into()));
}

#[test]
fn gpx_says_what_it_leaves_out() {
    let text = "<gpx><trk><extensions><heart>1</heart></extensions><trkseg><trkpt lat=\"60\" lon=\"24\"/>\
        <trkpt lat=\"61\" lon=\"24\"/></trkseg><trkseg><trkpt lat=\"62\" lon=\"24\"/></trkseg></trk></gpx>";
    let import = one(text.as_bytes());
    for part in ["trkseg", "extensions.heart"] {
        assert!(has_note(&import, &Note::PartIgnored { part: part.into() }), "{part}");
    }
}

/// A member of the zipped shapefile that we write of a layer.
fn shapefile(text: &[u8], change: impl Fn(&str, &mut Vec<u8>)) -> Vec<u8> {
    let layer = one(text).layer;
    let written = write(FileFormat::Shapefile, &[layer], &WriteOptions::default()).unwrap().bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&written)).unwrap();
    let members: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|number| {
            let mut member = archive.by_index(number).unwrap();
            let name = member.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            std::io::copy(&mut member, &mut bytes).unwrap();
            change(&name, &mut bytes);
            (name, bytes)
        })
        .collect();
    let members: Vec<(&str, &[u8])> =
        members.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zipped(&members)
}

#[test]
fn shapefiles_with_memos_padding_and_rows_that_are_missing() {
    let text = b"memo,WKT\nabc,POINT(24 60)\ndef,POINT(25 61)\n";
    let memo = one(&shapefile(text, |name, bytes| {
        if name.ends_with(".dbf") {
            bytes[32 + 11] = b'M';
        }
    }));
    assert!(has_note(&memo, &Note::MemoLeftOut { column: "memo".into() }));
    assert_eq!(memo.layer.features[0].value(0), &Value::Null);
    let padded = one(&shapefile(text, |name, bytes| {
        if name.ends_with(".shp") {
            bytes.extend([0; 64]);
        }
    }));
    assert_eq!((padded.layer.features.len(), padded.report.skipped.len()), (2, 0));
    let short = one(&shapefile(text, |name, bytes| {
        if name.ends_with(".dbf") {
            bytes[4] = 1;
        }
    }));
    assert!(has_note(&short, &Note::RowsDiffer { shapes: 2, rows: 1 }));
    assert_eq!(short.layer.features.len(), 2);
    // A byte that means nothing stands where others write how long text is.
    let odd = one(&shapefile(text, |name, bytes| {
        if name.ends_with(".dbf") {
            bytes[32 + 17] = 9;
        }
    }));
    assert_eq!(odd.layer.features[0].value(0), &Value::Text("abc".into()));
}

#[test]
fn shapefiles_that_break_the_rule_of_winding_are_told() {
    let text = b"n,WKT\n1,\"POLYGON((25490000 6675000,25490010 6675000,25490010 6675010,25490000 6675010,25490000 6675000),(25490002 6675002,25490002 6675004,25490004 6675004,25490004 6675002,25490002 6675002))\"\n2,POINT EMPTY\n";
    let area = |bytes: &[u8]| match &one(bytes).layer.features[0].geometry {
        Some(geometry) => geometry.unsigned_area(),
        None => 0.0,
    };
    let rings = 100 + 8 + 4 + 32 + 8 + 8;
    let turned = |places: &'static [usize]| {
        shapefile(text, move |name, bytes| {
            for start in
                places.iter().map(|place| rings + place * 5 * 16).filter(|_| name.ends_with(".shp"))
            {
                let ring = bytes[start..start + 80].to_vec();
                for (place, corner) in ring.chunks(16).rev().enumerate() {
                    bytes[start + place * 16..][..16].copy_from_slice(corner);
                }
            }
        })
    };
    assert_eq!(area(&turned(&[])), 96.0);
    // All the other way round: holes are told by where they lie.
    assert_eq!(area(&turned(&[0])), 96.0);
    // A hole wound as a shell is one, and that parts lay over each other is told.
    let as_shell = turned(&[1]);
    assert_eq!(area(&as_shell), 100.0);
    let repairs = &one(&as_shell).report.repaired[0].repairs;
    assert!(
        matches!(repairs[..], [geodata::geometry::Repair::PartsOverlapped { .. }]),
        "{repairs:?}"
    );
}

#[test]
fn every_file_of_an_archive_is_a_layer_to_choose() {
    let point = br#"{"type":"Point","coordinates":[24,60]}"#;
    let shp = shapefile(POINTS.as_bytes(), |_, _| ());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&shp)).unwrap();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for number in 0..archive.len() {
        let mut member = archive.by_index(number).unwrap();
        let mut bytes = Vec::new();
        std::io::copy(&mut member, &mut bytes).unwrap();
        let name = member.name().unwrap().into_owned();
        files.push((format!("2016/{name}"), bytes.clone()));
        files.push((format!("2024/{name}"), bytes));
    }
    files.push(("2024/file_2024.geojson".into(), point.to_vec()));
    files.push(("table.csv".into(), POINTS.as_bytes().to_vec()));
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let bytes = zipped(&files);
    let names: Vec<String> =
        layers(&bytes, "all.zip").unwrap().unwrap().into_iter().map(|layer| layer.name).collect();
    assert_eq!(names, ["2016/file", "2024/file", "2024/file_2024.geojson", "table.csv"]);
    for name in names {
        let options = ReadOptions { layers: Some(vec![name.clone()]), ..ReadOptions::default() };
        let read = read(&bytes, "all.zip", &options).unwrap();
        assert_eq!((read.len(), read[0].report.layer.as_ref()), (1, Some(&name)));
    }
}

#[test]
fn a_view_of_nothing_hides_no_other_layer() {
    let sql = of_view("n", "file") + "DROP TABLE IF EXISTS gone; CREATE VIEW w AS SELECT * FROM gone;
        INSERT INTO gpkg_contents SELECT 'w', 'features', 'w', '', last_change, 0, 0, 0, 0, srs_id FROM gpkg_contents LIMIT 1;
        INSERT INTO gpkg_geometry_columns SELECT 'w', column_name, geometry_type_name, NULL, 0, 0 FROM gpkg_geometry_columns LIMIT 1;";
    let bytes = geopackage(&sql.replace("geometry_type_name, NULL", "geometry_type_name, srs_id"));
    let found: Vec<String> =
        layers(&bytes, "file").unwrap().unwrap().into_iter().map(|layer| layer.name).collect();
    assert_eq!(found, ["file", "v", "w"]);
    let all = read(&bytes, "file", &ReadOptions::default()).unwrap();
    assert_eq!(all.len(), 2);
    assert!(matches!(&all[0].report.notes[0].note, Note::PartRefused { part, .. } if part == "w"));
}
