//! Are patches with signs of use better connected than suitable ones without?

use serde::{Deserialize, Serialize};

use super::{Auc, auc};
use crate::connectivity::Kernel;
use crate::graph::{Edge, PatchGraph, lengths_from};
use crate::links::Link;

/// The number that patches are told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OccupancyBy {
    /// Graphab's `F_i`: sum over the other patches of their attribute times p*.
    Connectivity,
    /// The same over the occupied ones alone, as in Hanski's incidence function model (1994,
    /// doi:10.2307/5591): what animals may come from.
    OccupiedConnectivity,
    /// The patch's own attribute, to compare with.
    Attribute,
}

impl OccupancyBy {
    /// Each, in the order of a report.
    pub const ALL: [Self; 3] = [Self::Connectivity, Self::OccupiedConnectivity, Self::Attribute];

    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Connectivity => "connectivity",
            Self::OccupiedConnectivity => "connectivity_to_occupied",
            Self::Attribute => "attribute",
        }
    }
}

/// How surely one number tells occupied patches from others.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Occupancy {
    /// Which number.
    pub by: OccupancyBy,
    /// Patches with signs of use.
    pub occupied: usize,
    /// Suitable ones without (`Soveltuva`).
    pub suitable: usize,
    /// The area under the curve.
    pub auc: Auc,
}

/// How surely connectivity, and area alone, tell occupied patches from suitable ones; empty
/// where there are none of either, or not as many as attributes. Patches of which no survey says whether they are occupied
/// are part of the network and of neither group.
///
/// # Arguments
/// What a survey says of each patch, and links and attributes of the patches, hectares, in
/// their order.
#[must_use]
pub fn occupancy(
    is_occupied: &[Option<bool>],
    links: &[Link],
    attributes_ha: &[f64],
    kernel: &Kernel,
) -> Vec<Occupancy> {
    // What is told of other patches is told of none of these.
    if is_occupied.len() != attributes_ha.len() {
        return Vec::new();
    }
    let edge = |link: &Link| Edge { a: link.a, b: link.b, length_m: kernel.effective_m(link) };
    let graph = PatchGraph::new(attributes_ha.len(), links.iter().map(edge));
    let said = is_occupied.iter().enumerate();
    let said: Vec<(usize, bool)> =
        said.filter_map(|(number, is_occupied)| Some((number, (*is_occupied)?))).collect();
    let numbers = crate::parallel::map(&said, |(number, _)| {
        let mut sums = [0.0, 0.0, attributes_ha[*number]];
        for (other, length) in lengths_from(&graph, *number).into_iter().enumerate() {
            if other != *number {
                let flux = attributes_ha[other] * kernel.probability_at(length);
                sums[0] += flux;
                sums[1] += if is_occupied[other] == Some(true) { flux } else { 0.0 };
            }
        }
        sums
    });
    let group = |by: OccupancyBy, wanted: bool| -> Vec<f64> {
        let all = said.iter().zip(&numbers).filter(|((_, occupied), _)| *occupied == wanted);
        all.map(|(_, sums)| sums[by as usize]).collect()
    };
    let of = |by| {
        let (occupied, suitable) = (group(by, true), group(by, false));
        Some(Occupancy {
            by,
            occupied: occupied.len(),
            suitable: suitable.len(),
            auc: auc(&occupied, &suitable)?,
        })
    };
    OccupancyBy::ALL.into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, Rect};

    use super::*;
    use crate::crs::{Crs, WorkingCrs};
    use crate::links::euclidean_links;
    use crate::model::Habitat;

    #[test]
    fn those_near_others_are_told_from_those_alone() {
        let crs = WorkingCrs::from_crs(Crs::from_name("EPSG:3879").unwrap()).unwrap();
        let at = |x: f64| MultiPolygon(vec![Rect::new((x, 0.0), (x + 100.0, 100.0)).to_polygon()]);
        // Three side by side, two far off; the last one is of no survey.
        let places = [0.0, 200.0, 400.0, 6000.0, 12_000.0, 600.0];
        let habitat = Habitat::from_shapes(places.map(at).to_vec(), crs);
        let occupied = [Some(true), Some(true), Some(true), Some(false), Some(false), None];
        let links = euclidean_links(&habitat, None, &mut ()).unwrap();
        let kernel = Kernel::new(1000.0, 0.5).unwrap();
        let found = occupancy(&occupied, &links, &[1.0; 6], &kernel);
        let areas: Vec<f64> = found.iter().map(|of| of.auc.auc).collect();
        assert_eq!(areas, [1.0, 1.0, 0.5]);
        assert_eq!((found[0].occupied, found[0].suitable), (3, 2));
        assert_eq!(occupancy(&occupied[..3], &links, &[1.0; 6], &kernel), []);
        assert_eq!(occupancy(&[None; 6], &links, &[1.0; 6], &kernel), []);
    }
}
