//! Analyse: open habitats, set parameters, read figures, check them, save them.

mod base_map;
mod crossings;
mod details;
mod explanation;
mod field_check;
mod figures;
mod firmness;
mod grading;
mod importance;
mod index_words;
mod legend;
mod link_details;
mod panel;
mod parameters;
mod presets;
mod resistance;
mod results;
mod run_state;
mod runs;
mod table;
mod way_details;

pub use base_map::Attribution;
pub use details::Details;
pub use legend::{Legend, LegendEntries, legend_facts};
pub use panel::AnalysePanel;
pub use parameters::ParameterSection;
pub use presets::PresetDialog;
pub use results::ResultsDrawer;
pub use way_details::WayPreview;
