//! What the first view does without: a part of the module of its own, which is fetched once the form is there.
//!
//! Whatever only [`LATER`] names is in that part. A build that is not split has it in the module.

use std::cell::Cell;

use backup_model::catalogue::Entry;
use backup_words::{Words, words};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    connection_panel::{ConnectionPanel, ConnectionPanelProperties},
    pages::{BackupsPage, Beside, CallsPage, ReferencePage},
    session::Trouble,
    ui::{Announce, Button, Notice, Tone},
};

/// What is in the part.
pub struct Later {
    /// The connection panel.
    pub panel: fn(ConnectionPanelProperties) -> Html,
    /// What is known of an operation.
    pub reference: fn(&'static Entry) -> Html,
    /// The backups of all services.
    pub backups: fn(Callback<Option<Trouble>>) -> Html,
    /// The calls of this tab.
    pub calls: fn() -> Html,
    /// What is beside the form, and what sends it.
    pub beside: Beside,
}

static LATER: Later = Later {
    panel: |with| html! { <ConnectionPanel ..with /> },
    reference: |entry| html! { <ReferencePage key={entry.declaration.id} {entry} /> },
    backups: |onconnect| html! { <BackupsPage {onconnect} /> },
    calls: || html! { <CallsPage /> },
    beside: Beside::HERE,
};

/// How far the part is.
#[derive(Clone, Copy, Default)]
pub enum Arrival {
    /// It is on its way.
    #[default]
    Coming,
    /// It is there.
    There(&'static Later),
    /// It did not arrive.
    NotArrived,
}

/// There is one such part.
impl PartialEq for Arrival {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// How far the part is, and how it is asked for again: a context.
#[derive(Clone, PartialEq)]
pub struct Part {
    /// How far it is.
    pub arrival: Arrival,
    again: Callback<()>,
}

impl Part {
    /// The part, where it is there.
    pub const fn there(&self) -> Option<&'static Later> {
        match self.arrival {
            Arrival::There(later) => Some(later),
            Arrival::Coming | Arrival::NotArrived => None,
        }
    }

    /// Asks again for what did not arrive.
    pub fn need(&self) {
        if self.arrival == Arrival::NotArrived {
            self.again.emit(());
        }
    }
}

/// A part of the module did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotArrived;

#[cfg(backup_parts)]
impl From<wasm_split_helpers::SplitLoaderError> for NotArrived {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(backup_parts)]
#[allow(unsafe_code, reason = "the macro declares what the build links")]
#[wasm_split_helpers::wasm_split(later, fallible)]
fn later() -> Result<&'static Later, NotArrived> {
    Ok(&LATER)
}

#[cfg(not(backup_parts))]
async fn later() -> Result<&'static Later, NotArrived> {
    Ok(&LATER)
}

thread_local! {
    /// The part, once it is there.
    static THERE: Cell<Arrival> = const { Cell::new(Arrival::Coming) };
}

async fn fetch() -> Arrival {
    match later().await {
        Ok(later) => {
            THERE.set(Arrival::There(later));
            THERE.get()
        }
        Err(NotArrived) => Arrival::NotArrived,
    }
}

/// Fetches the part once the page is there.
#[hook]
pub fn use_part() -> Part {
    let arrival = use_state_eq(|| THERE.get());
    let tries = use_state_eq(|| 0_u32);
    use_effect_with(*tries, {
        let arrival = arrival.setter();
        move |_| {
            spawn_local(async move {
                arrival.set(fetch().await);
            });
        }
    });
    let next = *tries + 1;
    let (setter, tries) = (arrival.setter(), tries.setter());
    let again = Callback::from(move |()| {
        setter.set(Arrival::Coming);
        tries.set(next);
    });
    Part { arrival: *arrival, again }
}

words! {
    mod text {
        not_arrived: "A part of the console could not be loaded.";
        nothing_sent: "What you typed is still here, and nothing was sent.";
        again: "Try again";
    }
}

/// Says that the part did not arrive, with a way to try again.
pub fn not_arrived(words: Words, part: &Part) -> Html {
    if part.arrival != Arrival::NotArrived {
        return Html::default();
    }
    html! {
        <div class="page-notice">
            <Notice tone={Tone::Warning} announce={Announce::AtOnce} title={text::not_arrived(words)}>
                <p>{ text::nothing_sent(words) }</p>
                <p><Button small=true onclick={part.again.reform(|_| ())}>{ text::again(words) }</Button></p>
            </Notice>
        </div>
    }
}
