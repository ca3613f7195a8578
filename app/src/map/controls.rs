//! What stands round the map: zoom, scale, coordinates of the pointer.

use leptos::prelude::*;
use liito_locales::messages as m;

use super::view::{held, with};
use crate::components::words::named;
use crate::components::{Icon, IconButton};
use crate::state::App;

/// Buttons for those who cannot, or would rather not, turn a wheel.
#[component]
pub fn MapControls() -> impl IntoView {
    let app = App::get();
    let map = held();
    view! {
        <div class="map-controls card" role="group">
            <IconButton
                icon=Icon::Plus
                label=named(m::map::zoom_in)
                on_press=move || with(map, super::bindings::Map::zoom_in)
            />
            <IconButton
                icon=Icon::Minus
                label=named(m::map::zoom_out)
                on_press=move || with(map, super::bindings::Map::zoom_out)
            />
            <IconButton
                icon=Icon::Extent
                label=named(m::map::zoom_all)
                on_press=move || app.go_to_all()
            />
        </div>
    }
}

/// Longest bar, pixels.
const WIDEST_PX: f64 = 110.0;

/// A bar of a round length.
#[component]
pub fn ScaleBar() -> impl IntoView {
    let app = App::get();
    let bar = Memo::new(move |_| {
        let view = app.view.get()?;
        scale_bar(metres_per_px(view.latitude, view.zoom), WIDEST_PX)
    });
    view! {
        {move || bar.get().map(|(length_m, width_px)| {
            let language = app.language.get();
            view! {
                <div class="scale">
                    <span class="visually-hidden">{m::map::scale(language)}</span>
                    <span class="scale-label">{language.length(length_m)}</span>
                    <span class="scale-bar" style:width=format!("{width_px:.0}px")></span>
                </div>
            }
        })}
    }
}

/// Metres that a pixel of the map is wide.
pub fn metres_per_px(latitude: f64, zoom: f64) -> f64 {
    // MapLibre's tiles are 512 pixels wide; the equator is 40 075 016.7 m long.
    40_075_016.7 * libm::cos(latitude.to_radians()) / (512.0 * libm::exp2(zoom))
}

/// Length in metres and width in pixels of the longest round bar of at most so many.
pub fn scale_bar(metres_per_px: f64, widest_px: f64) -> Option<(f64, f64)> {
    let longest = metres_per_px * widest_px;
    if !(longest.is_finite() && longest > 0.0) {
        return None;
    }
    let decade = libm::pow(10.0, libm::floor(libm::log10(longest)));
    let length_m = [5.0, 2.0, 1.0].into_iter().map(|step| step * decade).find(|m| *m <= longest)?;
    Some((length_m, length_m / metres_per_px))
}

/// Longitude and latitude under the pointer.
#[component]
pub fn PointerPosition() -> impl IntoView {
    let app = App::get();
    let words = move || {
        let language = app.language.get();
        app.pointer.get().map_or_else(String::new, |(longitude, latitude)| {
            let degrees = |value: f64, positive: char, negative: char| {
                let side = if value < 0.0 { negative } else { positive };
                format!("{}°\u{a0}{side}", language.number(value.abs(), 5))
            };
            format!("{}, {}", degrees(latitude, 'N', 'S'), degrees(longitude, 'E', 'W'))
        })
    };
    view! {
        <div class="pointer" aria-hidden="true">{words}</div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_round_and_fits() {
        for zoom in [2.0, 9.3, 12.0, 17.9] {
            let (length, width) = scale_bar(metres_per_px(60.2, zoom), WIDEST_PX).unwrap();
            assert!(width > 40.0 && width <= WIDEST_PX, "{width}");
            let first = length / libm::pow(10.0, libm::floor(libm::log10(length)));
            assert!([1.0, 2.0, 5.0].iter().any(|round| (first - round).abs() < 1e-9), "{length}");
        }
        assert_eq!(scale_bar(metres_per_px(60.2, f64::INFINITY), WIDEST_PX), None);
    }
}
