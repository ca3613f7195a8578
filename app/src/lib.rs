//! Liito's page: an open map of a city's nature that computes in the browser.
//!
//! A library, because two pages are made of it: the map, and the one that shows all its
//! components side by side.

mod analyse;
mod charts;
mod components;
mod config_problem;
mod data;
mod dialogs;
mod explore;
mod guide;
mod jobs;
mod map;
mod offline;
mod page;
mod plan;
mod platform;
mod rooms;
mod state;
mod styleguide;

use leptos::prelude::*;

use state::{Address, Form};
pub use styleguide::start_styleguide;

/// Puts the page, as its settings have it, in the place of the empty one.
pub fn start() {
    platform::log_panics();
    rooms::open();
    wasm_bindgen_futures::spawn_local(async {
        let device = platform::language();
        let asked = Address::parse(&platform::query(), Form::default()).language;
        // The settings may say otherwise, and mostly do not.
        let likely = platform::load_words(asked.unwrap_or(device));
        let (config, _) = futures::future::join(platform::fetch_config(), likely).await;
        let language = config.as_ref().map_or(device, |config| config.language(asked, device));
        if platform::load_words(language).await.is_err() {
            return platform::say_without_words();
        }
        match config {
            Ok(config) => {
                mount_to_body(move || view! { <page::Page config=config /> });
            }
            Err(faults) => mount_to_body(move || {
                view! { <config_problem::ConfigProblem faults=faults /> }
            }),
        }
    });
}
