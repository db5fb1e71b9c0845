//! Fields to type into: one line, and several.

use leptos::prelude::*;

use super::frame::Around;

/// What a field takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One line of text.
    Text,
    /// A whole number.
    Number,
    /// A date.
    Date,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// Several lines of text.
    Long,
}

/// A field with its label. `typed` is told what it holds after each change.
pub fn field(around: Around, takes: Takes, value: String, hidden: impl Fn() -> bool + Send + 'static, typed: impl Fn(String) + Send + 'static) -> AnyView {
    let label_class = if around.is_heading { "govuk-label govuk-label--l" } else { "govuk-label govuk-label--s" };
    let id = around.id.clone();
    let described_by = around.described_by();
    let wrong = !around.error.is_empty();
    let typed: Box<dyn Fn(String) + Send> = Box::new(typed);
    let input = move |event: leptos::ev::Event| typed(event_target_value(&event));
    let control = if takes == Takes::Long {
        let class = if wrong { "govuk-textarea govuk-textarea--error" } else { "govuk-textarea" };
        view! { <textarea class=class id=id name=around.id.clone() rows="4" spellcheck="false" autocomplete="off" translate="no" aria-describedby=described_by prop:value=value on:input=input></textarea> }.into_any()
    } else {
        let width = match takes {
            Takes::Number => " govuk-input--width-4",
            Takes::Date => " govuk-input--width-10",
            Takes::Phone => " govuk-input--width-20",
            _ => "",
        };
        let class = format!("govuk-input{width}{}", if wrong { " govuk-input--error" } else { "" });
        let kind = match takes {
            Takes::Phone => "tel",
            _ => "text",
        };
        let mode = match takes {
            Takes::Number => Some("numeric"),
            Takes::Email => Some("email"),
            _ => None,
        };
        view! { <input class=class id=id name=around.id.clone() type=kind inputmode=mode spellcheck="false" autocomplete="off" translate="no" aria-describedby=described_by prop:value=value on:input=input /> }.into_any()
    };
    view! {
        <div class=around.group_class() data-fact=around.fact.clone() hidden=hidden>
            <label class=label_class for=around.id.clone()>{around.question.clone()}</label>
            {around.hint_and_error()}
            {control}
        </div>
    }
    .into_any()
}
