//! The frame of every page: the bar, the menu and the title.

mod bar;
mod menu;
mod title;

pub use bar::Bar;
pub use menu::Menu;
pub use title::use_title;
