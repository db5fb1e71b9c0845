//! A sentence that helps with a question.

use super::extra::Extra;
use crate::screen::element::View;

/// A hint.
#[derive(Default)]
pub struct Hint {
    /// Its id, by which the control names it.
    pub id: String,
    /// What it says.
    pub says: View,
    /// Classes and attributes.
    pub extra: Extra,
}

impl Hint {
    /// Draws it.
    pub fn draw(self) -> View {
        self.extra.open("div", "govuk-hint").set_full("id", &self.id).child(self.says).done()
    }

    /// Draws it as part of another pattern, whose class goes before its own.
    pub fn draw_in(mut self, id: String, class: &str) -> View {
        self.extra.classes = super::extra::spaced(&[class, &self.extra.classes]);
        Hint { id, ..self }.draw()
    }
}
