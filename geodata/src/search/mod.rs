//! Finds features by what they are called and by what is said of them.
//!
//! Words are folded (`Töölö` is `toolo`) and kept in a finite-state transducer with the places
//! where they stand, by the crate `fst`. Every word of a question must be found in a feature, the
//! last one as a beginning too, since it may still be typed. Only where nothing is found so is it
//! looked for within other words, and only where that finds nothing are letters forgiven, by a
//! walk of the transducer that counts edits as it goes.
//!
//! What observers wrote of themselves and of nests is not searched, and observations are not
//! found at all.

mod edits;
mod fold;
mod index;
mod position;
mod query;

pub use fold::{folded, words};
pub use index::SearchIndex;
pub use position::positions;
pub use query::{Found, Hit};
