//! The timeline in words, for each service.

use backup_model::overview::{Lane, Timeline};
use backup_words::{Words, words};
use yew::prelude::*;

use crate::texts;

words! {
    mod text {
        title: "By service";
        service: "Service";
        backups: "Backups";
        covered: "Days with one";
        first: "First day";
        last: "Last day";
        gap: "Longest time without";
        none: "none";
        gap_of(count: Count, days: &str): one "{days}", other "{count} days, {days}";
    }
}

/// A row for each service.
pub(super) fn by_service(words: Words, drawn: &Timeline) -> Html {
    let headings = [text::service, text::backups, text::covered, text::first, text::last, text::gap]
        .map(|text| text(words));
    let row = |lane: &Lane| {
        let day = |day: Option<String>| day.unwrap_or_else(|| texts::NOT_GIVEN.to_owned());
        let gap = lane.gap.map(|gap| text::gap_of(words, gap.count() as usize, &gap.told(words)));
        let backups = if lane.sum.count == 0 { text::none(words).to_owned() } else { lane.sum.told(words) };
        html! {
            <tr key={lane.service.key()}>
                <th scope="row">{ lane.service.name() }</th>
                <td>{ backups }</td>
                <td>{ words.number(lane.covered) }</td>
                <td>{ day(lane.reach.map(|days| days.first())) }</td>
                <td>{ day(lane.reach.map(|days| days.last())) }</td>
                <td>{ day(gap) }</td>
            </tr>
        }
    };
    html! {
        <details class="timeline-table">
            <summary>{ text::title(words) }</summary>
            <div class="table-scroll" tabindex="0" role="group" aria-label={text::title(words)}>
                <table class="table" aria-label={text::title(words)}>
                    <thead><tr>{ for headings.iter().map(|heading| html! { <th scope="col">{ *heading }</th> }) }</tr></thead>
                    <tbody>{ for drawn.lanes.iter().map(row) }</tbody>
                </table>
            </div>
        </details>
    }
}
