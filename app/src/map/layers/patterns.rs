//! Patterns to fill areas with, made pixel by pixel: what is told by a pattern is told to
//! those who see no colours too.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::state::Theme;

/// Side of a pattern, pixels. A power of two, or it would not fit itself.
const SIDE: u32 = 16;

/// How densely it is drawn, for sharp screens.
const RATIO: f64 = 2.0;

/// Name of the hatching.
pub fn hatch(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "hatch-light",
        Theme::Dark => "hatch-dark",
    }
}

/// Colour of the hatching.
pub fn hatch_colour(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "#5b4630",
        Theme::Dark => "#e8d9c4",
    }
}

/// Every pattern: name, image as the map takes it, and how dense it is.
pub fn all() -> Vec<(&'static str, JsValue, f64)> {
    [Theme::Light, Theme::Dark]
        .into_iter()
        .filter_map(|theme| Some((hatch(theme), image(theme).ok()?, RATIO)))
        .collect()
}

/// Lines from corner to corner.
fn image(theme: Theme) -> Result<JsValue, JsValue> {
    let colour = match theme {
        Theme::Light => [0x5b, 0x46, 0x30],
        Theme::Dark => [0xe8, 0xd9, 0xc4],
    };
    let mut pixels = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        for x in 0..SIDE {
            // How far from the nearest line, with soft edges.
            let off = (x + y) % SIDE;
            let off = off.min(SIDE - off);
            let opacity = match off {
                0 => 0xd0,
                1 => 0x60,
                _ => 0,
            };
            pixels.extend(colour);
            pixels.push(opacity);
        }
    }
    let image = Object::new();
    Reflect::set(&image, &"width".into(), &SIDE.into())?;
    Reflect::set(&image, &"height".into(), &SIDE.into())?;
    Reflect::set(&image, &"data".into(), &Uint8Array::from(pixels.as_slice()))?;
    Ok(image.into())
}
