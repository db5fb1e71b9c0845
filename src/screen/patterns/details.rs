//! Something folded away that can be opened.

use leptos::prelude::*;

/// A summary that opens what belongs to it.
pub fn details(summary: String, inner: AnyView) -> AnyView {
    view! {
        <details class="govuk-details">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{summary}</span>
            </summary>
            <div class="govuk-details__text">{inner}</div>
        </details>
    }
    .into_any()
}
