//! The present that plans change, from the layers that are open.

use geodata::landscape::{Ground as Class, Land, LandOverride};
use geodata::model::LayerRole;
use geodata::scenario::{Edit, Present, Surveyed, planned};
use geodata::{Error, Habitat, Layer};
use liito_locales::Source;
use liito_worker::{Answer, LandWork, PlanWork, Reply};

use super::live::Hand;
use super::{Ground, Planner};

impl Planner {
    /// Takes in the present, and the plans for it.
    pub(super) fn load(&mut self, bytes: &[u8]) -> Result<Answer, Error> {
        let Ok(PlanWork { land, told }) = postcard::from_bytes::<PlanWork>(bytes) else {
            return Ok((Reply::OtherVersion, None));
        };
        let LandWork { shapes, labels, working_crs, layers } = land;
        let habitat = Habitat::from_shapes(shapes, working_crs).with_labels(&labels);
        let overrides = vec![LandOverride::default(); layers.len()];
        let land = Land::from_layers(&layers, &overrides, &habitat)?;
        // The patches come again with every scene.
        let pieces = land.own_pieces().to_vec();
        let surveyed = Surveyed::new(&told, working_crs)?;
        let planned = planned_of(&told, working_crs)?;
        let sources = told.iter().chain(&layers).map(source).collect();
        let present = Present::new(habitat, pieces, Vec::new());
        self.ground = Some(Ground { present, surveyed, sources, labels, planned });
        (self.before, self.hand) = (None, Hand::default());
        self.after.clear();
        self.known.clear();
        self.take_up();
        Ok((Reply::Done, None))
    }
}

/// What layers of plans show.
fn planned_of(
    told: &[Layer],
    working_crs: geodata::WorkingCrs,
) -> Result<Vec<Edit>, geodata::crs::CrsError> {
    let plans: Vec<Layer> =
        told.iter().filter(|layer| layer.role == LayerRole::Plan).cloned().collect();
    planned(&plans, working_crs, Class::BuiltUp)
}

fn source(layer: &Layer) -> Source {
    Source::new(layer.name.clone(), layer)
}
