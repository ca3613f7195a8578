//! Indices of habitat connectivity.
//!
//! | index | module | graph |
//! |---|---|---|
//! | NL, NC, H | [`harary`], [`Indices`] | links up to the threshold |
//! | LCP, CCP | [`coincidence`] | links up to the threshold |
//! | IIC | [`iic`] | links up to the threshold |
//! | PC, EC(PC) | [`pc`] | all links |
//!
//! Everything that takes a search from each node is a sum over sources, kept
//! apart until the end and added in the order of the nodes: so the work can be
//! shared among any number of threads or workers with the same result to the
//! last bit.

pub mod coincidence;
pub mod harary;
pub mod iic;
mod indices;
mod kernel;
mod parameters;
pub mod pc;
mod sources;

pub use indices::{Analysis, Indices, analyse, indices_from_sums};
pub use kernel::Kernel;
pub use parameters::{ParameterError, Parameters};
pub use sources::{NetworkGraphs, SourceSums};
