//! What people saw, as survey layers have it.
//!
//! A person who is no surveyor leaves empty what they do not know; the check of deliveries says
//! what a surveyor has to fill in.

use geo::Point;
use serde::{Deserialize, Serialize};

use super::survey_layer;
use crate::crs::Crs;
use crate::model::{Column, ColumnKind, Date, Feature, Layer, LayerRole, SourceCrs, Value};

/// The layer of signs of flying squirrels.
pub const SIGNS: &str = "liito_orava_pisteet";

/// The layer of what is no observation of the survey system: remarks on places.
pub const REMARKS: &str = "muistiinpanot";

/// Something that a person saw or thought of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    /// Longitude and latitude, degrees (WGS 84).
    pub at: (f64, f64),
    /// When.
    pub date: Date,
    /// Who.
    pub observer: String,
    /// In their own words.
    pub remark: String,
    /// Signs of the flying squirrel, where it is that.
    pub signs: Option<Signs>,
}

/// Signs of a flying squirrel at a tree.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signs {
    /// The species of the tree, in Finnish: `kuusi`.
    pub tree: Option<String>,
    /// Its diameter, centimetres.
    pub diameter_cm: Option<u16>,
    /// How many droppings lie under it.
    pub droppings: Option<u16>,
    /// It has a nest, or a hollow or box that could be one.
    pub has_nest: bool,
}

/// The layers of what was seen, in degrees: signs as the survey layer
/// `liito_orava_pisteet`, all else as a layer of remarks. None of them is empty.
#[must_use]
pub fn observation_layers(seen: &[Seen]) -> Vec<Layer> {
    let (signs, remarks): (Vec<&Seen>, Vec<&Seen>) =
        seen.iter().partition(|one| one.signs.is_some());
    let mut layers = Vec::new();
    if let Some(rules) = survey_layer(SIGNS).filter(|_| !signs.is_empty()) {
        let columns = rules.columns.iter().map(|rule| Column::new(rule.name, rule.kind));
        layers.push(layer(SIGNS, columns.collect(), &signs));
    }
    if !remarks.is_empty() {
        let columns = [
            ("pvm", ColumnKind::Date),
            ("havaitsija", ColumnKind::Text),
            ("lisatieto", ColumnKind::Text),
        ];
        let columns = columns.map(|(name, kind)| Column::new(name, kind));
        layers.push(layer(REMARKS, columns.to_vec(), &remarks));
    }
    layers
}

fn layer(name: &str, columns: Vec<Column>, seen: &[&Seen]) -> Layer {
    let feature = |(number, one): (u32, &&Seen)| {
        let values = (0..).zip(&columns).map(|(place, column)| (place, value(&column.name, one)));
        Feature {
            number,
            id: None,
            geometry: Some(Point::from(one.at).into()),
            values: values.filter(|(_, value)| *value != Value::Null).collect(),
        }
    };
    Layer {
        name: name.to_owned(),
        role: LayerRole::Observation,
        source_crs: SourceCrs::Declared(Crs::WGS84),
        features: (1..).zip(seen).map(feature).collect(),
        columns,
    }
}

/// What stands in a column for it.
fn value(column: &str, seen: &Seen) -> Value {
    let text = |text: &str| match text.trim() {
        "" => Value::Null,
        text => Value::Text(text.to_owned()),
    };
    let number = |number: Option<u16>| number.map_or(Value::Null, |n| Value::Integer(n.into()));
    match (column, &seen.signs) {
        ("pvm", _) => Value::Date(seen.date),
        ("havaitsija", _) => text(&seen.observer),
        ("lisatieto", _) => text(&seen.remark),
        ("puulaji", Some(signs)) => text(signs.tree.as_deref().unwrap_or_default()),
        ("halkaisija", Some(signs)) => number(signs.diameter_cm),
        ("papanamaara", Some(signs)) => number(signs.droppings),
        ("pesa", Some(signs)) => Value::Bool(signs.has_nest),
        // Where there is none; of one, its kind and height are a surveyor's to say.
        ("pesatyyppi", Some(Signs { has_nest: false, .. })) => Value::Text("-".to_owned()),
        ("pesankorkeus", Some(Signs { has_nest: false, .. })) => Value::Integer(0),
        // By hand, on a map.
        ("tarkkuus", Some(_)) => Value::Text("Muu".to_owned()),
        _ => Value::Null,
    }
}

#[cfg(test)]
#[cfg(feature = "projection")]
mod tests {
    use super::*;
    use crate::crs::Projection;
    use crate::io::{Import, ImportReport};
    use crate::luoti::{DELIVERY_EPSG, check};

    fn seen(signs: Option<Signs>) -> Seen {
        Seen {
            at: (24.7, 60.2),
            date: "2026-04-05".parse().unwrap(),
            observer: " Resident ".to_owned(),
            remark: String::new(),
            signs,
        }
    }

    #[test]
    fn signs_that_are_described_pass_the_check_of_deliveries() {
        let signs = Signs {
            tree: Some("kuusi".to_owned()),
            diameter_cm: Some(40),
            droppings: Some(25),
            has_nest: false,
        };
        let layers =
            observation_layers(&[seen(Some(signs)), seen(None), seen(Some(Signs::default()))]);
        let [signs, remarks] = <[Layer; 2]>::try_from(layers).unwrap();
        assert_eq!((signs.name.as_str(), signs.features.len()), (SIGNS, 2));
        assert_eq!((remarks.name.as_str(), remarks.features.len()), (REMARKS, 1));
        let observer = signs.column("havaitsija").unwrap();
        assert_eq!(signs.features[0].value(observer), &Value::Text("Resident".to_owned()));
        // As it is read again, in the system of deliveries.
        let crs = Crs::from_epsg(DELIVERY_EPSG.into()).unwrap();
        let delivery = SourceCrs::Declared(crs);
        let projection = Projection::from_to(Crs::WGS84, crs).unwrap();
        let mut signs = signs;
        for feature in &mut signs.features {
            let at = projection.project_geometry(feature.geometry.as_ref().unwrap()).unwrap();
            feature.geometry = Some(at);
        }
        let report = ImportReport {
            file: String::new(),
            layer: None,
            survey: None,
            role: signs.role,
            source_crs: delivery,
            read: 2,
            polygons: 0,
            repaired: Vec::new(),
            skipped: Vec::new(),
            notes: Vec::new(),
        };
        let import = Import { layer: Layer { source_crs: delivery, ..signs }, report };
        let today = "2026-05-01".parse().ok();
        let findings = check(&import, survey_layer(SIGNS).unwrap(), today);
        // All that is found is what the second does not say.
        assert!(findings.iter().all(|finding| finding.feature == Some(2)), "{findings:#?}");
        assert!(!findings.is_empty());
    }

    #[test]
    fn nothing_seen_is_no_layer() {
        assert!(observation_layers(&[]).is_empty());
    }
}
