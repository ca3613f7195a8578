//! The formats in XML: KML, GPX and GML.
//!
//! A file is walked once. Each feature in it becomes a small tree of elements,
//! which the format's own module understands. Entities of a file's own are not
//! expanded, so that no few lines can grow into gigabytes.

mod element;
mod gml;
mod gml_geometry;
mod gpx;
mod kml;

use super::encoding::Encoding;
use super::{Damage, FileFormat, Import, LayerInfo, Note, ReadError};

pub(super) use gml::Gml;
pub(super) use gpx::Gpx;
pub(super) use kml::Kml;

/// The text of a file in XML, by its byte order mark or what its first line says,
/// and what is to be known of how it was found.
fn text_of(bytes: &[u8]) -> (String, Vec<Note>) {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declared = head
        .trim_start_matches('\u{feff}')
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(declaration, _)| declaration.split_once("encoding="))
        .and_then(|(_, label)| {
            Encoding::from_label(
                label.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or_default(),
            )
        });
    let encoding = declared.unwrap_or_else(|| Encoding::guess(bytes));
    let mut notes = Vec::new();
    if declared.is_none() && !matches!(encoding, Encoding::Utf8 | Encoding::Utf16 { .. }) {
        notes.push(Note::EncodingGuessed { name: encoding.name().to_owned() });
    }
    let (text, replaced) = encoding.decode(bytes);
    notes.extend(replaced.then_some(Note::LettersReplaced));
    (text.trim_start_matches('\u{feff}').to_owned(), notes)
}

/// True where the first element has one of these names, whatever its prefix.
fn begins_with(bytes: &[u8], names: &[&str]) -> bool {
    if super::text::first_byte(bytes) != Some(b'<') && !bytes.starts_with(b"\xff\xfe") {
        return false;
    }
    let (text, _) = text_of(&bytes[..bytes.len().min(4096)]);
    let mut rest = text.as_str();
    // Past declarations, remarks and instructions to the first element.
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(['?', '!']) {
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
                .unwrap_or(rest.len());
            let name = rest[..end].rsplit(':').next().unwrap_or_default();
            return names.contains(&name);
        }
        let Some(end) = (if rest.starts_with("!--") { rest.find("-->") } else { rest.find('>') })
        else {
            return false;
        };
        rest = &rest[end..];
    }
    false
}

fn damaged(format: FileFormat, line: usize) -> ReadError {
    ReadError::Damaged { format, damage: Damage::Markup { line } }
}

/// What there is to say of layers that had to be read to be known; `None` of a single one.
#[expect(clippy::unnecessary_wraps, reason = "as the formats' own answer")]
fn infos(imports: Vec<Import>) -> Result<Option<Vec<LayerInfo>>, ReadError> {
    let info = |import: Import| LayerInfo {
        name: import.report.layer.unwrap_or_default(),
        features: import.report.read + import.report.skipped.len(),
        columns: import.layer.columns.into_iter().map(|column| column.name).collect(),
    };
    Ok((imports.len() > 1).then(|| imports.into_iter().map(info).collect()))
}
