//! What is data until it is told.

use crate::Words;

/// Is told to a person in a whole sentence: an error, a finding.
///
/// `Display` of the same is what programmers read: the English of it.
pub trait Tell {
    /// The sentence, in the language of these words.
    fn told(&self, words: Words) -> String;
}
