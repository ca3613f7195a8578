//! The table of attributes out, in UTF-8.

use super::names::cut;
use crate::io::table::Ids;
use crate::io::{FileFormat, WriteError};
use crate::model::{ColumnKind, Feature, Layer, Value};

/// What a cell of text holds.
pub(in crate::io) const MOST_TEXT: usize = 254;
/// What a row or the description of the columns holds, bytes.
const MOST_ROW_BYTES: u64 = 65_535;
/// Digits of a whole number beyond which readers take it for a floating one.
const MOST_DIGITS: usize = 18;

struct Field {
    name: String,
    kind: u8,
    size: usize,
    decimals: u8,
    cells: Vec<String>,
}

/// Writes the rows of the given features. `names` are those of the columns, the
/// identifiers' first.
pub(super) fn table(
    layer: &Layer,
    features: &[&Feature],
    names: &[String],
) -> Result<Vec<u8>, WriteError> {
    let ids = Ids::in_column(layer);
    let mut names = names.iter().cloned();
    let mut fields = Vec::new();
    if ids.need_column() {
        let cells = features.iter().map(|feature| feature.id.clone().unwrap_or_default()).collect();
        fields.push(text_field(names.next().unwrap_or_default(), cells));
    }
    for ((number, column), name) in layer.columns.iter().enumerate().zip(names) {
        let cells: Vec<&Value> = features.iter().map(|feature| feature.value(number)).collect();
        fields.push(field(name, column.kind, &cells));
    }
    if fields.is_empty() {
        // A table without any column is not understood everywhere.
        let cells = (1..=features.len()).map(|number| number.to_string()).collect();
        fields.push(Field { name: "number".into(), kind: b'N', size: 10, decimals: 0, cells });
    }
    bytes(&fields, features.len())
}

/// True where whole numbers have to be written as text to keep all of their digits.
pub(in crate::io) fn needs_text<'a>(values: impl Iterator<Item = &'a Value>) -> bool {
    let mut values = values;
    values.any(
        |value| matches!(value, Value::Integer(number) if number.to_string().len() > MOST_DIGITS),
    )
}

fn field(name: String, kind: ColumnKind, values: &[&Value]) -> Field {
    let written = || values.iter().map(ToString::to_string).collect::<Vec<String>>();
    let widest = |cells: &[String]| cells.iter().map(String::len).max().unwrap_or(0).max(1);
    match kind {
        ColumnKind::Integer if !needs_text(values.iter().copied()) => {
            let cells = written();
            Field { name, kind: b'N', size: widest(&cells), decimals: 0, cells }
        }
        ColumnKind::Number => {
            let cells = values.iter().map(|value| number(value)).collect();
            Field { name, kind: b'N', size: 24, decimals: 15, cells }
        }
        ColumnKind::Bool => {
            let cells = values.iter().map(|value| truth(value).to_owned()).collect();
            Field { name, kind: b'L', size: 1, decimals: 0, cells }
        }
        ColumnKind::Date => {
            let cells = values.iter().map(|value| value.to_string().replace('-', "")).collect();
            Field { name, kind: b'D', size: 8, decimals: 0, cells }
        }
        _ => text_field(name, written()),
    }
}

fn text_field(name: String, cells: Vec<String>) -> Field {
    let cells: Vec<String> = cells.into_iter().map(|cell| cut(&cell, MOST_TEXT)).collect();
    let size = cells.iter().map(String::len).max().unwrap_or(0).max(1);
    Field { name, kind: b'C', size, decimals: 0, cells }
}

/// The shortest text that is read back as the same number, in 24 bytes.
fn number(value: &Value) -> String {
    let Some(number) = value.as_number() else { return String::new() };
    let plain = number.to_string();
    if plain.len() <= 24 { plain } else { format!("{number:e}") }
}

fn truth(value: &Value) -> &'static str {
    match value {
        Value::Bool(true) => "T",
        Value::Bool(false) => "F",
        _ => "?",
    }
}

fn bytes(fields: &[Field], rows: usize) -> Result<Vec<u8>, WriteError> {
    let refused = |_| WriteError::TooLarge { format: FileFormat::Shapefile, most: MOST_ROW_BYTES };
    let head_size = u16::try_from(32 + 32 * fields.len() + 1).map_err(refused)?;
    let row_size = 1 + fields.iter().map(|field| field.size).sum::<usize>();
    let row_size = u16::try_from(row_size).map_err(refused)?;
    let mut bytes = vec![3, 70, 1, 1];
    bytes.extend(u32::try_from(rows).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(head_size.to_le_bytes());
    bytes.extend(row_size.to_le_bytes());
    bytes.extend([0; 20]);
    for field in fields {
        let mut name = field.name.clone().into_bytes();
        name.resize(11, 0);
        bytes.extend(name);
        bytes.push(field.kind);
        bytes.extend([0; 4]);
        bytes.push(u8::try_from(field.size).unwrap_or(u8::MAX));
        bytes.push(field.decimals);
        bytes.extend([0; 14]);
    }
    bytes.push(b'\r');
    for row in 0..rows {
        bytes.push(b' ');
        for field in fields {
            let cell = field.cells.get(row).map_or("", String::as_str);
            let blanks = field.size.saturating_sub(cell.len());
            // Numbers stand at the right, all else at the left.
            if field.kind == b'N' {
                bytes.extend(std::iter::repeat_n(b' ', blanks));
            }
            bytes.extend(cell.as_bytes());
            if field.kind != b'N' {
                bytes.extend(std::iter::repeat_n(b' ', blanks));
            }
        }
    }
    bytes.push(0x1a);
    Ok(bytes)
}
