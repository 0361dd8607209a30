//! The frame of every page: the bar and the menu.

mod bar;
mod menu;

pub use bar::Bar;
pub use menu::Menu;
