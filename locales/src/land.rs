//! Classes of land in a reader's language.

use geodata::landscape::{LandClass, TreeHeight};

use crate::{Language, messages::land as m};

/// What land of a class is called.
#[must_use]
pub fn land_class(l: Language, class: LandClass) -> &'static str {
    match class {
        LandClass::Field => m::field(l),
        LandClass::Mire => m::mire(l),
        LandClass::Rock => m::rock(l),
        LandClass::BuiltUp => m::built_up(l),
        LandClass::HardSurface => m::hard_surface(l),
        LandClass::Park => m::park(l),
        LandClass::Trees(TreeHeight::Unknown) => m::trees(l),
        LandClass::Trees(TreeHeight::From2) => m::trees_2(l),
        LandClass::Trees(TreeHeight::From10) => m::trees_10(l),
        LandClass::Trees(TreeHeight::From15) => m::trees_15(l),
        LandClass::Trees(TreeHeight::From20) => m::trees_20(l),
        LandClass::Water => m::water(l),
        LandClass::Reserve => m::reserve(l),
        LandClass::Building => m::building(l),
        LandClass::Stream => m::stream(l),
        LandClass::PowerLine => m::power_line(l),
        LandClass::Path => m::path(l),
        LandClass::Street => m::street(l),
        LandClass::MainRoad => m::main_road(l),
        LandClass::TrunkRoad => m::trunk_road(l),
        LandClass::Motorway => m::motorway(l),
        LandClass::Rail => m::rail(l),
        LandClass::Place(_) => m::place(l),
    }
}
