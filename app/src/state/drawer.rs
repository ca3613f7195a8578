//! What lies below the map.

use std::sync::atomic::{AtomicBool, Ordering};

/// What the drawer below the map shows. A signal of its number serves: each type that a
/// signal holds is compiled once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drawer {
    /// It is shut.
    #[default]
    None,
    /// The table of patches.
    Table,
    /// Charts of the run.
    Charts,
    /// The network held against surveys.
    Field,
    /// Runs side by side.
    Runs,
}

impl Drawer {
    /// What it can show.
    pub const TABS: [Self; 4] = [Self::Table, Self::Charts, Self::Runs, Self::Field];

    /// The one with this number.
    pub fn of(number: u32) -> Self {
        Self::TABS.into_iter().find(|tab| *tab as u32 == number).unwrap_or_default()
    }
}

/// The reader has just opened the drawer: once it is there, the focus goes to it.
static WAS_OPENED: AtomicBool = AtomicBool::new(false);

impl Drawer {
    /// Says that the reader opens it.
    pub fn is_opened() {
        WAS_OPENED.store(true, Ordering::Relaxed);
    }

    /// Whether they have just done so; says so once.
    pub fn was_opened() -> bool {
        WAS_OPENED.swap(false, Ordering::Relaxed)
    }
}
