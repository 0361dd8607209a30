//! The language that the page tells in: a context, for whatever draws texts.

use backup_words::Words;
use yew::prelude::*;

/// The words to tell with.
#[hook]
pub fn use_words() -> Words {
    use_context().unwrap_or(Words::ENGLISH)
}
