//! What is said of steps and alternatives.

use geodata::scenario::{Edit, EditError, Planting, Scenario};
use liito_locales::{Language, messages::effect as w};

use super::draw::DrawError;

/// What the step of an edit is kept under: the words for it follow the reader's language.
pub fn label_of(edit: &Edit) -> &'static str {
    match edit {
        Edit::Clear(..) => "clear",
        Edit::Plant(Planting::Area(_), _) => "plant_area",
        Edit::Plant(Planting::Row(..), _) => "plant_row",
        Edit::Plant(Planting::Tree(..), _) => "plant_tree",
        Edit::AddPatch(_) => "add_patch",
        Edit::RemovePatch(_) => "remove_patch",
        Edit::ReshapePatch(..) => "reshape",
        Edit::CutLink(..) => "cut_link",
        Edit::MendLink(..) => "mend_link",
        Edit::GreenBridge(..) => "bridge",
        Edit::Poles { .. } => "poles",
    }
}

/// What a step is called.
pub fn label(l: Language, label: &str) -> &'static str {
    match label {
        "clear" => w::step_clear(l),
        "plant_area" => w::step_plant_area(l),
        "plant_row" => w::step_plant_row(l),
        "plant_tree" => w::step_plant_tree(l),
        "add_patch" => w::step_add_patch(l),
        "remove_patch" => w::step_remove_patch(l),
        "reshape" => w::step_reshape(l),
        "cut_link" => w::step_cut_link(l),
        "mend_link" => w::step_mend_link(l),
        "bridge" => w::step_bridge(l),
        "poles" => w::step_poles(l),
        "planned" => w::step_planned(l),
        "accept" => w::step_accept(l),
        "add_plan" => w::step_add_plan(l),
        _ => w::step_remove(l),
    }
}

/// Why there is no edit of what was drawn.
pub fn draw_error(l: Language, error: &DrawError) -> String {
    match error {
        DrawError::Outside => w::fault_outside(l).to_owned(),
        DrawError::Edit(EditError::NoArea) => w::fault_no_area(l).to_owned(),
        DrawError::Edit(EditError::NoLength) => w::fault_no_length(l).to_owned(),
        DrawError::Edit(EditError::NotAbove0 { given }) => {
            w::fault_not_above_0(l, &l.number(*given, 2))
        }
        DrawError::Edit(EditError::NoPosition) => w::fault_outside(l).to_owned(),
        DrawError::Edit(EditError::OnePatch) => w::fault_one_patch(l).to_owned(),
    }
}

/// Where a patch was to be left out there is none.
pub fn no_patch_there(l: Language) -> String {
    w::fault_no_patch(l).to_owned()
}

/// Where a link was to be cut or mended there is none.
pub fn no_link_there(l: Language) -> String {
    w::fault_no_link(l).to_owned()
}

/// What the alternatives are called.
pub fn names_of(scenarios: &[Scenario], l: Language) -> Vec<String> {
    (1..).zip(scenarios).map(|(number, scenario)| named(scenario, number, l)).collect()
}

/// What one of them is called: by its number where nobody has named it.
pub fn named(scenario: &Scenario, number: usize, l: Language) -> String {
    match scenario.name.trim() {
        "" => w::alternative(l, &l.whole(number)),
        name => name.to_owned(),
    }
}
