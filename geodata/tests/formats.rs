//! Small files of every format that is read, with what can be wrong with them.
#![cfg(feature = "geopackage")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "tests are blunt"
)]

mod files;
mod shared;

use files::{gzipped, has_note, one, refused, zipped};
use geo::{Area, Geometry};
use geodata::io::{
    Damage, FileFormat, Note, ReadError, SkipReason, WriteOptions, layers, read, write,
};
use geodata::model::{ColumnKind, SourceCrs, Value};
use geodata::{Crs, Import, ReadOptions, read_layer};

const POINT: &str = r#"{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[24.5,60.2]}}"#;

#[test]
fn geojson_with_a_feature_a_line() {
    let text = format!("{POINT}\n\nnot json\n{POINT}\n");
    let import = one(text.as_bytes());
    assert_eq!(import.layer.features.len(), 2);
    assert_eq!(import.report.skipped[0].reason, SkipReason::NotJson);
    assert_eq!(
        (import.report.skipped[0].place.feature, import.report.skipped[0].place.line),
        (Some(2), Some(3))
    );
    let sequence = format!("\u{1e}{POINT}\n\u{1e}{POINT}\n");
    assert_eq!(one(sequence.as_bytes()).layer.features.len(), 2);
    assert_eq!(one(&gzipped(sequence.as_bytes())).layer.features.len(), 2);
}

#[test]
fn csv_as_spreadsheets_save_it() {
    let finnish = "tunnus;nimi;ala;pvm;lon;lat\n007;M\u{e4}nty;1,5;2024-05-31;24,81;60,2\n008;\"a;b\";2;2024-06-01;24,9;60,21\n009;x;;;;\n010;y\n";
    let windows: Vec<u8> =
        finnish.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let import = one(&windows);
    assert!(has_note(&import, &Note::EncodingGuessed { name: "Windows-1252".into() }));
    let columns: Vec<(&str, ColumnKind)> =
        import.layer.columns.iter().map(|column| (column.name.as_str(), column.kind)).collect();
    assert_eq!(
        columns[..4],
        [
            ("tunnus", ColumnKind::Text),
            ("nimi", ColumnKind::Text),
            ("ala", ColumnKind::Number),
            ("pvm", ColumnKind::Date)
        ]
    );
    let first = &import.layer.features[0];
    assert_eq!(first.geometry, Some(Geometry::Point(geo::Point::new(24.81, 60.2))));
    assert_eq!(first.value(1), &Value::Text("Mänty".into()));
    assert_eq!(import.layer.features[2].geometry, None);
    let skipped = &import.report.skipped[0];
    assert_eq!(skipped.reason, SkipReason::CellCount { found: 2, expected: 6 });
    assert_eq!(skipped.place.line, Some(5));

    let wkt =
        "id,geom\n1,\"POLYGON((0 0,1 0,1 1,0 0))\"\n2,\"SRID=4326;POINT(24 60)\"\n3,nonsense\n";
    let import = one(wkt.as_bytes());
    assert_eq!(import.layer.columns.len(), 1);
    assert_eq!(import.report.polygons, 1);
    assert!(matches!(import.report.skipped[0].reason, SkipReason::NotAGeometry { .. }));
    let wide: Vec<u8> = [0xfeffu16]
        .into_iter()
        .chain("x\ty\n24\t60\n".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(one(&wide).layer.features.len(), 1);
    assert!(
        matches!(refused(b"name,size\nEspoo,3\n"), ReadError::NoPositions { columns } if columns.len() == 2)
    );
}

#[test]
fn kml_with_its_folders_and_data() {
    let text = br#"<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>d</name>
    <Folder><name>Metsat</name><Placemark id="p1"><name>A &amp; B</name><description><![CDATA[<b>x</b>]]></description>
    <ExtendedData><Data name="ala"><value>3</value></Data></ExtendedData>
    <Polygon><outerBoundaryIs><LinearRing><coordinates>24,60,0 25,60,0 25,61,0 24,60,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder>
    <Placemark><MultiGeometry><Point><coordinates>24,60</coordinates></Point><Point><coordinates>25,60</coordinates></Point></MultiGeometry></Placemark>
    <Placemark><Point><coordinates>east,60</coordinates></Point></Placemark></Document></kml>"#;
    for bytes in [text.to_vec(), zipped(&[("doc.kml", text), ("files/photo.png", b"\x89PNG")])] {
        let import = one(&bytes);
        let polygon = &import.layer.features[0];
        assert_eq!(polygon.id.as_deref(), Some("p1"));
        let value = |name: &str| polygon.value(import.layer.column(name).unwrap()).clone();
        assert_eq!(value("name"), Value::Text("A & B".into()));
        assert_eq!(value("description"), Value::Text("<b>x</b>".into()));
        assert_eq!(value("folder"), Value::Text("Metsat".into()));
        assert_eq!(value("ala"), Value::Integer(3));
        assert!(matches!(import.layer.features[1].geometry, Some(Geometry::MultiPoint(_))));
        assert_eq!(import.report.skipped[0].place.line, Some(6));
        assert_eq!(import.layer.source_crs, SourceCrs::Declared(Crs::WGS84));
    }
}

#[test]
fn gpx_in_layers() {
    let text = br#"<gpx version="1.1"><wpt lat="60.2" lon="24.8"><name>pesa</name><ele>12.5</ele></wpt>
    <trk><name>t</name><trkseg><trkpt lat="60" lon="24"/><trkpt lat="60.1" lon="24"><ele>1</ele></trkpt></trkseg><trkseg><trkpt lat="60" lon="24"/></trkseg></trk></gpx>"#;
    let imports = read(text, "walk.gpx", &ReadOptions::default()).unwrap();
    let names: Vec<_> =
        imports.iter().map(|import| import.report.layer.as_deref().unwrap()).collect();
    assert_eq!(names, ["waypoints", "tracks"]);
    assert_eq!(
        imports[0].layer.features[0].geometry,
        Some(Geometry::Point(geo::Point::new(24.8, 60.2)))
    );
    assert_eq!(imports[1].report.notes[0].note, Note::HeightsDropped);
    assert_eq!(layers(text, "walk.gpx").unwrap().unwrap().len(), 2);
}

/// Answers of web feature services: the same square in the forms that servers use.
#[test]
fn gml_with_its_axes_in_either_order() {
    let square = |srs: &str, ring: &str| {
        format!(
            r#"<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:e="http://e"><wfs:member><e:alue gml:id="alue.1"><gml:boundedBy><gml:Envelope srsName="{srs}"/></gml:boundedBy><e:nimi>Pöllö</e:nimi><e:koko>100</e:koko><e:geom><gml:Surface srsName="{srs}"><gml:patches><gml:PolygonPatch><gml:exterior><gml:LinearRing><gml:posList>{ring}</gml:posList></gml:LinearRing></gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface></e:geom></e:alue></wfs:member></wfs:FeatureCollection>"#
        )
    };
    let north_first =
        "6675000 25490000 6675000 25490010 6675010 25490010 6675010 25490000 6675000 25490000";
    let east_first =
        "25490000 6675000 25490010 6675000 25490010 6675010 25490000 6675010 25490000 6675000";
    let expected = |import: &Import| {
        let feature = &import.layer.features[0];
        assert_eq!(import.layer.source_crs.crs().epsg(), 3879);
        assert_eq!(feature.id.as_deref(), Some("alue.1"));
        let Some(Geometry::Polygon(polygon)) = &feature.geometry else { panic!("{feature:?}") };
        assert!((polygon.signed_area() - 100.0).abs() < 1e-6);
        assert!(polygon.exterior().0.iter().all(|at| at.x > 2e7 && at.y < 1e7));
        assert_eq!(feature.value(1), &Value::Integer(100));
    };
    let urn = "urn:ogc:def:crs:EPSG::3879";
    let plain = one(square(urn, north_first).as_bytes());
    expected(&plain);
    assert!(plain.report.notes.is_empty());
    let short = one(square("EPSG:3879", east_first).as_bytes());
    expected(&short);
    assert!(short.report.notes.is_empty());
    let address =
        one(square("http://www.opengis.net/gml/srs/epsg.xml#3879", east_first).as_bytes());
    expected(&address);
    // Servers that do not do as they say are seen through, and told on.
    let lying = one(square(urn, east_first).as_bytes());
    expected(&lying);
    assert_eq!(lying.report.notes[0].note, Note::AxesNotSwapped);
    let other = one(square("EPSG:3879", north_first).as_bytes());
    expected(&other);
    assert_eq!(other.report.notes[0].note, Note::AxesSwapped);
}

#[test]
fn gml_of_version_two_and_servers_that_refuse() {
    let text = r#"<?xml version="1.0" encoding="ISO-8859-1"?><FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><reitti fid="r.1"><gml:lineStringProperty><gml:LineString srsName="EPSG:4326"><gml:coordinates>24.5,60.1 24.6,60.2</gml:coordinates></gml:LineString></gml:lineStringProperty><nimi>KEHA</nimi></reitti></gml:featureMember><gml:featureMember><piste fid="p.1"><geom><gml:Point><gml:pos>24 60</gml:pos></gml:Point></geom></piste></gml:featureMember></FeatureCollection>"#;
    let latin: Vec<u8> = text
        .replace("KEHA", "KEH\u{c4}")
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    let imports = read(&latin, "old.gml", &ReadOptions::default()).unwrap();
    assert_eq!(imports.len(), 2);
    assert!(
        matches!(&imports[0].layer.features[0].geometry, Some(Geometry::LineString(line)) if line.0[1].x == 24.6)
    );
    assert_eq!(imports[0].layer.features[0].value(0), &Value::Text("KEHÄ".into()));
    let exception = br#"<ows:ExceptionReport><ows:Exception><ows:ExceptionText>Unknown layer</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"#;
    assert_eq!(refused(exception), ReadError::ServerSaid { message: "Unknown layer".into() });
    let cut = &latin[..latin.len() - 40];
    assert!(matches!(
        refused(cut),
        ReadError::Damaged { format: FileFormat::Gml, damage: Damage::Markup { line: 1 } }
    ));
}

#[test]
fn degrees_and_metres_that_were_exchanged_are_put_right() {
    let point =
        |x: f64, y: f64| one(format!(r#"{{"type":"Point","coordinates":[{x},{y}]}}"#).as_bytes());
    let at = |import: &Import| match import.layer.features[0].geometry {
        Some(Geometry::Point(point)) => (point.x(), point.y()),
        _ => panic!("no point"),
    };
    let exchanged = point(60.2, 24.8);
    assert_eq!(at(&exchanged), (24.8, 60.2));
    assert!(has_note(&exchanged, &Note::AxesSwapped));
    let metres = point(6_675_000.0, 25_490_000.0);
    assert_eq!(at(&metres), (25_490_000.0, 6_675_000.0));
    assert_eq!(metres.layer.source_crs, SourceCrs::Guessed(Crs::from_epsg(3879).unwrap()));
    // What lies in Africa stays there.
    assert_eq!(at(&point(24.8, 10.2)), (24.8, 10.2));
    let kept = ReadOptions { swap_axes: Some(false), ..ReadOptions::default() };
    let text = br#"{"type":"Point","coordinates":[60.2,24.8]}"#;
    assert_eq!(at(&read_layer(text, "kept", &kept).unwrap()), (60.2, 24.8));
}

#[test]
fn shapefiles_in_old_code_pages() {
    let layer = one(b"WKT,nimi\nPOINT(24 60),Manty\n").layer;
    let written = write(FileFormat::Shapefile, &[layer], &WriteOptions::default()).unwrap().bytes;
    let member = |name: &str| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&written)).unwrap();
        let mut bytes = Vec::new();
        std::io::copy(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
        bytes
    };
    let (shp, prj) = (member("file.shp"), member("file.prj"));
    for (code, driver, label) in [
        (0xe4, 0x57, None),
        (0x84, 0x01, None),
        (0x84, 0x00, Some("OEM 850")),
        (0xe4, 0x00, Some("88591")),
    ] {
        let mut dbf = member("file.dbf");
        let at = dbf.windows(5).position(|window| window == b"Manty").unwrap();
        dbf[at + 1] = code;
        dbf[29] = driver;
        let mut files =
            vec![("a/MÄNTY.SHP", shp.as_slice()), ("a/mÄnty.dbf", &dbf), ("a/MÄNTY.prj", &prj)];
        if let Some(label) = label {
            files.push(("a/MÄNTY.cpg", label.as_bytes()));
        }
        let import = one(&zipped(&files));
        assert_eq!(
            import.layer.features[0].value(0),
            &Value::Text("Mänty".into()),
            "{code} {label:?}"
        );
        assert_eq!(import.layer.name, "MÄNTY");
        assert!(
            !import
                .report
                .notes
                .iter()
                .any(|noted| matches!(noted.note, Note::EncodingGuessed { .. }))
        );
    }
    let lonely = one(&zipped(&[("file.shp", &shp)]));
    assert!(has_note(&lonely, &Note::PartMissing { part: "file.dbf".into() }));
    assert_eq!(refused(&shp), ReadError::Foreign(geodata::io::Foreign::Shapefile));
    assert!(matches!(
        refused(&zipped(&[("a.txt", b"hello")])),
        ReadError::NoLayers { .. } | ReadError::Json { .. }
    ));
}

#[test]
fn conefor_s_files_are_tables() {
    let nodes = one(b"1\t12.5\n2\t3\n");
    assert_eq!(nodes.layer.columns[1].name, "attribute");
    assert_eq!(nodes.layer.features[0].value(1), &Value::Number(12.5));
    let written = write(FileFormat::Conefor, &[nodes.layer], &WriteOptions::default()).unwrap();
    assert_eq!(written.bytes, b"1\t12.5\t1\n2\t3\t1\n");
    let distances = one(b"1 2 250.5\n2 3 10\n");
    assert_eq!(distances.layer.columns[2].name, "distance");
    assert!(matches!(refused(b"1 5\n1 7\n"), ReadError::Conefor(error) if error.line == 2));
}

#[test]
fn geopackages_left_in_write_ahead_mode_empty_ones_and_none() {
    let layer = one(POINT.as_bytes()).layer;
    let mut bytes =
        write(FileFormat::GeoPackage, &[layer], &WriteOptions::default()).unwrap().bytes;
    assert_eq!(bytes[18..20], [1, 1]);
    bytes[18] = 2;
    bytes[19] = 2;
    let logged = one(&bytes);
    assert_eq!(logged.layer.features.len(), 1);
    assert!(has_note(&logged, &Note::LogMissing { part: "file-wal".into() }));
    assert_eq!(refused(&[]), ReadError::Empty);
    assert!(matches!(
        refused(&bytes[..5000]),
        ReadError::Damaged { format: FileFormat::GeoPackage, .. }
    ));
    let mut noise = bytes.clone();
    noise[100..1500].fill(0x5a);
    assert!(read(&noise, "noise", &ReadOptions::default()).is_err());
    let Some(folder) = shared::shared("data/luoti-survey-files") else { return };
    for path in shared::files(&folder, "gpkg") {
        let bytes = shared::bytes(&path);
        if bytes.is_empty() {
            assert_eq!(refused(&bytes), ReadError::Empty);
        } else {
            let import = one(&bytes);
            assert_eq!(
                import.layer.source_crs,
                SourceCrs::Declared(Crs::from_epsg(3879).unwrap()),
                "{path:?}"
            );
            // Some were drawn far from Finland, where the system has no place.
            let is_outside = |reason: &SkipReason| matches!(reason, SkipReason::OutsideCrs { .. });
            assert!(
                import.report.skipped.iter().all(|skipped| is_outside(&skipped.reason)),
                "{path:?}"
            );
            let kept = ReadOptions { keep_outside: true, ..ReadOptions::default() };
            let all = read_layer(&bytes, "kept", &kept).unwrap().report;
            assert_eq!(
                (all.read, all.skipped.len()),
                (import.report.read + import.report.skipped.len(), 0)
            );
        }
    }
}

#[test]
fn the_invalid_polygons_of_helsinki_are_reported_one_by_one() {
    let Some(path) = shared::shared("data/helsinki-osm/multipolygons.geojson") else { return };
    let import = one(&shared::bytes(&path));
    let repaired = import.report.repaired.len();
    assert_eq!((import.report.read, import.report.skipped.len(), repaired), (1064, 20, 19));
    assert!(
        import
            .report
            .skipped
            .iter()
            .all(|skipped| matches!(skipped.reason, SkipReason::Polygon(_)))
    );
}
