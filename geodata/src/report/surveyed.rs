//! Surveyed connections with the grades that their own gaps give them, as a layer.

use geo::Geometry;

use super::exports::{layer, named, rounded};
use crate::crs::CrsError;
use crate::model::{Habitat, Layer, Value};
use crate::scenario::Connection;
use crate::validation::GradedConnection;

/// Its name: held against the computed network, and no survey itself.
const LAYER: &str = "liito_field_check";

/// Surveyed connections as they were drawn, in longitude and latitude: what the surveyor says
/// beside the grade of the line's own gaps, its widest gap, and how much of it runs along
/// computed paths.
///
/// # Arguments
/// `graded` in the order of `connections`, with the lengths along paths, metres.
///
/// # Errors
/// [`CrsError`] where a position has no longitude and latitude.
pub fn surveyed_connections_layer(
    habitat: &Habitat,
    connections: &[Connection],
    graded: &[(GradedConnection, f64)],
) -> Result<Layer, CrsError> {
    let rows = connections.iter().zip(graded).map(|(connection, (of, along_m))| {
        let text = |text: &str| match text.trim() {
            "" => Value::Null,
            text => Value::Text(text.to_owned()),
        };
        let values = vec![
            named("label", text(&connection.label)),
            named("laatu", text(&connection.quality)),
            named("luokka", text(&connection.class)),
            named("grade", Value::Text(of.grade.name().to_owned())),
            named("widest_gap_m", rounded(of.widest_gap_m, 1e6)),
            named("length_m", rounded(of.length_m, 1e3)),
            named("along_paths_m", rounded(*along_m, 1e3)),
        ];
        (Geometry::MultiLineString(connection.line.clone()), values)
    });
    layer(LAYER, habitat.working_crs(), rows.collect())
}
