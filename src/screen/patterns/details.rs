//! Something folded away that can be opened.

use super::extra::Extra;
use crate::screen::element::{View, classed, row};

/// Something folded away.
#[derive(Default)]
pub struct Details {
    /// What opens it.
    pub summary: View,
    /// What is folded away.
    pub inner: View,
    /// It is open when the page is drawn.
    pub open: bool,
    /// Its id; may be empty.
    pub id: String,
    /// Classes and attributes.
    pub extra: Extra,
}

impl Details {
    /// Draws it.
    pub fn draw(self) -> View {
        let text = classed("span", "govuk-details__summary-text").child(self.summary);
        let summary = classed("summary", "govuk-details__summary").child(text.done());
        let inner = classed("div", "govuk-details__text").child(self.inner);
        let details = self.extra.open("details", "govuk-details").set_full("id", &self.id).set_if("open", self.open);
        details.child(summary.done()).child(inner.done()).done()
    }
}

/// A summary that opens what belongs to it.
pub fn details(summary: &str, inner: View) -> View {
    Details { summary: summary.into(), inner, ..Details::default() }.draw()
}

/// One of several with the same summary: what it is about, only a screen reader says.
pub fn details_about(summary: &str, about: &str, inner: View) -> View {
    let about = classed("span", "govuk-visually-hidden").text(": ").text(about);
    Details { summary: row(vec![summary.into(), about.done()]), inner, ..Details::default() }.draw()
}
