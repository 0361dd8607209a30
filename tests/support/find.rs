//! By which role and accessible name things on a page are found.

use std::fmt;

use serde_json::{Value, json};

/// Something on a page: a role, a name, and perhaps what it lies in.
#[derive(Clone, Debug)]
pub struct Find {
    role: &'static str,
    name: String,
    only_start: bool,
    within: Option<Box<Find>>,
}

/// Something of this role and name.
pub fn by_role(role: &'static str, name: impl Into<String>) -> Find {
    Find { role, name: name.into(), only_start: false, within: None }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $function:ident, $role:literal;)*) => {
        $($(#[$doc])* pub fn $function(name: impl Into<String>) -> Find { by_role($role, name) })*
    };
}

roles! {
    /// A button.
    button, "button";
    /// A text field, also one for secrets.
    field, "textbox";
    /// A field that filters.
    searchbox, "searchbox";
    /// A choice out of many.
    combobox, "combobox";
    /// One alternative of a few.
    radio, "radio";
    /// What is on or off.
    checkbox, "checkbox";
    /// A link.
    link, "link";
    /// A heading.
    heading, "heading";
    /// A titled part of the page.
    region, "region";
    /// A dialog.
    dialog, "dialog";
    /// A table.
    table, "table";
    /// The heading of a column.
    column, "columnheader";
    /// One of several views.
    tab, "tab";
    /// What opens and closes details.
    summary, "summary";
}

/// An entry of the console's menu: a link where pages have an address of their own, else a button.
pub fn menu_item(name: impl Into<String>) -> Find {
    by_role("link|button", name).starting().within(by_role("navigation", "Operations"))
}

/// The operation of this name in the menu, of the service that names its group.
pub fn menu_item_of(service: &str, name: impl Into<String>) -> Find {
    let group = by_role("group", service).within(by_role("navigation", "Operations"));
    by_role("link|button", name).starting().within(group)
}

/// The message that is announced at once.
pub fn alert() -> Find {
    by_role("alert", "")
}

/// The view of the chosen tab.
pub fn tab_panel() -> Find {
    by_role("tabpanel", "").starting()
}

/// The bar at the top, which tells what is connected.
pub fn banner() -> Find {
    by_role("banner", "")
}

/// The part of the page that changes with the operation.
pub fn main() -> Find {
    by_role("main", "")
}

impl Find {
    /// The same, in something else.
    #[must_use]
    pub fn within(self, outer: Find) -> Self {
        match self.within {
            None => Self { within: Some(Box::new(outer)), ..self },
            Some(inner) => Self { within: Some(Box::new(inner.within(outer))), ..self },
        }
    }

    /// The same, where only the start of the name is known.
    #[must_use]
    pub fn starting(self) -> Self {
        Self { only_start: true, ..self }
    }

    /// From the outermost inwards, as the script takes it.
    pub(crate) fn steps(&self) -> Value {
        let mut steps = Vec::new();
        let mut find = Some(self);
        while let Some(step) = find {
            steps.insert(0, json!([step.role, step.name, step.only_start]));
            find = step.within.as_deref();
        }
        Value::from(steps)
    }
}

impl fmt::Display for Find {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} “{}{}”", self.role, self.name, if self.only_start { "…" } else { "" })?;
        match &self.within {
            Some(outer) => write!(f, " in {outer}"),
            None => Ok(()),
        }
    }
}
