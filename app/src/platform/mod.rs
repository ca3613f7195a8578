//! Every call to the browser that is not the map's: one file a matter.

mod address_bar;
mod clock;
mod config;
mod device;
mod download;
mod fetch;
mod file_head;
mod frames;
mod kept;
mod page_meta;
mod popover;
mod store;
mod words;

pub use address_bar::{query, replace_query};
pub use clock::today;
pub use config::fetch_config;
pub use device::{cores, device_is_dark, is_wide, language, log_panics};
pub use download::{blob_of, bytes_of, save, stem};
pub use fetch::{FetchTarget, fetch_blob, target};
pub use file_head::head;
pub use frames::frames;
pub use kept::{forget, keep, kept, new_visit, visits};
pub use page_meta::{add_script, base_url, focus, set_document, set_theme, worker_url};
pub use popover::{lower, raise};
pub use store::{load_appearance, save_appearance, save_welcomed, was_welcomed};
pub use words::{load_words, say_without_words};
