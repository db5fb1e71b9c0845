//! Buttons and the back link.

use crate::screen::element::{Act, Element, View, classed, element};

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
pub fn button(look: Look, text: &str, press: Act) -> View {
    let class = match look {
        Look::Primary => "govuk-button",
        Look::Secondary => "govuk-button govuk-button--secondary",
        Look::Warning => "govuk-button govuk-button--warning",
    };
    plain(class, press).text(text).done()
}

/// The link to the page before.
pub fn back_link(text: &str, press: Act) -> View {
    element("a").set("href", "#").set("class", "govuk-back-link").text(text).on("click", instead(press)).done()
}

/// What a link does instead of leading to its address.
pub fn instead(press: Act) -> Act {
    Box::new(move |event| {
        event.prevent_default();
        press(event);
    })
}

/// A button that looks like a link, with words that only a screen reader says.
pub fn link_button(text: &str, about: &str, press: Act) -> View {
    let about = classed("span", "govuk-visually-hidden").text(" ").text(about);
    like_link(press).text(text).child(about.done()).done()
}

/// A button that looks like a link, to put words into.
pub fn like_link(press: Act) -> Element {
    plain("waymark-link-button govuk-link", press)
}

fn plain(class: &str, press: Act) -> Element {
    element("button").set("type", "button").set("class", class).on("click", press)
}
