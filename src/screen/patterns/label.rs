//! The label of a control.

use super::extra::Extra;
use crate::screen::element::{View, classed, nothing};

/// A label.
#[derive(Default)]
pub struct Label {
    /// What it says; nothing is drawn where it says nothing.
    pub says: Option<View>,
    /// The id of its control.
    pub control: String,
    /// It is the heading of the page.
    pub is_heading: bool,
    /// Classes and attributes.
    pub extra: Extra,
}

impl Label {
    /// Draws it.
    pub fn draw(self) -> View {
        let Some(says) = self.says else { return nothing() };
        let label = self.extra.open("label", "govuk-label").set_full("for", &self.control).child(says).done();
        if self.is_heading { classed("h1", "govuk-label-wrapper").child(label).done() } else { label }
    }
}
