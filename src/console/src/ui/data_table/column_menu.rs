//! Which columns stand in the rows: a person chooses; all others are in the details of a row.

use backup_words::{Words, words};
use yew::prelude::*;

use super::Column;
use super::actions::onescape;
use crate::ui::{Glyph, icon};

words! {
    mod text {
        columns: "Columns";
    }
}

/// The button that opens the menu, and the menu. The first column names the rows, and stays.
pub(super) fn column_menu(words: Words, table: &str, columns: &[Column], onaside: &Callback<usize>) -> Html {
    let id = format!("{table}-columns");
    let choice = |(index, column): (usize, &Column)| {
        html! {
            <label key={index} class="check menu-item">
                <input type="checkbox" checked={!column.aside} onchange={onaside.reform(move |_: Event| index)} />
                <span>{ &column.label }</span>
            </label>
        }
    };
    html! {
        <>
            <button type="button" class="button small quiet" popovertarget={id.clone()}>
                { text::columns(words) }{ icon(Glyph::Open) }
            </button>
            <div class="menu-list" id={id.clone()} popover="auto" role="group" aria-label={text::columns(words)} onkeydown={onescape(&id)}>
                { for columns.iter().enumerate().skip(1).map(choice) }
            </div>
        </>
    }
}
