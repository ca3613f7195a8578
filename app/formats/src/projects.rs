//! Projects as one file, and the files in one.

use geodata::project::{Member, ProjectError, pack, unpack};
use liito_worker::{Answer, Reply};

/// Packs files that come one after the other, each of a name and a length.
pub fn packed(files: &[(String, usize)], bytes: &[u8]) -> Answer {
    let mut rest = bytes;
    let mut all: Vec<(&str, &[u8])> = Vec::with_capacity(files.len());
    for (name, length) in files {
        let Some((own, others)) = rest.split_at_checked(*length) else {
            return (Reply::OtherVersion, None);
        };
        all.push((name, own));
        rest = others;
    }
    match pack(&all) {
        Ok(packed) => (Reply::Bytes, Some(packed)),
        Err(error) => refused(error),
    }
}

/// The files of a project, one after the other.
pub fn unpacked(bytes: &[u8]) -> Answer {
    match unpack(bytes) {
        Ok(members) => {
            let told = members.iter().map(|Member { name, bytes }| (name.clone(), bytes.len()));
            let told = told.collect();
            let all = members.into_iter().flat_map(|member| member.bytes).collect();
            (Reply::Unpacked(told), Some(all))
        }
        Err(error) => refused(error),
    }
}

fn refused(error: ProjectError) -> Answer {
    (Reply::NotUnpacked(error), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let files = vec![("project.json".to_owned(), 2), ("data/1-a".to_owned(), 3)];
        let (reply, packed_bytes) = packed(&files, b"{}abc");
        assert_eq!(reply, Reply::Bytes);
        let (reply, bytes) = unpacked(&packed_bytes.unwrap());
        assert_eq!((reply, bytes.unwrap()), (Reply::Unpacked(files.clone()), b"{}abc".to_vec()));
        assert_eq!(packed(&files, b"{}").0, Reply::OtherVersion);
        assert_eq!(unpacked(b"{}").0, Reply::NotUnpacked(ProjectError::NotAProject));
    }
}
