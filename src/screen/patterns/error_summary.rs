//! The summary of everything that is wrong, above the heading. It takes the focus; each line leads to its field.

use super::button::instead;
use crate::screen::browser;
use crate::screen::desk::Desk;
use crate::screen::element::{View, classed, element, nothing};
use crate::screen::words::say;

/// One thing that is wrong.
pub struct Problem {
    /// The id of the control to go to.
    pub id: String,
    /// The same words as at the control.
    pub says: String,
}

/// The summary; nothing where nothing is wrong.
pub fn error_summary(desk: Desk, problems: Vec<Problem>) -> View {
    if problems.is_empty() {
        return nothing();
    }
    let mut lines = classed("ul", "govuk-list govuk-error-summary__list");
    for problem in problems {
        lines = lines.child(line(desk, problem));
    }
    let title = classed("h2", "govuk-error-summary__title").text(say("error.title"));
    let body = classed("div", "govuk-error-summary__body").child(lines.done());
    let alert = element("div").set("role", "alert").child(title.done()).child(body.done());
    classed("div", "govuk-error-summary").set("tabindex", "-1").child(alert.done()).done()
}

/// An address with `#` does not reach into a shadow root, so the link finds its field itself.
fn line(desk: Desk, problem: Problem) -> View {
    let address = ["#", &problem.id].concat();
    let target = ["[id='", &problem.id, "']"].concat();
    let go = instead(Box::new(move |_| {
        desk.with_root(|root| browser::focus(root, &target));
    }));
    let link = element("a").set("href", &address).text(&problem.says).on("click", go);
    element("li").child(link.done()).done()
}
