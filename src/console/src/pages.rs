//! The pages.

mod backups;
mod calls;
pub mod later;
mod operation;
mod reference;

pub use backups::BackupsPage;
pub use calls::CallsPage;
pub use operation::{Beside, OperationPage};
pub use reference::ReferencePage;

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
    let declaration = entry.declaration;
    let badges = html! {
        <>
            { badge(Tone::Neutral, declaration.service.name().into()) }
            { badge(texts::effect_tone(declaration.effect), declaration.effect.label(words).into()) }
        </>
    };
    html! { <PageHead title={(declaration.title)(words)} text={(declaration.summary)(words)} {badges} {actions} /> }
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
    let level = if is_whole_page { "h1" } else { "h2" };
    html! {
        <div class="page-head">
            <div>
                <div class="title">
                    <@{level} class="page-title" id={HEADING} tabindex="-1">{ *title }</@>
                    { badges.clone() }
                </div>
                <p>{ *text }</p>
            </div>
            <div class="button-group">{ actions.clone() }</div>
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
