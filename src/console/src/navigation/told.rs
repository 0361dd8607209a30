use backup_words::{Words, words};
use yew::prelude::*;

use super::Navigation;
use crate::{
    language::use_words,
    route::Ignored,
    ui::{Announce, Button, Notice, Tone},
};

words! {
    mod text {
        title: "Not all of the link is used.";
        page(page: &str): "There is no page \"{page}\" here.";
        some_page: "It leads to no page that is here.";
        name(name: &str): "Nothing here is called \"{name}\".";
        some_name: "A part of it has no name that is known here.";
        value(name: &str): "What it says for \"{name}\" cannot be taken.";
        credential(name: &str): "It holds \"{name}\", and no link signs in. It was taken out of the address, but whoever has the link has it: take it back where it was issued.";
        some_credential: "It holds a credential, and no link signs in. It was taken out of the address, but whoever has the link has it: take it back where it was issued.";
        heard: "Close";
    }
}

/// Says what of a link was not used: whoever followed it believes that all of it counts.
#[component]
pub fn LinkNotice() -> Html {
    let words = use_words();
    let Some(navigation) = use_context::<Navigation>() else { return Html::default() };
    if navigation.ignored.is_empty() {
        return Html::default();
    }
    html! {
        <div class="page-notice">
            <Notice tone={Tone::Warning} announce={Announce::Politely} title={text::title(words)}>
                { for navigation.ignored.iter().map(|ignored| html! { <p>{ tell(words, ignored) }</p> }) }
                <p><Button small=true onclick={navigation.onheard.reform(|_| ())}>{ text::heard(words) }</Button></p>
            </Notice>
        </div>
    }
}

fn tell(words: Words, ignored: &Ignored) -> String {
    match ignored {
        Ignored::Page(page) if page.is_empty() => text::some_page(words).to_owned(),
        Ignored::Page(page) => text::page(words, page),
        Ignored::Name(name) if name.is_empty() => text::some_name(words).to_owned(),
        Ignored::Name(name) => text::name(words, name),
        Ignored::Value(name) => text::value(words, name),
        Ignored::Credential(name) if name.is_empty() => text::some_credential(words).to_owned(),
        Ignored::Credential(name) => text::credential(words, name),
    }
}
