//! Links and patches with their figures, as layers and files that say where they come from.

use std::collections::{BTreeMap, HashMap};

use geo::{Area, Geometry, LineString, MultiPolygon};
use serde_json::Map;

use super::Summary;
use crate::connectivity::NetworkGraphs;
use crate::connectivity::importance::{LinkImportance, PatchImportance};
use crate::crs::{Crs, CrsError, Projection, WorkingCrs};
use crate::geometry::dissolved;
use crate::graph::Components;
use crate::io::About;
use crate::links::{Link, Route};
use crate::model::{
    Column, ColumnKind, Feature, Habitat, Layer, LayerRole, SourceCrs, Value, kinds_of_columns,
};
use crate::units::hectares;

/// Said by every result, in the language of files.
pub const STATEMENT: &str = "Computed model. Not a nature survey, no legal effect.";

/// What the figures mean, for whoever finds the file without us.
const METHOD: &str = "Euclidean links from edge to edge, between all pairs of patches or, where the \
    topology is planar, between neighbours in the Voronoi diagram of their edges. p = exp(-k x), k = -ln(probability) / distance. PCnum = sum over ordered pairs, i = j \
    included, of a_i a_j p*_ij; EC(PC) = sqrt(PCnum). Links, components, H, LCP, CCP and IIC by \
    links up to the threshold. Lengths and areas in the working CRS.";

/// True for columns of survey layers that name people or hold free text, which
/// may tell where nests are. They do not leave with a result.
///
/// Names are told also where another program has cut them to ten letters, set
/// something before or a number behind them, or written them without dots.
#[must_use]
pub fn is_private_column(column: &str) -> bool {
    const WITHIN: [&str; 7] =
        ["havaitsija", "lisatiet", "paikan_ni", "havaintopa", "uhanalais", "kuvaus", "descr"];
    const WHOLE: [&str; 3] = ["cmt", "desc", "comment"];
    let column: String = column
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'ä' | 'å' => 'a',
            'ö' => 'o',
            other => other,
        })
        .collect();
    WITHIN.iter().any(|part| column.contains(part)) || WHOLE.contains(&column.as_str())
}

/// A finished run, as exports need it.
#[derive(Debug, Clone, Copy)]
pub struct Network<'a> {
    /// The patches.
    pub habitat: &'a Habitat,
    /// All links, sorted.
    pub links: &'a [Link],
    /// The ways that links take, where they know the land; sorted as they are.
    pub routes: &'a [Route],
    /// The graphs that the indices were computed on.
    pub graphs: &'a NetworkGraphs,
    /// Component of each patch.
    pub components: &'a Components,
    /// For each patch, whether it lies near the edge of the data and is left unranked; empty
    /// where nobody knows.
    pub near_edge: &'a [bool],
    /// What went in, what was asked and what came out.
    pub summary: &'a Summary,
    /// What matters, where that was computed.
    pub importance: Option<Importance<'a>>,
}

/// Importance, as exports need it.
#[derive(Debug, Clone, Copy)]
pub struct Importance<'a> {
    /// Of every patch.
    pub patches: &'a [PatchImportance],
    /// Of every link up to the threshold, in order.
    pub links: &'a [LinkImportance],
}

/// What is known of a feature, by column.
type Values = Vec<(String, Value)>;

/// A shape in the working system and what is known of it.
type Row = (Geometry, Values);

/// Name of the layer of links: computed, and never taken for surveyed ones.
const LINKS: &str = "lasketut_yhteydet";

/// Name of the layer of patches.
const PATCHES: &str = "liito_patches";

/// Name of the layer of components.
const COMPONENTS: &str = "liito_components";

/// All links as lines between the nearest positions of their patches, in longitude and
/// latitude.
///
/// Each carries the labels of its patches, its length, its probability, whether it is
/// within the threshold, and what the network loses without it where that is known.
///
/// # Errors
/// [`CrsError`] where a position has no longitude and latitude.
pub fn links_layer(network: Network<'_>) -> Result<Layer, CrsError> {
    layer(LINKS, network.habitat.working_crs(), link_rows(network))
}

fn link_rows(network: Network<'_>) -> Vec<Row> {
    let Network { habitat, links, routes, graphs, summary, importance, .. } = network;
    let limits = summary.parameters.gap_limits.unwrap_or_default();
    let mut of_links = importance.map(|all| all.links.iter()).into_iter().flatten();
    let threshold_m = summary.parameters.threshold_m;
    let mut rows = Vec::with_capacity(links.len());
    for link in links {
        let label = |patch: u32| Value::Text(habitat.patches()[patch as usize].label.clone());
        let probability = graphs.kernel().probability_at(graphs.kernel().effective_m(link));
        let is_within = link.length_m <= threshold_m;
        // Labels may stand in several files; the numbers are those of the patches' file.
        // Whoever computes on from these figures, as Conefor does, gets ours.
        let mut values = vec![
            named("number_a", Value::Integer(i64::from(link.a) + 1)),
            named("number_b", Value::Integer(i64::from(link.b) + 1)),
            named("patch_a", label(link.a)),
            named("patch_b", label(link.b)),
            named("length_m", Value::Number(link.length_m)),
            named("probability", Value::Number(probability)),
            named("within_threshold", Value::Bool(is_within)),
        ];
        if is_within && let Some(lost) = of_links.next() {
            values.push(named("d_pc_removal", Value::Number(lost.d_pc)));
            values.push(named("d_iic_removal", Value::Number(lost.d_iic)));
        }
        let mut line = vec![link.from, link.to];
        let ends = (link.a, link.b);
        let place = routes.binary_search_by_key(&ends, |route| (route.a, route.b));
        if let Some(route) = place.ok().map(|place| &routes[place]) {
            line.clone_from(&route.line);
            values.push(named("grade", Value::Text(route.grade(&limits).name().into())));
            values.push(named("widest_gap_m", rounded(route.widest_gap_m(), 1e3)));
            values.push(named("cost", Value::Number(route.cost)));
        }
        rows.push((Geometry::LineString(LineString(line)), values));
    }
    rows
}

pub(super) fn named(name: &str, value: Value) -> (String, Value) {
    (name.to_owned(), value)
}

pub(super) fn whole(count: usize) -> Value {
    Value::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// All patches with their own columns and their figures, which begin with `liito_`, in
/// longitude and latitude.
///
/// Columns that name people or hold free text are left out.
///
/// # Errors
/// [`CrsError`] where a position has no longitude and latitude.
pub fn patches_layer(network: Network<'_>, layers: &[Layer]) -> Result<Layer, CrsError> {
    layer(PATCHES, network.habitat.working_crs(), patch_rows(network, layers))
}

fn patch_rows(network: Network<'_>, layers: &[Layer]) -> Vec<Row> {
    let Network { habitat, graphs, components, importance, near_edge, .. } = network;
    let mut rows = Vec::with_capacity(habitat.patches().len());
    for (number, patch) in habitat.patches().iter().enumerate() {
        let mut values = layers
            .get(patch.layer as usize)
            .and_then(|layer| Some((layer, layer.features.get(patch.feature as usize)?)))
            .map(|(layer, feature)| own_values(layer, feature))
            .unwrap_or_default();
        let mut put = |name: &str, value: Value| values.push(named(name, value));
        put("liito_number", whole(number + 1));
        put("liito_patch", Value::Text(patch.label.clone()));
        if patch.parts.len() > 1 {
            put("liito_joined", whole(patch.parts.len()));
        }
        if let Some(is_occupied) = patch.is_occupied {
            put("liito_occupied", Value::Bool(is_occupied));
        }
        if let Some(is_near) = near_edge.get(number) {
            put("liito_near_edge", Value::Bool(*is_near));
        }
        put("liito_area_ha", rounded(hectares(patch.area_m2), 1e4));
        put("liito_attribute", Value::Number(graphs.attributes_ha()[number]));
        put("liito_component", Value::Integer(i64::from(components.of_node()[number]) + 1));
        put("liito_links", whole(graphs.binary().degree(number)));
        if let Some(patch) = importance.and_then(|all| all.patches.get(number)) {
            for (name, value) in importance_columns(patch) {
                put(&format!("liito_{name}"), Value::Number(value));
            }
        }
        rows.push((Geometry::MultiPolygon(MultiPolygon::clone(&patch.polygons)), values));
    }
    rows
}

/// The parts that the network falls into, each as one shape of all its patches.
///
/// # Errors
/// [`CrsError`] where a position has no longitude and latitude.
pub fn components_layer(network: Network<'_>) -> Result<Layer, CrsError> {
    let Network { habitat, graphs, components, .. } = network;
    let mut parts: Vec<(usize, f64, Vec<&MultiPolygon>)> =
        vec![(0, 0.0, Vec::new()); components.count()];
    let of_patch = components.of_node().iter().zip(graphs.attributes_ha());
    for (patch, (component, attribute)) in habitat.patches().iter().zip(of_patch) {
        let (patches, worth, polygons) = &mut parts[*component as usize];
        *patches += 1;
        *worth += attribute;
        polygons.push(&patch.polygons);
    }
    let rows = (1usize..).zip(parts).map(|(number, (patches, worth, polygons))| {
        // Patches may touch, and those that were kept as they are may overlap.
        let polygons = dissolved(&polygons);
        let values = vec![
            named("liito_component", whole(number)),
            named("liito_patches", whole(patches)),
            named("liito_area_ha", rounded(hectares(polygons.unsigned_area()), 1e4)),
            named("liito_attribute", Value::Number(worth)),
        ];
        (Geometry::MultiPolygon(polygons), values)
    });
    layer(COMPONENTS, habitat.working_crs(), rows.collect())
}

/// Rows as a layer, with a column for every name in them.
pub(super) fn layer(
    name: &str,
    working_crs: WorkingCrs,
    rows: Vec<Row>,
) -> Result<Layer, CrsError> {
    let projection = Projection::from_working(working_crs)?;
    let placed = rows
        .into_iter()
        .map(|(geometry, row)| Ok((Some(projection.project_geometry(&geometry)?), row)));
    Ok(assembled(name, placed.collect::<Result<_, CrsError>>()?))
}

/// Rows without shapes as a layer.
pub(super) fn table(name: &str, rows: Vec<Values>) -> Layer {
    assembled(name, rows.into_iter().map(|row| (None, row)).collect())
}

fn assembled(name: &str, rows: Vec<(Option<Geometry>, Values)>) -> Layer {
    let mut names: Vec<String> = Vec::new();
    let mut places: HashMap<String, u32> = HashMap::new();
    let mut features = Vec::with_capacity(rows.len());
    for (number, (geometry, row)) in (1u32..).zip(rows) {
        // Of several of one name the last counts: it is ours.
        let mut values: BTreeMap<u32, Value> = BTreeMap::new();
        for (name, value) in row {
            let next = u32::try_from(names.len()).unwrap_or(u32::MAX);
            let place = *places.entry(name.clone()).or_insert_with(|| {
                names.push(name);
                next
            });
            values.insert(place, value);
        }
        let values = values.into_iter().filter(|(_, value)| *value != Value::Null).collect();
        features.push(Feature { number, id: None, geometry, values });
    }
    let kinds = kinds_of_columns(&features, names.len());
    let columns = names
        .into_iter()
        .zip(kinds)
        .map(|(name, kind)| Column::new(name, kind.unwrap_or(ColumnKind::Text)))
        .collect();
    let (source_crs, role) = (SourceCrs::Declared(Crs::WGS84), LayerRole::Background);
    Layer { name: name.to_owned(), role, source_crs, columns, features }
}

/// What every file of a run says of itself, in formats that have no room for all of it.
#[must_use]
pub fn about(summary: &Summary) -> About {
    let facts = [("program", format!("liito {}", crate::VERSION)), ("method", METHOD.to_owned())];
    let mut facts: Vec<(String, String)> =
        facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let parts = [
        serde_json::to_value(&summary.input),
        serde_json::to_value(&summary.parameters),
        serde_json::to_value(&summary.areas),
    ];
    for (name, value) in parts.into_iter().flatten().filter_map(members).flatten() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        facts.push((name, text));
    }
    if let Some(points) = summary.importance_within {
        facts.push(("importance_within_percentage_points".to_owned(), points.to_string()));
    }
    About {
        title: "Habitat network computed by Liito".into(),
        statement: STATEMENT.into(),
        facts,
        fields: Vec::new(),
        summary: serde_json::to_string(summary).unwrap_or_default(),
    }
}

fn members(value: serde_json::Value) -> Option<Map<String, serde_json::Value>> {
    match value {
        serde_json::Value::Object(members) => Some(members),
        _ => None,
    }
}

/// Importance of a patch by the names that the command prints.
fn importance_columns(patch: &PatchImportance) -> [(&'static str, f64); 13] {
    [
        ("d_pc", patch.d_pc.total),
        ("d_pc_intra", patch.d_pc.intra),
        ("d_pc_flux", patch.d_pc.flux),
        ("d_pc_connector", patch.d_pc.connector),
        ("d_iic", patch.d_iic.total),
        ("d_iic_intra", patch.d_iic.intra),
        ("d_iic_flux", patch.d_iic.flux),
        ("d_iic_connector", patch.d_iic.connector),
        ("d_lcp", patch.d_lcp),
        ("bc", patch.bc),
        ("bc_iic", patch.bc_iic),
        ("bc_pc", patch.bc_pc),
        ("flux_ha", patch.flux_ha),
    ]
}

/// What the file says of a feature, less what is private, what nests and what an
/// earlier run said of it.
fn own_values(layer: &Layer, feature: &Feature) -> Vec<(String, Value)> {
    let leaves = |column: &Column| {
        !is_private_column(&column.name)
            && column.kind != ColumnKind::Json
            && !column.name.starts_with("liito_")
    };
    let columns = layer.columns.iter().enumerate().filter(|(_, column)| leaves(column));
    columns.map(|(number, column)| named(&column.name, feature.value(number).clone())).collect()
}

pub(super) fn rounded(value: f64, steps: f64) -> Value {
    Value::Number((value * steps).round() / steps)
}
