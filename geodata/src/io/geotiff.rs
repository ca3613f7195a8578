//! GeoTIFF: grids of classes or of resistance, in and out.
//!
//! In: one band of 8 to 64 bits, whole or floating, in stripes or tiles, plain, deflated,
//! LZW or packed bits, with the place by `ModelPixelScale` and `ModelTiepoint` (or a
//! `ModelTransformation` without rotation). Out: deflated stripes.

use std::collections::BTreeMap;
use std::io::Cursor;

use tiff::decoder::{ChunkType, Decoder, DecodingResult, Limits};
use tiff::encoder::{Compression, TiffEncoder, TiffKind, TiffValue, colortype};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use crate::Error;
use crate::crs::{Crs, WorkingCrs};
use crate::landscape::{
    Frame, GridError, Ground, LEAST_CELL_M, MOST_CELL_M, MOST_CELLS, NOTHING_GOES, NoData,
    RasterError, RasterKind, Resistance, ResistanceGrid,
};

/// Why there is no grid: the file, or its size.
#[derive(Debug, Clone, PartialEq)]
pub enum RasterFault {
    /// What is wrong with the file.
    Raster(RasterError),
    /// It is too large.
    Grid(GridError),
}

impl From<RasterFault> for Error {
    fn from(fault: RasterFault) -> Self {
        match fault {
            RasterFault::Raster(error) => Self::Raster(error),
            RasterFault::Grid(error) => Self::Grid(error),
        }
    }
}

impl From<RasterError> for RasterFault {
    fn from(error: RasterError) -> Self {
        Self::Raster(error)
    }
}

/// The directory of keys, as `GeoKeyDirectory` holds it: four numbers each.
const MODEL_TYPE: u16 = 1024;
const RASTER_TYPE: u16 = 1025;
const PROJECTED: u16 = 3072;
/// Longitude and latitude.
const IN_DEGREES: u16 = 2;
/// The numbers of cells are those of their areas, not of their middles.
const PIXEL_IS_AREA: u16 = 1;
const PIXEL_IS_POINT: u16 = 2;

/// Reads a grid.
///
/// Cells without data are `no_data`; with [`RasterKind::Classes`] they cost what
/// `resistance` says.
///
/// # Errors
/// [`RasterFault`]: the file is no such raster, lies in another system than the work, or
/// has too many cells.
pub fn read_grid(
    bytes: &[u8],
    kind: RasterKind,
    working_crs: WorkingCrs,
    resistance: &Resistance,
    no_data: NoData,
) -> Result<ResistanceGrid, RasterFault> {
    let unreadable = |error: TiffError| RasterError::Unreadable { reason: error.to_string() };
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(unreadable)?;
    let (width, height) = decoder.dimensions().map_err(unreadable)?;
    let colours = decoder.colortype().map_err(unreadable)?;
    if !matches!(colours, ColorType::Gray(8 | 16 | 32 | 64)) {
        return Err(RasterError::Bands.into());
    }
    let (columns, rows) = (width as usize, height as usize);
    if key(&mut decoder, MODEL_TYPE) == Some(IN_DEGREES) {
        return Err(RasterError::Degrees.into());
    }
    let frame = frame(&mut decoder, (columns, rows))?;
    if !(LEAST_CELL_M..=MOST_CELL_M).contains(&frame.cell_m) {
        return Err(RasterFault::Grid(GridError::Cell { given: frame.cell_m }));
    }
    if columns.saturating_mul(rows) > MOST_CELLS {
        let cells = f64::from(width) * f64::from(height);
        let cell_m = frame.cell_m;
        #[expect(clippy::cast_precision_loss, reason = "a number of cells")]
        let fits_m = (cell_m * (cells / MOST_CELLS as f64).sqrt() * 2.0).ceil() / 2.0;
        return Err(RasterFault::Grid(GridError::TooLarge { cell_m, cells, fits_m }));
    }
    check_crs(&mut decoder, working_crs)?;
    let missing = no_data_value(&mut decoder, matches!(colours, ColorType::Gray(32)));
    // The cells were counted.
    decoder = decoder.with_limits(Limits::unlimited());
    let values = match decoder.get_chunk_type() {
        ChunkType::Strip => numbers(decoder.read_image().map_err(unreadable)?)?,
        ChunkType::Tile => tiles(bytes, decoder.chunk_dimensions(), (columns, rows))?,
    };
    if values.len() != columns * rows {
        return Err(RasterError::Unreadable { reason: "cells are missing".into() }.into());
    }
    let is_missing = |value: f64| value.is_nan() || missing.contains(&value);
    Ok(match kind {
        RasterKind::Classes => of_classes(frame, &values, is_missing, resistance, no_data)?,
        RasterKind::Costs => of_costs(frame, &values, is_missing, resistance, no_data)?,
    })
}

/// Reads tiles whole: the decoder fails on those that are packed by LZW and reach over the
/// border, so it is told that the border lies where they end.
fn tiles(
    bytes: &[u8],
    (across, down): (u32, u32),
    (columns, rows): (usize, usize),
) -> Result<Vec<f64>, RasterError> {
    let unreadable = |error: TiffError| RasterError::Unreadable { reason: error.to_string() };
    let (across, down) = (across.max(1) as usize, down.max(1) as usize);
    let (in_row, in_column) = (columns.div_ceil(across), rows.div_ceil(down));
    let mut padded = bytes.to_vec();
    for (tag, size) in [(256, in_row * across), (257, in_column * down)] {
        set_number(&mut padded, tag, size);
    }
    let mut decoder = Decoder::new(Cursor::new(padded.as_slice())).map_err(unreadable)?;
    let mut values = vec![f64::NAN; columns * rows];
    for tile in 0..in_row * in_column {
        let number = u32::try_from(tile).unwrap_or(u32::MAX);
        let cells = numbers(decoder.read_chunk(number).map_err(unreadable)?)?;
        if cells.len() != across * down {
            return Err(RasterError::Unreadable { reason: "a tile is cut short".into() });
        }
        let (first, top) = (tile % in_row * across, tile / in_row * down);
        for (line, row) in cells.chunks_exact(across).zip(top..rows.min(top + down)) {
            let count = across.min(columns - first);
            let start = row * columns + first;
            values[start..start + count].copy_from_slice(&line[..count]);
        }
    }
    Ok(values)
}

/// Sets a number of the first directory, where it is one.
fn set_number(bytes: &mut [u8], tag: u16, number: usize) {
    let is_big_endian = bytes.starts_with(b"MM");
    let unsigned = |bytes: &[u8]| {
        let fold = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        if is_big_endian { bytes.iter().fold(0, fold) } else { bytes.iter().rev().fold(0, fold) }
    };
    let at = |bytes: &[u8], from: u64, count: usize| {
        let from = usize::try_from(from).ok()?;
        bytes.get(from..from.checked_add(count)?).map(unsigned)
    };
    let is_big = at(bytes, 2, 2) == Some(43);
    // Where the directory is, how long its count and an entry are, where an entry's value is.
    let (place, count, entry, value) = if is_big { (8, 8, 20, 12) } else { (4, 2, 12, 8) };
    let Some(directory) = at(bytes, place, if is_big { 8 } else { 4 }) else { return };
    let Some(entries) = at(bytes, directory, count) else { return };
    for number_of in 0..entries.min(4096) {
        let start = directory.saturating_add(count as u64 + number_of * entry);
        if at(bytes, start, 2) != Some(u64::from(tag)) {
            continue;
        }
        // A short or a long one.
        let size = if at(bytes, start + 2, 2) == Some(3) { 2 } else { 4 };
        let Ok(from) = usize::try_from(start + value) else { return };
        let Some(field) = bytes.get_mut(from..from + size) else { return };
        for (place, byte) in field.iter_mut().enumerate() {
            let shift = if is_big_endian { size - 1 - place } else { place };
            *byte = u8::try_from(number >> (8 * shift) & 0xff).unwrap_or(0);
        }
        return;
    }
}

fn frame(
    decoder: &mut Decoder<Cursor<&[u8]>>,
    (columns, rows): (usize, usize),
) -> Result<Frame, RasterError> {
    let mut numbers = |tag: Tag| decoder.get_tag_f64_vec(tag).ok();
    let (scale_x, scale_y, west, north) =
        match (numbers(Tag::ModelPixelScaleTag), numbers(Tag::ModelTiepointTag)) {
            (Some(scale), Some(tie)) if scale.len() >= 2 && tie.len() >= 6 => {
                (scale[0], scale[1], tie[3] - tie[0] * scale[0], tie[4] + tie[1] * scale[1])
            }
            _ => match numbers(Tag::ModelTransformationTag) {
                Some(m) if m.len() >= 8 && m[1] == 0.0 && m[4] == 0.0 => (m[0], -m[5], m[3], m[7]),
                Some(_) => return Err(RasterError::NotSquare),
                None => return Err(RasterError::NoPlace),
            },
        };
    let is_square = scale_x > 0.0 && (scale_x / scale_y - 1.0).abs() < 1e-6;
    if !(is_square && west.is_finite() && north.is_finite()) {
        return Err(RasterError::NotSquare);
    }
    let half = match key(decoder, RASTER_TYPE) {
        Some(PIXEL_IS_POINT) => scale_x / 2.0,
        _ => 0.0,
    };
    Ok(Frame { west: west - half, north: north + half, cell_m: scale_x, columns, rows })
}

/// A key's number in the directory.
fn key(decoder: &mut Decoder<Cursor<&[u8]>>, wanted: u16) -> Option<u16> {
    let keys = decoder.get_tag_u16_vec(Tag::GeoKeyDirectoryTag).ok()?;
    let entry = keys.as_chunks::<4>().0.iter().skip(1).find(|entry| entry[0] == wanted)?;
    (entry[1] == 0).then_some(entry[3])
}

fn check_crs(
    decoder: &mut Decoder<Cursor<&[u8]>>,
    working_crs: WorkingCrs,
) -> Result<(), RasterError> {
    let found = key(decoder, PROJECTED).filter(|code| *code != 32767);
    match (found, working_crs) {
        (Some(found), WorkingCrs::Epsg(crs)) if found == crs.epsg() => Ok(()),
        (Some(found), wanted) => Err(RasterError::OtherCrs { found, wanted: wanted.to_string() }),
        // It names none: taken for the one that the work is done in.
        (None, _) => Ok(()),
    }
}

/// The number that stands for no data; of cells that may be 32-bit floats also as such a
/// one has it, since the text tells it in its own precision.
fn no_data_value(decoder: &mut Decoder<Cursor<&[u8]>>, may_be_float: bool) -> Vec<f64> {
    let Ok(text) = decoder.get_tag_ascii_string(Tag::GdalNodata) else { return Vec::new() };
    let text = text.trim_matches(|letter: char| letter == '\0' || letter.is_whitespace());
    let exact: Option<f64> = text.parse().ok();
    let float: Option<f32> = text.parse().ok().filter(|_| may_be_float);
    exact.into_iter().chain(float.map(f64::from)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of classes and costs are small")]
fn numbers(image: DecodingResult) -> Result<Vec<f64>, RasterError> {
    Ok(match image {
        DecodingResult::U8(values) => values.into_iter().map(f64::from).collect(),
        DecodingResult::U16(values) => values.into_iter().map(f64::from).collect(),
        DecodingResult::U32(values) => values.into_iter().map(f64::from).collect(),
        DecodingResult::U64(values) => values.into_iter().map(|value| value as f64).collect(),
        DecodingResult::I8(values) => values.into_iter().map(f64::from).collect(),
        DecodingResult::I16(values) => values.into_iter().map(f64::from).collect(),
        DecodingResult::I32(values) => values.into_iter().map(f64::from).collect(),
        DecodingResult::I64(values) => values.into_iter().map(|value| value as f64).collect(),
        DecodingResult::F32(values) => values.into_iter().map(f64::from).collect(),
        DecodingResult::F64(values) => values,
        DecodingResult::F16(_) => return Err(RasterError::Bands),
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
fn of_classes(
    frame: Frame,
    values: &[f64],
    is_missing: impl Fn(f64) -> bool,
    resistance: &Resistance,
    no_data: NoData,
) -> Result<ResistanceGrid, RasterError> {
    let unknown = Ground::Unknown.code();
    let mut codes = Vec::with_capacity(values.len());
    for (place, &value) in values.iter().enumerate() {
        let is_code = value >= 0.0 && value.fract() == 0.0 && value <= 255.0;
        codes.push(match () {
            () if is_missing(value) => unknown,
            () if is_code && Ground::from_code(value as u8).is_some() => value as u8,
            () => {
                let (row, column) = (place / frame.columns + 1, place % frame.columns + 1);
                return Err(RasterError::Class { row, column, value });
            }
        });
    }
    let mut costs = resistance.values().to_vec();
    if no_data == NoData::Barrier {
        costs[usize::from(unknown)] = None;
    }
    Ok(ResistanceGrid { frame, codes, values: costs })
}

fn of_costs(
    frame: Frame,
    values: &[f64],
    is_missing: impl Fn(f64) -> bool,
    resistance: &Resistance,
    no_data: NoData,
) -> Result<ResistanceGrid, RasterError> {
    let most = usize::from(NOTHING_GOES);
    let missing = match no_data {
        NoData::Barrier => None,
        NoData::Unknown => resistance.of(Ground::Unknown),
    };
    // By their bits, which for numbers above 0 have the numbers' order.
    let mut known: BTreeMap<u64, u8> = BTreeMap::new();
    let mut costs: Vec<Option<f64>> = Vec::new();
    let mut codes = Vec::with_capacity(values.len());
    for (place, &value) in values.iter().enumerate() {
        let cost = match () {
            () if is_missing(value) => missing,
            () if value == f64::INFINITY => None,
            () if value > 0.0 && value.is_finite() => Some(value),
            () => {
                let (row, column) = (place / frame.columns + 1, place % frame.columns + 1);
                return Err(RasterError::Value { row, column, value });
            }
        };
        let Some(cost) = cost else {
            codes.push(NOTHING_GOES);
            continue;
        };
        let next = costs.len();
        let code = match known.get(&cost.to_bits()) {
            Some(code) => *code,
            None if next >= most => return Err(RasterError::TooManyValues { most }),
            None => {
                costs.push(Some(cost));
                let code = u8::try_from(next).unwrap_or(NOTHING_GOES);
                known.insert(cost.to_bits(), code);
                code
            }
        };
        codes.push(code);
    }
    costs.resize(most, None);
    Ok(ResistanceGrid { frame, codes, values: costs })
}

/// Writes a grid: codes (of classes, where the grid is of such) as bytes, costs as 32-bit numbers with -9999 where nothing goes.
///
/// # Errors
/// [`RasterError::NotWritten`] where the encoder refuses: more than 4 GB.
pub fn write_grid(
    grid: &ResistanceGrid,
    kind: RasterKind,
    working_crs: WorkingCrs,
) -> Result<Vec<u8>, RasterError> {
    let refused = |error: TiffError| RasterError::NotWritten { reason: error.to_string() };
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).map_err(refused)?;
    encoder = encoder.with_compression(Compression::Deflate(Default::default()));
    match kind {
        RasterKind::Classes => {
            write::<colortype::Gray8, _>(&mut encoder, grid, &grid.codes, None, working_crs)
        }
        RasterKind::Costs => {
            #[expect(clippy::cast_possible_truncation, reason = "said in the documentation")]
            let cost = |code: &u8| {
                let cost = grid.values.get(usize::from(*code)).copied().flatten();
                cost.map_or(-9999.0, |cost| cost as f32)
            };
            let costs: Vec<f32> = grid.codes.iter().map(cost).collect();
            write::<colortype::Gray32Float, _>(
                &mut encoder,
                grid,
                &costs,
                Some("-9999"),
                working_crs,
            )
        }
    }
    .map_err(refused)?;
    Ok(bytes.into_inner())
}

fn write<C: colortype::ColorType, K: TiffKind>(
    encoder: &mut TiffEncoder<&mut Cursor<Vec<u8>>, K>,
    grid: &ResistanceGrid,
    cells: &[C::Inner],
    no_data: Option<&str>,
    working_crs: WorkingCrs,
) -> Result<(), TiffError>
where
    [C::Inner]: TiffValue,
{
    let Frame { west, north, cell_m, columns, rows } = grid.frame;
    let [width, height] = [columns, rows].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let mut image = encoder.new_image::<C>(width, height)?;
    let directory = image.encoder();
    directory.write_tag(Tag::ModelPixelScaleTag, &[cell_m, cell_m, 0.0][..])?;
    directory.write_tag(Tag::ModelTiepointTag, &[0.0, 0.0, 0.0, west, north, 0.0][..])?;
    let mut keys: Vec<u16> =
        vec![1, 1, 0, 2, MODEL_TYPE, 0, 1, 1, RASTER_TYPE, 0, 1, PIXEL_IS_AREA];
    if let WorkingCrs::Epsg(crs) = working_crs {
        keys[3] = 3;
        keys.extend([PROJECTED, 0, 1, Crs::epsg(crs)]);
    }
    directory.write_tag(Tag::GeoKeyDirectoryTag, &keys[..])?;
    if let Some(no_data) = no_data {
        directory.write_tag(Tag::GdalNodata, no_data)?;
    }
    image.write_data(cells)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn working() -> WorkingCrs {
        WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap()
    }

    fn grid(codes: Vec<u8>, columns: usize) -> ResistanceGrid {
        let rows = codes.len() / columns;
        let frame = Frame { west: 25_490_000.0, north: 6_680_000.0, cell_m: 5.0, columns, rows };
        ResistanceGrid { frame, codes, values: Resistance::default().values().to_vec() }
    }

    fn read(bytes: &[u8], kind: RasterKind) -> Result<ResistanceGrid, RasterFault> {
        read_grid(bytes, kind, working(), &Resistance::default(), NoData::Barrier)
    }

    proptest! {
        #[test]
        fn grids_come_back_as_they_went(
            codes in prop::collection::vec(1u8..24, 6..600),
            columns in 1usize..7,
        ) {
            let codes = codes[..codes.len() / columns * columns].to_vec();
            let grid = grid(codes, columns);
            let classes = write_grid(&grid, RasterKind::Classes, working()).unwrap();
            let back = read(&classes, RasterKind::Classes).unwrap();
            prop_assert_eq!(&back.codes, &grid.codes);
            prop_assert_eq!(back.frame, grid.frame);
            let costs = write_grid(&grid, RasterKind::Costs, working()).unwrap();
            let back = read(&costs, RasterKind::Costs).unwrap();
            for row in 0..grid.frame.rows {
                for column in 0..columns {
                    prop_assert_eq!(back.value(row, column), grid.value(row, column));
                }
            }
        }
    }

    #[test]
    fn what_is_no_grid_is_refused_with_its_place() {
        let refused = |bytes: &[u8], kind| match read(bytes, kind) {
            Err(RasterFault::Raster(error)) => error,
            other => panic!("{other:?}"),
        };
        assert!(matches!(refused(b"II", RasterKind::Costs), RasterError::Unreadable { .. }));
        let mut small = grid(vec![1, 2, 3, 99], 2);
        let bytes = write_grid(&small, RasterKind::Classes, working()).unwrap();
        let error = refused(&bytes, RasterKind::Classes);
        assert_eq!(error, RasterError::Class { row: 2, column: 2, value: 99.0 });
        small.codes[3] = 0;
        let elsewhere = WorkingCrs::from_crs(Crs::from_name("EPSG:3067").unwrap()).unwrap();
        let bytes = write_grid(&small, RasterKind::Classes, elsewhere).unwrap();
        let error = refused(&bytes, RasterKind::Classes);
        assert_eq!(error, RasterError::OtherCrs { found: 3067, wanted: "EPSG:3879".into() });
        // A code 0 read as a cost.
        let bytes = write_grid(&small, RasterKind::Classes, working()).unwrap();
        let error = refused(&bytes, RasterKind::Costs);
        assert_eq!(error, RasterError::Value { row: 2, column: 2, value: 0.0 });
    }
}
