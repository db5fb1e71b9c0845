//! The summary of everything that is wrong, above the heading. It takes the focus; each line leads to its field.

use std::rc::Rc;

use super::button::instead;
use super::extra::Extra;
use crate::screen::element::{View, classed, element, nothing, text};

/// A summary of what is wrong.
#[derive(Default)]
pub struct ErrorSummary {
    /// Its title.
    pub title: View,
    /// A sentence under the title.
    pub description: Option<View>,
    /// What is wrong, from the top of the page.
    pub lines: Vec<Line>,
    /// Whether it takes the focus, where that is said to a script.
    pub disable_auto_focus: Option<bool>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// One thing that is wrong.
#[derive(Default)]
pub struct Line {
    /// What it says.
    pub says: View,
    /// The address of its field; empty where there is none to go to.
    pub href: String,
    /// Attributes of the link.
    pub extra: Extra,
}

/// Goes to the control with an id. An address with `#` does not reach into a shadow root, so somebody must find it.
pub type Go = Rc<dyn Fn(&str)>;

impl ErrorSummary {
    /// Draws it.
    pub fn draw(self, go: &Go) -> View {
        let title = classed("h2", "govuk-error-summary__title").child(self.title);
        let mut body = classed("div", "govuk-error-summary__body").some(self.description.map(|says| element("p").child(says).done()));
        if !self.lines.is_empty() {
            let list = classed("ul", "govuk-list govuk-error-summary__list");
            body = body.child(self.lines.into_iter().fold(list, |list, line| list.child(line.draw(go))).done());
        }
        let alert = element("div").set("role", "alert").child(title.done()).child(body.done());
        let whole = self.extra.open("div", "govuk-error-summary").set("data-module", "govuk-error-summary");
        let told = self.disable_auto_focus.map(super::input::yes_or_no);
        whole.set_some("data-disable-auto-focus", told).child(alert.done()).done()
    }
}

impl Line {
    fn draw(self, go: &Go) -> View {
        let line = element("li");
        if self.href.is_empty() {
            return line.child(self.says).done();
        }
        let link = self.extra.put_on(element("a").set("href", &self.href)).child(self.says);
        let (go, id) = (go.clone(), self.href.trim_start_matches('#').to_owned());
        line.child(link.on("click", instead(Box::new(move |_| go(&id)))).done()).done()
    }
}

/// One thing that is wrong, as pages put it.
pub struct Problem {
    /// The id of the control to go to.
    pub id: String,
    /// The same words as at the control.
    pub says: String,
}

/// The summary under its title; nothing where nothing is wrong.
pub fn error_summary(title: &str, problems: Vec<Problem>, go: Go) -> View {
    if problems.is_empty() {
        return nothing();
    }
    let line = |problem: Problem| Line { says: text(&problem.says), href: ["#", &problem.id].concat(), ..Line::default() };
    let lines = problems.into_iter().map(line).collect();
    ErrorSummary { title: title.into(), lines, ..ErrorSummary::default() }.draw(&go)
}
