//! PC and EC(PC) over a range of distances.
//!
//! The shortest paths do not depend on the distance that the probability
//! belongs to, so one search from each patch serves all distances. A network
//! whose curve rises steeply somewhere is one for animals that move so far.

use serde::{Deserialize, Serialize};

use super::{Kernel, NetworkGraphs, ParameterError, Parameters};
use crate::graph::{PatchGraph, PathTree};
use crate::parallel::in_order;

/// More points than this are not asked for with open eyes.
const MOST_POINTS: usize = 1000;

/// Patches in a share of the work.
const SHARE: usize = 64;

/// PC at one distance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Distance that the probability belongs to, metres.
    pub distance_m: f64,
    /// Numerator of PC, square hectares.
    pub pc_num: f64,
    /// PC; `None` without a landscape area.
    pub pc: Option<f64>,
    /// EC(PC), hectares.
    pub ec_pc_ha: f64,
}

/// Distances from one to another in equal steps, the last included where a step
/// falls on it.
///
/// ```
/// use geodata::connectivity::curve::distances;
/// assert_eq!(distances(100.0, 300.0, 100.0)?, [100.0, 200.0, 300.0]);
/// assert!(distances(100.0, 300.0, 0.0).is_err());
/// # Ok::<(), geodata::connectivity::ParameterError>(())
/// ```
///
/// # Errors
/// [`ParameterError::Curve`] unless 0 < from <= to and the steps are more than 0
/// and at most 1 000.
pub fn distances(from_m: f64, to_m: f64, step_m: f64) -> Result<Vec<f64>, ParameterError> {
    let error = ParameterError::Curve { from_m, to_m, step_m };
    let is_range = from_m > 0.0 && from_m <= to_m && to_m.is_finite() && step_m > 0.0;
    // A last step that rounding leaves just beyond is one.
    let steps = ((to_m - from_m) / step_m + 1e-9).floor();
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let most = MOST_POINTS as f64;
    if !is_range || steps >= most {
        return Err(error);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 999")]
    let steps = steps as u32;
    Ok((0..=steps).map(|step| from_m + f64::from(step) * step_m).collect())
}

impl NetworkGraphs {
    /// PC at each of the distances, with the probability of `parameters`.
    ///
    /// The distance of `parameters` plays no part. Links are those of the
    /// network at every distance.
    ///
    /// # Errors
    /// As [`Kernel::new`].
    pub fn curve(
        &self,
        distances_m: &[f64],
        parameters: &Parameters,
    ) -> Result<Vec<CurvePoint>, ParameterError> {
        let kernels: Vec<Kernel> = distances_m
            .iter()
            .map(|distance| Kernel::new(*distance, parameters.probability))
            .collect::<Result<_, _>>()?;
        let mut sums = Vec::with_capacity(kernels.len());
        let by_kernel = kernels.iter().map(|kernel| self.weighted_for(kernel));
        match by_kernel.collect::<Option<Vec<PatchGraph>>>() {
            Some(graphs) => {
                for (kernel, graph) in kernels.chunks(1).zip(&graphs) {
                    sums.extend(self.sums_over(graph, kernel));
                }
            }
            None => sums.extend(self.sums_over(self.weighted(), &kernels)),
        }
        let points = distances_m.iter().zip(sums).map(|(&distance_m, pc_num)| CurvePoint {
            distance_m,
            pc_num,
            pc: parameters.landscape_area_ha.map(|area| pc_num / (area * area)),
            ec_pc_ha: pc_num.sqrt(),
        });
        Ok(points.collect())
    }

    /// `PCnum` over the shortest paths of a graph, for each kernel.
    fn sums_over(&self, graph: &PatchGraph, kernels: &[Kernel]) -> Vec<f64> {
        let mut sums = vec![0.0; kernels.len()];
        let nodes = self.nodes();
        in_order(
            nodes.div_ceil(SHARE),
            |share| self.share_of(graph, share * SHARE..((share + 1) * SHARE).min(nodes), kernels),
            |share: Vec<f64>| {
                for (sum, share) in sums.iter_mut().zip(share) {
                    *sum += share;
                }
            },
        );
        sums
    }

    /// Share of some sources in `PCnum`, for each kernel.
    fn share_of(
        &self,
        graph: &PatchGraph,
        sources: std::ops::Range<usize>,
        kernels: &[Kernel],
    ) -> Vec<f64> {
        let attributes = self.attributes_ha();
        let mut sums = vec![0.0; kernels.len()];
        let mut tree = PathTree::default();
        for source in sources {
            tree.measure_lengths(graph, source);
            let own = attributes[source];
            for (sum, kernel) in sums.iter_mut().zip(kernels) {
                // Each pair once, counted both ways.
                let later = tree.lengths()[source + 1..].iter().zip(&attributes[source + 1..]);
                let reach = later
                    .filter(|(length, _)| length.is_finite())
                    .map(|(length, attribute)| attribute * kernel.probability_at(*length))
                    .fold(0.0, |sum, share| sum + share);
                *sum += own * (own + 2.0 * reach);
            }
        }
        sums
    }
}
