//! The navigation as the page has it until the console is there: the same links in the same places.

use backup_model::catalogue::Entry;
use backup_model::operations::CATALOGUE;
use backup_model::service::Service;
use backup_words::Words;

/// The links by service, between the brackets of their element.
pub(crate) fn links() -> String {
    let groups = Service::ALL.into_iter().filter_map(|service| {
        let entries = CATALOGUE.iter().filter(|entry| entry.declaration.service == service);
        let links: String = entries.map(link).collect();
        (!links.is_empty()).then(|| format!("<div><span>{}</span>{links}</div>", escaped(service.name())))
    });
    format!(">{}<", groups.collect::<String>())
}

fn link(entry: &Entry) -> String {
    let declaration = entry.declaration;
    let (title, menu) =
        (escaped((declaration.title)(Words::ENGLISH)), escaped((declaration.menu)(Words::ENGLISH)));
    let id = declaration.id;
    format!("<a href=\"#/{id}\" data-title=\"{title}\"><span>{menu}</span></a>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_its_link() {
        let links = links();
        for entry in CATALOGUE {
            assert!(links.contains(&format!("href=\"#/{}\"", entry.declaration.id)), "{links}");
        }
        assert!(links.starts_with("><div><span>") && links.ends_with("</div><"), "{links}");
    }
}
