//! What a cell of a layer's table holds.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{ColumnKind, Date};

/// A property of a feature.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Value {
    /// Null, or absent in this feature.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number, always finite.
    Number(f64),
    /// Text, never markup.
    Text(String),
    /// An array or object, kept as JSON text.
    Json(String),
    /// A day.
    Date(Date),
    /// A moment in ISO 8601, as it was written.
    DateTime(String),
    /// Bytes, as hexadecimal digits.
    Binary(String),
}

impl Value {
    /// What kind of column it stands in; `None` for null.
    #[must_use]
    pub fn kind(&self) -> Option<ColumnKind> {
        Some(match self {
            Self::Null => return None,
            Self::Bool(_) => ColumnKind::Bool,
            Self::Integer(_) => ColumnKind::Integer,
            Self::Number(_) => ColumnKind::Number,
            Self::Text(_) => ColumnKind::Text,
            Self::Json(_) => ColumnKind::Json,
            Self::Date(_) => ColumnKind::Date,
            Self::DateTime(_) => ColumnKind::DateTime,
            Self::Binary(_) => ColumnKind::Binary,
        })
    }

    /// The value as a day, where it is one: as in Luoti, at the beginning of a moment, or as
    /// people write it, 31.5.2024.
    ///
    /// ```
    /// use geodata::model::{Date, Value};
    /// let day = Date::new(2024, 5, 31).ok();
    /// for text in ["2024-05-31", "2024-05-31T12:00:00Z", " 31. 5. 2024"] {
    ///     assert_eq!(Value::Text(text.to_owned()).day(), day);
    /// }
    /// assert_eq!(Value::Integer(2024).day(), None);
    /// ```
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let text = match self {
            Self::Date(date) => return Some(*date),
            Self::Text(text) | Self::DateTime(text) => text.trim(),
            _ => return None,
        };
        if let Some(date) = text.get(..10).and_then(|day| day.parse().ok()) {
            return Some(date);
        }
        let mut numbers = text.split('.').map(str::trim);
        let (day, month) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
        Date::new(numbers.next()?.parse().ok()?, month, day).ok()
    }

    /// The value as a number, where it is one.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "identifiers aside, properties are small")]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(whole) => Some(*whole as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(flag) => Self::Bool(flag),
            serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Self::Integer(whole),
                // Digits beyond 64 bits are an identifier, and none of them may be lost.
                (None, _) if number.is_u64() => Self::Text(number.to_string()),
                (None, Some(value)) => Self::Number(value),
                (None, None) => Self::Text(number.to_string()),
            },
            serde_json::Value::String(text) => Self::Text(text),
            nested => Self::Json(nested.to_string()),
        }
    }
}

impl From<&Value> for serde_json::Value {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(flag) => Self::Bool(*flag),
            Value::Integer(whole) => Self::from(*whole),
            Value::Number(number) => Self::from(*number),
            Value::Text(text) | Value::DateTime(text) | Value::Binary(text) => {
                Self::String(text.clone())
            }
            Value::Date(date) => Self::String(date.to_string()),
            Value::Json(text) => {
                serde_json::from_str(text).unwrap_or_else(|_| Self::String(text.clone()))
            }
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Bool(flag) => flag.fmt(f),
            Self::Integer(whole) => whole.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Text(text) | Self::Json(text) | Self::DateTime(text) | Self::Binary(text) => {
                text.fmt(f)
            }
        }
    }
}
