//! Findings as tables for spreadsheets. Headings are the same in every language,
//! so that programs can rely on them; what was found is in the reader's words.

use geodata::ImportReport;
use geodata::io::Place;
use geodata::luoti::Finding;

use crate::explain::{note, repair, skip_reason, skip_remedy};
use crate::explain_check::fault_words;
use crate::language::Language;

/// Who is to read a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A program: commas, UTF-8 and nothing before it.
    Program,
    /// A spreadsheet of people: it takes UTF-8 for what it is by the mark before it, and
    /// where a comma is the decimal sign, cells are parted by semicolons.
    Spreadsheet,
}

/// A layer that was checked.
#[derive(Debug, Clone, Copy)]
pub struct CheckedLayer<'a> {
    /// Its file.
    pub file: &'a str,
    /// Its name in the file, where it has one.
    pub layer: Option<&'a str>,
    /// The survey layer it was checked against.
    pub schema: Option<&'a str>,
    /// What was found.
    pub findings: &'a [Finding],
}

/// What checks of deliveries found, a row each.
#[must_use]
pub fn findings_csv(language: Language, reader: Reader, layers: &[CheckedLayer<'_>]) -> String {
    let rows = layers.iter().flat_map(|layer| {
        layer.findings.iter().map(|finding| {
            [
                layer.file.to_owned(),
                layer.layer.unwrap_or_default().to_owned(),
                layer.schema.unwrap_or_default().to_owned(),
                number(finding.feature),
                finding.id.clone().unwrap_or_default(),
                finding.column.clone().unwrap_or_default(),
                fault_words(language, finding),
            ]
        })
    });
    let headings = ["file", "layer", "schema", "feature", "id", "column", "finding"];
    table(language, reader, headings, rows)
}

/// What of a file was left out, repaired or should be known, a row each.
#[must_use]
pub fn report_csv(language: Language, reader: Reader, report: &ImportReport) -> String {
    let l = language;
    let row = |kind: &str, place: &Place, finding: String, remedy: &str| {
        [
            report.file.clone(),
            report.layer.clone().unwrap_or_default(),
            kind.to_owned(),
            number(place.feature),
            number(place.line),
            place.path.clone(),
            finding,
            remedy.to_owned(),
        ]
    };
    let skipped = report.skipped.iter().map(|skipped| {
        let words = skip_reason(l, &skipped.reason);
        row("skipped", &skipped.place, words, skip_remedy(l, &skipped.reason))
    });
    let repaired = report.repaired.iter().map(|repaired| {
        let words: Vec<String> = repaired.repairs.iter().map(|done| repair(l, done)).collect();
        row("repaired", &repaired.place, words.join("; "), "")
    });
    let notes =
        report.notes.iter().map(|noted| row("note", &noted.place, note(l, &noted.note), ""));
    let headings = ["file", "layer", "kind", "feature", "line", "path", "finding", "remedy"];
    table(l, reader, headings, skipped.chain(repaired).chain(notes))
}

fn number(number: Option<impl ToString>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

fn table<const N: usize>(
    language: Language,
    reader: Reader,
    headings: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> String {
    let is_for_people = reader == Reader::Spreadsheet;
    let separator = if is_for_people && language != Language::English { b';' } else { b',' };
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(headings);
    for row in rows {
        let _ = writer.write_record(&row);
    }
    let text = String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default();
    if is_for_people { format!("\u{feff}{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use geodata::{ReadOptions, read_layer};

    use super::*;

    #[test]
    fn every_finding_has_its_place_and_remedy() {
        let text = r#"{"type":"FeatureCollection","features":[
          {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":["a",60]}},
          {"type":"Feature","properties":{},"geometry":null}]}"#;
        let report =
            read_layer(text.as_bytes(), "a,b.json", &ReadOptions::default()).unwrap().report;
        let csv = report_csv(Language::English, Reader::Program, &report);
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines[0], "file,layer,kind,feature,line,path,finding,remedy");
        assert!(lines[1].starts_with("\"a,b.json\",,skipped,1,2,"), "{}", lines[1]);
        assert!(lines[2].contains(",note,2,3,"), "{}", lines[2]);
        let finnish = report_csv(Language::Finnish, Reader::Spreadsheet, &report);
        assert!(finnish.starts_with("\u{feff}file;layer;kind;"), "{finnish}");
    }
}
