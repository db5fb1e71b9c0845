//! A group of controls under one question.

use super::extra::Extra;
use crate::screen::element::{Element, View, classed};

/// A fieldset.
#[derive(Default)]
pub struct Fieldset {
    /// The question.
    pub legend: Option<Legend>,
    /// The ids of what describes it; may be empty.
    pub described_by: String,
    /// Its role, where it is not that of a fieldset.
    pub role: &'static str,
    /// Classes and attributes.
    pub extra: Extra,
}

/// The question of a fieldset.
#[derive(Default)]
pub struct Legend {
    /// What it says.
    pub says: View,
    /// It is the heading of the page.
    pub is_heading: bool,
    /// More classes.
    pub classes: String,
}

impl Fieldset {
    /// The fieldset with its legend, to put the controls into.
    pub fn open(self) -> Element {
        let set = self.extra.open("fieldset", "govuk-fieldset").set_full("role", self.role).set_full("aria-describedby", &self.described_by);
        set.some(self.legend.map(Legend::draw))
    }
}

impl Legend {
    fn draw(self) -> View {
        let legend = Extra::classes(&self.classes).open("legend", "govuk-fieldset__legend");
        let says = if self.is_heading { classed("h1", "govuk-fieldset__heading").child(self.says).done() } else { self.says };
        legend.child(says).done()
    }
}
