//! The front as a page has it before the console is there: drawn by the build, in English, for somebody who was never
//! here. The loader takes from it what is otherwise, and the console goes on from what was done in it.

use std::rc::Rc;

use backup_model::{catalogue::Entry, operations::CATALOGUE};
use backup_words::Words;
use yew::{
    AttrValue, Callback,
    virtual_dom::{VNode, VTag},
};

use super::{Around, Arrival, FrontProperties, Glance, Slate, draw};
use crate::{
    language::{Languages, Told},
    route::Route,
};

/// How the front looks.
pub const STYLE: &str = include_str!(concat!(env!("OUT_DIR"), "/front.css"));

/// The front as HTML. `languages` are those that the page can tell in, by their tags and the names that they call
/// themselves by.
pub fn still(languages: impl IntoIterator<Item = (AttrValue, AttrValue)>) -> String {
    let glance = Glance {
        standalone: true,
        offered: CATALOGUE.iter().collect(),
        is_anonymous: true,
        is_first_visit: true,
        ..Glance::default()
    };
    let slate = Slate::default();
    slate.page.set(Some(Route::default()));
    let languages = Languages::new(languages, Callback::noop());
    let front = FrontProperties {
        glance: Rc::new(glance),
        around: Around {
            told: Told::As(Words::ENGLISH),
            library: None,
            languages: Some(languages),
            host: None,
        },
        slate: Rc::new(slate),
        arrival: Arrival::Coming,
        onagain: Callback::noop(),
    };
    let mut html = String::new();
    write(&mut html, &draw(&front, &Callback::noop()));
    html
}

fn write(html: &mut String, node: &VNode) {
    match node {
        VNode::VTag(tag) => write_tag(html, tag),
        VNode::VText(text) => html.push_str(&escaped(&text.text)),
        VNode::VList(list) => list.iter().for_each(|node| write(html, node)),
        // The front is drawn by functions alone.
        VNode::VComp(_) | VNode::VPortal(_) | VNode::VRef(_) | VNode::VSuspense(_) | VNode::VRaw(_) => {}
    }
}

fn write_tag(html: &mut String, tag: &VTag) {
    let name = tag.tag();
    html.extend(["<", name]);
    for (name, value) in tag.attributes.iter() {
        html.extend([" ", name, "=\"", &escaped(value), "\""]);
        // The loader makes it the title of a page that is asked for.
        if let Some(entry) = value.strip_prefix("#/").and_then(Entry::find) {
            html.extend([" data-title=\"", &escaped((entry.title)(Words::ENGLISH)), "\""]);
        }
    }
    html.push('>');
    if name == "input" {
        return;
    }
    if let Some(children) = tag.children() {
        write(html, children);
    }
    html.extend(["</", name, ">"]);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use backup_model::value::Widget;

    use super::*;

    #[test]
    fn every_operation_has_its_link_and_title() {
        let html = still([]);
        for entry in CATALOGUE {
            let title = escaped((entry.title)(Words::ENGLISH));
            assert!(html.contains(&format!("href=\"#/{}\" data-title=\"{title}\"", entry.id)), "{html}");
        }
    }

    #[test]
    fn the_form_is_drawn_with_controls_whose_texts_can_be_taken_up() {
        let html = still([("xx".into(), "Xx".into())]);
        let Route::Operation(first) = Route::default() else { panic!("the usual page is no form") };
        for field in first.fields {
            assert!(matches!(field.widget, Widget::Line | Widget::Lines | Widget::Number), "{}", field.name);
            assert!(html.contains(&format!("id=\"{}\"", crate::form::control_id(field.name))), "{html}");
        }
        assert!(html.contains("lang=\"xx\""), "{html}");
    }
}
