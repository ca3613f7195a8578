//! Links that know the land, and what they go over, to save.

use geodata::Error;
use geodata::Parameters;
use geodata::io::geotiff::write_grid;
use geodata::landscape::RasterKind;
use geodata::model::Layer;
use geodata::report::{crossings_layer, gaps_layer};
use liito_worker::{Answer, ExportKind, Reply, WAY_CELL_M};

use super::{Ways, ranked};

impl Ways {
    /// The layers that were asked for, as a list.
    pub(super) fn export(
        &self,
        what: &[ExportKind],
        parameters: &Parameters,
        attributes_ha: &[f64],
    ) -> Result<Answer, Error> {
        let Some(place) = &self.place else { return Ok((Reply::OtherVersion, None)) };
        let graded = parameters.graded()?;
        let habitat = &place.habitat;
        let mut layers: Vec<Layer> = Vec::new();
        for kind in what {
            match kind {
                ExportKind::Gaps => {
                    layers.push(gaps_layer(habitat, &self.routes, &graded.limits)?);
                }
                ExportKind::Crossings => {
                    let (places, gains) = self.mended(attributes_ha, &graded);
                    let ranked = ranked(&places, &gains);
                    layers.push(crossings_layer(habitat, &ranked, &graded.limits)?);
                }
                _ => {}
            }
        }
        Ok((Reply::Bytes, postcard::to_allocvec(&layers).ok()))
    }

    /// The grid that links were sought over, as a GeoTIFF.
    pub(super) fn grid(&self) -> Result<Answer, Error> {
        let (Some(place), Some(wish)) = (&self.place, &self.wish) else {
            return Ok((Reply::OtherVersion, None));
        };
        let grid = place.grid(wish, WAY_CELL_M)?;
        let bytes = write_grid(&grid, RasterKind::Costs, place.habitat.working_crs())?;
        Ok((Reply::Bytes, Some(bytes)))
    }
}
