//! Which columns of a table say where a row lies.

use geo::Coord;

use super::Row;
use crate::crs::Crs;
use crate::io::SkipReason;
use crate::io::shape::{Fault, Shape};
use crate::io::untyped::as_number;
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
    pub(super) srid: Option<Crs>,
    pub(super) has_heights: bool,
}

impl Positions {
    /// Looks for them, in the cells first and then in the headings.
    pub(super) fn find(headings: &[String], rows: &[Row]) -> Option<Self> {
        let first = |column: usize| {
            rows.iter().map(|row| row.cells[column].trim()).find(|cell| !cell.is_empty())
        };
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
    pub(super) fn system(&self, headings: &[String]) -> Option<Crs> {
        let (Self::Text(column) | Self::Binary(column)) = self else { return None };
        let heading = headings.get(*column)?.to_ascii_uppercase();
        let (_, code) = heading.rsplit_once("EPSG")?;
        Crs::from_name(code.trim_start_matches([':', '_'])).ok()
    }

    /// True for the column that holds shapes and nothing else.
    pub(super) fn is_shape(&self, column: usize) -> bool {
        matches!(self, Self::Text(at) | Self::Binary(at) if *at == column)
    }

    /// Where a row lies.
    pub(super) fn of_row(&self, row: &[String]) -> Result<Found, Fault> {
        match self {
            Self::Text(column) => {
                let parsed = wkt::parse(&row[*column])?;
                let wkt::Parsed { shape, srid, has_heights } = parsed;
                Ok(Found { shape, srid, has_heights })
            }
            Self::Binary(column) => {
                let text = row[*column].trim();
                if text.is_empty() {
                    return Ok(Found { shape: None, srid: None, has_heights: false });
                }
                let bytes = from_hex(text).ok_or(SkipReason::DamagedGeometry)?;
                let mut has_heights = false;
                let shape = wkb::parse(&bytes, &mut has_heights)?;
                Ok(Found { shape: Some(shape), srid: None, has_heights })
            }
            Self::Pair(east, north) => {
                let (x, y) = (row[*east].trim(), row[*north].trim());
                let number = |cell: &str| {
                    as_number(cell).ok_or_else(|| {
                        let found = cell.chars().take(40).collect();
                        Fault::from(SkipReason::TextForNumber { found })
                    })
                };
                let shape = if x.is_empty() && y.is_empty() {
                    None
                } else {
                    Some(Shape::Point(Coord { x: number(x)?, y: number(y)? }))
                };
                Ok(Found { shape, srid: None, has_heights: false })
            }
        }
    }
}

/// True for hexadecimal digits that begin as well-known binary does.
fn is_binary(cell: &str) -> bool {
    cell.len() >= 42
        && cell.len().is_multiple_of(2)
        && (cell.starts_with("00") || cell.starts_with("01"))
        && cell.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    text.as_bytes()
        .chunks(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?))
        .collect()
}
