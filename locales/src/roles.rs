//! What layers are used as, in a reader's language.

use geodata::model::LayerRole;

use crate::{Language, messages as m};

/// What a layer is used as.
#[must_use]
pub fn layer_role(language: Language, role: LayerRole) -> &'static str {
    use m::role as w;
    let l = language;
    match role {
        LayerRole::Habitat => w::habitat(l),
        LayerRole::TreeCover => w::tree_cover(l),
        LayerRole::LandCover => w::land_cover(l),
        LayerRole::Barrier => w::barrier(l),
        LayerRole::Observation => w::observation(l),
        LayerRole::SurveyedConnection => w::connection(l),
        LayerRole::Plan => w::plan(l),
        LayerRole::Background => w::background(l),
    }
}
