//! The way in for JavaScript: `mount` puts a console into an element and gives a handle to it.

mod client;
mod mounted;
mod roots;

use std::cell::Cell;
use std::panic::PanicHookInfo;
use std::rc::Rc;
use std::sync::Once;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Element};

use self::mounted::Mounted;
use crate::documents::Library;
use crate::front::Around;
use crate::language::{Languages, Told};
use crate::later::Whole;

/// A console that is mounted in an element.
#[wasm_bindgen]
pub struct Handle(Rc<Mounted>);

/// Shows a console in the shadow root of an element, which the loader has dressed as the front needs it. `sheet` is for
/// what the whole console adds, `words` is what the loader has of its language, `library` how it is asked for what
/// documents say, `languages` what it can tell in, `choose` how it is asked for one. Until the whole console is there,
/// its front is shown.
///
/// # Errors
///
/// Refuses an element without a shadow root, and settings that cannot be
/// right (a `SettingsError`), where the part is there by now that can tell.
#[wasm_bindgen]
pub fn mount(
    host: Element,
    settings: JsValue,
    sheet: CssStyleSheet,
    words: &JsValue,
    library: Option<Function>,
    languages: Option<Array>,
    choose: Option<Function>,
) -> Result<Handle, JsValue> {
    keep_panics_quiet();
    let told = Told::read(words);
    let library = library.map(Library);
    let languages = languages.zip(choose).map(|(known, choose)| Languages::read(&known, choose));
    let around = Around { told, library, languages, host: Some(host.clone()) };
    Mounted::begin(&host, settings, sheet, around).map(Handle)
}

#[wasm_bindgen]
impl Handle {
    /// Fulfilled once the whole console is there; rejected where its settings cannot be right (a `SettingsError`).
    pub fn whole(&self) -> Promise {
        self.0.whole.clone()
    }

    /// Changes the settings; drafts, results and the credential stay. Does nothing after `unmount`.
    ///
    /// # Errors
    ///
    /// Refuses settings that cannot be right, and keeps the former ones.
    pub fn update(&self, settings: JsValue) -> Result<(), JsValue> {
        self.0.update(settings)
    }

    /// Changes the language. Does nothing after `unmount`.
    pub fn tell(&self, words: &JsValue) {
        self.0.tell(Told::read(words));
    }

    /// Takes the console away, with its drafts, requests and credential. A second call does nothing.
    pub fn unmount(&self) {
        self.0.unmount();
    }
}

/// From now on how the whole console looks: `sheet` is what all consoles have beside that of the front.
fn dress(whole: &Whole, sheet: &CssStyleSheet) {
    thread_local!(static IS_WHOLE: Cell<bool> = const { Cell::new(false) });
    if !IS_WHOLE.replace(true) {
        let _ = sheet.replace_sync(whole.style);
    }
}

/// Yew's own hook prints the panic's text, which could hold what somebody typed. The place says enough.
fn keep_panics_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| yew::set_custom_panic_hook(Box::new(print_place)));
}

fn print_place(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
    web_sys::console::error_2(&"Backup Console stopped at".into(), &place.into());
}
