//! The patch or link under the pointer stands out: a press would choose it.

use leptos::prelude::window;
use liito_worker::LayerKind;
use serde_json::json;

use super::bindings::{Map, Point, js};
use super::layers;

/// A pointer so near to a link is on it, pixels.
pub const LINK_REACH_PX: f64 = 6.0;

/// What stands out, if anything.
#[derive(Debug, Default)]
pub struct Hover {
    now: Option<Piece>,
}

/// What the pointer has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    ToLink,
    /// Something else, or nothing.
    Away,
}

/// A feature of a source.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    source: String,
    id: f64,
}

impl Hover {
    /// Lets what is under the pointer stand out, and nothing else. Tells when that is
    /// something else than before.
    pub fn follow(&mut self, map: &Map, at: &Point) -> Option<Change> {
        // While the map moves nobody aims; and a finger has nothing to hover with.
        if map.is_moving() || !can_hover() {
            return None;
        }
        self.change(map, under(map, at))
    }

    /// Lets a patch stand out that the pointer rests on elsewhere.
    pub fn point(&mut self, map: &Map, patch: Option<u32>) {
        // A link is pointed at on the map alone.
        if self.patch() != patch {
            let source = LayerKind::Patches.name().to_owned();
            self.change(map, patch.map(|id| Piece { source, id: f64::from(id) }));
        }
    }

    /// The patch that stands out.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as it was given")]
    pub fn patch(&self) -> Option<u32> {
        let is_patch = |piece: &&Piece| piece.source == LayerKind::Patches.name();
        self.now.as_ref().filter(is_patch).map(|piece| piece.id as u32)
    }

    /// Lets nothing stand out.
    pub fn leave(&mut self, map: &Map) {
        self.change(map, None);
    }

    fn change(&mut self, map: &Map, to: Option<Piece>) -> Option<Change> {
        if self.now == to {
            return None;
        }
        for (piece, is_hovered) in [(self.now.take(), false), (to.clone(), true)] {
            let Some(Piece { source, id }) = piece else { continue };
            let feature = js(&json!({ "source": source, "sourceLayer": source, "id": id }));
            // Refused where the source has gone in the meantime.
            let _ = map.set_feature_state(&feature, &js(&json!({ "hover": is_hovered })));
        }
        let cursor = if to.is_some() { "pointer" } else { "" };
        let _ = map.get_canvas().style().set_property("cursor", cursor);
        let is_link = to.as_ref().is_some_and(|piece| piece.source == LayerKind::Links.name());
        self.now = to;
        Some(if is_link { Change::ToLink } else { Change::Away })
    }
}

/// The patch under the pointer, else the link near it.
fn under(map: &Map, at: &Point) -> Option<Piece> {
    let (x, y, reach) = (at.x(), at.y(), LINK_REACH_PX);
    let here = json!([x, y]);
    let near = json!([[x - reach, y - reach], [x + reach, y + reach]]);
    first(map, &here, &layers::PATCH_LAYERS).or_else(|| first(map, &near, &layers::LINK_LAYERS))
}

/// The first feature of some layers at a place.
fn first(map: &Map, place: &serde_json::Value, layers: &[&str]) -> Option<Piece> {
    let drawn: Vec<_> = layers.iter().filter(|id| !map.get_layer(id).is_undefined()).collect();
    if drawn.is_empty() {
        return None;
    }
    let found = map.query_rendered_features(&js(place), &js(&json!({ "layers": drawn }))).ok()?;
    let feature = found.first()?;
    Some(Piece { source: feature.source(), id: feature.id().as_f64()? })
}

/// Whether the reader has a pointer that can be over something without pressing it.
fn can_hover() -> bool {
    window().match_media("(hover: hover)").ok().flatten().is_some_and(|query| query.matches())
}
