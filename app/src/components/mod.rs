//! Parts that every task uses.

mod about;
mod announcer;
mod ask_fetch;
mod button;
mod dialog_frame;
mod drop_zone;
mod empty_state;
mod icon;
mod notices;
mod number_field;
mod open_button;
mod progress;
mod segmented;
mod sheet_handle;
mod swatch;
mod toasts;
mod tooltip;
mod top_bar;

pub use about::About;
pub use announcer::Announcer;
pub use ask_fetch::AskFetch;
pub use button::{Button, ButtonKind, IconButton};
pub use dialog_frame::{CloseDialog, DialogFrame};
pub use drop_zone::DropZone;
pub use empty_state::EmptyState;
pub use icon::{Icon, IconView};
pub use notices::Notices;
pub use number_field::{NumberField, SlideRange};
pub use open_button::OpenButton;
pub use progress::Progress;
pub use segmented::Segmented;
pub use sheet_handle::SheetHandle;
pub use swatch::SwatchView;
pub use toasts::Toasts;
pub use tooltip::Tooltip;
pub use top_bar::TopBar;
