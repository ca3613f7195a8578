//! The three roles of a worker.

/// What a worker is for; its name tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Keeps the layers and answers short questions.
    Data,
    /// Reads one file, then ends.
    Import,
    /// Takes shares of long work.
    Compute,
}

impl Role {
    /// The name that a worker of this role is started with.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "liito-data",
            Self::Import => "liito-import",
            Self::Compute => "liito-compute",
        }
    }

    /// The role of a worker with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Data, Self::Import, Self::Compute].into_iter().find(|role| role.name() == name)
    }
}
