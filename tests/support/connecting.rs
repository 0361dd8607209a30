//! What most stories begin with: a person sets the connection.

use crate::{
    Arrived, Browser, Page,
    find::{button, combobox, dialog, field, summary},
};
use backup_model::operations::CATALOGUE;
use backup_sandbox::{SENTINELS, seed};

/// Opens the first form and connects to a project of the emulated cloud by hand.
pub async fn connect<B: Browser>(page: &Page<B>, address: &str, project: &str, token: &str) {
    open_first_form(page, address).await;
    set_connection(page, project, token).await;
}

/// Sets region, project and token in the connection panel.
pub async fn set_connection<B: Browser>(page: &Page<B>, project: &str, token: &str) {
    page.click(button("Connection")).await;
    page.choose(combobox("Region"), seed::REGION).await;
    page.type_into(field("Project"), project).await;
    page.type_into(field("Token"), token).await;
    use_connection(page).await;
}

/// Opens the page anew, at the first form: whoever names no page sees the backups once connected.
pub async fn open_first_form<B: Browser>(page: &Page<B>, address: &str) {
    page.open(address).await;
    let form = format!("#/{}", CATALOGUE[0].id);
    page.ask::<()>("location.hash = arguments[0]", vec![form.into()]).await;
}

/// Opens the first form and takes the sign-in data that the emulated cloud offers.
pub async fn connect_emulated<B: Browser>(page: &Page<B>, address: &str) {
    open_first_form(page, address).await;
    page.click(button("Connection")).await;
    page.click(button("Use the emulated sign-in")).await;
    page.misses(dialog("Connection")).await;
}

/// Changes to the project in which the emulated cloud misbehaves in this way.
pub async fn misbehave<B: Browser>(page: &Page<B>, name: &str) {
    page.click(button("Connection")).await;
    page.type_into(field("Project"), &sentinel(name)).await;
    use_connection(page).await;
}

/// Closes the connection panel.
pub async fn use_connection<B: Browser>(page: &Page<B>) {
    page.click(button("Use this connection")).await;
    page.misses(dialog("Connection")).await;
}

/// Changes the way that calls take.
pub async fn through<B: Browser>(page: &Page<B>, proxy: &str) {
    page.click(button("Connection")).await;
    page.click(summary("Advanced")).await;
    page.type_into(field("CORS proxy"), proxy).await;
    use_connection(page).await;
}

/// The project in which the emulated cloud misbehaves in this way.
fn sentinel(name: &str) -> String {
    let sentinel = SENTINELS.iter().find(|sentinel| sentinel.name == name);
    sentinel.expect("the emulated cloud can misbehave so").project()
}

/// The requests that came from a form. The page asks IAM in passing what a typed token is good for.
pub fn of_forms(mut arrived: Vec<Arrived>) -> Vec<Arrived> {
    let is_of_iam = |text: &str| text.contains("auth/tokens") || text.contains("auth%2Ftokens");
    let target_header = |call: &Arrived| call.header("x-target-url").unwrap_or_default().to_owned();
    arrived.retain(|call| !is_of_iam(&call.target) && !is_of_iam(&target_header(call)));
    arrived
}
