//! The indices of a whole network, together.

use serde::{Deserialize, Serialize};

use super::fractions::Fractions;
use super::{NetworkGraphs, ParameterError, Parameters, SourceSums, coincidence, component_size};
use crate::error::Error;
use crate::graph::Components;
use crate::links::{Link, links};
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
    /// Share of IIC within patches, %.
    pub iic_intra: f64,
    /// Share of IIC by direct links, %.
    pub iic_direct: f64,
    /// Share of IIC by way of other patches, %.
    pub iic_step: f64,
    /// Share of PC within patches, %.
    pub pc_intra: f64,
    /// Share of PC by direct links, %.
    pub pc_direct: f64,
    /// Share of PC by way of other patches, %.
    pub pc_step: f64,
    /// Conefor's F.
    pub f: f64,
    /// Conefor's AWF, square hectares.
    pub awf: f64,
    /// Mean size of a component, MSC, hectares.
    pub msc_ha: f64,
    /// Size of the largest component, SLC, hectares.
    pub slc_ha: f64,
    /// Expected cluster size, ECS, hectares.
    pub ecs_ha: f64,
    /// Graph diameter, GD, metres.
    pub gd_m: f64,
    /// Effective mesh size, MESH, hectares; `None` without a landscape area.
    pub mesh_ha: Option<f64>,
    /// Mean number of links of a patch up to the threshold.
    pub degree: f64,
    /// Mean clustering coefficient.
    pub clustering: f64,
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
    let links = links(habitat, parameters.topology, parameters.max_link_m, &mut ())?;
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
    let attributes = graphs.attributes_ha();
    let intra: f64 = attributes.iter().map(|a| a * a).sum();
    let direct_iic: f64 = graphs
        .binary()
        .iter_edges()
        .map(|edge| attributes[edge.a as usize] * attributes[edge.b as usize])
        .fold(0.0, |sum, share| sum + share);
    let flux = graphs.flux();
    let iic = Fractions::new(iic_num, intra, direct_iic);
    let pc = Fractions::new(pc_num, intra, flux.awf);
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    let (nodes, slots) = (sums.len() as f64, graphs.binary().slots() as f64);
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
        iic_intra: iic.intra,
        iic_direct: iic.direct,
        iic_step: iic.step,
        pc_intra: pc.intra,
        pc_direct: pc.direct,
        pc_step: pc.step,
        f: flux.f,
        awf: flux.awf,
        msc_ha: component_size::mean(&areas),
        slc_ha: component_size::largest(&areas),
        ecs_ha: component_size::expected(&areas),
        gd_m: sums.iter().map(|source| source.farthest_m).fold(0.0, f64::max),
        mesh_ha: parameters
            .landscape_area_ha
            .map(|landscape| component_size::effective_mesh(&areas, landscape)),
        degree: slots / nodes,
        clustering: sums.iter().map(|source| source.clustering).sum::<f64>() / nodes,
    })
}
