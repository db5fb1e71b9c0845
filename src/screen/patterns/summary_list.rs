//! Keys and values with a way to change each.

use leptos::prelude::*;

/// One row.
pub struct Row {
    /// What it is.
    pub key: String,
    /// What was answered.
    pub value: String,
    /// A way to change it, where there is one.
    pub action: Option<AnyView>,
}

/// The list.
pub fn summary_list(rows: Vec<Row>) -> AnyView {
    let rows: Vec<AnyView> = rows.into_iter().map(row).collect();
    view! { <dl class="govuk-summary-list">{rows}</dl> }.into_any()
}

fn row(row: Row) -> AnyView {
    let class = if row.action.is_some() { "govuk-summary-list__row" } else { "govuk-summary-list__row govuk-summary-list__row--no-actions" };
    let action = row.action.map(|action| view! { <dd class="govuk-summary-list__actions">{action}</dd> });
    view! {
        <div class=class>
            <dt class="govuk-summary-list__key">{row.key}</dt>
            <dd class="govuk-summary-list__value">{row.value}</dd>
            {action}
        </div>
    }
    .into_any()
}
