//! The words around a control, as pages have them, made into what the patterns take.

use super::error_message::ErrorMessage;
use super::extra::Extra;
use super::fieldset::{Fieldset, Legend};
use super::form_group::FormGroup;
pub use super::form_group::Hidden;
use super::hint::Hint;
use super::label::Label;
use crate::screen::element::{View, classed, nothing, row, text};

/// The words around a control.
#[derive(Clone, Default)]
pub struct Around {
    /// The control's id; hint and error are named after it.
    pub id: String,
    /// The fact or detail it is about.
    pub fact: String,
    /// The question.
    pub question: String,
    /// A sentence that helps; may be empty.
    pub hint: String,
    /// Who has filled it in beforehand, in a sentence; empty where nobody has.
    pub filled_in: String,
    /// What is wrong; empty where nothing is.
    pub error: String,
    /// What a screen reader says before what is wrong.
    pub error_prefix: &'static str,
    /// The question is the heading of the page.
    pub is_heading: bool,
}

impl Around {
    /// The group around the control.
    pub fn group(&self, hidden: Hidden) -> FormGroup {
        let hint = (!self.hint.is_empty() || !self.filled_in.is_empty()).then(|| Hint { says: self.hints(), ..Hint::default() });
        let error = (!self.error.is_empty()).then(|| ErrorMessage {
            prefix: self.error_prefix.to_owned(),
            says: text(&self.error),
            ..ErrorMessage::default()
        });
        FormGroup { id: self.id.clone(), hint, error, hidden, ..FormGroup::default() }
    }

    /// What helps, and who has filled it in: both describe the control.
    fn hints(&self) -> View {
        let filled_in = || classed("p", "govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-0").text(&self.filled_in).done();
        row(vec![text(&self.hint), if self.filled_in.is_empty() { nothing() } else { filled_in() }])
    }

    /// The label of a single control. As a heading it keeps to itself: the control can be reached from it.
    pub fn label(&self) -> Label {
        let class = if self.is_heading { "govuk-label--l" } else { "govuk-label--s" };
        Label { says: Some(text(&self.question)), control: self.id.clone(), is_heading: self.is_heading, extra: Extra::classes(class) }
    }

    /// The fieldset around several controls.
    pub fn fieldset(&self) -> Fieldset {
        let class = if self.is_heading { "govuk-fieldset__legend--l" } else { "govuk-fieldset__legend--s" };
        let legend = Legend { says: text(&self.question), is_heading: self.is_heading, classes: class.to_owned() };
        Fieldset { legend: Some(legend), extra: self.about(), ..Fieldset::default() }
    }

    /// The fact that tests and hosts' styles find it by.
    pub fn about(&self) -> Extra {
        Extra { attributes: vec![("data-fact", self.fact.clone())], ..Extra::default() }
    }
}
