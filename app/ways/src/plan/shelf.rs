//! Plans as they are kept: each present has its own.
//!
//! Edits are in the working system and may name patches by number, so that they mean nothing
//! over other data. When the data change, plans for them are taken from the shelf, or begun
//! with copies of those edits of the last ones that mean the same; the last ones are put
//! away, and are there again with their data.

use geodata::scenario::Scenario;
use liito_worker::{Answer, Reply};
use serde::{Deserialize, Serialize};

use super::{Ground, Planner};

/// Tells presents apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    crs: String,
    patches: u64,
}

/// All plans, those for the present last, as they are kept and saved with a project.
#[derive(Serialize, Deserialize)]
struct Kept {
    revision: u32,
    plans: Vec<Drawn>,
}

/// Plans for a present.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Drawn {
    over: Identity,
    scenarios: Vec<Scenario>,
    chosen: usize,
}

impl Identity {
    fn of(ground: &Ground) -> Self {
        let habitat = ground.present.habitat();
        // FNV-1a (draft-eastlake-fnv): it stands in saved projects, so it has to be the same
        // with every compiler.
        let mut patches: u64 = 0xcbf2_9ce4_8422_2325;
        let mut take = |number: f64| {
            for byte in number.to_bits().to_le_bytes() {
                patches = (patches ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        for patch in habitat.patches() {
            take(patch.area_m2);
            if let Some(at) = patch.polygons.0.first().and_then(|of| of.exterior().0.first()) {
                take(at.x);
                take(at.y);
            }
        }
        Self { crs: habitat.working_crs().to_string(), patches }
    }
}

impl Planner {
    /// Takes up the plans for the present there is.
    pub(super) fn take_up(&mut self) {
        let Some(now) = self.ground.as_ref().map(Identity::of) else { return };
        if self.over.as_ref() == Some(&now) {
            return;
        }
        self.put_away();
        let known = self.shelf.iter().position(|drawn| drawn.over == now);
        (self.scenarios, self.chosen) = match known.map(|place| self.shelf.remove(place)) {
            Some(Drawn { scenarios, chosen, .. }) => (scenarios, chosen),
            None => match self.shelf.last() {
                Some(last) if last.over.crs == now.crs => {
                    (last.scenarios.iter().map(Scenario::without_patches).collect(), last.chosen)
                }
                _ => (Vec::new(), 0),
            },
        };
        self.over = Some(now);
        self.suggested.clear();
        self.revision += 1;
    }

    fn put_away(&mut self) {
        if let Some(over) = self.over.take() {
            let scenarios = std::mem::take(&mut self.scenarios);
            self.shelf.push(Drawn { over, scenarios, chosen: self.chosen });
        }
    }

    /// Takes plans over as they were kept.
    pub(super) fn restore(&mut self, bytes: &[u8]) -> Answer {
        let Ok(Kept { revision, plans: shelf }) = serde_json::from_slice(bytes) else {
            return (Reply::OtherVersion, None);
        };
        let now = self.ground.as_ref().map(Identity::of);
        let is_same = shelf.last().map(|drawn| &drawn.over) == now.as_ref();
        self.shelf = shelf;
        self.over = None;
        self.after.clear();
        self.take_up();
        // For the same present they are what the page knows.
        self.revision = revision + u32::from(!is_same);
        (Reply::Done, None)
    }

    /// The plans as JSON, to be kept: those for the present last.
    pub(super) fn kept(&self) -> Option<Vec<u8>> {
        let mut plans = self.shelf.clone();
        plans.extend(self.over.clone().map(|over| Drawn {
            over,
            scenarios: self.scenarios.clone(),
            chosen: self.chosen,
        }));
        serde_json::to_vec(&Kept { revision: self.revision, plans }).ok()
    }
}
