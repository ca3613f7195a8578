//! A geometry in a GeoPackage: well-known binary with a head of its own.

use geo::{BoundingRect, Geometry};

use crate::io::SkipReason;
use crate::io::shape::{Fault, Shape};
use crate::io::wkb;

/// Reads a geometry. The flag is raised where there are heights or measures.
pub(super) fn parse(bytes: &[u8], has_heights: &mut bool) -> Result<Option<Shape>, Fault> {
    let damaged = || Fault::from(SkipReason::DamagedGeometry);
    let [b'G', b'P', _version, flags, ..] = *bytes else { return Err(damaged()) };
    if flags & 0x20 != 0 {
        return Err(
            SkipReason::UnsupportedGeometry { kind: "ExtendedGeoPackageBinary".into() }.into()
        );
    }
    let envelope = match (flags >> 1) & 7 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err(damaged()),
    };
    if flags & 0x10 != 0 {
        return Ok(None);
    }
    wkb::parse(bytes.get(8 + envelope..).ok_or_else(damaged)?, has_heights).map(Some)
}

/// Writes a geometry with its extent, least byte first.
pub(super) fn write(geometry: &Geometry, srs_id: i32) -> Vec<u8> {
    let extent = geometry.bounding_rect();
    let is_point = matches!(geometry, Geometry::Point(_));
    let mut bytes = vec![b'G', b'P', 0];
    // The extent of a point says nothing that it does not.
    let with_extent = extent.filter(|_| !is_point);
    bytes.push(match (with_extent, extent) {
        (Some(_), _) => 0b0000_0011,
        (None, Some(_)) => 0b0000_0001,
        (None, None) => 0b0001_0001,
    });
    bytes.extend(srs_id.to_le_bytes());
    if let Some(extent) = with_extent {
        for number in [extent.min().x, extent.max().x, extent.min().y, extent.max().y] {
            bytes.extend(number.to_le_bytes());
        }
    }
    wkb::write(geometry, &mut bytes);
    bytes
}
