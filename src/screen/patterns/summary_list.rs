//! Keys and values with a way to change each.

use crate::screen::element::{View, classed};

/// One row.
pub struct Row {
    /// What it is.
    pub key: String,
    /// What was answered.
    pub value: String,
    /// A way to change it.
    pub action: View,
}

/// The list.
pub fn summary_list(rows: Vec<Row>) -> View {
    let mut list = classed("dl", "govuk-summary-list");
    for row in rows {
        list = list.child(one(row));
    }
    list.done()
}

fn one(row: Row) -> View {
    let key = classed("dt", "govuk-summary-list__key").text(&row.key);
    let value = classed("dd", "govuk-summary-list__value").text(&row.value);
    let action = classed("dd", "govuk-summary-list__actions").child(row.action);
    classed("div", "govuk-summary-list__row").child(key.done()).child(value.done()).child(action.done()).done()
}
