//! The least that a form made with Yew weighs, for `cargo xtask bench` to compare with: it knows nothing of ours.

use web_sys::HtmlInputElement;
use yew::prelude::*;

const FIELDS: [&str; 3] = ["Project", "Backup ID", "Token"];

#[component]
fn Form() -> Html {
    let values = use_state(|| FIELDS.map(|_| String::new()));
    let sent = use_state(String::new);
    let field = |(at, name): (usize, &'static str)| {
        let values = values.clone();
        let value = values[at].clone();
        let oninput = Callback::from(move |event: InputEvent| {
            let mut changed = (*values).clone();
            changed[at] =
                event.target_dyn_into().map(|input: HtmlInputElement| input.value()).unwrap_or_default();
            values.set(changed);
        });
        html! { <label>{ name }<input {value} {oninput} required=true /></label> }
    };
    let onsubmit = {
        let (values, sent) = (values.clone(), sent.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            sent.set(values.join(", "));
        })
    };
    html! {
        <main>
            <h1>{ "Authorize backup download" }</h1>
            <form {onsubmit}>{ for FIELDS.into_iter().enumerate().map(field) }<button>{ "Authorize" }</button></form>
            <output>{ &*sent }</output>
        </main>
    }
}

fn main() {
    yew::Renderer::<Form>::new().render();
}
