//! The text of a file, and where in it a piece of it stands.

use std::sync::OnceLock;

use crate::io::Place;

/// A file's text, able to say on which line a slice of it begins.
pub(super) struct Source<'a> {
    text: &'a str,
    line_starts: OnceLock<Vec<usize>>,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, line_starts: OnceLock::new() }
    }

    /// Line of a slice of this text, from 1.
    fn line_of(&self, piece: &str) -> usize {
        let offset = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let starts = self.line_starts.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        });
        starts.partition_point(|start| *start <= offset)
    }

    /// The place of a slice of this text.
    pub(super) fn place(&self, feature: Option<u32>, path: String, piece: &str) -> Place {
        Place { feature, path, line: Some(self.line_of(piece)) }
    }
}
