//! Links and patches with their figures, as layers and files that say where they come from.

use geo::{Geometry, LineString, MultiPolygon, Polygon};
use serde_json::{Map, Value};

use super::Summary;
use crate::connectivity::NetworkGraphs;
use crate::connectivity::importance::{LinkImportance, PatchImportance};
use crate::crs::{Crs, CrsError, Projection, WorkingCrs};
use crate::graph::Components;
use crate::io::About;
use crate::links::Link;
use crate::model::{
    Column, ColumnKind, Feature, Habitat, Layer, LayerRole, SourceCrs, kinds_of_columns,
};
use crate::units::hectares;

/// Said by every result, in the language of files.
const STATEMENT: &str = "Computed model. Not a nature survey, no legal effect.";

/// What the figures mean, for whoever finds the file without us.
const METHOD: &str = "Euclidean links from edge to edge, between all pairs of patches or, where the \
    topology is planar, between neighbours in the Voronoi diagram of their edges. p = exp(-k x), k = -ln(probability) / distance. PCnum = sum over ordered pairs, i = j \
    included, of a_i a_j p*_ij; EC(PC) = sqrt(PCnum). Links, components, H, LCP, CCP and IIC by \
    links up to the threshold. Lengths and areas in the working CRS.";

/// True for columns of survey layers that name people or hold free text, which
/// may tell where nests are. They do not leave with a result.
#[must_use]
pub fn is_private_column(column: &str) -> bool {
    const NAMES: [&str; 4] = ["havaitsija", "lisatieto", "paikan_nimi", "uhanalaiset_lajit"];
    let column = column.to_lowercase();
    NAMES.contains(&column.as_str()) || column.contains("kuvaus")
}

/// A finished run, as exports need it.
#[derive(Debug, Clone, Copy)]
pub struct Network<'a> {
    /// The patches.
    pub habitat: &'a Habitat,
    /// All links, sorted.
    pub links: &'a [Link],
    /// The graphs that the indices were computed on.
    pub graphs: &'a NetworkGraphs,
    /// Component of each patch.
    pub components: &'a Components,
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

/// A shape in the working system and what is known of it.
type Row = (Geometry, Map<String, Value>);

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
    let Network { habitat, links, graphs, summary, importance, .. } = network;
    let mut of_links = importance.map(|all| all.links.iter()).into_iter().flatten();
    let threshold_m = summary.parameters.threshold_m;
    let mut rows = Vec::with_capacity(links.len());
    for link in links {
        let label = |patch: u32| Value::from(habitat.patches()[patch as usize].label.as_str());
        let mut properties = Map::new();
        // Labels may stand in several files; the numbers are those of the patches' file.
        properties.insert("number_a".into(), (link.a + 1).into());
        properties.insert("number_b".into(), (link.b + 1).into());
        properties.insert("patch_a".into(), label(link.a));
        properties.insert("patch_b".into(), label(link.b));
        properties.insert("length_m".into(), rounded(link.length_m, 1e3));
        let probability = graphs.kernel().probability_at(link.length_m);
        properties.insert("probability".into(), rounded(probability, 1e9));
        properties.insert("within_threshold".into(), (link.length_m <= threshold_m).into());
        if link.length_m <= threshold_m
            && let Some(lost) = of_links.next()
        {
            properties.insert("d_pc_removal".into(), lost.d_pc.into());
            properties.insert("d_iic_removal".into(), lost.d_iic.into());
        }
        rows.push((Geometry::LineString(LineString(vec![link.from, link.to])), properties));
    }
    rows
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
    let Network { habitat, graphs, components, importance, .. } = network;
    let mut rows = Vec::with_capacity(habitat.patches().len());
    for (number, patch) in habitat.patches().iter().enumerate() {
        let mut properties = layers
            .get(patch.layer as usize)
            .and_then(|layer| Some((layer, layer.features.get(patch.feature as usize)?)))
            .map(|(layer, feature)| own_properties(layer, feature))
            .unwrap_or_default();
        let component = components.of_node()[number] + 1;
        properties.insert("liito_number".into(), (number + 1).into());
        properties.insert("liito_patch".into(), patch.label.as_str().into());
        if !patch.merged.is_empty() {
            properties.insert("liito_joined".into(), patch.merged.len().into());
        }
        if let Some(is_occupied) = patch.is_occupied {
            properties.insert("liito_occupied".into(), is_occupied.into());
        }
        properties.insert("liito_area_ha".into(), rounded(hectares(patch.area_m2), 1e4));
        properties.insert("liito_attribute".into(), graphs.attributes_ha()[number].into());
        properties.insert("liito_component".into(), component.into());
        properties.insert("liito_links".into(), graphs.binary().degree(number).into());
        if let Some(patch) = importance.and_then(|all| all.patches.get(number)) {
            for (name, value) in importance_columns(patch) {
                properties.insert(format!("liito_{name}"), value.into());
            }
        }
        rows.push((Geometry::MultiPolygon(patch.polygons.clone()), properties));
    }
    rows
}

/// The parts that the network falls into, each as one shape of all its patches.
///
/// # Errors
/// [`CrsError`] where a position has no longitude and latitude.
pub fn components_layer(network: Network<'_>) -> Result<Layer, CrsError> {
    let Network { habitat, graphs, components, .. } = network;
    let mut parts: Vec<(usize, f64, f64, Vec<Polygon>)> =
        vec![(0, 0.0, 0.0, Vec::new()); components.count()];
    let of_patch = components.of_node().iter().zip(graphs.attributes_ha());
    for (patch, (component, attribute)) in habitat.patches().iter().zip(of_patch) {
        let (patches, area_m2, worth, polygons) = &mut parts[*component as usize];
        *patches += 1;
        *area_m2 += patch.area_m2;
        *worth += attribute;
        polygons.extend(patch.polygons.0.iter().cloned());
    }
    let rows = (1usize..).zip(parts).map(|(number, (patches, area_m2, worth, polygons))| {
        let mut properties = Map::new();
        properties.insert("liito_component".into(), number.into());
        properties.insert("liito_patches".into(), patches.into());
        properties.insert("liito_area_ha".into(), rounded(hectares(area_m2), 1e4));
        properties.insert("liito_attribute".into(), rounded(worth, 1e6));
        (Geometry::MultiPolygon(MultiPolygon(polygons)), properties)
    });
    layer(COMPONENTS, habitat.working_crs(), rows.collect())
}

/// Rows as a layer, with a column for every name in them.
fn layer(name: &str, working_crs: WorkingCrs, rows: Vec<Row>) -> Result<Layer, CrsError> {
    let projection = Projection::from_working(working_crs)?;
    let mut names: Vec<String> = Vec::new();
    let mut features = Vec::with_capacity(rows.len());
    for (number, (geometry, properties)) in (1u32..).zip(rows) {
        let mut values = Vec::with_capacity(properties.len());
        for (name, value) in properties {
            let column = names.iter().position(|known| *known == name).unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
            values.push((u32::try_from(column).unwrap_or(u32::MAX), value.into()));
        }
        values.retain(|(_, value)| *value != crate::model::Value::Null);
        values.sort_by_key(|(column, _)| *column);
        let geometry = Some(projection.project_geometry(&geometry)?);
        features.push(Feature { number, id: None, geometry, values });
    }
    let kinds = kinds_of_columns(&features, names.len());
    let columns = names
        .into_iter()
        .zip(kinds)
        .map(|(name, kind)| Column::new(name, kind.unwrap_or(ColumnKind::Text)))
        .collect();
    let (source_crs, role) = (SourceCrs::Declared(Crs::WGS84), LayerRole::Background);
    Ok(Layer { name: name.to_owned(), role, source_crs, columns, features })
}

/// What every file of a run says of itself, in formats that have no room for all of it.
#[must_use]
pub fn about(summary: &Summary) -> About {
    let facts = [("program", format!("liito {}", crate::VERSION)), ("method", METHOD.to_owned())];
    let mut facts: Vec<(String, String)> =
        facts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let parts = [serde_json::to_value(&summary.input), serde_json::to_value(&summary.parameters)];
    for (name, value) in parts.into_iter().flatten().filter_map(members).flatten() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        facts.push((name, text));
    }
    About {
        title: "Habitat network computed by Liito".into(),
        statement: STATEMENT.into(),
        facts,
        summary: serde_json::to_string(summary).unwrap_or_default(),
    }
}

fn members(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(members) => Some(members),
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

/// What the file says of a feature, less what is private.
fn own_properties(layer: &Layer, feature: &Feature) -> Map<String, Value> {
    layer
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !is_private_column(&column.name))
        .map(|(number, column)| (column.name.clone(), feature.value(number).into()))
        .collect()
}

fn rounded(value: f64, steps: f64) -> Value {
    Value::from((value * steps).round() / steps)
}
