//! The layers of a file that holds several: one that cannot be read takes none
//! of the others with it.

use super::{Import, Note, Noted, Place, ReadError};

/// Layers that were read, and parts that could not be.
#[derive(Default)]
pub(super) struct Gathered {
    imports: Vec<Import>,
    refused: Vec<(String, ReadError)>,
    ignored: Vec<String>,
}

impl Gathered {
    /// Takes in what came of reading a part.
    pub(super) fn take(&mut self, part: &str, read: Result<Import, ReadError>) {
        match read {
            Ok(import) => self.imports.push(import),
            Err(error) => self.refuse(part, error),
        }
    }

    /// Takes in the layers of a part.
    pub(super) fn extend(&mut self, imports: Vec<Import>) {
        self.imports.extend(imports);
    }

    /// Notes that a part could not be read.
    pub(super) fn refuse(&mut self, part: &str, error: ReadError) {
        self.refused.push((part.to_owned(), error));
    }

    /// Notes that a part holds no features.
    pub(super) fn ignore(&mut self, part: &str) {
        self.ignored.push(part.to_owned());
    }

    /// The layers. The first says what was left out.
    ///
    /// # Errors
    /// The first [`ReadError`], where nothing could be read.
    pub(super) fn finish(mut self) -> Result<Vec<Import>, ReadError> {
        let Some(first) = self.imports.first_mut() else {
            return self.refused.into_iter().next().map_or(Ok(Vec::new()), |(_, error)| Err(error));
        };
        let refused = self
            .refused
            .into_iter()
            .map(|(part, error)| Note::PartRefused { part, error: Box::new(error) });
        let ignored = self.ignored.into_iter().map(|part| Note::PartIgnored { part });
        let notes = refused.chain(ignored).map(|note| Noted { place: Place::of_file(), note });
        first.report.notes.splice(0..0, notes);
        Ok(self.imports)
    }
}
