//! One town of the city: its land, its people, its trees and its squirrels, in this order.

use geo::{Area, Coord, Geometry, LineString, Polygon};
use geodata::Error;
use geodata::model::{ColumnKind, LayerRole, Value};

use crate::districts::{Building, District, Fabric, Ground, Taken, centres, suburbs};
use crate::forest::{self, HEIGHTS_M, Openings, Stands};
use crate::green::{Site, greens};
use crate::grid::{Grid, distance};
use crate::land as covers;
use crate::layer::{Table, text};
use crate::lines::{off_power, power_lines, streams};
use crate::names::{Named, Names};
use crate::noise::Noise;
use crate::outline::outlines;
use crate::random::Random;
use crate::routes::Routes;
use crate::squirrels::{self, survey_table};
use crate::terrain::{CITY_HEIGHT_M, CITY_WIDTH_M, Terrain};
use crate::transport::{Network, Way, WayKind, clearings};
use crate::{places, proposals};

/// Side of the cells that everything is drawn from, metres.
const CELL_M: f64 = 10.0;

/// A street shorter than this has no name, metres.
const NAMED_STREET_M: f64 = 260.0;

/// Where a town lies and how many patches it is to have.
#[derive(Debug, Clone, Copy)]
pub struct TownSite {
    pub seed: u64,
    pub origin: Coord,
    pub width_m: f64,
    pub height_m: f64,
    pub patches: usize,
    /// The first town alone has a plan.
    pub is_first: bool,
}

/// What people have built.
struct Built {
    districts: Vec<District>,
    ways: Vec<(Way, Option<Fabric>)>,
    buildings: Vec<Building>,
    power: Vec<LineString>,
}

/// What lies how far from what, cell by cell.
struct Surface {
    land: Grid,
    roads: Grid,
    buildings: Grid,
    fields: Grid,
    mires: Grid,
    wooded: Grid,
}

impl Surface {
    fn new(seed: u64, terrain: &Terrain, built: &Built, cells: &Grid) -> Self {
        let land = cells.filled(|_, at| terrain.off_water_m(at));
        let roads = clearings(cells, built.ways.iter().map(|(way, _)| way));
        let is_house = |building: &&Building| building.fabric == Fabric::Houses;
        let houses = covers::from_buildings(cells, built.buildings.iter().filter(is_house));
        let blocks = covers::from_buildings(cells, built.buildings.iter().filter(|b| !is_house(b)));
        let combined = |a: &Grid, b: &Grid, of: fn(f64, f64) -> f64| {
            let values = a.values.iter().zip(&b.values).map(|(a, b)| of(*a, *b)).collect();
            Grid { values, ..*a }
        };
        let buildings = combined(&houses, &blocks, f64::min);
        let fields = covers::fields(&land, terrain, &roads, &buildings);
        let mires = covers::mires(&land, terrain, &roads, Noise::new(seed, "mires"));
        let open = combined(&fields, &mires, |field, mire| -field.max(mire));
        let power = off_power(cells, &built.power);
        let openings = Openings {
            terrain,
            land: &land,
            roads: &roads,
            houses: &houses,
            blocks: &blocks,
            open: &open,
            power: &power,
            woods: Noise::new(seed, "woods"),
            gardens: Noise::new(seed, "gardens"),
        };
        let wooded = openings.wooded();
        Self { land, roads, buildings, fields, mires, wooded }
    }
}

/// All layers of a town.
pub fn town(site: TownSite) -> Result<Vec<Table>, Error> {
    let TownSite { seed, origin, width_m, height_m, .. } = site;
    let terrain = Terrain::new(seed);
    let cells = Grid::new(origin, width_m, height_m, CELL_M, 0.0);
    let routes = Routes::new(&terrain, origin, width_m, height_m);
    let built = build(site, &terrain, &routes, &cells);
    let surface = Surface::new(seed, &terrain, &built, &cells);
    let Surface { land, roads, buildings: from_buildings, fields, mires, wooded } = &surface;
    let stands = Stands::new(seed, &cells);
    let water = covers::water(land);
    let cover = forest::cover(&stands, wooded);

    let random = |purpose: &str| Random::new(seed ^ town_number(origin), purpose);
    let mut names = Names::new(&mut random("names"));
    let mut places = places::table();
    places::name_places(&mut places, &mut names, &terrain, &built.districts, &water);
    let green_site = Site {
        terrain: &terrain,
        buildings: from_buildings,
        roads,
        ragged: Noise::new(seed, "parks"),
        origin,
        width_m,
        height_m,
    };
    let parks = parks(&green_site, &built.districts, &mut names, &mut random("parks"));
    let squares = covers::squares(&built.buildings, &mut random("squares"), |at| {
        from_buildings.at(at) > 3.0 && roads.at(at) > -2.0 && terrain.off_water_m(at) > 20.0
    });
    let brooks = streams(&terrain, &routes, &lakes(&water), origin.y);
    let mut tables = wildlife(site, &stands, &surface, &cover, &built, &mut random("squirrels"))?;
    tables.push(trees(cover, forest::rows(&built.ways, &terrain, roads)));
    tables.push(land_cover([
        ("water", water),
        ("field", outlines(fields, 420.0, 8_000.0)),
        ("open_mire", outlines(mires, 300.0, 6_000.0)),
        ("built_up", covers::yards(from_buildings, land, 24.0)),
        ("hard_surface", squares),
    ]));
    tables.push(buildings(&built.buildings));
    tables.push(lines(&built, brooks, &mut names));
    tables.extend([parks, places]);
    Ok(tables)
}

/// Tells towns apart.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a hash")]
fn town_number(origin: Coord) -> u64 {
    ((origin.x / 100.0) as i64 as u64).wrapping_mul(0x1_0001) ^ ((origin.y / 100.0) as i64 as u64)
}

fn build(site: TownSite, terrain: &Terrain, routes: &Routes, cells: &Grid) -> Built {
    let TownSite { seed, origin, width_m, height_m, .. } = site;
    let random = |purpose: &str| Random::new(seed ^ town_number(origin), purpose);
    let centres = centres(terrain, origin, width_m, height_m, &mut random("centres"));
    let mut halts: Vec<Coord> =
        centres.iter().filter(|(_, trains)| *trains).map(|(centre, _)| centre.middle).collect();
    halts.sort_by(|a, b| a.x.total_cmp(&b.x));
    let centres: Vec<District> = centres.into_iter().map(|(centre, _)| centre).collect();
    let mut network = Network::new(routes, origin, width_m, height_m, &halts);
    for (place, centre) in centres.iter().enumerate() {
        for other in &centres[..place] {
            if distance(centre.middle, other.middle) < 0.5 * width_m {
                network.join(routes, centre.middle, other.middle);
            }
        }
    }
    let suburbs = suburbs(terrain, origin, (width_m, height_m), &centres, &mut random("suburbs"));
    for suburb in &suburbs {
        if let Some((_, road)) = network.nearest(suburb.middle) {
            network.join(routes, suburb.middle, road);
        }
    }
    for (u, v) in [(0.16, 0.97), (0.0, 0.86), (0.36, 0.90), (0.70, 0.98)] {
        let wilds = Coord { x: origin.x + u * width_m, y: origin.y + v * height_m };
        if let Some((_, road)) = network.nearest(wilds) {
            network.join(routes, wilds, road);
        }
    }
    let great: Vec<&Way> = network.ways.iter().filter(|way| way.kind != WayKind::Main).collect();
    let great = clearings(cells, great);
    let ground = Ground {
        terrain,
        great: &great,
        sway: Noise::new(seed, "streets"),
        origin,
        width_m,
        height_m,
    };
    let districts: Vec<District> = centres.into_iter().chain(suburbs).collect();
    let mut random = random("streets");
    let streets: Vec<Vec<Way>> =
        districts.iter().map(|district| district.streets(&ground, &mut random)).collect();
    let all = network.ways.iter().chain(streets.iter().flatten());
    let roads = clearings(cells, all);
    let mut taken = Taken::new(origin, width_m, height_m);
    let mut buildings = Vec::new();
    for (district, streets) in districts.iter().zip(&streets) {
        buildings.extend(district.buildings(streets, &ground, &roads, &mut taken, &mut random));
    }
    let mut ways: Vec<(Way, Option<Fabric>)> =
        network.ways.into_iter().map(|way| (way, None)).collect();
    for (district, streets) in districts.iter().zip(streets) {
        ways.extend(streets.into_iter().map(|street| (street, Some(district.fabric))));
    }
    let power = power_lines(origin, width_m, height_m, &mut random);
    Built { districts, ways, buildings, power }
}

/// Water that is no sea, the largest first.
fn lakes(water: &[Polygon]) -> Vec<Polygon> {
    let is_lake = |polygon: &&Polygon| (40_000.0..15.0e6).contains(&polygon.unsigned_area());
    water.iter().filter(is_lake).take(18).cloned().collect()
}

/// The survey layers, and the proposals over them.
fn wildlife(
    site: TownSite,
    stands: &Stands,
    surface: &Surface,
    cover: &[(Polygon, usize)],
    built: &Built,
    random: &mut Random,
) -> Result<Vec<Table>, Error> {
    let TownSite { origin, width_m, height_m, .. } = site;
    let from_edge_m = |at: Coord| {
        let (x, y) = (at.x - origin.x, at.y - origin.y);
        x.min(y).min(width_m - x).min(height_m - y)
    };
    let forest = (stands, &surface.wooded);
    let cover: Vec<Polygon> = cover.iter().map(|(tree, _)| tree.clone()).collect();
    let patches = squirrels::patches(forest, cover, site.patches, from_edge_m, random);
    let connections = squirrels::connections(&patches, &surface.wooded, 0.42, random)?;
    let mut areas = survey_table("liito_orava_alueet");
    squirrels::areas(&mut areas, &patches, random);
    let mut surveyed = survey_table("liito_orava_yhteysviivat");
    squirrels::surveyed(&mut surveyed, &connections, random);
    let mut points = survey_table("liito_orava_pisteet");
    squirrels::observations(&mut points, &patches, random);
    let mut plan = proposals::table();
    // By the railway, where towns grow.
    let near = built.districts.get(3).or(built.districts.first());
    if let (Some(near), true) = (near, site.is_first) {
        proposals::propose(&mut plan, near.middle, &patches, &connections, &surface.roads);
    }
    Ok(vec![areas, surveyed, points, plan])
}

fn trees(cover: Vec<(Polygon, usize)>, rows: Vec<Polygon>) -> Table {
    let columns = [("height_from_m", ColumnKind::Integer), ("height_to_m", ColumnKind::Integer)];
    let mut table = Table::new("tree_cover", LayerRole::TreeCover, &columns);
    for (polygon, height) in cover.into_iter().chain(rows.into_iter().map(|row| (row, 1))) {
        let (from, to) = HEIGHTS_M[height];
        let values = vec![Value::Integer(from), to.map_or(Value::Null, Value::Integer)];
        table.rows.push((Geometry::Polygon(polygon), values));
    }
    table
}

fn land_cover(covers: [(&str, Vec<Polygon>); 5]) -> Table {
    let mut table = Table::new("land_cover", LayerRole::LandCover, &[("kind", ColumnKind::Text)]);
    for (kind, polygons) in covers {
        for polygon in polygons {
            table.rows.push((Geometry::Polygon(polygon), vec![text(kind)]));
        }
    }
    table
}

fn buildings(buildings: &[Building]) -> Table {
    let mut table =
        Table::new("buildings", LayerRole::LandCover, &[("building", ColumnKind::Text)]);
    // Corners to a decimetre, or walls would lean.
    table.decimals = 6;
    for building in buildings {
        let kind = match building.fabric {
            Fabric::Centre => "commercial",
            Fabric::Flats => "apartments",
            Fabric::Houses => "house",
        };
        table.rows.push((Geometry::Polygon(building.outline.clone()), vec![text(kind)]));
    }
    table
}

/// Roads, the railway, power lines and streams.
fn lines(built: &Built, brooks: Vec<LineString>, names: &mut Names) -> Table {
    let columns = [
        ("kind", ColumnKind::Text),
        ("width_m", ColumnKind::Number),
        ("cleared_m", ColumnKind::Number),
        ("name", ColumnKind::Text),
        ("name_sv", ColumnKind::Text),
    ];
    let mut table = Table::new("lines", LayerRole::LandCover, &columns);
    for brook in brooks {
        let values =
            vec![text("stream"), Value::Number(2.0), Value::Null, Value::Null, Value::Null];
        table.rows.push((Geometry::LineString(brook), values));
    }
    for (way, _) in &built.ways {
        let length: f64 = way.line.lines().map(|edge| distance(edge.start, edge.end)).sum();
        let has_name =
            matches!(way.kind, WayKind::Street | WayKind::Main) && length > NAMED_STREET_M;
        let [name, name_sv] = if has_name {
            places::values(names, Named::Street)
        } else {
            [Value::Null, Value::Null]
        };
        let (width, cleared) = (way.kind.width_m(), way.kind.cleared_m());
        let values = vec![
            text(way.kind.name()),
            Value::Number(width),
            Value::Number(cleared),
            name,
            name_sv,
        ];
        table.rows.push((Geometry::LineString(way.line.clone()), values));
    }
    for line in &built.power {
        let cleared = 2.0 * crate::lines::POWER_CLEARED_M;
        let values =
            vec![text("power_line"), Value::Null, Value::Number(cleared), Value::Null, Value::Null];
        table.rows.push((Geometry::LineString(line.clone()), values));
    }
    table
}

fn parks(site: &Site<'_>, districts: &[District], names: &mut Names, random: &mut Random) -> Table {
    let columns = [
        ("kind", ColumnKind::Text),
        ("name", ColumnKind::Text),
        ("name_sv", ColumnKind::Text),
        ("facilities", ColumnKind::Text),
    ];
    let mut table = Table::new("parks", LayerRole::Background, &columns);
    for green in greens(site, districts, random) {
        let (kind, named) = if green.is_reserve {
            ("nature_reserve", Named::Reserve)
        } else {
            ("park", Named::Park)
        };
        let [name, name_sv] = places::values(names, named);
        let values = vec![text(kind), name, name_sv, text(green.facilities.join(";"))];
        table.rows.push((Geometry::Polygon(green.outline), values));
    }
    table
}

/// The size that a town is made for.
pub const TOWN: (f64, f64) = (CITY_WIDTH_M, CITY_HEIGHT_M);
