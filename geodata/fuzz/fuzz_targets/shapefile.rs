//! A shapefile's shapes and its table, read from any bytes, and any archive.
#![no_main]

use std::io::{Cursor, Write};

use geodata::ReadOptions;
use geodata::io::{FileFormat, read_as};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

fuzz_target!(|input: (Vec<u8>, Vec<u8>, Vec<u8>)| {
    let (shp, dbf, prj) = input;
    let read = |bytes: &[u8]| {
        let _ = read_as(FileFormat::Shapefile, bytes, "file", &ReadOptions::default());
    };
    read(&shp);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    // The head of a shapefile is known, and no fuzzer needs to find it out.
    let shp = [&[0, 0, 0x27, 0x0a], shp.as_slice()].concat();
    for (name, bytes) in [("a.shp", shp), ("a.dbf", dbf), ("a.prj", prj)] {
        archive.start_file(name, stored).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    read(&archive.finish().unwrap().into_inner());
});
