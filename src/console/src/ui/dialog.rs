use web_sys::HtmlDialogElement;
use yew::prelude::*;

use super::focus::focused;
use super::{Button, ButtonKind};

/// What a dialog takes.
#[derive(PartialEq, Properties)]
pub struct DialogProperties {
    /// Begins the ids of its title and buttons.
    pub id: AttrValue,
    /// What it asks.
    pub title: AttrValue,
    /// What its main button will do.
    pub confirm: AttrValue,
    /// Whether that destroys something.
    #[prop_or_default]
    pub danger: bool,
    /// Why it cannot be confirmed yet; until then Enter does nothing either.
    #[prop_or_default]
    pub unready: Option<AttrValue>,
    /// Whether only a person's own press confirms it, and no script's.
    #[prop_or_default]
    pub by_hand: bool,
    /// Whether what was confirmed is under way.
    #[prop_or_default]
    pub busy: bool,
    /// What its other button says.
    pub cancel: AttrValue,
    /// Buttons at the start of its foot.
    #[prop_or_default]
    pub extra: Html,
    /// Called when it was confirmed.
    pub onconfirm: Callback<()>,
    /// Called when it was left by its button, or by Escape unless that is for `onescape`.
    pub onclose: Callback<()>,
    /// Called on Escape in place of `onclose`: what was typed may be worth a question.
    #[prop_or_default]
    pub onescape: Option<Callback<()>>,
    /// What it holds.
    pub children: Html,
}

/// A modal dialog around a form. It is open as long as it is rendered, and gives the focus back afterwards.
#[component]
pub fn Dialog(properties: &DialogProperties) -> Html {
    let node = use_modal();
    let may_confirm = properties.unready.is_none() && !properties.busy;
    let pressed = use_mut_ref(|| false);
    // Enter in a field arrives here too. What a script submits is trusted by the browser; its click is not.
    let onpress = use_callback(pressed.clone(), |event: MouseEvent, pressed| {
        pressed.replace(event.is_trusted());
    });
    let onsubmit = {
        let (by_hand, onconfirm) = (properties.by_hand, properties.onconfirm.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let is_pressed = pressed.take();
            if may_confirm && (is_pressed || !by_hand) {
                onconfirm.emit(());
            }
        })
    };
    let onescape = properties.onescape.as_ref().unwrap_or(&properties.onclose);
    let oncancel = use_callback(onescape.clone(), |event: Event, onescape| {
        // Whether it is open is for the owner to say.
        event.prevent_default();
        onescape.emit(());
    });
    // The browser lets nobody prevent a second Escape in a row.
    let onclose = use_callback((node.clone(), onescape.clone()), |_: Event, (node, onescape)| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            let _ = dialog.show_modal();
        }
        onescape.emit(());
    });
    let leave = properties.onclose.reform(|_: MouseEvent| ());
    let id = &properties.id;
    html! {
        <dialog ref={node} class="dialog" part="dialog" aria-labelledby={format!("{id}-title")} {oncancel} {onclose}>
            <form {onsubmit} autocomplete="off" novalidate=true>
                <div class="dialog-body">
                    <h2 id={format!("{id}-title")}>{ &properties.title }</h2>
                    { properties.children.clone() }
                </div>
                <footer class="dialog-foot">
                    { properties.extra.clone() }
                    <span class="space"></span>
                    <Button id={format!("{id}-cancel")} onclick={leave}>{ &properties.cancel }</Button>
                    <Button
                        id={format!("{id}-confirm")}
                        kind={if properties.danger { ButtonKind::Danger } else { ButtonKind::Primary }}
                        submit=true
                        busy={properties.busy}
                        disabled={&properties.unready}
                        onclick={onpress}
                    >
                        { &properties.confirm }
                    </Button>
                </footer>
            </form>
        </dialog>
    }
}

/// The dialog that is open as long as it is rendered.
#[hook]
pub fn use_modal() -> NodeRef {
    let node = use_node_ref();
    use_effect_with(node.clone(), |node| {
        let dialog = node.cast::<HtmlDialogElement>();
        let before = dialog.as_ref().and_then(|dialog| focused(dialog));
        if let Some(dialog) = &dialog {
            let _ = dialog.show_modal();
        }
        move || {
            if let Some(dialog) = dialog {
                dialog.close();
            }
            if let Some(before) = before {
                let _ = before.focus();
            }
        }
    });
    node
}
