//! Classes of land, and links over it, in a reader's language.

use geodata::landscape::{Ground, LandClass, TreeHeight};
use geodata::links::{Grade, LinkKind};

use crate::Language;
use crate::messages::{figures, ground, land as m, way};

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

/// What lies underfoot, in the midst of a sentence.
#[must_use]
pub fn ground_words(l: Language, class: Ground) -> &'static str {
    match class {
        Ground::Unknown => ground::unknown(l),
        Ground::Field => ground::field(l),
        Ground::Mire => ground::mire(l),
        Ground::Rock => ground::rock(l),
        Ground::BuiltUp => ground::built_up(l),
        Ground::HardSurface => ground::hard_surface(l),
        Ground::Water => ground::water(l),
        Ground::Stream => ground::stream(l),
        Ground::Verge => ground::verge(l),
        Ground::Path => ground::path(l),
        Ground::Street => ground::street(l),
        Ground::MainRoad => ground::main_road(l),
        Ground::LowTrees => ground::trees_2(l),
        Ground::Trees => ground::trees(l),
        Ground::MiddleTrees => ground::trees_10(l),
        Ground::TallTrees => ground::trees_15(l),
        Ground::TallestTrees => ground::trees_20(l),
        Ground::PowerLine => ground::power_line(l),
        Ground::Rail => ground::rail(l),
        Ground::TrunkRoad => ground::trunk_road(l),
        Ground::Motorway => ground::motorway(l),
        Ground::Building => ground::building(l),
        Ground::Habitat => ground::habitat(l),
        Ground::Barrier => ground::barrier(l),
    }
}

/// A computed grade.
#[must_use]
pub fn grade_words(l: Language, grade: Grade) -> &'static str {
    match grade {
        Grade::Good => way::good(l),
        Grade::Weak => way::weak(l),
        Grade::Critical => way::critical(l),
        Grade::Cut => way::cut(l),
    }
}

/// What a network's worth goes by: how its patches are linked, and the kernel.
#[must_use]
pub fn worth_basis(l: Language, kind: LinkKind, distance: &str, probability: &str) -> String {
    match kind {
        LinkKind::Euclidean => figures::worth_basis(l, distance, probability),
        LinkKind::LeastCost => figures::worth_basis_least_cost(l, distance, probability),
        LinkKind::Glide => figures::worth_basis_glide(l, distance, probability),
    }
}
