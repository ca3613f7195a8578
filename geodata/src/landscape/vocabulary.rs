//! What the words and codes of others mean: OpenStreetMap's tags, the codes of the
//! Topographic Database of the National Land Survey of Finland, and plain words.

use super::{LandClass as L, PlaceKind, TreeHeight};

/// What a value in a column with one of these names says of the feature. Columns that
/// say more come first.
pub const COLUMNS: [&str; 19] = [
    "kind",
    "class",
    "type",
    "class_code",
    "luokka",
    "highway",
    "railway",
    "waterway",
    "power",
    "building",
    "natural",
    "water",
    "place",
    "landuse",
    "leisure",
    "boundary",
    "amenity",
    "landcover",
    "surface",
];

/// The class that a word stands for, in the column of this name.
pub fn of_word(column: &str, word: &str) -> Option<L> {
    match column {
        "building" if word != "no" => return Some(L::Building),
        "power" if matches!(word, "line" | "minor_line") => return Some(L::PowerLine),
        "highway" => return Some(road(word)),
        "railway" => {
            return matches!(word, "rail" | "light_rail" | "tram" | "subway").then_some(L::Rail);
        }
        "waterway" => return Some(if word == "riverbank" { L::Water } else { L::Stream }),
        "boundary" => {
            return matches!(word, "protected_area" | "national_park").then_some(L::Reserve);
        }
        _ => {}
    }
    Some(match word {
        "water" | "sea" | "lake" | "pond" | "river" | "basin" | "reservoir" | "bay"
            if column != "place" =>
        {
            L::Water
        }
        "stream" | "brook" | "ditch" | "canal" | "drain" => L::Stream,
        "field" | "meadow" | "farmland" | "grass" | "grassland" | "pasture" | "orchard"
        | "farmyard" | "allotments" | "village_green" | "heath" | "scrub" | "garden"
        | "golf_course" | "recreation_ground" => L::Field,
        "open_mire" | "mire" | "bog" | "wetland" | "marsh" | "fen" => L::Mire,
        "bare_rock" | "rock" | "scree" | "sand" | "beach" | "shingle" => L::Rock,
        "built_up" | "residential" | "commercial" | "industrial" | "retail" | "civil"
        | "institutional" | "urban" | "detached" | "city_block" => L::BuiltUp,
        "hard_surface" | "parking" | "square" | "pedestrian" | "quarry" | "railway" | "paved"
        | "construction" | "landfill" | "asphalt" | "pier" => L::HardSurface,
        "building" | "buildings" => L::Building,
        "tree_cover" | "trees" | "wood" | "forest" | "tree" | "tree_row" => {
            L::Trees(TreeHeight::Unknown)
        }
        "park" | "pitch" | "playground" | "cemetery" => L::Park,
        "nature_reserve" | "protected_area" | "national_park" | "reserve" => L::Reserve,
        "power_line" => L::PowerLine,
        "rail" => L::Rail,
        "motorway" | "trunk" | "primary" | "secondary" | "tertiary" | "street" | "road"
        | "path" | "track" | "footway" | "cycleway" => road(word),
        "centre" | "city" | "town" => L::Place(PlaceKind::Centre),
        "suburb" | "village" | "hamlet" | "neighbourhood" | "quarter" => {
            L::Place(PlaceKind::Suburb)
        }
        "bay" => L::Place(PlaceKind::Water),
        "island" | "islet" | "cape" | "peninsula" | "hill" | "locality" => {
            L::Place(PlaceKind::Land)
        }
        _ => return None,
    })
}

fn road(word: &str) -> L {
    match word {
        "motorway" | "motorway_link" => L::Motorway,
        "trunk" | "trunk_link" => L::TrunkRoad,
        "primary" | "secondary" | "tertiary" | "primary_link" | "secondary_link"
        | "tertiary_link" | "road" => L::MainRoad,
        "path" | "track" | "footway" | "cycleway" | "steps" | "bridleway" | "pedestrian" => L::Path,
        _ => L::Street,
    }
}

/// The class that a code of the Topographic Database stands for.
pub fn of_code(code: i64) -> Option<L> {
    Some(match code {
        36200 | 36211 | 36313 => L::Water,
        36311 | 36312 => L::Stream,
        32611 | 32612 | 32800 | 32900 => L::Field,
        35300 | 35411 | 35412 | 35421 | 35422 => L::Mire,
        34100 | 34300 | 34700 => L::Rock,
        40200 | 32200 => L::BuiltUp,
        32111..=32113 | 32415..=32421 | 32500 | 33000 | 33100 => L::HardSurface,
        42210..=42280 => L::Building,
        22200 | 22311 | 22312 => L::PowerLine,
        12111 | 12112 => L::MainRoad,
        12121 | 12122 | 12131 | 12132 | 12141 => L::Street,
        12313..=12316 => L::Path,
        14110..=14131 => L::Rail,
        72200..=72204 => L::Reserve,
        _ => return None,
    })
}
