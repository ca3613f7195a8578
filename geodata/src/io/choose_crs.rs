//! Which system are a file's coordinates in: as said, or by their numbers?

use geo::CoordsIter;

use super::ReadError;
use crate::crs::{Crs, Extent, guess};
use crate::model::{Feature, SourceCrs};

/// The system of the coordinates: as given, as declared, or by their numbers.
pub(super) fn choose_crs(
    features: &[Feature],
    declared: Option<Crs>,
    given: Option<Crs>,
) -> Result<SourceCrs, ReadError> {
    let extents: Vec<Extent> = features.iter().filter_map(extent_of).collect();
    let whole = extents.iter().fold(Extent::EMPTY, |mut whole, extent| {
        whole.include(extent.min_x, extent.min_y);
        whole.include(extent.max_x, extent.max_y);
        whole
    });
    // A stray feature must not decide for the others: half of them is enough.
    let fits = |crs: Crs| {
        let inside = |e: &&Extent| crs.accepts(e.min_x, e.min_y) && crs.accepts(e.max_x, e.max_y);
        extents.iter().filter(inside).count() * 2 >= extents.len()
    };
    let are_degrees = !extents.is_empty()
        && Crs::WGS84.accepts(whole.min_x, whole.min_y)
        && Crs::WGS84.accepts(whole.max_x, whole.max_y);
    // No city lies within 180 m of the origin of a projected system.
    let fits = |crs: Crs| fits(crs) && (crs.is_geographic() || !are_degrees);
    if let Some(crs) = given {
        let misfit = ReadError::CrsDoesNotFit { crs: crs.to_string(), extent: whole };
        return if fits(crs) { Ok(SourceCrs::Given(crs)) } else { Err(misfit) };
    }
    if let Some(crs) = declared.filter(|crs| fits(*crs)) {
        return Ok(SourceCrs::Declared(crs));
    }
    let guessed = || guess(&whole).or_else(|| guess(extents.get(extents.len() / 2)?));
    // Too small for metres: degrees that lie off the Earth, each told on its own.
    let small =
        [whole.min_x, whole.min_y, whole.max_x, whole.max_y].iter().all(|v| v.abs() <= 720.0);
    if declared.is_none() && small {
        return Ok(SourceCrs::Default(Crs::WGS84));
    }
    match (declared, fits(Crs::WGS84)) {
        (None, true) => Ok(SourceCrs::Default(Crs::WGS84)),
        (Some(declared), true) => Ok(SourceCrs::Contradicted { declared, used: Crs::WGS84 }),
        (declared, false) => match (declared, guessed()) {
            // What is said counts; each feature is told that it lies outside.
            (Some(declared), None) => Ok(SourceCrs::Declared(declared)),
            (None, None) => Err(ReadError::UndeclaredCrs { extent: whole }),
            (None, Some(crs)) => Ok(SourceCrs::Guessed(crs)),
            (Some(declared), Some(used)) => Ok(SourceCrs::Contradicted { declared, used }),
        },
    }
}

fn extent_of(feature: &Feature) -> Option<Extent> {
    let mut extent = Extent::EMPTY;
    for position in feature.geometry.as_ref()?.coords_iter() {
        extent.include(position.x, position.y);
    }
    (!extent.is_empty()).then_some(extent)
}
