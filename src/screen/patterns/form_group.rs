//! What stands around a control, or around a group of them: hint and error message, and what else describes it.

use super::error_message::ErrorMessage;
use super::extra::{Extra, spaced};
use super::hint::Hint;
use crate::screen::element::{Element, View};

/// Whether a group is hidden, followed; none where it never is.
pub type Hidden = Option<Box<dyn Fn() -> bool>>;

/// A form group.
#[derive(Default)]
pub struct FormGroup {
    /// The control's id; hint and error message are named after it.
    pub id: String,
    /// The ids of what else describes the control; may be empty.
    pub described_by: String,
    /// A sentence that helps.
    pub hint: Option<Hint>,
    /// What is wrong.
    pub error: Option<ErrorMessage>,
    /// What stands before the control.
    pub before: Option<View>,
    /// What stands after the control.
    pub after: Option<View>,
    /// Whether it is hidden.
    pub hidden: Hidden,
    /// Classes and attributes.
    pub extra: Extra,
}

impl FormGroup {
    /// The ids of all that describes the control, in the order in which it stands; empty where nothing does.
    pub fn described_by(&self) -> String {
        let hint = if self.hint.is_some() { self.named("-hint") } else { String::new() };
        let error = if self.error.is_some() { self.named("-error") } else { String::new() };
        spaced(&[&self.described_by, &hint, &error])
    }

    /// The class that a control of this block has while something is wrong; empty while nothing is.
    pub fn wrong(&self, class: &'static str) -> &'static str {
        if self.error.is_some() { class } else { "" }
    }

    /// The group, to put everything into.
    pub fn open(&mut self) -> Element {
        let own = spaced(&["govuk-form-group", self.wrong("govuk-form-group--error")]);
        let group = self.extra.open("div", &own);
        match self.hidden.take() {
            Some(hidden) => group.react("hidden", Box::new(move || hidden().then(String::new))),
            None => group,
        }
    }

    /// Puts hint and error message into an element, in this order.
    pub fn words(&mut self, into: Element) -> Element {
        let (hint_id, error_id) = (self.named("-hint"), self.named("-error"));
        let hint = self.hint.take().map(|hint| Hint { id: hint_id, ..hint }.draw());
        into.some(hint).some(self.error.take().map(|error| ErrorMessage { id: error_id, ..error }.draw()))
    }

    /// Draws the group around a label and a control.
    pub fn around(mut self, label: View, control: View) -> View {
        let group = self.open().child(label);
        let group = self.words(group).some(self.before.take());
        group.child(control).some(self.after.take()).done()
    }

    fn named(&self, part: &str) -> String {
        [self.id.as_str(), part].concat()
    }
}
