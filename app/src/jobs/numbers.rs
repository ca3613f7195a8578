//! The numbers of the run that charts are drawn of, and the curve over distances.

use geodata::Parameters;
use geodata::connectivity::curve::{CurvePoint, SHARE, points};
use leptos::prelude::*;
use liito_worker::{Ask, NetworkNumbers, Reply};

use super::Jobs;
use super::pool::Setup;
use crate::state::Form;

/// Shares that each worker gets on average.
const SHARES_A_WORKER: usize = 4;

impl Jobs {
    /// The numbers of the run; `None` where there is none.
    pub async fn numbers(&self) -> Option<NetworkNumbers> {
        match self.ask(Ask::Numbers).await?.reply {
            Reply::Numbers(packed) => packed.unpack(),
            _ => None,
        }
    }

    /// EC(PC) of the run's network over distances; `None` where it has been superseded.
    pub async fn curve(
        &self,
        distances_m: Vec<f64>,
        progress: impl Fn(usize, usize),
    ) -> Option<Vec<CurvePoint>> {
        let generation = self.0.generation.get();
        let parameters: Parameters = self.0.app.form.with_untracked(Form::parameters)?;
        let answer = self.ask(Ask::RunGraphs).await?;
        let Reply::Graphs { nodes } = answer.reply else { return None };
        let shares = u32::try_from((nodes as usize).div_ceil(SHARE)).ok()?;
        let workers = self.0.pool.size() * SHARES_A_WORKER;
        let size = u32::try_from((shares as usize).div_ceil(workers)).ok()?.max(1);
        let ask = |start: u32| Ask::Curve {
            parameters: parameters.clone(),
            distances_m: distances_m.clone(),
            shares: start..(start + size).min(shares),
        };
        let asks = (0..shares).step_by(size as usize).map(ask).collect();
        let setup = Setup::new(Ask::LoadGraphs, answer.bytes?);
        let answers = self.0.pool.map(setup, asks, progress).await.ok()?;
        if !self.is_current(generation) {
            return None;
        }
        let mut sums: Vec<Vec<f64>> = Vec::new();
        for answer in answers {
            let Reply::Curve(share) = answer.reply else { return None };
            sums.extend(share);
        }
        Some(points(&distances_m, &sums, parameters.landscape_area_ha))
    }
}
