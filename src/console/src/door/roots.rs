//! A pool of Yew roots.
//!
//! Yew never removes the listeners of a root, so every root that is destroyed leaks. A root that is no
//! longer needed is emptied instead, and waits here for the next console.

use std::cell::{Cell, RefCell};

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Element, Node};
use yew::prelude::*;

use crate::app::{App, AppProperties};

thread_local! {
    static IDLE: RefCell<Vec<Root>> = const { RefCell::new(Vec::new()) };
    static TURNS: Cell<u32> = const { Cell::new(0) };
}

/// An element into which Yew renders, with what it takes to change what is in it.
pub(super) struct Root {
    app: yew::AppHandle<Slot>,
    element: Element,
    turn: u32,
}

/// Holds one console or nothing. The turn is the console's key: the next one starts from nothing.
#[derive(PartialEq, Properties)]
struct SlotProperties {
    turn: u32,
    console: Option<AppProperties>,
}

#[component]
fn Slot(properties: &SlotProperties) -> Html {
    match &properties.console {
        Some(AppProperties { settings, told, library, languages, host }) => html! {
            <App key={properties.turn} settings={settings.clone()} told={*told} library={library.clone()} languages={languages.clone()} host={host.clone()} />
        },
        None => Html::default(),
    }
}

impl Root {
    /// An idle root, or a new one in the document of `host`.
    pub(super) fn take(host: &Element) -> Result<Self, JsValue> {
        if let Some(root) = IDLE.with_borrow_mut(Vec::pop) {
            return Ok(root);
        }
        let document = host.owner_document().ok_or("an element without a document")?;
        let element = document.create_element("div")?;
        // A page built with Yew looks here whose an event is: nobody's. Our own Yew looks elsewhere, for the stamp
        // renames this property in our glue; without the stamp it puts its own mark in the place of this.
        Reflect::set(&element, &"__yew_subtree_id".into(), &JsValue::from(0))?;
        let empty = SlotProperties { turn: 0, console: None };
        let app = yew::Renderer::<Slot>::with_root_and_props(element.clone(), empty).render();
        Ok(Self { app, element, turn: 0 })
    }

    pub(super) fn element(&self) -> &Node {
        &self.element
    }

    /// Shows a new console.
    pub(super) fn fill(&mut self, console: AppProperties) {
        self.turn = TURNS.get().wrapping_add(1);
        TURNS.set(self.turn);
        self.refill(console);
    }

    /// Changes the settings of the console that is shown.
    pub(super) fn refill(&mut self, console: AppProperties) {
        self.app.update(SlotProperties { turn: self.turn, console: Some(console) });
    }

    /// Takes the console away and keeps the root for the next one.
    pub(super) fn give_back(mut self) {
        self.app.update(SlotProperties { turn: 0, console: None });
        self.element.remove();
        IDLE.with_borrow_mut(|idle| idle.push(self));
    }
}
