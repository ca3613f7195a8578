//! What text means in formats that have nothing but text.

use crate::model::{Feature, Value};

/// What parts a number's whole from its fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecimalSign {
    /// A point, as everywhere in markup and where commas part the cells.
    Point,
    /// A point or a comma, as spreadsheets of half of Europe write.
    PointOrComma,
}

/// Takes the text of each of `count` columns for the numbers or truths that it
/// is, where all of it is.
///
/// A whole number with a leading zero is text: it is an identifier.
pub(super) fn recognise(features: &mut [Feature], count: usize, sign: DecimalSign) {
    let kinds: [fn(&str, DecimalSign) -> Option<Value>; 3] =
        [|cell, _| whole(cell), number, |cell, _| truth(cell)];
    // For each column, the first of the kinds that holds all cells seen so far.
    let mut fitting = vec![0usize; count];
    for (number, kind) in kinds.iter().enumerate() {
        for (column, value) in features.iter().flat_map(|feature| &feature.values) {
            let Some(own) = fitting.get_mut(*column as usize).filter(|own| **own == number) else {
                continue;
            };
            if let Value::Text(text) = value
                && !text.trim().is_empty()
                && kind(text.trim(), sign).is_none()
            {
                *own += 1;
            }
        }
    }
    for (column, value) in features.iter_mut().flat_map(|feature| &mut feature.values) {
        let Value::Text(text) = value else { continue };
        let kind = fitting.get(*column as usize).and_then(|own| kinds.get(*own));
        *value = match (text.trim(), kind) {
            ("", _) => Value::Null,
            (cell, Some(kind)) => kind(cell, sign).unwrap_or_default(),
            (_, None) => continue,
        };
    }
}

fn whole(cell: &str) -> Option<Value> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let is_plain = digits == "0" || !digits.starts_with(['0', '+']);
    (is_plain && cell != "-0").then(|| cell.parse().ok().map(Value::Integer))?
}

fn number(cell: &str, sign: DecimalSign) -> Option<Value> {
    // Digits beyond 64 bits are an identifier, and none of them may be lost.
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = as_number(cell, sign).filter(|_| !is_whole || cell.parse::<i64>().is_ok());
    number.map(Value::Number)
}

/// A number that is not written like an identifier.
pub(super) fn as_number(cell: &str, sign: DecimalSign) -> Option<f64> {
    let cell = cell.trim();
    let begins = cell.strip_prefix('-').unwrap_or(cell);
    let is_identifier = begins.len() > 1
        && begins.starts_with('0')
        && begins.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    if is_identifier || !begins.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let number: f64 = match cell.split_once(',') {
        Some((whole, fraction))
            if sign == DecimalSign::PointOrComma
                && !fraction.contains([',', '.'])
                && !whole.contains('.') =>
        {
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

    fn typed(cells: &[&str], sign: DecimalSign) -> Vec<Value> {
        let feature = |cell: &&str| Feature {
            number: 1,
            id: None,
            geometry: None,
            values: vec![(0, Value::Text((*cell).to_owned()))],
        };
        let mut features: Vec<Feature> = cells.iter().map(feature).collect();
        recognise(&mut features, 1, sign);
        features.iter().map(|feature| feature.value(0).clone()).collect()
    }

    #[test]
    fn a_column_has_one_type() {
        let typed = |cells: &[&str]| typed(cells, DecimalSign::PointOrComma);
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

    #[test]
    fn a_comma_may_be_something_else_than_a_decimal_sign() {
        let listed = ["1,5", "2"];
        assert_eq!(typed(&listed, DecimalSign::Point)[0], Value::Text("1,5".into()));
        assert_eq!(typed(&listed, DecimalSign::PointOrComma)[0], Value::Number(1.5));
    }
}
