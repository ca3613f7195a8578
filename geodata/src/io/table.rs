//! What writers of tables need to know of a layer.
#![cfg_attr(
    not(feature = "geopackage"),
    allow(dead_code, reason = "of the formats GeoPackage alone has keys")
)]

use std::collections::HashSet;

use geo::Geometry;

use crate::model::Layer;

/// The name of a layer without the path and the endings of the file it came from.
pub(super) fn plain_name(layer: &Layer) -> &str {
    const ENDINGS: [&str; 16] = [
        ".gz",
        ".zip",
        ".shp",
        ".gpkg",
        ".geojson",
        ".geojsonl",
        ".json",
        ".ndjson",
        ".fgb",
        ".csv",
        ".txt",
        ".kml",
        ".kmz",
        ".gpx",
        ".gml",
        ".xml",
    ];
    let mut name = layer.name.rsplit(['/', '\\']).next().unwrap_or_default();
    while let Some(plain) = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) {
        name = plain;
    }
    if name.is_empty() { "layer" } else { name }
}

/// The one type that all shapes of a layer have, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GeometryKind {
    Point,
    MultiPoint,
    Line,
    MultiLine,
    Polygon,
    MultiPolygon,
    /// Several, a collection, or none.
    Mixed,
}

/// The type of a shape.
pub(super) fn kind_of(geometry: &Geometry) -> GeometryKind {
    match geometry {
        Geometry::Point(_) => GeometryKind::Point,
        Geometry::MultiPoint(_) => GeometryKind::MultiPoint,
        Geometry::Line(_) | Geometry::LineString(_) => GeometryKind::Line,
        Geometry::MultiLineString(_) => GeometryKind::MultiLine,
        Geometry::Polygon(_) | Geometry::Rect(_) | Geometry::Triangle(_) => GeometryKind::Polygon,
        Geometry::MultiPolygon(_) => GeometryKind::MultiPolygon,
        Geometry::GeometryCollection(_) => GeometryKind::Mixed,
    }
}

/// The type of a layer's shapes.
pub(super) fn geometry_kind(layer: &Layer) -> GeometryKind {
    let mut kinds =
        layer.features.iter().filter_map(|feature| feature.geometry.as_ref()).map(kind_of);
    let Some(first) = kinds.next() else { return GeometryKind::Mixed };
    if kinds.all(|kind| kind == first) { first } else { GeometryKind::Mixed }
}

/// The identifiers of a layer's features, as keys where they can be.
pub(super) struct Ids {
    keys: Option<Vec<i64>>,
    column: Option<String>,
}

impl Ids {
    /// For a format without keys: identifiers are in a column, where there are any.
    pub(super) fn in_column(layer: &Layer) -> Self {
        Self::made(layer, false)
    }

    /// For a format with keys: whole numbers that differ are those.
    pub(super) fn new(layer: &Layer) -> Self {
        Self::made(layer, true)
    }

    fn made(layer: &Layer, has_keys: bool) -> Self {
        // What is not written back as it was, such as 007, is no number.
        let key = |id: &Option<String>| {
            let id = id.as_ref()?;
            id.parse::<i64>().ok().filter(|key| *key >= 0 && key.to_string() == *id)
        };
        let keys: Option<Vec<i64>> =
            layer.features.iter().map(|feature| key(&feature.id)).collect();
        let distinct = |keys: &Vec<i64>| keys.iter().collect::<HashSet<_>>().len() == keys.len();
        let keys = keys.filter(distinct).filter(|_| has_keys);
        let has_ids = layer.features.iter().any(|feature| feature.id.is_some());
        let free =
            |name: &str| !layer.columns.iter().any(|column| column.name.eq_ignore_ascii_case(name));
        let column = (keys.is_none() && has_ids).then(|| {
            let mut names = ["id", "feature_id"]
                .into_iter()
                .map(str::to_owned)
                .chain((2..).map(|number| format!("feature_id_{number}")));
            names.find(|name| free(name)).unwrap_or_default()
        });
        Self { keys, column }
    }

    /// True where identifiers are no keys and need a column of their own.
    pub(super) fn need_column(&self) -> bool {
        self.column.is_some()
    }

    /// The name of that column.
    pub(super) fn column_name(&self) -> &str {
        self.column.as_deref().unwrap_or_default()
    }

    /// The key of the feature at a place.
    pub(super) fn key(&self, place: usize) -> i64 {
        let counted = || i64::try_from(place + 1).unwrap_or(i64::MAX);
        self.keys.as_ref().and_then(|keys| keys.get(place).copied()).unwrap_or_else(counted)
    }
}
