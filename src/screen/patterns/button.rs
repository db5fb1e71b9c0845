//! Buttons, and links that look like them.

use super::extra::{Extra, spaced};
use crate::screen::element::{Act, Element, View, classed, drawing, element};

/// A button, or a link that looks like one.
#[derive(Default)]
pub struct Button {
    /// What it says.
    pub says: View,
    /// Where it leads; none for a button that does something here.
    pub href: Option<String>,
    /// The type of the button; `submit` where it is empty.
    pub kind: &'static str,
    /// Its id; may be empty.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// Its value; may be empty.
    pub value: String,
    /// It cannot be pressed.
    pub disabled: bool,
    /// Whether a second press right after the first counts, where that is said.
    pub prevent_double_click: Option<bool>,
    /// It starts something, and has an arrow.
    pub is_start: bool,
    /// What it does.
    pub press: Option<Act>,
    /// Classes and attributes.
    pub extra: Extra,
}

impl Button {
    /// Draws it.
    pub fn draw(self) -> View {
        let class = spaced(&["govuk-button", &self.extra.classes, if self.is_start { "govuk-button--start" } else { "" }]);
        let button = match &self.href {
            Some(href) => element("a").set("href", href).set("role", "button").set("draggable", "false"),
            None => {
                let button = element("button").set("type", if self.kind.is_empty() { "submit" } else { self.kind });
                let button = button.set_full("value", &self.value).set_full("name", &self.name).set_if("disabled", self.disabled);
                let button = button.set_some("aria-disabled", self.disabled.then_some("true"));
                button.set_some("data-prevent-double-click", self.prevent_double_click.map(super::input::yes_or_no))
            }
        };
        let button = self.extra.put_on(button.set("class", &class).set("data-module", "govuk-button")).set_full("id", &self.id).child(self.says);
        let button = if self.is_start { button.text(" ").child(arrow()) } else { button };
        match (self.press, self.href) {
            (None, _) => button.done(),
            (Some(press), None) => button.on("click", press).done(),
            (Some(press), Some(_)) => button.on("click", instead(press)).done(),
        }
    }
}

/// The arrow of a button that starts something.
fn arrow() -> View {
    let path = drawing("path").set("fill", "currentColor").set("d", "M0 0h13l20 20-20 20H0l20-20z");
    let arrow = drawing("svg").set("class", "govuk-button__start-icon").set("xmlns", "http://www.w3.org/2000/svg");
    let arrow = arrow.set("width", "17.5").set("height", "19").set("viewBox", "0 0 33 40");
    arrow.set("aria-hidden", "true").set("focusable", "false").child(path.done()).done()
}

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
        Look::Primary => "",
        Look::Secondary => "govuk-button--secondary",
        Look::Warning => "govuk-button--warning",
    };
    // What cannot be undone looks the same in every host's page.
    let attributes = if look == Look::Warning { Vec::new() } else { vec![("part", "button".to_owned())] };
    let extra = Extra { classes: class.to_owned(), attributes };
    Button { says: text.into(), kind: "button", press: Some(press), extra, ..Button::default() }.draw()
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
    classed("button", "waymark-link-button govuk-link").set("type", "button").on("click", press)
}
