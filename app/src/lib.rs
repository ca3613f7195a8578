//! Liito's page: an open map of a city's nature that computes in the browser.
//!
//! A library, because two pages are made of it: the map, and the one that shows all its
//! components side by side.

mod analyse;
mod components;
mod config_problem;
mod data;
mod guide;
mod jobs;
mod map;
mod page;
mod platform;
mod state;
mod styleguide;

use leptos::prelude::*;

pub use styleguide::start_styleguide;

/// Puts the page, as its settings have it, in the place of the empty one.
pub fn start() {
    platform::log_panics();
    wasm_bindgen_futures::spawn_local(async {
        match platform::fetch_config().await {
            Ok(config) => {
                mount_to_body(move || view! { <page::Page config=config /> });
            }
            Err(faults) => mount_to_body(move || {
                view! { <config_problem::ConfigProblem faults=faults /> }
            }),
        }
    });
}
