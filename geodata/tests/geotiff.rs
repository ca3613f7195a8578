//! Grids that GDAL wrote: stripes and tiles, packed in every usual way, of every kind of number.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "tests are blunt")]

use std::path::Path;

use geodata::io::geotiff::{RasterFault, read_grid};
use geodata::landscape::RasterKind;
use geodata::landscape::{Frame, NoData, RasterError, Resistance};
use geodata::{Crs, WorkingCrs};

#[test]
fn grids_by_gdal_are_read() {
    let working_crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
    let frame =
        Frame { west: 25_490_000.0, north: 6_680_000.0, cell_m: 10.0, columns: 40, rows: 36 };
    for name in [
        "tiled_lzw_i16",
        "striped_deflate_u8",
        "plain_f32",
        "tiled_deflate_f64",
        "striped_packbits_u32",
    ] {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let bytes = std::fs::read(golden.join(format!("grid_{name}.tif"))).unwrap();
        let table = Resistance::default();
        let grid =
            read_grid(&bytes, RasterKind::Costs, working_crs, &table, NoData::Barrier).unwrap();
        assert_eq!(grid.frame, frame, "{name}");
        for row in 0..36u32 {
            for column in 0..40u32 {
                let expected = f64::from(1 + (3 * row + column) % 50);
                let expected = (row + column > 0).then_some(expected);
                assert_eq!(grid.value(row as usize, column as usize), expected, "{name}");
            }
        }
        // Cut short, it is refused and nothing panics.
        for length in (0..bytes.len()).step_by(7) {
            let _ = read_grid(
                &bytes[..length],
                RasterKind::Costs,
                working_crs,
                &table,
                NoData::Unknown,
            );
        }
    }
}

#[test]
fn what_would_be_taken_for_something_else_is_refused() {
    let read = |name: &str| {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let bytes = std::fs::read(golden.join(format!("grid_{name}.tif"))).unwrap();
        let working_crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
        let table = Resistance::default();
        read_grid(&bytes, RasterKind::Costs, working_crs, &table, NoData::Barrier)
    };
    assert_eq!(read("degrees"), Err(RasterFault::Raster(RasterError::Degrees)));
    // Two cells in a byte.
    assert_eq!(read("nbits4"), Err(RasterFault::Raster(RasterError::Bands)));
    // -99.9 as 32 bits have it.
    let grid = read("float_nodata").unwrap();
    assert_eq!((grid.value(0, 0), grid.value(0, 1)), (None, Some(2.0)));
}
