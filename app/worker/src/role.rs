//! The roles of a worker.

/// What a worker is for; its name tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Keeps the layers and answers short questions.
    Data,
    /// Reads files of GeoJSON, then ends.
    Import,
    /// Reads the other formats, checks and writes all but GeoPackage: another binary.
    Formats,
    /// The same for GeoPackage: a third binary, for SQLite is heavy.
    GeoPackage,
    /// Takes shares of long work.
    Compute,
    /// Finds links over the land: a fourth binary.
    Ways,
}

impl Role {
    /// The name that a worker of this role is started with.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "liito-data",
            Self::Import => "liito-import",
            Self::Formats => "liito-formats",
            Self::GeoPackage => "liito-geopackage",
            Self::Compute => "liito-compute",
            Self::Ways => "liito-ways",
        }
    }

    /// The binary that takes this role.
    #[must_use]
    pub fn binary(self) -> &'static str {
        match self {
            Self::Data | Self::Import | Self::Compute => "liito-worker",
            Self::Formats => "liito-formats",
            Self::GeoPackage => "liito-geopackage",
            Self::Ways => "liito-ways",
        }
    }

    /// The role of a worker with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Data, Self::Import, Self::Formats, Self::GeoPackage, Self::Compute, Self::Ways]
            .into_iter()
            .find(|role| role.name() == name)
    }
}
