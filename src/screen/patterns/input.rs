//! A field of one line.

use super::extra::{Extra, spaced};
use super::form_group::FormGroup;
use super::label::Label;
use crate::screen::element::{Element, View, classed, held};

/// A field of one line.
#[derive(Default)]
pub struct Input {
    /// Its label.
    pub label: Label,
    /// What stands around it; its id is the field's.
    pub group: FormGroup,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub value: Option<String>,
    /// The kind of field; plain text where it is empty.
    pub kind: &'static str,
    /// The keyboard that a telephone shows; may be empty.
    pub mode: &'static str,
    /// What the browser may fill in; may be empty.
    pub autocomplete: String,
    /// Whether the browser begins words with capitals; may be empty.
    pub autocapitalize: String,
    /// Whether the browser checks the spelling, where that is said.
    pub spellcheck: Option<bool>,
    /// What it must look like; may be empty.
    pub pattern: String,
    /// It cannot be typed into.
    pub disabled: bool,
    /// A unit before it.
    pub prefix: Option<Affix>,
    /// A unit after it.
    pub suffix: Option<Affix>,
    /// Classes and attributes of what holds the field and its units.
    pub wrapper: Extra,
    /// Classes and attributes of the field.
    pub extra: Extra,
}

/// A unit beside a field. Screen readers pass it over: the label must say it too.
#[derive(Default)]
pub struct Affix {
    /// What it says.
    pub says: View,
    /// Classes and attributes.
    pub extra: Extra,
}

impl Input {
    /// Draws it.
    pub fn draw(self, typed: Typed) -> View {
        let control = self.control().on("input", Box::new(move |event| typed(held(&event)))).done();
        self.around(control)
    }

    fn control(&self) -> Element {
        let class = spaced(&["govuk-input", &self.extra.classes, self.group.wrong("govuk-input--error")]);
        let input = classed("input", &class).set("id", &self.group.id).set("name", &self.name);
        let input = input.set("type", if self.kind.is_empty() { "text" } else { self.kind });
        let input = input.set_some("spellcheck", self.spellcheck.map(yes_or_no)).set_if("disabled", self.disabled);
        let input = input.set_full("aria-describedby", &self.group.described_by()).set_full("autocomplete", &self.autocomplete);
        let input = input.set_full("autocapitalize", &self.autocapitalize).set_full("pattern", &self.pattern).set_full("inputmode", self.mode);
        let input = self.extra.put_on(input);
        match &self.value {
            Some(value) => input.value(value),
            None => input,
        }
    }

    fn around(mut self, control: View) -> View {
        let label = Label { control: self.group.id.clone(), ..self.label }.draw();
        let (before, after) = (self.group.before.take(), self.group.after.take());
        if before.is_none() && after.is_none() && self.prefix.is_none() && self.suffix.is_none() {
            return self.group.around(label, control);
        }
        let unit = |unit: Option<Affix>, class| unit.map(|unit| unit.extra.open("div", class).set("aria-hidden", "true").child(unit.says).done());
        let wrapper = self.wrapper.open("div", "govuk-input__wrapper").some(before).some(unit(self.prefix, "govuk-input__prefix"));
        let wrapper = wrapper.child(control).some(unit(self.suffix, "govuk-input__suffix")).some(after);
        self.group.around(label, wrapper.done())
    }
}

/// Told what a field holds after each change.
pub type Typed = Box<dyn Fn(String)>;

/// The words of an attribute that is yes or no.
pub fn yes_or_no(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}
