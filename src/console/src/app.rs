//! The root component.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::settings::Settings;

/// What the door hands in.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProperties {
    /// The settings in force.
    pub settings: Rc<Settings>,
    /// The element that the console is mounted in, for its events.
    pub host: Option<Element>,
}

/// The console.
#[component]
pub fn App(properties: &AppProperties) -> Html {
    html! { <main>{ format!("{:?}", properties.settings.theme) }</main> }
}
