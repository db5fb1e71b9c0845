//! Fields to type into: one line, and several.

use js_sys::Reflect;
use web_sys::Event;

use super::frame::{Around, Hidden};
use crate::screen::element::{Element, View, element};

/// What a field takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One line of text.
    Text,
    /// A whole number.
    Number,
    /// A date.
    Date,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// Several lines of text.
    Long,
}

/// A field with its label. `typed` is told what it holds after each change.
pub fn field(around: &Around, takes: Takes, value: &str, hidden: Hidden, typed: Box<dyn Fn(String)>) -> View {
    let label_class = if around.is_heading { "govuk-label govuk-label--l" } else { "govuk-label govuk-label--s" };
    let label = element("label").set("class", label_class).set("for", &around.id).text(&around.question);
    let control = control(around, takes).set("id", &around.id).set("name", &around.id);
    let control = control.set("spellcheck", "false").set("autocomplete", "off").set("translate", "no");
    let control = control.set_some("aria-describedby", around.described_by().as_deref()).value(value);
    let control = control.on("input", Box::new(move |event| typed(held(&event))));
    let group = around.group(hidden).set("data-fact", &around.fact).child(label.done());
    around.hint_and_error(group).child(control.done()).done()
}

fn control(around: &Around, takes: Takes) -> Element {
    let long = takes == Takes::Long;
    let mut class = String::from(if long { "govuk-textarea" } else { "govuk-input" });
    class.push_str(match takes {
        Takes::Number => " govuk-input--width-4",
        Takes::Date => " govuk-input--width-10",
        Takes::Phone => " govuk-input--width-20",
        _ => "",
    });
    if !around.error.is_empty() {
        class.push_str(if long { " govuk-textarea--error" } else { " govuk-input--error" });
    }
    if long {
        return element("textarea").set("class", &class).set("rows", "4");
    }
    let mode = match takes {
        Takes::Number => Some("numeric"),
        Takes::Email => Some("email"),
        _ => None,
    };
    element("input").set("class", &class).set("type", if takes == Takes::Phone { "tel" } else { "text" }).set_some("inputmode", mode)
}

fn held(event: &Event) -> String {
    let value = event.target().and_then(|target| Reflect::get(&target, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}
