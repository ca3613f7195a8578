//! Files in, what came of reading them on stderr, and results on stdout.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use geodata::io::{MOST_FILE_BYTES, Place, check_size};
use geodata::{Import, ImportReport, Layer, ReadOptions};
use liito_locales::{Location, messages, note, repair, skip_reason, skip_remedy, source_crs};

use crate::digests::remember;
use crate::failure::{Failure, language};
use crate::voice::say;

/// The file that is called so is what comes in on stdin.
const STDIN: &str = "-";

/// Features left out that are listed one by one; the rest is counted.
const MOST_SKIPPED: usize = 1000;
/// Repairs and notes that are listed one by one; the rest is counted.
const MOST_OTHERS: usize = 10;

/// Reads files with all the layers in them that are wanted.
pub fn read_all(
    paths: &[PathBuf],
    options: &ReadOptions,
) -> Result<(Vec<Layer>, Vec<ImportReport>), Failure> {
    let mut layers = Vec::new();
    let mut reports = Vec::new();
    for path in paths {
        for import in read_one(path, options)? {
            tell(&import.report);
            layers.push(import.layer);
            reports.push(import.report);
        }
    }
    Ok((layers, reports))
}

/// Reads a file, and says nothing of it.
pub fn read_one(path: &Path, options: &ReadOptions) -> Result<Vec<Import>, Failure> {
    let file = match path.display().to_string() {
        file if file == STDIN => "stdin".to_owned(),
        file => file,
    };
    let bytes = read_bytes(path)?;
    geodata::read(&bytes, &file, options).map_err(|error| Failure::Refused { file, error })
}

/// The bytes of a file; of what comes in on stdin where it is called `-`.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = bytes_of(path)?;
    // Whose folder it lies in is nobody's business.
    let name =
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    remember(&name, &bytes);
    Ok(bytes)
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Failure> {
    let file = path.display().to_string();
    let unreadable = |reason| Failure::Unreadable { file: file.clone(), reason };
    let refused = |error| Failure::Refused { file: file.clone(), error };
    if file == STDIN {
        let mut bytes = Vec::new();
        // No more than what says that it is too much.
        let mut given = std::io::stdin().lock().take(MOST_FILE_BYTES + 1);
        given.read_to_end(&mut bytes).map_err(unreadable)?;
        check_size(bytes.len() as u64).map_err(refused)?;
        return Ok(bytes);
    }
    // Told by its size, so that none of a file too large is read.
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    check_size(size).map_err(refused)?;
    std::fs::read(path).map_err(unreadable)
}

/// Says on stderr what was put right, left out or guessed.
pub fn tell(report: &ImportReport) {
    let l = language();
    let file = match &report.layer {
        Some(layer) => format!("{}: {}", report.file, messages::report::layer(l, layer)),
        None => report.file.clone(),
    };
    if report.source_crs.is_guess() {
        say(&format!("{file}: {}", source_crs(l, report.source_crs)));
    }
    let skipped = report.skipped.iter().map(|skipped| {
        let reason = skip_reason(l, &skipped.reason);
        (&skipped.place, format!("{reason}. {}", skip_remedy(l, &skipped.reason)))
    });
    let repaired = report.repaired.iter().map(|r| {
        let repairs: Vec<String> = r.repairs.iter().map(|done| repair(l, done)).collect();
        (&r.place, repairs.join("; "))
    });
    let notes = report.notes.iter().map(|n| (&n.place, note(l, &n.note)));
    list(&file, skipped, MOST_SKIPPED);
    list(&file, repaired, MOST_OTHERS);
    list(&file, notes, MOST_OTHERS);
}

fn list<'a>(
    file: &str,
    mut findings: impl ExactSizeIterator<Item = (&'a Place, String)>,
    most: usize,
) {
    let l = language();
    for (place, words) in findings.by_ref().take(most) {
        let at = Location::words(l, place);
        let at = if at.is_empty() { String::new() } else { format!("{at}: ") };
        say(&format!("{file}: {at}{words}"));
    }
    if findings.len() > 0 {
        say(&format!("{file}: {}", messages::report::more(l, findings.len())));
    }
}

/// Says the result on stdout.
pub fn print(text: &str) -> Result<(), Failure> {
    use std::io::Write;
    // Whoever reads only the beginning closes the pipe, and that is no failure.
    match writeln!(std::io::stdout(), "{text}") {
        Err(reason) if reason.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Unwritable { file: "stdout".to_owned(), reason })
        }
        _ => Ok(()),
    }
}
