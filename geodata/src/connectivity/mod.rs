//! Indices of habitat connectivity.
//!
//! | index | module | graph |
//! |---|---|---|
//! | NL, NC, H | [`harary`], [`Indices`] | links up to the threshold |
//! | LCP, CCP | [`coincidence`] | links up to the threshold |
//! | IIC | [`iic`] | links up to the threshold |
//! | MSC, SLC, ECS, MESH | [`component_size`] | links up to the threshold |
//! | GD | [`diameter`] | links up to the threshold |
//! | clustering | [`clustering`] | links up to the threshold |
//! | PC, EC(PC) | [`pc`] | all links |
//! | F, AWF | [`flux`] | all links, directly |
//! | F_i | [`flux`] | all links, along best paths |
//! | PC over distances | [`curve`] | all links |
//! | dPC, BC(PC) and their like | [`importance`] | all links |
//! | dIIC, BC, BC(IIC), dH, dLCP | [`importance`] | links up to the threshold |
//! | EC(PC) of graded links, and with a crossing mended | [`mending`] | links over the land |
//! | EC(PC) of a part of the network | [`ec_pc_within`] | all links |
//! | who reaches whom at each grade | [`reach`] | links over the land |
//! | how firm ranks are | [`sensitivity`] | links over the land, found anew |
//! | intra, direct, step of IIC and PC | [`fractions`] | as IIC and PC |
//!
//! Everything that takes a search from each node is a sum over sources, kept
//! apart until the end and added in the order of the nodes: so the work can be
//! shared among any number of threads or workers with the same result to the
//! last bit.

pub mod clustering;
pub mod coincidence;
pub mod component_size;
pub mod curve;
pub mod diameter;
pub mod flux;
pub mod fractions;
mod graded;
pub mod harary;
pub mod iic;
pub mod importance;
mod indices;
mod kernel;
mod mending;
pub mod metapatches;
mod neighbourhood;
mod pair_probabilities;
mod parameters;
pub mod pc;
mod reach;
pub mod sensitivity;
mod sources;

pub use flux::Flux;
pub use graded::{GradeFactors, GradedLinks, Grading, Measure};
pub use indices::{Analysis, Indices, analyse, indices_from_sums};
pub use kernel::Kernel;
pub use mending::{MOST_MENDED_PATCHES, Mending, mending};
pub use neighbourhood::ec_pc_within;
pub use pair_probabilities::{ChangedNetwork, KnownPaths, PairProbabilities, ValuedPaths};
pub use parameters::{ParameterError, Parameters};
pub use reach::{Reach, TERRITORY_IN_FOREST_HA, TERRITORY_IN_TOWN_HA, WITHIN_TERRITORY_M, reach};
pub use sources::{NetworkGraphs, SourceSums};
