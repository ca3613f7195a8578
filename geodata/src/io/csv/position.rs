//! Which columns of a table say where a row lies.

use csv::StringRecord;
use geo::Coord;

use crate::io::SkipReason;
use crate::io::assemble::DeclaredCrs;
use crate::io::shape::{Fault, Shape};
use crate::io::untyped::{DecimalSign, as_number};
use crate::io::{wkb, wkt};

/// Names of columns of coordinates: easting or longitude, northing or latitude.
const PAIRS: [(&str, &str); 19] = [
    ("lon", "lat"),
    ("lng", "lat"),
    ("long", "lat"),
    ("longitude", "latitude"),
    ("easting", "northing"),
    ("east", "north"),
    ("e", "n"),
    ("x", "y"),
    ("x_coord", "y_coord"),
    ("xcoord", "ycoord"),
    ("coord_x", "coord_y"),
    ("point_x", "point_y"),
    ("koordinaatti_x", "koordinaatti_y"),
    ("x_koordinaatti", "y_koordinaatti"),
    ("itä", "pohjoinen"),
    ("itäkoordinaatti", "pohjoiskoordinaatti"),
    ("ita", "pohjoinen"),
    ("öst", "nord"),
    ("pituusaste", "leveysaste"),
];

/// Where the positions of a table's rows are.
pub(super) enum Positions {
    /// A column of well-known text.
    Text(usize),
    /// A column of well-known binary in hexadecimal digits.
    Binary(usize),
    /// A column of eastings and one of northings.
    Pair(usize, usize),
}

/// Where a row lies.
pub(super) struct Found {
    pub(super) shape: Option<Shape>,
    pub(super) srid: DeclaredCrs,
    pub(super) has_heights: bool,
}

impl Positions {
    /// Looks for them in the first filled cell of each column, then in the headings.
    pub(super) fn find(headings: &[String], firsts: &[Option<String>]) -> Option<Self> {
        let first = |column: usize| firsts.get(column)?.as_deref();
        let columns = 0..headings.len();
        if let Some(column) =
            columns.clone().find(|column| first(*column).is_some_and(wkt::looks_like))
        {
            return Some(Self::Text(column));
        }
        if let Some(column) = columns.clone().find(|column| first(*column).is_some_and(is_binary)) {
            return Some(Self::Binary(column));
        }
        let named = |name: &str| {
            headings
                .iter()
                .position(|heading| heading.trim().to_lowercase().replace([' ', '-'], "_") == name)
        };
        if let Some((east, north)) =
            PAIRS.into_iter().find_map(|(east, north)| Some((named(east)?, named(north)?)))
        {
            return Some(Self::Pair(east, north));
        }
        // A table of shapes without any row still is one.
        let wkt = ["wkt", "geom", "geometry", "the_geom", "wkt_geom"];
        wkt.into_iter()
            .find_map(named)
            .or_else(|| headings.iter().position(|heading| heading.starts_with("_WKT")))
            .map(Self::Text)
    }

    /// The system that the heading of the shapes names, as in `_WKT_EPSG_3879`.
    pub(super) fn system(&self, headings: &[String]) -> DeclaredCrs {
        let (Self::Text(column) | Self::Binary(column)) = self else {
            return DeclaredCrs::Nothing;
        };
        let heading = headings.get(*column).map(|heading| heading.to_ascii_uppercase());
        let code = heading.as_deref().and_then(|heading| heading.rsplit_once("EPSG"));
        code.map_or(DeclaredCrs::Nothing, |(_, code)| {
            DeclaredCrs::of_name(code.trim_start_matches([':', '_']))
        })
    }

    /// True for the column that holds shapes and nothing else.
    pub(super) fn is_shape(&self, column: usize) -> bool {
        matches!(self, Self::Text(at) | Self::Binary(at) if *at == column)
    }

    /// Where a row lies.
    pub(super) fn of_row(&self, row: &StringRecord, sign: DecimalSign) -> Result<Found, Fault> {
        let cell = |column: usize| row.get(column).unwrap_or_default().trim();
        let nowhere = Found { shape: None, srid: DeclaredCrs::Nothing, has_heights: false };
        match self {
            Self::Text(column) => {
                let wkt::Parsed { shape, srid, has_heights } = wkt::parse(cell(*column))?;
                Ok(Found { shape, srid, has_heights })
            }
            Self::Binary(column) => {
                let text = cell(*column);
                if text.is_empty() {
                    return Ok(nowhere);
                }
                let bytes = from_hex(text).ok_or(SkipReason::DamagedGeometry)?;
                let mut has_heights = false;
                let shape = Some(wkb::parse(&bytes, &mut has_heights)?);
                let srid = wkb::srid(&bytes)
                    .map_or(DeclaredCrs::Nothing, |code| DeclaredCrs::of_name(&code.to_string()));
                Ok(Found { shape, srid, has_heights })
            }
            Self::Pair(east, north) => {
                let (x, y) = (cell(*east), cell(*north));
                if x.is_empty() && y.is_empty() {
                    return Ok(nowhere);
                }
                let position = Coord { x: coordinate(x, sign)?, y: coordinate(y, sign)? };
                Ok(Found { shape: Some(Shape::Point(position)), ..nowhere })
            }
        }
    }
}

/// A coordinate. Where commas part the cells, one within a cell is no decimal
/// sign if it could part thousands.
fn coordinate(cell: &str, sign: DecimalSign) -> Result<f64, Fault> {
    let parts_thousands = cell.split_once(',').is_some_and(|(_, after)| after.len() == 3);
    let sign = if parts_thousands { sign } else { DecimalSign::PointOrComma };
    as_number(cell, sign).ok_or_else(|| {
        let found = cell.chars().take(40).collect();
        SkipReason::TextForNumber { found }.into()
    })
}

/// True for hexadecimal digits that are well-known binary.
fn is_binary(cell: &str) -> bool {
    cell.len() >= 42
        && (cell.starts_with("00") || cell.starts_with("01"))
        && from_hex(cell).is_some_and(|bytes| wkb::parse(&bytes, &mut false).is_ok())
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    text.as_bytes()
        .chunks(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?))
        .collect()
}
