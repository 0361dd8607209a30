//! Lays JSON out over lines without touching a character of its values.

/// The text with line breaks and indents where JSON has its brackets and commas; anything else as it is.
pub fn lay_out(text: &str) -> String {
    if !text.trim_start().starts_with(['{', '[']) {
        return text.to_owned();
    }
    let mut laid_out = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut characters = text.chars().peekable();
    let mut in_string = false;
    while let Some(c) = characters.next() {
        if in_string {
            laid_out.push(c);
            match c {
                '\\' => laid_out.extend(characters.next()),
                '"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match c {
            '{' | '[' => {
                while characters.next_if(|c| c.is_whitespace()).is_some() {}
                laid_out.push(c);
                match characters.next_if(|next| matches!(next, '}' | ']')) {
                    Some(close) => laid_out.push(close),
                    None => {
                        depth += 1;
                        break_line(&mut laid_out, depth);
                    }
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                break_line(&mut laid_out, depth);
                laid_out.push(c);
            }
            ',' => {
                laid_out.push(c);
                break_line(&mut laid_out, depth);
            }
            ':' => laid_out.push_str(": "),
            c if c.is_whitespace() => {}
            c => {
                in_string = c == '"';
                laid_out.push(c);
            }
        }
    }
    laid_out
}

fn break_line(text: &mut String, depth: usize) {
    // Nobody reads deeper, and a deep answer must not grow with its indents.
    const DEEPEST: usize = 32;
    text.push('\n');
    for _ in 0..depth.min(DEEPEST) {
        text.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::lay_out;

    #[test]
    fn values_stay_as_they_came() {
        let laid_out = lay_out(r#"{"b":[1e999,"a, {\"b\"}: c"],"a" : {} ,"n":12345678901234567890.10}"#);
        assert_eq!(
            laid_out,
            "{\n  \"b\": [\n    1e999,\n    \"a, {\\\"b\\\"}: c\"\n  ],\n  \"a\": {},\n  \"n\": 12345678901234567890.10\n}"
        );
    }

    #[test]
    fn what_is_no_json_stays_as_it_is() {
        assert_eq!(lay_out("<html> a, b </html>"), "<html> a, b </html>");
    }
}
