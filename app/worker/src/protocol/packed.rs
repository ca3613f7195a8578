//! Messages within messages, for one kind of worker alone.
//!
//! Every worker carries what it takes to read all questions. Those of a worker that is
//! fetched later travel packed, so that the first visit does not load how to read them.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A message, encoded.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Packed(Vec<u8>);

impl Packed {
    /// Packs a message.
    #[must_use]
    pub fn of(message: &impl Serialize) -> Self {
        // What cannot be encoded is read as a message of another version.
        Self(postcard::to_allocvec(message).unwrap_or_default())
    }

    /// As it is sent.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The message, if it is one.
    #[must_use]
    pub fn unpack<T: DeserializeOwned>(&self) -> Option<T> {
        postcard::from_bytes(&self.0).ok()
    }
}
