//! The indices of a whole network, together.

use serde::{Deserialize, Serialize};

use super::{NetworkGraphs, ParameterError, Parameters, SourceSums, coincidence};
use crate::error::Error;
use crate::graph::Components;
use crate::links::{Link, euclidean_links};
use crate::model::Habitat;
use crate::units::hectares;

/// The indices of a network. Areas in hectares.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Indices {
    /// NL: links up to the threshold.
    pub links: usize,
    /// NC: components of the graph of those links.
    pub components: usize,
    /// Sum of the attributes, hectares.
    pub habitat_ha: f64,
    /// Numerator of PC, square hectares.
    pub pc_num: f64,
    /// PC; `None` without a landscape area.
    pub pc: Option<f64>,
    /// EC(PC), hectares.
    pub ec_pc_ha: f64,
    /// Numerator of IIC, square hectares.
    pub iic_num: f64,
    /// IIC; `None` without a landscape area.
    pub iic: Option<f64>,
    /// EC(IIC), hectares.
    pub ec_iic_ha: f64,
    /// Harary index H.
    pub h: f64,
    /// Numerator of LCP, square hectares.
    pub lcp_num: f64,
    /// LCP; `None` without a landscape area.
    pub lcp: Option<f64>,
    /// CCP.
    pub ccp: f64,
}

/// A run: its links, its graphs and its indices.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// All links, sorted.
    pub links: Vec<Link>,
    /// The graphs that the indices were computed on.
    pub graphs: NetworkGraphs,
    /// Component of each patch, by links up to the threshold.
    pub components: Components,
    /// The indices.
    pub indices: Indices,
}

/// Goes from a habitat to its indices, with areas as attributes.
///
/// Callers with another attribute use [`Habitat::attributes`], and those who
/// share the work among workers, [`NetworkGraphs::sums`] and
/// [`indices_from_sums`]; this is the two in a row.
///
/// # Errors
/// [`Error::Parameter`] or [`Error::Link`].
pub fn analyse(habitat: &Habitat, parameters: &Parameters) -> Result<Analysis, Error> {
    parameters.check()?;
    let links = euclidean_links(habitat, parameters.max_link_m, &mut ())?;
    let attributes = habitat.patches().iter().map(|patch| hectares(patch.area_m2)).collect();
    Analysis::new(links, attributes, parameters)
}

impl Analysis {
    /// Computes the indices of a network with these links and attributes (hectares).
    ///
    /// # Errors
    /// [`Error::Parameter`] where a parameter has no meaning.
    pub fn new(
        links: Vec<Link>,
        attributes_ha: Vec<f64>,
        parameters: &Parameters,
    ) -> Result<Self, Error> {
        let graphs = NetworkGraphs::new(&links, attributes_ha, parameters)?;
        let sums = graphs.sums(0..graphs.nodes());
        let components = Components::of(graphs.binary());
        let indices = indices_from_sums(&graphs, &components, &sums, parameters)?;
        Ok(Self { links, graphs, components, indices })
    }
}

/// Adds up what the searches from each node gave, in the order of the nodes.
///
/// # Errors
/// [`ParameterError::NoPatches`] for a network without nodes.
pub fn indices_from_sums(
    graphs: &NetworkGraphs,
    components: &Components,
    sums: &[SourceSums],
    parameters: &Parameters,
) -> Result<Indices, ParameterError> {
    if sums.is_empty() {
        return Err(ParameterError::NoPatches);
    }
    let habitat_ha: f64 = graphs.attributes_ha().iter().sum();
    let pc_num: f64 = sums.iter().map(|source| source.pc_num).sum();
    let iic_num: f64 = sums.iter().map(|source| source.iic_num).sum();
    let areas = components.sums(graphs.attributes_ha());
    let lcp_num = coincidence::numerator(&areas);
    let of_landscape =
        |numerator: f64| parameters.landscape_area_ha.map(|area| numerator / (area * area));
    Ok(Indices {
        links: graphs.binary().edges(),
        components: components.count(),
        habitat_ha,
        pc_num,
        pc: of_landscape(pc_num),
        ec_pc_ha: pc_num.sqrt(),
        iic_num,
        iic: of_landscape(iic_num),
        ec_iic_ha: iic_num.sqrt(),
        h: sums.iter().fold(0.0, |sum, source| sum + source.h),
        lcp_num,
        lcp: of_landscape(lcp_num),
        ccp: coincidence::class(&areas),
    })
}
