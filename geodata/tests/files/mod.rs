//! Reading of files made in tests, and packing of them.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::io::Write;

use geodata::io::{Note, ReadError, read};
use geodata::{Import, ReadOptions};

/// Reads the only layer of a file.
pub fn one(bytes: &[u8]) -> Import {
    let all = read(bytes, "file", &ReadOptions::default()).unwrap();
    assert_eq!(all.len(), 1);
    all.into_iter().next().unwrap()
}

/// Why a file is refused.
pub fn refused(bytes: &[u8]) -> ReadError {
    read(bytes, "file", &ReadOptions::default()).unwrap_err()
}

/// An archive of files.
pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Bytes packed by gzip.
pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// True where a report notes this.
pub fn has_note(import: &Import, note: &Note) -> bool {
    import.report.notes.iter().any(|noted| noted.note == *note)
}
