//! A portal built with Yew that embeds the console.
//!
//! Its page loads `backup-console.js`, which defines the element; Yew makes one like any other. Settings that are
//! more than text are set as the property `config`. The console keeps its clicks and keys to itself: handlers of the
//! portal hear what happens beside it, not what happens in it.
//!
//! Built by `cargo build --package backup-console --example yew_portal --target wasm32-unknown-unknown` and
//! `wasm-bindgen --target web`.

use js_sys::{Object, Reflect};
use web_sys::Element;
use yew::prelude::*;

const REGION: &str = "ap-southeast-1";
const PROXY: &str = "/proxy/{host}{path}{query}";

#[component]
fn Portal() -> Html {
    let clicks = use_state(|| 0_u32);
    let shown = use_state_eq(|| true);
    let dark = use_state_eq(|| false);
    let onclick = {
        let clicks = clicks.clone();
        Callback::from(move |_: MouseEvent| clicks.set(*clicks + 1))
    };
    let show = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let darken = {
        let dark = dark.clone();
        Callback::from(move |_: MouseEvent| dark.set(!*dark))
    };
    html! {
        <main {onclick}>
            <p role="status">{ format!("{} clicks on the portal", *clicks) }</p>
            <button onclick={show}>{ if *shown { "Close the console" } else { "Open the console" } }</button>
            <button onclick={darken}>{ "Change the theme" }</button>
            if *shown {
                <Console project="0483b6b16e954cb88930a360d2c4e663" dark={*dark} />
            }
        </main>
    }
}

#[derive(PartialEq, Properties)]
struct ConsoleProperties {
    project: AttrValue,
    dark: bool,
}

/// The element with its settings: text as attributes, the rest by `config`.
#[component]
fn Console(properties: &ConsoleProperties) -> Html {
    let element = use_node_ref();
    use_effect_with((element.clone(), properties.dark), |(element, dark)| {
        let Some(element) = element.cast::<Element>() else { return };
        let config = Object::new();
        let theme = if *dark { "dark" } else { "light" };
        let _ = Reflect::set(&config, &"theme".into(), &theme.into());
        let _ = Reflect::set(&element, &"config".into(), &config);
    });
    html! {
        <section aria-label="Backups">
            <backup-console ref={element} region={REGION} project={&properties.project} proxy={PROXY} />
        </section>
    }
}

fn main() {
    yew::Renderer::<Portal>::new().render();
}
