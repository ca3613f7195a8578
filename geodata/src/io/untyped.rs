//! What text means in formats that have nothing but text.

use crate::model::{Feature, Value};

/// Takes the text of a column for the numbers or truths that it is, where all of it is.
pub(super) fn recognise(features: &mut [Feature], column: usize) {
    let cells: Vec<&str> = features
        .iter()
        .map(|feature| match feature.value(column) {
            Value::Text(text) => text.as_str(),
            _ => "",
        })
        .collect();
    let values = typed(&cells);
    for (feature, value) in features.iter_mut().zip(values) {
        if let Some(own) = feature.value_mut(column) {
            *own = value;
        }
    }
}

/// The values of a column: what all of its cells can be, else text.
///
/// A whole number with a leading zero is text: it is an identifier.
fn typed(cells: &[&str]) -> Vec<Value> {
    let kinds: [fn(&str) -> Option<Value>; 3] = [whole, number, truth];
    let filled = || cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let kind = kinds.into_iter().find(|kind| filled().all(|cell| kind(cell).is_some()));
    let value = |cell: &&str| match (cell.trim(), kind) {
        ("", _) => Value::Null,
        (cell, Some(kind)) => kind(cell).unwrap_or_default(),
        (_, None) => Value::Text((*cell).to_owned()),
    };
    cells.iter().map(value).collect()
}

fn whole(cell: &str) -> Option<Value> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let is_plain = digits == "0" || !digits.starts_with(['0', '+']);
    (is_plain && cell != "-0").then(|| cell.parse().ok().map(Value::Integer))?
}

fn number(cell: &str) -> Option<Value> {
    // Digits beyond 64 bits are an identifier, and none of them may be lost.
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = as_number(cell).filter(|_| !is_whole || cell.parse::<i64>().is_ok());
    number.map(Value::Number)
}

/// A number with a decimal point or comma.
pub(super) fn as_number(cell: &str) -> Option<f64> {
    let cell = cell.trim();
    let begins = cell.strip_prefix('-').unwrap_or(cell);
    let is_identifier = begins.len() > 1
        && begins.starts_with('0')
        && begins.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    if is_identifier || !begins.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let number: f64 = match cell.split_once(',') {
        Some((whole, fraction)) if !fraction.contains([',', '.']) && !whole.contains('.') => {
            format!("{whole}.{fraction}").parse().ok()?
        }
        Some(_) => return None,
        None => cell.parse().ok()?,
    };
    number.is_finite().then_some(number)
}

fn truth(cell: &str) -> Option<Value> {
    match cell {
        "true" | "TRUE" | "True" => Some(Value::Bool(true)),
        "false" | "FALSE" | "False" => Some(Value::Bool(false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_one_type() {
        let integers = typed(&["9007199254740993", "", "-4"]);
        assert_eq!(
            integers,
            [Value::Integer(9_007_199_254_740_993), Value::Null, Value::Integer(-4)]
        );
        assert_eq!(typed(&["1,5", "2"]), [Value::Number(1.5), Value::Number(2.0)]);
        assert_eq!(typed(&["1.5", "2e3"]), [Value::Number(1.5), Value::Number(2000.0)]);
        assert_eq!(typed(&["007", "8"])[0], Value::Text("007".into()));
        assert_eq!(typed(&["true", "false"])[1], Value::Bool(false));
        assert_eq!(typed(&["1", "Espoo"])[0], Value::Text("1".into()));
        assert_eq!(typed(&["nan", "inf"])[0], Value::Text("nan".into()));
    }
}
