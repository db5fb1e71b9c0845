//! What the host has filled in before anybody answered.
//!
//! Until somebody has gone on from the page with it, such a value is an offer and no answer: the page shows it chosen beforehand,
//! and nothing else knows of it. The way, the decision and the referral are made from answers alone, so no page is left out, no
//! stop stands and nothing is passed on because of it; and what a host may ask for (`decision()`) tells it nothing that it
//! has said itself. A sign of danger alone reaches further: the page that asks for it is on the way whatever else is answered, so
//! that it cannot be lost unseen.
//!
//! With Continue it is the answer of whoever pressed it, and still says who filled it in, until somebody changes it.

use crate::facts::raw::Raw;
use crate::facts::{AnswerFault, FactId, Value};

/// The longest name of who fills in, in characters.
pub const LONGEST_NAME: usize = 80;

/// One value that was filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The question.
    pub fact: FactId,
    /// The value.
    pub value: Value,
    /// How it is known: an index into the vocabulary's origins.
    pub origin: Option<usize>,
    /// Whether that restricts it from the person causing harm.
    pub restricted: bool,
    /// Who says so; empty for the page around, where that has no name.
    pub from: String,
}

/// All that was filled in and that nobody has changed since.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beforehand(Vec<Offer>);

impl Beforehand {
    /// What was filled in for a question.
    pub fn get(&self, fact: FactId) -> Option<&Offer> {
        self.0.iter().find(|offer| offer.fact == fact)
    }

    /// Everything.
    pub fn offers(&self) -> &[Offer] {
        &self.0
    }

    /// Fills in, in place of what was filled in before.
    pub(super) fn put(&mut self, offer: Offer) {
        self.forget(offer.fact);
        self.0.push(offer);
    }

    /// Somebody has given an answer of their own; what had been filled in is given back.
    pub(super) fn forget(&mut self, fact: FactId) -> Option<Offer> {
        let place = self.0.iter().position(|offer| offer.fact == fact)?;
        Some(self.0.remove(place))
    }
}

/// What became of an attempt to fill in. It says which questions, and never depends on what was answered here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Chosen beforehand, wherever nobody has answered.
    pub taken: Vec<FactId>,
    /// Left to be asked: filled in with this value, it could make a danger look smaller, or let go of a care. What no page asks
    /// for is left, too.
    pub asked: Vec<FactId>,
}

/// Who fills in: what the host says, or else the name of its page.
pub fn who(from: &Raw, page: &str) -> Result<String, AnswerFault> {
    let fault = |found: String| AnswerFault {
        at: "/from".into(),
        found,
        expected: format!("plain text of 1 to {LONGEST_NAME} characters, without control characters"),
    };
    match from {
        Raw::Null => Ok(if is_name(page) { page.to_owned() } else { String::new() }),
        Raw::Text(name) if is_name(name) => Ok(name.clone()),
        Raw::Text(name) if name.chars().any(turns) => Err(fault("text with a control character".into())),
        other => Err(fault(other.describe())),
    }
}

/// Whether it can stand as a name in a sentence.
pub fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(turns)
}

/// Characters that nobody sees and that change how others are read: control characters, and those that turn the direction of text.
fn turns(character: char) -> bool {
    character.is_control() || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Raw {
        Raw::Text(text.into())
    }

    #[test]
    fn who_fills_in_is_named_by_the_host_or_by_its_page() {
        assert_eq!(who(&text("Housing records"), "intranet.example"), Ok("Housing records".into()));
        assert_eq!(who(&Raw::Null, "intranet.example"), Ok("intranet.example".into()));
        // A page from a disk has no name.
        assert_eq!(who(&Raw::Null, ""), Ok(String::new()));
        assert_eq!(who(&text(&"x".repeat(LONGEST_NAME)), ""), Ok("x".repeat(LONGEST_NAME)));
    }

    #[test]
    fn a_name_is_short_plain_text() {
        for from in [text(""), text(" "), text(&"x".repeat(LONGEST_NAME + 1)), text("a\nb"), text("a\u{202e}b"), Raw::Whole(1), Raw::List(Vec::new())]
        {
            let said = who(&from, "intranet.example").map_err(|fault| fault.to_string());
            assert!(said.as_ref().is_err_and(|fault| fault.starts_with("/from: found ") && fault.contains("expected plain text")), "{said:?}");
        }
    }
}
