//! Paths with parameters in braces.

/// Fills the parameters of a path; those without a value stay as they are, in braces.
pub fn fill_path<'a>(path: &'a str, value: impl Fn(&'a str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = path;
    while let Some((head, parameter, tail)) = next_parameter(rest) {
        filled.push_str(head);
        match value(parameter) {
            Some(value) => filled.push_str(&value),
            None => {
                filled.push('{');
                filled.push_str(parameter);
                filled.push('}');
            }
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

fn next_parameter(path: &str) -> Option<(&str, &str, &str)> {
    let (head, rest) = path.split_once('{')?;
    let (parameter, tail) = rest.split_once('}')?;
    Some((head, parameter, tail))
}
