//! How QGIS is to draw results, in its own format of styles (QML).
//!
//! Only what its versions 3.18 and later read alike (tried with 3.22): a renderer, its symbols, their
//! properties. Colours are those of the page's map in its light appearance.

use std::fmt::Write as _;

use crate::io::LayerStyle;
use crate::model::{Layer, Value};

/// Classes of patches by importance, each with about as many.
const CLASSES: usize = 5;

/// From little importance to much.
const RAMP: [&str; CLASSES] = ["253,224,159", "246,163,92", "221,94,98", "152,50,122", "74,22,96"];

/// By their grade: colour, width in millimetres, and pattern of the line.
const GRADES: [(&str, &str, &str, &str); 4] = [
    ("good", "15,118,110", "0.6", "solid"),
    ("weak", "146,64,14", "0.6", "dash"),
    ("critical", "179,38,30", "0.6", "dot"),
    ("cut", "123,136,127", "0.3", "dot"),
];

/// A style for each layer of results that has one.
#[must_use]
pub fn styles(layers: &[Layer]) -> Vec<LayerStyle> {
    let style = |layer: &Layer| {
        let qml = match layer.name.as_str() {
            "liito_patches" => patches(layer),
            "lasketut_yhteydet" => links(layer),
            "liito_gaps" => graded(),
            "liito_components" => single(&fill("28,100,72,90", "28,100,72", "0.5")),
            "liito_crossings" => single(&marker("179,38,30")),
            _ => return None,
        };
        Some(LayerStyle { layer: layer.name.clone(), qml })
    };
    layers.iter().filter_map(style).collect()
}

fn patches(layer: &Layer) -> String {
    let Some(column) = layer.columns.iter().position(|column| column.name == "liito_d_pc") else {
        return single(&fill("28,100,72,160", "255,255,255", "0.2"));
    };
    let number = |value: &Value| match value {
        Value::Number(number) => Some(*number),
        _ => None,
    };
    let mut values: Vec<f64> =
        layer.features.iter().filter_map(|feature| number(feature.value(column))).collect();
    values.sort_by(f64::total_cmp);
    let (Some(last), Some(first)) = (values.last(), values.first()) else {
        return single(&fill("28,100,72,160", "255,255,255", "0.2"));
    };
    let (mut ranges, mut symbols) = (String::new(), String::new());
    let mut lower = *first;
    for (class, colour) in RAMP.iter().enumerate() {
        let upper = match class + 1 {
            CLASSES => *last,
            next => values[(next * values.len() / CLASSES).min(values.len() - 1)],
        };
        let _ = write!(
            ranges,
            "<range symbol=\"{class}\" lower=\"{lower}\" upper=\"{upper}\" render=\"true\" \
             label=\"dPC {} - {} %\"/>",
            three_digits(lower),
            three_digits(upper)
        );
        symbols.push_str(&symbol(class, &fill(&format!("{colour},255"), "255,255,255", "0.2")));
        lower = upper;
    }
    document(&format!(
        "<renderer-v2 type=\"graduatedSymbol\" attr=\"liito_d_pc\" graduatedMethod=\"GraduatedColor\" \
         symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\"><ranges>{ranges}</ranges>\
         <symbols>{symbols}</symbols></renderer-v2>"
    ))
}

/// A number by its first three digits.
fn three_digits(number: f64) -> String {
    let size = number.abs();
    match [100.0, 10.0, 1.0, 0.1, 0.01, 0.001, 1e-4].iter().position(|step| size >= *step) {
        Some(decimals) => format!("{number:.decimals$}"),
        None if size == 0.0 => "0".to_owned(),
        None => format!("{number:.1e}"),
    }
}

fn links(layer: &Layer) -> String {
    if layer.columns.iter().any(|column| column.name == "grade") {
        graded()
    } else {
        single(&line("28,100,72", "0.3", "solid"))
    }
}

/// Lines by their grade.
fn graded() -> String {
    let (mut categories, mut symbols) = (String::new(), String::new());
    for (number, (grade, colour, width, pattern)) in GRADES.iter().enumerate() {
        let _ = write!(
            categories,
            "<category symbol=\"{number}\" value=\"{grade}\" label=\"{grade}\" render=\"true\"/>"
        );
        symbols.push_str(&symbol(number, &line(colour, width, pattern)));
    }
    document(&format!(
        "<renderer-v2 type=\"categorizedSymbol\" attr=\"grade\" symbollevels=\"0\" forceraster=\"0\" \
         enableorderby=\"0\"><categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
    ))
}

fn single(drawn: &Drawn) -> String {
    document(&format!(
        "<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" forceraster=\"0\" enableorderby=\"0\">\
         <symbols>{}</symbols></renderer-v2>",
        symbol(0, drawn)
    ))
}

/// The kind of a symbol, the class of its one layer, and that one's properties.
struct Drawn(&'static str, &'static str, Vec<(&'static str, String)>);

fn fill(colour: &str, outline: &str, width: &str) -> Drawn {
    let properties = vec![
        ("color", colour.to_owned()),
        ("style", "solid".to_owned()),
        ("outline_color", format!("{outline},255")),
        ("outline_width", width.to_owned()),
        ("outline_style", "solid".to_owned()),
    ];
    Drawn("fill", "SimpleFill", properties)
}

fn line(colour: &str, width: &str, pattern: &str) -> Drawn {
    let properties = vec![
        ("line_color", format!("{colour},255")),
        ("line_width", width.to_owned()),
        ("line_style", pattern.to_owned()),
    ];
    Drawn("line", "SimpleLine", properties)
}

fn marker(colour: &str) -> Drawn {
    let properties = vec![
        ("name", "diamond".to_owned()),
        ("color", format!("{colour},255")),
        ("outline_color", "255,255,255,255".to_owned()),
        ("size", "3.2".to_owned()),
    ];
    Drawn("marker", "SimpleMarker", properties)
}

fn symbol(number: usize, Drawn(kind, class, properties): &Drawn) -> String {
    let options: String = properties
        .iter()
        .map(|(name, value)| {
            format!("<Option type=\"QString\" name=\"{name}\" value=\"{value}\"/>")
        })
        .collect();
    format!(
        "<symbol type=\"{kind}\" name=\"{number}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\
         <layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\">\
         <Option type=\"Map\">{options}</Option></layer></symbol>"
    )
}

fn document(renderer: &str) -> String {
    format!(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\
         <qgis version=\"3.28\" styleCategories=\"Symbology\">{renderer}</qgis>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crs::Crs;
    use crate::model::{Column, ColumnKind, Feature, LayerRole, SourceCrs};

    fn layer(name: &str, column: &str, values: &[f64]) -> Layer {
        let features = (1u32..).zip(values).map(|(number, value)| Feature {
            number,
            id: None,
            geometry: None,
            values: vec![(0, Value::Number(*value))],
        });
        Layer {
            name: name.into(),
            role: LayerRole::Background,
            source_crs: SourceCrs::Declared(Crs::WGS84),
            columns: vec![Column::new(column, ColumnKind::Number)],
            features: features.collect(),
        }
    }

    #[test]
    fn classes_of_importance_hold_about_as_many_and_leave_no_gap() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let all = styles(&[layer("liito_patches", "liito_d_pc", &values)]);
        let [LayerStyle { qml, .. }] = all.as_slice() else { panic!("{all:?}") };
        let bounds: Vec<(String, String)> = qml
            .split("<range ")
            .skip(1)
            .map(|range| {
                let of = |name: &str| range.split(&format!("{name}=\"")).nth(1).unwrap();
                let value = |name: &str| of(name).split('"').next().unwrap().to_owned();
                (value("lower"), value("upper"))
            })
            .collect();
        let expected = [("0", "20"), ("20", "40"), ("40", "60"), ("60", "80"), ("80", "99")];
        let expected = expected.map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(bounds, expected);
        assert_eq!(qml.matches("<symbol ").count(), 5);
    }

    #[test]
    fn what_has_no_importance_or_grade_is_drawn_in_one_way() {
        let all = styles(&[
            layer("liito_patches", "liito_area_ha", &[1.0]),
            layer("lasketut_yhteydet", "length_m", &[1.0]),
            layer("liito_pairs", "path_m", &[1.0]),
        ]);
        assert_eq!(all.len(), 2, "pairs have no shape");
        assert!(all.iter().all(|style| style.qml.contains("singleSymbol")));
        let graded = styles(&[layer("lasketut_yhteydet", "grade", &[])]);
        assert!(graded[0].qml.contains("attr=\"grade\"") && graded[0].qml.contains("\"critical\""));
    }
}
