//! Any bytes, told by their content: also gzip and zip.
#![no_main]

use geodata::{ReadOptions, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes, "file", &ReadOptions::default());
    let _ = geodata::io::layers(bytes, "file");
});
