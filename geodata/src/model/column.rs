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

/// Whole numbers up to this are all to be had as floating ones.
const LARGEST_EXACT: u64 = 1 << 53;

/// The kind that holds all values of each of `count` columns; `None` where one has none.
///
/// A column of whole and other numbers holds numbers, unless one of the whole
/// ones would not be itself any more.
#[must_use]
pub fn kinds_of_columns(features: &[Feature], count: usize) -> Vec<Option<ColumnKind>> {
    let mut kinds = vec![None; count];
    let mut has_large = vec![false; count];
    for (column, value) in features.iter().flat_map(|feature| &feature.values) {
        let Some(kind) = kinds.get_mut(*column as usize) else { continue };
        if let Value::Integer(whole) = value {
            has_large[*column as usize] |= whole.unsigned_abs() > LARGEST_EXACT;
        }
        *kind = match (*kind, value.kind()) {
            (kind, None) => kind,
            (None, some) => some,
            (Some(one), Some(other)) if one == other => Some(one),
            (
                Some(ColumnKind::Integer | ColumnKind::Number),
                Some(ColumnKind::Integer | ColumnKind::Number),
            ) => Some(ColumnKind::Number),
            _ => Some(ColumnKind::Mixed),
        };
    }
    for (kind, has_large) in kinds.iter_mut().zip(has_large) {
        if has_large && *kind == Some(ColumnKind::Number) {
            *kind = Some(ColumnKind::Mixed);
        }
    }
    kinds
}

/// True where a column holds a whole number that is none of the floating ones.
#[must_use]
pub fn has_large_integers(features: &[Feature], column: usize) -> bool {
    features.iter().any(|feature| match feature.value(column) {
        Value::Integer(whole) => whole.unsigned_abs() > LARGEST_EXACT,
        _ => false,
    })
}

/// Takes text for the dates or moments that it is, in the columns where all of it is.
///
/// For formats that have no dates of their own; `is_open` says of each column
/// whether it may be one. The text stays as it was.
pub fn recognise_dates(features: &mut [Feature], is_open: &[bool]) {
    let [mut days, mut moments] = [is_open.to_vec(), is_open.to_vec()];
    for (column, value) in features.iter().flat_map(|feature| &feature.values) {
        let column = *column as usize;
        let (Some(day), Some(moment)) = (days.get_mut(column), moments.get_mut(column)) else {
            continue;
        };
        match value {
            Value::Null => {}
            Value::Text(text) => {
                *day = *day && text.parse::<super::Date>().is_ok();
                *moment = *moment && super::date::is_date_time(text);
            }
            _ => (*day, *moment) = (false, false),
        }
    }
    for (column, value) in features.iter_mut().flat_map(|feature| &mut feature.values) {
        let column = *column as usize;
        let is_one = |of: &[bool]| of.get(column).copied().unwrap_or(false);
        if let Value::Text(text) = value {
            if is_one(&days) {
                if let Ok(day) = text.parse() {
                    *value = Value::Date(day);
                }
            } else if is_one(&moments) {
                *value = Value::DateTime(std::mem::take(text));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(columns: &[&[Value]]) -> Vec<Feature> {
        let rows = columns.first().map_or(0, |column| column.len());
        let row = |row: usize| Feature {
            number: 1,
            id: None,
            geometry: None,
            values: (0u32..).zip(columns).map(|(n, column)| (n, column[row].clone())).collect(),
        };
        (0..rows).map(row).collect()
    }

    #[test]
    fn a_column_holds_what_all_of_its_values_are() {
        let (whole, half, text) =
            (Value::Integer(1), Value::Number(0.5), Value::Text("x".to_owned()));
        let large = Value::Integer((1 << 53) + 1);
        let features = features(&[
            &[whole.clone(), Value::Null],
            &[whole.clone(), half.clone()],
            &[large, half],
            &[whole, text],
            &[Value::Null, Value::Null],
        ]);
        let kinds = kinds_of_columns(&features, 5);
        use ColumnKind::{Integer, Mixed, Number};
        assert_eq!(kinds, [Some(Integer), Some(Number), Some(Mixed), Some(Mixed), None]);
    }

    #[test]
    fn text_is_taken_for_dates_where_a_whole_column_is_that() {
        let text = |text: &str| Value::Text(text.to_owned());
        let days = [text("2024-05-31"), text("2024-06-01")];
        let one = [text("2024-05-31"), text("soon")];
        let mut features = features(&[&days, &one, &days]);
        recognise_dates(&mut features, &[true, true, false]);
        let kinds = kinds_of_columns(&features, 3);
        use ColumnKind::{Date, Text};
        assert_eq!(kinds, [Some(Date), Some(Text), Some(Text)]);
    }
}
