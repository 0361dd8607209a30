//! The pages that are compared.

use std::path::{Path, PathBuf};

/// A page.
pub struct Page {
    pub name: &'static str,
    /// What is true once its form takes what is typed, and keeps it.
    pub usable: &'static str,
    /// What is true once the program behind the form is there: for most, one with the form.
    pub there: &'static str,
    pub folder: PathBuf,
}

const OURS: &str = "document.querySelector('backup-console')?.shadowRoot?.querySelector('form input')";
const OURS_THERE: &str =
    "document.querySelector('backup-console').shadowRoot.querySelector('div:not(.still) > .console')";

/// By the name of their folder.
const OTHERS: [(&str, &str); 5] = [
    ("hand-written", "document.querySelector('form[data-ready] input')"),
    ("yew", "document.querySelector('form input')"),
    (
        "rapidoc",
        "document.querySelector('rapi-doc')?.shadowRoot?.querySelector('api-request')?.shadowRoot?.querySelector('input')",
    ),
    ("swagger-ui", "document.querySelector('.opblock.is-open .parameters input')"),
    (
        "scalar",
        "[...document.querySelectorAll('button')].some((button) => button.textContent.includes('Test Request'))",
    ),
];

/// Ours, and those of the others that were prepared.
pub fn all(site: &Path, others: &Path) -> Vec<Page> {
    let others = OTHERS.map(|(name, usable)| Page { name, usable, there: "true", folder: others.join(name) });
    let ours = Page { name: "backup-console", usable: OURS, there: OURS_THERE, folder: site.to_owned() };
    [ours].into_iter().chain(others.into_iter().filter(|page| page.folder.is_dir())).collect()
}
