//! A run as it can be done again, by whoever has the project.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::connectivity::{Indices, Parameters};
use crate::crs::{Crs, WorkingCrs};
use crate::model::{LayerRole, Overlaps};

/// What went into a run, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectRun {
    /// The layers, in the order in which they count.
    pub inputs: Vec<RunInput>,
    /// What was asked.
    pub parameters: Parameters,
    /// What became of areas that lie over each other.
    pub overlaps: Overlaps,
    /// Smaller patches were left out, hectares.
    pub least_area_ha: f64,
    /// The system that was worked in.
    pub working_crs: WorkingCrs,
    /// Resistances that differ from the defaults, as
    /// [`Resistance::with_table`](crate::landscape::Resistance::with_table) reads them.
    pub resistance: String,
    /// The SHA-256 of the grid that was opened, where there is one and it could be told.
    pub raster_sha256: Option<String>,
    /// Width of the cells of a grid that was made of the layers, metres.
    pub cell_m: f64,
    /// All of that as a paragraph for people, in the language of whoever saved it.
    pub methods: String,
    /// What came of it: figures by their names in [`Indices`], so that newer ones, which know
    /// others, still read it.
    pub figures: BTreeMap<String, f64>,
}

/// A layer of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunInput {
    /// What it is called.
    pub name: String,
    /// The name of its file in the archive.
    pub inside: String,
    /// The SHA-256 of that file in hexadecimal digits, where it could be told.
    pub sha256: Option<String>,
    /// The layer in the file, where it has several.
    pub layer: Option<String>,
    /// The system of its coordinates, where the reader chose one.
    pub crs: Option<Crs>,
    /// Whether northing comes first, where the reader chose.
    pub swap_axes: Option<bool>,
    /// What it was used as.
    pub role: LayerRole,
}

/// The figures of a run by their names; those that it has not are left out.
#[must_use]
pub fn figures_by_name(indices: &Indices) -> BTreeMap<String, f64> {
    let value = serde_json::to_value(indices).unwrap_or_default();
    let members = value.as_object().cloned().unwrap_or_default();
    members.into_iter().filter_map(|(name, value)| Some((name, value.as_f64()?))).collect()
}

/// The figure that a run differs the most in from what was saved, and by how much of it; of
/// those that were saved. `None` where it has none of them.
///
/// ```
/// use geodata::project::{figures_by_name, largest_difference};
/// use geodata::{Analysis, Parameters};
///
/// let indices = |area: f64| -> Result<_, geodata::Error> {
///     Ok(Analysis::new(Vec::new(), vec![area], &Parameters::default())?.indices)
/// };
/// let saved = figures_by_name(&indices(2.0)?);
/// assert_eq!(largest_difference(&indices(2.0)?, &saved).unwrap().1, 0.0);
/// let (name, difference) = largest_difference(&indices(1.0)?, &saved).unwrap();
/// assert_eq!(difference, 0.75, "{name}");
/// # Ok::<(), geodata::Error>(())
/// ```
#[must_use]
pub fn largest_difference(now: &Indices, saved: &BTreeMap<String, f64>) -> Option<(String, f64)> {
    let now = figures_by_name(now);
    let difference = |(name, x): (&String, &f64)| {
        let y = now.get(name)?;
        let most = x.abs().max(y.abs());
        Some((name.clone(), if most > 0.0 { (x - y).abs() / most } else { 0.0 }))
    };
    saved.iter().filter_map(difference).max_by(|p, q| p.1.total_cmp(&q.1))
}
