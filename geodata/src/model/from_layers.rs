//! From layers as they were read to patches in metres.

use std::sync::Arc;

use geo::{Area, Geometry, MultiPolygon};

use super::settle::{HabitatArea, Settled, SurveyedArea, settle};
use super::{Feature, Habitat, HabitatOptions, Layer, LayerRole, Overlaps, Patch};
use crate::crs::{CrsError, Extent, Projection, WorkingCrs};
use crate::geometry::EdgeTree;
use crate::luoti::recognise;
use crate::parallel;

/// The survey layer whose areas nest and repeat.
const AREAS: &str = "liito_orava_alueet";
/// Its type of area that shows no sign of use.
const SUITABLE: &str = "Soveltuva";
/// Its types of area where animals live.
const OCCUPIED: [&str; 3] = ["Ydinalue", "Elinalue", "Lisääntymis- tai levähdyspaikka"];

impl Habitat {
    /// Projects the polygons of the layers used as habitat to metres, makes
    /// patches of them and indexes those.
    ///
    /// Patches keep the order of the layers and of the features in them. The
    /// working system is that of the options, or fits the extent of all layers.
    ///
    /// # Errors
    /// [`CrsError::Outside`] where a position has no image in the working system.
    pub fn new(layers: &[Layer], options: &HabitatOptions) -> Result<Self, CrsError> {
        let working_crs = match options.working_crs {
            Some(crs) => crs,
            None => WorkingCrs::for_extent(&extent_wgs84(layers)?),
        };
        let mut areas = Vec::new();
        for (number, layer) in (0u32..).zip(layers) {
            if layer.role == LayerRole::Habitat {
                areas.extend(areas_of(number, layer, working_crs)?);
            }
        }
        let (settled, left_out) = settle(areas, options.overlaps, options.least_area_m2);
        let edges = parallel::map(&settled, |settled| EdgeTree::new(&settled.area.polygons));
        let patches = settled.into_iter().zip(edges).map(|(Settled { area, parts }, edges)| {
            let HabitatArea { source: (layer, feature), label, polygons, survey } = area;
            let is_surveyed = survey.is_some();
            let is_occupied = survey.and_then(|survey| survey.is_occupied);
            let area_m2 = polygons.unsigned_area();
            Patch {
                layer,
                feature,
                parts,
                is_surveyed,
                is_occupied,
                label,
                polygons: Arc::new(polygons),
                area_m2,
                edges: Arc::new(edges),
            }
        });
        Ok(Self::from_patches(patches.collect(), working_crs, left_out))
    }

    /// True where every polygon of the layers used as habitat is a patch, as it is.
    #[must_use]
    pub fn is_plain(layers: &[Layer], options: &HabitatOptions) -> bool {
        let nests = |layer: &Layer| layer.role == LayerRole::Habitat && is_survey_of_areas(layer);
        options.least_area_m2 <= 0.0
            && match options.overlaps {
                // Areas of surveys are drawn by what is known of their use.
                Overlaps::Kept | Overlaps::Surveys => !layers.iter().any(nests),
                Overlaps::Dissolved => false,
            }
    }
}

fn is_survey_of_areas(layer: &Layer) -> bool {
    recognise(layer, &layer.name).is_some_and(|known| known.name == AREAS)
}

/// The polygons of a layer in the working system.
fn areas_of(
    number: u32,
    layer: &Layer,
    working_crs: WorkingCrs,
) -> Result<Vec<HabitatArea>, CrsError> {
    let projection = Projection::to_working(layer.source_crs.crs(), working_crs)?;
    let column = |name| layer.column_in_any_case(name);
    let survey = is_survey_of_areas(layer).then(|| (column("pvm"), column("aluetyyppi")));
    let features: Vec<(u32, &Feature)> = (0u32..).zip(&layer.features).collect();
    let areas = parallel::map(&features, |(place, feature)| {
        let polygons: MultiPolygon = match &feature.geometry {
            Some(Geometry::Polygon(polygon)) => projection.project_geometry(polygon)?.into(),
            Some(Geometry::MultiPolygon(polygons)) => projection.project_geometry(polygons)?,
            _ => return Ok(None),
        };
        let label = layer.label_of(feature);
        let survey = survey.map(|columns| surveyed(feature, columns));
        Ok(Some(HabitatArea { source: (number, *place), label, polygons, survey }))
    });
    areas.into_iter().filter_map(Result::transpose).collect()
}

fn surveyed(feature: &Feature, (date, kind): (Option<usize>, Option<usize>)) -> SurveyedArea {
    let text = |column: usize| feature.value(column).to_string().trim().to_lowercase();
    let kind = kind.map_or_else(String::new, text);
    let is = |name: &str| name.to_lowercase() == kind;
    SurveyedArea {
        date: date.and_then(|column| feature.value(column).day()),
        // What the survey does not say is not known.
        is_occupied: if is(SUITABLE) {
            Some(false)
        } else {
            OCCUPIED.iter().any(|name| is(name)).then_some(true)
        },
        kind,
    }
}

/// Extent of the layers in longitude and latitude, from their corners.
fn extent_wgs84(layers: &[Layer]) -> Result<Extent, CrsError> {
    let mut all = Extent::EMPTY;
    for layer in layers.iter().filter(|layer| layer.role == LayerRole::Habitat) {
        // Features that are no patches must not choose where patches are measured.
        let own = layer.polygon_extent();
        if own.is_empty() {
            continue;
        }
        let projection = Projection::to_wgs84(layer.source_crs.crs())?;
        for x in [own.min_x, own.max_x] {
            for y in [own.min_y, own.max_y] {
                let corner = projection.project(geo::Coord { x, y })?;
                all.include(corner.x, corner.y);
            }
        }
    }
    Ok(all)
}
