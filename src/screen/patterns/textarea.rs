//! A field of several lines.

use super::extra::{Extra, spaced};
use super::form_group::FormGroup;
use super::input::{Typed, yes_or_no};
use super::label::Label;
use crate::screen::element::{Element, View, classed, held};

/// A field of several lines.
#[derive(Default)]
pub struct Textarea {
    /// Its label.
    pub label: Label,
    /// What stands around it; its id is the field's.
    pub group: FormGroup,
    /// Its name.
    pub name: String,
    /// What it holds; may be empty.
    pub value: String,
    /// How many lines are seen; 5 where it is 0.
    pub rows: u8,
    /// What the browser may fill in; may be empty.
    pub autocomplete: String,
    /// Whether the browser checks the spelling, where that is said.
    pub spellcheck: Option<bool>,
    /// It cannot be typed into.
    pub disabled: bool,
    /// Classes and attributes of the field.
    pub extra: Extra,
}

impl Textarea {
    /// Draws it.
    pub fn draw(self, typed: Typed) -> View {
        let control = self.control().on("input", Box::new(move |event| typed(held(&event)))).done();
        self.around(control)
    }

    /// The field by itself.
    pub(super) fn control(&self) -> Element {
        let rows = if self.rows == 0 { 5 } else { self.rows };
        let class = spaced(&["govuk-textarea", self.group.wrong("govuk-textarea--error"), &self.extra.classes]);
        let area = classed("textarea", &class).set("id", &self.group.id).set("name", &self.name).set("rows", &rows.to_string());
        let area = area.set_some("spellcheck", self.spellcheck.map(yes_or_no)).set_if("disabled", self.disabled);
        let area = area.set_full("aria-describedby", &self.group.described_by()).set_full("autocomplete", &self.autocomplete);
        self.extra.put_on(area).value(&self.value)
    }

    /// Puts the label and the rest around the field.
    pub(super) fn around(self, control: View) -> View {
        let label = Label { control: self.group.id.clone(), ..self.label };
        self.group.around(label.draw(), control)
    }
}
