//! GeoJSON, read from any bytes.
#![no_main]

use geodata::ReadOptions;
use geodata::io::{FileFormat, read_as};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = read_as(FileFormat::GeoJson, bytes, "file", &ReadOptions::default());
});
