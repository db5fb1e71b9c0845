//! A date that is known by heart, typed part by part.

use std::rc::Rc;

use super::extra::{Extra, spaced};
use super::fieldset::Fieldset;
use super::form_group::FormGroup;
use super::input::Input;
use super::label::Label;
use crate::screen::element::{View, classed, text};

/// A date.
#[derive(Default)]
pub struct DateInput {
    /// The question; none where the date stands inside another group.
    pub fieldset: Option<Fieldset>,
    /// What stands around the date.
    pub group: FormGroup,
    /// What goes before the name of each part, with a dash; may be empty.
    pub name_prefix: String,
    /// The parts, in their order.
    pub parts: Vec<Part>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// A part of a date.
#[derive(Default)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its label.
    pub says: String,
    /// What it holds.
    pub value: Option<String>,
    /// How many signs it takes; 2 where it is 0.
    pub width: u8,
    /// Whether it is wrong, where that is said; where it is said of no part, all are that are not said to be right.
    pub wrong: Option<bool>,
    /// Its id, where it is not that of the date and its name.
    pub id: String,
    /// The keyboard that a telephone shows, where it is not that for numbers.
    pub mode: &'static str,
    /// What the browser may fill in; may be empty.
    pub autocomplete: String,
    /// What it must look like; may be empty.
    pub pattern: String,
    /// Classes and attributes.
    pub extra: Extra,
}

/// The class of a field that is wrong.
const WRONG: &str = "govuk-input--error";

impl Part {
    fn is_wrong(&self) -> bool {
        self.wrong == Some(true) || self.extra.classes.contains(WRONG)
    }

    /// The classes of its field: what is said in its own classes is not said again.
    fn classes(&self, wrong: bool) -> String {
        let own = &self.extra.classes;
        let width = ["govuk-input--width-", &self.width.max(2).to_string()].concat();
        let wrong = if wrong && !own.contains(WRONG) { WRONG } else { "" };
        let width = if own.contains("govuk-input--width-") { "" } else { &width };
        spaced(&["govuk-date-input__input", wrong, width, own])
    }
}

impl DateInput {
    /// Draws it. `typed` is told the place of a part and what it holds after each change.
    pub fn draw(mut self, typed: Rc<dyn Fn(usize, String)>) -> View {
        let described_by = self.group.described_by();
        let any_wrong = self.parts.iter().any(Part::is_wrong);
        let all_wrong = self.group.error.is_some() && !any_wrong;
        let mut date = self.extra.open("div", "govuk-date-input").set_full("id", &self.group.id).some(self.group.before.take());
        for (place, part) in self.parts.into_iter().enumerate() {
            let wrong = part.is_wrong() || (all_wrong && part.wrong != Some(false));
            let typed = typed.clone();
            let input = part.input(&self.group.id, &self.name_prefix, wrong).draw(Box::new(move |text| typed(place, text)));
            date = date.child(classed("div", "govuk-date-input__item").child(input).done());
        }
        let date = date.some(self.group.after.take()).done();
        let whole = self.group.open();
        match self.fieldset {
            None => self.group.words(whole).child(date).done(),
            // A fieldset of fields that are typed into is described to some screen readers only as a group.
            Some(set) => {
                let set = Fieldset { described_by, role: "group", ..set }.open();
                whole.child(self.group.words(set).child(date).done()).done()
            }
        }
    }
}

impl Part {
    fn input(self, date: &str, name_prefix: &str, wrong: bool) -> Input {
        let classes = self.classes(wrong);
        let id = if self.id.is_empty() { [date, "-", &self.name].concat() } else { self.id };
        let name = if name_prefix.is_empty() { self.name } else { [name_prefix, "-", &self.name].concat() };
        Input {
            label: Label { says: Some(text(&self.says)), extra: Extra::classes("govuk-date-input__label"), ..Label::default() },
            group: FormGroup { id, ..FormGroup::default() },
            name,
            value: self.value,
            mode: if self.mode.is_empty() { "numeric" } else { self.mode },
            autocomplete: self.autocomplete,
            pattern: self.pattern,
            extra: Extra { classes, attributes: self.extra.attributes },
            ..Input::default()
        }
    }
}
