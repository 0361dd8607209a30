//! The navigation as the page has it until the console is there: the same links in the same places.

use backup_model::catalogue::Entry;
use backup_model::operation::Operation;
use backup_model::operations::{CATALOGUE, vbs::list_shares::ListShares};
use backup_model::overview;
use backup_model::service::Service;
use backup_words::Words;

/// The links by service, between the brackets of their element.
pub(crate) fn links() -> String {
    let groups = Service::ALL.into_iter().filter_map(|service| {
        let entries = CATALOGUE.iter().filter(|entry| entry.service == service);
        let links: String = entries.map(link).collect();
        (!links.is_empty()).then(|| format!("<div><span>{}</span>{links}</div>", escaped(service.name())))
    });
    let backups = overview::lists().next().map(|_| item("backups", "Backups", "Backups"));
    let lists_shares = CATALOGUE.iter().any(|entry| entry.id == ListShares::DECLARATION.id);
    let shares = lists_shares.then(|| item("shares", "VBS shares", "VBS shares"));
    format!(">{}<", backups.into_iter().chain(shares).chain(groups).collect::<String>())
}

fn link(entry: &Entry) -> String {
    item(entry.id, (entry.title)(Words::ENGLISH), (entry.menu)(Words::ENGLISH))
}

fn item(page: &str, title: &str, menu: &str) -> String {
    let (title, menu) = (escaped(title), escaped(menu));
    format!("<a href=\"#/{page}\" data-title=\"{title}\"><span>{menu}</span></a>")
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
            assert!(links.contains(&format!("href=\"#/{}\"", entry.id)), "{links}");
        }
        assert!(links.starts_with("><a href=\"#/backups\"") && links.ends_with("</div><"), "{links}");
    }
}
