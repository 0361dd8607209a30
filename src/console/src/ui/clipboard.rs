//! Copying, also where the page is served over plain http and there is no clipboard to ask.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlDocument, HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

const SHOWN_MILLISECONDS: u32 = 2_000;

/// What became of the last copy: success is shown for two seconds, a refusal until the next try.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Outcome {
    /// Nothing was copied lately.
    #[default]
    Idle,
    /// The text is in the clipboard.
    Copied,
    /// The browser refused. A person can still copy the text by hand.
    Failed(Rc<str>),
}

/// Something to copy, and the element that was pressed.
#[derive(Clone, Debug)]
pub struct Copy {
    /// The text.
    pub text: String,
    /// The element that was pressed; it keeps the focus.
    pub near: Element,
}

/// Copies on demand and tells the outcome.
#[hook]
pub fn use_clipboard() -> (Outcome, Callback<Copy>) {
    let outcome = use_state_eq(Outcome::default);
    let fading = use_mut_ref(|| None::<Timeout>);
    let copy = use_callback(outcome.setter(), move |copy: Copy, outcome| {
        let outcome = outcome.clone();
        let fading = fading.clone();
        fading.replace(None);
        outcome.set(Outcome::Idle);
        spawn_local(async move {
            if !write(&copy).await {
                outcome.set(Outcome::Failed(copy.text.into()));
                return;
            }
            outcome.set(Outcome::Copied);
            let fade = Timeout::new(SHOWN_MILLISECONDS, move || outcome.set(Outcome::Idle));
            fading.replace(Some(fade));
        });
    });
    ((*outcome).clone(), copy)
}

/// Whether something was done lately, for two seconds, and the way to say so.
#[hook]
pub fn use_lately() -> (bool, Callback<()>) {
    let lately = use_state_eq(|| false);
    let fading = use_mut_ref(|| None::<Timeout>);
    let tell = use_callback(lately.setter(), move |(), lately| {
        lately.set(true);
        let lately = lately.clone();
        fading.replace(Some(Timeout::new(SHOWN_MILLISECONDS, move || lately.set(false))));
    });
    (*lately, tell)
}

async fn write(copy: &Copy) -> bool {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Browsers leave it out where the page is not served securely, whatever the type says.
    if let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined())
        && JsFuture::from(clipboard.write_text(&copy.text)).await.is_ok()
    {
        return true;
    }
    write_by_selection(copy).unwrap_or(false)
}

/// Selects the text in a field beside the pressed element: anywhere else could be inert behind a dialog.
fn write_by_selection(copy: &Copy) -> Option<bool> {
    let document = copy.near.owner_document()?;
    let field = document.create_element("textarea").ok()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    field.set_class_name("visually-hidden");
    field.set_value(&copy.text);
    copy.near.parent_element()?.append_child(&field).ok()?;
    field.select();
    // In what has been closed since, nothing is selected, and the browser copies nothing without a word.
    let is_drawn = field.offset_parent().is_some();
    let copied = is_drawn && document.dyn_into::<HtmlDocument>().ok()?.exec_command("copy").unwrap_or(false);
    field.remove();
    if let Some(near) = copy.near.dyn_ref::<HtmlElement>() {
        let _ = near.focus();
    }
    Some(copied)
}
