//! Tiles: the library asks for an address, the data worker cuts the tile.

use js_sys::{ArrayBuffer, Object, Reflect};
use liito_worker::{Ask, LayerKind};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::bindings;
use crate::jobs::Jobs;

/// Scheme of the addresses of tiles.
const SCHEME: &str = "liito";

/// Address of the tiles of a layer. The revision makes the library ask anew
/// when the tiles have changed.
pub fn tiles_address(kind: LayerKind, revision: u32) -> String {
    format!("{SCHEME}://{}/{revision}/{{z}}/{{x}}/{{y}}", kind.name())
}

/// Lets the library fetch tiles from the data worker.
pub fn register(jobs: Jobs) {
    let load = Closure::<dyn FnMut(JsValue) -> js_sys::Promise>::new(move |request: JsValue| {
        let url = Reflect::get(&request, &"url".into()).ok().and_then(|url| url.as_string());
        let ask = url.as_deref().and_then(parse);
        let jobs = jobs.clone();
        future_to_promise(async move {
            let answer = match ask {
                Some(ask) => jobs.ask(ask).await,
                None => None,
            };
            let bytes =
                answer.and_then(|answer| answer.bytes).unwrap_or_else(|| ArrayBuffer::new(0));
            let tile = Object::new();
            Reflect::set(&tile, &"data".into(), &bytes)?;
            Ok(tile.into())
        })
    });
    bindings::add_protocol(SCHEME, load.as_ref().unchecked_ref());
    // Registered for as long as the page lives.
    load.forget();
}

/// The tile that an address means.
fn parse(url: &str) -> Option<Ask> {
    let path = url.strip_prefix(SCHEME)?.strip_prefix("://")?;
    let parts: Vec<&str> = path.split('/').collect();
    let [kind, _revision, zoom, x, y] = parts[..] else { return None };
    Some(Ask::Tile {
        kind: LayerKind::from_name(kind)?,
        zoom: zoom.parse().ok()?,
        x: x.parse().ok()?,
        y: y.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_back_as_tiles() {
        let address = tiles_address(LayerKind::Links, 3);
        let address = address.replace("{z}", "12").replace("{x}", "2331").replace("{y}", "1185");
        let expected = Ask::Tile { kind: LayerKind::Links, zoom: 12, x: 2331, y: 1185 };
        assert_eq!(parse(&address), Some(expected));
        assert_eq!(parse("https://example.org/1/2/3"), None);
    }
}
