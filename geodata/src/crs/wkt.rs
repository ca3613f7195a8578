//! Systems as well-known text: a `.prj`, the SRS table of a GeoPackage.
//!
//! Read are version 1 in the dialects of the OGC and of ESRI, and version 2;
//! written is version 1. A text that gives no code is known by its numbers.

use super::definition::{Datum, Method};
use super::{Crs, CrsError};

/// Brackets deeper than this are no system but an attack.
const DEEPEST: usize = 24;

/// A word with what stands in its brackets.
#[derive(Debug, Default)]
struct Node {
    word: String,
    texts: Vec<String>,
    numbers: Vec<f64>,
    children: Vec<Self>,
}

impl Node {
    fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.word.eq_ignore_ascii_case(word))
    }

    fn child(&self, words: &[&str]) -> Option<&Self> {
        self.children.iter().find(|child| child.is(words))
    }

    fn name(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }

    /// The EPSG code that stands in the node itself and not in a part of it.
    fn epsg(&self) -> Option<u32> {
        let id = self.child(&["AUTHORITY", "ID"])?;
        if !id.name().eq_ignore_ascii_case("EPSG") {
            return None;
        }
        let code = id.texts.get(1).and_then(|code| code.trim().parse().ok());
        code.or_else(|| id.numbers.first().map(|code| format!("{code}").parse().ok())?)
    }
}

impl Crs {
    /// The system that a well-known text means.
    ///
    /// ```
    /// use geodata::Crs;
    /// let prj = r#"PROJCS["own name",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",
    ///   SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],
    ///   UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],
    ///   PARAMETER["False_Easting",25500000.0],PARAMETER["False_Northing",0.0],
    ///   PARAMETER["Central_Meridian",25.0],PARAMETER["Scale_Factor",1.0],
    ///   PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
    /// assert_eq!(Crs::from_wkt(prj)?.to_string(), "EPSG:3879");
    /// # Ok::<(), geodata::crs::CrsError>(())
    /// ```
    ///
    /// # Errors
    /// [`CrsError::Unknown`] with the text's name of the system.
    pub fn from_wkt(text: &str) -> Result<Self, CrsError> {
        let unknown = |name: &str| CrsError::Unknown { name: name.chars().take(60).collect() };
        let whole = parse(text).ok_or_else(|| unknown(text.trim()))?;
        let system = horizontal(&whole);
        if let Some(crs) = system.epsg().and_then(|code| Self::from_name(&code.to_string()).ok()) {
            return Ok(crs);
        }
        by_numbers(system).ok_or_else(|| unknown(system.name()))
    }

    /// The system as well-known text, version 1, in the OGC's dialect.
    #[must_use]
    pub fn wkt(self) -> String {
        written(self, &OGC)
    }

    /// The system as well-known text in ESRI's dialect, for a `.prj`.
    #[must_use]
    pub fn esri_wkt(self) -> String {
        written(self, &ESRI)
    }
}

/// The part that says where east and north are; others are heights and the like.
fn horizontal(node: &Node) -> &Node {
    let inner = if node.is(&["COMPD_CS", "COMPOUNDCRS"]) {
        node.children.first()
    } else if node.is(&["BOUNDCRS"]) {
        node.child(&["SOURCECRS"]).and_then(|source| source.children.first())
    } else {
        None
    };
    inner.map_or(node, horizontal)
}

/// The known system of the same datum, projection and numbers.
fn by_numbers(system: &Node) -> Option<Crs> {
    let geographic = system.child(&["GEOGCS", "BASEGEOGCRS", "BASEGEODCRS"]).unwrap_or(system);
    let datum = datum(geographic)?;
    if system.is(&["GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS"]) {
        return Some(Crs::WGS84);
    }
    let method = method(system)?;
    let name = system.name().to_uppercase();
    let same = |crs: &Crs| crs.method() == method && !crs.is_geographic();
    let mut found: Vec<Crs> = Crs::all().filter(same).collect();
    // Of systems that differ in name alone the one of the same datum and name.
    crate::order::sort_by_key(&mut found, |crs| {
        let is_finnish = *crs == Crs::TM35FIN;
        (crs.datum() != datum, is_finnish != name.contains("FIN"), crs.epsg())
    });
    found.first().copied()
}

/// The datum, where it is one that is taken as WGS84; `None` for others, whose
/// coordinates are hundreds of metres off.
fn datum(geographic: &Node) -> Option<Datum> {
    let own = geographic.child(&["DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE"]);
    let names = format!("{} {}", own.map_or("", Node::name), geographic.name());
    let names = names.to_uppercase().replace([' ', '_', '-'], "");
    let is_one_of = |words: &[&str]| words.iter().any(|word| names.contains(word));
    if is_one_of(&["SWEREF99"]) {
        Some(Datum::Sweref99)
    } else if is_one_of(&["RGF93", "RGF1993", "RESEAUGEODESIQUEFRANCAIS1993"]) {
        Some(Datum::Rgf93)
    } else if is_one_of(&["ETRS", "EUREF", "EUROPEANTERRESTRIALREFERENCESYSTEM"]) {
        Some(Datum::Etrs89)
    } else if is_one_of(&["WGS84", "WGS1984", "WORLDGEODETICSYSTEM1984"]) {
        Some(Datum::Wgs84)
    } else {
        None
    }
}

fn method(system: &Node) -> Option<Method> {
    let conversion = system.child(&["CONVERSION"]).unwrap_or(system);
    let name =
        conversion.child(&["PROJECTION", "METHOD"])?.name().to_uppercase().replace([' ', '-'], "_");
    let parameter = |names: &[&str]| {
        let found = conversion.children.iter().find(|child| {
            let own = child.name().to_uppercase().replace([' ', '-'], "_");
            child.is(&["PARAMETER"]) && names.contains(&own.as_str())
        })?;
        found.numbers.first().copied()
    };
    let zero = |names: &[&str]| parameter(names).unwrap_or(0.0);
    let false_easting = zero(&["FALSE_EASTING", "EASTING_AT_FALSE_ORIGIN"]);
    let false_northing = zero(&["FALSE_NORTHING", "NORTHING_AT_FALSE_ORIGIN"]);
    let meridian = zero(&[
        "CENTRAL_MERIDIAN",
        "LONGITUDE_OF_NATURAL_ORIGIN",
        "LONGITUDE_OF_CENTER",
        "LONGITUDE_OF_FALSE_ORIGIN",
    ]);
    let latitude = zero(&[
        "LATITUDE_OF_ORIGIN",
        "LATITUDE_OF_NATURAL_ORIGIN",
        "LATITUDE_OF_CENTER",
        "LATITUDE_OF_FALSE_ORIGIN",
    ]);
    match name.as_str() {
        "TRANSVERSE_MERCATOR" | "GAUSS_KRUGER" if latitude == 0.0 => {
            Some(Method::TransverseMercator {
                meridian,
                scale: parameter(&["SCALE_FACTOR", "SCALE_FACTOR_AT_NATURAL_ORIGIN"])
                    .unwrap_or(1.0),
                false_easting,
                false_northing,
            })
        }
        "MERCATOR_AUXILIARY_SPHERE" | "POPULAR_VISUALISATION_PSEUDO_MERCATOR" => {
            Some(Method::WebMercator)
        }
        // What GDAL writes for Web Mercator in version 1.
        "MERCATOR_1SP" if system.name().to_uppercase().contains("PSEUDO") => {
            Some(Method::WebMercator)
        }
        "LAMBERT_CONFORMAL_CONIC"
        | "LAMBERT_CONFORMAL_CONIC_2SP"
        | "LAMBERT_CONIC_CONFORMAL_(2SP)" => {
            let first = zero(&["STANDARD_PARALLEL_1", "LATITUDE_OF_1ST_STANDARD_PARALLEL"]);
            let second = zero(&["STANDARD_PARALLEL_2", "LATITUDE_OF_2ND_STANDARD_PARALLEL"]);
            Some(Method::LambertConformal {
                origin: (meridian, latitude),
                parallels: (first.max(second), first.min(second)),
                false_easting,
                false_northing,
            })
        }
        _ => None,
    }
}

fn parse(text: &str) -> Option<Node> {
    let mut reader = Reader { rest: text.trim_start_matches('\u{feff}') };
    let node = reader.node(0)?;
    (!node.word.is_empty()).then_some(node)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// A word and, in brackets, words, texts in quotes and numbers.
    fn node(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            return None;
        }
        let word = self.word();
        let mut node = Node { word: word.to_owned(), ..Node::default() };
        if !self.eat(&['[', '(']) {
            return Some(node);
        }
        loop {
            self.rest = self.rest.trim_start();
            if let Some(text) = self.rest.strip_prefix('"') {
                let (text, rest) = text.split_once('"')?;
                node.texts.push(text.to_owned());
                self.rest = rest;
            } else if self
                .rest
                .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
            {
                let end = self.rest.find([',', ']', ')', ' ', '\n']).unwrap_or(self.rest.len());
                node.numbers.push(self.rest[..end].trim().parse().ok()?);
                self.rest = &self.rest[end..];
            } else {
                let before = self.rest.len();
                node.children.push(self.node(depth + 1)?);
                if self.rest.len() == before {
                    return None;
                }
            }
            if self.eat(&[']', ')']) {
                return Some(node);
            }
            if !self.eat(&[',']) {
                return None;
            }
        }
    }

    fn word(&mut self) -> &str {
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn eat(&mut self, signs: &[char]) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(signs) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

/// How a dialect writes what both have.
struct Dialect {
    is_esri: bool,
    degree: &'static str,
    metre: &'static str,
}

const OGC: Dialect = Dialect { is_esri: false, degree: "degree", metre: "metre" };
const ESRI: Dialect = Dialect { is_esri: true, degree: "Degree", metre: "Meter" };

/// Names of a datum: its system of degrees, itself, its ellipsoid, EPSG codes of the first two.
fn datum_words(
    datum: Datum,
    dialect: &Dialect,
) -> (&'static str, &'static str, &'static str, u32, u32) {
    match (datum, dialect.is_esri) {
        (Datum::Wgs84, false) => {
            ("WGS 84", "WGS_1984", "\"WGS 84\",6378137,298.257223563", 4326, 6326)
        }
        (Datum::Etrs89, false) => (
            "ETRS89",
            "European_Terrestrial_Reference_System_1989",
            "\"GRS 1980\",6378137,298.257222101",
            4258,
            6258,
        ),
        (Datum::Sweref99, false) => {
            ("SWEREF99", "SWEREF99", "\"GRS 1980\",6378137,298.257222101", 4619, 6619)
        }
        (Datum::Rgf93, false) => (
            "RGF93 v1",
            "Reseau_Geodesique_Francais_1993_v1",
            "\"GRS 1980\",6378137,298.257222101",
            4171,
            6171,
        ),
        (Datum::Wgs84, true) => {
            ("GCS_WGS_1984", "D_WGS_1984", "\"WGS_1984\",6378137.0,298.257223563", 0, 0)
        }
        (Datum::Etrs89, true) => {
            ("GCS_ETRS_1989", "D_ETRS_1989", "\"GRS_1980\",6378137.0,298.257222101", 0, 0)
        }
        (Datum::Sweref99, true) => {
            ("GCS_SWEREF99", "D_SWEREF99", "\"GRS_1980\",6378137.0,298.257222101", 0, 0)
        }
        (Datum::Rgf93, true) => {
            ("GCS_RGF_1993", "D_RGF_1993", "\"GRS_1980\",6378137.0,298.257222101", 0, 0)
        }
    }
}

/// The name that ESRI's programs know a system by.
fn esri_name(crs: Crs) -> String {
    match crs.epsg() {
        3067 => "EUREF_FIN_TM35FIN".into(),
        code @ 3873..=3885 => format!("ETRS_1989_GK{}FIN", code - 3873 + 19),
        code @ 25832..=25837 => format!("ETRS_1989_UTM_Zone_{}N", code - 25800),
        3006 => "SWEREF99_TM".into(),
        2154 => "RGF_1993_Lambert_93".into(),
        3857 => "WGS_1984_Web_Mercator_Auxiliary_Sphere".into(),
        code @ 32601..=32660 => format!("WGS_1984_UTM_Zone_{}N", code - 32600),
        code => format!("WGS_1984_UTM_Zone_{}S", code - 32700),
    }
}

fn written(crs: Crs, dialect: &Dialect) -> String {
    let degrees = written_degrees(crs, dialect);
    let Some((projection, parameters)) = written_method(crs.method(), dialect) else {
        return degrees;
    };
    let name = if dialect.is_esri { esri_name(crs) } else { ogc_name(crs) };
    let parameters: String = parameters
        .into_iter()
        .map(|(name, value)| {
            let name = if dialect.is_esri { capitals(name) } else { name.to_owned() };
            format!(",PARAMETER[\"{name}\",{value}]")
        })
        .collect();
    // Without this, GDAL would take version 1 for Mercator's on the ellipsoid.
    let extension = if crs == Crs::WEB_MERCATOR && !dialect.is_esri {
        ",EXTENSION[\"PROJ4\",\"+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs\"]"
    } else {
        ""
    };
    format!(
        "PROJCS[\"{name}\",{degrees},PROJECTION[\"{projection}\"]{parameters},UNIT[\"{}\",1{}]{extension}{}]",
        dialect.metre,
        authority(9001, dialect),
        authority(u32::from(crs.epsg()), dialect),
    )
}

/// An EPSG code, in the dialect that has codes.
fn authority(code: u32, dialect: &Dialect) -> String {
    if dialect.is_esri { String::new() } else { format!(",AUTHORITY[\"EPSG\",\"{code}\"]") }
}

fn written_degrees(crs: Crs, dialect: &Dialect) -> String {
    let (geographic, datum, ellipsoid, code, datum_code) = datum_words(crs.datum(), dialect);
    format!(
        "GEOGCS[\"{geographic}\",DATUM[\"{datum}\",SPHEROID[{ellipsoid}]{}],PRIMEM[\"Greenwich\",0{}],UNIT[\"{}\",0.0174532925199433{}]{}]",
        authority(datum_code, dialect),
        authority(8901, dialect),
        dialect.degree,
        authority(9122, dialect),
        authority(code, dialect),
    )
}

/// The name of a projection and its numbers; `None` where there is none.
fn written_method(
    method: Method,
    dialect: &Dialect,
) -> Option<(&'static str, Vec<(&'static str, f64)>)> {
    Some(match method {
        Method::Geographic => return None,
        Method::WebMercator if dialect.is_esri => (
            "Mercator_Auxiliary_Sphere",
            vec![
                ("False_Easting", 0.0),
                ("False_Northing", 0.0),
                ("Central_Meridian", 0.0),
                ("Standard_Parallel_1", 0.0),
                ("Auxiliary_Sphere_Type", 0.0),
            ],
        ),
        Method::WebMercator => (
            "Mercator_1SP",
            vec![
                ("central_meridian", 0.0),
                ("scale_factor", 1.0),
                ("false_easting", 0.0),
                ("false_northing", 0.0),
            ],
        ),
        Method::TransverseMercator { meridian, scale, false_easting, false_northing } => (
            "Transverse_Mercator",
            vec![
                ("latitude_of_origin", 0.0),
                ("central_meridian", meridian),
                ("scale_factor", scale),
                ("false_easting", false_easting),
                ("false_northing", false_northing),
            ],
        ),
        Method::LambertConformal { origin, parallels, false_easting, false_northing } => (
            if dialect.is_esri { "Lambert_Conformal_Conic" } else { "Lambert_Conformal_Conic_2SP" },
            vec![
                ("latitude_of_origin", origin.1),
                ("central_meridian", origin.0),
                ("standard_parallel_1", parallels.0),
                ("standard_parallel_2", parallels.1),
                ("false_easting", false_easting),
                ("false_northing", false_northing),
            ],
        ),
    })
}

/// The name that the EPSG dataset has.
fn ogc_name(crs: Crs) -> String {
    match crs.epsg() {
        3857 => "WGS 84 / Pseudo-Mercator".into(),
        3067 => "ETRS89 / TM35FIN(E,N)".into(),
        code @ 3873..=3885 => format!("ETRS89 / GK{}FIN", code - 3873 + 19),
        code @ 25832..=25837 => format!("ETRS89 / UTM zone {}N", code - 25800),
        3006 => "SWEREF99 TM".into(),
        2154 => "RGF93 v1 / Lambert-93".into(),
        code @ 32601..=32660 => format!("WGS 84 / UTM zone {}N", code - 32600),
        code => format!("WGS 84 / UTM zone {}S", code - 32700),
    }
}

fn capitals(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            format!("{}{rest}", first.to_ascii_uppercase())
        })
        .collect::<Vec<_>>()
        .join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_is_known_by_what_is_written_of_it() {
        for crs in Crs::all() {
            assert_eq!(Crs::from_wkt(&crs.wkt()).unwrap(), crs);
            // ESRI's dialect has no codes: the numbers tell.
            assert_eq!(Crs::from_wkt(&crs.esri_wkt()).unwrap(), crs, "{}", crs.esri_wkt());
        }
    }

    #[test]
    fn other_datums_are_not_taken_for_ours() {
        let kkj = r#"PROJCS["KKJ / Finland Uniform Coordinate System",GEOGCS["KKJ",DATUM["Kartastokoordinaattijarjestelma_1966",SPHEROID["International 1924",6378388,297]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",27],PARAMETER["scale_factor",1],PARAMETER["false_easting",3500000],PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","2393"]]"#;
        assert!(
            matches!(Crs::from_wkt(kkj), Err(CrsError::Unknown { name }) if name.starts_with("KKJ"))
        );
    }

    #[test]
    fn version_two_is_read() {
        let text = r#"PROJCRS["ETRS89 / TM35FIN(E,N)",BASEGEOGCRS["ETRS89",ENSEMBLE["European Terrestrial Reference System 1989 ensemble",MEMBER["European Terrestrial Reference Frame 1989"],ELLIPSOID["GRS 1980",6378137,298.257222101]]],CONVERSION["TM35FIN",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0],PARAMETER["Longitude of natural origin",27],PARAMETER["Scale factor at natural origin",0.9996],PARAMETER["False easting",500000],PARAMETER["False northing",0]],CS[Cartesian,2],AXIS["easting",east],LENGTHUNIT["metre",1]]"#;
        assert_eq!(Crs::from_wkt(text).unwrap(), Crs::TM35FIN);
        let with_code =
            text.replace("LENGTHUNIT[\"metre\",1]]", "LENGTHUNIT[\"metre\",1],ID[\"EPSG\",25835]]");
        assert_eq!(Crs::from_wkt(&with_code).unwrap().epsg(), 25835);
    }

    #[test]
    fn nonsense_is_unknown() {
        for text in
            ["", "PROJCS", "PROJCS[", "PROJCS[\"a\",,", &"A[".repeat(100_000), "LOCAL_CS[\"x\"]"]
        {
            assert!(Crs::from_wkt(text).is_err(), "{}", text.chars().take(20).collect::<String>());
        }
    }
}
