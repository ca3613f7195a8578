//! What features are called.

use crate::model::{Feature, Layer, Value};

/// Columns that say what a feature is called, by the name that is told of them: for everyone, and
/// in each language that has a name of its own for it.
const COLUMNS: [(&str, &[&str]); 4] = [
    ("name", &["name", "nimi", "namn"]),
    ("name_fi", &["name_fi", "name:fi", "nimi_fi"]),
    ("name_sv", &["name_sv", "name:sv", "nimi_sv", "nimi_se", "namn_sv"]),
    ("name_en", &["name_en", "name:en", "nimi_en"]),
];

/// Whether a column says what a feature is called.
#[must_use]
pub fn is_name_column(name: &str) -> bool {
    let is_it = |known: &&str| known.eq_ignore_ascii_case(name.trim());
    COLUMNS.iter().any(|(_, columns)| columns.iter().any(is_it))
}

/// Reads what the features of a layer are called.
#[derive(Debug, Clone)]
pub struct NameReader {
    /// Columns that are there, the surest of each name first.
    columns: Vec<(&'static str, usize)>,
}

impl NameReader {
    /// Made once for a layer.
    #[must_use]
    pub fn new(layer: &Layer) -> Self {
        let all = COLUMNS.iter().flat_map(|(tag, columns)| columns.iter().map(|of| (*tag, *of)));
        let there = all.filter_map(|(tag, of)| Some((tag, layer.column_in_any_case(of)?)));
        Self { columns: there.collect() }
    }

    /// What a feature is called, at most once by each of `name`, `name_fi`, `name_sv` and
    /// `name_en`.
    #[must_use]
    pub fn names(&self, feature: &Feature) -> Vec<(&'static str, String)> {
        let mut found: Vec<(&'static str, String)> = Vec::new();
        for (tag, column) in &self.columns {
            let is_known = found.last().is_some_and(|(known, _)| known == tag);
            match feature.value(*column) {
                Value::Text(text) if !is_known && !text.trim().is_empty() => {
                    found.push((tag, text.clone()));
                }
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crs::Crs;
    use crate::model::{Column, ColumnKind, LayerRole, SourceCrs};

    #[test]
    fn each_name_is_told_once_and_empty_ones_are_none() {
        let columns = ["nimi_sv", "NIMI", "name", "Name_FI"];
        let values = ["Alberga", "Leppävaara", " ", "Leppävaara"];
        let values = (0..).zip(values.map(|text| Value::Text(text.to_owned())));
        let layer = Layer {
            name: "areas".to_owned(),
            role: LayerRole::Background,
            source_crs: SourceCrs::Declared(Crs::WGS84),
            columns: columns.map(|name| Column::new(name, ColumnKind::Text)).to_vec(),
            features: vec![Feature {
                number: 1,
                id: None,
                geometry: None,
                values: values.collect(),
            }],
        };
        let names = NameReader::new(&layer).names(&layer.features[0]);
        let expected = [("name", "Leppävaara"), ("name_fi", "Leppävaara"), ("name_sv", "Alberga")];
        assert_eq!(names, expected.map(|(tag, name)| (tag, name.to_owned())));
        assert!(is_name_column("Nimi ") && !is_name_column("nimike"));
    }
}
