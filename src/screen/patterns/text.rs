//! Headings, paragraphs, lists, insets and warnings.

use leptos::prelude::*;

/// The heading of a page. It takes the focus when the page is drawn.
pub fn heading(text: String) -> AnyView {
    view! { <h1 class="govuk-heading-l" tabindex="-1">{text}</h1> }.into_any()
}

/// A heading inside a page.
pub fn section(text: String) -> AnyView {
    view! { <h2 class="govuk-heading-m">{text}</h2> }.into_any()
}

/// A smaller heading.
pub fn part(text: String) -> AnyView {
    view! { <h3 class="govuk-heading-s">{text}</h3> }.into_any()
}

/// A paragraph.
pub fn body(text: String) -> AnyView {
    view! { <p class="govuk-body">{text}</p> }.into_any()
}

/// Where something comes from.
pub fn source(text: String) -> AnyView {
    view! { <p class="waymark-source">{text}</p> }.into_any()
}

/// A list with bullets.
pub fn bullets(items: Vec<String>) -> AnyView {
    let items: Vec<AnyView> = items.into_iter().map(|item| view! { <li>{item}</li> }.into_any()).collect();
    view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }.into_any()
}

/// Something that stands apart.
pub fn inset(inner: AnyView) -> AnyView {
    view! { <div class="govuk-inset-text">{inner}</div> }.into_any()
}

/// A warning of what follows.
pub fn warning(label: &'static str, text: String) -> AnyView {
    view! {
        <div class="govuk-warning-text">
            <span class="govuk-warning-text__icon" aria-hidden="true">{"!"}</span>
            <strong class="govuk-warning-text__text">
                <span class="govuk-visually-hidden">{label}</span>
                {text}
            </strong>
        </div>
    }
    .into_any()
}
