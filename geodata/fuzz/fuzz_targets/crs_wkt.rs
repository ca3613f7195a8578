//! A system's well-known text, as in a .prj.
#![no_main]

use geodata::Crs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Crs::from_wkt(text);
    let _ = Crs::from_name(text);
});
