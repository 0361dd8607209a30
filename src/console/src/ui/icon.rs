use yew::prelude::*;

/// The pictures there are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Glyph {
    /// The product's mark: a box that takes something in.
    Backup,
    /// A triangle with an exclamation mark.
    Warning,
    /// A circle with an exclamation mark.
    Error,
    /// A circle with an i.
    Information,
    /// A tick.
    Check,
    /// A dash.
    Skipped,
    /// Three lines.
    Menu,
    /// An arrow upwards.
    Ascending,
    /// An arrow downwards.
    Descending,
    /// A wedge downwards: a menu opens.
    Open,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Backup => "M1.5 2h13v3h-13zM2.5 7.5h11v6.5h-11zM8 8.5v3.5M6 10.5 8 12.5l2-2",
            Self::Warning => "M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1",
            Self::Error => "M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM8 4.8v3.8M8 11v.1",
            Self::Information => "M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM8 7.4v3.8M8 5v.1",
            Self::Check => "M3 8.5 6.5 12 13 4.5",
            Self::Skipped => "M4 8h8",
            Self::Menu => "M2 4h12M2 8h12M2 12h12",
            Self::Ascending => "M8 13V3M4.5 6.5 8 3l3.5 3.5",
            Self::Descending => "M8 3v10M4.5 9.5 8 13l3.5-3.5",
            Self::Open => "M4.5 6.5 8 10l3.5-3.5",
        }
    }
}

/// A decoration in the colour of its text; assistive technology does not see it.
pub fn icon(glyph: Glyph) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d={glyph.path()} /></svg>
    }
}
