//! A pool of Yew roots.
//!
//! Yew never removes the listeners of a root, so every root that is destroyed leaks. A root that is no
//! longer needed is emptied instead, and waits here for the next console.

use std::cell::{Cell, RefCell};

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Element;
use yew::prelude::*;

use crate::{
    front::{Front, FrontProperties},
    later::{Shown, Whole},
};

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
    console: Option<Console>,
}

/// A console, as far as it is there.
#[derive(Clone)]
pub(super) enum Console {
    Front(FrontProperties),
    Whole(&'static Whole, Shown),
}

/// There is one [`Whole`].
impl PartialEq for Console {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Front(front), Self::Front(other)) => front == other,
            (Self::Whole(_, shown), Self::Whole(_, other)) => shown == other,
            _ => false,
        }
    }
}

#[component]
fn Slot(properties: &SlotProperties) -> Html {
    match &properties.console {
        Some(Console::Front(front)) => html! { <Front key={properties.turn} ..front.clone() /> },
        Some(Console::Whole(whole, shown)) => (whole.console)(properties.turn, shown),
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

    pub(super) fn element(&self) -> &Element {
        &self.element
    }

    /// Shows a new console.
    pub(super) fn fill(&mut self, console: Console) {
        self.turn = TURNS.get().wrapping_add(1);
        TURNS.set(self.turn);
        self.refill(console);
    }

    /// Changes what is shown of the console.
    pub(super) fn refill(&mut self, console: Console) {
        self.app.update(SlotProperties { turn: self.turn, console: Some(console) });
    }

    /// Takes the console away and keeps the root for the next one.
    pub(super) fn give_back(mut self) {
        self.app.update(SlotProperties { turn: 0, console: None });
        self.element.remove();
        IDLE.with_borrow_mut(|idle| idle.push(self));
    }
}
