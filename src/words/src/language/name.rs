use crate::{Words, words};

words! {
    mod text {
        name: "English";
    }
}

impl Words {
    /// What the language calls itself.
    pub fn name(self) -> &'static str {
        text::name(self)
    }
}
