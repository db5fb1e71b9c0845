//! A short state. The words say it; the colour only repeats it.

use leptos::prelude::*;

/// A tag. The colour is one of govuk-frontend's, or empty.
pub fn tag(colour: &'static str, text: &'static str) -> AnyView {
    let class = if colour.is_empty() { "govuk-tag".to_owned() } else { format!("govuk-tag govuk-tag--{colour}") };
    view! { <strong class=class>{text}</strong> }.into_any()
}
