//! The test of the route that is typed.

use backup_client::{
    Place,
    cancel::{Cancel, CancelHandle, cancellation},
    fetch::Fetch,
    route_check::{Check, Checked, Outcome, check_route},
};
use backup_model::service::Service;
use backup_words::Words;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    language::use_words,
    session::{Session, SessionHandle, Texts, Trouble},
    texts::{
        self,
        route_check::{self as told, Advice, text},
    },
    ui::{Button, CopyButton, Glyph, Notice, Tone, code_block, icon, spinner, standing},
};

/// What the test takes.
#[derive(PartialEq, Properties)]
pub struct RouteCheckProperties {
    /// The settings, as typed.
    pub texts: Texts,
}

/// What is known of the route so far.
#[derive(Clone, Default, PartialEq)]
struct Known {
    checked: Vec<Checked>,
    is_running: bool,
}

/// A button that tests the route, and what the test found.
#[component]
pub fn RouteCheck(properties: &RouteCheckProperties) -> Html {
    let words = use_words();
    let known = use_state(Known::default);
    let running = use_mut_ref(|| None::<CancelHandle>);
    // What was found of other settings says nothing of these; and whoever leaves the panel ends the test.
    use_effect_with(properties.texts.clone(), {
        let (known, running) = (known.setter(), running.clone());
        move |_| {
            move || {
                running.take();
                known.set(Known::default());
            }
        }
    });
    let Some(session) = use_context::<SessionHandle>() else { return Html::default() };
    let way = way(&session.with(properties.texts.clone()));
    let proxy = way.as_ref().ok().and_then(|(place, _)| place.route.name().map(str::to_owned));
    let disabled = way.as_ref().err().map(|trouble| match trouble {
        // What is wrong with it stands beside it already.
        Trouble::Proxy(_) => AttrValue::Static(text::mend_proxy(words)),
        other => texts::trouble(words, other).into(),
    });
    let onclick = {
        let (known, running) = (known.clone(), running.clone());
        Callback::from(move |_| {
            running.take();
            let Some(way) = way.clone().ok().filter(|_| !known.is_running) else {
                return known.set(Known::default());
            };
            let (handle, cancel) = cancellation();
            running.replace(Some(handle));
            test(way.0, way.1, cancel, known.setter());
        })
    };
    html! {
        <div class="form route-check">
            <div class="form-end">
                <Button id="route-check" small=true {disabled} {onclick}>
                    { if known.is_running { text::stop(words) } else { text::test(words) } }
                </Button>
                <span role="status">{ known.is_running.then(|| spinner(text::testing(words), None)) }</span>
                if !known.is_running {
                    <span class="help">{ text::help(words) }</span>
                }
            </div>
            { standing(verdict(words, &known)) }
            if !known.checked.is_empty() {
                { findings(words, &known, proxy.as_deref()) }
            }
        </div>
    }
}

fn test(place: Place, service: Service, mut cancel: Cancel, known: UseStateSetter<Known>) {
    known.set(Known { checked: Vec::new(), is_running: true });
    spawn_local(async move {
        let mut checked = Vec::new();
        let tested = check_route(&Fetch, &place, service, &mut cancel, |one| {
            checked.push(one);
            known.set(Known { checked: checked.clone(), is_running: true });
        });
        // There is an endpoint, or there would be nothing to test.
        let _ = tested.await;
        if !cancel.is_cancelled() {
            known.set(Known { checked, is_running: false });
        }
    });
}

/// Where the route leads, and which service is asked there.
fn way(session: &Session) -> Result<(Place, Service), Trouble> {
    let place = session.place()?;
    let service = place.any_service().ok_or(Trouble::NoEndpoint(Service::ALL[0]))?;
    Ok((place, service))
}

/// In the end a word on the whole.
fn verdict(words: Words, known: &Known) -> Html {
    if known.is_running || known.checked.is_empty() {
        return Html::default();
    }
    match known.checked.iter().filter(|one| matches!(one.outcome, Outcome::Failed(_))).count() {
        0 => html! { <Notice tone={Tone::Success} title={text::good(words)} /> },
        failed => html! { <Notice tone={Tone::Warning} title={text::failed(words, failed)} /> },
    }
}

/// One line for each check, and what to do below those that failed.
fn findings(words: Words, known: &Known, proxy: Option<&str>) -> Html {
    let outcome = |check: Check| known.checked.iter().find(|one| one.check == check).map(|one| &one.outcome);
    let shown = Check::ALL.into_iter().filter(|check| !known.is_running || outcome(*check).is_some());
    html! {
        <ul class="checks" aria-label={text::result(words)}>
            { for shown.map(|check| line(words, check, outcome(check), proxy)) }
        </ul>
    }
}

fn line(words: Words, check: Check, outcome: Option<&Outcome>, proxy: Option<&str>) -> Html {
    let (class, mark, said, advice) = match outcome {
        Some(Outcome::Passed) => ("passed", Glyph::Check, text::outcome_passed(words), None),
        Some(Outcome::Failed(finding)) => (
            "failed",
            Glyph::Error,
            text::outcome_failed(words),
            Some(told::advice(words, finding, &origin(), proxy)),
        ),
        Some(Outcome::Untold) => {
            ("untold", Glyph::Information, text::outcome_untold(words), Some(told::untold(words)))
        }
        Some(Outcome::Unassured) => {
            ("untold", Glyph::Information, text::outcome_unassured(words), Some(told::unassured(words)))
        }
        None => ("skipped", Glyph::Skipped, text::outcome_skipped(words), None),
    };
    html! {
        <li {class}>
            { icon(mark) }
            <div>
                { told::check(words, check) }<span class="visually-hidden">{ format!(": {said}") }</span>
                { advice.as_ref().map(|advice| mend(words, advice)).unwrap_or_default() }
            </div>
        </li>
    }
}

fn mend(words: Words, advice: &Advice) -> Html {
    html! {
        <div class="mend">
            <p>
                <strong>{ &advice.title }</strong>{ " " }
                { for advice.seen.iter().map(|seen| html! { <>{ seen }{ " " }</> }) }
                { &advice.help }
            </p>
            if let Some(lines) = &advice.lines {
                <div class="lines">
                    { code_block(text::lines(words), html! { lines }) }
                    <CopyButton text={lines.clone()} what={text::lines(words)} />
                </div>
            }
        </div>
    }
}

fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}
