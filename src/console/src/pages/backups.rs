//! The backups of all services in one table.

mod candidates;
mod layout;
mod lists;
mod marks;
mod row_panel;
mod rows;
mod shown;
mod timeline;

use backup_client::Error;
use backup_model::report::FollowUp;
use backup_words::{Words, words};
use yew::prelude::*;

use self::{
    lists::{list_line, roll_line},
    shown::Shown,
};
use super::{PageHead, follow};
use crate::{
    calls::CallsHandle,
    deletion::DeletionCard,
    desks::DesksHandle,
    downloads::DownloadsCard,
    language::use_words,
    navigation::Navigation,
    overview::{Change, List, Overview, OverviewHandle, Reader, Stage, begin, go_on},
    result::failure,
    route::Route,
    session::{SessionHandle, Trouble},
    shares::{self, SharesHandle},
    texts::ending::explain,
    ui::{Button, ButtonKind, Card},
};

words! {
    mod text {
        title: "Backups";
        introduction: "The backups of every service in this project, newest first, as the lists of the services have them.";
        connect: "Connect…";
        not_connected: "Connect to see the backups of a project.";
        none: "There is no backup in this project.";
        all: "All services";
        lists: "Lists";
        stop: "Stop reading";
        go_on: "Go on";
        again: "Read again";
        begun(time: &str): "Read at {time}";
        all_read(count: Count): one "All lists are read: one backup.", other "All lists are read: {count} backups.";
        some_read(count: Count): one "One backup is read; not every list is read to its end.", other "{count} backups are read; not every list is read to its end.";
    }
}

/// What the page of all backups takes.
#[derive(PartialEq, Properties)]
pub struct BackupsPageProperties {
    /// Opens the connection panel, with what is to be mended there.
    pub onconnect: Callback<Option<Trouble>>,
}

/// The backups of all services in one table. It is read when the page is shown, where a connection stands.
#[component]
pub fn BackupsPage(properties: &BackupsPageProperties) -> Html {
    let words = use_words();
    let (Some(session), Some(calls), Some(overview), Some(desks), Some(navigation)) = (
        use_context::<SessionHandle>(),
        use_context::<CallsHandle>(),
        use_context::<OverviewHandle>(),
        use_context::<DesksHandle>(),
        use_context::<Navigation>(),
    ) else {
        return Html::default();
    };
    let reader = Reader::new(session.clone(), calls, overview.clone());
    let of = reader.of();
    use_effect_with((of.as_ref().ok().cloned(), session.from_link.any()), {
        let reader = reader.clone();
        move |(of, is_unconfirmed)| {
            let is_new = of.is_some() && *of != reader.overview().of;
            if let Some(of) = of.clone().filter(|_| is_new && !is_unconfirmed) {
                begin(&reader, of);
            }
        }
    });
    let shares = use_context::<SharesHandle>();
    let follow = to_shares(follow(&session, &desks, &navigation), shares, &navigation);
    html! {
        <>
            <PageHead title={text::title(words)} text={text::introduction(words)} actions={head_actions(words, &reader)} />
            <DeletionCard onconnect={properties.onconnect.clone()} />
            if let Err(trouble) = of {
                { not_connected(words, trouble, &properties.onconnect) }
            } else {
                { lists_card(words, &reader, &properties.onconnect) }
                <DownloadsCard />
                <div class="calls">
                    <Card id="backups" title={text::all(words)} flush=true>
                        if overview.backups.is_empty() {
                            <p class="empty">{ if overview.is_reading() { "" } else { text::none(words) } }</p>
                        } else {
                            <Shown {follow} />
                        }
                    </Card>
                </div>
            }
        </>
    }
}

/// Leads to the page of shares in place of the form that lists those of a backup, and elsewhere as before.
fn to_shares(
    follow: Callback<FollowUp>,
    shares: Option<SharesHandle>,
    navigation: &Navigation,
) -> Callback<FollowUp> {
    let go = navigation.go.clone();
    Callback::from(move |follow_up: FollowUp| {
        let backup = follow_up.values.iter().find(|(name, _)| *name == "backup_id");
        match (&shares, backup) {
            (Some(shares), Some((_, backup))) if follow_up.operation == shares::LIST => {
                shares.dispatch(shares::Change::Look(backup.clone()));
                go.emit(Route::Shares);
            }
            _ => follow.emit(follow_up),
        }
    })
}

fn not_connected(words: Words, trouble: Trouble, onconnect: &Callback<Option<Trouble>>) -> Html {
    let onclick = onconnect.reform(move |_| Some(trouble.clone()));
    html! {
        <Card id="backups" title={text::all(words)}>
            <p>{ text::not_connected(words) }</p>
            <p><Button kind={ButtonKind::Primary} {onclick}>{ text::connect(words) }</Button></p>
        </Card>
    }
}

/// Stops, goes on, and reads again.
fn head_actions(words: Words, reader: &Reader) -> Html {
    let overview = reader.overview();
    if overview.is_reading() {
        let overview = overview.dispatcher();
        let onclick = Callback::from(move |_| overview.dispatch(Change::Stop));
        return html! { <Button small=true {onclick}>{ text::stop(words) }</Button> };
    }
    let goes_on = overview.is_stopped();
    let ongoing = {
        let reader = reader.clone();
        Callback::from(move |_| go_on(&reader, |list| matches!(list.stage, Stage::Stopped)))
    };
    let again = {
        let reader = reader.clone();
        Callback::from(move |_| {
            if let Ok(of) = reader.of() {
                begin(&reader, of);
            }
        })
    };
    html! {
        <>
            if let Some(begun) = overview.begun {
                <span class="note">{ text::begun(words, &begun.of_day()) }</span>
            }
            if goes_on {
                <Button small=true onclick={ongoing}>{ text::go_on(words) }</Button>
            }
            if overview.of.is_some() {
                <Button small=true onclick={again}>{ text::again(words) }</Button>
            }
        </>
    }
}

/// How far each list is read.
fn lists_card(words: Words, reader: &Reader, onconnect: &Callback<Option<Trouble>>) -> Html {
    let overview = reader.overview();
    let here = overview.of.as_ref().map(|of| of.place.region.to_string()).unwrap_or_default();
    let onretry = |list: &List| {
        let (reader, number) = (reader.clone(), list.number);
        Callback::from(move |_: MouseEvent| go_on(&reader, |list| list.number == number))
    };
    let lists = overview.lists.iter().map(|list| list_line(words, &here, list, onretry(list)));
    let rolls = overview.rolls.iter().map(|roll| roll_line(words, &here, roll, onretry(&roll.list)));
    html! {
        <Card id="lists" title={text::lists(words)}>
            if let Some((error, list)) = refused(overview) {
                { failure(words, error, &explain(words, error, list.entry.declaration(), None), &onconnect.reform(|()| None)) }
            }
            <ul class="lists" aria-label={text::lists(words)}>{ for lists.chain(rolls) }</ul>
            <p class="visually-hidden" role="status">{ whole(words, overview) }</p>
        </Card>
    }
}

/// The first list with which the credential was refused: that is told once for all.
fn refused(overview: &Overview) -> Option<(&Error, &List)> {
    overview.lists.iter().find_map(|list| match &list.stage {
        Stage::Failed(error) if error.refuses_credential() => Some((&**error, list)),
        _ => None,
    })
}

/// What is read out once no list is being read any more.
fn whole(words: Words, overview: &Overview) -> String {
    if overview.is_reading() || overview.lists.is_empty() {
        return String::new();
    }
    let told = if overview.is_whole() { text::all_read } else { text::some_read };
    told(words, overview.backups.len())
}
