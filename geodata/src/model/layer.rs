//! A layer: the features of one file, as read.

use geo::{CoordsIter, Geometry};
use serde::{Deserialize, Serialize};

use super::{Column, LayerRole, Value};
use crate::crs::{Crs, Extent};

/// How the system of a file's coordinates is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceCrs {
    /// The reader named it.
    Given(Crs),
    /// The file names it.
    Declared(Crs),
    /// The file names none, and the format's default fits the numbers.
    Default(Crs),
    /// The file names none, and its numbers look like this one.
    Guessed(Crs),
    /// The file names the first, but its numbers look like the second.
    Contradicted {
        /// What the file says.
        declared: Crs,
        /// What was used.
        used: Crs,
    },
}

impl SourceCrs {
    /// The system that was used.
    #[must_use]
    pub fn crs(self) -> Crs {
        match self {
            Self::Given(crs)
            | Self::Declared(crs)
            | Self::Default(crs)
            | Self::Guessed(crs)
            | Self::Contradicted { used: crs, .. } => crs,
        }
    }

    /// True where a reader should look at the choice.
    #[must_use]
    pub fn is_guess(self) -> bool {
        matches!(self, Self::Guessed(_) | Self::Contradicted { .. })
    }
}

/// One feature of a layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// Place in the file, from 1.
    pub number: u32,
    /// The feature's own identifier, where the format has one.
    pub id: Option<String>,
    /// Shape in the layer's own system, repaired; `None` where the file has null.
    pub geometry: Option<Geometry>,
    /// Numbers of columns with the values in them, by rising number. Columns that
    /// the feature has nothing in are not there.
    pub values: Vec<(u32, Value)>,
}

impl Feature {
    /// What stands in a column of the layer.
    #[must_use]
    pub fn value(&self, column: usize) -> &Value {
        let number = u32::try_from(column).unwrap_or(u32::MAX);
        match self.values.binary_search_by_key(&number, |(column, _)| *column) {
            Ok(place) => &self.values[place].1,
            Err(_) => &Value::Null,
        }
    }

    /// What stands in a column of the layer, to be changed; `None` where nothing does.
    pub fn value_mut(&mut self, column: usize) -> Option<&mut Value> {
        let number = u32::try_from(column).unwrap_or(u32::MAX);
        let place = self.values.binary_search_by_key(&number, |(column, _)| *column).ok()?;
        Some(&mut self.values[place].1)
    }
}

/// The features of one file (or of one layer in it).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// Name to show: the file's, or the layer's own.
    pub name: String,
    /// What it is used as.
    pub role: LayerRole,
    /// The system of the coordinates.
    pub source_crs: SourceCrs,
    /// The columns, in the order of the file.
    pub columns: Vec<Column>,
    /// Features in the order of the file.
    pub features: Vec<Feature>,
}

impl Layer {
    /// Features that are habitat patches: polygons of a layer that is used as habitat.
    pub fn patches(&self) -> impl Iterator<Item = (usize, &Feature)> {
        let is_habitat = self.role == LayerRole::Habitat;
        self.polygons().filter(move |_| is_habitat)
    }

    /// Features that are polygons, and so can be habitat patches.
    pub fn polygons(&self) -> impl Iterator<Item = (usize, &Feature)> {
        self.features.iter().enumerate().filter(|(_, feature)| {
            matches!(feature.geometry, Some(Geometry::Polygon(_) | Geometry::MultiPolygon(_)))
        })
    }

    /// Extent in the layer's own system.
    #[must_use]
    pub fn extent(&self) -> Extent {
        extent_of(&self.features)
    }

    /// Extent of the polygons in the layer's own system.
    #[must_use]
    pub fn polygon_extent(&self) -> Extent {
        extent_of(self.polygons().map(|(_, feature)| feature))
    }

    /// What to call a feature: what its identifying column says, else its own identifier,
    /// else its number in the file.
    #[must_use]
    pub fn label_of(&self, feature: &Feature) -> String {
        let from_column = self
            .id_column()
            .map(|column| feature.value(column))
            .filter(|value| **value != Value::Null)
            .map(ToString::to_string);
        from_column.or_else(|| feature.id.clone()).unwrap_or_else(|| feature.number.to_string())
    }

    /// The column that names features, where there is one.
    fn id_column(&self) -> Option<usize> {
        const NAMES: [&str; 4] = ["id", "tunnus", "fid", "gid"];
        NAMES.iter().find_map(|name| {
            self.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name))
        })
    }

    /// Place of the column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The same whatever its case and the space about it: other programs change them.
    #[must_use]
    pub fn column_in_any_case(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name.trim().eq_ignore_ascii_case(name))
    }

    /// Columns where every polygon has a number, so that they can be attributes.
    #[must_use]
    pub fn numeric_columns(&self) -> Vec<&str> {
        let numeric = |column: usize| {
            let mut values = self.polygons().map(|(_, feature)| feature.value(column));
            let mut any = false;
            values.all(|value| {
                any = true;
                value.as_number().is_some()
            }) && any
        };
        (0..self.columns.len())
            .filter(|&column| numeric(column))
            .map(|column| self.columns[column].name.as_str())
            .collect()
    }
}

fn extent_of<'a>(features: impl IntoIterator<Item = &'a Feature>) -> Extent {
    let mut extent = Extent::EMPTY;
    for geometry in features.into_iter().filter_map(|feature| feature.geometry.as_ref()) {
        for position in geometry.coords_iter() {
            extent.include(position.x, position.y);
        }
    }
    extent
}
