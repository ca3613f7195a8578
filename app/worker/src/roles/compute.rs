//! Takes shares of long work.

use geodata::connectivity::NetworkGraphs;
use geodata::connectivity::curve::Curve;
use geodata::connectivity::importance::{Candidate, RemovalNetwork, Wanted};
use geodata::links::{euclidean_links_from, planar_links};
use geodata::{Habitat, WorkingCrs};
use liito_worker::{Ask, Reply};

use liito_worker::Answer;

/// Each worker has a matrix of its own, and memory once taken is never given back.
const HELD_NODES_OF_A_WORKER: usize = 2000;

/// A sample of the work: at least so many sources, and so long. The first are not timed: the
/// browser makes code quick only once it has run.
const FIRST_SOURCES: usize = 4;
const FEWEST_SOURCES: usize = 8;
const SAMPLE_MS: f64 = 700.0;

/// What a compute worker holds.
#[derive(Default)]
pub struct Compute {
    habitat: Option<Habitat>,
    graphs: Option<NetworkGraphs>,
    removals: Option<RemovalNetwork>,
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
            Ask::PlanarLinks { max_link_m } => {
                let Some(habitat) = &self.habitat else { return (Reply::OtherVersion, None) };
                let links = planar_links(habitat, max_link_m, &mut ());
                (Reply::Bytes, postcard::to_allocvec(&links).ok())
            }
            Ask::LoadRemovals => {
                self.removals = postcard::from_bytes(bytes).ok();
                (Reply::Done, None)
            }
            Ask::Cost => {
                let Some(network) = &self.removals else { return (Reply::OtherVersion, None) };
                (Reply::Cost { seconds: cost(network) }, None)
            }
            Ask::Share { share } => {
                let Some(network) = &self.removals else { return (Reply::OtherVersion, None) };
                (Reply::Bytes, postcard::to_allocvec(&network.share(share, Wanted::ALL)).ok())
            }
            Ask::Gains { links } => {
                let Some(network) = &self.removals else { return (Reply::OtherVersion, None) };
                let candidate =
                    |(a, b, now_m)| Candidate::Link { a, b, length_m: 0.0, now_m: Some(now_m) };
                let candidates: Vec<Candidate> = links.into_iter().map(candidate).collect();
                let gains = network.gains_holding(&candidates, HELD_NODES_OF_A_WORKER);
                (Reply::Gains(gains.iter().map(|gain| gain.pc.total).collect()), None)
            }
            Ask::Carried { piece, most } => {
                let Some(network) = &self.removals else { return (Reply::OtherVersion, None) };
                // What no shortest path needs carries nothing.
                (Reply::Carried(network.carried(piece, most).unwrap_or_default()), None)
            }
            Ask::LoadGraphs => {
                self.graphs = postcard::from_bytes(bytes).ok();
                (Reply::Done, None)
            }
            Ask::Curve { parameters, distances_m, shares } => {
                let curve = self.graphs.as_ref().map(|g| Curve::new(g, &distances_m, &parameters));
                let Some(Ok(curve)) = curve else { return (Reply::OtherVersion, None) };
                let shares = shares.start as usize..shares.end as usize;
                (Reply::Curve(shares.map(|share| curve.share(share)).collect()), None)
            }
            Ask::Sums { sources } => {
                let Some(graphs) = &self.graphs else { return (Reply::OtherVersion, None) };
                (Reply::Sums(graphs.sums(sources.start as usize..sources.end as usize)), None)
            }
            _ => (Reply::OtherVersion, None),
        }
    }
}

/// What taking everything away would take, seconds, as far as a sample tells.
fn cost(network: &RemovalNetwork) -> f64 {
    let mut start = js_sys::Date::now();
    let done = network.sample(Wanted::ALL, |done| {
        if done == FIRST_SOURCES {
            start = js_sys::Date::now();
        }
        done < FIRST_SOURCES + FEWEST_SOURCES || js_sys::Date::now() - start < SAMPLE_MS
    });
    let timed = if done > FIRST_SOURCES { done - FIRST_SOURCES } else { done.max(1) };
    (js_sys::Date::now() - start) / 1000.0 * count(network.nodes()) / count(timed)
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::INFINITY, f64::from)
}
