use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::actions::is_actions_button;
use super::choosing::is_choice;
use crate::ui::focus::focused;

/// The height of a row in a long table, in pixels. The style sheet holds the same figure.
const ROW_HEIGHT: usize = 39;
/// How many rows can be in sight at most: the style sheet limits the area's height.
const ROWS_IN_SIGHT: usize = 32;
/// How many rendered rows are above those in sight, and at least as many below.
const ROWS_BEYOND: usize = 16;
/// The window moves in steps, so that not every scrolled row renders the table.
const STEP: usize = 8;
/// How many rows a long table renders.
const ROWS_RENDERED: usize = ROWS_BEYOND + STEP + ROWS_IN_SIGHT + ROWS_BEYOND;
/// The `aria-rowindex` of the first row: they count from one, and the heading is one of them.
pub(super) const FIRST_ROW: usize = 2;
/// How far Page Up and Page Down go.
const PAGE: usize = 12;

/// The rows that are rendered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Window {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) of: usize,
}

impl Window {
    /// The window when `first` is the first row in sight.
    fn at(first: usize, of: usize) -> Self {
        if of <= ROWS_RENDERED {
            return Self { start: 0, end: of, of };
        }
        // At the top there is nothing above what is in sight.
        let first = first / STEP * STEP;
        let start = first.saturating_sub(ROWS_BEYOND).min(of - ROWS_RENDERED);
        Self { start, end: of.min(first + STEP + ROWS_IN_SIGHT + ROWS_BEYOND), of }
    }

    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// A table that fits is rendered whole, and its rows may have any height.
    pub(super) fn is_partial(self) -> bool {
        self.of > ROWS_RENDERED
    }

    /// The row that the Tab key stops at: the current one as long as it is rendered, else one in sight.
    fn tab_stop(self, current: usize, first: usize) -> usize {
        let in_sight = if first == 0 { 0 } else { first + STEP };
        if self.range().contains(&current) { current } else { in_sight.min(self.of.saturating_sub(1)) }
    }
}

/// What ties a table to its scrolling area.
pub(super) struct Scrolling {
    pub(super) area: NodeRef,
    /// The spacers above and below the window.
    pub(super) spacers: [NodeRef; 2],
    pub(super) window: Window,
    /// The one row that the Tab key stops at.
    pub(super) tab_stop: usize,
    pub(super) onscroll: Callback<Event>,
    pub(super) onkeydown: Callback<KeyboardEvent>,
    pub(super) onfocusin: Callback<FocusEvent>,
}

/// Keeps the window around what is in sight, and the focus on a row that is rendered. It begins at the top whenever the
/// subject is another.
#[hook]
pub(super) fn use_scrolling<S: Clone + PartialEq + 'static>(order: &Rc<Vec<usize>>, subject: S) -> Scrolling {
    let count = order.len();
    let area = use_node_ref();
    let spacers = [use_node_ref(), use_node_ref()];
    let first = use_state_eq(|| 0);
    let current = use_state_eq(|| 0);
    let moving = use_mut_ref(|| None::<Column>);
    let window = Window::at(*first, count);

    use_effect_with((window, spacers.clone()), |(window, [above, below])| {
        set_height(above, window.start);
        set_height(below, window.of - window.end);
    });
    {
        let (area, first, current) = (area.clone(), first.setter(), current.setter());
        use_effect_with(subject, move |_| {
            scroll_to(&area, 0);
            first.set(0);
            current.set(0);
        });
    }
    {
        let (area, moving) = (area.clone(), moving.clone());
        use_effect_with(*current, move |&current| {
            if let Some(column) = moving.take() {
                focus_row(&area, current, column);
            }
        });
    }

    let tab_stop = window.tab_stop(*current, *first);
    let onfocusin = {
        let current = current.setter();
        Callback::from(move |event: FocusEvent| {
            if let Some(position) = position_of(&event) {
                current.set(position);
            }
        })
    };
    let at = At { area: area.clone(), window, first, current, moving };
    let (onscroll, onkeydown) = (on_scroll(at.clone()), on_key(at));
    Scrolling { area, spacers, window, tab_stop, onscroll, onkeydown, onfocusin }
}

/// Where a table stands, for what moves it.
#[derive(Clone)]
struct At {
    area: NodeRef,
    window: Window,
    first: UseStateHandle<usize>,
    current: UseStateHandle<usize>,
    moving: Rc<RefCell<Option<Column>>>,
}

fn on_scroll(at: At) -> Callback<Event> {
    let At { area, window, first, current, moving } = at;
    let (first, current) = (first.setter(), *current);
    Callback::from(move |_| {
        let Some(area) = area.cast::<HtmlElement>().filter(|_| moving.borrow().is_none()) else { return };
        let top = usize::try_from(area.scroll_top()).unwrap_or_default() / ROW_HEIGHT;
        if !Window::at(top, window.of).range().contains(&current) {
            keep_focus(&area);
        }
        first.set(top / STEP * STEP);
    })
}

fn on_key(at: At) -> Callback<KeyboardEvent> {
    let At { area, window, first, current, moving } = at;
    let first = first.setter();
    Callback::from(move |event: KeyboardEvent| {
        let Some(next) = neighbour(&event.key(), *current, window.of) else { return };
        event.prevent_default();
        if next == *current {
            return;
        }
        if !window.range().contains(&next) {
            // Scrolled at once: Yew may let the browser draw before the row can take the focus.
            scroll_to(&area, next);
            first.set(next / STEP * STEP);
        }
        moving.replace(Some(Column::of(&event)));
        current.set(next);
    })
}

/// The place, in the order shown, of the row in which something happened.
pub(super) fn position_of(event: &Event) -> Option<usize> {
    let row = event.target_dyn_into::<Element>()?.closest("tr").ok()??;
    row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(FIRST_ROW)
}

pub(super) fn neighbour(key: &str, current: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let next = match key {
        "ArrowDown" => current + 1,
        "ArrowUp" => current.saturating_sub(1),
        "PageDown" => current + PAGE,
        "PageUp" => current.saturating_sub(PAGE),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    Some(next.min(last))
}

fn set_height(spacer: &NodeRef, rows: usize) {
    if let Some(spacer) = spacer.cast::<HtmlElement>() {
        let _ = spacer.style().set_property("height", &format!("{}px", rows * ROW_HEIGHT));
    }
}

fn scroll_to(area: &NodeRef, row: usize) {
    if let Some(area) = area.cast::<Element>() {
        area.set_scroll_top(i32::try_from(row * ROW_HEIGHT).unwrap_or(i32::MAX));
    }
}

/// Which of a row's controls has the focus: it stays in its column.
#[derive(Clone, Copy)]
enum Column {
    Choice,
    End,
    Actions,
}

impl Column {
    fn of(event: &Event) -> Self {
        let on_actions = event.target_dyn_into::<Element>().is_some_and(|button| is_actions_button(&button));
        match () {
            () if on_actions => Self::Actions,
            () if is_choice(event) => Self::Choice,
            () => Self::End,
        }
    }
}

fn focus_row(area: &NodeRef, row: usize, column: Column) {
    let Some(area) = area.cast::<Element>() else { return };
    let find = |button: &str| {
        area.query_selector(&format!("tr[aria-rowindex='{}'] {button}", row + FIRST_ROW)).ok().flatten()
    };
    let in_column = match column {
        Column::End => None,
        Column::Choice => find("input"),
        Column::Actions => find("[popovertarget]"),
    };
    if let Some(button) =
        in_column.or_else(|| find("button")).and_then(|it| it.dyn_into::<HtmlElement>().ok())
    {
        let _ = button.focus();
    }
}

/// Before a row with the focus scrolls away, the area takes the focus: its arrow keys go on scrolling. The headings
/// do not scroll away.
fn keep_focus(area: &HtmlElement) {
    let in_a_row = focused(area).is_some_and(|focused| {
        area.contains(Some(&focused)) && focused.closest("tbody").is_ok_and(|body| body.is_some())
    });
    if in_a_row {
        let _ = area.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_table_is_rendered_whole() {
        let window = Window::at(0, ROWS_RENDERED);
        assert_eq!(window.range(), 0..ROWS_RENDERED);
        assert!(!window.is_partial());
    }

    #[test]
    fn the_window_holds_what_is_in_sight_wherever_it_is() {
        let count = 10_000;
        for top in 0..count {
            let window = Window::at(top / STEP * STEP, count);
            assert!(window.start <= top);
            assert!(window.end >= count.min(top + ROWS_IN_SIGHT));
            assert!(window.range().len() <= ROWS_RENDERED);
        }
    }

    #[test]
    fn the_tab_key_stops_at_a_row_in_sight() {
        let count = 10_000;
        assert_eq!(Window::at(0, count).tab_stop(3, 0), 3);
        for top in 0..count {
            let first = top / STEP * STEP;
            let stop = Window::at(first, count).tab_stop(count, first);
            assert!(stop >= top.min(count - 1) || first == 0, "{top}: {stop}");
            assert!(stop <= top + STEP, "{top}: {stop}");
        }
        assert_eq!(Window::at(0, 0).tab_stop(0, 0), 0);
    }

    #[test]
    fn keys_reach_every_row_and_stop_at_the_ends() {
        assert_eq!(neighbour("ArrowDown", 0, 10_000), Some(1));
        assert_eq!(neighbour("PageDown", 9_995, 10_000), Some(9_999));
        assert_eq!(neighbour("PageUp", 3, 10_000), Some(0));
        assert_eq!(neighbour("End", 0, 10_000), Some(9_999));
        assert_eq!(neighbour("a", 0, 10_000), None);
        assert_eq!(neighbour("Home", 0, 0), None);
    }
}
