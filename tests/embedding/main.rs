//! Stories of pages that embed the console.

#[path = "../browser/connecting.rs"]
#[allow(dead_code, reason = "the stories of the page need more of it")]
mod connecting;
#[path = "../browser/performing.rs"]
#[allow(dead_code, reason = "the stories of the page need more of it")]
mod performing;

mod configuration;
mod cycles;
mod events;
mod hostile_page;
mod life_of_an_element;
mod made;
mod portal_example;
mod supplied_credentials;
mod theming;
mod yew_page;
