use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, Node};
use yew::functional::Reducible;

use crate::{
    desks::{Change, Desks},
    form::control_id,
    route::Route,
    ui::focus::{find, focused, shown_in},
};

/// What is done in the front of a console. Nothing of it is secret.
#[derive(Default)]
pub struct Slate {
    /// The page that is shown; none where a link is for the whole to read.
    pub page: Cell<Option<Route>>,
    /// Whether the menu of a narrow page is open.
    pub menu_open: Cell<bool>,
    /// Whether a person took the sign-in data of the emulated cloud.
    pub emulated: Cell<bool>,
    /// What was pressed last that only the whole can do, by its id.
    pub pressed: Cell<Option<&'static str>>,
    desks: RefCell<Rc<Desks>>,
    focus: RefCell<Option<Focus>>,
}

/// What has the focus, and where the caret stands in it.
struct Focus {
    target: Target,
    selection: Option<(u32, u32)>,
}

enum Target {
    Id(String),
    /// So many others of its kind are before it.
    Of(String, u32),
}

/// There is one for each console.
impl PartialEq for Slate {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Slate {
    /// What was typed.
    pub fn desks(&self) -> Desks {
        self.desks.borrow().as_ref().clone()
    }

    /// Changes what lies on a desk.
    pub fn lay(&self, change: Change) {
        let desks = self.desks.borrow().clone();
        self.desks.replace(desks.reduce(change));
    }

    /// Takes note of what has the focus in a console.
    pub fn mark(&self, console: &Element) {
        self.focus.replace(focused(console).and_then(|element| Focus::of(console, &element)));
    }

    /// Takes note of what was done in the still picture of the front.
    pub fn take_up(&self, still: &Element) {
        self.mark(still);
        let Route::Operation(entry) = Route::default() else { return };
        for field in entry.fields {
            let typed = shown_in(still, &control_id(field.name)).filter(|text| !text.is_empty());
            if let Some(text) = typed {
                self.lay(Change::Type(entry, field.name, text));
            }
        }
    }

    /// Gives the focus back to what had it.
    pub fn give_focus(&self, console: &Element) {
        if let Some(focus) = self.focus.take() {
            focus.give_back(console);
        }
    }

    /// Goes on in the whole console, once it is drawn: with the focus where it was, and with what was pressed.
    pub fn go_on(&self, console: &Element) {
        self.give_focus(console);
        let pressed = self.pressed.take().and_then(|id| find(console, id)?.dyn_into::<HtmlElement>().ok());
        if let Some(pressed) = pressed {
            pressed.click();
        }
    }
}

impl Focus {
    fn of(console: &Element, element: &HtmlElement) -> Option<Self> {
        let id = element.id();
        let target = if id.is_empty() {
            // What is without an id is the same in bar and menu only.
            element.closest(".bar, .nav, .skip").ok()??;
            let kind = element.tag_name();
            let all = console.get_elements_by_tag_name(&kind);
            let place = (0..all.length()).find(|&place| {
                all.item(place).is_some_and(|other| other.is_same_node(Some(element.unchecked_ref::<Node>())))
            });
            Target::Of(kind, place?)
        } else {
            Target::Id(id)
        };
        let input = element.dyn_ref::<HtmlInputElement>();
        let area = element.dyn_ref::<HtmlTextAreaElement>();
        let range = |start: Option<u32>, end: Option<u32>| start.zip(end);
        let selection = match (input, area) {
            (Some(input), _) => {
                range(input.selection_start().ok().flatten(), input.selection_end().ok().flatten())
            }
            (_, Some(area)) => {
                range(area.selection_start().ok().flatten(), area.selection_end().ok().flatten())
            }
            _ => None,
        };
        Some(Self { target, selection })
    }

    fn give_back(self, console: &Element) {
        let element = match self.target {
            Target::Id(id) => find(console, &id),
            Target::Of(kind, place) => console.get_elements_by_tag_name(&kind).item(place),
        };
        let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let _ = element.focus();
        let Some((start, end)) = self.selection else { return };
        // What cannot be selected in has no caret.
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            let _ = input.set_selection_range(start, end);
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            let _ = area.set_selection_range(start, end);
        }
    }
}
