//! What becomes of the present by the edits of a scenario, after some years.

use std::sync::{Arc, OnceLock};

use geo::{Area, BoundingRect, MultiPolygon, Polygon, Rect};

use super::trees::ground_of;
use super::{Edit, Entry, PatchId, Planting};
use crate::geometry::{EdgeTree, disc, dissolved, strip, without};
use crate::landscape::{Ground, Land, LandPiece};
use crate::model::{Habitat, Patch};
use crate::units::hectares;

/// What is left of a patch and smaller than this is none, square metres: rounding.
const LEAST_PART_M2: f64 = 1.0;

/// An area that takes less than this of a patch does not touch it, square metres: overlay
/// rounds positions, and what is not touched stays as it is to the last bit.
const UNTOUCHED_M2: f64 = 1e-3;

/// Trees so far apart stand in for poles, as wide as their crown, metres.
const POLE_M: f64 = 1.0;
const POLES_APART_M: f64 = 10.0;

/// The habitat and the land as they are, and what each patch is worth.
#[derive(Debug)]
pub struct Present {
    habitat: Habitat,
    pieces: Vec<LandPiece>,
    attributes_ha: Vec<f64>,
    /// Both together; what becomes of them lies over it.
    land: OnceLock<Land>,
}

impl Present {
    /// The present.
    ///
    /// # Arguments
    /// `pieces` are of the land without the habitat; `attributes_ha` has what each patch is
    /// worth, hectares, and is taken for the areas where it has another length.
    #[must_use]
    pub fn new(habitat: Habitat, pieces: Vec<LandPiece>, attributes_ha: Vec<f64>) -> Self {
        let patches = habitat.patches();
        let attributes_ha = if attributes_ha.len() == patches.len() {
            attributes_ha
        } else {
            patches.iter().map(|patch| hectares(patch.area_m2)).collect()
        };
        Self { habitat, pieces, attributes_ha, land: OnceLock::new() }
    }

    /// The habitat as it is.
    #[must_use]
    pub fn habitat(&self) -> &Habitat {
        &self.habitat
    }

    /// The land as it is.
    fn land(&self) -> &Land {
        self.land.get_or_init(|| Land::new(self.pieces.clone(), &self.habitat))
    }

    /// The land without the habitat.
    #[must_use]
    pub fn pieces(&self) -> &[LandPiece] {
        &self.pieces
    }
}

/// Habitat and land after the edits.
#[derive(Debug)]
pub struct Scene {
    /// The patches.
    pub habitat: Habitat,
    /// The land that they lie in.
    pub land: Land,
    /// What each patch is worth, hectares: as much less as it has lost of its area.
    pub attributes_ha: Vec<f64>,
    /// Where each patch comes from; several may come from one that was parted.
    pub origins: Vec<PatchId>,
    /// Pairs whose link is cut (false) or mended (true), the later over the earlier.
    pub links: Vec<((PatchId, PatchId), bool)>,
}

/// A patch on its way through the edits.
struct Piece {
    origin: PatchId,
    polygons: Arc<MultiPolygon>,
    /// Hectares of worth a square metre.
    worth: f64,
    is_changed: bool,
}

impl Scene {
    /// What becomes of the present by edits, in their order, after some years.
    #[must_use]
    pub fn new(present: &Present, entries: &[Entry], years: f64) -> Self {
        let mut patches: Vec<Piece> = (0u32..)
            .zip(present.habitat.patches())
            .zip(&present.attributes_ha)
            .map(|((number, patch), worth_ha)| Piece {
                origin: PatchId::Present(number),
                polygons: Arc::clone(&patch.polygons),
                worth: worth_ha / patch.area_m2.max(f64::MIN_POSITIVE),
                is_changed: false,
            })
            .collect();
        let mut land: Vec<LandPiece> = present.pieces.clone();
        let mut links = Vec::new();
        for Entry { id, edit } in entries {
            match edit {
                Edit::Clear(area, becomes) => {
                    clear(&mut patches, &mut land, area);
                    land.push(LandPiece::new(*becomes, area.clone()));
                }
                Edit::Plant(planting, trees) => {
                    if let Some(ground) = trees.ground_after(years) {
                        land.extend(planted(planting, ground));
                    }
                }
                Edit::AddPatch(area) => patches.push(Piece {
                    origin: PatchId::Added(*id),
                    polygons: Arc::new(area.clone()),
                    worth: hectares(1.0),
                    is_changed: true,
                }),
                Edit::RemovePatch(patch) => patches.retain(|piece| piece.origin != *patch),
                Edit::ReshapePatch(patch, area) => reshape(&mut patches, *patch, area),
                Edit::CutLink(a, b) => links.push(((*a, *b), false)),
                Edit::MendLink(a, b) => links.push(((*a, *b), true)),
                Edit::GreenBridge([from, to], width_m, trees) => {
                    let deck = strip(&vec![*from, *to].into(), *width_m);
                    let deck = MultiPolygon(deck);
                    // On the bridge there is no road.
                    cut(&mut land, &deck, |ground| ground >= Ground::Verge && !ground.is_trees());
                    if let Some(ground) = trees.ground_after(years) {
                        land.push(LandPiece::new(ground, deck));
                    }
                }
                Edit::Poles { ends, height_m, count: true } => poles(&mut land, ends, *height_m),
                Edit::Poles { .. } => {}
            }
        }
        Self::of(present, patches, land, links)
    }

    fn of(
        present: &Present,
        pieces: Vec<Piece>,
        land: Vec<LandPiece>,
        links: Vec<((PatchId, PatchId), bool)>,
    ) -> Self {
        let mut patches = Vec::with_capacity(pieces.len());
        let (mut attributes_ha, mut origins) = (Vec::new(), Vec::new());
        for piece in pieces {
            let area_m2 = piece.polygons.unsigned_area();
            attributes_ha.push(piece.worth * area_m2);
            origins.push(piece.origin);
            let own = match piece.origin {
                PatchId::Present(number) => present.habitat.patches().get(number as usize),
                PatchId::Added(_) => None,
            };
            patches.push(match own {
                Some(own) if !piece.is_changed => own.clone(),
                Some(own) => Patch {
                    area_m2,
                    edges: Arc::new(EdgeTree::new(&piece.polygons)),
                    polygons: piece.polygons,
                    ..own.clone()
                },
                None => added(piece, area_m2),
            });
        }
        let crs = present.habitat.working_crs();
        let habitat = Habitat::from_patches(patches, crs, Vec::new());
        let land = Land::after(present.land(), land, &habitat);
        Self { habitat, land, attributes_ha, origins, links }
    }
}

fn added(piece: Piece, area_m2: f64) -> Patch {
    let number = match piece.origin {
        PatchId::Present(number) | PatchId::Added(number) => number,
    };
    Patch {
        layer: 0,
        feature: 0,
        parts: Vec::new(),
        is_surveyed: false,
        is_occupied: None,
        label: format!("+{}", number + 1),
        area_m2,
        edges: Arc::new(EdgeTree::new(&piece.polygons)),
        polygons: piece.polygons,
    }
}

/// Takes an area out of patches and of land: what is parted by it becomes patches of
/// their own, what is cleared of cover is bare.
fn clear(patches: &mut Vec<Piece>, land: &mut Vec<LandPiece>, area: &MultiPolygon) {
    let bounds = area.bounding_rect();
    let mut left = Vec::with_capacity(patches.len());
    for piece in patches.drain(..) {
        if !meet(piece.polygons.bounding_rect(), bounds) {
            left.push(piece);
            continue;
        }
        let rest = without(&piece.polygons, &[area]);
        if piece.polygons.unsigned_area() - rest.unsigned_area() < UNTOUCHED_M2 {
            left.push(piece);
            continue;
        }
        let Piece { origin, worth, .. } = piece;
        left.extend(rest.into_iter().filter(|part| part.unsigned_area() >= LEAST_PART_M2).map(
            |part| {
                let polygons = Arc::new(MultiPolygon(vec![part]));
                Piece { origin, worth, polygons, is_changed: true }
            },
        ));
    }
    *patches = left;
    // Ways, power lines and buildings stay.
    cut(land, area, |ground| ground < Ground::Verge || ground.is_trees());
}

/// Takes an area out of the land that is of some classes.
fn cut(land: &mut Vec<LandPiece>, area: &MultiPolygon, is_cut: impl Fn(Ground) -> bool) {
    let bounds = area.bounding_rect();
    for piece in land.iter_mut() {
        if is_cut(piece.ground) && meet(piece.polygons.bounding_rect(), bounds) {
            piece.polygons = Arc::new(without(&piece.polygons, &[area]));
        }
    }
    land.retain(|piece| !piece.polygons.0.is_empty());
}

fn meet(a: Option<Rect>, b: Option<Rect>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return false };
    a.min().x <= b.max().x
        && b.min().x <= a.max().x
        && a.min().y <= b.max().y
        && b.min().y <= a.max().y
}

/// What is planted, as pieces of land.
fn planted(planting: &Planting, ground: Ground) -> Vec<LandPiece> {
    let piece = |polygon: Polygon| LandPiece::new(ground, MultiPolygon(vec![polygon]));
    match planting {
        Planting::Area(area) => vec![LandPiece::new(ground, area.clone())],
        Planting::Row(line, width_m) => strip(line, *width_m).into_iter().map(piece).collect(),
        Planting::Tree(at, crown_m) => disc(*at, crown_m / 2.0).into_iter().map(piece).collect(),
    }
}

/// Gives a patch another shape, which all that it was parted into become.
fn reshape(patches: &mut Vec<Piece>, patch: PatchId, area: &MultiPolygon) {
    let Some(first) = patches.iter().position(|piece| piece.origin == patch) else { return };
    let mut number = 0;
    patches.retain(|piece| {
        number += 1;
        piece.origin != patch || number == first + 1
    });
    patches[first].polygons = Arc::new(area.clone());
    patches[first].is_changed = true;
}

/// Poles over a gap as trees with nothing beneath them.
fn poles(land: &mut Vec<LandPiece>, [from, to]: &[geo::Coord; 2], height_m: f64) {
    let Some(ground) = ground_of(height_m) else { return };
    let step = *to - *from;
    let length_m = (step.x * step.x + step.y * step.y).sqrt();
    let mut discs = Vec::new();
    let mut at_m = POLES_APART_M;
    while at_m < length_m {
        discs.extend(disc(*from + step * (at_m / length_m), POLE_M / 2.0));
        at_m += POLES_APART_M;
    }
    let stands: Vec<MultiPolygon> =
        discs.into_iter().map(|polygon| MultiPolygon(vec![polygon])).collect();
    let area = dissolved(&stands.iter().collect::<Vec<_>>());
    if area.0.is_empty() {
        return;
    }
    cut(land, &area, |ground| ground >= Ground::Verge && !ground.is_trees());
    land.push(LandPiece::new(ground, area));
}
