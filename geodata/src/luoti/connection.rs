//! A computed link as a surveyed connection: one at a time, by a person who
//! stands for it with their name.
//!
//! A survey stays a survey: a program fills in what it knows, and the class
//! (`luokka`), which is a surveyor's judgement, stays empty.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::crs::CrsError;
use crate::model::Date;
#[cfg(feature = "projection")]
use crate::{
    crs::{Crs, Projection},
    luoti::{DELIVERY_EPSG, SurveyLayer, survey_layer},
    model::{Column, Feature, Layer, LayerRole, SourceCrs, Value},
};

/// The layers that hold connections.
pub const CONNECTION_LAYERS: [&str; 2] = ["liito_orava_yhteysviivat", "ekoyhteydet_viivat"];

/// What a person says of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The layer it goes into: one of [`CONNECTION_LAYERS`].
    pub layer: String,
    /// Who says so.
    pub surveyor: String,
    /// When they say so.
    pub date: Date,
    /// How good they find it: one of the layer's values for `laatu`.
    pub quality: String,
}

/// Why a link cannot be put down as a surveyed connection.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum ConnectionError {
    /// The layer holds no connections.
    #[error("{name:?} holds no connections")]
    NotALayer {
        /// Its name.
        name: String,
    },
    /// Nobody stands for it.
    #[error("no name of a surveyor")]
    NoSurveyor,
    /// The quality is none that the layer knows.
    #[error("{found:?} is no quality of a connection")]
    NotAQuality {
        /// What was given.
        found: String,
    },
    /// The patches touch: there is no line between them.
    #[error("the patches touch, so there is no line between them")]
    NoLength,
    /// Its line has no image in the system of deliveries.
    #[error(transparent)]
    Crs(#[from] CrsError),
}

/// A layer of the one connection, in the system of deliveries.
///
/// `line` is in `crs`; `remark` says where it comes from and stands in `lisatieto`.
///
/// # Errors
/// A [`ConnectionError`] where a person has not said what only a person can.
#[cfg(feature = "projection")]
pub fn connection(
    line: &geo::LineString,
    crs: Crs,
    judgement: &Judgement,
    remark: &str,
) -> Result<Layer, ConnectionError> {
    let rules: &SurveyLayer = survey_layer(&judgement.layer)
        .filter(|layer| CONNECTION_LAYERS.contains(&layer.name))
        .ok_or_else(|| ConnectionError::NotALayer { name: judgement.layer.clone() })?;
    let surveyor = judgement.surveyor.trim();
    if surveyor.is_empty() {
        return Err(ConnectionError::NoSurveyor);
    }
    let allowed = rules.column("laatu").and_then(|column| column.allowed);
    if allowed.is_none_or(|allowed| !allowed.allows(&judgement.quality)) {
        return Err(ConnectionError::NotAQuality { found: judgement.quality.clone() });
    }
    if line.0.iter().all(|position| Some(position) == line.0.first()) {
        return Err(ConnectionError::NoLength);
    }
    let delivery = Crs::from_epsg(u32::from(DELIVERY_EPSG))?;
    let line = Projection::from_to(crs, delivery)?.project_geometry(line)?;
    let value = |column: &str| match column {
        "pvm" => Value::Date(judgement.date),
        "havaitsija" => Value::Text(surveyor.to_owned()),
        "laatu" => Value::Text(judgement.quality.clone()),
        "lisatieto" => Value::Text(remark.to_owned()),
        // Neither by satellite nor by survey.
        "tarkkuus" => Value::Text("Muu".to_owned()),
        _ => Value::Null,
    };
    let values = (0u32..)
        .zip(rules.columns)
        .map(|(number, rule)| (number, value(rule.name)))
        .filter(|(_, value)| *value != Value::Null)
        .collect();
    Ok(Layer {
        name: rules.name.to_owned(),
        role: LayerRole::SurveyedConnection,
        source_crs: SourceCrs::Declared(delivery),
        columns: rules.columns.iter().map(|rule| Column::new(rule.name, rule.kind)).collect(),
        features: vec![Feature { number: 1, id: None, geometry: Some(line.into()), values }],
    })
}

#[cfg(test)]
#[cfg(feature = "projection")]
mod tests {
    use geo::LineString;

    use super::*;
    use crate::io::{Import, ImportReport};
    use crate::luoti::check;

    fn judgement(layer: &str, quality: &str) -> Judgement {
        Judgement {
            layer: layer.to_owned(),
            surveyor: " Matti M. ".to_owned(),
            date: "2026-05-31".parse().unwrap(),
            quality: quality.to_owned(),
        }
    }

    #[test]
    fn a_connection_passes_the_check_of_deliveries_and_has_no_class() {
        let line = LineString::from(vec![(24.7, 60.2), (24.71, 60.21)]);
        for (name, quality) in
            CONNECTION_LAYERS.iter().zip(["Heikko", "Kehitettävä tai heikko yhteys"])
        {
            let layer =
                connection(&line, Crs::WGS84, &judgement(name, quality), "laskettu").unwrap();
            if let Some(class) = layer.column("luokka") {
                assert_eq!(layer.features[0].value(class), &Value::Null);
            }
            let surveyor = layer.column("havaitsija").unwrap();
            assert_eq!(layer.features[0].value(surveyor), &Value::Text("Matti M.".into()));
            let rules = survey_layer(name).unwrap();
            let report = ImportReport {
                file: String::new(),
                layer: None,
                survey: None,
                role: layer.role,
                source_crs: layer.source_crs,
                read: 1,
                polygons: 0,
                repaired: Vec::new(),
                skipped: Vec::new(),
                notes: Vec::new(),
            };
            let today = "2026-06-01".parse().ok();
            assert_eq!(check(&Import { layer, report }, rules, today), []);
        }
    }

    #[test]
    fn nobody_and_nothing_are_refused() {
        let line = LineString::from(vec![(24.7, 60.2), (24.71, 60.21)]);
        let refused =
            |judgement: &Judgement| connection(&line, Crs::WGS84, judgement, "").unwrap_err();
        let nobody = Judgement { surveyor: " ".into(), ..judgement("ekoyhteydet_viivat", "x") };
        assert_eq!(refused(&nobody), ConnectionError::NoSurveyor);
        let point = LineString::from(vec![(24.7, 60.2), (24.7, 60.2)]);
        let touching =
            connection(&point, Crs::WGS84, &judgement("liito_orava_yhteysviivat", "Hyvä"), "");
        assert_eq!(touching, Err(ConnectionError::NoLength));
        assert!(matches!(
            refused(&judgement("liito_orava_yhteysviivat", "Erinomainen")),
            ConnectionError::NotAQuality { .. }
        ));
        assert!(matches!(
            refused(&judgement("liito_orava_alueet", "Hyvä")),
            ConnectionError::NotALayer { .. }
        ));
    }
}
