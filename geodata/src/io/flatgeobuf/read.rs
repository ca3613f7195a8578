//! FlatGeobuf in.

use flatbuffers::{VerifierOptions, size_prefixed_root_with_opts};
use flatgeobuf::packed_r_tree::{NodeItem, PackedRTree};
use flatgeobuf::{Crs as DeclaredIn, Feature, Geometry, GeometryType, Header};
use geo::Coord;

use super::MAGIC;
use super::properties::{self, Columns};
use crate::crs::Crs;
use crate::io::assemble::{DeclaredCrs, LayerBuilder, Names};
use crate::io::axes::AxisOrder;
use crate::io::format::File;
use crate::io::shape::{Fault, Shape};
use crate::io::{Damage, FileFormat, Import, Note, Place, ReadError, ReadOptions, SkipReason};

/// Collections deeper than this are no geometry but an attack.
const DEEPEST: usize = 16;

fn damaged(damage: Damage) -> ReadError {
    ReadError::Damaged { format: FileFormat::FlatGeobuf, damage }
}

/// Reads a file.
pub(super) fn read(file: File<'_>, options: &ReadOptions) -> Result<Import, ReadError> {
    let rest = file.bytes.get(MAGIC.len()..).unwrap_or_default();
    let (head, rest) = prefixed(rest).ok_or_else(|| damaged(Damage::CutOff))?;
    let header = size_prefixed_root_with_opts::<Header<'_>>(&bounds(head), head)
        .map_err(|_| damaged(Damage::Header))?;
    let claimed = header.features_count();
    // The smallest feature takes its length, its root and an empty table.
    let possible = (rest.len() / 12) as u64;
    if claimed > possible {
        return Err(damaged(Damage::Claims { claimed, possible }));
    }
    let mut rest = skip_index(&header, rest).ok_or_else(|| damaged(Damage::CutOff))?;

    let mut builder = LayerBuilder::new();
    let columns = Columns::new(&header, &mut builder);
    if header.has_z() || header.has_m() || header.has_t() || header.has_tm() {
        builder.note(Place::of_file(), Note::HeightsDropped);
    }
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let place = Place::of_feature(number);
        let Some((bytes, others)) = prefixed(rest) else {
            builder.skip(place, Fault::from(SkipReason::DamagedGeometry));
            break;
        };
        rest = others;
        match size_prefixed_root_with_opts::<Feature<'_>>(&bounds(bytes), bytes) {
            Ok(feature) => add(&mut builder, place, &header, &columns, &feature),
            Err(_) => builder.skip(place, Fault::from(SkipReason::DamagedGeometry)),
        }
    }
    if claimed > 0 && u64::from(number) < claimed {
        let place = Place::of_feature(number + 1);
        builder.skip(place, Fault::from(SkipReason::DamagedGeometry));
    }
    let layer = header.name().filter(|name| !name.is_empty());
    let names = Names { file: file.name, layer };
    builder.finish(&names, declared(header.crs()), AxisOrder::EastFirst, options)
}

/// Parts of a table may share bytes, but not so as to seem many times as many.
fn bounds(bytes: &[u8]) -> VerifierOptions {
    let max_apparent_size = bytes.len().saturating_mul(4).max(1 << 16);
    VerifierOptions { max_apparent_size, ..VerifierOptions::default() }
}

/// A table with its length before it, and what comes after.
fn prefixed(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
    bytes.split_at_checked(length.checked_add(4)?)
}

/// What comes after the index, where there is one.
fn skip_index<'a>(header: &Header<'_>, rest: &'a [u8]) -> Option<&'a [u8]> {
    let node_size = header.index_node_size();
    let features = usize::try_from(header.features_count()).ok()?;
    if node_size == 0 || features == 0 {
        return Some(rest);
    }
    // The leaves alone take so much: more is claimed than the file has.
    if features.checked_mul(size_of::<NodeItem>())? > rest.len() {
        return None;
    }
    rest.get(PackedRTree::index_size(features, node_size.max(2))..)
}

fn declared(crs: Option<DeclaredIn<'_>>) -> DeclaredCrs {
    let Some(crs) = crs else { return DeclaredCrs::Nothing };
    let text = crs.wkt().unwrap_or_default();
    match u32::try_from(crs.code()) {
        Ok(code) if code > 0 => Crs::from_epsg(code).map_or_else(
            |_| DeclaredCrs::of_wkt_or(text, || format!("EPSG:{code}")),
            DeclaredCrs::Known,
        ),
        _ if text.is_empty() => DeclaredCrs::Nothing,
        _ => DeclaredCrs::of_wkt_or(text, || crs.name().unwrap_or(text).to_owned()),
    }
}

fn add(
    builder: &mut LayerBuilder,
    place: Place,
    header: &Header<'_>,
    columns: &Columns,
    feature: &Feature<'_>,
) {
    let bytes = feature.properties().map(|bytes| bytes.bytes()).unwrap_or_default();
    let Some(values) = properties::read(bytes, columns) else {
        return builder.skip(place, Fault::from(SkipReason::DamagedGeometry));
    };
    let shape = match feature.geometry() {
        None => Ok(None),
        Some(geometry) => shape(&geometry, header.geometry_type(), 0).map(Some),
    };
    builder.add(place, None, shape, values);
}

fn shape(geometry: &Geometry<'_>, of_layer: GeometryType, depth: usize) -> Result<Shape, Fault> {
    let damaged = || Fault::from(SkipReason::DamagedGeometry);
    if depth > DEEPEST {
        return Err(damaged());
    }
    let kind = if of_layer == GeometryType::Unknown { geometry.type_() } else { of_layer };
    let parts = |kind: GeometryType| -> Result<Vec<Shape>, Fault> {
        let parts = geometry.parts().into_iter().flatten();
        parts.map(|part| shape(&part, kind, depth + 1)).collect()
    };
    Ok(match kind {
        GeometryType::Point => {
            let nowhere = Coord { x: f64::NAN, y: f64::NAN };
            Shape::Point(positions(geometry).first().copied().unwrap_or(nowhere))
        }
        GeometryType::MultiPoint => Shape::MultiPoint(positions(geometry)),
        GeometryType::LineString => Shape::Line(positions(geometry)),
        GeometryType::MultiLineString => Shape::MultiLine(lines(geometry).ok_or_else(damaged)?),
        GeometryType::Polygon => Shape::Polygon(lines(geometry).ok_or_else(damaged)?),
        GeometryType::MultiPolygon => {
            let rings = |part| match part {
                Shape::Polygon(rings) => Ok(rings),
                _ => Err(damaged()),
            };
            let parts = parts(GeometryType::Polygon)?;
            Shape::MultiPolygon(parts.into_iter().map(rings).collect::<Result<_, _>>()?)
        }
        GeometryType::GeometryCollection => Shape::Collection(parts(GeometryType::Unknown)?),
        kind => {
            let kind = kind.variant_name().unwrap_or("?").to_owned();
            return Err(SkipReason::UnsupportedGeometry { kind }.into());
        }
    })
}

fn positions(geometry: &Geometry<'_>) -> Vec<Coord> {
    let Some(numbers) = geometry.xy() else { return Vec::new() };
    let numbers: Vec<f64> = numbers.iter().collect();
    numbers.as_chunks::<2>().0.iter().map(|pair| Coord { x: pair[0], y: pair[1] }).collect()
}

/// Positions parted at the given ends; `None` where these do not rise to the last.
fn lines(geometry: &Geometry<'_>) -> Option<Vec<Vec<Coord>>> {
    let positions = positions(geometry);
    let ends: Vec<usize> = match geometry.ends() {
        Some(ends) if !ends.is_empty() => ends.iter().map(|end| end as usize).collect(),
        _ => vec![positions.len()],
    };
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts
        .zip(&ends)
        .map(|(start, end)| positions.get(start..*end).map(<[Coord]>::to_vec))
        .collect()
}
