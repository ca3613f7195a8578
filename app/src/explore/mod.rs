//! Explore: what is near a resident, and what it is. A room of the page.

mod addresses;
mod answers;
mod feature;
mod fold;
mod in_view;
mod measure;
mod near;
mod panel;
mod search;
mod seen;
mod seen_form;
mod share;
mod shown;
mod sources;
mod to_do;
mod words;

pub use panel::{ExplorePanel, follow};
