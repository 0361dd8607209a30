//! Stories of pages that embed the console.

mod accessible;
mod addresses;
mod configuration;
mod cycles;
mod events;
mod hostile_page;
mod life_of_an_element;
mod made;
mod named_connections;
mod portal_example;
mod supplied_credentials;
mod theming;
mod yew_page;

use backup_tests::{connecting, performing};
