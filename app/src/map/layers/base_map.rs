//! A base map of others under everything, where the reader chose one.

use serde_json::{Value, json};

use super::Look;
use crate::state::{BaseMap, Theme};

/// Name of the source with its pictures.
pub const SOURCE: &str = "base-map";

/// The source as the map takes it.
pub fn source(base_map: &BaseMap) -> Value {
    json!({
        "type": "raster",
        "tiles": [base_map.tiles],
        "tileSize": base_map.tile_size,
        "maxzoom": base_map.max_zoom,
    })
}

/// Quieter than its makers meant it, so that the network stands out.
pub fn layer(look: Look) -> Value {
    let brightness = if look.theme == Theme::Light { [0.1, 1.0] } else { [0.0, 0.55] };
    json!({
        "id": "base-map", "type": "raster", "source": SOURCE,
        "paint": {
            "raster-saturation": -0.5,
            "raster-brightness-min": brightness[0],
            "raster-brightness-max": brightness[1],
        },
    })
}
