//! The way in for JavaScript: `mount` puts a console into an element and gives a handle to it.

mod client;
mod roots;

use std::panic::PanicHookInfo;
use std::rc::Rc;
use std::sync::Once;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, Element, ShadowRoot, ShadowRootInit, ShadowRootMode};

use self::roots::Root;
use crate::app::AppProperties;
use crate::documents::Library;
use crate::language::{Languages, Told};
use crate::settings::Settings;

/// A console that is mounted in an element.
#[wasm_bindgen]
pub struct Handle {
    root: Option<Root>,
    shown: AppProperties,
}

/// Shows a console in the shadow root of an element. `words` is what the loader has of its language,
/// `library` how it is asked for what documents say, `languages` what it can tell in, `choose` how it is asked for one.
///
/// # Errors
///
/// Refuses settings that cannot be right (a `SettingsError`), and passes on what the browser throws for
/// an element that cannot have a shadow root.
#[wasm_bindgen]
pub fn mount(
    host: Element,
    settings: &JsValue,
    words: &JsValue,
    library: Option<Function>,
    languages: Option<Array>,
    choose: Option<Function>,
) -> Result<Handle, JsValue> {
    keep_panics_quiet();
    let told = Told::read(words);
    let settings = Settings::decode(settings).map_err(|error| error.thrown(told.words()))?;
    let shadow = shadow_root(&host)?;
    shadow.set_adopted_style_sheets(&Array::of1(&style_sheet()?.into()));
    let mut root = Root::take(&host)?;
    shadow.append_child(root.element())?;
    let library = library.map(Library);
    let languages = languages.zip(choose).map(|(known, choose)| Languages::new(known, choose));
    let shown = AppProperties { settings: Rc::new(settings), told, library, languages, host: Some(host) };
    root.fill(shown.clone());
    Ok(Handle { root: Some(root), shown })
}

#[wasm_bindgen]
impl Handle {
    /// Changes the settings; drafts, results and the credential stay. Does nothing after `unmount`.
    ///
    /// # Errors
    ///
    /// Refuses settings that cannot be right, and keeps the former ones.
    pub fn update(&mut self, settings: &JsValue) -> Result<(), JsValue> {
        let words = self.shown.told.words();
        self.shown.settings = Rc::new(Settings::decode(settings).map_err(|error| error.thrown(words))?);
        self.refill();
        Ok(())
    }

    /// Changes the language. Does nothing after `unmount`.
    pub fn tell(&mut self, words: &JsValue) {
        self.shown.told = Told::read(words);
        self.refill();
    }

    /// Takes the console away, with its drafts, requests and credential. A second call does nothing.
    pub fn unmount(&mut self) {
        if let Some(root) = self.root.take() {
            root.give_back();
        }
    }
}

impl Handle {
    fn refill(&mut self) {
        if let Some(root) = &mut self.root {
            root.refill(self.shown.clone());
        }
    }
}

fn shadow_root(host: &Element) -> Result<ShadowRoot, JsValue> {
    match host.shadow_root() {
        Some(shadow) => Ok(shadow),
        None => host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)),
    }
}

/// One sheet for all instances: it is made by script, which a Content-Security-Policy allows.
fn style_sheet() -> Result<CssStyleSheet, JsValue> {
    thread_local! {
        static SHEET: Result<CssStyleSheet, JsValue> = {
            let sheet = CssStyleSheet::new();
            if let Ok(sheet) = &sheet {
                let _ = sheet.replace_sync(include_str!("console.css"));
            }
            sheet
        };
    }
    SHEET.with(Clone::clone)
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
