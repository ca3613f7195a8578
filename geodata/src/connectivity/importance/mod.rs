//! What each patch and each link is worth to the network: the indices with it
//! and without it.
//!
//! dX_k = 100 (X - X without k) / X (Keitt, Urban and Milne 1997; Pascual-Hortal
//! and Saura 2006, doi:10.1007/s10980-006-0013-z). Of PC and IIC, dX has three
//! parts: intra, flux and connector (see [`ImportanceParts`]).
//!
//! # How
//!
//! Taking every patch away and computing anew is n times the work of the index.
//! Instead, from each source: only the nodes that a patch dominates in the
//! shortest paths can change, and their new lengths are found among themselves
//! and from the ways in past the patch ([`Detours`](crate::graph::Detours)).
//! What is cut off whole needs no search. Nothing is left out, unless a bound is set
//! ([`RemovalNetwork::within`]): then what lies far away counts by the ways around a patch
//! that are found close by. Sums of lengths are
//! exact up to 2^23 m, some 8 000 km, and so are ties; beyond, rounded as any sum.
//!
//! The work is cut into at most 64 shares whose sums are added in order, so that
//! the result is the same to the last bit for any number of threads or workers.

mod all_pairs;
mod bound;
mod by_hops;
mod by_length;
mod candidates;
mod carried;
mod direct_gain;
mod links;
mod network;
mod patches;
mod sums;

pub use bound::{EXACT_UP_TO, OF_LARGE_NETWORKS};
pub use candidates::{Candidate, Gain};
pub use carried::{Carried, CarriedPair, Piece};
pub use direct_gain::DirectGain;
pub use links::LinkImportance;
pub use network::RemovalNetwork;
pub use patches::{ImportanceParts, PatchImportance};
pub use sums::{IndexSums, RemovalSums, Wanted};
