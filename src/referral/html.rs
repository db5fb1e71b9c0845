//! The referral as a page that prints to A4.

use super::Referral;
use crate::blocks::html::{Page, STYLE, to_html};
use crate::blocks::tree::{Node, PAPER, tree};

/// What a page needs that prints the referral itself.
pub struct Paper {
    /// What is printed.
    pub nodes: Vec<Node>,
    /// How each sheet looks: for the whole document.
    pub sheet: String,
    /// How what is printed looks: for its own part of the document.
    pub style: &'static str,
}

impl Referral<'_> {
    /// A page of its own.
    pub fn to_html(&self) -> String {
        to_html(&self.page(), &self.blocks())
    }

    /// The same for a page that prints it itself.
    pub fn to_paper(&self) -> Paper {
        Paper { nodes: tree(&self.blocks(), &PAPER), sheet: self.page().sheet(), style: STYLE }
    }

    fn page(&self) -> Page<'_> {
        let words = &self.bundle.words;
        let (lang, dir) = (&words.language.tag, words.language.direction.id());
        let (title, skip, number) = (words.say("referral.page_title"), words.say("explain.skip"), words.say("explain.number"));
        Page { lang, dir, title, skip, contents: "", head: self.marking.says, number }
    }
}
