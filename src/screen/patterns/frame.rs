//! What stands around every control: the group, the legend or label, the hint, the error.

use crate::screen::element::{Element, View, classed, element};
use crate::screen::words::say;

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
    /// What is wrong; empty where nothing is.
    pub error: String,
    /// The question is the heading of the page.
    pub is_heading: bool,
}

/// Whether a group is hidden, followed; none where it never is.
pub type Hidden = Option<Box<dyn Fn() -> bool>>;

impl Around {
    /// The ids of hint and error, for `aria-describedby`; none where there are neither.
    pub fn described_by(&self) -> Option<String> {
        match (self.hint.is_empty(), self.error.is_empty()) {
            (true, true) => None,
            (false, true) => Some(self.hint_id()),
            (true, false) => Some(self.error_id()),
            (false, false) => Some([self.hint_id().as_str(), " ", &self.error_id()].concat()),
        }
    }

    /// The group, to put the control into.
    pub fn group(&self, hidden: Hidden) -> Element {
        let group = classed("div", if self.error.is_empty() { "govuk-form-group" } else { "govuk-form-group govuk-form-group--error" });
        match hidden {
            Some(hidden) => group.react("hidden", Box::new(move || hidden().then(String::new))),
            None => group,
        }
    }

    /// Puts hint and error into an element, in this order.
    pub fn hint_and_error(&self, mut into: Element) -> Element {
        if !self.hint.is_empty() {
            into = into.child(element("div").set("id", &self.hint_id()).set("class", "govuk-hint").text(&self.hint).done());
        }
        if self.error.is_empty() {
            return into;
        }
        let prefix = classed("span", "govuk-visually-hidden").text(say("error.prefix"));
        let error = element("p").set("id", &self.error_id()).set("class", "govuk-error-message");
        into.child(error.child(prefix.done()).text(" ").text(&self.error).done())
    }

    fn hint_id(&self) -> String {
        [self.id.as_str(), "-hint"].concat()
    }

    fn error_id(&self) -> String {
        [self.id.as_str(), "-error"].concat()
    }
}

/// A field set with its legend around a group of controls.
pub fn field_set(around: &Around, controls: View, hidden: Hidden) -> View {
    let legend = if around.is_heading {
        let heading = classed("h1", "govuk-fieldset__heading").set("tabindex", "-1").text(&around.question);
        classed("legend", "govuk-fieldset__legend govuk-fieldset__legend--l").child(heading.done())
    } else {
        classed("legend", "govuk-fieldset__legend govuk-fieldset__legend--s").text(&around.question)
    };
    let set = classed("fieldset", "govuk-fieldset").set_some("aria-describedby", around.described_by().as_deref()).set("data-fact", &around.fact);
    let set = around.hint_and_error(set.child(legend.done())).child(controls);
    around.group(hidden).child(set.done()).done()
}
