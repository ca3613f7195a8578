//! What matters, and why: what is known of it so far.

use std::sync::Arc;

use liito_worker::{Explained, Firmness, LinkDetails, PatchDetails};

/// Where the computing of importance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Importance {
    /// There are no figures to go on from.
    #[default]
    None,
    /// It would take long, or was stopped: the reader can have it. So many seconds, once
    /// that is known.
    Offered { seconds: Option<u32> },
    /// So many shares of so many.
    Running { done: usize, total: usize },
    /// It is there.
    Done,
}

impl Importance {
    /// Nobody knows yet how long it would take.
    pub const OFFERED: Self = Self::Offered { seconds: None };

    /// Whether the reader can have it.
    pub fn is_offered(self) -> bool {
        matches!(self, Self::Offered { .. })
    }

    /// Share of the work that is done, 0 to 1, while there is work.
    pub fn progress(self) -> Option<f64> {
        let number = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
        match self {
            Self::Running { done, total } => Some(number(done) / number(total.max(1))),
            _ => None,
        }
    }
}

/// How firm ranks are: what is known of it so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Firm {
    /// Nobody has asked.
    #[default]
    None,
    /// So many shares of so many.
    Running { done: usize, total: usize },
    /// It is there.
    Done(Arc<Firmness>),
}

/// Everything about what is chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Details {
    Patch(Box<PatchDetails>),
    Link(Box<LinkDetails>),
}

/// Why what is chosen matters.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Explanation {
    #[default]
    None,
    /// It is being found out.
    Working,
    /// The pairs that it carries, and which of them is on the map.
    Done { explained: Arc<Explained>, shown: usize },
}

/// Lines on the map, longitudes and latitudes: the path of a pair, and the way
/// that would take over.
#[derive(Debug, Clone, Copy, Default)]
pub struct PathLines<'a> {
    pub path: &'a [(f64, f64)],
    pub detour: &'a [(f64, f64)],
}

impl Explanation {
    /// The lines of the pair that is shown.
    pub fn lines(&self) -> PathLines<'_> {
        match self {
            Self::Done { explained, shown } => explained.top.get(*shown).map_or(
                PathLines { path: &explained.line, detour: &[] },
                |pair| PathLines { path: &pair.line, detour: &pair.detour_line },
            ),
            Self::None | Self::Working => PathLines::default(),
        }
    }
}
