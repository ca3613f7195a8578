//! Parts that every task uses.

mod about;
mod announcer;
mod ask_fetch;
mod button;
mod dialog_frame;
mod drop_zone;
mod icon;
mod notices;
mod number_field;
mod open_button;
mod segmented;
mod swatch;
mod top_bar;

pub use about::About;
pub use announcer::Announcer;
pub use ask_fetch::AskFetch;
pub use button::{Button, ButtonKind, IconButton};
pub use dialog_frame::{CloseDialog, DialogFrame};
pub use drop_zone::DropZone;
pub use icon::{Icon, IconView};
pub use notices::Notices;
pub use number_field::{NumberField, SlideRange};
pub use open_button::OpenButton;
pub use segmented::Segmented;
pub use swatch::SwatchView;
pub use top_bar::TopBar;
