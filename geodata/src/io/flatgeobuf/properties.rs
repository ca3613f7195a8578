//! The properties of a FlatGeobuf's features.

use flatgeobuf::{ColumnType, Header};

use crate::io::assemble::LayerBuilder;
use crate::io::wkb::Cursor;
use crate::model::{ColumnKind, Date, Value, is_date_time};

/// The columns of a file: their type there and their number in the layer.
pub(super) struct Columns(Vec<(ColumnType, u32)>);

impl Columns {
    pub(super) fn new(header: &Header<'_>, builder: &mut LayerBuilder) -> Self {
        let columns = header.columns().into_iter().flatten();
        Self(
            columns
                .map(|column| {
                    (column.type_(), builder.typed_column(column.name(), kind(column.type_())))
                })
                .collect(),
        )
    }
}

fn kind(of: ColumnType) -> ColumnKind {
    match of {
        ColumnType::Bool => ColumnKind::Bool,
        ColumnType::Byte
        | ColumnType::UByte
        | ColumnType::Short
        | ColumnType::UShort
        | ColumnType::Int
        | ColumnType::UInt
        | ColumnType::Long
        | ColumnType::ULong => ColumnKind::Integer,
        ColumnType::Float | ColumnType::Double => ColumnKind::Number,
        ColumnType::Json => ColumnKind::Json,
        // Written for days and for moments alike.
        ColumnType::DateTime => ColumnKind::DateTime,
        ColumnType::Binary => ColumnKind::Binary,
        _ => ColumnKind::Text,
    }
}

/// Reads the properties of a feature; `None` where they do not fit their columns.
pub(super) fn read(bytes: &[u8], columns: &Columns) -> Option<Vec<(u32, Value)>> {
    let mut cursor = Cursor { rest: bytes, is_little: true };
    let mut values = Vec::new();
    // Some writers leave a byte after the last.
    while cursor.rest.len() > 1 {
        let column = u16::from_le_bytes(cursor.array()?);
        let (kind, number) = *columns.0.get(usize::from(column))?;
        let value = value(&mut cursor, kind)?;
        if value != Value::Null {
            values.push((number, value));
        }
    }
    values.sort_by_key(|(number, _)| *number);
    values.dedup_by_key(|(number, _)| *number);
    Some(values)
}

fn value(cursor: &mut Cursor<'_>, kind: ColumnType) -> Option<Value> {
    let whole = |number: i64| Value::Integer(number);
    Some(match kind {
        ColumnType::Bool => Value::Bool(cursor.byte()? != 0),
        ColumnType::Byte => whole(i64::from(i8::from_le_bytes(cursor.array()?))),
        ColumnType::UByte => whole(i64::from(cursor.byte()?)),
        ColumnType::Short => whole(i64::from(i16::from_le_bytes(cursor.array()?))),
        ColumnType::UShort => whole(i64::from(u16::from_le_bytes(cursor.array()?))),
        ColumnType::Int => whole(i64::from(i32::from_le_bytes(cursor.array()?))),
        ColumnType::UInt => whole(i64::from(u32::from_le_bytes(cursor.array()?))),
        ColumnType::Long => whole(i64::from_le_bytes(cursor.array()?)),
        ColumnType::ULong => {
            let number = u64::from_le_bytes(cursor.array()?);
            i64::try_from(number).map_or_else(|_| Value::Text(number.to_string()), whole)
        }
        ColumnType::Float => number(f64::from(f32::from_le_bytes(cursor.array()?))),
        ColumnType::Double => number(f64::from_le_bytes(cursor.array()?)),
        ColumnType::String => Value::Text(text(cursor)?),
        ColumnType::Json => Value::Json(text(cursor)?),
        ColumnType::DateTime => {
            let text = text(cursor)?;
            match text.parse::<Date>() {
                Ok(date) => Value::Date(date),
                Err(_) if is_date_time(&text) => Value::DateTime(text),
                Err(_) => Value::Text(text),
            }
        }
        ColumnType::Binary => {
            let length = cursor.u32()? as usize;
            Value::Binary(cursor.take(length)?.iter().map(|byte| format!("{byte:02x}")).collect())
        }
        _ => return None,
    })
}

fn number(number: f64) -> Value {
    if number.is_finite() { Value::Number(number) } else { Value::Null }
}

fn text(cursor: &mut Cursor<'_>) -> Option<String> {
    let length = cursor.u32()? as usize;
    Some(String::from_utf8_lossy(cursor.take(length)?).into_owned())
}
