use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// One tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Tab {
    /// Ends its ids.
    pub key: &'static str,
    /// What it is called.
    pub label: AttrValue,
}

/// What tabs take.
#[derive(PartialEq, Properties)]
pub struct TabsProperties {
    /// Begins all ids.
    pub id: AttrValue,
    /// What the tabs are views of.
    pub label: AttrValue,
    /// The tabs in order.
    pub tabs: Vec<Tab>,
    /// The key of the tab that is shown.
    pub selected: &'static str,
    /// Called with the key of the tab to show.
    pub onselect: Callback<&'static str>,
    /// The panel of the tab that is shown.
    pub children: Html,
}

/// Several views of one thing. Arrow keys, Home and End move between the tabs.
#[component]
pub fn Tabs(properties: &TabsProperties) -> Html {
    let TabsProperties { id, label, tabs, selected, onselect, children } = properties;
    let onkeydown = {
        let keys: Vec<&'static str> = tabs.iter().map(|tab| tab.key).collect();
        let current = keys.iter().position(|key| key == selected).unwrap_or_default();
        let onselect = onselect.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(next) = neighbour(&event.key(), current, keys.len()) else { return };
            event.prevent_default();
            focus_tab(&event, next);
            onselect.emit(keys[next]);
        })
    };
    let tab = |tab: &Tab| {
        let active = tab.key == *selected;
        let key = tab.key;
        html! {
            <button
                {key}
                type="button"
                role="tab"
                class="tab"
                part="tab"
                id={format!("{id}-{key}")}
                aria-selected={if active { "true" } else { "false" }}
                aria-controls={active.then(|| format!("{id}-panel"))}
                tabindex={if active { "0" } else { "-1" }}
                onclick={onselect.reform(move |_| key)}
            >
                { &tab.label }
            </button>
        }
    };
    html! {
        <>
            <div class="tabs" role="tablist" aria-label={label} {onkeydown}>{ for tabs.iter().map(tab) }</div>
            <div class="tab-panel" role="tabpanel" id={format!("{id}-panel")} aria-labelledby={format!("{id}-{selected}")}>
                { children.clone() }
            </div>
        </>
    }
}

fn neighbour(key: &str, current: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" => Some(if current == last { 0 } else { current + 1 }),
        "ArrowLeft" => Some(current.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

fn focus_tab(event: &KeyboardEvent, index: usize) {
    let list = event.target_dyn_into::<Element>().and_then(|tab| tab.parent_element());
    let tab = list.and_then(|list| list.children().item(u32::try_from(index).unwrap_or_default()));
    if let Some(tab) = tab.and_then(|tab| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(tab).ok()) {
        let _ = tab.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::neighbour;

    #[test]
    fn arrows_go_round() {
        assert_eq!(neighbour("ArrowRight", 2, 3), Some(0));
        assert_eq!(neighbour("ArrowLeft", 0, 3), Some(2));
        assert_eq!(neighbour("End", 0, 3), Some(2));
        assert_eq!(neighbour("Enter", 0, 3), None);
        assert_eq!(neighbour("End", 0, 0), None);
    }
}
