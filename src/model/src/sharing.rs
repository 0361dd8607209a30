//! With whom a volume backup is to be shared: what a person typed or pasted, sorted into projects and what is set aside.

use std::collections::BTreeSet;

use backup_words::{Tell, Words, words};

use crate::value::{ProjectId, Value};

words! {
    mod text {
        own: "It is this project itself, which has the backup already.";
        shared: "The backup is shared with it already.";
        twice: "It is named twice.";
        no_project: "It does not look like the ID of a project, which has 32 letters and digits. The form takes others.";
    }
}

/// A project whose ID is known to be one: every known one has so many letters and digits.
const LENGTH: usize = 32;

/// With whom a backup is to be shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Targets {
    /// The projects, each once, in the order in which they were named.
    pub projects: Vec<ProjectId>,
    /// What was named beside, and why nothing is sent for it.
    pub aside: Vec<(String, Aside)>,
}

/// Why nothing is sent for what was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// It is the project that has the backup.
    Own,
    /// It has a share already.
    Shared,
    /// It was named before.
    Twice,
    /// It is no project.
    NoProject,
}

impl Tell for Aside {
    fn told(&self, words: Words) -> String {
        let told = match self {
            Self::Own => text::own,
            Self::Shared => text::shared,
            Self::Twice => text::twice,
            Self::NoProject => text::no_project,
        };
        told(words).to_owned()
    }
}

impl Targets {
    /// Reads them from a text with whatever separators. `named` knows projects by their names, `is_shared` those that
    /// have a share already.
    pub fn read(
        text: &str,
        own: &str,
        named: impl Fn(&str) -> Option<ProjectId>,
        is_shared: impl Fn(&ProjectId) -> bool,
    ) -> Self {
        let mut targets = Self::default();
        let mut seen = BTreeSet::new();
        for part in parts(text) {
            let Some(project) = named(part).or_else(|| project(part)) else {
                targets.set_aside(part, Aside::NoProject);
                continue;
            };
            let why = match () {
                () if project.as_str() == own => Aside::Own,
                () if is_shared(&project) => Aside::Shared,
                () if !seen.insert(project.clone()) => Aside::Twice,
                () => {
                    targets.projects.push(project);
                    continue;
                }
            };
            targets.set_aside(project.as_str(), why);
        }
        targets
    }

    /// What is named again and again is told once.
    fn set_aside(&mut self, what: &str, why: Aside) {
        if !self.aside.iter().any(|(known, _)| known == what) {
            self.aside.push((what.to_owned(), why));
        }
    }
}

/// What stands between separators: anything that is in no ID and no name of a project parts them.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.split(move |c| !is_part(c)).filter(|part| !part.is_empty())
}

fn project(part: &str) -> Option<ProjectId> {
    let is_id = part.len() == LENGTH && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_id.then(|| ProjectId::parse(part).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "0483b6b16e954cb88930a360d2c4e663";
    const ONE: &str = "722513ed0a324dadaabe5b2d0fe848c9";
    const OTHER: &str = "722513ed0a324dadaabe5b2d0fe84919";

    fn read(text: &str) -> Targets {
        let named = |name: &str| (name == "ap-southeast-1_archive").then(|| OTHER.parse().ok()).flatten();
        Targets::read(text, OWN, named, |project| project.as_str().ends_with("ffff"))
    }

    fn ids(targets: &Targets) -> Vec<&str> {
        targets.projects.iter().map(ProjectId::as_str).collect()
    }

    #[test]
    fn any_separator_parts_them_and_each_counts_once() {
        for between in
            [" ", "\n", "\t", ",", ", ", ";", "|", "\r\n", "\u{a0}", "，", "、", "\",\"", "/", " + "]
        {
            let text = format!("[\"{ONE}{between}{OTHER}\"]");
            let targets = read(&text);
            assert_eq!(ids(&targets), [ONE, OTHER], "{text}");
            assert!(targets.aside.is_empty(), "{text}");
        }
        let twice = read(&format!("{ONE} {ONE}\n{ONE}"));
        assert_eq!(ids(&twice), [ONE]);
        assert_eq!(twice.aside, [(ONE.to_owned(), Aside::Twice)]);
    }

    #[test]
    fn a_name_stands_for_its_project() {
        let targets = read(&format!("ap-southeast-1_archive; {OTHER}"));
        assert_eq!(ids(&targets), [OTHER]);
        assert_eq!(targets.aside, [(OTHER.to_owned(), Aside::Twice)]);
    }

    #[test]
    fn what_gets_no_share_is_set_aside_with_the_reason() {
        let shared = "0000000000000000000000000000ffff";
        let targets = read(&format!("{OWN}, {shared}, nobody, {ONE}, {}", &ONE[1..]));
        assert_eq!(ids(&targets), [ONE]);
        let expected = [
            (OWN, Aside::Own),
            (shared, Aside::Shared),
            ("nobody", Aside::NoProject),
            (&ONE[1..], Aside::NoProject),
        ];
        assert_eq!(targets.aside, expected.map(|(what, why)| (what.to_owned(), why)));
        assert_eq!(read(" ,;\n"), Targets::default());
    }
}
