//! The systems that are known by their EPSG code.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::CrsError;

/// A known coordinate reference system.
///
/// Known are WGS84 (4326), Web Mercator (3857), ETRS-TM35FIN (3067), the
/// Finnish ETRS-GKn (3873 to 3885), ETRS89 / UTM 32 to 37 N (25832 to 25837),
/// SWEREF99 TM (3006), Lambert-93 (2154) and WGS84 / UTM north and south
/// (32601 to 32660, 32701 to 32760).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Crs(u16);

impl Crs {
    /// Longitude and latitude in degrees, what GeoJSON means by default.
    pub const WGS84: Self = Self(4326);
    /// The sphere of web maps.
    pub const WEB_MERCATOR: Self = Self(3857);
    /// ETRS-TM35FIN, Finland in one zone.
    pub const TM35FIN: Self = Self(3067);

    /// Zones of ETRS-GKn: the whole-degree meridians of Finland.
    const GK_MERIDIANS: std::ops::RangeInclusive<u16> = 19..=31;

    /// The system with this EPSG code.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] for a code that is not in the list above.
    ///
    /// ```
    /// use geodata::Crs;
    /// assert_eq!(Crs::from_epsg(3879)?.to_string(), "EPSG:3879");
    /// assert!(Crs::from_epsg(27700).is_err());
    /// # Ok::<(), geodata::crs::CrsError>(())
    /// ```
    pub fn from_epsg(code: u32) -> Result<Self, CrsError> {
        let known = matches!(code, 4326 | 3857 | 3067 | 3006 | 2154)
            || matches!(code, 3873..=3885 | 25832..=25837 | 32601..=32660 | 32701..=32760);
        match u16::try_from(code) {
            Ok(code) if known => Ok(Self(code)),
            _ => Err(CrsError::Unknown { name: format!("EPSG:{code}") }),
        }
    }

    /// The system that a file's or a reader's name means: `EPSG:3879`,
    /// `urn:ogc:def:crs:EPSG::3879`, `urn:ogc:def:crs:OGC:1.3:CRS84`,
    /// `http://www.opengis.net/def/crs/EPSG/0/3879` or the bare code.
    ///
    /// # Errors
    /// [`CrsError::Unknown`] with the name as given.
    pub fn from_name(name: &str) -> Result<Self, CrsError> {
        let unknown = || CrsError::Unknown { name: name.to_owned() };
        let trimmed = name.trim();
        if trimmed.to_ascii_uppercase().ends_with("CRS84") {
            return Ok(Self::WGS84);
        }
        let code = trimmed.rsplit([':', '/', '#']).next().unwrap_or(trimmed);
        let code: u32 = code.parse().map_err(|_| unknown())?;
        // ESRI's and Google's old codes of Web Mercator.
        let code = match code {
            900_913 | 102_100 | 102_113 | 3785 => 3857,
            // The same with northing first, which is not kept here.
            5048 => 3067,
            3046 => 25834,
            3047 => 25835,
            3048 => 25836,
            // Degrees of the datums that are taken as one.
            4258 | 4619 | 4171 | 4979 | 4937 => 4326,
            code => code,
        };
        Self::from_epsg(code).map_err(|_| unknown())
    }

    /// ETRS-GKn of a whole-degree meridian, where Finland has one.
    #[must_use]
    pub fn finnish_gk(meridian_deg: i32) -> Option<Self> {
        let meridian = u16::try_from(meridian_deg).ok()?;
        Self::GK_MERIDIANS.contains(&meridian).then(|| Self(3873 + meridian - 19))
    }

    /// The EPSG code.
    #[must_use]
    pub fn epsg(self) -> u16 {
        self.0
    }

    /// True where the EPSG dataset has northing or latitude first. It comes
    /// second here, always; files may follow the dataset.
    #[must_use]
    pub fn is_north_first(self) -> bool {
        matches!(self.0, 4326 | 3006 | 3873..=3885)
    }

    /// True where coordinates are degrees and not metres.
    #[must_use]
    pub fn is_geographic(self) -> bool {
        self == Self::WGS84
    }

    /// The system's usual name, the same in every language.
    #[must_use]
    pub fn title(self) -> String {
        match self.0 {
            4326 => "WGS 84".into(),
            3857 => "Web Mercator".into(),
            3067 => "ETRS-TM35FIN".into(),
            code @ 3873..=3885 => format!("ETRS-GK{}FIN", code - 3873 + 19),
            code @ 25832..=25837 => format!("ETRS89 / UTM {}N", code - 25800),
            3006 => "SWEREF99 TM".into(),
            2154 => "RGF93 / Lambert-93".into(),
            code @ 32601..=32660 => format!("WGS 84 / UTM {}N", code - 32600),
            code => format!("WGS 84 / UTM {}S", code - 32700),
        }
    }

    /// Every known system, by rising code.
    pub fn all() -> impl Iterator<Item = Self> {
        let codes = [2154, 3006, 3067, 3857].into_iter().chain(3873..=3885).chain([4326]);
        codes.chain(25832..=25837).chain(32601..=32660).chain(32701..=32760).map(Self)
    }

    /// Systems worth offering to a reader whose file does not name its own.
    pub fn offered() -> impl Iterator<Item = Self> {
        [4326, 3067]
            .into_iter()
            .chain(3873..=3885)
            .chain(25832..=25837)
            .chain([3006, 2154, 3857])
            .map(Self)
    }

    /// Definition in PROJ's notation. Every datum here is taken as ETRS89.
    pub(super) fn definition(self) -> String {
        const GRS80: &str = "+ellps=GRS80 +units=m +no_defs";
        match self.0 {
            4326 => "+proj=longlat +ellps=GRS80 +no_defs".into(),
            3857 => "+proj=webmerc +ellps=WGS84 +units=m +no_defs".into(),
            3067 => format!("+proj=utm +zone=35 {GRS80}"),
            code @ 3873..=3885 => {
                let meridian = code - 3873 + 19;
                format!(
                    "+proj=tmerc +lat_0=0 +lon_0={meridian} +k=1 +x_0={meridian}500000 +y_0=0 {GRS80}"
                )
            }
            code @ 25832..=25837 => format!("+proj=utm +zone={} {GRS80}", code - 25800),
            3006 => format!("+proj=utm +zone=33 {GRS80}"),
            2154 => format!(
                "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 {GRS80}"
            ),
            code @ 32601..=32660 => {
                format!("+proj=utm +zone={} +ellps=WGS84 +units=m +no_defs", code - 32600)
            }
            code => {
                format!("+proj=utm +zone={} +south +ellps=WGS84 +units=m +no_defs", code - 32700)
            }
        }
    }

    /// True for coordinates that can be positions in this system.
    #[must_use]
    pub fn accepts(self, x: f64, y: f64) -> bool {
        let (xs, ys) = match self.0 {
            4326 => (-180.0..=180.0, -90.0..=90.0),
            3857 => (-20_037_508.35..=20_037_508.35, -20_048_966.11..=20_048_966.11),
            code @ 3873..=3885 => {
                let origin = f64::from(code - 3873 + 19) * 1e6 + 500_000.0;
                (origin - 500_000.0..=origin + 499_999.999, 0.0..=9_999_000.0)
            }
            2154 => (-400_000.0..=1_700_000.0, 5_800_000.0..=7_400_000.0),
            32701..=32760 => (-200_000.0..=1_200_000.0, 1_000_000.0..=10_000_000.0),
            _ => (-600_000.0..=1_600_000.0, -10_000.0..=9_400_000.0),
        };
        xs.contains(&x) && ys.contains(&y)
    }
}

impl fmt::Display for Crs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EPSG:{}", self.0)
    }
}

impl TryFrom<u16> for Crs {
    type Error = CrsError;

    fn try_from(code: u16) -> Result<Self, CrsError> {
        Self::from_epsg(u32::from(code))
    }
}

impl From<Crs> for u16 {
    fn from(crs: Crs) -> Self {
        crs.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_kind_are_understood() {
        for name in [
            "EPSG:3879",
            "urn:ogc:def:crs:EPSG::3879",
            "3879",
            "http://www.opengis.net/def/crs/EPSG/0/3879",
        ] {
            assert_eq!(Crs::from_name(name).unwrap().epsg(), 3879, "{name}");
        }
        assert_eq!(Crs::from_name("urn:ogc:def:crs:OGC:1.3:CRS84").unwrap(), Crs::WGS84);
        assert!(Crs::from_name("EPSG:2393").is_err());
        assert!(Crs::from_name("").is_err());
    }
}
