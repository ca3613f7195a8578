//! What can be wrong with Conefor's files.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What is wrong, and in which line.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
#[error("line {line}: {fault}")]
pub struct ConeforError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: ConeforFault,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
pub enum ConeforFault {
    /// Nothing stands in the file.
    #[error("the file is empty")]
    Empty,
    /// The file is not text in UTF-8.
    #[error("not text in UTF-8")]
    NotText,
    /// A line of nodes has not two or three words.
    #[error("{words} words, not an identifier, an attribute and perhaps 1 or 0")]
    NodeWords {
        /// How many it has.
        words: usize,
    },
    /// An identifier is no whole number.
    #[error("identifier {found:?} is not a whole number of 0 or more")]
    Identifier {
        /// What stands there.
        found: String,
    },
    /// An attribute is not a number of 0 or more.
    #[error("attribute {found:?} is not a number of 0 or more")]
    Attribute {
        /// What stands there.
        found: String,
    },
    /// The third word is neither 1 nor 0.
    #[error("{found:?} is neither 1 (there is) nor 0 (candidate)")]
    State {
        /// What stands there.
        found: String,
    },
    /// An identifier stands twice.
    #[error("node {id} stands twice")]
    NodeTwice {
        /// The identifier.
        id: u64,
    },
    /// A line of distances has not three words.
    #[error("{words} words, not two identifiers and a distance")]
    DistanceWords {
        /// How many it has.
        words: usize,
    },
    /// A distance is given to a node that is not in the list of nodes.
    #[error("node {id} is not in the list of nodes")]
    UnknownNode {
        /// The identifier.
        id: u64,
    },
    /// A distance is not a number of 0 or more.
    #[error("distance {found:?} is not a number of 0 or more")]
    Distance {
        /// What stands there.
        found: String,
    },
    /// A pair has two different distances.
    #[error("nodes {a} and {b} have another distance in an earlier line")]
    PairTwice {
        /// One node.
        a: u64,
        /// The other.
        b: u64,
    },
    /// All pairs were promised, and some are missing.
    #[error("{missing} pairs are missing, nodes {a} and {b} the first of them")]
    PairsMissing {
        /// One node of the first.
        a: u64,
        /// The other.
        b: u64,
        /// How many.
        missing: u64,
    },
}
