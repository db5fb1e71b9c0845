//! The referral as a page that prints to A4.

use super::Referral;
use crate::blocks::html::{Page, to_html};

impl Referral<'_> {
    /// A page of its own.
    pub fn to_html(&self) -> String {
        let words = &self.bundle.words;
        let (lang, dir) = (&words.language.tag, words.language.direction.id());
        let page = Page { lang, dir, title: words.say("referral.page_title"), skip: words.say("explain.skip"), contents: "" };
        to_html(&page, &self.blocks())
    }
}
