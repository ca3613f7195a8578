//! Which survey layer is this? Its name tells, or its columns.

use geo::Geometry;

use super::{LAYERS, SurveyGeometry, SurveyLayer};
use crate::landscape::LandReader;
use crate::model::{Layer, LayerRole};

/// Of a layer's columns so many must be there for it to be told by them.
const ENOUGH_COLUMNS: f64 = 0.7;

/// The survey layer of this name.
#[must_use]
pub fn survey_layer(name: &str) -> Option<&'static SurveyLayer> {
    let name = name.trim().to_lowercase();
    LAYERS.iter().find(|layer| layer.name == name)
}

/// The name of a survey layer that is most like this one, where any is.
#[must_use]
pub fn nearest_layer(name: &str) -> Option<&'static str> {
    super::nearest(name, LAYERS.iter().map(|layer| layer.name))
}

/// The survey layer that a layer is: by its name, by that of its file, or by its
/// columns and shapes.
///
/// ```
/// use geodata::{ReadOptions, luoti::recognise, read_layer};
/// let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":
///   {"pvm":"2024-05-31","havaitsija":"x","luokka":"Luokka I"},"geometry":null}]}"#;
/// let layer = read_layer(text.as_bytes(), "lepakko_alueet.geojson", &ReadOptions::default())?.layer;
/// assert_eq!(recognise(&layer, "lepakko_alueet.geojson").map(|layer| layer.name), Some("lepakko_alueet"));
/// # Ok::<(), geodata::io::ReadError>(())
/// ```
#[must_use]
pub fn recognise(layer: &Layer, file: &str) -> Option<&'static SurveyLayer> {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.split('.').next().unwrap_or_default();
    survey_layer(&layer.name)
        .or_else(|| survey_layer(stem))
        // Copies get a number or a date behind their names.
        .or_else(|| {
            let stem = stem.to_lowercase();
            LAYERS
                .iter()
                .filter(|known| stem.starts_with(known.name))
                .max_by_key(|known| known.name.len())
        })
        .or_else(|| by_columns(layer))
}

fn by_columns(layer: &Layer) -> Option<&'static SurveyLayer> {
    let shapes = shapes_of(layer)?;
    let share = |known: &SurveyLayer| {
        let there =
            known.columns.iter().filter(|column| layer.column(column.name).is_some()).count();
        f64::from(u32::try_from(there).unwrap_or(0))
            / f64::from(u32::try_from(known.columns.len()).unwrap_or(1))
    };
    LAYERS
        .iter()
        .filter(|known| known.geometry == shapes && known.columns.len() > 3)
        .map(|known| (share(known), known))
        .filter(|(share, _)| *share >= ENOUGH_COLUMNS)
        .max_by(|(x, _), (y, _)| x.total_cmp(y))
        .map(|(_, known)| known)
}

/// What most of a layer's shapes are.
fn shapes_of(layer: &Layer) -> Option<SurveyGeometry> {
    layer.features.iter().filter_map(|feature| feature.geometry.as_ref()).find_map(shape)
}

/// What a shape is; `None` for a collection.
pub(super) fn shape(geometry: &Geometry) -> Option<SurveyGeometry> {
    match geometry {
        Geometry::Point(_) | Geometry::MultiPoint(_) => Some(SurveyGeometry::Point),
        Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => {
            Some(SurveyGeometry::Line)
        }
        Geometry::GeometryCollection(_) => None,
        _ => Some(SurveyGeometry::Polygon),
    }
}

/// What a layer is used as until its reader says otherwise: as Luoti has it, else by
/// words that its name begins with, else by what most of its features say they are, else
/// habitat where it has polygons.
#[must_use]
pub fn guess_role(layer: &Layer, file: &str) -> LayerRole {
    if let Some(known) = recognise(layer, file) {
        return known.role;
    }
    const WORDS: [(LayerRole, &[&str]); 7] = [
        (LayerRole::Habitat, &["habitat", "elinymp", "livsmilj", "laikut", "patch"]),
        (LayerRole::TreeCover, &["tree", "puusto", "puut", "latvus", "canopy", "träd"]),
        (LayerRole::LandCover, &["land_cover", "landcover", "maanpeite", "marktäcke", "corine"]),
        (LayerRole::Barrier, &["barrier", "este", "barriär"]),
        (LayerRole::Plan, &["plan", "kaava", "asemakaava"]),
        (LayerRole::Background, &["protected", "suojelu", "luonnonsuojelu", "nature_reserve"]),
        (LayerRole::Observation, &["observation", "havain", "papana"]),
    ];
    let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let names = [layer.name.rsplit(['/', '\\']).next().unwrap_or_default(), file];
    let names = names.map(|name| name.to_lowercase().replace([' ', '-', '.'], "_"));
    let begins = |word: &str| names.iter().any(|name| name.starts_with(word));
    let by_name = WORDS.into_iter().find(|(_, words)| words.iter().any(|word| begins(word)));
    let by_name = by_name.map(|(role, _)| role);
    match (by_name.or_else(|| LandReader::new(layer).role()), shapes_of(layer)) {
        (Some(role), _) => role,
        (None, Some(SurveyGeometry::Polygon)) => LayerRole::Habitat,
        (None, _) => LayerRole::Background,
    }
}
