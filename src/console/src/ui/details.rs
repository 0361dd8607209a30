use yew::prelude::*;

use super::CopyButton;

/// One line of a list of details.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    /// What it is.
    pub label: AttrValue,
    /// What it says.
    pub value: Html,
    /// What its copy button copies; none means no button.
    pub copy: Option<AttrValue>,
}

/// Labels and what they say.
pub fn details(rows: impl IntoIterator<Item = Detail>) -> Html {
    list("details", rows)
}

/// The same, small, as below a form.
pub fn small_details(rows: impl IntoIterator<Item = Detail>) -> Html {
    list("details small", rows)
}

fn list(class: &'static str, rows: impl IntoIterator<Item = Detail>) -> Html {
    let row = |row: Detail| {
        html! {
            <div>
                <dt>{ &row.label }</dt>
                <dd>
                    { row.value }
                    if let Some(text) = row.copy {
                        <CopyButton {text} what={row.label} />
                    }
                </dd>
            </div>
        }
    };
    html! { <dl {class}>{ for rows.into_iter().map(row) }</dl> }
}
