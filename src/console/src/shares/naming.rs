//! Gives a project a name: for a person to know it by.

use backup_words::{Tell, words};
use yew::prelude::*;

use super::{Change, SharesHandle, names};
use crate::{
    confirmation::row,
    language::use_words,
    session::SessionHandle,
    texts,
    ui::{Dialog, Field, TextField, details},
};

words! {
    mod text {
        title: "Name this project";
        keep: "Keep the name";
        name: "Name of the project";
        kept: "Kept in this browser, beside the settings. Without a name the project goes by its ID again.";
        not_kept: "Nothing is kept here: it lasts as long as this page.";
    }
}

/// What the dialog takes.
#[derive(PartialEq, Properties)]
pub struct NameDialogProperties {
    /// The id of the project.
    pub id: String,
    /// Called when the person has answered, or leaves it.
    pub onclose: Callback<()>,
}

/// Takes the name.
#[component]
pub fn NameDialog(properties: &NameDialogProperties) -> Html {
    let NameDialogProperties { id, onclose } = properties;
    let words = use_words();
    let (shares, session) = (use_context::<SharesHandle>(), use_context::<SessionHandle>());
    let before = shares.as_ref().and_then(|shares| shares.known(id).name().map(str::to_owned));
    let typed = use_state_eq(|| before.unwrap_or_default());
    let wrong = use_state_eq(|| None);
    let oninput = use_callback(typed.setter(), |text: String, typed| typed.set(text));
    let (Some(shares), Some(session)) = (shares, session) else { return Html::default() };
    let help = if names::are_kept(&session) { text::kept } else { text::not_kept };
    let onconfirm = {
        let (shares, session, id, onclose) = (shares.clone(), session.clone(), id.clone(), onclose.clone());
        let (typed, wrong) = (typed.clone(), wrong.setter());
        Callback::from(move |()| match shares.names.with(&id, &typed, session.credential.as_ref()) {
            Ok(names) => {
                // Where the browser refuses, it lasts as long as the page.
                let _ = names.save(&session);
                shares.dispatch(Change::Name(names));
                onclose.emit(());
            }
            Err(why) => wrong.set(Some(why)),
        })
    };
    html! {
        <Dialog
            id="naming"
            title={text::title(words)}
            confirm={text::keep(words)}
            cancel={texts::cancel(words)}
            {onconfirm}
            {onclose}
        >
            { details([row(texts::project(words), html! { <code>{ id }</code> })]) }
            <Field
                id="naming-name"
                label={text::name(words)}
                help={html! { <p>{ help(words) }</p> }}
                error={wrong.map(|why: names::Unfit| AttrValue::from(why.told(words)))}
            >
                <TextField prose=true value={(*typed).clone()} {oninput} autofocus=true />
            </Field>
        </Dialog>
    }
}
