//! Finds whatever the console leads to by a few letters, and tells the keys.

mod choices;
mod keys;

use std::rc::Rc;

use backup_model::{catalogue::Entry, rule::Violation};
use backup_words::{Words, words};
use web_sys::{HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use self::choices::{Choice, Leads, choices};
pub use self::keys::{Opened, use_keys};
use crate::{
    calls::CallsHandle,
    desks::{self, DesksHandle},
    language::use_words,
    navigation::Navigation,
    route::Route,
    session::{Change, SessionHandle, Trouble},
    settings::Setting,
    ui::use_modal,
};

words! {
    mod text {
        title: "Find";
        find: "Find an operation, a page, a connection, a region or an ID that was used";
        found: "Found";
        nothing: "Nothing here is called so.";
        keys: "Keys";
        find_key: "Ctrl+K";
        keys_key: "?";
        to_find: "Find whatever the console leads to.";
        to_keys: "Tell these keys.";
        enter_key: "Enter";
        to_enter: "In a field: check the form, and send it once it is right.";
        escape_key: "Esc";
        to_escape: "Close what is open.";
        none_while_typing: "None of them acts while you type, nor outside of the console.";
        single: "Let ? alone open this, until the page is loaded again";
    }
}

/// What finding takes.
#[derive(PartialEq, Properties)]
pub struct PaletteProperties {
    /// The operations that are offered.
    pub offered: Vec<&'static Entry>,
    /// How it is open.
    pub opened: Opened,
    /// Whether a key alone may open it.
    pub single: bool,
    /// Called when that is to change.
    pub onsingle: Callback<bool>,
    /// Opens the connection panel.
    pub onconnect: Callback<Option<Trouble>>,
    /// Called when it is to close.
    pub onclose: Callback<()>,
}

/// A dialog that finds whatever the console leads to.
#[component]
pub fn Palette(properties: &PaletteProperties) -> Html {
    let words = use_words();
    let node = use_modal();
    let query = use_state_eq(String::new);
    let marked = use_state_eq(|| 0_usize);
    let list = use_node_ref();
    let (Some(session), Some(calls)) = (use_context::<SessionHandle>(), use_context::<CallsHandle>()) else {
        return Html::default();
    };
    let choose = use_choosing(properties);
    let found: Rc<[Choice]> = choices(words, &properties.offered, &session, &calls, &query).into();
    let count = found.len();
    use_mark_in_sight(&list, *marked);
    let oninput = on_input(&query, &marked);
    let onkeydown = on_key(&marked, count);
    let onsubmit = on_submit(found.get(*marked).cloned(), &choose);
    let leave = properties.onclose.reform(|event: Event| {
        // Whether it is open is for the owner to say.
        event.prevent_default();
    });
    html! {
        <dialog ref={node} class="dialog palette" part="dialog" aria-label={text::title(words)} oncancel={&leave} onclose={&leave}>
            <form {onsubmit} autocomplete="off" novalidate=true>
                <input
                    type="text"
                    part="control"
                    class="control"
                    role="combobox"
                    aria-label={text::find(words)}
                    aria-expanded="true"
                    aria-autocomplete="list"
                    aria-controls={LIST}
                    aria-activedescendant={(count > 0).then(|| option_id(*marked))}
                    placeholder={text::find(words)}
                    autofocus=true
                    autocapitalize="off"
                    spellcheck="false"
                    value={(*query).clone()}
                    {oninput}
                    {onkeydown}
                />
                <ul ref={list} id={LIST} role="listbox" aria-label={text::found(words)}>
                    { for found.iter().enumerate().map(|(index, choice)| option(choice, index, *marked, &choose)) }
                </ul>
                if count == 0 {
                    <p class="empty" role="status">{ text::nothing(words) }</p>
                }
                { keys(words, properties) }
            </form>
        </dialog>
    }
}

/// Another query marks the first that it finds.
fn on_input(query: &UseStateHandle<String>, marked: &UseStateHandle<usize>) -> Callback<InputEvent> {
    let (query, marked) = (query.setter(), marked.setter());
    Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            query.set(input.value());
            marked.set(0);
        }
    })
}

/// The arrows mark the next one, and at an end the one at the other.
fn on_key(marked: &UseStateHandle<usize>, count: usize) -> Callback<KeyboardEvent> {
    let marked = marked.clone();
    Callback::from(move |event: KeyboardEvent| {
        let next = match event.key().as_str() {
            "ArrowDown" => *marked + 1,
            "ArrowUp" => *marked + count.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        marked.set(next % count.max(1));
    })
}

fn on_submit(marked: Option<Choice>, choose: &Callback<Choice>) -> Callback<SubmitEvent> {
    let choose = choose.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        marked.clone().into_iter().for_each(|choice| choose.emit(choice));
    })
}

const LIST: &str = "found";

fn option_id(index: usize) -> String {
    format!("found-{index}")
}

fn option(choice: &Choice, index: usize, marked: usize, choose: &Callback<Choice>) -> Html {
    let onclick = {
        let (choice, choose) = (choice.clone(), choose.clone());
        Callback::from(move |_: MouseEvent| choose.emit(choice.clone()))
    };
    html! {
        <li id={option_id(index)} role="option" aria-selected={if index == marked { "true" } else { "false" }} {onclick}>
            <span class={choice.code.then_some("code")}>{ &choice.name }</span>
            { " " }
            <small class="muted">{ &choice.about }</small>
        </li>
    }
}

fn keys(words: Words, properties: &PaletteProperties) -> Html {
    let keys = [
        (text::find_key(words), text::to_find(words)),
        (text::keys_key(words), text::to_keys(words)),
        (text::enter_key(words), text::to_enter(words)),
        (text::escape_key(words), text::to_escape(words)),
    ];
    let onchange = properties.onsingle.reform(|event: Event| {
        event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
    });
    html! {
        <details class="keys" open={properties.opened == Opened::Keys}>
            <summary>{ text::keys(words) }</summary>
            <dl>{ for keys.map(|(key, acts)| html! { <div><dt><kbd>{ key }</kbd></dt><dd>{ acts }</dd></div> }) }</dl>
            <p class="help">{ text::none_while_typing(words) }</p>
            <label class="check"><input type="checkbox" checked={properties.single} {onchange} /><span>{ text::single(words) }</span></label>
        </details>
    }
}

/// What choosing does.
#[hook]
fn use_choosing(properties: &PaletteProperties) -> Callback<Choice> {
    let session = use_context::<SessionHandle>();
    let desks = use_context::<DesksHandle>().map(|desks| desks.dispatcher());
    let navigation = use_context::<Navigation>();
    let (onclose, onconnect) = (properties.onclose.clone(), properties.onconnect.clone());
    Callback::from(move |choice: Choice| {
        onclose.emit(());
        let (Some(session), Some(desks), Some(navigation)) = (&session, &desks, &navigation) else { return };
        match choice.leads {
            Leads::To(route) => navigation.go.emit(route),
            Leads::Again(entry, draft) => {
                desks.dispatch(desks::Change::Fill(entry, draft));
                navigation.go.emit(Route::Operation(entry));
            }
            Leads::At(name) => go_on_at(session, &name, &onconnect),
            Leads::Into(region) => enter(session, region, &onconnect),
        }
    })
}

/// Goes on at a connection by name; where it leaves the project open, that is asked for.
fn go_on_at(session: &SessionHandle, name: &str, onconnect: &Callback<Option<Trouble>>) {
    let Some(named) = session.by_name(name) else { return };
    session.dispatch(Change::Use(session.texts_at(named), None, session.keep));
    if named.project.is_none() {
        onconnect.emit(Some(Trouble::Project(Violation::Missing)));
    }
}

/// A project lies in one region: the next one is asked for.
fn enter(session: &SessionHandle, region: &str, onconnect: &Callback<Option<Trouble>>) {
    let mut texts = session.texts.clone();
    if texts.region == region {
        return;
    }
    texts.region = region.to_owned();
    texts.project = String::new();
    session.dispatch(Change::Use(texts, None, session.keep));
    if !session.pins(Setting::Project) {
        onconnect.emit(Some(Trouble::Project(Violation::Missing)));
    }
}

/// What is marked by the keys is in sight.
#[hook]
fn use_mark_in_sight(list: &NodeRef, marked: usize) {
    let list = list.clone();
    use_effect_with(marked, move |marked| {
        let item = list
            .cast::<web_sys::Element>()
            .and_then(|list| list.children().item(u32::try_from(*marked).unwrap_or_default()));
        if let Some(item) = item {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            item.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
