//! Headings, paragraphs, lists, insets and warnings.

use super::inset_text::InsetText;
use super::warning_text::WarningText;
use crate::screen::element::{Element, View, classed, element};

/// The heading of a page. It takes the focus when the page is drawn. A part that a host may style, as are a few others (README).
pub fn heading(text: &str) -> View {
    classed("h1", "govuk-heading-l").set("tabindex", "-1").set("part", "heading").text(text).done()
}

/// A heading inside a page.
pub fn section(text: &str) -> View {
    classed("h2", "govuk-heading-m").text(text).done()
}

/// A smaller heading.
pub fn part(text: &str) -> View {
    classed("h3", "govuk-heading-s").text(text).done()
}

/// A paragraph.
pub fn body(text: &str) -> View {
    classed("p", "govuk-body").text(text).done()
}

/// Where something comes from.
pub fn source(text: &str) -> View {
    classed("p", "waymark-source").text(text).done()
}

/// A list with bullets.
pub fn bullets(items: &[&str]) -> View {
    let mut list = bullet_list();
    for item in items {
        list = list.child(element("li").text(item).done());
    }
    list.done()
}

/// A list with bullets, to put items into.
pub fn bullet_list() -> Element {
    classed("ul", "govuk-list govuk-list--bullet")
}

/// Something that stands apart.
pub fn inset(inner: View) -> View {
    InsetText { inner, ..InsetText::default() }.draw()
}

/// A warning of what follows. The sign is what a screen reader says first.
pub fn warning(sign: &str, text: &str) -> View {
    WarningText { sign: sign.to_owned(), says: text.into(), ..WarningText::default() }.draw()
}
