//! Text with separators, as spreadsheets save it: commas, semicolons, tabs or
//! bars; decimals with a point or a comma; UTF-8 or an old code page.
//!
//! Where a row lies is told by a column of well-known text or binary, or by two
//! columns of coordinates.

mod position;
mod write;

use super::assemble::{DeclaredCrs, LayerBuilder, Names};
use super::axes::AxisOrder;
use super::encoding::Encoding;
use super::format::{File, Format};
use super::shape::Fault;
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
        let mut builder = LayerBuilder::of_untyped_text();
        if !matches!(encoding, Encoding::Utf8 | Encoding::Utf16 { .. }) {
            let name = encoding.name().to_owned();
            builder.note(Place::of_file(), Note::EncodingGuessed { name });
        }
        if replaced {
            builder.note(Place::of_file(), Note::LettersReplaced);
        }
        read_text(without_remarks(text.trim_start_matches('\u{feff}')), file.name, builder, options)
            .map(|import| vec![import])
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

/// A row of as many cells as there are headings.
struct Row {
    place: Place,
    cells: Vec<String>,
}

fn read_text(
    text: &str,
    name: &str,
    mut builder: LayerBuilder,
    options: &ReadOptions,
) -> Result<Import, ReadError> {
    let headings = text.lines().find(|line| is_row(line)).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(headings).unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(text.as_bytes());
    let headings: Vec<String> = match reader.headers() {
        Ok(headings) => headings.iter().map(str::to_owned).collect(),
        Err(_) => return Err(ReadError::Empty),
    };
    let mut rows: Vec<Row> = Vec::new();
    for (number, record) in (1u32..).zip(reader.records()) {
        // The text is UTF-8 and rows may be of any length, so none is refused.
        let Ok(record) = record else { continue };
        let line = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
        let place = Place::on_line(number, line);
        if record.len() == headings.len() {
            rows.push(Row { place, cells: record.iter().map(str::to_owned).collect() });
        } else {
            let (found, expected) = (record.len(), headings.len());
            builder.skip(place, Fault::from(SkipReason::CellCount { found, expected }));
        }
    }
    let positions = Positions::find(&headings, &rows)
        .ok_or_else(|| ReadError::NoPositions { columns: headings.clone() })?;
    let kept: Vec<usize> =
        (0..headings.len()).filter(|column| !positions.is_shape(*column)).collect();
    let numbers: Vec<u32> =
        kept.iter().map(|column| builder.new_column(&headings[*column])).collect();
    let mut declared = positions.system(&headings).map_or(DeclaredCrs::Nothing, DeclaredCrs::Known);
    for Row { place, mut cells } in rows {
        let shape = positions.of_row(&cells).map(|Found { shape, srid, has_heights }| {
            if let (Some(crs), DeclaredCrs::Nothing) = (srid, &declared) {
                declared = DeclaredCrs::Known(crs);
            }
            if has_heights {
                builder.note(place.clone(), Note::HeightsDropped);
            }
            shape
        });
        let values = kept
            .iter()
            .zip(&numbers)
            .map(|(column, number)| (*number, std::mem::take(&mut cells[*column])))
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(number, cell)| (number, Value::Text(cell)))
            .collect();
        builder.add(place, None, shape, values);
    }
    builder.finish(&Names { file: name, layer: None }, declared, AxisOrder::EastFirst, options)
}
