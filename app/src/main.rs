//! Liito's page: an open map of a city's nature that computes in the browser.

mod analyse;
mod components;
mod data;
mod jobs;
mod map;
mod page;
mod platform;
mod state;

fn main() {
    platform::log_panics();
    leptos::mount::mount_to_body(page::Page);
}
