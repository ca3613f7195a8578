//! Questions about what matters: by which index to colour, in which order, why.

use geodata::connectivity::importance::{LinkImportance, PatchImportance, Piece};
use serde::{Deserialize, Serialize};

use super::{LonLatBounds, WayDetails};

/// What patches are coloured and ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each index is explained where it is computed")]
pub enum PatchIndex {
    /// The part of the network; nothing to rank by.
    Part,
    #[default]
    DPc,
    DPcIntra,
    DPcFlux,
    DPcConnector,
    DIic,
    DIicIntra,
    DIicFlux,
    DIicConnector,
    BcPc,
    BcIic,
    Bc,
    DLcp,
    Flux,
    Degree,
}

impl PatchIndex {
    /// All, in the order they are offered.
    pub const ALL: [Self; 15] = [
        Self::Part,
        Self::DPc,
        Self::DPcIntra,
        Self::DPcFlux,
        Self::DPcConnector,
        Self::DIic,
        Self::DIicIntra,
        Self::DIicFlux,
        Self::DIicConnector,
        Self::BcPc,
        Self::BcIic,
        Self::Bc,
        Self::DLcp,
        Self::Flux,
        Self::Degree,
    ];

    /// Name in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::DPc => "d-pc",
            Self::DPcIntra => "d-pc-intra",
            Self::DPcFlux => "d-pc-flux",
            Self::DPcConnector => "d-pc-connector",
            Self::DIic => "d-iic",
            Self::DIicIntra => "d-iic-intra",
            Self::DIicFlux => "d-iic-flux",
            Self::DIicConnector => "d-iic-connector",
            Self::BcPc => "bc-pc",
            Self::BcIic => "bc-iic",
            Self::Bc => "bc",
            Self::DLcp => "d-lcp",
            Self::Flux => "flux",
            Self::Degree => "degree",
        }
    }

    /// The value of a patch; none where there is nothing to rank by.
    #[must_use]
    pub fn of(self, p: &PatchImportance) -> Option<f64> {
        Some(match self {
            Self::Part => return None,
            Self::DPc => p.d_pc.total,
            Self::DPcIntra => p.d_pc.intra,
            Self::DPcFlux => p.d_pc.flux,
            Self::DPcConnector => p.d_pc.connector,
            Self::DIic => p.d_iic.total,
            Self::DIicIntra => p.d_iic.intra,
            Self::DIicFlux => p.d_iic.flux,
            Self::DIicConnector => p.d_iic.connector,
            Self::BcPc => p.bc_pc,
            Self::BcIic => p.bc_iic,
            Self::Bc => p.bc,
            Self::DLcp => p.d_lcp,
            Self::Flux => p.flux_ha,
            Self::Degree => u32::try_from(p.degree).map_or(f64::MAX, f64::from),
        })
    }
}

/// What links are drawn and ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each index is explained where it is computed")]
pub enum LinkIndex {
    /// Their length; nothing to rank by.
    #[default]
    Length,
    DPc,
    DIic,
    /// What a link without length would add to PC.
    Improvement,
}

impl LinkIndex {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Length, Self::DPc, Self::DIic, Self::Improvement];

    /// Name in the address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::DPc => "d-pc",
            Self::DIic => "d-iic",
            Self::Improvement => "improvement",
        }
    }
}

/// By what to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Colouring {
    /// The patches.
    pub patches: PatchIndex,
    /// The links.
    pub links: LinkIndex,
}

/// Classes that values fall into, each with as many of them as the next.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Scale {
    /// The least value and, class by class, the greatest of it; empty without values.
    pub bounds: Vec<f64>,
}

/// Number of classes of a scale.
pub const CLASSES: usize = 7;

impl Scale {
    /// Parts values into classes of about equal number. Values of 0 are one
    /// class, the lowest, however many.
    ///
    /// ```
    /// use liito_worker::Scale;
    /// let scale = Scale::new(&[0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    /// assert_eq!(scale.bounds, [0.0, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    /// assert_eq!((scale.class(0.0), scale.class(1.0), scale.class(6.0)), (0, 1, 6));
    /// ```
    #[must_use]
    pub fn new(values: &[f64]) -> Self {
        let mut above: Vec<f64> = values.iter().copied().filter(|value| *value > 0.0).collect();
        above.sort_by(f64::total_cmp);
        let has_zeros = above.len() < values.len();
        let (Some(&least), classes) = (above.first(), CLASSES - usize::from(has_zeros)) else {
            return Self { bounds: if values.is_empty() { Vec::new() } else { vec![0.0, 0.0] } };
        };
        let mut bounds = if has_zeros { vec![0.0, 0.0] } else { vec![least] };
        for class in 1..=classes {
            let last = (class * above.len()).div_ceil(classes).max(1) - 1;
            bounds.push(above[last]);
        }
        Self { bounds }
    }

    /// The class of a value, 0 for the lowest.
    #[must_use]
    pub fn class(&self, value: f64) -> u8 {
        let tops = self.bounds.get(1..).unwrap_or_default();
        let class = tops.partition_point(|top| *top < value);
        u8::try_from(class.min(tops.len().saturating_sub(1))).unwrap_or(0)
    }
}

/// How patches and links are coloured now; none where they are not by a value.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Scales {
    /// The patches.
    pub patches: Option<Scale>,
    /// The links.
    pub links: Option<Scale>,
}

/// A patch or a link in a ranked list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// Which.
    pub piece: Piece,
    /// What to call it: one name, or those of the two ends.
    pub labels: Vec<String>,
    /// Its value.
    pub value: f64,
}

/// Those that matter most, most first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Ranking {
    /// What the patches are ranked by.
    pub patch_index: PatchIndex,
    /// What the links are ranked by.
    pub link_index: LinkIndex,
    /// The patches.
    pub patches: Vec<Ranked>,
    /// The links up to the threshold.
    pub links: Vec<Ranked>,
}

/// Everything about a link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkDetails {
    /// Its patches, by number.
    pub ends: (u32, u32),
    /// What to call them.
    pub labels: (String, String),
    /// Where it lies.
    pub bounds: LonLatBounds,
    /// Its length, metres.
    pub length_m: f64,
    /// Probability of moving it.
    pub probability: f64,
    /// What its way is like, where it knows the land.
    pub way: Option<WayDetails>,
    /// What the network loses without it; none before it is known.
    pub importance: Option<LinkImportance>,
    /// What PC would gain if it had no length, %; none before it is known.
    pub improvement: Option<f64>,
}

/// A pair of patches that a piece carries, in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExplainedPair {
    /// The patches' names.
    pub labels: (String, String),
    /// Length of their shortest path, metres.
    pub length_m: f64,
    /// Length without the piece, metres; none where nothing else joins them.
    pub detour_m: Option<f64>,
    /// What is lost, % of PC.
    pub lost: f64,
    /// Names of the patches on the path.
    pub path: Vec<String>,
    /// Names of those on the way that would take over.
    pub detour: Vec<String>,
    /// The path on the map: longitudes and latitudes.
    pub line: Vec<(f64, f64)>,
    /// The way that would take over on the map.
    pub detour_line: Vec<(f64, f64)>,
}

/// Why a piece matters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explained {
    /// Which.
    pub piece: Piece,
    /// Pairs that lose something without it.
    pub pairs: usize,
    /// Of those, pairs that nothing else joins.
    pub cut_off: usize,
    /// EC(PC) without it, hectares.
    pub ec_without_ha: f64,
    /// A link itself on the map; empty for a patch.
    pub line: Vec<(f64, f64)>,
    /// The pairs that lose most, most first.
    pub top: Vec<ExplainedPair>,
}
