//! A warning of what follows.

use super::extra::Extra;
use crate::screen::element::{View, classed};

/// A warning.
#[derive(Default)]
pub struct WarningText {
    /// What only a screen reader says in the place of the sign, such as "Warning".
    pub sign: String,
    /// What it says.
    pub says: View,
    /// Classes and attributes.
    pub extra: Extra,
}

impl WarningText {
    /// Draws it.
    pub fn draw(self) -> View {
        let icon = classed("span", "govuk-warning-text__icon").set("aria-hidden", "true").text("!");
        let sign = classed("span", "govuk-visually-hidden").text(&self.sign);
        let words = classed("strong", "govuk-warning-text__text").child(sign.done()).text(" ").child(self.says);
        self.extra.open("div", "govuk-warning-text").child(icon.done()).child(words.done()).done()
    }
}
