//! What is open, chosen and computed.
//!
//! Plain enums and structs that know nothing of the browser, and [`App`], the
//! signals that hold them. Feature data never get here: they stay in the data
//! worker.

mod address;
mod app;
mod check;
mod config;
mod drawer;
mod drawn;
mod explore;
mod form;
mod guide;
mod importance;
mod notice;
mod opened;
mod plan;
mod preset;
mod preview;
mod run;
mod sheet;
mod theme;

pub use address::{Address, View};
pub use app::{App, Destination, Dialog, ForeignFile, Task};
pub use check::{Check, CheckOutcome};
pub use config::{AddressService, BaseMap, Config, ConfigFault, FaultKind, Wanted};
pub use drawer::Drawer;
pub use drawn::Drawn;
pub use explore::{Explore, Hand, Hidden, Listed, Search, Shown, Way};
pub use form::{BY_COST, Field, FieldError, Form};
pub use guide::{AnalyseStep, Guide};
pub use importance::{Details, Explanation, Firm, Importance, PathLines};
pub use notice::{Notice, NoticeKind};
pub use opened::{Kept, OpenedFile, Origin, Raster, Status};
pub use plan::{
    Brush, MapSide, Outline, PLAN_YEARS, PlanRun, PlanWork, Plans, Told, Tool, typed_positions,
};
pub use preset::{Preset, PresetState};
pub use preview::{BAND_ALLOWANCE, Preview};
pub use run::{Figures, Run};
pub use sheet::Sheet;
pub use theme::{Appearance, Theme};
