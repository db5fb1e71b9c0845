//! The link to the page before.

use super::button::instead;
use super::extra::Extra;
use crate::screen::element::{Act, View};

/// A link back.
#[derive(Default)]
pub struct BackLink {
    /// What it says.
    pub says: View,
    /// Where it leads; nowhere where it is empty.
    pub href: String,
    /// What it does instead.
    pub press: Option<Act>,
    /// Classes and attributes.
    pub extra: Extra,
}

impl BackLink {
    /// Draws it.
    pub fn draw(self) -> View {
        let href = if self.href.is_empty() { "#" } else { &self.href };
        let link = self.extra.open("a", "govuk-back-link").set("href", href).child(self.says);
        match self.press {
            Some(press) => link.on("click", instead(press)).done(),
            None => link.done(),
        }
    }
}

/// The link to the page before.
pub fn back_link(text: &str, press: Act) -> View {
    BackLink { says: text.into(), press: Some(press), ..BackLink::default() }.draw()
}
