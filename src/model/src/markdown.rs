//! Text of others in a note in Markdown: it is read as it is, and is no markup, no link and no line of its own.

/// What Markdown may take for more than itself within a line.
const MARKUP: &[char] =
    &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '!', '#', '$', '@', ':', '{', '}', '(', ')'];

/// A text within a line.
pub fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in on_one_line(text).chars() {
        if MARKUP.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A text that is read character by character, within a line.
pub fn code(text: &str) -> String {
    let told = on_one_line(text);
    let mut longest = 0;
    let mut run = 0;
    for c in told.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // One blank at both ends is taken off by whoever reads it.
    let pad = if told.starts_with('`') || told.ends_with('`') { " " } else { "" };
    if told.is_empty() { String::new() } else { format!("{fence}{pad}{told}{pad}{fence}") }
}

/// The same, within a cell of a table: there a line ends a cell wherever it stands.
pub fn code_in_cell(value: &str) -> String {
    // A backslash before the line would free it again.
    if value.contains("\\|") { text(value) } else { code(value).replace('|', "\\|") }
}

/// No line ends within it, nor does anything stand there that nobody sees.
fn on_one_line(text: &str) -> String {
    let blank = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let told: String = text.chars().map(|c| if blank(c) { ' ' } else { c }).collect();
    told.trim().to_owned()
}
