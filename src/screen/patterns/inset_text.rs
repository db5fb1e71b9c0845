//! Something that stands apart.

use super::extra::Extra;
use crate::screen::element::View;

/// Something that stands apart.
#[derive(Default)]
pub struct InsetText {
    /// What stands apart.
    pub inner: View,
    /// Its id; may be empty.
    pub id: String,
    /// Classes and attributes.
    pub extra: Extra,
}

impl InsetText {
    /// Draws it.
    pub fn draw(self) -> View {
        self.extra.open("div", "govuk-inset-text").set_full("id", &self.id).child(self.inner).done()
    }
}
