//! From the features of a file to a layer with its report.

use std::collections::{HashMap, HashSet};
use std::mem::Discriminant;

use geo::CoordsIter;

use super::axes::{self, AxisOrder};
use super::choose_crs::choose_crs;
use super::shape::{Fault, Findings, Shape, build};
#[cfg(feature = "formats")]
use super::untyped::DecimalSign;
use super::{Import, ImportReport, Note, Noted, Place, ReadError, ReadOptions, Repaired, Skipped};
use crate::crs::Crs;
use crate::geometry::Repair;
use crate::io::SkipReason;
use crate::luoti::{guess_role, recognise};
use crate::model::{
    Column, ColumnKind, Feature, Layer, LayerRole, Value, has_large_integers, kinds_of_columns,
    recognise_dates,
};

/// What a file says of the system of its coordinates.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum DeclaredCrs {
    /// Nothing that could be understood.
    #[default]
    Nothing,
    /// One that is known.
    Known(Crs),
    /// One that is not known here.
    Unknown(String),
}

#[cfg(feature = "formats")]
impl DeclaredCrs {
    /// What a code or another name of a system means; zero and less mean none.
    pub(super) fn of_name(name: &str) -> Self {
        let name = name.trim();
        match name.parse::<i64>() {
            Ok(code) if code <= 0 => Self::Nothing,
            Ok(code) => {
                let name = format!("EPSG:{code}");
                Crs::from_name(&name).map_or(Self::Unknown(name), Self::Known)
            }
            Err(_) if name.is_empty() => Self::Nothing,
            Err(_) => {
                Crs::from_name(name).map_or_else(|_| Self::Unknown(name.to_owned()), Self::Known)
            }
        }
    }

    /// Takes in what a feature says of it: the first to say something says it for all.
    ///
    /// # Errors
    /// A [`Fault`] where the feature says something else.
    pub(super) fn agree(&mut self, own: Self) -> Result<(), Fault> {
        let name = |declared: &Self| match declared {
            Self::Nothing => String::new(),
            Self::Known(crs) => crs.to_string(),
            Self::Unknown(name) => name.clone(),
        };
        match (&self, own) {
            (_, Self::Nothing) => {}
            (Self::Nothing, own) => *self = own,
            (first, own) if **first == own => {}
            (first, own) => {
                let (found, expected) = (name(&own), name(first));
                return Err(SkipReason::OtherSystem { found, expected }.into());
            }
        }
        Ok(())
    }

    /// What a system's well-known text means; by `name` where it is not known.
    pub(super) fn of_wkt_or(text: &str, name: impl FnOnce() -> String) -> Self {
        Crs::from_wkt(text).map_or_else(|_| Self::Unknown(name()), Self::Known)
    }
}

/// A layer being put together, feature by feature in the order of the file.
pub(super) struct LayerBuilder {
    columns: Vec<(String, Option<ColumnKind>)>,
    column_numbers: HashMap<String, u32>,
    features: Vec<Feature>,
    places: Vec<Place>,
    repaired: Vec<Repaired>,
    skipped: Vec<Skipped>,
    notes: Vec<Noted>,
    /// The first feature whose rings were turned the right way round, and how many were.
    rewound: Option<(Place, usize)>,
    /// The notes that are said once for a file, and have been.
    said: HashSet<(Discriminant<Note>, String)>,
    /// For names that stand twice, the number that the next one gets.
    next_numbers: HashMap<String, u32>,
    /// The format has text alone: what all of a column can be, it is.
    #[cfg(feature = "formats")]
    untyped: Option<DecimalSign>,
}

impl LayerBuilder {
    pub(super) fn new() -> Self {
        Self {
            #[cfg(feature = "formats")]
            untyped: None,
            columns: Vec::new(),
            column_numbers: HashMap::new(),
            features: Vec::new(),
            places: Vec::new(),
            repaired: Vec::new(),
            skipped: Vec::new(),
            notes: Vec::new(),
            rewound: None,
            said: HashSet::new(),
            next_numbers: HashMap::new(),
        }
    }

    /// For a format that writes numbers and truths as text.
    #[cfg(feature = "formats")]
    pub(super) fn of_untyped_text(sign: DecimalSign) -> Self {
        Self { untyped: Some(sign), ..Self::new() }
    }

    /// The number of the column of this name, a new one where it has not been seen.
    pub(super) fn column(&mut self, name: &str) -> u32 {
        if let Some(column) = self.column_numbers.get(name) {
            return *column;
        }
        let column = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        self.column_numbers.insert(name.to_owned(), column);
        self.columns.push((name.to_owned(), None));
        column
    }

    /// A column whose kind the file says. A name that stands twice gets a number.
    pub(super) fn typed_column(&mut self, name: &str, kind: ColumnKind) -> u32 {
        let column = self.new_column(name);
        self.columns[column as usize].1 = Some(kind);
        column
    }

    /// A column of its own, whatever others are called. A name that stands twice gets a number.
    pub(super) fn new_column(&mut self, name: &str) -> u32 {
        let mut own = name.to_owned();
        let mut number = self.next_numbers.get(name).copied().unwrap_or(2);
        while self.column_numbers.contains_key(&own) {
            own = format!("{name}_{number}");
            number += 1;
        }
        self.next_numbers.insert(name.to_owned(), number);
        self.column(&own)
    }

    /// Adds a feature with a shape as it was read, or says why it has to stay out.
    pub(super) fn add(
        &mut self,
        place: Place,
        id: Option<String>,
        shape: Result<Option<Shape>, Fault>,
        values: Vec<(u32, Value)>,
    ) {
        let mut findings = Findings::default();
        let built = shape.and_then(|shape| match shape {
            Some(shape) => build(shape, &mut findings),
            None => Ok(None),
        });
        match built {
            Ok(geometry) => {
                if geometry.is_none() {
                    findings.notes.push((String::new(), Note::NoGeometry));
                }
                self.report_findings(&place, findings);
                let number = place.feature.unwrap_or_default();
                self.keep(Feature { number, id, geometry, values }, place);
            }
            Err(fault) => self.skip(place, fault),
        }
    }

    /// Keeps a feature that is sound.
    pub(super) fn keep(&mut self, feature: Feature, place: Place) {
        self.features.push(feature);
        self.places.push(place);
    }

    /// Leaves a feature out.
    pub(super) fn skip(&mut self, mut place: Place, fault: Fault) {
        place.path.push_str(&fault.path);
        self.skipped.push(Skipped { place, reason: fault.reason });
    }

    /// Notes something about a place.
    pub(super) fn note(&mut self, place: Place, note: Note) {
        let is_new =
            note.once().is_none_or(|(kind, about)| self.said.insert((kind, about.to_owned())));
        if is_new {
            self.notes.push(Noted { place, note });
        }
    }

    /// Reports what was found out about a feature's shape.
    pub(super) fn report_findings(&mut self, place: &Place, findings: Findings) {
        for (under, note) in findings.notes {
            let path = format!("{}{under}", place.path).trim_start_matches('.').to_owned();
            self.note(Place { path, ..place.clone() }, note);
        }
        let mut repairs = findings.repairs;
        let before = repairs.len();
        repairs.retain(|repair| !matches!(repair, Repair::RingsRewound(_)));
        if repairs.len() < before {
            // Told once, at the first: in most files it is all features or none.
            self.rewound.get_or_insert_with(|| (place.clone(), 0)).1 += 1;
        }
        if !repairs.is_empty() {
            self.repaired.push(Repaired { place: place.clone(), repairs });
        }
    }

    /// The finished layer.
    ///
    /// # Errors
    /// A [`ReadError`] where the system of the coordinates is unknown.
    pub(super) fn finish(
        mut self,
        names: &Names<'_>,
        declared: DeclaredCrs,
        order: AxisOrder,
        options: &ReadOptions,
    ) -> Result<Import, ReadError> {
        let declared = match declared {
            DeclaredCrs::Known(crs) => Some(crs),
            // What the reader says counts more than what cannot be understood.
            DeclaredCrs::Unknown(name) if options.input_crs.is_none() => {
                return Err(ReadError::UnsupportedCrs { name });
            }
            DeclaredCrs::Nothing | DeclaredCrs::Unknown(_) => None,
        };
        if let Some(note) = axes::put_right(&mut self.features, declared, order, options) {
            self.note(Place::of_file(), note);
        }
        let source_crs = choose_crs(&self.features, declared, options.input_crs)?;
        if !options.keep_outside {
            self.skip_outside(source_crs.crs());
        }
        if let Some((first, features)) = self.rewound.take() {
            self.note(first, Note::RingsRewound { features });
        }
        let columns = self.finished_columns();
        let (name, role) = (names.shown(), LayerRole::default());
        let mut layer = Layer { name, role, source_crs, columns, features: self.features };
        layer.role = guess_role(&layer, names.file);
        let report = ImportReport {
            file: names.file.to_owned(),
            layer: names.layer.map(str::to_owned),
            survey: recognise(&layer, names.file).map(|known| known.name.to_owned()),
            role: layer.role,
            source_crs,
            read: layer.features.len(),
            polygons: layer.polygons().count(),
            repaired: self.repaired,
            skipped: self.skipped,
            notes: self.notes,
        };
        Ok(Import { layer, report })
    }

    fn finished_columns(&mut self) -> Vec<Column> {
        let columns = std::mem::take(&mut self.columns);
        #[cfg(feature = "formats")]
        if let Some(sign) = self.untyped {
            super::untyped::recognise(&mut self.features, columns.len(), sign);
        }
        let is_open: Vec<bool> = columns.iter().map(|(_, kind)| kind.is_none()).collect();
        recognise_dates(&mut self.features, &is_open);
        let found = kinds_of_columns(&self.features, columns.len());
        let finished = |(number, ((name, declared), found))| {
            // Numbers of any kind, but all of them whole, and too large to be floating ones.
            let is_whole = (declared, found)
                == (Some(ColumnKind::Number), Some(ColumnKind::Integer))
                && has_large_integers(&self.features, number);
            let kind = if is_whole { ColumnKind::Integer } else { fitting(declared, found) };
            Column { name, kind }
        };
        columns.into_iter().zip(found).enumerate().map(finished).collect()
    }

    /// Leaves out features with a position that the system does not have.
    fn skip_outside(&mut self, crs: Crs) {
        let mut kept = Vec::with_capacity(self.features.len());
        for (feature, place) in self.features.drain(..).zip(self.places.drain(..)) {
            match position_outside(&feature, crs) {
                None => kept.push(feature),
                Some((x, y)) => {
                    let reason = SkipReason::OutsideCrs { x, y, crs: crs.to_string() };
                    self.skipped.push(Skipped { place, reason });
                }
            }
        }
        self.features = kept;
        let skipped: HashSet<Option<u32>> =
            self.skipped.iter().map(|skip| skip.place.feature).collect();
        self.repaired.retain(|repaired| !skipped.contains(&repaired.place.feature));
        crate::order::sort_by_key(&mut self.skipped, |skip| skip.place.feature);
    }
}

/// The kind of a column that a file declares so and that holds values of such a kind.
///
/// What is declared counts as long as it is true, so that writers can rely on it.
fn fitting(declared: Option<ColumnKind>, found: Option<ColumnKind>) -> ColumnKind {
    match (declared, found) {
        (None, None) => ColumnKind::Text,
        (Some(kind), None) | (None, Some(kind)) => kind,
        (Some(ColumnKind::Number), Some(ColumnKind::Integer)) => ColumnKind::Number,
        // Formats that know numbers or moments alone declare whole ones and days so too.
        (Some(ColumnKind::Integer), Some(ColumnKind::Number)) => ColumnKind::Number,
        (Some(ColumnKind::DateTime), Some(ColumnKind::Date)) => ColumnKind::Date,
        (Some(declared), Some(found)) if declared == found => declared,
        _ => ColumnKind::Mixed,
    }
}

/// What to call a layer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    /// The file.
    pub(super) file: &'a str,
    /// The layer in it, where the format has layers.
    pub(super) layer: Option<&'a str>,
}

impl Names<'_> {
    fn shown(&self) -> String {
        self.layer.unwrap_or(self.file).to_owned()
    }
}

fn position_outside(feature: &Feature, crs: Crs) -> Option<(f64, f64)> {
    let geometry = feature.geometry.as_ref()?;
    geometry.coords_iter().map(|p| (p.x, p.y)).find(|(x, y)| !crs.accepts(*x, *y))
}
