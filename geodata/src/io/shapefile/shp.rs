//! The shapes.

use geo::Coord;

use super::damaged;
use super::rings::polygons;
use crate::io::shape::{Fault, Shape};
use crate::io::wkb::Cursor;
use crate::io::{Damage, ReadError, SkipReason};

/// Bytes of the header.
const HEADER: usize = 100;

/// The shapes of a file, each with the place of its row, from 0.
///
/// The numbers in records' heads are not looked at: rows go by order.
pub(super) type Record = (Result<Option<Shape>, Fault>, usize);

/// Reads all records; a faulty one takes none of the others with it.
pub(super) fn records(bytes: &[u8], has_heights: &mut bool) -> Result<Vec<Record>, ReadError> {
    if bytes.get(..4) != Some(&[0, 0, 0x27, 0x0a]) || bytes.len() < HEADER {
        return Err(damaged(Damage::Header));
    }
    let rest = &bytes[HEADER..];
    let mut cursor = Cursor { rest, is_little: true };
    // Some writers fill their files up with zeros.
    let padding = rest.iter().rev().take_while(|byte| **byte == 0).count();
    let mut records = Vec::new();
    while cursor.rest.len() > padding {
        let number = records.len();
        match record(&mut cursor) {
            Some(content) => records.push((shape(content, has_heights), number)),
            None => {
                records.push((Err(SkipReason::DamagedGeometry.into()), number));
                break;
            }
        }
    }
    Ok(records)
}

/// The content of the next record, whose length stands in words of two bytes.
fn record<'a>(cursor: &mut Cursor<'a>) -> Option<&'a [u8]> {
    cursor.take(4)?;
    let words = u32::from_be_bytes(cursor.array()?) as usize;
    cursor.take(words.checked_mul(2)?)
}

fn shape(content: &[u8], has_heights: &mut bool) -> Result<Option<Shape>, Fault> {
    let damaged = || Fault::from(SkipReason::DamagedGeometry);
    let mut cursor = Cursor { rest: content, is_little: true };
    let kind = cursor.u32().ok_or_else(damaged)?;
    *has_heights |= matches!(kind, 11 | 13 | 15 | 18 | 21 | 23 | 25 | 28);
    // Types of ten and twenty more are the same with heights and measures after them.
    match kind {
        0 => Ok(None),
        1 | 11 | 21 => position(&mut cursor).map(|at| Some(Shape::Point(at))).ok_or_else(damaged),
        8 | 18 | 28 => multi_point(&mut cursor).map(Some).ok_or_else(damaged),
        3 | 13 | 23 => {
            let mut lines = parts(&mut cursor).ok_or_else(damaged)?;
            Ok(Some(if lines.len() == 1 {
                Shape::Line(lines.swap_remove(0))
            } else {
                Shape::MultiLine(lines)
            }))
        }
        5 | 15 | 25 => {
            let rings = parts(&mut cursor).ok_or_else(damaged)?;
            let mut parts = polygons(rings);
            Ok(Some(if parts.len() == 1 {
                Shape::Polygon(parts.swap_remove(0))
            } else {
                Shape::MultiPolygon(parts)
            }))
        }
        31 => Err(SkipReason::UnsupportedGeometry { kind: "MultiPatch".into() }.into()),
        kind => Err(SkipReason::UnsupportedGeometry { kind: format!("shape {kind}") }.into()),
    }
}

fn position(cursor: &mut Cursor<'_>) -> Option<Coord> {
    Some(Coord { x: cursor.f64()?, y: cursor.f64()? })
}

fn positions(cursor: &mut Cursor<'_>, count: usize) -> Option<Vec<Coord>> {
    // What is claimed has to be there before room is made for it.
    let bytes = cursor.take(count.checked_mul(16)?)?;
    let mut inner = Cursor { rest: bytes, is_little: true };
    (0..count).map(|_| position(&mut inner)).collect()
}

fn multi_point(cursor: &mut Cursor<'_>) -> Option<Shape> {
    cursor.take(32)?;
    let count = cursor.u32()? as usize;
    positions(cursor, count).map(Shape::MultiPoint)
}

/// The lines or rings of a shape.
fn parts(cursor: &mut Cursor<'_>) -> Option<Vec<Vec<Coord>>> {
    cursor.take(32)?;
    let (part_count, count) = (cursor.u32()? as usize, cursor.u32()? as usize);
    let starts = cursor.take(part_count.checked_mul(4)?)?;
    let starts: Vec<usize> = starts
        .as_chunks::<4>()
        .0
        .iter()
        .map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
        .collect();
    let all = positions(cursor, count)?;
    let ends = starts.iter().skip(1).copied().chain([count]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| all.get(*start..end).map(<[Coord]>::to_vec))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn false_claims_take_no_room() {
        let mut file = vec![0, 0, 0x27, 0x0a];
        file.resize(HEADER, 0);
        file.extend(1u32.to_be_bytes());
        file.extend(24u32.to_be_bytes());
        file.extend(5u32.to_le_bytes());
        file.extend([0; 32]);
        file.extend([0xff; 12]);
        let records = records(&file, &mut false).unwrap();
        assert_eq!(records, [(Err(SkipReason::DamagedGeometry.into()), 0)]);
        assert!(super::records(&file[..50], &mut false).is_err());
    }
}
