//! Plan: draw a plan, see what it costs the network, find what mends it, print the annex.

mod alternatives;
mod annex;
mod edits;
mod impact;
mod live;
mod panel;
mod progress;
mod suggestions;
mod tools;

pub use annex::AnnexDialog;
pub use panel::PlanPanel;
pub use tools::Tools;
