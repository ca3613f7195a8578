//! The columns of a layer's table.

use serde::{Deserialize, Serialize};

use super::{Feature, Value};

/// A column of a layer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name in the file.
    pub name: String,
    /// What its cells hold.
    pub kind: ColumnKind,
}

/// What the cells of a column hold, besides null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ColumnKind {
    /// True or false.
    Bool,
    /// Whole numbers of 64 bits.
    Integer,
    /// Any other numbers.
    Number,
    /// Text.
    Text,
    /// Days.
    Date,
    /// Moments in ISO 8601.
    DateTime,
    /// Arrays and objects, as JSON.
    Json,
    /// Bytes of no known meaning, as hexadecimal digits.
    Binary,
    /// This in one cell and that in another: text, to formats that know types.
    Mixed,
}

impl Column {
    /// A column by its name and kind.
    #[must_use]
    pub fn new(name: impl Into<String>, kind: ColumnKind) -> Self {
        Self { name: name.into(), kind }
    }
}

/// The kind that holds all of a column's values; `None` where it has none.
#[must_use]
pub fn kind_of_column(features: &[Feature], column: usize) -> Option<ColumnKind> {
    let mut kind = None;
    for value in features.iter().map(|feature| feature.value(column)) {
        kind = match (kind, value.kind()) {
            (kind, None) => kind,
            (None, some) => some,
            (Some(one), Some(other)) if one == other => kind,
            (
                Some(ColumnKind::Integer | ColumnKind::Number),
                Some(ColumnKind::Integer | ColumnKind::Number),
            ) => Some(ColumnKind::Number),
            _ => return Some(ColumnKind::Mixed),
        };
    }
    kind
}

/// Takes text for the dates or moments that it is, where a whole column is that.
///
/// For formats that have no dates of their own. The text stays as it was.
pub fn recognise_dates(features: &mut [Feature], column: usize) {
    let all = |fits: fn(&str) -> bool| {
        let mut values = features
            .iter()
            .map(|feature| feature.value(column))
            .filter(|value| **value != Value::Null);
        let mut any = false;
        values.all(|value| {
            any = true;
            matches!(value, Value::Text(text) if fits(text))
        }) && any
    };
    let are_dates = all(|text| text.parse::<super::Date>().is_ok());
    if !are_dates && !all(super::date::is_date_time) {
        return;
    }
    for value in features.iter_mut().filter_map(|feature| feature.value_mut(column)) {
        if let Value::Text(text) = value {
            *value = match text.parse() {
                Ok(date) => Value::Date(date),
                Err(_) => Value::DateTime(std::mem::take(text)),
            };
        }
    }
}
