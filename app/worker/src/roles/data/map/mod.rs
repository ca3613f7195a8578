//! What the map draws: shapes to cut tiles from.

mod context;
mod network;

use geodata::tiles::{Detail, TileId, cut_tile};
use liito_worker::LayerKind;

pub use context::Context;
pub use network::Network;

/// Shapes of every layer of the map.
#[derive(Default)]
pub struct Drawn {
    /// Patches, links, and areas that are no patches.
    pub network: Network,
    /// All that lies round them.
    pub context: Context,
}

impl Drawn {
    /// The bytes of a tile, none where nothing is drawn.
    pub fn tile(&self, kind: LayerKind, id: TileId) -> Vec<u8> {
        let shapes = match kind {
            LayerKind::Patches => self.network.patches(),
            LayerKind::Links => self.network.links(),
            LayerKind::LeftOut => self.network.left_out(),
            LayerKind::Land => self.context.land(),
            LayerKind::Names => self.context.names(),
            LayerKind::Others => self.context.others(),
        };
        let detail = if kind == LayerKind::Land { Detail::GROUND } else { Detail::FINE };
        shapes.map(|shapes| cut_tile(kind.name(), shapes, id, detail)).unwrap_or_default()
    }
}
