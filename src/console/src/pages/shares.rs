//! The shares of volume backups: who has which, and what is done about it.

mod rows;
mod shown;

use backup_model::{catalogue::Entry, service::Service};
use backup_words::{Tell, Words, words};
use yew::prelude::*;

use self::shown::Shown;
use super::{PageHead, outward};
use crate::{
    calls::CallsHandle,
    language::use_words,
    overview::Of,
    result::failure,
    session::{SessionHandle, Trouble},
    shares::{LIST, PlannerCard, Reading, SharesHandle, SharesReader, SharingCard, begin},
    texts::{ending::explain, offer::Offer},
    ui::{Button, ButtonKind, Card, Notice, Tone},
};

words! {
    mod text {
        title: "VBS shares";
        introduction: "Which volume backups this project shares with others, which are shared with it, and sharing one with many.";
        shares: "Shares";
        connect: "Connect…";
        not_connected: "Connect to see the shares of a project.";
        again: "Read again";
        begun(time: &str): "Read at {time}";
        not_offered: "VBS is not offered here.";
        perhaps_not_offered: "Perhaps VBS is not offered here.";
        facts: "VBS is open to those only who used it before; what it did went over to CBR. Once the resources of an account have moved there, a disk backup cannot be shared with another project any more: CBR shares backups of servers only.";
        move_first: "About the move from VBS to CBR";
        elsewhere: "Another region…";
        no_projects: "The projects of this account could not be listed, so that strangers are not marked.";
    }
}

/// Where the vendor tells of the move from VBS to CBR.
const MOVE: &str = "https://support.huaweicloud.com/en-us/usermanual-cbr/cbr_03_0104.html";

/// What the page of shares takes.
#[derive(PartialEq, Properties)]
pub struct SharesPageProperties {
    /// Opens the connection panel, with what is to be mended there.
    pub onconnect: Callback<Option<Trouble>>,
}

/// The shares of a project. They are read when the page is shown, where a connection stands.
#[component]
pub fn SharesPage(properties: &SharesPageProperties) -> Html {
    let SharesPageProperties { onconnect } = properties;
    let words = use_words();
    let (Some(session), Some(calls), Some(shares)) =
        (use_context::<SessionHandle>(), use_context::<CallsHandle>(), use_context::<SharesHandle>())
    else {
        return Html::default();
    };
    let reader = SharesReader { session: session.clone(), calls, shares: shares.clone() };
    let of = Of::chosen(&session);
    use_effect_with((of.as_ref().ok().cloned(), session.from_link.any()), {
        let reader = reader.clone();
        move |(of, is_unconfirmed)| {
            let is_new = of.is_some() && *of != reader.shares.of;
            if let Some(of) = of.clone().filter(|_| is_new && !is_unconfirmed) {
                begin(&reader, of);
            }
        }
    });
    let offer = shares.given.reading.error().map_or(Offer::Known, |error| Offer::of(Service::Vbs, error));
    html! {
        <>
            <PageHead title={text::title(words)} text={text::introduction(words)} actions={head_actions(words, &reader)} />
            <div class="stack">
                <SharingCard />
                if let Err(trouble) = of {
                    { not_connected(words, trouble, onconnect) }
                } else {
                    { failures(words, &reader, offer, onconnect) }
                    if offer != Offer::None {
                        <PlannerCard />
                        <Shown />
                    }
                }
            </div>
        </>
    }
}

fn not_connected(words: Words, trouble: Trouble, onconnect: &Callback<Option<Trouble>>) -> Html {
    let onclick = onconnect.reform(move |_| Some(trouble.clone()));
    html! {
        <Card id="shares" title={text::shares(words)}>
            <p>{ text::not_connected(words) }</p>
            <p><Button kind={ButtonKind::Primary} {onclick}>{ text::connect(words) }</Button></p>
        </Card>
    }
}

fn head_actions(words: Words, reader: &SharesReader) -> Html {
    let shares = &reader.shares;
    let again = {
        let reader = reader.clone();
        Callback::from(move |_| {
            if let Ok(of) = Of::chosen(&reader.session) {
                begin(&reader, of);
            }
        })
    };
    html! {
        <>
            if let Some(begun) = shares.begun {
                <span class="note">{ text::begun(words, &begun.of_day()) }</span>
            }
            if shares.of.is_some() {
                <Button small=true busy={shares.is_reading()} onclick={again}>{ text::again(words) }</Button>
            }
        </>
    }
}

/// What could not be read: why, and what else is known where the service may not be offered.
fn failures(
    words: Words,
    reader: &SharesReader,
    offer: Offer,
    onconnect: &Callback<Option<Trouble>>,
) -> Html {
    let shares = &reader.shares;
    let Some(declaration) = Entry::find(LIST).map(Entry::declaration) else { return Html::default() };
    let failed = [&shares.given.reading, &shares.received.reading].into_iter().find_map(Reading::error);
    let no_projects = match &shares.projects.reading {
        Reading::Failed(error) => Some(error.told(words)),
        _ => None,
    };
    let elsewhere = onconnect.reform(|_: MouseEvent| None);
    html! {
        <>
            if let Some(error) = failed {
                { failure(words, error, &explain(words, error, declaration, None), &onconnect.reform(|()| None)) }
            }
            if offer != Offer::Known {
                <Notice tone={Tone::Accent} title={if offer == Offer::None { text::not_offered(words) } else { text::perhaps_not_offered(words) }}>
                    <p>{ text::facts(words) }{ " " }{ outward(MOVE.to_owned(), text::move_first(words).to_owned()) }</p>
                    <p><Button small=true onclick={elsewhere}>{ text::elsewhere(words) }</Button></p>
                </Notice>
            }
            if let Some(why) = no_projects {
                <Notice tone={Tone::Warning} title={text::no_projects(words)}><p>{ why }</p></Notice>
            }
        </>
    }
}
