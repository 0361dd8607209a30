//! The frame of every page: the bar, the menu and the title.

mod bar;
mod menu;
mod title;

pub use bar::{Bar, CONNECTION, Connected, bar};
pub use menu::{FIND, Menu, Shown, menu};
pub use title::use_title;
