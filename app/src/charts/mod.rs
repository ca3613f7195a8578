//! Charts of the run: questions that figures alone do not answer. A room of its own.
//!
//! A chart is shapes first (`scene.rs`), made of numbers without a browser; the page shows
//! them as elements (`figure.rs`, many points at once by `cloud.rs`) and saves them as a file (`svg_file.rs`).

mod axis;
mod bars;
mod chart;
mod cloud;
mod figure;
mod frame;
mod histogram;
mod intervals;
mod kinds;
mod line;
mod panel;
mod scatter;
mod scene;
mod svg_file;

pub use panel::Charts;
