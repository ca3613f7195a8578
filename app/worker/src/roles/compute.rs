//! Takes shares of long work.

use geodata::connectivity::NetworkGraphs;
use geodata::links::euclidean_links_from;
use geodata::{Habitat, WorkingCrs};
use liito_worker::{Ask, Reply};

use super::Answer;

/// What a compute worker holds.
#[derive(Default)]
pub struct Compute {
    habitat: Option<Habitat>,
    graphs: Option<NetworkGraphs>,
}

impl Compute {
    pub fn answer(&mut self, ask: Ask, bytes: &[u8]) -> Answer {
        match ask {
            Ask::LoadHabitat => {
                let shapes: Option<(Vec<geo::MultiPolygon>, WorkingCrs)> =
                    postcard::from_bytes(bytes).ok();
                self.habitat = shapes.map(|(shapes, crs)| Habitat::from_shapes(shapes, crs));
                (Reply::Done, None)
            }
            Ask::Links { sources, max_link_m } => {
                let Some(habitat) = &self.habitat else { return (Reply::OtherVersion, None) };
                let sources = sources.start as usize..sources.end as usize;
                let links = euclidean_links_from(habitat, sources, max_link_m);
                (Reply::Bytes, postcard::to_allocvec(&links).ok())
            }
            Ask::LoadGraphs => {
                self.graphs = postcard::from_bytes(bytes).ok();
                (Reply::Done, None)
            }
            Ask::Sums { sources } => {
                let Some(graphs) = &self.graphs else { return (Reply::OtherVersion, None) };
                (Reply::Sums(graphs.sums(sources.start as usize..sources.end as usize)), None)
            }
            _ => (Reply::OtherVersion, None),
        }
    }
}
