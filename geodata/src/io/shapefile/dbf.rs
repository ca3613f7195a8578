//! The attributes: a table of dBASE III.

use super::damaged;
use crate::io::assemble::LayerBuilder;
use crate::io::encoding::Encoding;
use crate::io::{Damage, Note, Place, ReadError};
use crate::model::{ColumnKind, Date, Value};

/// A table of dBASE.
pub(super) struct Table<'a> {
    fields: Vec<Field>,
    /// Bytes of a row, its mark of deletion included.
    row_size: usize,
    rows: &'a [u8],
    count: usize,
    encoding: Encoding,
    is_guess: bool,
    was_replaced: bool,
}

struct Field {
    name: String,
    /// `C` text, `N` and `F` numbers, `L` truth, `D` days, and rarer ones.
    kind: u8,
    offset: usize,
    size: usize,
    decimals: u8,
    column: u32,
}

impl Field {
    /// True where its cells say where in a file beside this one the values are.
    fn is_memo(&self) -> bool {
        matches!(self.kind, b'M' | b'G' | b'P')
    }
}

impl<'a> Table<'a> {
    /// Reads the heads of a table. `label` is the encoding that a `.cpg` names.
    pub(super) fn new(bytes: &'a [u8], label: Option<Encoding>) -> Result<Self, ReadError> {
        let head = bytes.get(..32).ok_or_else(|| damaged(Damage::CutOff))?;
        let claimed = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let head_size = usize::from(u16::from_le_bytes([head[8], head[9]]));
        let row_size = usize::from(u16::from_le_bytes([head[10], head[11]]));
        let descriptions = bytes.get(32..head_size).ok_or_else(|| damaged(Damage::Header))?;
        let rows = &bytes[head_size..];
        let possible = rows.len().checked_div(row_size).ok_or_else(|| damaged(Damage::Header))?;
        if claimed > possible + 1 {
            let (claimed, possible) = (claimed as u64, possible as u64);
            return Err(damaged(Damage::Claims { claimed, possible }));
        }
        let driver = Encoding::from_language_driver(head[29]);
        let named = label.or(driver);
        let encoding = named.unwrap_or_else(|| Encoding::guess(rows));
        let is_guess = named.is_none() && !rows.is_ascii() && !matches!(encoding, Encoding::Utf8);
        let descriptions: Vec<&[u8; 32]> = descriptions
            .as_chunks::<32>()
            .0
            .iter()
            .take_while(|description| description[0] != b'\r')
            .collect();
        // Lengths of text may spill into the byte for decimals. Other writers leave
        // something there, so it counts only where the row is as long as that says.
        let own_size = |description: &[u8; 32], spills: bool| {
            let is_text = description[11] == b'C';
            let spill = if is_text && spills { usize::from(description[17]) << 8 } else { 0 };
            usize::from(description[16]) + spill
        };
        let whole = |spills| -> usize {
            1 + descriptions.iter().map(|own| own_size(own, spills)).sum::<usize>()
        };
        let spills = whole(false) != row_size && whole(true) == row_size;
        if whole(spills) > row_size {
            return Err(damaged(Damage::Header));
        }
        let mut fields = Vec::with_capacity(descriptions.len());
        let mut offset = 1;
        for description in descriptions {
            let name = description[..11].split(|byte| *byte == 0).next().unwrap_or_default();
            let kind = description[11];
            let decimals = if kind == b'C' { 0 } else { description[17] };
            let size = own_size(description, spills);
            let name = encoding.decode(name).0.trim().to_owned();
            fields.push(Field { name, kind, offset, size, decimals, column: 0 });
            offset += size;
        }
        let count = claimed.min(possible);
        Ok(Self { fields, row_size, rows, count, encoding, is_guess, was_replaced: false })
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.count
    }

    /// Names of the columns.
    pub(super) fn names(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.clone()).collect()
    }

    /// Adds the table's columns to a layer.
    pub(super) fn add_columns(&mut self, builder: &mut LayerBuilder) {
        if self.is_guess {
            let name = self.encoding.name().to_owned();
            builder.note(Place::of_file(), Note::EncodingGuessed { name });
        }
        for field in &mut self.fields {
            let kind = match field.kind {
                b'N' if field.decimals == 0 => ColumnKind::Integer,
                b'I' => ColumnKind::Integer,
                b'N' | b'F' | b'O' | b'B' => ColumnKind::Number,
                b'L' => ColumnKind::Bool,
                b'D' => ColumnKind::Date,
                _ => ColumnKind::Text,
            };
            field.column = builder.typed_column(&field.name, kind);
            if field.is_memo() {
                let column = field.name.clone();
                builder.note(Place::of_file(), Note::MemoLeftOut { column });
            }
        }
    }

    /// The values of a row; `None` where it was deleted. Rows that are missing are empty.
    pub(super) fn row(
        &mut self,
        number: usize,
        builder: &mut LayerBuilder,
    ) -> Option<Vec<(u32, Value)>> {
        if number >= self.count {
            return Some(Vec::new());
        }
        let start = number * self.row_size;
        let row = &self.rows[start..start + self.row_size];
        if row[0] == b'*' {
            return None;
        }
        let mut values = Vec::with_capacity(self.fields.len());
        for field in &self.fields {
            let cell = &row[field.offset..field.offset + field.size];
            let (value, replaced) = value(field, cell, self.encoding);
            if replaced && !self.was_replaced {
                self.was_replaced = true;
                builder.note(Place::of_file(), Note::LettersReplaced);
            }
            if matches!(value, Value::Text(_)) && field.kind != b'C' {
                let column = field.name.clone();
                builder.note(Place::of_file(), Note::ValueKeptAsText { column });
            }
            if value != Value::Null {
                values.push((field.column, value));
            }
        }
        Some(values)
    }
}

/// What a cell holds, and whether letters had to be replaced.
fn value(field: &Field, cell: &[u8], encoding: Encoding) -> (Value, bool) {
    let fixed = |bytes: &[u8]| -> Option<[u8; 8]> { bytes.try_into().ok() };
    match field.kind {
        b'I' => {
            let number = cell.try_into().map(i32::from_le_bytes);
            return (number.map_or(Value::Null, |number| Value::Integer(number.into())), false);
        }
        b'O' | b'B' => {
            let number = fixed(cell).map(f64::from_le_bytes).filter(|number| number.is_finite());
            return (number.map_or(Value::Null, Value::Number), false);
        }
        _ if field.is_memo() => return (Value::Null, false),
        _ => {}
    }
    // Blanks and zeros fill a cell up.
    let end = cell.iter().rposition(|byte| !matches!(byte, b' ' | 0)).map_or(0, |at| at + 1);
    let cell = &cell[..end];
    if field.kind == b'C' {
        if cell.is_empty() {
            return (Value::Null, false);
        }
        let (text, replaced) = encoding.decode(cell);
        return (Value::Text(text), replaced);
    }
    let text = String::from_utf8_lossy(cell);
    let text = text.trim();
    // Asterisks stand for a number that did not fit.
    if text.is_empty() || text.bytes().all(|byte| byte == b'*') {
        return (Value::Null, false);
    }
    let value = match field.kind {
        b'N' | b'F' => number(text, field.decimals == 0 && field.kind == b'N'),
        b'L' => match text {
            "T" | "t" | "Y" | "y" => Some(Value::Bool(true)),
            "F" | "f" | "N" | "n" => Some(Value::Bool(false)),
            _ => Some(Value::Null),
        },
        b'D' if text == "00000000" => Some(Value::Null),
        b'D' => date(text),
        _ => None,
    };
    (value.unwrap_or_else(|| Value::Text(text.to_owned())), false)
}

fn number(text: &str, is_whole: bool) -> Option<Value> {
    if let Some(whole) = text.parse().ok().filter(|_| is_whole) {
        return Some(Value::Integer(whole));
    }
    // Digits beyond 64 bits are an identifier, and none of them may be lost.
    let digits = text.strip_prefix('-').unwrap_or(text);
    if is_whole && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: f64 = text.replace(',', ".").parse().ok()?;
    number.is_finite().then_some(Value::Number(number))
}

fn date(text: &str) -> Option<Value> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok().map(Value::Date)
}
