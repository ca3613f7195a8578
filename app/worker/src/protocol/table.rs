//! Pages of the table of patches.

use serde::{Deserialize, Serialize};

use super::LonLatBounds;

/// Columns that the table can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortBy {
    /// By number in the file.
    Number,
    /// By name.
    Label,
    /// By area.
    Area,
    /// By component.
    Component,
    /// By number of neighbours.
    Links,
    /// By distance to the nearest patch.
    Nearest,
    /// By the index that patches are coloured by.
    Importance,
}

/// Which rows of the table, and in what order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowQuery {
    /// Column to sort by.
    pub sort: SortBy,
    /// Greatest first.
    pub descending: bool,
    /// Part of the name; empty for all.
    pub filter: String,
    /// Only patches whose boxes meet this one.
    pub within: Option<LonLatBounds>,
    /// First row of the page.
    pub offset: usize,
    /// Rows of a page.
    pub count: usize,
    /// Show the page that this patch is on, if it is in the table.
    pub show: Option<u32>,
}

/// A row of the table of patches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PatchRow {
    /// Number of the patch.
    pub number: u32,
    /// What to call it.
    pub label: String,
    /// Area, hectares.
    pub area_ha: f64,
    /// Component, from 1; `None` before a run.
    pub component: Option<u32>,
    /// Number of neighbours up to the threshold.
    pub links: usize,
    /// Distance to the nearest patch, metres.
    pub nearest_m: Option<f64>,
    /// Value of the index that patches are coloured by, if they are.
    pub importance: Option<f64>,
    /// It lies near the edge of the data, and is left unranked.
    pub near_edge: bool,
}

/// A page of the table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct RowPage {
    /// Its rows.
    pub rows: Vec<PatchRow>,
    /// First row, from 0.
    pub offset: usize,
    /// Rows that fit the filter.
    pub fitting: usize,
    /// All rows.
    pub all: usize,
}
