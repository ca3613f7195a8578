//! What if: a plan as a list of edits to the present, and what becomes of the network.
//!
//! A [`Scenario`] is edits with their history; a [`Scene`] is what comes of the present and
//! of edits after some years; a [`Rule`] finds its [`Network`], the same for the present and
//! for every scenario; [`assess`] puts down what differs, in the order in which the law
//! looks at it. Links here know the land: straight ones are blind to what a plan does.
//!
//! Growth: trees gain a set height each year ([`Trees`]) and count from 10 m on, like all
//! trees; what grows by itself, and what falls, is left aside.

mod edit;
#[cfg(feature = "projection")]
mod from_layers;
mod history;
mod impact;
mod live;
mod network;
#[cfg(feature = "projection")]
mod planned;
mod scene;
mod suggest;
mod surveyed;
mod trees;

pub use edit::{Edit, EditError, PatchId, Planting};
pub use history::{Entry, Scenario};
pub use impact::{
    AreaLoss, ConnectionTouched, EffectRange, GapChange, HabitatLoss, Impact, LinkChange,
    LinkState, NEIGHBOURHOOD_M, ObjectTouched, PatchLoss, PlanPlace, Question, Side, SiteTouched,
    Worth, assess, best_links, cleared, effect_range, is_worse,
};
pub use live::{Figures, Live};
pub use network::{Network, Rule};
#[cfg(feature = "projection")]
pub use planned::{planned, plantings};
pub use scene::{Present, Scene};
pub use suggest::{Budget, MOST_CANDIDATES, STRIP_M, Suggestion, Suggestions, lost_links, suggest};
pub use surveyed::{Connection, Object, Site, SiteKind, Surveyed};
pub use trees::{GROWTH_M_A_YEAR, Trees, YEARS};
