//! A short state. The words say it; the colour only repeats it.

use super::extra::Extra;
use crate::screen::element::View;

/// A tag.
#[derive(Default)]
pub struct Tag {
    /// What it says.
    pub says: View,
    /// Classes and attributes.
    pub extra: Extra,
}

impl Tag {
    /// Draws it.
    pub fn draw(self) -> View {
        self.extra.open("strong", "govuk-tag").child(self.says).done()
    }
}

/// A tag in one of govuk-frontend's colours.
pub fn tag(colour: &str, text: &str) -> View {
    Tag { says: text.into(), extra: Extra::classes(&["govuk-tag--", colour].concat()) }.draw()
}
