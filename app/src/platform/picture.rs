//! Drawings as pictures of points.

use js_sys::encode_uri_component;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::save;

/// Points for each unit of the drawing: sharp on paper, too.
const DENSITY: f64 = 3.0;

/// Saves an SVG file as PNG; a browser that cannot saves nothing.
pub fn save_picture(svg: &str, name: String) {
    let address = format!("data:image/svg+xml;charset=utf-8,{}", encode_uri_component(svg));
    spawn_local(async move {
        if let Ok(blob) = painted(&address).await
            && let Ok(bytes) = JsFuture::from(blob.array_buffer()).await
        {
            drop(save(&name, "image/png", bytes.unchecked_ref()));
        }
    });
}

async fn painted(address: &str) -> Result<Blob, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    let [width, height] = [image.natural_width(), image.natural_height()].map(f64::from);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a drawing of some hundred units"
    )]
    let points = |units: f64| (units * DENSITY) as u32;
    canvas.set_width(points(width));
    canvas.set_height(points(height));
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.scale(DENSITY, DENSITY)?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
    let made = js_sys::Promise::new(&mut |done, fail| {
        let taken = Closure::once_into_js(move |blob: Option<Blob>| {
            let blob = blob.map_or(JsValue::NULL, JsValue::from);
            drop(done.call1(&JsValue::NULL, &blob));
        });
        if let Err(reason) = canvas.to_blob(taken.unchecked_ref()) {
            drop(fail.call1(&JsValue::NULL, &reason));
        }
    });
    JsFuture::from(made).await?.dyn_into()
}
