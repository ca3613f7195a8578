//! Liito's words in Finnish, Swedish and English.
//!
//! One catalogue serves the page and the command. Each message of `en.toml`,
//! `fi.toml` and `sv.toml` is a function here that takes the language and the
//! values it names; one that a language lacks does not compile.
//!
//! ```
//! # #[cfg(not(feature = "fetched"))] {
//! use liito_locales::{Language, messages};
//! assert_eq!(messages::patches::count(Language::Finnish, 2466), "2\u{a0}466 elinympäristölaikkua");
//! # }
//! ```
//!
//! With the feature `fetched` the words are not compiled in, so that a page need not load
//! those of three languages: `install` takes a language's list, which the page fetches.
#![deny(missing_docs)]

#[cfg(not(feature = "fetched"))]
mod alternatives;
#[cfg(not(feature = "fetched"))]
mod annex;
mod explain;
mod explain_areas;
mod explain_check;
mod explain_writing;
#[cfg(feature = "fetched")]
mod fetched;
#[cfg(not(feature = "fetched"))]
mod field_report;
mod fields;
mod land;
mod language;
mod luoti;
mod methods;
mod roles;
#[cfg(not(feature = "fetched"))]
mod source;
mod tables;

/// The messages, a module for each section of the catalogues.
#[allow(
    clippy::if_same_then_else,
    clippy::too_many_lines,
    clippy::useless_format,
    reason = "generated"
)]
pub mod messages {
    use crate::language::Language;

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

#[cfg(not(feature = "fetched"))]
pub use alternatives::{Alternative, alternatives};
#[cfg(not(feature = "fetched"))]
pub use annex::{Annex, annex, edit_words, effects};
pub use explain::{
    Explained, Location, conefor_error, note, parameter_error, project_error, raster_error,
    read_error, repair, resistance_error, skip_reason, skip_remedy, source_crs,
};
pub use explain_areas::left_out_reason;
pub use explain_check::{column_kind, fault, fault_words};
pub use explain_writing::{loss, write_error};
#[cfg(feature = "fetched")]
pub use fetched::{CatalogueError, Part, install, is_installed};
#[cfg(not(feature = "fetched"))]
pub use field_report::field_report;
pub use fields::{field, fields};
pub use land::{grade_words, ground_words, land_class, worth_basis};
pub use language::Language;
pub use luoti::{survey_column_name, survey_layer_name, survey_value};
pub use methods::{Costs, Methods, methods};
pub use roles::layer_role;
#[cfg(not(feature = "fetched"))]
pub use source::Source;
pub use tables::{CheckedLayer, Reader, findings_csv, report_csv};
