//! Why a file cannot be opened: what it is, where, and how to mend it.

use crate::facts::AnswerFault;
use crate::packs::Words;
use std::fmt;

/// What kind of fault it is. The words of each say what happened and what to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// More than is ever written.
    TooLarge,
    /// Sealed: it must be opened with its passphrase or key first.
    Sealed,
    /// Not JSON at all.
    NotJson,
    /// JSON that ends in the middle.
    CutOff,
    /// Made to do harm, or spoiled: nested deep, huge texts, too many parts, the same key twice.
    Hostile,
    /// JSON, and something else than was asked for.
    OtherFile,
    /// Written by a newer version.
    Newer,
    /// It says what it is, and does not hold what that must hold.
    Broken,
    /// Its answers are written with another vocabulary, of which some are not known here.
    OtherVocabulary,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 9] =
        [Kind::TooLarge, Kind::Sealed, Kind::NotJson, Kind::CutOff, Kind::Hostile, Kind::OtherFile, Kind::Newer, Kind::Broken, Kind::OtherVocabulary];

    /// The name that words use.
    pub fn id(self) -> &'static str {
        ["too_large", "sealed", "not_json", "cut_off", "hostile", "other_file", "newer", "broken", "other_vocabulary"][self as usize]
    }
}

/// One fault: the first that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What kind it is.
    pub kind: Kind,
    /// Where: a JSON pointer, or line and column; empty for the whole file.
    pub at: String,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub expected: String,
}

impl Fault {
    /// A fault of a place in the file.
    pub fn new(kind: Kind, at: &str, found: impl Into<String>, expected: impl Into<String>) -> Fault {
        Fault { kind, at: harmless(at), found: harmless(&found.into()), expected: expected.into() }
    }

    /// A fault of an answer or a detail, below `at`.
    pub fn of(kind: Kind, at: &str, fault: &AnswerFault) -> Fault {
        Fault::new(kind, &[at, &fault.at].concat(), fault.found.as_str(), fault.expected.as_str())
    }

    /// What happened, what to do about it, and the place for whoever made the file.
    pub fn says(&self, words: &Words) -> [String; 3] {
        let kind = self.kind.id();
        let say = |what: &str| words.say(&["receive.fault.", kind, ".", what].concat()).to_owned();
        let place = if self.at.is_empty() { words.say("receive.fault.whole").to_owned() } else { self.at.clone() };
        let parts = [("place", place.as_str()), ("found", &self.found), ("expected", &self.expected)];
        [say("says"), say("mend"), words.fill("receive.fault.where", &parts)]
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.at.is_empty() { "the whole file" } else { &self.at };
        write!(f, "{place}: found {}, expected {}", self.found, self.expected)
    }
}

impl std::error::Error for Fault {}

/// What a stranger wrote, short and without signs that are not seen or turn the text round.
fn harmless(text: &str) -> String {
    const MOST: usize = 120;
    let seen = |sign: char| if sign.is_alphanumeric() || sign.is_ascii_graphic() || sign == ' ' { sign } else { '\u{fffd}' };
    let mut short: String = text.chars().take(MOST).map(seen).collect();
    if text.chars().nth(MOST).is_some() {
        short.push('…');
    }
    short
}
