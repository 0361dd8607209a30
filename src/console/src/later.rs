//! The whole console: a part of the module of its own, which is fetched while its [front](crate::front) is used.
//!
//! Whatever only [`WHOLE`] names is in that part. A build that is not split has it in the module.

use std::{any::Any, rc::Rc};

use backup_words::Words;
use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::{
    app::App,
    front::{Around, Slate},
    settings::Settings,
};

/// What is in the part.
pub struct Whole {
    /// Reads settings, or refuses them with what is thrown.
    pub read: fn(&JsValue, Words) -> Result<Checked, JsValue>,
    /// The console, by its key.
    pub console: fn(u32, &Shown) -> Html,
    /// How it looks, below the style sheet of its front.
    pub style: &'static str,
}

/// What the console shows.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// Its settings.
    pub settings: Checked,
    /// What else is handed in.
    pub around: Around,
    /// What was done before it was there.
    pub slate: Rc<Slate>,
}

/// Settings that were read. Whoever only hands them on need not know what they are made of.
#[derive(Clone)]
pub struct Checked(Rc<dyn Any>);

/// Whatever was read anew may be other settings.
impl PartialEq for Checked {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

static WHOLE: Whole = Whole {
    read: |settings, words| match Settings::decode(settings) {
        Ok(settings) => Ok(Checked(Rc::new(settings))),
        Err(error) => Err(error.thrown(words)),
    },
    console: |key, Shown { settings, around, slate }| match settings.0.clone().downcast::<Settings>() {
        Ok(settings) => {
            html! { <App {key} {settings} around={around.clone()} slate={slate.clone()} /> }
        }
        // Nothing else is ever put there.
        Err(_) => Html::default(),
    },
    style: include_str!(concat!(env!("OUT_DIR"), "/whole.css")),
};

/// A part of the module did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotArrived;

#[cfg(backup_parts)]
impl From<wasm_split_helpers::SplitLoaderError> for NotArrived {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(backup_parts)]
#[allow(unsafe_code, reason = "the macro declares what the build links")]
#[wasm_split_helpers::wasm_split(later, fallible)]
fn later() -> Result<&'static Whole, NotArrived> {
    Ok(&WHOLE)
}

#[cfg(not(backup_parts))]
async fn later() -> Result<&'static Whole, NotArrived> {
    Ok(&WHOLE)
}

#[cfg(backup_parts)]
thread_local! {
    /// The part, once it is there.
    static THERE: std::cell::Cell<Option<&'static Whole>> = const { std::cell::Cell::new(None) };
}

/// The part, where it is there.
#[cfg(backup_parts)]
pub fn there() -> Option<&'static Whole> {
    THERE.get()
}

/// The part, where it is there.
#[cfg(not(backup_parts))]
pub fn there() -> Option<&'static Whole> {
    Some(&WHOLE)
}

/// Fetches the part.
///
/// # Errors
/// It did not arrive. It can be asked for again.
pub async fn fetch() -> Result<&'static Whole, NotArrived> {
    let whole = later().await?;
    #[cfg(backup_parts)]
    THERE.set(Some(whole));
    Ok(whole)
}
