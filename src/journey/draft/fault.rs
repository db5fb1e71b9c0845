//! Why a draft was not saved or not opened: what is wrong, where, and what would be right.

use std::fmt;

/// What is wrong with a draft, for the words that tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Larger than any draft.
    TooLarge,
    /// No JSON at all, such as a picture or a letter.
    NotJson,
    /// JSON that ends too early.
    CutOff,
    /// JSON, and something else than a draft.
    NotADraft,
    /// A draft of a later version of Waymark.
    Newer,
    /// A draft that somebody has changed, or that was damaged.
    Broken,
    /// The rules are not there yet, and a draft cannot be read without them.
    TooEarly,
}

impl What {
    /// The name that the page and its words use.
    pub fn code(self) -> &'static str {
        match self {
            What::TooLarge => "too_large",
            What::NotJson => "not_json",
            What::CutOff => "cut_off",
            What::NotADraft => "not_a_draft",
            What::Newer => "newer",
            What::Broken => "broken",
            What::TooEarly => "too_early",
        }
    }
}

/// One fault, which is enough for a draft not to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFault {
    /// What is wrong.
    pub what: What,
    /// A JSON pointer to the place; empty for the whole.
    pub at: String,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub expected: String,
}

impl DraftFault {
    /// A fault of the whole.
    pub fn whole(what: What, found: impl Into<String>, expected: impl Into<String>) -> DraftFault {
        DraftFault { what, at: String::new(), found: found.into(), expected: expected.into() }
    }

    /// Something at a place that may not stand there.
    pub fn broken(at: impl Into<String>, found: impl Into<String>, expected: impl Into<String>) -> DraftFault {
        DraftFault { what: What::Broken, at: at.into(), found: found.into(), expected: expected.into() }
    }
}

impl fmt::Display for DraftFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.at.is_empty() { "the draft" } else { &self.at };
        write!(f, "{place}: found {}, expected {}", self.found, self.expected)
    }
}

impl std::error::Error for DraftFault {}
