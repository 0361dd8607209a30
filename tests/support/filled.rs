//! Forms with all that can be given.

use backup_model::{catalogue::Entry, draft::Draft, operation::Field, rule::Rule};

/// The document's example, and something right wherever that has nothing.
pub fn full(entry: &Entry) -> Draft {
    let value = |field: &Field| {
        if field.example.is_empty() { something(field.rule) } else { field.example.to_owned() }
    };
    entry.fields.iter().map(|field| (field.name, value(field))).collect()
}

fn something(rule: Rule) -> String {
    match rule {
        Rule::Text { min, .. } => "a".repeat(min.max(1)),
        Rule::OneOf(choices) => choices[0].value.to_owned(),
        Rule::Whole { min, .. } => min.to_string(),
        Rule::Decimal => "1.5".to_owned(),
        Rule::Switch => "true".to_owned(),
        Rule::Time(_) => "2026-11-25T20:53:27+0800".to_owned(),
        Rule::Size(unit) => format!("1 {}", unit.sign()),
        Rule::List { item, .. } => format!("{0}\n{0}b", something(*item)),
    }
}
