//! Every sign of the map, from the same objects that the map is drawn from.

use geodata::connectivity::importance::Piece;
use geodata::landscape::LandClass;
use geodata::links::{GapLimits, LinkKind};
use geodata::luoti::{Allowed, LAYERS};
use geodata::model::LayerRole;
use leptos::prelude::*;
use liito_locales::messages::styleguide as w;
use liito_worker::{DrawnAs, LinkIndex, PatchIndex};

use super::Specimen;
use crate::analyse::LegendEntries;
use crate::components::words::named;
use crate::map::{LegendFacts, Look, base_legend, legend, link_legend};
use crate::state::{App, MapSide};

#[component]
pub fn Signs() -> impl IntoView {
    let app = App::get();
    let facts = move || LegendFacts {
        language: app.language.get(),
        threshold_m: 1000.0,
        has_patches: true,
        drawn: drawn(),
        land: LandClass::ALL.to_vec(),
        is_near: true,
        has_left_out: true,
        has_run: true,
        has_path: true,
        has_crossings: true,
        has_band: true,
        has_squares: true,
        limits: GapLimits::default(),
        patches: None,
        links: None,
    };
    let look = move || Look {
        theme: app.theme.get(),
        language: app.language.get(),
        selected: Some(Piece::Patch(0)),
        links_shown: true,
        has_unoccupied: true,
        has_near_edge: true,
        patches: PatchIndex::Part,
        links: LinkIndex::Length,
        kind: LinkKind::Euclidean,
        is_plan: false,
        explored: None,
        opacity: 1.0,
        side: MapSide::After,
        is_for_all: false,
    };
    let graded = move || Look { kind: LinkKind::Glide, ..look() };
    view! {
        <Specimen title=named(w::signs)>
            <div class="signs legend">
                {move || view! { <LegendEntries entries=legend(look(), &facts()) /> }}
                {move || view! { <LegendEntries entries=link_legend(graded(), &facts()) /> }}
                {move || view! { <LegendEntries entries=base_legend(look(), &facts()) /> }}
            </div>
        </Specimen>
    }
}

/// Everything that can be drawn beside patches and links.
fn drawn() -> Vec<DrawnAs> {
    let roles = LayerRole::ALL.into_iter().map(DrawnAs::of_role);
    let surveys = (0..).zip(&LAYERS).flat_map(|(layer, survey)| {
        let values = survey.class_column().and_then(|rule| rule.allowed).map(Allowed::values);
        let classes = u8::try_from(values.map_or(0, <[_]>::len)).unwrap_or(0);
        let none = (classes == 0).then_some(DrawnAs::Survey { layer, class: None });
        none.into_iter()
            .chain((0..classes).map(move |class| DrawnAs::Survey { layer, class: Some(class) }))
    });
    roles.chain(surveys).collect()
}
