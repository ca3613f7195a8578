//! Links that know their way, and their gaps, as layers.

use geo::{Coord, Geometry, LineString};

use super::exports::{layer, named, rounded, whole};
use crate::connectivity::Mending;
use crate::crs::{CrsError, Projection};
use crate::links::{Corridor, Crossing, Gap, GapLimits, Route};
use crate::model::{Habitat, Layer, Value};

/// Name of the layer of links: computed, and never taken for surveyed ones.
const LINKS: &str = "lasketut_yhteydet";

/// Name of the layer of crossings.
const CROSSINGS: &str = "liito_crossings";

/// Name of the layer of bands.
const CORRIDORS: &str = "liito_corridors";

/// Name of the layer of gaps.
const GAPS: &str = "liito_gaps";

/// Links as lines along their ways, in longitude and latitude, each with its cost and
/// length, its grade, its number of gaps and the widest of them.
///
/// # Errors
/// [`CrsError`] where a position has no longitude and latitude.
pub fn routes_layer(
    habitat: &Habitat,
    routes: &[Route],
    limits: &GapLimits,
) -> Result<Layer, CrsError> {
    let rows = routes.iter().map(|route| {
        let mut values = ends(habitat, route);
        values.extend([
            named("cost", Value::Number(route.cost)),
            named("length_m", Value::Number(route.length_m)),
            named("grade", Value::Text(route.grade(limits).name().to_owned())),
            named("gaps", whole(route.gaps.len())),
            named("widest_gap_m", rounded(route.widest_gap_m(), 1e6)),
        ]);
        (line(&route.line), values)
    });
    layer(LINKS, habitat.working_crs(), rows.collect())
}

/// Bands of links as areas, in longitude and latitude, each with what the cheapest way costs
/// and what ways in the band cost at most. Empty ones are left out.
///
/// # Errors
/// [`CrsError`] where a position has no longitude and latitude.
pub fn corridors_layer(habitat: &Habitat, corridors: &[Corridor]) -> Result<Layer, CrsError> {
    let label = |patch: u32| Value::Text(habitat.patches()[patch as usize].label.clone());
    let rows = corridors.iter().filter(|band| !band.polygons.0.is_empty()).map(|band| {
        let values = vec![
            named("patch_a", label(band.a)),
            named("patch_b", label(band.b)),
            named("cost", rounded(band.cost, 1e3)),
            named("most_cost", rounded(band.most_cost, 1e3)),
        ];
        (Geometry::MultiPolygon(band.polygons.clone()), values)
    });
    layer(CORRIDORS, habitat.working_crs(), rows.collect())
}

/// Gaps of links as straight lines from tree edge to tree edge, in longitude and latitude,
/// each with its width and grade, the heights of the trees at its ends where they are
/// known, and what lies in it.
///
/// # Errors
/// [`CrsError`] where a position has no longitude and latitude.
pub fn gaps_layer(
    habitat: &Habitat,
    routes: &[Route],
    limits: &GapLimits,
) -> Result<Layer, CrsError> {
    let rows = routes.iter().flat_map(|route| {
        route.gaps.iter().map(|gap| {
            let height = |metres: Option<f64>| metres.map_or(Value::Null, Value::Number);
            let mut values = ends(habitat, route);
            values.extend([
                named("at_m", rounded(gap.at_m, 1e6)),
                named("width_m", rounded(gap.width_m, 1e6)),
                named("grade", Value::Text(gap.grade(limits).name().to_owned())),
                named("trees_from_m", height(gap.from_height_m)),
                named("trees_to_m", height(gap.to_height_m)),
                named("in_it", Value::Text(in_words(gap))),
            ]);
            (line(&[gap.from, gap.to]), values)
        })
    });
    layer(GAPS, habitat.working_crs(), rows.collect())
}

/// Crossings as points in longitude and latitude, in the order given, each with its
/// width and grade, what lies in it, what mending it would give and how many links meet it.
///
/// # Errors
/// [`CrsError`] where a position has no longitude and latitude.
pub fn crossings_layer(
    habitat: &Habitat,
    ranked: &[(&Crossing, &Mending)],
    limits: &GapLimits,
) -> Result<Layer, CrsError> {
    let rows = (1..).zip(ranked).map(|(rank, (crossing, mending))| {
        let links = crossing.gaps.chunk_by(|p, q| p.0 == q.0).count();
        let values = vec![
            named("rank", Value::Integer(rank)),
            named("width_m", rounded(crossing.gap.width_m, 1e6)),
            named("grade", Value::Text(crossing.gap.grade(limits).name().to_owned())),
            named("in_it", Value::Text(in_words(&crossing.gap))),
            named("gain_ha", Value::Number(mending.gain_ha)),
            named("gain_percent", Value::Number(mending.gain_percent)),
            named("links", whole(links)),
            named("better_links", whole(mending.better_links)),
        ];
        (Geometry::Point(crossing.middle.into()), values)
    });
    layer(CROSSINGS, habitat.working_crs(), rows.collect())
}

/// Longitude and latitude of a position in the habitat's system.
///
/// # Errors
/// [`CrsError`] where it has none.
pub fn lon_lat(habitat: &Habitat, position: Coord) -> Result<Coord, CrsError> {
    Projection::from_working(habitat.working_crs())?.project(position)
}

/// Classes with the metres that they take: `motorway 28.0, verge 20.0`.
fn in_words(gap: &Gap) -> String {
    let part =
        |part: &crate::links::GapPart| format!("{} {:.1}", part.ground.name(), part.length_m);
    gap.parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

fn ends(habitat: &Habitat, route: &Route) -> Vec<(String, Value)> {
    let label = |patch: u32| Value::Text(habitat.patches()[patch as usize].label.clone());
    vec![
        named("number_a", Value::Integer(i64::from(route.a) + 1)),
        named("number_b", Value::Integer(i64::from(route.b) + 1)),
        named("patch_a", label(route.a)),
        named("patch_b", label(route.b)),
    ]
}

fn line(corners: &[Coord]) -> Geometry {
    Geometry::LineString(LineString(corners.to_vec()))
}
