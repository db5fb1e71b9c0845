//! The summary of everything that is wrong, above the heading. It takes the focus; each line leads to its field.

use leptos::prelude::*;

use crate::screen::browser;
use crate::screen::desk::Desk;
use crate::screen::words::say;

/// One thing that is wrong.
pub struct Problem {
    /// The id of the control to go to.
    pub id: String,
    /// The same words as at the control.
    pub says: String,
}

/// The summary; nothing where nothing is wrong.
pub fn error_summary(desk: Desk, problems: Vec<Problem>) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let lines: Vec<AnyView> = problems.into_iter().map(|problem| line(desk, problem)).collect();
    view! {
        <div class="govuk-error-summary" tabindex="-1">
            <div role="alert">
                <h2 class="govuk-error-summary__title">{say("error.title")}</h2>
                <div class="govuk-error-summary__body">
                    <ul class="govuk-list govuk-error-summary__list">{lines}</ul>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// An address with `#` does not reach into a shadow root, so the link finds its field itself.
fn line(desk: Desk, problem: Problem) -> AnyView {
    let target = format!("[id='{}']", problem.id);
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        desk.with_root(|root| browser::focus(root, &target));
    };
    view! { <li><a href=format!("#{}", problem.id) on:click=go>{problem.says}</a></li> }.into_any()
}
