//! Links that sign: one is asked for anew when a person wants it, used at once, and kept nowhere.

use std::rc::Rc;

use backup_client::{Error, Ready, cancel::cancellation};
use backup_model::{
    moment::Moment,
    report::{Linked, Row, Table},
};
use backup_words::{Words, words};
use gloo_timers::callback::Interval;
use js_sys::{Date, Reflect};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::{
    calls::{Batch, BatchOf, CallsHandle, Many},
    language::use_words,
    session::SessionHandle,
    texts::ending::explain,
    ui::{Notice, Tone, data_table::RowAction, standing},
};

words! {
    mod text {
        open: "Open";
        copy: "Copy download link";
        asking(file: &str): "A link to {file} is asked for.";
        opened(file: &str): "The link to {file} was opened in another tab.";
        copied(file: &str): "The link to {file} is copied.";
        not_opened: "The answer took so long that the browser opens no tab any more. Try again, or copy the link.";
        not_copied: "The browser does not let this page copy. Open the link instead.";
        no_link(file: &str): "The service gives no link to {file} any more.";
        no_address: "What the service gave for a link is no address of the web.";
        good_for(left: &str): "It is good for {left} minutes.";
        ended: "By this computer's clock it has ended. Ask for another one.";
        unread: "The time of its end cannot be read.";
    }
}

/// A second, in milliseconds.
const SECOND: u32 = 1000;

/// What is done with a link.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Use {
    Open,
    Copy,
}

/// A link that a person wants: that of the n-th row with a key.
#[derive(Clone, PartialEq)]
pub(super) struct Wanted {
    key: String,
    turn: usize,
    what: Use,
}

impl Wanted {
    /// What the n-th action behind all others of a row wants.
    pub(super) fn of(table: &Table, row: usize, action: usize) -> Option<Self> {
        let key = table.rows.get(row)?.key.clone()?;
        let turn = with_key(table, &key).position(|(place, _)| place == row)?;
        Some(Self { key, turn, what: if action == 0 { Use::Open } else { Use::Copy } })
    }

    /// The link in an answer.
    fn find(&self, table: &Table) -> Option<Linked> {
        with_key(table, &self.key).nth(self.turn).and_then(|(_, row)| row.link.clone())
    }

    /// The file as a person calls it.
    fn file(&self) -> &str {
        self.key.rsplit('/').next().unwrap_or(&self.key)
    }
}

fn with_key<'a>(table: &'a Table, key: &str) -> impl Iterator<Item = (usize, &'a Row)> {
    table.rows.iter().enumerate().filter(move |(_, row)| row.key.as_deref() == Some(key))
}

/// What can be done with the link of a row.
pub(super) fn link_actions(words: Words, row: &Row) -> Vec<RowAction> {
    let action = |label: &'static str| RowAction { label: label.into(), hindrance: None };
    match &row.link {
        Some(_) if row.key.is_some() => vec![action(text::open(words)), action(text::copy(words))],
        _ => Vec::new(),
    }
}

/// What became of a link. It is not in here.
#[derive(Clone, PartialEq)]
enum Stage {
    Asking,
    Used { until: Option<Moment> },
    Withheld,
    NoLink,
    NoAddress,
    Failed(Error),
}

/// A list of files is the same only as itself.
struct Same(Rc<Ready>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// What is told of the last link, and the way to use one.
#[hook]
pub(super) fn use_links(ready: &Rc<Ready>) -> (Html, Callback<Wanted>) {
    let words = use_words();
    let (session, calls) = (use_context::<SessionHandle>(), use_context::<CallsHandle>());
    let used = use_state_eq(|| None::<(Wanted, Stage)>);
    let told = html! {
        <>
            { standing(used.as_ref().map(|(wanted, stage)| told(words, ready, wanted, stage)).unwrap_or_default()) }
            // Not in the notice: it is not told anew every second.
            if let Some((_, Stage::Used { until })) = &*used {
                <p role="timer" class="muted">
                    if let Some(until) = until { <TimeLeft until={until.millis()} /> } else { { text::unread(words) } }
                </p>
            }
        </>
    };
    // The links of one list of files are one thing in the record.
    let batch = use_memo(Same(ready.clone()), |_| Batch::new(BatchOf::Links));
    let many = session.as_ref().zip(calls.as_ref());
    let many = many.map(|(session, calls)| Many::of(session, calls).within(&batch));
    let (ready, setter) = (ready.clone(), used.setter());
    let onuse = Callback::from(move |wanted: Wanted| {
        let Some(many) = many.clone() else { return };
        let (ready, setter) = (ready.clone(), setter.clone());
        setter.set(Some((wanted.clone(), Stage::Asking)));
        spawn_local(async move {
            let stage = match ask(&many, &ready, &wanted).await {
                Ok(Some(linked)) => hand_out(&linked, wanted.what).await,
                Ok(None) => Stage::NoLink,
                Err(error) => Stage::Failed(error),
            };
            setter.set(Some((wanted, stage)));
        });
    });
    (told, onuse)
}

/// Asks the service for the answer once more, for the sake of one link.
async fn ask(many: &Many, ready: &Rc<Ready>, wanted: &Wanted) -> Result<Option<Linked>, Error> {
    let (handle, mut cancel) = cancellation();
    let (call, linked) = many.perform_whole(ready.clone(), &Rc::new(handle), &mut cancel).await;
    call.outcome()?;
    let reading = linked.and_then(|body| ready.entry.read(&ready.draft, &ready.scope(), &body).ok());
    Ok(reading.and_then(|reading| wanted.find(&reading.report.table?)))
}

/// Opens or copies a link.
async fn hand_out(linked: &Linked, what: Use) -> Stage {
    let link = linked.link.reveal().trim();
    let is_address = ["https://", "http://"]
        .iter()
        .any(|scheme| link.get(..scheme.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(scheme)));
    if !is_address {
        return Stage::NoAddress;
    }
    let handed = match what {
        Use::Open => open(link),
        Use::Copy => copy(link).await,
    };
    if handed { Stage::Used { until: linked.until } } else { Stage::Withheld }
}

/// Opens another tab, which neither knows this one nor hears where it was opened from.
fn open(link: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Some seconds after a press, browsers open nothing, and do not say so.
    let get = |of: &wasm_bindgen::JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let active = get(&get(&window.navigator(), "userActivation"), "isActive").as_bool();
    active != Some(false)
        && window.open_with_url_and_target_and_features(link, "_blank", "noopener,noreferrer").is_ok()
}

/// Copies a link, without showing it anywhere on the way.
async fn copy(link: &str) -> bool {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Browsers leave it out where the page is not served securely, whatever the type says.
    match clipboard.filter(|clipboard| !clipboard.is_undefined()) {
        Some(clipboard) => JsFuture::from(clipboard.write_text(link)).await.is_ok(),
        None => false,
    }
}

fn told(words: Words, ready: &Ready, wanted: &Wanted, stage: &Stage) -> Html {
    let file = wanted.file();
    let (tone, title, advice) = match (stage, wanted.what) {
        (Stage::Asking, _) => (Tone::Accent, text::asking(words, file), ""),
        (Stage::Used { .. }, Use::Open) => (Tone::Success, text::opened(words, file), ""),
        (Stage::Used { .. }, Use::Copy) => (Tone::Success, text::copied(words, file), ""),
        (Stage::Withheld, Use::Open) => (Tone::Warning, text::not_opened(words).to_owned(), ""),
        (Stage::Withheld, Use::Copy) => (Tone::Warning, text::not_copied(words).to_owned(), ""),
        (Stage::NoLink, _) => (Tone::Warning, text::no_link(words, file), ""),
        (Stage::NoAddress, _) => (Tone::Warning, text::no_address(words).to_owned(), ""),
        (Stage::Failed(error), _) => {
            let explanation = explain(words, error, ready.entry.declaration(), ready.place.route.name());
            return html! {
                <Notice tone={explanation.tone} title={explanation.title}>
                    <p>{ explanation.advice }</p>
                </Notice>
            };
        }
    };
    html! { <Notice {tone} {title}>{ advice }</Notice> }
}

#[derive(PartialEq, Properties)]
struct TimeLeftProperties {
    /// In milliseconds since 1970.
    until: i64,
}

/// How long a link is still good for, running down.
#[component]
fn TimeLeft(properties: &TimeLeftProperties) -> Html {
    let words = use_words();
    let until = properties.until;
    let left = use_state_eq(|| seconds_until(until));
    let setter = left.setter();
    use_effect_with(until, move |&until| {
        setter.set(seconds_until(until));
        let interval = Interval::new(SECOND, move || setter.set(seconds_until(until)));
        move || drop(interval)
    });
    match *left {
        0 => html! { text::ended(words) },
        left => html! { text::good_for(words, &format!("{}:{:02}", left / 60, left % 60)) },
    }
}

fn seconds_until(until: i64) -> u64 {
    // Both are exact in this era.
    let left = (until as f64 - Date::now()) / f64::from(SECOND);
    left.max(0.0) as u64
}
