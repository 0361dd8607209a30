//! Scripts without what only their readers need.

/// Drops comments that fill whole lines, blank lines and indentation. Text between backticks stays as it is, and
/// so does a script whose backticks do not pair.
pub(crate) fn without_comments(script: &str) -> String {
    let mut in_comment = false;
    let mut in_text = false;
    let mut kept = String::with_capacity(script.len());
    for line in script.lines() {
        let code = line.trim();
        let begins = !in_text && code.starts_with("/*");
        let comment = in_comment || begins || (!in_text && code.starts_with("//"));
        in_comment = (in_comment || begins) && !code.ends_with("*/");
        if comment || (code.is_empty() && !in_text) {
            continue;
        }
        kept.push_str(if in_text { line } else { line.trim_start() });
        kept.push('\n');
        in_text ^= line.matches('`').count() % 2 == 1;
    }
    if in_text { script.to_owned() } else { kept }
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
        let script = "  const text = `\n\n  // not a comment\n`;\n  // a comment\n";
        assert_eq!(without_comments(script), "const text = `\n\n  // not a comment\n`;\n");
    }

    #[test]
    fn what_is_not_understood_stays() {
        let script = "  say('`');\n  // a comment\n";
        assert_eq!(without_comments(script), script);
    }
}
