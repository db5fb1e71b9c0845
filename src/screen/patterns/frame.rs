//! What stands around every control: the group, the legend or label, the hint, the error.

use leptos::prelude::*;

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

impl Around {
    /// The ids of hint and error, for `aria-describedby`; none where there are neither.
    pub fn described_by(&self) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.id));
        let error = (!self.error.is_empty()).then(|| format!("{}-error", self.id));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// The class of the group.
    pub fn group_class(&self) -> &'static str {
        if self.error.is_empty() { "govuk-form-group" } else { "govuk-form-group govuk-form-group--error" }
    }

    /// Hint and error, in this order.
    pub fn hint_and_error(&self) -> AnyView {
        let (hint, error) = (self.hint.clone(), self.error.clone());
        let hint_id = format!("{}-hint", self.id);
        let error_id = format!("{}-error", self.id);
        let hint = (!hint.is_empty()).then(|| view! { <div id=hint_id class="govuk-hint">{hint}</div> });
        let error = (!error.is_empty()).then(|| {
            view! {
                <p id=error_id class="govuk-error-message">
                    <span class="govuk-visually-hidden">{say("error.prefix")}</span>
                    " "
                    {error}
                </p>
            }
        });
        view! { {hint} {error} }.into_any()
    }
}

/// A field set with its legend around a group of controls.
pub fn field_set(around: Around, controls: AnyView, hidden: impl Fn() -> bool + Send + 'static) -> AnyView {
    let legend = if around.is_heading {
        view! {
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--l">
                <h1 class="govuk-fieldset__heading" tabindex="-1">{around.question.clone()}</h1>
            </legend>
        }
        .into_any()
    } else {
        view! { <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{around.question.clone()}</legend> }.into_any()
    };
    view! {
        <div class=around.group_class() hidden=hidden>
            <fieldset class="govuk-fieldset" aria-describedby=around.described_by() data-fact=around.fact.clone()>
                {legend}
                {around.hint_and_error()}
                {controls}
            </fieldset>
        </div>
    }
    .into_any()
}
