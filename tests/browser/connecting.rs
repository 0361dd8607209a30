//! What most stories begin with: a person sets the connection.

use backup_sandbox::{SENTINELS, seed};
use backup_tests::{
    Page,
    find::{button, combobox, dialog, field},
};

/// Opens the page and connects to a project of the emulated cloud by hand.
pub async fn connect(page: &Page, address: &str, project: &str, token: &str) {
    page.open(address).await;
    set_connection(page, project, token).await;
}

/// Sets region, project and token in the connection panel.
pub async fn set_connection(page: &Page, project: &str, token: &str) {
    page.click(button("Connection")).await;
    page.choose(combobox("Region"), seed::REGION).await;
    page.type_into(field("Project"), project).await;
    page.type_into(field("Token"), token).await;
    page.click(button("Use this connection")).await;
    page.misses(dialog("Connection")).await;
}

/// The project in which the emulated cloud misbehaves in this way.
pub fn sentinel(name: &str) -> String {
    let sentinel = SENTINELS.iter().find(|sentinel| sentinel.name == name);
    sentinel.expect("the emulated cloud can misbehave so").project()
}
