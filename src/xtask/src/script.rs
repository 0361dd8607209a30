//! Scripts without what only their readers need.

/// Drops comments that fill whole lines, blank lines and indentation. Text that goes over several lines would
/// suffer, so a script with an unclosed backtick on a line stays as it is.
pub(crate) fn without_comments(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut in_comment = false;
    let mut kept = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        let comment = in_comment || begins || line.starts_with("//");
        in_comment = (in_comment || begins) && !line.ends_with("*/");
        if !comment && !line.is_empty() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        let script = "/**\n * A door.\n */\nexport function door() {\n    // knocks\n\n    return `a // b`;\n}\n/* eslint-disable */\n";
        assert_eq!(without_comments(script), "export function door() {\nreturn `a // b`;\n}\n");
    }

    #[test]
    fn text_over_several_lines_stays() {
        let script = "const text = `\n  // not a comment\n`;\n";
        assert_eq!(without_comments(script), script);
    }
}
