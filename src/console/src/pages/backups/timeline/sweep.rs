//! A stretch of days, swept by a pointer or moved by keys.

use std::ops::Range;

use backup_model::overview::{Days, Timeline};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// An end of what is swept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    From,
    To,
}

/// How the sweep stands, and what changes it.
pub(super) struct Sweep {
    /// What is swept; all bars where nothing is.
    pub(super) bars: Range<usize>,
    /// Whether that is less than all.
    pub(super) is_partial: bool,
    /// The bar under the pointer.
    pub(super) pointed: Option<usize>,
    pub(super) plot: NodeRef,
    pub(super) onpointerdown: Callback<PointerEvent>,
    pub(super) onpointermove: Callback<PointerEvent>,
    pub(super) onpointerup: Callback<PointerEvent>,
    pub(super) onpointercancel: Callback<PointerEvent>,
    pub(super) onpointerleave: Callback<PointerEvent>,
    pub(super) onkey: Callback<(Edge, KeyboardEvent)>,
}

/// What a pointer holds: the bar that stays, and the one that it is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    anchor: usize,
    at: usize,
}

impl Held {
    fn bars(self) -> Range<usize> {
        self.anchor.min(self.at)..self.anchor.max(self.at) + 1
    }
}

#[hook]
pub(super) fn use_sweep(
    drawn: Option<&Timeline>,
    chosen: Option<Days>,
    ondays: Callback<Option<Days>>,
) -> Sweep {
    let plot = use_node_ref();
    let held = use_state_eq(|| None::<Held>);
    let pointed = use_state_eq(|| None::<usize>);
    let all = drawn.map(Timeline::bars).unwrap_or_default();
    let of_chosen = drawn.zip(chosen).map_or(0..all, |(drawn, days)| drawn.bars_of(days));
    let bars = (*held).map_or_else(|| of_chosen.clone(), Held::bars);
    use_place(&plot, &bars, all);
    let choose = on_choose(drawn.cloned(), of_chosen.clone(), ondays);
    Sweep {
        is_partial: bars != (0..all),
        bars,
        pointed: *pointed,
        onpointerdown: on_down(&plot, &held, &of_chosen, all),
        onpointermove: on_move(&plot, &held, &pointed, all),
        onpointerup: on_up(&held, &of_chosen, &choose),
        onpointercancel: {
            let held = held.setter();
            Callback::from(move |_: PointerEvent| held.set(None))
        },
        onpointerleave: {
            let pointed = pointed.setter();
            Callback::from(move |_: PointerEvent| pointed.set(None))
        },
        onkey: on_key(chosen.is_some(), of_chosen, all, choose),
        plot,
    }
}

/// Draws what is swept where it lies.
#[hook]
fn use_place(plot: &NodeRef, bars: &Range<usize>, all: usize) {
    use_effect_with((plot.clone(), bars.clone(), all), |(plot, bars, all)| {
        if let Some(plot) = plot.cast::<HtmlElement>().filter(|_| *all > 0) {
            for (name, at) in [("--from", bars.start), ("--to", bars.end)] {
                let share = at * 10_000 / all;
                let _ = plot.style().set_property(name, &format!("{}.{:02}%", share / 100, share % 100));
            }
        }
    });
}

/// Takes other bars than those that are chosen; none for no choice.
fn on_choose(
    drawn: Option<Timeline>,
    of_chosen: Range<usize>,
    ondays: Callback<Option<Days>>,
) -> Callback<Option<Range<usize>>> {
    let all = drawn.as_ref().map(Timeline::bars).unwrap_or_default();
    Callback::from(move |bars: Option<Range<usize>>| {
        // All days are no choice, unless there are others.
        let is_choice =
            |bars: &Range<usize>| *bars != (0..all) || drawn.as_ref().is_some_and(|drawn| drawn.outside > 0);
        if bars.as_ref() != Some(&of_chosen) {
            let bars = bars.filter(is_choice);
            ondays.emit(drawn.as_ref().zip(bars).map(|(drawn, bars)| drawn.days_of(bars)));
        }
    })
}

fn on_down(
    plot: &NodeRef,
    held: &UseStateHandle<Option<Held>>,
    of_chosen: &Range<usize>,
    all: usize,
) -> Callback<PointerEvent> {
    let (plot, held, of_chosen) = (plot.clone(), held.setter(), of_chosen.clone());
    Callback::from(move |event: PointerEvent| {
        let Some(bar) = bar_at(&plot, &event, all).filter(|_| event.button() == 0) else { return };
        if let Some(plot) = plot.cast::<Element>() {
            let _ = plot.set_pointer_capture(event.pointer_id());
        }
        // Whoever takes an end of what is swept keeps the other.
        let anchor = match edge_of(&event) {
            Some(Edge::From) => of_chosen.end - 1,
            Some(Edge::To) => of_chosen.start,
            None => bar,
        };
        held.set(Some(Held { anchor, at: bar }));
    })
}

fn on_move(
    plot: &NodeRef,
    held: &UseStateHandle<Option<Held>>,
    pointed: &UseStateHandle<Option<usize>>,
    all: usize,
) -> Callback<PointerEvent> {
    let (plot, held, pointed) = (plot.clone(), held.clone(), pointed.setter());
    Callback::from(move |event: PointerEvent| {
        let bar = bar_at(&plot, &event, all);
        pointed.set(bar);
        if let Some((was, bar)) = (*held).zip(bar) {
            held.set(Some(Held { at: bar, ..was }));
        }
    })
}

fn on_up(
    held: &UseStateHandle<Option<Held>>,
    of_chosen: &Range<usize>,
    choose: &Callback<Option<Range<usize>>>,
) -> Callback<PointerEvent> {
    let (held, choose, of_chosen) = (held.clone(), choose.clone(), of_chosen.clone());
    Callback::from(move |_: PointerEvent| {
        if let Some(was) = *held {
            held.set(None);
            // A press on the one bar that is chosen gives it up.
            choose.emit(Some(was.bars()).filter(|bars| *bars != of_chosen));
        }
    })
}

fn on_key(
    is_chosen: bool,
    of_chosen: Range<usize>,
    all: usize,
    choose: Callback<Option<Range<usize>>>,
) -> Callback<(Edge, KeyboardEvent)> {
    Callback::from(move |(edge, event): (Edge, KeyboardEvent)| {
        if event.key() == "Escape" && is_chosen {
            event.prevent_default();
            choose.emit(None);
        }
        if let Some(bars) = moved(&event.key(), edge, &of_chosen, all) {
            event.prevent_default();
            choose.emit(Some(bars));
        }
    })
}

/// How far Page Up and Page Down go.
const LEAP: usize = 10;

/// Where a key moves an end to; the other stays, and one bar at least is between them.
fn moved(key: &str, edge: Edge, bars: &Range<usize>, all: usize) -> Option<Range<usize>> {
    let (now, least, most) = match edge {
        Edge::From => (bars.start, 0, bars.end - 1),
        Edge::To => (bars.end, bars.start + 1, all),
    };
    let next = match key {
        "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
        "ArrowRight" | "ArrowUp" => now + 1,
        "PageDown" => now.saturating_sub(LEAP),
        "PageUp" => now + LEAP,
        "Home" => least,
        "End" => most,
        _ => return None,
    };
    let next = next.clamp(least, most);
    Some(match edge {
        Edge::From => next..bars.end,
        Edge::To => bars.start..next,
    })
}

fn bar_at(plot: &NodeRef, event: &PointerEvent, all: usize) -> Option<usize> {
    let place = plot.cast::<Element>()?.get_bounding_client_rect();
    let share = (f64::from(event.client_x()) - place.left()) / place.width();
    let last = all.checked_sub(1)?;
    // Beyond either end is at it; a number that is none becomes the first.
    Some(((share * all as f64).max(0.0) as usize).min(last))
}

fn edge_of(event: &PointerEvent) -> Option<Edge> {
    let target = event.target_dyn_into::<Element>()?;
    let is = |selector: &str| target.matches(selector).unwrap_or_default();
    is(".handle").then(|| if is(".from") { Edge::From } else { Edge::To })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_an_end_and_leave_a_bar_at_least() {
        let moved = |key, edge| moved(key, edge, &(4..6), 20);
        assert_eq!(moved("ArrowRight", Edge::From), Some(5..6));
        assert_eq!(moved("End", Edge::From), Some(5..6));
        assert_eq!(moved("Home", Edge::From), Some(0..6));
        assert_eq!(moved("PageDown", Edge::To), Some(4..5));
        assert_eq!(moved("PageUp", Edge::To), Some(4..16));
        assert_eq!(moved("End", Edge::To), Some(4..20));
        assert_eq!(moved("Escape", Edge::To), None);
        assert_eq!(moved("a", Edge::To), None);
    }

    #[test]
    fn at_the_ends_keys_go_no_further() {
        assert_eq!(moved("ArrowLeft", Edge::From, &(0..20), 20), Some(0..20));
        assert_eq!(moved("ArrowUp", Edge::To, &(0..20), 20), Some(0..20));
    }

    #[test]
    fn a_pointer_sweeps_either_way() {
        assert_eq!(Held { anchor: 3, at: 7 }.bars(), 3..8);
        assert_eq!(Held { anchor: 7, at: 3 }.bars(), 3..8);
        assert_eq!(Held { anchor: 3, at: 3 }.bars(), 3..4);
    }
}
