//! Widgets that know nothing of the model. Whoever uses them supplies the words, but for those of the widget itself.
//!
//! All of them work inside a shadow root: nothing looks at the document's focus or ids, nothing listens
//! on the window, and nothing needs an inline style. Ids have to be unique within the console.

mod badge;
mod button;
mod card;
mod choice;
pub mod clipboard;
mod code_block;
mod copy_button;
mod copy_menu;
pub mod data_table;
mod details;
mod dialog;
mod elapsed;
mod field;
pub mod focus;
mod icon;
mod in_sight;
mod notice;
mod secret_field;
mod select;
mod spinner;
mod tabs;
mod text_area;
mod text_field;
mod tone;
pub mod typing;

pub use badge::badge;
pub use button::{Button, ButtonKind, ButtonProperties, button};
pub use card::{Card, CardProperties, card};
pub use choice::{Choice, ChoiceOption, ChoiceProperties, choice};
pub use code_block::{code_block, scrolling_code_block, unbroken};
pub use copy_button::{CopyButton, CopyButtonProperties};
pub use copy_menu::{Copied, CopyMenu, CopyMenuProperties};
pub use data_table::{DataTable, DataTableProperties};
pub use details::{Detail, details, small_details};
pub use dialog::{Dialog, DialogProperties, use_modal};
pub use elapsed::use_elapsed;
pub use field::{Field, FieldProperties, Labelling, field};
pub use icon::{Glyph, icon};
pub use in_sight::use_in_sight;
pub use notice::{Announce, Notice, NoticeProperties, notice, standing};
pub use secret_field::{SecretField, SecretFieldProperties};
pub use select::{Select, SelectOption, SelectProperties};
pub use spinner::spinner;
pub use tabs::{Tab, Tabs, TabsProperties};
pub use text_area::{TextArea, TextAreaProperties, text_area};
pub use text_field::{TextField, TextFieldProperties, text_field};
pub use tone::Tone;
