//! What a person has typed, before it is anything.

/// The texts of a form by field, exactly as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft(Vec<(String, String)>);

impl Draft {
    /// The text of a field; empty where nothing was typed.
    pub fn get(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }

    /// Replaces the text of a field.
    pub fn set(&mut self, field: &str, text: impl Into<String>) {
        match self.0.iter_mut().find(|(name, _)| name == field) {
            Some((_, old)) => *old = text.into(),
            None => self.0.push((field.to_owned(), text.into())),
        }
    }

    /// The fields with a text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str())).filter(|(_, text)| !text.is_empty())
    }
}

impl<N: Into<String>, T: Into<String>> FromIterator<(N, T)> for Draft {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(texts: I) -> Self {
        let mut draft = Self::default();
        for (name, text) in texts {
            draft.set(&name.into(), text);
        }
        draft
    }
}
