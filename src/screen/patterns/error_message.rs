//! What is wrong, at the control.

use super::extra::Extra;
use crate::screen::element::{View, classed};

/// An error message.
#[derive(Default)]
pub struct ErrorMessage {
    /// Its id, by which the control names it.
    pub id: String,
    /// What only a screen reader says before it, such as "Error:"; may be empty.
    pub prefix: String,
    /// What is wrong.
    pub says: View,
    /// Classes and attributes.
    pub extra: Extra,
}

impl ErrorMessage {
    /// Draws it.
    pub fn draw(self) -> View {
        let message = self.extra.open("p", "govuk-error-message").set_full("id", &self.id);
        if self.prefix.is_empty() {
            return message.child(self.says).done();
        }
        let prefix = classed("span", "govuk-visually-hidden").text(&self.prefix);
        message.child(prefix.done()).text(" ").child(self.says).done()
    }
}
