//! What a cell of a layer's table holds.

use std::fmt;

use serde::{Deserialize, Serialize};

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
}

impl Value {
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
            Value::Text(text) => Self::String(text.clone()),
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
            Self::Text(text) | Self::Json(text) => text.fmt(f),
        }
    }
}
