//! Every call to the browser that is not the map's: one file a matter.

mod address_bar;
mod clipboard;
mod clock;
mod config;
mod device;
mod digest;
mod download;
mod fetch;
mod file_head;
mod frames;
mod kept;
mod location;
mod page_meta;
mod picture;
mod popover;
mod service_worker;
mod store;
mod words;

pub use address_bar::{page_address, query, replace_query};
pub use clipboard::copy;
pub use clock::today;
pub use config::fetch_config;
pub use device::{cores, device_is_dark, is_wide, language, log_panics};
pub use digest::sha256;
pub use download::{blob_of, bytes_of, save, stem};
pub use fetch::{FetchTarget, fetch_blob, fetch_text, target};
pub use file_head::head;
pub use frames::frames;
pub use kept::{forget, keep, kept, new_visit, visits};
pub use location::locate;
pub use page_meta::{add_script, base_url, focus, set_document, set_theme, worker_url};
pub use picture::save_picture;
pub use popover::{lower, raise};
pub use service_worker::{NewerPage, is_kept, is_online, keep_page};
pub use store::{
    load_appearance, load_runs, load_seen, put_runs_aside, save_appearance, save_runs, save_seen,
    save_welcomed, was_welcomed,
};
pub use words::{has_room_words, load_room_words, load_words, say_without_words};
