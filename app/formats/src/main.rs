//! The worker for every file format but GeoJSON and GeoPackage: fetched when first needed.

// Named so that it is built with its formats.
use geodata as _;

fn main() {
    liito_worker::serve(liito_worker::files::answer);
}
