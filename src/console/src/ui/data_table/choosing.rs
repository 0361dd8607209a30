//! Rows that are chosen: one by one, from one to another, or all that are shown.

use std::cell::RefCell;
use std::rc::Rc;

use backup_words::{Words, words};
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::scrolling::{Scrolling, neighbour, position_of};
use crate::language::use_words;

words! {
    mod text {
        choose(row: &str): "Choose {row}";
        choose_all: "Choose all that are shown";
        chosen: "Chosen";
    }
}

/// Which rows are chosen, who is told, and what is told of them.
#[derive(Clone, PartialEq)]
pub struct Choosing {
    /// Whether each row is chosen, in the order of the rows.
    pub chosen: Rc<[bool]>,
    /// Called with rows by their indexes, and whether they are to be chosen.
    pub onchoose: Callback<(Vec<usize>, bool)>,
    /// What is told of those that are chosen and shown, by their indexes in the order shown.
    pub told: Callback<Rc<Vec<usize>>, Html>,
}

/// The chosen rows among those that are shown, in their order.
pub(super) fn picked(choice: Option<&Choosing>, order: &[usize]) -> Rc<Vec<usize>> {
    let Some(choice) = choice else { return Rc::default() };
    Rc::new(order.iter().copied().filter(|row| choice.chosen.get(*row) == Some(&true)).collect())
}

/// At the beginning of a row.
pub(super) fn choice_cell(words: Words, row: &str, is_chosen: bool, tab_stop: &'static str) -> Html {
    html! {
        <td class="pick-cell">
            <input type="checkbox" class="pick" tabindex={tab_stop} aria-label={text::choose(words, row)} checked={is_chosen} />
        </td>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct ChooseAllProperties {
    pub(super) onchoose: Callback<(Vec<usize>, bool)>,
    pub(super) order: Rc<Vec<usize>>,
    /// How many of them are chosen.
    pub(super) count: usize,
}

/// In the heading: chooses all that are shown, or none of them.
#[component]
pub(super) fn ChooseAll(properties: &ChooseAllProperties) -> Html {
    let ChooseAllProperties { onchoose, order, count } = properties;
    let words = use_words();
    let (all, some) = (*count > 0 && *count == order.len(), *count > 0);
    let node = use_node_ref();
    use_effect_with((node.clone(), all, some), |(node, all, some)| {
        if let Some(input) = node.cast::<HtmlInputElement>() {
            input.set_indeterminate(*some && !all);
        }
    });
    let onclick = {
        let (order, onchoose) = (order.clone(), onchoose.clone());
        Callback::from(move |_: MouseEvent| onchoose.emit(((*order).clone(), !all)))
    };
    html! {
        <th scope="col" class="pick-cell">
            <input type="checkbox" class="pick" ref={node} aria-label={text::choose_all(words)} checked={all} {onclick} />
        </th>
    }
}

/// What is chosen, told above the rows.
pub(super) fn bar(words: Words, choice: &Choosing, picked: &Rc<Vec<usize>>) -> Html {
    if picked.is_empty() {
        return Html::default();
    }
    html! {
        <div class="chosen-bar" role="group" aria-label={text::chosen(words)}>{ choice.told.emit(picked.clone()) }</div>
    }
}

/// Whether something happened at the box that chooses a row.
pub(super) fn is_choice(event: &Event) -> bool {
    event.target_dyn_into::<Element>().is_some_and(|target| target.matches(".pick").unwrap_or_default())
}

/// The row that was chosen last: with Shift, all from there on are.
pub(super) type Anchor = Rc<RefCell<Option<usize>>>;

/// Takes a click on a box of a row, or the key that clicks it.
pub(super) fn choose(choice: &Choosing, order: &[usize], anchor: &Anchor, event: &MouseEvent) {
    let (Some(input), Some(position)) = (event.target_dyn_into::<HtmlInputElement>(), position_of(event))
    else {
        return;
    };
    let Some(&row) = order.get(position) else { return };
    let last = anchor.replace(Some(row)).filter(|_| event.shift_key());
    let from = last.and_then(|last| order.iter().position(|row| *row == last)).unwrap_or(position);
    let rows = order[from.min(position)..=from.max(position)].to_vec();
    choice.onchoose.emit((rows, input.checked()));
}

/// The keys within the rows: with Shift, those that go from row to row choose what they pass.
pub(super) fn on_key(
    choice: Option<&Choosing>,
    order: &Rc<Vec<usize>>,
    scrolling: &Scrolling,
) -> Callback<KeyboardEvent> {
    let onkeydown = scrolling.onkeydown.clone();
    let Some(choice) = choice.cloned() else { return onkeydown };
    let order = order.clone();
    Callback::from(move |event: KeyboardEvent| {
        let here = position_of(&event).filter(|_| is_choice(&event));
        if let Some(here) = here.filter(|_| event.shift_key())
            && let Some(next) = neighbour(&event.key(), here, order.len())
        {
            choice.onchoose.emit((order[here.min(next)..=here.max(next)].to_vec(), true));
        }
        if here.is_some() && (event.ctrl_key() || event.meta_key()) && event.key() == "a" {
            event.prevent_default();
            choice.onchoose.emit(((*order).clone(), true));
        }
        onkeydown.emit(event);
    })
}
