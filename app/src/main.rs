//! Liito's page: an open map of a city's nature that computes in the browser.

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

use leptos::prelude::*;

fn main() {
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
