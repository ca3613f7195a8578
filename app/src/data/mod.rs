//! What is opened, checked and saved; every task works on it.

mod areas;
mod check;
mod choose_layers;
mod city;
mod connection;
mod coordinates;
mod file_item;
mod report;
mod role_choice;
mod save;
mod section;

pub use areas::LeftOutAreas;
pub use check::CheckCard;
pub use choose_layers::ChooseLayers;
pub use connection::ConnectionDialog;
pub use coordinates::CrsChoice;
pub use report::{Report, save as save_text};
pub use save::SaveResults;
pub use section::DataSection;
