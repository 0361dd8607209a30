//! The pages that are compared.

use std::path::{Path, PathBuf};

/// A page, and the script that is true once its form can be used.
pub struct Page {
    pub name: &'static str,
    pub usable: &'static str,
    pub folder: PathBuf,
}

const OURS: &str = "document.querySelector('backup-console')?.shadowRoot?.querySelector('form input')";

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
    let others = OTHERS.map(|(name, usable)| Page { name, usable, folder: others.join(name) });
    let ours = Page { name: "backup-console", usable: OURS, folder: site.to_owned() };
    [ours].into_iter().chain(others.into_iter().filter(|page| page.folder.is_dir())).collect()
}
