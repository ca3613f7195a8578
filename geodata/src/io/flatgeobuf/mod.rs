//! FlatGeobuf, version 3 (and files of version 2, which differ in nothing read here).
//!
//! The crate `flatgeobuf` holds the tables and the index. Its own reader takes
//! the bytes of properties on trust and its writer needs a temporary file, which
//! a browser has not: both are therefore walked here.

mod properties;
mod read;
mod write;

use super::format::{File, Format};
use super::{FileFormat, Import, ReadError, ReadOptions};

pub(super) use write::written;

/// How a file begins; the version and the patch level may differ.
const MAGIC: [u8; 8] = *b"fgb\x03fgb\x00";

/// FlatGeobuf.
pub(super) struct FlatGeobuf;

impl Format for FlatGeobuf {
    fn format(&self) -> FileFormat {
        FileFormat::FlatGeobuf
    }

    fn recognises(&self, file: File<'_>) -> bool {
        file.bytes.starts_with(&MAGIC[..3]) && file.bytes.get(4..7) == Some(&MAGIC[4..7])
    }

    fn read(&self, file: File<'_>, options: &ReadOptions) -> Result<Vec<Import>, ReadError> {
        read::read(file, options).map(|import| vec![import])
    }
}
