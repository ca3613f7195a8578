//! Messages as bytes.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::PROTOCOL;

/// A message with the version of its language and the number of its question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Envelope<T> {
    /// [`PROTOCOL`] of the sender.
    pub protocol: u32,
    /// Number of the question; an answer carries that of its question.
    pub id: u32,
    /// The message itself.
    pub content: T,
}

/// A message that cannot be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireError {
    /// The sender speaks another version.
    OtherVersion,
    /// The bytes are no message.
    Malformed,
}

/// A message as bytes.
#[must_use]
pub fn encode<T: Serialize>(id: u32, content: &T) -> Vec<u8> {
    // Messages hold plain data, for which there is always an encoding.
    postcard::to_allocvec(&Envelope { protocol: PROTOCOL, id, content }).unwrap_or_default()
}

/// A message from bytes: the number of its question, and its content.
///
/// # Errors
/// [`WireError`] where the bytes are none, or of another version.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<(u32, T), WireError> {
    let (protocol, rest): (u32, &[u8]) =
        postcard::take_from_bytes(bytes).map_err(|_| WireError::Malformed)?;
    if protocol != PROTOCOL {
        return Err(WireError::OtherVersion);
    }
    let (id, rest): (u32, &[u8]) =
        postcard::take_from_bytes(rest).map_err(|_| WireError::Malformed)?;
    let content = postcard::from_bytes(rest).map_err(|_| WireError::Malformed)?;
    Ok((id, content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ask, Reply};

    #[test]
    fn a_message_comes_back_as_it_went() {
        let bytes = encode(7, &Ask::At { longitude: 24.8, latitude: 60.2, tolerance_m: 5.0 });
        let (id, ask): (u32, Ask) = decode(&bytes).unwrap();
        assert_eq!(id, 7);
        assert!(matches!(ask, Ask::At { latitude, .. } if latitude == 60.2));
    }

    #[test]
    fn other_versions_and_noise_are_told_apart() {
        let other = postcard::to_allocvec(&(PROTOCOL + 1, 1u32, 0u8)).unwrap();
        assert_eq!(decode::<Reply>(&other).unwrap_err(), WireError::OtherVersion);
        assert_eq!(decode::<Reply>(&[]).unwrap_err(), WireError::Malformed);
    }
}
