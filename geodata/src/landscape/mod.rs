//! The land between the patches: what it is, by what maps and surveys call it.

mod class;
mod recognise;
mod vocabulary;

pub use class::{LandClass, PlaceKind, TreeHeight};
pub use recognise::{LandReader, names_of};
