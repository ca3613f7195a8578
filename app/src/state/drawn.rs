//! What the map has drawn, so that whoever looks can tell whether it is all there.

use std::fmt;

use liito_locales::Language;

/// What stood in the state when the map had last drawn all it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawn {
    /// Revision of the network's tiles; 0 before there are any, as for the others.
    pub tiles: u32,
    /// Revision of the network's colours.
    pub colours: u32,
    /// Revision of the tiles of all else.
    pub context: u32,
    /// The language of the names.
    pub language: Option<Language>,
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tiles, colours, context, language } = self;
        write!(f, "{tiles}.{colours}.{context}.{}", language.map_or("", Language::code))
    }
}
