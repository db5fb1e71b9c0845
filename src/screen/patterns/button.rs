//! Buttons and the back link.

use leptos::prelude::*;

/// What a button looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The one way on.
    Primary,
    /// Something else that can be done.
    Secondary,
    /// Something that cannot be undone.
    Warning,
}

/// A button that does something.
pub fn button(look: Look, text: &'static str, press: impl Fn() + Send + 'static) -> AnyView {
    let class = match look {
        Look::Primary => "govuk-button",
        Look::Secondary => "govuk-button govuk-button--secondary",
        Look::Warning => "govuk-button govuk-button--warning",
    };
    let press: Box<dyn Fn() + Send> = Box::new(press);
    view! { <button type="button" class=class on:click=move |_| press()>{text}</button> }.into_any()
}

/// The link to the page before.
pub fn back_link(text: &'static str, press: impl Fn() + Send + 'static) -> AnyView {
    let press: Box<dyn Fn() + Send> = Box::new(press);
    let click = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        press();
    };
    view! { <a href="#" class="govuk-back-link" on:click=click>{text}</a> }.into_any()
}

/// A button that looks like a link, with words that only a screen reader says.
pub fn link_button(text: &'static str, about: String, press: impl Fn() + Send + 'static) -> AnyView {
    let press: Box<dyn Fn() + Send> = Box::new(press);
    view! {
        <button type="button" class="waymark-link-button govuk-link" on:click=move |_| press()>
            {text}
            <span class="govuk-visually-hidden">" "{about}</span>
        </button>
    }
    .into_any()
}
