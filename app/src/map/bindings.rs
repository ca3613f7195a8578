//! What is used of MapLibre GL JS 6: the one place where its names stand.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "./vendor/maplibre-gl-6.17.0/maplibre-gl.mjs")]
extern "C" {
    /// The map in its element.
    #[derive(Clone)]
    pub type Map;

    #[wasm_bindgen(constructor, catch)]
    pub fn new(options: &JsValue) -> Result<Map, JsValue>;
    #[wasm_bindgen(method)]
    pub fn on(this: &Map, event: &str, listener: &Function);
    #[wasm_bindgen(method)]
    pub fn off(this: &Map, event: &str, listener: &Function);
    #[wasm_bindgen(method)]
    pub fn once(this: &Map, event: &str, listener: &Function);
    #[wasm_bindgen(method, js_name = triggerRepaint)]
    pub fn trigger_repaint(this: &Map);
    #[wasm_bindgen(method, js_name = setStyle)]
    pub fn set_style(this: &Map, style: &JsValue, options: &JsValue);
    #[wasm_bindgen(method, js_name = refreshTiles, catch)]
    pub fn refresh_tiles(this: &Map, source: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = addImage, catch)]
    pub fn add_image(
        this: &Map,
        id: &str,
        image: &JsValue,
        options: &JsValue,
    ) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = fitBounds, catch)]
    pub fn fit_bounds(this: &Map, bounds: &JsValue, options: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = jumpTo)]
    pub fn jump_to(this: &Map, view: &JsValue);
    #[wasm_bindgen(method, js_name = getBounds)]
    pub fn get_bounds(this: &Map) -> LngLatBounds;
    #[wasm_bindgen(method, js_name = getCenter)]
    pub fn get_center(this: &Map) -> LngLat;
    #[wasm_bindgen(method, js_name = getZoom)]
    pub fn get_zoom(this: &Map) -> f64;
    #[wasm_bindgen(method, js_name = getBearing)]
    pub fn get_bearing(this: &Map) -> f64;
    #[wasm_bindgen(method, js_name = getPitch)]
    pub fn get_pitch(this: &Map) -> f64;
    #[wasm_bindgen(method, js_name = zoomIn)]
    pub fn zoom_in(this: &Map);
    #[wasm_bindgen(method, js_name = zoomOut)]
    pub fn zoom_out(this: &Map);
    #[wasm_bindgen(method)]
    pub fn remove(this: &Map);
    #[wasm_bindgen(method, js_name = getCanvas)]
    pub fn get_canvas(this: &Map) -> web_sys::HtmlCanvasElement;
    /// Draws now, and not with the next frame.
    #[wasm_bindgen(method)]
    pub fn redraw(this: &Map);
    /// Nothing that the view needs is on its way.
    #[wasm_bindgen(method, js_name = areTilesLoaded)]
    pub fn are_tiles_loaded(this: &Map) -> bool;
    #[wasm_bindgen(method, js_name = isMoving)]
    pub fn is_moving(this: &Map) -> bool;
    /// The layer of that name; undefined where there is none.
    #[wasm_bindgen(method, js_name = getLayer)]
    pub fn get_layer(this: &Map, id: &str) -> JsValue;
    #[wasm_bindgen(method, js_name = queryRenderedFeatures, catch)]
    pub fn query_rendered_features(
        this: &Map,
        place: &JsValue,
        options: &JsValue,
    ) -> Result<Vec<RenderedFeature>, JsValue>;
    #[wasm_bindgen(method, js_name = setFeatureState, catch)]
    pub fn set_feature_state(this: &Map, feature: &JsValue, state: &JsValue)
    -> Result<(), JsValue>;

    /// A feature as it is drawn.
    pub type RenderedFeature;
    #[wasm_bindgen(method, getter)]
    pub fn id(this: &RenderedFeature) -> JsValue;
    #[wasm_bindgen(method, getter)]
    pub fn source(this: &RenderedFeature) -> String;

    /// A position in degrees.
    pub type LngLat;
    #[wasm_bindgen(method, getter)]
    pub fn lng(this: &LngLat) -> f64;
    #[wasm_bindgen(method, getter)]
    pub fn lat(this: &LngLat) -> f64;

    /// A box in degrees.
    pub type LngLatBounds;
    #[wasm_bindgen(method, js_name = getWest)]
    pub fn get_west(this: &LngLatBounds) -> f64;
    #[wasm_bindgen(method, js_name = getSouth)]
    pub fn get_south(this: &LngLatBounds) -> f64;
    #[wasm_bindgen(method, js_name = getEast)]
    pub fn get_east(this: &LngLatBounds) -> f64;
    #[wasm_bindgen(method, js_name = getNorth)]
    pub fn get_north(this: &LngLatBounds) -> f64;

    /// An event with a position.
    pub type MapMouseEvent;
    #[wasm_bindgen(method, getter, js_name = lngLat)]
    pub fn lng_lat(this: &MapMouseEvent) -> LngLat;
    #[wasm_bindgen(method, getter)]
    pub fn point(this: &MapMouseEvent) -> Point;

    /// A place on the screen, pixels.
    pub type Point;
    #[wasm_bindgen(method, getter)]
    pub fn x(this: &Point) -> f64;
    #[wasm_bindgen(method, getter)]
    pub fn y(this: &Point) -> f64;

    #[wasm_bindgen(js_name = setWorkerUrl)]
    pub fn set_worker_url(url: &str);
    #[wasm_bindgen(js_name = addProtocol)]
    pub fn add_protocol(name: &str, load: &Function);
}

/// Folder of the library beside the page, named by its version.
pub const FOLDER: &str = "vendor/maplibre-gl-6.17.0";

/// A value of JSON as one of JavaScript.
pub fn js(value: &serde_json::Value) -> JsValue {
    js_sys::JSON::parse(&value.to_string()).unwrap_or(JsValue::NULL)
}

/// A box as the library takes it.
pub fn js_bounds(bounds: &liito_worker::LonLatBounds) -> JsValue {
    let corner = |x: f64, y: f64| Array::of2(&x.into(), &y.into());
    Array::of2(&corner(bounds.west, bounds.south), &corner(bounds.east, bounds.north)).into()
}
