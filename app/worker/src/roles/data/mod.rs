//! Keeps the layers, the habitat and the last run, and answers short questions.

mod details;
mod explore;
mod export;
mod importance;
mod map;
mod numbers;
mod opened;
mod run;
mod table;
mod ways;

use geo::Coord;
use geodata::connectivity::NetworkGraphs;
use geodata::connectivity::importance::Piece;
use geodata::crs::Projection;
use geodata::graph::Components;
use geodata::links::{GapLimits, Route};
use geodata::model::{HabitatOptions, LayerRole, LeftOut};
use geodata::units::hectares;
use geodata::{Crs, Error, Habitat, Indices, Layer, Link, Parameters, WorkingCrs};
use liito_worker::{
    AreaInfo, Ask, Colouring, ContextInfo, HabitatInfo, LayerKey, LeftOutArea, LonLatBounds, Reply,
};

use explore::Explore;
use importance::{Importance, Pending};
use liito_worker::Answer;
use map::{Context, Drawn, Network};
use opened::{Opened, Reading};

/// Areas that are left out and listed; the others are counted.
const MOST_LEFT_OUT: usize = 500;

/// What the data worker holds.
#[derive(Default)]
pub struct Data {
    /// The layers that patches are made of, as the habitat numbers them.
    habitats: Opened,
    /// All others.
    surroundings: Opened,
    /// The system to work in, once there are patches.
    working_crs: Option<WorkingCrs>,
    /// How patches are made.
    making: HabitatOptions,
    habitat: Option<Habitat>,
    /// One that had to be made to be drawn, and is asked for next.
    made: Option<Habitat>,
    links: Vec<Link>,
    /// The ways that links take where they know the land, sorted as links are.
    routes: Vec<Route>,
    /// What their grades go by.
    limits: GapLimits,
    /// For each patch, whether it lies near the edge of the data; empty where nobody knows.
    near_edge: Vec<bool>,
    pending: Option<NetworkGraphs>,
    run: Option<Run>,
    /// Importance of the run, on its way.
    importance: Pending,
    colouring: Colouring,
    drawn: Drawn,
    explore: Explore,
}

/// A finished run.
pub struct Run {
    parameters: Parameters,
    graphs: NetworkGraphs,
    components: Components,
    indices: Indices,
    importance: Option<Importance>,
}

impl Data {
    pub fn answer(&mut self, ask: Ask, bytes: &[u8]) -> Answer {
        match ask {
            Ask::AddLayer { key, role, repaired, skipped } => {
                let Ok(layer) = postcard::from_bytes::<Layer>(bytes) else {
                    return (Reply::OtherVersion, None);
                };
                self.remove(key);
                self.add(Reading { key, repaired, skipped }, Layer { role, ..layer });
                (Reply::Done, None)
            }
            Ask::SetRole { key, role } => {
                if let Some((reading, layer)) = self.remove(key) {
                    self.add(reading, Layer { role, ..layer });
                }
                (Reply::Done, None)
            }
            Ask::RemoveLayer { key } => {
                self.remove(key);
                (Reply::Done, None)
            }
            Ask::Making(making) => {
                self.forget_habitat();
                self.making = making;
                (Reply::Done, None)
            }
            Ask::Draw => self.draw().unwrap_or_else(failed),
            Ask::DrawContext => self.draw_context().unwrap_or_else(failed),
            Ask::Habitat => self.prepare_habitat().unwrap_or_else(failed),
            Ask::AddLinks { is_first } => {
                let Ok(links) = postcard::from_bytes::<Vec<Link>>(bytes) else {
                    return (Reply::OtherVersion, None);
                };
                if is_first {
                    self.forget_links();
                }
                self.links.extend(links);
                (Reply::Done, None)
            }
            Ask::Graphs { parameters } => self.graphs(&parameters).unwrap_or_else(failed),
            Ask::Finish { parameters, sums } => {
                self.finish(parameters, &sums).unwrap_or_else(failed)
            }
            Ask::Tile { kind, zoom, x, y } => {
                (Reply::Bytes, Some(self.drawn.tile(kind, geodata::tiles::TileId { zoom, x, y })))
            }
            Ask::Removals => self.removals().unwrap_or_else(failed),
            Ask::AddSums { is_first } => self.add_sums(is_first, bytes),
            Ask::AddGains { gains } => self.add_gains(&gains),
            Ask::FinishImportance => self.finish_importance(),
            Ask::Colour(colouring) => self.colour(colouring),
            Ask::Ranking { count } => {
                (Reply::Ranking(self.ranking(count).unwrap_or_default()), None)
            }
            Ask::Link { a, b } => (Reply::Link(self.link_details(a, b).map(Box::new)), None),
            Ask::Explain { piece, carried } => {
                (Reply::Explained(self.explain(piece, &carried).map(Box::new)), None)
            }
            Ask::At { longitude, latitude, tolerance_m } => {
                (Reply::At(self.at(longitude, latitude, tolerance_m)), None)
            }
            Ask::Patch { number } => (Reply::Patch(self.details(number).map(Box::new)), None),
            Ask::Rows(query) => (Reply::Rows(self.rows(&query)), None),
            Ask::RunGraphs => self.run_graphs(),
            Ask::Numbers => self.numbers(),
            Ask::Export { what } => self.export(&what).unwrap_or_else(failed),
            Ask::Connection { a, b, judgement } => self.connection(a, b, &judgement),
            Ask::Explore(ask) => self.explore(&ask).unwrap_or_else(failed),
            ask => self.answer_of_ways(ask, bytes),
        }
    }

    /// Other links are on their way.
    fn forget_links(&mut self) {
        self.links.clear();
        self.routes.clear();
        self.near_edge.clear();
        // It goes by the places of the links that there were.
        if let Some(run) = &mut self.run {
            run.importance = None;
        }
    }

    /// Whether a patch lies near the edge of the data.
    fn is_near_edge(&self, number: usize) -> bool {
        self.near_edge.get(number).copied().unwrap_or(false)
    }

    /// What was made of the layers as they were is of no use any more.
    fn forget_habitat(&mut self) {
        self.habitat = None;
        self.made = None;
        self.forget_links();
        self.pending = None;
        self.run = None;
        self.importance = Pending::default();
    }

    /// Takes a layer out. What was made of the patches is gone where it had some.
    fn remove(&mut self, key: LayerKey) -> Option<(Reading, Layer)> {
        self.forget_explored();
        let removed = self.habitats.take(key);
        if removed.is_some() {
            self.forget_habitat();
        }
        let removed = removed.or_else(|| self.surroundings.take(key));
        if self.habitats.layers().is_empty() {
            self.working_crs = None;
        }
        removed
    }

    /// Keeps a layer.
    fn add(&mut self, reading: Reading, layer: Layer) {
        self.forget_explored();
        if layer.role == LayerRole::Habitat {
            self.forget_habitat();
            self.habitats.insert(reading, layer);
        } else {
            self.surroundings.insert(reading, layer);
        }
    }

    /// Projects and indexes the patches; whatever was computed before is gone.
    fn prepare_habitat(&mut self) -> Result<Answer, Error> {
        let drawn = self.made.take();
        self.forget_habitat();
        let habitat = match drawn {
            Some(habitat) => habitat,
            None => self.made_habitat()?,
        };
        // Chosen once, by what was opened first, and kept as layers are added.
        self.working_crs = (!habitat.patches().is_empty()).then(|| habitat.working_crs());
        let info = HabitatInfo {
            patches: habitat.patches().len(),
            bounds: bounds(self.habitats.layers())?,
            area_ha: habitat.patches().iter().map(|patch| hectares(patch.area_m2)).sum(),
            crs: habitat.working_crs(),
            working_crs: habitat.working_crs().to_string(),
            is_equal_area: habitat.working_crs().is_equal_area(),
            numeric_columns: numeric_columns(self.habitats.layers()),
            areas: self.areas(&habitat),
        };
        let shapes = postcard::to_allocvec(&(habitat.shapes(), habitat.working_crs()));
        self.habitat = Some(habitat);
        Ok((Reply::Habitat(info), shapes.ok()))
    }

    /// Puts the layers on the map, which is quicker than making a habitat of them.
    fn draw(&mut self) -> Result<Answer, Error> {
        self.forget_habitat();
        // Where patches are not the polygons as they are, they have to be made first.
        let habitat = match Habitat::is_plain(self.habitats.layers(), &self.making) {
            true => None,
            false => Some(self.made_habitat()?),
        };
        self.drawn.network = Network::new(self.habitats.layers(), habitat.as_ref())?;
        self.made = habitat;
        Ok((Reply::Drawn(bounds(self.habitats.layers())?), None))
    }

    /// Puts all that is no patch on the map, and leaves the patches as they are.
    fn draw_context(&mut self) -> Result<Answer, Error> {
        let (habitats, others) = (self.habitats.layers(), self.surroundings.layers());
        self.drawn.context = Context::new(others.iter().chain(habitats))?;
        let info = ContextInfo { bounds: bounds(others)?, ..self.drawn.context.info().clone() };
        Ok((Reply::Context(info), None))
    }

    fn made_habitat(&self) -> Result<Habitat, Error> {
        let options = HabitatOptions { working_crs: self.working_crs, ..self.making };
        Ok(Habitat::new(self.habitats.layers(), &options)?)
    }

    /// What became of areas that nest, repeat or are small.
    fn areas(&self, habitat: &Habitat) -> AreaInfo {
        let layer = |place: u32| self.habitats.layers().get(place as usize);
        let row = |left: &LeftOut| LeftOutArea {
            label: left.label.clone(),
            layer: layer(left.source.0).map_or_else(String::new, |layer| layer.name.clone()),
            area_ha: hectares(left.area_m2),
            reason: left.reason.clone(),
        };
        AreaInfo {
            joined: habitat.joined_areas(),
            joined_into: habitat.patches().iter().filter(|patch| patch.parts.len() > 1).count(),
            unoccupied: habitat.patches().iter().filter(|p| p.is_occupied == Some(false)).count(),
            left_out: habitat.left_out().len(),
            listed: habitat.left_out().iter().take(MOST_LEFT_OUT).map(row).collect(),
        }
    }

    /// The patch at a position, else a link that is near.
    fn at(&self, longitude: f64, latitude: f64, tolerance_m: f64) -> Option<Piece> {
        let habitat = self.habitat.as_ref()?;
        let to_metres = Projection::to_working(Crs::WGS84, habitat.working_crs()).ok()?;
        let position = to_metres.project(Coord { x: longitude, y: latitude }).ok()?;
        let patch = habitat.index().at(habitat.patches(), position).map(Piece::Patch);
        patch.or_else(|| self.link_near(position, tolerance_m))
    }
}

/// Extent of layers in degrees.
fn bounds<L: std::borrow::Borrow<Layer>>(layers: &[L]) -> Result<Option<LonLatBounds>, Error> {
    let mut all: Option<LonLatBounds> = None;
    for layer in layers.iter().map(std::borrow::Borrow::borrow) {
        let extent = layer.extent();
        if extent.is_empty() {
            continue;
        }
        let to_degrees = Projection::to_wgs84(layer.source_crs.crs())?;
        let corners = [
            Coord { x: extent.min_x, y: extent.min_y },
            Coord { x: extent.max_x, y: extent.max_y },
        ];
        for corner in corners {
            let Coord { x, y } = to_degrees.project(corner)?;
            all = Some(match all {
                None => LonLatBounds { west: x, south: y, east: x, north: y },
                Some(b) => LonLatBounds {
                    west: b.west.min(x),
                    south: b.south.min(y),
                    east: b.east.max(x),
                    north: b.north.max(y),
                },
            });
        }
    }
    Ok(all)
}

fn failed(error: Error) -> Answer {
    (Reply::Failed(error), None)
}

/// Columns that hold a number for every patch of every layer.
fn numeric_columns(layers: &[Layer]) -> Vec<String> {
    let mut with_patches = layers.iter().filter(|layer| layer.polygons().next().is_some());
    let Some(first) = with_patches.next() else { return Vec::new() };
    let mut columns: Vec<String> =
        first.numeric_columns().iter().map(ToString::to_string).collect();
    for layer in with_patches {
        let own = layer.numeric_columns();
        columns.retain(|column| own.contains(&column.as_str()));
    }
    columns
}

/// A box in degrees, from one in the working system.
fn to_bounds(
    habitat_crs: WorkingCrs,
    [min_x, min_y, max_x, max_y]: [f64; 4],
) -> Option<LonLatBounds> {
    let to_degrees = Projection::from_working(habitat_crs).ok()?;
    let low = to_degrees.project(Coord { x: min_x, y: min_y }).ok()?;
    let high = to_degrees.project(Coord { x: max_x, y: max_y }).ok()?;
    Some(LonLatBounds { west: low.x, south: low.y, east: high.x, north: high.y })
}
