//! Something folded away that can be opened.

use crate::screen::element::{View, classed};

/// A summary that opens what belongs to it.
pub fn details(summary: &str, inner: View) -> View {
    let text = classed("span", "govuk-details__summary-text").text(summary);
    let summary = classed("summary", "govuk-details__summary").child(text.done());
    let inner = classed("div", "govuk-details__text").child(inner);
    classed("details", "govuk-details").child(summary.done()).child(inner.done()).done()
}
