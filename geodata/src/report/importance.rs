//! Importance of patches and links in the shape that files carry.

use serde::{Serialize, Serializer};

use crate::connectivity::importance::{
    Candidate, Gain, LinkImportance, PatchImportance, RemovalNetwork, RemovalSums,
};
use crate::graph::Components;
use crate::links::Link;

/// What a patch is called: a number where it is one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PatchId {
    /// A whole number.
    Number(u64),
    /// Anything else.
    Text(String),
}

impl PatchId {
    /// From what stands in a file.
    ///
    /// ```
    /// use geodata::report::PatchId;
    /// assert_eq!(PatchId::new("12"), PatchId::Number(12));
    /// assert_eq!(PatchId::new("012"), PatchId::Text("012".into()));
    /// assert!(PatchId::new("9") < PatchId::new("10"));
    /// ```
    #[must_use]
    pub fn new(label: &str) -> Self {
        match label.parse::<u64>() {
            Ok(number) if number.to_string() == label => Self::Number(number),
            _ => Self::Text(label.to_owned()),
        }
    }
}

impl Serialize for PatchId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// Importance of a patch; d in per cent of the index, as Conefor prints it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "each index is explained where it is computed")]
pub struct PatchRow {
    /// What it is called.
    pub id: PatchId,
    /// Its area; its attribute where there is no area.
    pub area_ha: f64,
    /// It lies so near to the edge of the data that it is left unranked; said only then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub near_edge: bool,
    /// Its component, from 1; none for a candidate.
    pub component: Option<u32>,
    /// Its links up to the threshold.
    pub degree: usize,
    pub d_pc: f64,
    pub d_pc_intra: f64,
    pub d_pc_flux: f64,
    pub d_pc_connector: f64,
    pub d_iic: f64,
    pub d_iic_intra: f64,
    pub d_iic_flux: f64,
    pub d_iic_connector: f64,
    /// From 0 to 1, unlike the other two, as Conefor prints it. None for a
    /// candidate, as what follows.
    pub bc: Option<f64>,
    pub bc_pc: Option<f64>,
    pub bc_iic: Option<f64>,
    pub d_nl: f64,
    pub d_nc: f64,
    pub d_lcp: f64,
    pub d_h: f64,
    pub d_f: f64,
    pub d_awf: f64,
    pub d_ccp: Option<f64>,
    /// Graphab's F_i, hectares.
    pub flux_ha: Option<f64>,
    /// True for a patch that could be added: its figures are gains.
    #[serde(skip_serializing_if = "is_false")]
    pub candidate: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl PatchRow {
    /// A patch of the network.
    #[must_use]
    pub fn of_patch(id: PatchId, area_ha: f64, component: u32, p: &PatchImportance) -> Self {
        Self {
            near_edge: false,
            id,
            area_ha,
            component: Some(component),
            degree: p.degree,
            d_pc: p.d_pc.total,
            d_pc_intra: p.d_pc.intra,
            d_pc_flux: p.d_pc.flux,
            d_pc_connector: p.d_pc.connector,
            d_iic: p.d_iic.total,
            d_iic_intra: p.d_iic.intra,
            d_iic_flux: p.d_iic.flux,
            d_iic_connector: p.d_iic.connector,
            bc: Some(p.bc),
            bc_pc: Some(p.bc_pc),
            bc_iic: Some(p.bc_iic),
            d_nl: p.d_nl,
            d_nc: p.d_nc,
            d_lcp: p.d_lcp,
            d_h: p.d_h,
            d_f: p.d_f,
            d_awf: p.d_awf,
            d_ccp: Some(p.d_ccp),
            flux_ha: Some(p.flux_ha),
            candidate: false,
        }
    }

    /// A patch that could be added, with so many links up to the threshold.
    #[must_use]
    pub fn of_candidate(id: PatchId, area_ha: f64, degree: usize, gain: &Gain) -> Self {
        Self {
            near_edge: false,
            id,
            area_ha,
            component: None,
            degree,
            d_pc: gain.pc.total,
            d_pc_intra: gain.pc.intra,
            d_pc_flux: gain.pc.flux,
            d_pc_connector: gain.pc.connector,
            d_iic: gain.iic.total,
            d_iic_intra: gain.iic.intra,
            d_iic_flux: gain.iic.flux,
            d_iic_connector: gain.iic.connector,
            bc: None,
            bc_pc: None,
            bc_iic: None,
            d_nl: gain.direct.nl,
            d_nc: gain.direct.nc,
            d_lcp: gain.direct.lcp,
            d_h: gain.h,
            d_f: gain.direct.f,
            d_awf: gain.direct.awf,
            d_ccp: None,
            flux_ha: None,
            candidate: true,
        }
    }
}

/// Importance of a pair of patches: of the link between them, or of one there could be.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "each index is explained where it is computed")]
pub struct LinkRow {
    /// One patch.
    pub a: PatchId,
    /// The other.
    pub b: PatchId,
    /// Length of the link, metres; none where there is none.
    pub distance_m: Option<f64>,
    pub d_pc_removal: Option<f64>,
    pub d_iic_removal: Option<f64>,
    /// Gain of a link of length 0, above 0; Conefor prints it with a minus sign.
    pub d_pc_improvement: f64,
    pub d_iic_improvement: f64,
}

/// Which pairs of patches to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkRows {
    /// Those that have a link.
    Links,
    /// All.
    Pairs,
}

/// Rows of all patches, by rising identifier.
#[must_use]
pub fn patch_rows(
    network: &RemovalNetwork,
    sums: &RemovalSums,
    ids: &[PatchId],
    areas_ha: &[f64],
    components: &Components,
) -> Vec<PatchRow> {
    let patches = network.patches(sums);
    let of_patch = ids.iter().zip(areas_ha).zip(components.of_node()).zip(&patches);
    let mut rows: Vec<PatchRow> = of_patch
        .map(|(((id, area), component), patch)| {
            PatchRow::of_patch(id.clone(), *area, component + 1, patch)
        })
        .collect();
    crate::order::sort_by(&mut rows, |x, y| x.id.cmp(&y.id));
    rows
}

/// Two patches, and the link between them with what it is worth, if any.
type Pair<'a> = (u32, u32, Option<(&'a Link, &'a LinkImportance)>);

/// Rows of links or of all pairs, by rising identifiers.
#[must_use]
pub fn link_rows(
    network: &RemovalNetwork,
    sums: &RemovalSums,
    ids: &[PatchId],
    links: &[Link],
    which: LinkRows,
) -> Vec<LinkRow> {
    let lost = network.links(links, sums);
    let mut pairs: Vec<Pair<'_>> =
        links.iter().zip(&lost).map(|(link, lost)| (link.a, link.b, Some((link, lost)))).collect();
    if which == LinkRows::Pairs {
        let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let is_link =
            |pair: &(u32, u32)| links.binary_search_by_key(pair, |link| (link.a, link.b)).is_ok();
        let others = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
        pairs.extend(others.filter(|pair| !is_link(pair)).map(|(a, b)| (a, b, None)));
    }
    let candidates: Vec<Candidate> = pairs
        .iter()
        .map(|&(a, b, link)| Candidate::Link {
            a,
            b,
            length_m: 0.0,
            now_m: link.map(|(link, _)| network.kernel().effective_m(link)),
        })
        .collect();
    let gains = network.gains(&candidates);
    let mut rows: Vec<LinkRow> = pairs
        .iter()
        .zip(gains)
        .map(|(&(a, b, link), gain)| {
            let (a, b) = (ids[a as usize].clone(), ids[b as usize].clone());
            let (a, b) = if a <= b { (a, b) } else { (b, a) };
            LinkRow {
                a,
                b,
                distance_m: link.map(|(link, _)| link.length_m),
                d_pc_removal: link.map(|(_, lost)| lost.d_pc),
                d_iic_removal: link.map(|(_, lost)| lost.d_iic),
                d_pc_improvement: gain.pc.total,
                d_iic_improvement: gain.iic.total,
            }
        })
        .collect();
    crate::order::sort_by(&mut rows, |x, y| (&x.a, &x.b).cmp(&(&y.a, &y.b)));
    rows
}
