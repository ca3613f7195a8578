//! Files in files: gzip and zip.

use std::cell::Cell;
use std::io::{Cursor, Read};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::limits::{check_packing, check_size};
use super::{Damage, FileFormat, ReadError};

/// More files in an archive than this are more than any layer has.
const MOST_FILES: usize = 10_000;

/// True for what gzip has packed.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b")
}

/// True for a zip archive.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Unpacks what gzip has packed.
pub(super) fn gunzip(bytes: &[u8], name: &str) -> Result<Vec<u8>, ReadError> {
    let taken = Cell::new(0);
    let stream = MultiGzDecoder::new(Counted { rest: bytes, taken: &taken });
    bounded(stream, || taken.get(), name)
}

/// Packed bytes, counted as they are taken.
struct Counted<'a> {
    rest: &'a [u8],
    taken: &'a Cell<u64>,
}

impl Read for Counted<'_> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let count = self.rest.read(to)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

/// Bytes that are unpacked between two looks at how many there are.
const STEP: u64 = 1 << 20;

/// Reads all of a packed stream, as long as not absurdly much comes out of what went in.
fn bounded(
    mut stream: impl Read,
    packed: impl Fn() -> u64,
    name: &str,
) -> Result<Vec<u8>, ReadError> {
    let mut unpacked = Vec::new();
    loop {
        let count = stream.by_ref().take(STEP).read_to_end(&mut unpacked);
        if count.map_err(|_| damaged(name))? == 0 {
            return Ok(unpacked);
        }
        check_packing(packed(), unpacked.len() as u64)?;
    }
}

fn damaged(name: &str) -> ReadError {
    ReadError::CannotUnpack { name: name.to_owned() }
}

/// A file of an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its path in the archive.
    pub name: String,
    /// All of it, unpacked.
    pub bytes: Vec<u8>,
}

impl Member {
    /// The path without its last ending, for telling which files belong together.
    pub(super) fn stem(&self) -> &str {
        self.name.rsplit_once('.').map_or(&self.name, |(stem, _)| stem)
    }

    /// The last ending in small letters, without its dot.
    pub(super) fn ending(&self) -> String {
        self.name
            .rsplit_once('.')
            .map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
    }
}

/// The files in a zip archive, those apart that a system leaves beside its own.
///
/// # Errors
/// [`ReadError`] where the archive is damaged, encrypted or claims too much.
pub(crate) fn unzip(bytes: &[u8], name: &str) -> Result<Vec<Member>, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(name))?;
    if archive.len() > MOST_FILES {
        let (claimed, possible) = (archive.len() as u64, MOST_FILES as u64);
        let damage = Damage::Claims { claimed, possible };
        return Err(ReadError::Damaged { format: FileFormat::Shapefile, damage });
    }
    let mut members = Vec::new();
    let mut whole = 0;
    for number in 0..archive.len() {
        let file = archive.by_index(number).map_err(|_| damaged(name))?;
        let path = file.name().map_err(|_| damaged(name))?.into_owned();
        let is_beside = path.starts_with("__MACOSX/") || path.ends_with(".DS_Store");
        if file.is_dir() || is_beside {
            continue;
        }
        // What it claims is told before any of it is unpacked.
        let packed = file.compressed_size();
        check_packing(packed, file.size())?;
        let bytes = bounded(file, || packed, &path)?;
        whole += bytes.len() as u64;
        check_size(whole)?;
        members.push(Member { name: path, bytes });
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..128 {
            packer.write_all(&[b' '; 1_000_000]).unwrap();
        }
        let bomb = packer.finish().unwrap();
        assert!(bomb.len() < 200_000);
        assert!(matches!(gunzip(&bomb, "bomb.gz"), Err(ReadError::PackedTooTightly { .. })));
        assert!(matches!(gunzip(&bomb[..100], "cut.gz"), Err(ReadError::CannotUnpack { .. })));
    }
}
