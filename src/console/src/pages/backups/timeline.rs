//! The backups by day, above their table: a lane for each service, and a stretch of days that narrows the table down.

mod drawing;
mod sweep;
mod table;

use std::rc::Rc;

use backup_model::{
    catalogue::Entry,
    moment::Moment,
    overview::{Axis, Days, Lane, Marks, Timeline as Drawn},
    service::Service,
};
use backup_words::{Words, words};
use yew::prelude::*;

use self::{
    drawing::{bars, failed},
    sweep::{Edge, Sweep, use_sweep},
    table::by_service,
};
use crate::{
    language::use_words,
    overview::{Overview, OverviewHandle},
    texts,
    ui::{Button, ButtonKind},
};

words! {
    mod text {
        title: "By day";
        from: "First day shown";
        to: "Last day shown";
        zoom: "Only these days";
        whole: "All days";
        recent: "Last days";
        shown(days: &str, count: Count): one "{days}: one backup is shown.", other "{days}: {count} backups are shown.";
        utc: "Days of UTC";
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct TimelineProperties {
    pub(super) overview: OverviewHandle,
    pub(super) marks: Marks,
    /// How many backups the table shows.
    pub(super) shown: usize,
    /// Called with the days to be shown.
    pub(super) ondays: Callback<Option<Days>>,
}

/// The backups that have the marks, by day.
#[component]
pub(super) fn Timeline(properties: &TimelineProperties) -> Html {
    let TimelineProperties { overview, marks, shown, ondays } = properties;
    let words = use_words();
    let axis = use_state_eq(Axis::default);
    let drawn = use_memo((overview.clone(), marks.with_days(None), *axis), |(overview, marks, axis)| {
        draw(overview, marks, *axis)
    });
    let paths = use_memo(drawn.clone(), |drawn| {
        let lanes = drawn.iter().flat_map(|drawn| &drawn.lanes);
        lanes.map(|lane| [bars(lane), failed(lane)].map(AttrValue::from)).collect::<Vec<_>>()
    });
    let chosen = marks.days();
    let sweep = use_sweep((*drawn).as_ref(), chosen, ondays.clone());
    let Some(drawn) = &*drawn else { return Html::default() };
    let stretch = |label: &'static str, to: Axis| {
        let axis = axis.setter();
        let onclick = Callback::from(move |_: MouseEvent| axis.set(to));
        html! { <Button small=true kind={ButtonKind::Quiet} {onclick}>{ label }</Button> }
    };
    html! {
        <section class="timeline" aria-label={text::title(words)}>
            <div class="timeline-head">
                <p class="note">{ drawn.told(words) }</p>
                <p class="note timeline-pointed" aria-hidden="true">
                    <span class="in-short">{ sweep.pointed.map_or_else(|| text::utc(words).to_owned(), |bar| drawn.days_of(bar..bar + 1).told(words)) }</span>
                    <span class="in-full">{ sweep.pointed.map_or_else(|| text::utc(words).to_owned(), |bar| drawn.told_bar(words, bar)) }</span>
                </p>
            </div>
            <div class="timeline-body">
                <div class="timeline-names" aria-hidden="true">
                    { for drawn.lanes.iter().map(|lane| html! { <span key={lane.service.key()}>{ lane.service.name() }</span> }) }
                </div>
                { plot(words, drawn, &paths, &sweep) }
                <div class="timeline-names timeline-sums note" aria-hidden="true">
                    { for drawn.lanes.iter().map(|lane| held(words, lane, sweep.pointed)) }
                </div>
                <div class="timeline-days" aria-hidden="true">{ for ticks(drawn).map(|day| html! { <span>{ day }</span> }) }</div>
            </div>
            <div class="timeline-foot">
                { by_service(words, drawn) }
                <div class="timeline-stretches">
                    if let Some(days) = chosen.filter(|days| *days != drawn.days) {
                        { stretch(text::zoom(words), Axis::Of(days)) }
                    }
                    if drawn.outside > 0 && *axis != Axis::Whole {
                        { stretch(text::whole(words), Axis::Whole) }
                    }
                    if *axis != Axis::Fitting {
                        { stretch(text::recent(words), Axis::Fitting) }
                    }
                </div>
            </div>
            <span class="visually-hidden" role="status">
                { chosen.map(|days| text::shown(words, &days.told(words), *shown)) }
            </span>
        </section>
    }
}

fn draw(overview: &Overview, marks: &Marks, axis: Axis) -> Option<Drawn> {
    let now = Moment::from_millis(js_sys::Date::now() as i64);
    let service_of = |entry: &Entry| -> Service { entry.service };
    let mut services: Vec<Service> = overview.lists.iter().map(|list| service_of(list.entry)).collect();
    // One lane for the lists of several instances, which stand together.
    services.dedup();
    let fit = overview.backups.iter().map(|it| overview.seen(it)).filter(|seen| marks.fit(*seen, now));
    Drawn::of(services.into_iter(), fit.map(|seen| (seen.of, seen.backup)), axis, now)
}

fn plot(words: Words, drawn: &Drawn, paths: &Rc<Vec<[AttrValue; 2]>>, sweep: &Sweep) -> Html {
    let view = format!("0 0 {} 1000", drawn.bars() * 10);
    let lane = |(lane, [bars, failed]): (&Lane, &[AttrValue; 2])| {
        html! {
            <svg key={lane.service.key()} class="lane" viewBox={view.clone()} preserveAspectRatio="none" role="img" aria-label={lane.told(words)}>
                <path class="bars" d={bars.clone()} />
                <path class="failed" d={failed.clone()} />
            </svg>
        }
    };
    html! {
        <div
            class={classes!("plot", sweep.is_partial.then_some("partial"))}
            ref={&sweep.plot}
            onpointerdown={&sweep.onpointerdown}
            onpointermove={&sweep.onpointermove}
            onpointerup={&sweep.onpointerup}
            onpointercancel={&sweep.onpointercancel}
            onpointerleave={&sweep.onpointerleave}
        >
            { for drawn.lanes.iter().zip(paths.iter()).map(lane) }
            <div class="around"><div class="swept"></div></div>
            { handle(Edge::From, text::from(words), drawn, sweep) }
            { handle(Edge::To, text::to(words), drawn, sweep) }
        </div>
    }
}

/// An end of the swept days, which the keyboard and the pointer move.
fn handle(edge: Edge, label: &'static str, drawn: &Drawn, sweep: &Sweep) -> Html {
    let days = drawn.days_of(sweep.bars.clone());
    let (class, now, least, most, told) = match edge {
        Edge::From => ("handle from", sweep.bars.start, 0, sweep.bars.end - 1, days.first()),
        Edge::To => ("handle to", sweep.bars.end, sweep.bars.start + 1, drawn.bars(), days.last()),
    };
    html! {
        <div
            {class}
            role="slider"
            tabindex="0"
            aria-label={label}
            aria-valuemin={least.to_string()}
            aria-valuemax={most.to_string()}
            aria-valuenow={now.to_string()}
            aria-valuetext={told}
            onkeydown={sweep.onkey.reform(move |event| (edge, event))}
        >
        </div>
    }
}

/// What a lane holds beside it: in the days that are pointed at, or in all.
fn held(words: Words, lane: &Lane, pointed: Option<usize>) -> Html {
    let bar = pointed.and_then(|bar| lane.bars.get(bar)).unwrap_or(&lane.sum);
    let told = if bar.count > 0 { bar.told(words) } else { texts::NOT_GIVEN.to_owned() };
    html! { <span key={lane.service.key()}>{ told }</span> }
}

/// How many days are written below.
const TICKS: usize = 5;

/// Some days, at even distances.
fn ticks(drawn: &Drawn) -> impl Iterator<Item = String> {
    let last = drawn.bars() - 1;
    (0..TICKS).map(move |tick| {
        let bar = last * tick / (TICKS - 1);
        let days = drawn.days_of(bar..bar + 1);
        if tick + 1 == TICKS { days.last() } else { days.first() }
    })
}
