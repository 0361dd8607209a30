//! The pages.

mod backups;
mod calls;
mod operation;
mod reference;
mod shares;

pub use backups::BackupsPage;
pub use calls::CallsPage;
pub use operation::{OperationPage, SEND, button_kind, fill_example};
pub use reference::ReferencePage;
pub use shares::SharesPage;

use backup_model::{catalogue::Entry, report::FollowUp};
use backup_words::Words;
use serde_json::Value as Json;
use yew::prelude::*;

use crate::{
    desks::{self, DesksHandle},
    navigation::Navigation,
    route::Route,
    session::{self, SessionHandle},
    texts,
    ui::{Tone, badge},
};

/// The id of every page's heading.
pub const HEADING: &str = "page-heading";

/// The heading of an operation's pages.
fn heading(words: Words, entry: &Entry, actions: Html) -> Html {
    let badges = badges(words, entry);
    html! { <PageHead title={(entry.title)(words)} text={(entry.summary)(words)} {badges} {actions} /> }
}

/// The same, drawn, for a page that is whole or within another.
pub fn drawn_heading(words: Words, entry: &Entry, is_whole_page: bool, actions: Html) -> Html {
    page_head(is_whole_page, (entry.title)(words), (entry.summary)(words), badges(words, entry), actions)
}

fn badges(words: Words, entry: &Entry) -> Html {
    html! {
        <>
            { badge(Tone::Neutral, entry.service.name().into()) }
            { badge(texts::effect_tone(entry.effect), entry.effect.label(words).into()) }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct PageHeadProperties {
    title: &'static str,
    text: &'static str,
    #[prop_or_default]
    badges: Html,
    #[prop_or_default]
    actions: Html,
}

/// The head of a page. Its heading gets the focus when the page is shown; within the page of another it is not the
/// first.
#[component]
fn PageHead(properties: &PageHeadProperties) -> Html {
    let PageHeadProperties { title, text, badges, actions } = properties;
    let is_whole_page = use_context::<Navigation>().is_some_and(|navigation| navigation.has_addresses);
    page_head(is_whole_page, title, text, badges.clone(), actions.clone())
}

fn page_head(
    is_whole_page: bool,
    title: &'static str,
    text: &'static str,
    badges: Html,
    actions: Html,
) -> Html {
    let level = if is_whole_page { "h1" } else { "h2" };
    html! {
        <div class="page-head">
            <div>
                <div class="title">
                    <@{level} class="page-title" id={HEADING} tabindex="-1">{ title }</@>
                    { badges }
                </div>
                <p>{ text }</p>
            </div>
            <div class="button-group">{ actions }</div>
        </div>
    }
}

/// Fills in the operation that follows on what is shown, in its project, and leads to it.
fn follow(session: &SessionHandle, desks: &DesksHandle, navigation: &Navigation) -> Callback<FollowUp> {
    let (session, desks, go) = (session.dispatcher(), desks.dispatcher(), navigation.go.clone());
    Callback::from(move |follow_up: FollowUp| {
        let Some(next) = Entry::find(follow_up.operation) else { return };
        if let Some(project) = follow_up.project {
            session.dispatch(session::Change::Enter(project));
        }
        desks.dispatch(desks::Change::Fill(next, follow_up.values.into_iter().collect()));
        go.emit(Route::Operation(next));
    })
}

/// A link to one of the vendor's pages.
fn outward(address: String, text: String) -> Html {
    html! { <a href={address} target="_blank" rel="noopener noreferrer">{ text }</a> }
}

/// Texts of what a document says, by their keys; empty where it says nothing.
fn texts_of<const N: usize>(said: &Json, keys: [&str; N]) -> [String; N] {
    keys.map(|key| said[key].as_str().unwrap_or_default().to_owned())
}
