//! What became of a call, in words: told anew in whichever language the page tells in.

use backup_client::Error;
use backup_model::{operation::Declaration, report::Sentence};
use backup_words::{Words, words};
use serde::{Deserialize, Serialize};

use super::{Call, Stage};
use crate::texts::ending::explain;

words! {
    mod text {
        asking: "asking";
        asking_said: "Waiting for the page around; nothing is sent yet";
        under_way: "under way";
        under_way_said: "Waiting for the answer";
        reading: "Reading the answer";
        succeeded: "succeeded";
        left: "page left";
        left_said: "The page was left before an answer came.";
    }
}

/// While a call is under way. `left` says whether it has left.
pub fn waiting(words: Words, left: bool) -> &'static str {
    if left { text::under_way_said(words) } else { text::asking_said(words) }
}

/// While the answer of a call arrives.
pub fn reading(words: Words) -> &'static str {
    text::reading(words)
}

/// What became of a call, told.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Told {
    /// In a word or two.
    pub word: String,
    /// In a sentence.
    pub said: String,
}

/// What became of a call, as far as it takes to tell it. Holds nothing of what came back.
#[derive(Debug)]
pub(super) enum Came {
    Asking,
    UnderWay,
    Succeeded {
        headline: Sentence,
    },
    Otherwise {
        error: Error,
        declaration: &'static Declaration,
        proxy: Option<String>,
    },
    /// A reload left it.
    Left,
}

impl Came {
    pub(super) fn of(call: &Call) -> Self {
        match &call.stage {
            Stage::Asking(_) => Self::Asking,
            Stage::Sending(_) | Stage::Arriving(..) => Self::UnderWay,
            Stage::Ended(end) => match &end.outcome {
                Ok((reading, _)) => Self::Succeeded { headline: reading.report.headline.clone() },
                Err(error) => Self::Otherwise {
                    error: error.without_body(),
                    declaration: call.declaration(),
                    proxy: call.proxy().map(str::to_owned),
                },
            },
        }
    }

    pub(super) fn told(&self, words: Words) -> Told {
        let told = |word: &str, said: &str| Told { word: word.to_owned(), said: said.to_owned() };
        match self {
            Self::Asking => told(text::asking(words), waiting(words, false)),
            Self::UnderWay => told(text::under_way(words), waiting(words, true)),
            Self::Left => told(text::left(words), text::left_said(words)),
            Self::Succeeded { headline } => told(text::succeeded(words), &headline.told(words)),
            Self::Otherwise { error, declaration, proxy } => {
                let explanation = explain(words, error, declaration, proxy.as_deref());
                told(explanation.label, &explanation.title)
            }
        }
    }
}
