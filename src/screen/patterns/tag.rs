//! A short state. The words say it; the colour only repeats it.

use crate::screen::element::{View, classed};

/// A tag. The colour is one of govuk-frontend's.
pub fn tag(colour: &str, text: &str) -> View {
    let class = ["govuk-tag govuk-tag--", colour].concat();
    classed("strong", &class).text(text).done()
}
