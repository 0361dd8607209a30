/// What a colour says. The thing that can hurt is the only thing that is coloured.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// Harmless, but worth finding.
    Accent,
    /// It worked.
    Success,
    /// It grants or exposes something, or needs attention.
    Warning,
    /// It destroys something, or failed.
    Danger,
}

impl Tone {
    /// The class that the style sheet knows it by.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}
