//! Files in one file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{ProjectError, RASTER};
pub use crate::io::Member;
use crate::io::unzip;

/// Packs files under their names. The same files give the same bytes.
///
/// # Errors
/// [`ProjectError::Damaged`] where they are more than an archive holds.
pub fn pack(files: &[(&str, &[u8])]) -> Result<Vec<u8>, ProjectError> {
    let damaged =
        |error: &dyn std::fmt::Display| ProjectError::Damaged { reason: error.to_string() };
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock here: the first moment that the format can tell.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        // A grid of nothing packs so tightly that it would not be believed when it is read.
        let options = options.compression_method(match *name {
            RASTER => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        });
        archive.start_file(*name, options).map_err(|error| damaged(&error))?;
        archive.write_all(bytes).map_err(|error| damaged(&error))?;
    }
    Ok(archive.finish().map_err(|error| damaged(&error))?.into_inner())
}

/// The files of an archive.
///
/// # Errors
/// [`ProjectError`] where it is none, is damaged, or claims to hold absurdly much.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Member>, ProjectError> {
    if !bytes.starts_with(b"PK") {
        return Err(ProjectError::NotAProject);
    }
    let members = unzip(bytes, super::MANIFEST)
        .map_err(|error| ProjectError::Damaged { reason: error.to_string() })?;
    let is_project = members.iter().any(|member| member.name == super::MANIFEST);
    if is_project { Ok(members) } else { Err(ProjectError::NotAProject) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_back_as_they_were() {
        let files: [(&str, &[u8]); 2] = [("project.json", b"{}"), ("data/1-a.gpkg", &[0, 1, 255])];
        let packed = pack(&files).unwrap();
        assert_eq!(packed, pack(&files).unwrap());
        let members = unpack(&packed).unwrap();
        let told: Vec<(&str, &[u8])> =
            members.iter().map(|m| (m.name.as_str(), m.bytes.as_slice())).collect();
        assert_eq!(told, files);
    }

    #[test]
    fn other_archives_and_torn_ones_are_refused() {
        assert_eq!(unpack(b"{}").unwrap_err(), ProjectError::NotAProject);
        let other = pack(&[("roads.shp", b"")]).unwrap();
        assert_eq!(unpack(&other).unwrap_err(), ProjectError::NotAProject);
        let whole = pack(&[("project.json", b"{}")]).unwrap();
        assert!(matches!(unpack(&whole[..40]).unwrap_err(), ProjectError::Damaged { .. }));
    }
}
