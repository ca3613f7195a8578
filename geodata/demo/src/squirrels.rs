//! Flying squirrels: patches in the four area types of Luoti, breeding places and
//! observations in them, and connections that a surveyor would have judged.

use geo::{
    Area, Centroid, Contains, Coord, Geometry, InteriorPoint, LineString, MultiPolygon, Point,
    Polygon,
};
use geodata::geometry::without;
use geodata::links::euclidean_links;
use geodata::luoti::survey_layer;
use geodata::model::{Column, Date, Feature, LayerRole, SourceCrs, Value};
use geodata::{Crs, Error, Habitat, HabitatOptions, Layer};
use rstar::{RTree, RTreeObject};

use crate::forest::{Stands, habitat};
use crate::grid::{Grid, distance};
use crate::layer::{CORNER, Table, WORKING_EPSG, text};
use crate::outline::outlines;
use crate::random::Random;

/// Smallest patch, square metres.
const LEAST_M2: f64 = 6_000.0;

/// One of twelve patches is a breeding or resting place within another.
const NESTED: usize = 12;

/// The number of the municipality whose place the city has.
const ESPOO: i64 = 49;

/// An area of the survey.
#[derive(Debug, Clone)]
pub struct Patch {
    pub outline: Polygon,
    pub kind: &'static str,
}

/// Patches where the forest is tall and mixed: as many as asked for, or as there are.
pub fn patches(
    (stands, wooded): (&Stands, &Grid),
    cover: Vec<Polygon>,
    wanted: usize,
    from_edge_m: impl Fn(Coord) -> f64,
    random: &mut Random,
) -> Vec<Patch> {
    let nested = wanted / NESTED;
    let cover = RTree::bulk_load(cover);
    let outlines = best(stands, wooded, wanted - nested, from_edge_m);
    let wooded = outlines.iter().filter_map(|outline| under_trees(outline, &cover));
    let mut patches: Vec<Patch> = wooded
        .take(wanted - nested)
        .map(|outline| {
            let large = (outline.unsigned_area() / 60_000.0).min(1.0);
            let kind = match random.unit() - 0.22 * large {
                share if share < 0.16 => "Ydinalue",
                share if share < 0.60 => "Elinalue",
                _ => "Soveltuva",
            };
            Patch { outline, kind }
        })
        .collect();
    let cores: Vec<Polygon> =
        patches.iter().filter(|p| p.kind == "Ydinalue").map(|p| p.outline.clone()).collect();
    let places = cores.iter().cycle().take(if cores.is_empty() { 0 } else { 4 * nested });
    let mut found: Vec<Patch> = Vec::new();
    for core in places {
        if found.len() == nested {
            break;
        }
        let Some(at) = within(core, random) else { continue };
        let outline = circle(at, random.between(22.0, 42.0));
        let apart = |other: &Patch| {
            other.outline.centroid().is_none_or(|middle| distance(middle.0, at) > 110.0)
        };
        if core.contains(&outline) && found.iter().all(apart) {
            found.push(Patch { outline, kind: "Lisääntymis- tai levähdyspaikka" });
        }
    }
    patches.extend(found);
    patches
}

/// The outlines of the best stands, of which there are at least as many as wanted, if
/// there can be.
fn best(
    stands: &Stands,
    wooded: &Grid,
    wanted: usize,
    from_edge_m: impl Fn(Coord) -> f64,
) -> Vec<Polygon> {
    let found = |wooded: &Grid, quality: f64, detail_m2: f64| {
        let mut inside = habitat(stands, wooded, quality);
        for cell in 0..inside.values.len() {
            let edge = from_edge_m(inside.middle(cell)) - 30.0;
            inside.values[cell] = inside.values[cell].min(edge);
        }
        outlines(&inside, detail_m2, LEAST_M2)
    };
    // How good the worst of them has to be shows on coarse cells already.
    let coarse = wooded.coarser(COARSER);
    let mut quality = BEST_QUALITY;
    while quality > WORST_QUALITY && found(&coarse, quality, 900.0).len() < wanted {
        quality -= QUALITY_STEP;
    }
    let mut most: Vec<Polygon> = Vec::new();
    while quality > WORST_QUALITY - QUALITY_STEP && most.len() < wanted {
        let outlines = found(wooded, quality, 110.0);
        if outlines.len() > most.len() {
            most = outlines;
        }
        quality -= QUALITY_STEP;
    }
    most
}

/// What quality the search begins with, where it ends, and its steps.
const BEST_QUALITY: f64 = 1.55;
const WORST_QUALITY: f64 = 0.2;
const QUALITY_STEP: f64 = 0.09;

/// How many times as wide coarse cells are.
const COARSER: usize = 3;

/// What of a patch lies under trees as they are drawn: edges made simpler on their own
/// do not keep to one another.
fn under_trees(outline: &Polygon, cover: &RTree<Polygon>) -> Option<Polygon> {
    let patch = MultiPolygon(vec![outline.clone()]);
    let near = cover.locate_in_envelope_intersecting(&outline.envelope());
    let trees: Vec<MultiPolygon> = near.map(|tree| MultiPolygon(vec![tree.clone()])).collect();
    let bare = without(&patch, &trees.iter().collect::<Vec<_>>());
    let parts = without(&patch, &[&bare]);
    let largest = |a: &Polygon, b: &Polygon| a.unsigned_area().total_cmp(&b.unsigned_area());
    let (shell, mut holes) = parts.into_iter().max_by(largest)?.into_inner();
    // Crumbs between stands are no clearings.
    holes.retain(|hole| Polygon::new(hole.clone(), Vec::new()).unsigned_area() > CRUMB_M2);
    Some(Polygon::new(shell, holes))
}

/// Holes of a patch that are no clearings, square metres.
const CRUMB_M2: f64 = 120.0;

/// A position within a polygon.
fn within(polygon: &Polygon, random: &mut Random) -> Option<Coord> {
    let corners = &polygon.exterior().0;
    let middle = polygon.interior_point()?.0;
    let corner = *random.choose(corners);
    let at = middle + (corner - middle) * random.between(0.0, 0.7);
    Some(if polygon.contains(&Point(at)) { at } else { middle })
}

/// A circle of sixteen corners, turned so that none lies due east.
fn circle(middle: Coord, radius_m: f64) -> Polygon {
    let corner = |step: u32| {
        let angle = (f64::from(step) + 0.5) / 16.0 * std::f64::consts::TAU;
        middle + Coord { x: radius_m * libm::cos(angle), y: radius_m * libm::sin(angle) }
    };
    Polygon::new(LineString((0..16).map(corner).collect()), Vec::new())
}

/// A survey layer of Luoti without rows, with its columns.
pub fn survey_table(name: &'static str) -> Table {
    let rules = survey_layer(name);
    let columns = rules.map_or(&[][..], |layer| layer.columns);
    Table {
        name,
        role: rules.map_or(LayerRole::Background, |layer| layer.role),
        columns: columns.iter().map(|rule| Column::new(rule.name, rule.kind)).collect(),
        decimals: 5,
        least_m2: 1_000.0,
        is_single: true,
        rows: Vec::new(),
    }
}

/// A row of a survey layer: what every row has, and what this one says.
fn row(table: &mut Table, geometry: Geometry, said: &[(&str, Value)]) {
    let value = |column: &Column| {
        let own = said.iter().find(|(name, _)| *name == column.name);
        match (own, column.name.as_str()) {
            (Some((_, value)), _) => value.clone(),
            (None, "havaitsija" | "viite") => text(crate::SURVEYOR),
            (None, "tarkkuus") => text("GPS"),
            (None, "kunta") => Value::Integer(ESPOO),
            _ => Value::Null,
        }
    };
    let values = table.columns.iter().map(value).collect();
    table.rows.push((geometry, values));
}

/// A day of survey: in spring, when droppings show.
fn spring_day(random: &mut Random) -> Value {
    let year = 2023 + u16::try_from(random.below(3)).unwrap_or(0);
    let month = 3 + u8::try_from(random.below(3)).unwrap_or(0);
    let day = 1 + u8::try_from(random.below(28)).unwrap_or(0);
    Date::new(year, month, day).map_or(Value::Null, Value::Date)
}

/// The areas as a survey layer.
pub fn areas(table: &mut Table, patches: &[Patch], random: &mut Random) {
    for patch in patches {
        let geometry = Geometry::Polygon(patch.outline.clone());
        let said = [("pvm", spring_day(random)), ("aluetyyppi", text(patch.kind))];
        row(table, geometry, &said);
    }
}

/// Trees with droppings under them, and nests.
pub fn observations(table: &mut Table, patches: &[Patch], random: &mut Random) {
    for patch in patches.iter().filter(|patch| patch.kind != "Soveltuva") {
        let is_nest = patch.kind.starts_with("Lis");
        let count = if is_nest { 1 } else { random.below(4) };
        for _ in 0..count {
            let at = if is_nest {
                patch.outline.centroid().map(|p| p.0)
            } else {
                within(&patch.outline, random)
            };
            let Some(at) = at else { continue };
            let has_nest = is_nest || random.chance(0.06);
            let tree = if has_nest {
                "haapa"
            } else {
                *random.choose(&["kuusi", "kuusi", "haapa", "leppä"])
            };
            let nest =
                if has_nest { *random.choose(&["Kolo", "Kolo", "Risu", "Pönttö"]) } else { "-" };
            let height = if has_nest { random.between(3.0, 12.0) } else { 0.0 };
            let said = [
                ("pvm", spring_day(random)),
                ("puulaji", text(tree)),
                ("halkaisija", whole(random.between(24.0, 58.0))),
                ("papanamaara", whole(random.between(1.0, 120.0))),
                ("pesa", Value::Bool(has_nest)),
                ("pesatyyppi", text(nest)),
                ("pesankorkeus", whole(height)),
            ];
            row(table, Geometry::Point(Point(at)), &said);
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a small number")]
fn whole(number: f64) -> Value {
    Value::Integer(number.round() as i64)
}

/// A connection, with the widest gap along it.
#[derive(Debug, Clone)]
pub struct Connection {
    pub line: LineString,
    pub gap_m: f64,
    /// The two ends of its widest gap.
    pub gap: (Coord, Coord),
}

/// Connections between patches near one another, some of all there are.
pub fn connections(
    patches: &[Patch],
    wooded: &Grid,
    share: f64,
    random: &mut Random,
) -> Result<Vec<Connection>, Error> {
    let crs = Crs::from_epsg(WORKING_EPSG)?;
    let features = (1..).zip(patches).map(|(number, patch)| {
        let placed = patch.outline.exterior().0.iter().map(|at| *at + CORNER).collect();
        let geometry = Some(Geometry::Polygon(Polygon::new(LineString(placed), Vec::new())));
        Feature { number, id: None, geometry, values: Vec::new() }
    });
    let layer = Layer {
        name: "patches".to_owned(),
        role: LayerRole::Habitat,
        source_crs: SourceCrs::Given(crs),
        columns: Vec::new(),
        features: features.collect(),
    };
    let habitat = Habitat::new(&[layer], &HabitatOptions::default())?;
    let links = euclidean_links(&habitat, Some(240.0), &mut ())?;
    let mut found = Vec::new();
    for link in links {
        if link.length_m < 25.0 || !random.chance(share) {
            continue;
        }
        let (from, to) = (link.from - CORNER, link.to - CORNER);
        let (gap_m, gap) = widest_gap(from, to, wooded);
        // Nobody walks straight.
        let across = Coord { x: from.y - to.y, y: to.x - from.x };
        let bend = (from + to) * 0.5 + across * random.between(-0.1, 0.1);
        found.push(Connection { line: LineString(vec![from, bend, to]), gap_m, gap });
    }
    Ok(found)
}

/// The longest treeless stretch between two positions, and its ends.
fn widest_gap(from: Coord, to: Coord, wooded: &Grid) -> (f64, (Coord, Coord)) {
    let length = distance(from, to);
    let (mut widest, mut ends, mut began) = (0.0, (from, from), None);
    let mut at = 0.0;
    while at <= length {
        let here = from + (to - from) * (at / length);
        if wooded.at(here) > 0.0 {
            began = None;
        } else {
            let start = *began.get_or_insert(here);
            if distance(start, here) > widest {
                widest = distance(start, here);
                ends = (start, here);
            }
        }
        at += 4.0;
    }
    (widest, ends)
}

/// The connections as a survey layer.
pub fn surveyed(table: &mut Table, connections: &[Connection], random: &mut Random) {
    for connection in connections {
        let quality = match connection.gap_m {
            gap if gap < 22.0 => "Hyvä",
            gap if gap < 60.0 => "Heikko",
            _ => "Poikki",
        };
        let class = match quality {
            "Hyvä" if random.chance(0.3) => "Korvaamaton",
            "Hyvä" => "Olemassa oleva",
            _ => "Kehitettävä",
        };
        let said = [("pvm", spring_day(random)), ("laatu", text(quality)), ("luokka", text(class))];
        row(table, Geometry::LineString(connection.line.clone()), &said);
    }
}
