//! How much is read at most, so that no file takes the machine down.

use super::ReadError;

/// Files larger than this are refused, packed or unpacked. What is read of a
/// file takes up to four times its size in memory, which has to fit the 4 GiB
/// of WebAssembly.
pub const MOST_FILE_BYTES: u64 = 1_000_000_000;

/// What is smaller unpacked is let through however tightly it is packed.
const HARMLESS_BYTES: u64 = 64_000_000;

/// Text of coordinates packs to a third or a tenth, tables of blanks to a fiftieth.
const TIGHTEST_PACKING: u64 = 200;

/// Says whether a file may be read.
///
/// # Errors
/// [`ReadError::TooLarge`] above [`MOST_FILE_BYTES`].
pub fn check_size(bytes: u64) -> Result<(), ReadError> {
    if bytes > MOST_FILE_BYTES {
        return Err(ReadError::TooLarge { bytes, most: MOST_FILE_BYTES });
    }
    Ok(())
}

/// Says whether so much may come out of so much that is packed.
pub(super) fn check_packing(packed: u64, unpacked: u64) -> Result<(), ReadError> {
    check_size(unpacked)?;
    if unpacked > HARMLESS_BYTES && unpacked / packed.max(1) > TIGHTEST_PACKING {
        return Err(ReadError::PackedTooTightly { packed, unpacked });
    }
    Ok(())
}
