//! A console that a page's script makes, with what the page hears of it.

use backup_sandbox::seed;
use backup_tests::{Page, Portal};
use serde_json::{Value, json};

/// Makes a console by script. `arguments[0]` are settings as JSON; what JSON cannot hold is added by the script before
/// it. The page writes down the events.
const MAKE: &str = "
    window.heard = [];
    const element = document.createElement('backup-console');
    for (const name of ['backup-request', 'backup-response', 'backup-error', 'backup-credential']) {
        document.addEventListener(name, ({ detail }) => heard.push({ name, detail }));
    }
    window.element = element;
    element.config = { ...arguments[0], ...(window.functions ?? {}) };
    document.querySelector('main').append(element);
";

/// Opens a bare page and makes a console on it. `functions` is JavaScript that gives an object with settings that
/// JSON cannot hold.
pub async fn make(page: &Page, portal: &Portal, settings: Value, functions: &str) {
    page.open(&portal.page("bare.html")).await;
    page.ask::<()>(&format!("window.functions = {functions}; {MAKE}"), vec![settings]).await;
}

/// Settings that lead to the emulated cloud.
pub fn settings() -> Value {
    json!({ "proxy": "/proxy/{host}{path}{query}", "region": seed::REGION, "project": seed::PROJECT })
}

/// The same with other settings beside or in their place.
pub fn settings_with(others: Value) -> Value {
    let mut settings = settings();
    let (Value::Object(all), Value::Object(others)) = (&mut settings, others) else {
        panic!("both are objects")
    };
    all.extend(others);
    settings
}

/// What the page has heard so far, the oldest first.
pub async fn heard(page: &Page) -> Vec<(String, Value)> {
    let heard: Vec<Value> = page.ask("return heard", vec![]).await;
    let parts =
        |event: Value| (event["name"].as_str().expect("it has a name").to_owned(), event["detail"].clone());
    heard.into_iter().map(parts).collect()
}

/// The names of what the page has heard so far.
pub async fn heard_names(page: &Page) -> Vec<String> {
    heard(page).await.into_iter().map(|(name, _)| name).collect()
}
