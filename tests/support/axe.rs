//! What bars people from a page, as far as a program can tell.

use std::{env, fs};

use serde_json::Value;

use crate::Page;

/// WCAG 2.2 at levels A and AA, and what axe holds for good practice.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// A window, a colour scheme and a language in which each state is looked at: any two of them meet in every way.
const VIEWS: [(u32, u32, &str, &str); 4] = [
    (1366, 900, "light", "en"),
    (1366, 900, "dark", "zh-Hans"),
    (390, 844, "light", "zh-Hans"),
    (390, 844, "dark", "en"),
];

/// Looks at the states of a page by axe-core.
pub struct Audit<'a> {
    page: &'a Page,
    script: String,
    states: usize,
    looks: usize,
    violations: Vec<String>,
}

impl<'a> Audit<'a> {
    /// Begins. Nothing where axe-core could not be fetched, save under CI.
    pub fn of(page: &'a Page) -> Option<Self> {
        let Some(path) = env::var_os("BACKUP_CONSOLE_AXE") else {
            assert!(env::var_os("CI").is_none(), "BACKUP_CONSOLE_AXE is not set: axe-core needs npm");
            eprintln!("SKIPPED: axe-core needs npm");
            return None;
        };
        let script = fs::read_to_string(path).expect("axe-core can be read");
        Some(Self { page, script, states: 0, looks: 0, violations: Vec::new() })
    }

    /// Looks at a state: wide and narrow, light and dark, in English and in Chinese.
    pub async fn look(&mut self, state: &str) {
        self.states += 1;
        self.take_along().await;
        for (width, height, scheme, language) in VIEWS {
            self.page.resize(width, height).await;
            self.page.prefer(scheme).await;
            self.page.speak(language).await;
            self.look_once(&format!("{state}, {width}, {scheme}, {language}")).await;
        }
        self.page.resize(1366, 900).await;
        self.page.prefer("light").await;
        self.page.speak("en").await;
    }

    /// Takes axe-core to the page, unless it is there.
    async fn take_along(&self) {
        if !self.page.ask::<bool>("return 'axe' in window", vec![]).await {
            self.page.ask::<()>(&self.script, vec![]).await;
        }
    }

    async fn look_once(&mut self, state: &str) {
        self.looks += 1;
        // What a page has scrolled half under its bar is covered, not small: each look is from the top. A sheet that a
        // shadow root links axe would read by way of a style element, which the policy refuses; only its rule against
        // locks of a screen's orientation reads sheets, and ours know no orientation.
        let script = "
            const done = arguments[arguments.length - 1];
            scrollTo(0, 0);
            const options = { runOnly: arguments[0], resultTypes: ['violations'], preload: false };
            const told = ({ id, impact, nodes }) =>
                `${id} (${impact}), ${nodes.length} of them: ${nodes[0].html.slice(0, 200)}`;
            axe.run(document, options).then(
                ({ violations, passes }) => done({ told: violations.map(told), passed: passes.length }),
                (error) => done({ told: [String(error)], passed: 0 }),
            );";
        let found: Value = self.page.ask_later_of(script, vec![RULES.as_slice().into()]).await;
        assert_ne!(found["passed"], 0, "axe looks at something");
        let told = found["told"].as_array().into_iter().flatten().filter_map(Value::as_str);
        self.violations.extend(told.map(|violation| format!("{state}: {violation}")));
    }

    /// Ends, with how many states there were.
    pub fn end(self) {
        assert!(self.violations.is_empty(), "axe finds {}", self.violations.join("\n"));
        println!("axe finds nothing in {} states, looked at {} times.", self.states, self.looks);
    }
}
