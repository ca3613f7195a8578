//! Base maps of others: tiles of pictures from another host.

use super::Words;

/// A base map that the reader may choose.
#[derive(Debug, Clone, PartialEq)]
pub struct BaseMap {
    /// What it is called.
    pub name: Words,
    /// Address of its tiles, with `{z}`, `{x}` and `{y}` or `{bbox-epsg-3857}` in it.
    pub tiles: String,
    /// Who made it, which stands on the map.
    pub attribution: String,
    /// Where that leads.
    pub attribution_link: Option<String>,
    /// Side of a tile, pixels.
    pub tile_size: u32,
    /// Deepest zoom that there are tiles of.
    pub max_zoom: u8,
}

impl BaseMap {
    /// The host that its tiles come from.
    pub fn host(&self) -> &str {
        let rest = self.tiles.split_once("://").map_or(self.tiles.as_str(), |(_, rest)| rest);
        rest.split(['/', '?']).next().unwrap_or_default()
    }
}

/// How tiles are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BaseMapKind {
    Xyz,
    Wmts,
    Wms,
}

impl BaseMapKind {
    pub(super) const NAMES: [(&'static str, Self); 3] =
        [("xyz", Self::Xyz), ("wmts", Self::Wmts), ("wms", Self::Wms)];

    /// The address as the map asks for tiles; `None` where it lacks what it needs.
    pub(super) fn tiles(self, address: &str, layers: &str) -> Option<String> {
        match self {
            Self::Xyz => ["{z}", "{x}", "{y}"]
                .iter()
                .all(|part| address.contains(part))
                .then(|| address.to_owned()),
            Self::Wmts => {
                let parts = [("{TileMatrix}", "{z}"), ("{TileCol}", "{x}"), ("{TileRow}", "{y}")];
                parts.iter().all(|(part, _)| address.contains(part)).then(|| {
                    parts.iter().fold(address.to_owned(), |text, (from, to)| text.replace(from, to))
                })
            }
            Self::Wms if layers.is_empty() => None,
            Self::Wms => {
                let joint = match address {
                    whole if whole.ends_with('?') || whole.ends_with('&') => "",
                    whole if whole.contains('?') => "&",
                    _ => "?",
                };
                let layers: String = form_urlencoded::byte_serialize(layers.as_bytes()).collect();
                Some(format!(
                    "{address}{joint}service=WMS&version=1.3.0&request=GetMap&layers={layers}&styles=\
                     &format=image/png&crs=EPSG:3857&width=256&height=256&bbox={{bbox-epsg-3857}}"
                ))
            }
        }
    }
}
