//! All pairs of patches as a layer.

use geodata::connectivity::NetworkGraphs;
use geodata::report::pairs_layer;
use liito_worker::{Answer, Reply};

/// A list of one layer, from the graphs of a run.
pub fn pairs(labels: &[String], graphs: &[u8]) -> Answer {
    let Ok(graphs) = postcard::from_bytes::<NetworkGraphs>(graphs) else {
        return (Reply::OtherVersion, None);
    };
    (Reply::Bytes, postcard::to_allocvec(&vec![pairs_layer(labels, &graphs)]).ok())
}
