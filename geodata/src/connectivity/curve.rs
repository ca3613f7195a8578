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
pub const SHARE: usize = 64;

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

/// A curve of a network, share by share: for whoever has several workers.
///
/// ```
/// use geodata::connectivity::curve::{Curve, points};
/// use geodata::{Crs, Habitat, Parameters, WorkingCrs, analyse};
/// use geo::{MultiPolygon, Rect};
///
/// // Two patches of 1 ha, 100 m apart: EC(PC)² = 2 + 2 p.
/// let at = |x: f64| MultiPolygon(vec![Rect::new((x, 0.0), (x + 100.0, 100.0)).to_polygon()]);
/// let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879")?)?;
/// let habitat = Habitat::from_shapes(vec![at(0.0), at(200.0)], crs);
/// let parameters = Parameters::default();
/// let network = analyse(&habitat, &parameters)?.graphs;
/// let curve = Curve::new(&network, &[100.0, 200.0], &parameters)?;
/// let shares: Vec<Vec<f64>> = (0..curve.shares()).map(|share| curve.share(share)).collect();
/// let points = points(&[100.0, 200.0], &shares, None);
/// assert!((points[0].pc_num - 3.0).abs() < 1e-12);
/// assert!((points[1].pc_num - (2.0 + 2.0 * 0.5_f64.sqrt())).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Curve<'n> {
    network: &'n NetworkGraphs,
    kernels: Vec<Kernel>,
    /// A graph a kernel, where links have grades: what those leave depends on the kernel.
    graded: Option<Vec<PatchGraph>>,
}

impl<'n> Curve<'n> {
    /// The curve at these distances, with the probability of `parameters`, whose distance
    /// plays no part. Links are those of the network at every distance.
    ///
    /// # Errors
    /// As [`Kernel::new`].
    pub fn new(
        network: &'n NetworkGraphs,
        distances_m: &[f64],
        parameters: &Parameters,
    ) -> Result<Self, ParameterError> {
        let kernel = |distance: &f64| Kernel::new(*distance, parameters.probability);
        let kernels: Vec<Kernel> = distances_m.iter().map(kernel).collect::<Result<_, _>>()?;
        let graded = kernels.iter().map(|kernel| network.weighted_for(kernel)).collect();
        Ok(Self { network, kernels, graded })
    }

    /// Into how many shares the work falls: always the same ones, so that sums that are added
    /// in their order are the same, whoever took them.
    #[must_use]
    pub fn shares(&self) -> usize {
        self.network.nodes().div_ceil(SHARE)
    }

    /// What the patches of a share add to `PCnum`, a number a distance.
    #[must_use]
    pub fn share(&self, share: usize) -> Vec<f64> {
        let sources = share * SHARE..((share + 1) * SHARE).min(self.network.nodes());
        match &self.graded {
            Some(graphs) => {
                let each = graphs.iter().zip(self.kernels.chunks(1));
                each.flat_map(|(graph, kernel)| self.sums(graph, sources.clone(), kernel)).collect()
            }
            None => self.sums(self.network.weighted(), sources, &self.kernels),
        }
    }

    /// What some sources add along the shortest paths of a graph, for each kernel.
    fn sums(
        &self,
        graph: &PatchGraph,
        sources: std::ops::Range<usize>,
        kernels: &[Kernel],
    ) -> Vec<f64> {
        let attributes = self.network.attributes_ha();
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

/// The points of a curve, from what all shares add, in their order.
#[must_use]
pub fn points(
    distances_m: &[f64],
    shares: &[Vec<f64>],
    landscape_area_ha: Option<f64>,
) -> Vec<CurvePoint> {
    let of = |(place, &distance_m): (usize, &f64)| {
        let sums = shares.iter().filter_map(|share| share.get(place));
        let pc_num = sums.fold(0.0, |sum, share| sum + share);
        CurvePoint {
            distance_m,
            pc_num,
            pc: landscape_area_ha.map(|area| pc_num / (area * area)),
            ec_pc_ha: pc_num.sqrt(),
        }
    };
    distances_m.iter().enumerate().map(of).collect()
}

impl NetworkGraphs {
    /// The whole [`Curve`].
    ///
    /// # Errors
    /// As [`Kernel::new`].
    pub fn curve(
        &self,
        distances_m: &[f64],
        parameters: &Parameters,
    ) -> Result<Vec<CurvePoint>, ParameterError> {
        let curve = Curve::new(self, distances_m, parameters)?;
        let mut shares = Vec::with_capacity(curve.shares());
        in_order(curve.shares(), |share| curve.share(share), |sums| shares.push(sums));
        Ok(points(distances_m, &shares, parameters.landscape_area_ha))
    }
}
