//! Text with separators, as spreadsheets save it: commas, semicolons, tabs or
//! bars; decimals with a point or a comma; UTF-8 or an old code page.
//!
//! Where a row lies is told by a column of well-known text or binary, or by two
//! columns of coordinates.

mod position;
mod write;

use csv::StringRecord;

use super::assemble::{LayerBuilder, Names};
use super::axes::AxisOrder;
use super::encoding::Encoding;
use super::format::{File, Format};
use super::shape::Fault;
use super::untyped::DecimalSign;
use super::{FileFormat, Import, Note, Place, ReadError, ReadOptions, SkipReason};
use crate::model::Value;
use position::{Found, Positions};
pub(super) use write::written;

/// Text with separators.
pub(super) struct Csv;

impl Format for Csv {
    fn format(&self) -> FileFormat {
        FileFormat::Csv
    }

    fn recognises(&self, file: File<'_>) -> bool {
        let head = &file.bytes[..file.bytes.len().min(100_000)];
        let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
        if !wide && head.contains(&0) {
            return false;
        }
        let text = Encoding::guess(head).decode(head).0;
        let text = without_remarks(text.trim_start_matches('\u{feff}'));
        if text.trim_start().starts_with(['{', '[', '<']) {
            return false;
        }
        let first = text.lines().find(|line| is_row(line)).unwrap_or_default();
        separator(first).is_some() && text.lines().filter(|line| is_row(line)).nth(1).is_some()
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        let encoding = Encoding::guess(file.bytes);
        let (text, replaced) = encoding.decode(file.bytes);
        let text = without_remarks(text.trim_start_matches('\u{feff}'));
        let headings = text.lines().find(|line| is_row(line)).unwrap_or_default();
        let separator = separator(headings).unwrap_or(b',');
        let mut builder = LayerBuilder::of_untyped_text(sign_beside(separator));
        if !matches!(encoding, Encoding::Utf8 | Encoding::Utf16 { .. }) {
            let name = encoding.name().to_owned();
            builder.note(Place::of_file(), Note::EncodingGuessed { name });
        }
        if replaced {
            builder.note(Place::of_file(), Note::LettersReplaced);
        }
        read_text(text, file.name, separator, builder, options).map(|import| vec![import])
    }
}

/// Lines of remarks begin with this.
const REMARK: &str = "# ";

fn is_row(line: &str) -> bool {
    !line.trim().is_empty()
}

/// The text without the remarks above the headings.
fn without_remarks(mut text: &str) -> &str {
    while text.starts_with(REMARK) {
        text = text.split_once('\n').map_or("", |(_, rest)| rest);
    }
    text
}

/// The separator that a line of headings uses.
fn separator(line: &str) -> Option<u8> {
    let mut in_quotes = false;
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0), (b'|', 0)];
    for byte in line.bytes() {
        in_quotes ^= byte == b'"';
        for (_, count) in counts.iter_mut().filter(|(sign, _)| *sign == byte && !in_quotes) {
            *count += 1;
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most && most > 0).map(|(sign, _)| sign)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(text.as_bytes())
}

/// The first filled cell of each column.
fn first_cells(text: &str, separator: u8, columns: usize) -> Vec<Option<String>> {
    let mut firsts = vec![None; columns];
    let mut missing = columns;
    let mut reader = reader(text, separator);
    let mut row = StringRecord::new();
    while missing > 0 && reader.read_record(&mut row).unwrap_or(false) {
        if row.len() != columns {
            continue;
        }
        for (first, cell) in firsts.iter_mut().zip(&row) {
            if first.is_none() && !cell.trim().is_empty() {
                *first = Some(cell.trim().to_owned());
                missing -= 1;
            }
        }
    }
    firsts
}

fn read_text(
    text: &str,
    name: &str,
    separator: u8,
    mut builder: LayerBuilder,
    options: &ReadOptions,
) -> Result<Import, ReadError> {
    let mut reader = reader(text, separator);
    let headings: Vec<String> = match reader.headers() {
        Ok(headings) => headings.iter().map(str::to_owned).collect(),
        Err(_) => return Err(ReadError::Empty),
    };
    let positions = Positions::find(&headings, &first_cells(text, separator, headings.len()))
        .ok_or_else(|| ReadError::NoPositions { columns: headings.clone() })?;
    let kept: Vec<(usize, u32)> = (0..headings.len())
        .filter(|column| !positions.is_shape(*column))
        .map(|column| (column, builder.new_column(&headings[column])))
        .collect();
    let mut declared = positions.system(&headings);
    let sign = sign_beside(separator);
    let mut row = StringRecord::new();
    let mut number = 0;
    // The text is UTF-8 and rows may be of any length, so none is refused.
    while reader.read_record(&mut row).unwrap_or(false) {
        number += 1;
        let line = row.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
        let place = Place::on_line(number, line);
        if row.len() != headings.len() {
            let (found, expected) = (row.len(), headings.len());
            builder.skip(place, Fault::from(SkipReason::CellCount { found, expected }));
            continue;
        }
        let shape = positions.of_row(&row, sign).and_then(|Found { shape, srid, has_heights }| {
            if has_heights {
                builder.note(place.clone(), Note::HeightsDropped);
            }
            declared.agree(srid).map(|()| shape)
        });
        let cell = |(column, number): &(usize, u32)| {
            let cell = row.get(*column).filter(|cell| !cell.trim().is_empty())?;
            Some((*number, Value::Text(cell.to_owned())))
        };
        builder.add(place, None, shape, kept.iter().filter_map(cell).collect());
    }
    builder.finish(&Names { file: name, layer: None }, declared, AxisOrder::EastFirst, options)
}

/// Where commas part the cells, they part no numbers.
fn sign_beside(separator: u8) -> DecimalSign {
    if separator == b',' { DecimalSign::Point } else { DecimalSign::PointOrComma }
}
