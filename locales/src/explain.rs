//! What went wrong, where and what to do, in a reader's language.
//!
//! Each match is exhaustive, so a new error does not compile before it has its
//! words in every language.

use geodata::connectivity::ParameterError;
use geodata::crs::CrsError;
use geodata::geometry::{Repair, RingFault};
use geodata::io::conefor::{ConeforError, ConeforFault};
use geodata::io::{Damage, Foreign, JsonKind, Note, Place, ReadError, SkipReason};
use geodata::landscape::{GridError, Ground, RasterError, ResistanceError};
use geodata::links::LinkError;
use geodata::model::SourceCrs;
use geodata::project::ProjectError;
use geodata::{Crs, Error};

use crate::Language;
use crate::messages as m;

/// Bytes that a link takes while all pairs are computed.
const BYTES_PER_LINK: f64 = 100.0;

/// What went wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What went wrong.
    pub what: String,
    /// What to do; empty where the first says it.
    pub remedy: String,
}

/// Where in a file something is, in words.
pub struct Location;

impl Location {
    /// `feature 16, line 20, features[15].geometry`
    #[must_use]
    pub fn words(language: Language, place: &Place) -> String {
        let mut words = Vec::new();
        if let Some(feature) = place.feature {
            words.push(m::report::feature(language, &feature.to_string()));
        }
        if let Some(line) = place.line {
            words.push(m::report::line(language, &line.to_string()));
        }
        if !place.path.is_empty() {
            words.push(place.path.clone());
        }
        words.join(", ")
    }
}

/// Why a file could not be read, and what to do.
#[must_use]
pub fn read_error(language: Language, error: &ReadError) -> Explained {
    use m::read_error as w;
    let l = language;
    let at = |number: &usize| number.to_string();
    let (what, remedy): (String, &str) = match error {
        ReadError::Empty => (w::empty(l).into(), w::empty_do(l)),
        ReadError::NotGiven => (w::not_given(l).into(), w::not_given_do(l)),
        ReadError::Foreign(Foreign::Html) => (w::html(l).into(), w::html_do(l)),
        ReadError::Foreign(Foreign::Shapefile) => (w::lone_shp(l).into(), w::lone_shp_do(l)),
        ReadError::Foreign(kind) => (w::foreign(l, foreign(l, *kind)), w::foreign_do(l)),
        ReadError::TooLarge { bytes, most } => {
            (w::too_large(l, &l.bytes(*most), &l.bytes(*bytes)), w::too_large_do(l))
        }
        ReadError::PackedTooTightly { packed, unpacked } => {
            (w::packed(l, &l.bytes(*packed), &l.bytes(*unpacked)), w::packed_do(l))
        }
        ReadError::CannotUnpack { name } => (w::cannot_unpack(l, name), w::cannot_unpack_do(l)),
        ReadError::Damaged { format, damage: fault } => {
            (w::damaged(l, &damage(l, fault), format.title()), w::damaged_do(l))
        }
        ReadError::NoLayers { format, found } => {
            (w::no_layers(l, format.title(), &listed(found)), w::no_layers_do(l))
        }
        ReadError::NoSuchLayer { name, found } => {
            (w::no_such_layer(l, &listed(found), name), w::no_such_layer_do(l))
        }
        ReadError::NoPositions { columns } => {
            (w::no_positions(l, &listed(columns)), w::no_positions_do(l))
        }
        ReadError::ServerSaid { message } => (w::server(l, message), w::server_do(l)),
        ReadError::Conefor(error) => return conefor_error(l, error),
        ReadError::NeedsGeoPackage => (w::needs_geopackage(l).into(), w::needs_geopackage_do(l)),
        ReadError::NotText { offset } => (w::not_text(l, &at(offset)), w::not_text_do(l)),
        ReadError::Json { line, column, cut_off: true } => {
            (w::cut_off(l, &at(column), &at(line)), w::cut_off_do(l))
        }
        ReadError::Json { line, column, cut_off: false } => {
            (w::json(l, &at(column), &at(line)), w::json_do(l))
        }
        ReadError::NotAnObject { found } => {
            (w::not_object(l, json_kind(l, *found)), w::not_object_do(l))
        }
        ReadError::DuplicateMember { line, column } => {
            (w::duplicate(l, &at(column), &at(line)), w::duplicate_do(l))
        }
        ReadError::UnknownType { found } if found.is_empty() => {
            (w::no_type(l).into(), w::unknown_type_do(l))
        }
        ReadError::UnknownType { found } => (w::unknown_type(l, found), w::unknown_type_do(l)),
        ReadError::NoFeatures { .. } => (w::no_features(l).into(), w::no_features_do(l)),
        ReadError::UnsupportedCrs { name } => {
            (w::unsupported_crs(l, name), w::unsupported_crs_do(l))
        }
        ReadError::UndeclaredCrs { extent } => {
            let (x, y) = centre(l, extent.centre());
            (w::undeclared_crs(l, &x, &y), w::undeclared_crs_do(l))
        }
        ReadError::CrsDoesNotFit { crs, extent } => {
            let (x, y) = centre(l, extent.centre());
            (w::crs_misfit(l, crs, &x, &y), w::crs_misfit_do(l))
        }
    };
    Explained { what, remedy: remedy.into() }
}

/// Names with commas between them, a dash for none.
fn listed(names: &[String]) -> String {
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

/// What is wrong with a file of a known format.
fn damage(l: Language, damage: &Damage) -> String {
    use m::damage as w;
    match damage {
        Damage::CutOff => w::cut_off(l).into(),
        Damage::Header => w::header(l).into(),
        Damage::Claims { claimed, possible } => {
            w::claims(l, &count(l, *claimed), &count(l, *possible))
        }
        Damage::Missing { name } => w::missing(l, name),
        Damage::Markup { line } => w::markup(l, &line.to_string()),
        Damage::Database { message } => w::database(l, message),
    }
}

/// Why parameters, links or systems cannot be used.
#[must_use]
pub fn parameter_error(language: Language, error: &Error) -> Explained {
    use m::parameter_error as w;
    let l = language;
    let what = match error {
        Error::Read(error) => return read_error(l, error),
        Error::Conefor(error) => return conefor_error(l, error),
        Error::Crs(CrsError::Unknown { name }) => w::unknown_crs(l, name),
        Error::Crs(CrsError::NotMetric { epsg }) => w::not_metric(l, &epsg.to_string()),
        Error::Crs(CrsError::NotTrueToLength { epsg }) => w::not_true(l, &epsg.to_string()),
        Error::Crs(CrsError::Outside { x, y, crs }) => {
            w::outside(l, crs, &l.number(*x, 4), &l.number(*y, 4))
        }
        Error::Link(LinkError::NeedsCut { patches, pairs }) => {
            w::needs_cut(l, &pairs_memory(l, *pairs), &count(l, *pairs), &l.whole(*patches))
        }
        Error::Grid(error) => of_grid(l, error),
        Error::Raster(error) => raster_error(l, error),
        Error::Parameter(error) => return of_parameter(l, error),
    };
    Explained { what, remedy: String::new() }
}

/// What is wrong with a file of Conefor's, and what to do.
#[must_use]
pub fn conefor_error(language: Language, error: &ConeforError) -> Explained {
    use m::conefor_error as w;
    let l = language;
    let id = |id: &u64| id.to_string();
    let (what, remedy): (String, &str) = match &error.fault {
        ConeforFault::Empty => return read_error(l, &ReadError::Empty),
        ConeforFault::NotText => (w::not_text(l).into(), w::not_text_do(l)),
        ConeforFault::NodeWords { words } => (w::node_words(l, *words), w::node_words_do(l)),
        ConeforFault::Identifier { found } => (w::identifier(l, found), w::identifier_do(l)),
        ConeforFault::Attribute { found } => (w::attribute(l, found), w::number_do(l)),
        ConeforFault::State { found } => (w::state(l, found), w::state_do(l)),
        ConeforFault::NodeTwice { id: node } => (w::node_twice(l, &id(node)), w::twice_do(l)),
        ConeforFault::DistanceWords { words } => {
            (w::distance_words(l, *words), w::distance_words_do(l))
        }
        ConeforFault::UnknownNode { id: node } => {
            (w::unknown_node(l, &id(node)), w::unknown_node_do(l))
        }
        ConeforFault::Distance { found } => (w::distance(l, found), w::number_do(l)),
        ConeforFault::PairTwice { a, b } => (w::pair_twice(l, &id(a), &id(b)), w::twice_do(l)),
        ConeforFault::PairsMissing { a, b, missing } => {
            (w::pairs_missing(l, &id(a), &id(b), &count(l, *missing)), w::pairs_missing_do(l))
        }
    };
    let what = format!("{}: {what}", m::report::line(l, &error.line.to_string()));
    Explained { what, remedy: remedy.into() }
}

fn of_grid(l: Language, error: &GridError) -> String {
    use m::grid_error as w;
    match error {
        GridError::Cell { .. } => w::cell(l).into(),
        GridError::Empty => w::empty(l).into(),
        GridError::TooLarge { cell_m, cells, fits_m } => {
            let (cell, fits) = (l.number(*cell_m, 1), l.number(*fits_m, 1));
            w::too_large(l, &cell, &l.number(*cells, 0), &fits)
        }
    }
}

/// What is wrong with a table of resistances.
#[must_use]
pub fn resistance_error(l: Language, error: &ResistanceError) -> String {
    use m::grid_error as w;
    let (line, what) = match error {
        ResistanceError::Line { line, text } => (line, w::table_line(l, text)),
        ResistanceError::UnknownClass { line, name } => {
            let classes = Ground::ALL.map(Ground::name).join(", ");
            (line, w::table_class(l, &classes, name))
        }
        ResistanceError::Value { line, value } => (line, w::table_value(l, value)),
    };
    format!("{}: {what}", m::report::line(l, &line.to_string()))
}

/// Why a project cannot be opened, and what to do.
#[must_use]
pub fn project_error(l: Language, error: &ProjectError) -> Explained {
    use m::project as w;
    let (what, remedy) = match error {
        ProjectError::NotAProject => (w::none(l).to_owned(), w::none_do(l)),
        ProjectError::TooNew { .. } => (w::too_new(l).to_owned(), w::too_new_do(l)),
        ProjectError::Damaged { reason } => (w::damaged(l, reason), w::none_do(l)),
    };
    Explained { what, remedy: remedy.to_owned() }
}

/// What is wrong with a file of a grid.
#[must_use]
pub fn raster_error(l: Language, error: &RasterError) -> String {
    use m::grid_error as w;
    let at = |row: usize, column: usize| (l.whole(column), l.whole(row));
    match error {
        RasterError::Unreadable { reason } => w::raster_unreadable(l, reason),
        RasterError::Bands => w::raster_bands(l).into(),
        RasterError::NoPlace => w::raster_no_place(l).into(),
        RasterError::Degrees => w::raster_degrees(l).into(),
        RasterError::Elsewhere => w::raster_elsewhere(l).into(),
        RasterError::NoClasses => w::raster_no_classes(l).into(),
        RasterError::NotSquare => w::raster_not_square(l).into(),
        RasterError::OtherCrs { found, wanted } => {
            w::raster_other_crs(l, &found.to_string(), wanted)
        }
        RasterError::Value { row, column, value } => {
            let (column, row) = at(*row, *column);
            w::raster_value(l, &column, &row, &value.to_string())
        }
        RasterError::Class { row, column, value } => {
            let (column, row) = at(*row, *column);
            w::raster_class(l, &column, &row, &value.to_string())
        }
        RasterError::TooManyValues { most } => w::raster_too_many(l, &l.whole(*most)),
        RasterError::NotWritten { reason } => w::raster_not_written(l, reason),
    }
}

fn of_parameter(l: Language, error: &ParameterError) -> Explained {
    use m::parameter_error as w;
    let what = match error {
        ParameterError::Distance { .. } => w::distance(l).into(),
        ParameterError::Probability { .. } => w::probability(l).into(),
        ParameterError::Threshold { .. } => w::threshold(l).into(),
        ParameterError::MaxLink { .. } => w::max_link(l).into(),
        ParameterError::GapLimits { .. } => w::gap_limits(l).into(),
        ParameterError::GradeFactors { .. } => w::grade_factors(l).into(),
        ParameterError::LandscapeArea { .. } => w::landscape(l).into(),
        ParameterError::LandscapeTooSmall { landscape_ha, habitat_ha } => {
            w::landscape_small(l, &l.hectares(*habitat_ha), &l.hectares(*landscape_ha))
        }
        ParameterError::Curve { .. } => w::curve(l).into(),
        ParameterError::NoPatches => w::no_patches(l).into(),
        ParameterError::NoSuchColumn { column, layer, numeric } => {
            let numeric = if numeric.is_empty() { "–".to_owned() } else { numeric.join(", ") };
            w::no_column(l, column, layer, &numeric)
        }
        ParameterError::AttributeNotUsable { column, layer, feature, value } => {
            w::not_usable(l, column, &feature.to_string(), layer, value)
        }
    };
    Explained { what, remedy: String::new() }
}

/// Memory that so many links would take, in words.
pub(crate) fn pairs_memory(language: Language, pairs: u64) -> String {
    let megabytes = approximate(pairs) * BYTES_PER_LINK / 1e6;
    if megabytes >= 1000.0 {
        format!("{}\u{a0}GB", language.number(megabytes / 1000.0, 1))
    } else {
        format!("{}\u{a0}MB", language.number(megabytes, 0))
    }
}

impl Language {
    /// A size of a file, in words.
    #[must_use]
    pub fn bytes(self, bytes: u64) -> String {
        let megabytes = approximate(bytes) / 1e6;
        if megabytes >= 1000.0 {
            format!("{}\u{a0}GB", self.number(megabytes / 1000.0, 1))
        } else {
            format!("{}\u{a0}MB", self.number(megabytes, if megabytes < 10.0 { 1 } else { 0 }))
        }
    }

    /// What all links between so many patches would take: pairs and memory, in words.
    #[must_use]
    pub fn cost_of_all_pairs(self, pairs: u64) -> (String, String) {
        (count(self, pairs), pairs_memory(self, pairs))
    }
}

fn count(language: Language, count: u64) -> String {
    language.number(approximate(count), 0)
}

#[expect(clippy::cast_precision_loss, reason = "shown to a reader")]
fn approximate(count: u64) -> f64 {
    count as f64
}

/// Why a feature was left out.
#[must_use]
pub fn skip_reason(language: Language, reason: &SkipReason) -> String {
    use m::skip as w;
    let l = language;
    match reason {
        SkipReason::NotAnObject { found } => w::not_object(l, json_kind(l, *found)),
        SkipReason::DuplicateMember => w::duplicate(l).into(),
        SkipReason::MissingMember { member } => w::missing(l, member),
        SkipReason::WrongType { found, expected } => w::wrong_type(l, expected, found),
        SkipReason::NotAnArray { found } => w::not_array(l, json_kind(l, *found)),
        SkipReason::NotANumber { found } => w::not_number(l, json_kind(l, *found)),
        SkipReason::NumberOutOfRange => w::out_of_range(l).into(),
        SkipReason::ShortPosition { numbers } => w::short_position(l, *numbers),
        SkipReason::ShortLine { positions } => w::short_line(l, *positions),
        SkipReason::Polygon(RingFault::TooFewPositions) => w::few_positions(l).into(),
        SkipReason::Polygon(RingFault::NoArea) => w::no_area(l).into(),
        SkipReason::Polygon(RingFault::Unresolvable) => w::unresolvable(l).into(),
        SkipReason::DamagedGeometry => w::damaged(l).into(),
        SkipReason::UnsupportedGeometry { kind } => w::unsupported(l, kind),
        SkipReason::NotAGeometry { found } => w::not_geometry(l, found),
        SkipReason::TextForNumber { found } => w::text_for_number(l, found),
        SkipReason::CellCount { found, expected } => {
            w::cells(l, &expected.to_string(), &found.to_string())
        }
        SkipReason::NotJson => w::not_json(l).into(),
        SkipReason::OtherSystem { found, expected } => w::other_system(l, expected, found),
        SkipReason::OutsideCrs { x, y, crs } => {
            w::outside(l, crs, &l.number(*x, 4), &l.number(*y, 4))
        }
    }
}

/// What to do about a feature that was left out.
#[must_use]
pub fn skip_remedy(language: Language, reason: &SkipReason) -> &'static str {
    use m::skip_do as w;
    let l = language;
    match reason {
        SkipReason::NotAnObject { .. }
        | SkipReason::DuplicateMember
        | SkipReason::MissingMember { .. }
        | SkipReason::WrongType { .. }
        | SkipReason::NotAnArray { .. }
        | SkipReason::DamagedGeometry
        | SkipReason::NotAGeometry { .. }
        | SkipReason::NotJson => w::structure(l),
        SkipReason::NotANumber { .. }
        | SkipReason::NumberOutOfRange
        | SkipReason::TextForNumber { .. }
        | SkipReason::ShortPosition { .. } => w::number(l),
        SkipReason::ShortLine { .. } | SkipReason::Polygon(_) => w::geometry(l),
        SkipReason::UnsupportedGeometry { .. } => w::curves(l),
        SkipReason::CellCount { .. } => w::cells(l),
        SkipReason::OtherSystem { .. } => w::other_system(l),
        SkipReason::OutsideCrs { .. } => w::system(l),
    }
}

/// What was put right.
#[must_use]
pub fn repair(language: Language, repair: &Repair) -> String {
    use m::repair as w;
    let l = language;
    let number = |value: &f64| l.number(*value, if value.abs() <= 180.0 { 5 } else { 1 });
    match repair {
        Repair::RingsClosed(count) => w::closed(l, *count as usize),
        Repair::RepeatedPositions(count) => w::repeated(l, *count as usize),
        Repair::RingsRewound(count) => w::rewound(l, *count as usize),
        Repair::EmptyRingsDropped(count) => w::dropped(l, *count as usize),
        Repair::SelfIntersection { x, y } => w::self_intersection(l, &number(x), &number(y)),
        Repair::HoleOutside { x, y } => w::hole_outside(l, &number(x), &number(y)),
        Repair::HolesOverlapped { x, y } => w::holes(l, &number(x), &number(y)),
        Repair::PartsOverlapped { x, y } => w::overlapped(l, &number(x), &number(y)),
    }
}

/// What else there is to know of a place.
#[must_use]
pub fn note(language: Language, note: &Note) -> String {
    use m::note as w;
    let l = language;
    match note {
        Note::MemberIgnored { member } => w::member(l, member),
        Note::BboxIgnored => w::bbox(l).into(),
        Note::IdIgnored => w::id(l).into(),
        Note::PropertiesIgnored => w::properties(l).into(),
        Note::ExtraNumbersIgnored => w::extra_numbers(l).into(),
        Note::ExcessivePrecision => w::precision(l).into(),
        Note::NestedCollection => w::nested(l).into(),
        Note::SingleCollection => w::single(l).into(),
        Note::PolygonsInCollection => w::polygons_in_collection(l).into(),
        Note::NoGeometry => w::no_geometry(l).into(),
        Note::CrsNotUnderstood => w::crs(l).into(),
        Note::HeightsDropped => w::heights(l).into(),
        Note::AxesSwapped => w::swapped(l).into(),
        Note::AxesNotSwapped => w::not_swapped(l).into(),
        Note::EncodingGuessed { name } => w::encoding(l, name),
        Note::LettersReplaced => w::letters(l).into(),
        Note::ValueKeptAsText { column } => w::kept_as_text(l, column),
        Note::PartMissing { part } => w::part_missing(l, part),
        Note::PartIgnored { part } => w::part_ignored(l, part),
        Note::PartRefused { part, error } => w::part_refused(l, &read_error(l, error).what, part),
        Note::LogMissing { part } => w::log_missing(l, part),
        Note::MemoLeftOut { column } => w::memo_left_out(l, column),
        Note::RowsDiffer { shapes, rows } => {
            w::rows_differ(l, &rows.to_string(), &shapes.to_string())
        }
        Note::RingsRewound { features } => w::rewound(l, *features),
        Note::FurtherGeometry { property } => w::further_geometry(l, property),
    }
}

/// Which system a file's coordinates are in, and how that is known.
#[must_use]
pub fn source_crs(language: Language, source: SourceCrs) -> String {
    use m::crs as w;
    let l = language;
    match source {
        SourceCrs::Given(crs) => w::given(l, &full_name(crs)),
        SourceCrs::Declared(crs) => w::declared(l, &full_name(crs)),
        SourceCrs::Default(crs) => w::default(l, &full_name(crs)),
        SourceCrs::Guessed(crs) => w::guessed(l, &full_name(crs)),
        SourceCrs::Contradicted { declared, used } => {
            w::contradicted(l, &full_name(declared), &full_name(used))
        }
    }
}

fn full_name(crs: Crs) -> String {
    format!("{} ({crs})", crs.title())
}

fn centre(language: Language, (x, y): (f64, f64)) -> (String, String) {
    (language.number(x, 0), language.number(y, 0))
}

fn json_kind(l: Language, kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Null => m::kind::null(l),
        JsonKind::Boolean => m::kind::boolean(l),
        JsonKind::Number => m::kind::number(l),
        JsonKind::Text => m::kind::text(l),
        JsonKind::Array => m::kind::array(l),
        JsonKind::Object => m::kind::object(l),
    }
}

fn foreign(l: Language, kind: Foreign) -> &'static str {
    match kind {
        Foreign::Xml | Foreign::Html => m::kind::xml(l),
        Foreign::Raster => m::kind::raster(l),
        Foreign::Document => m::kind::document(l),
        Foreign::Shapefile | Foreign::Unknown => m::kind::unknown(l),
    }
}
