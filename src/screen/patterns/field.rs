//! The question that is answered by typing: one line, or several, as pages put it.

use super::extra::Extra;
use super::frame::{Around, Hidden};
use super::input::{Input, Typed};
use super::textarea::Textarea;
use crate::screen::element::View;

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

/// A field with its label. `typed` is told what it holds after each change. Nothing that is typed is kept by the browser, or sent
/// anywhere to be spelt or translated.
pub fn field(around: &Around, takes: Takes, value: &str, hidden: Hidden, typed: Typed) -> View {
    let (label, mut group, name, value) = (around.label(), around.group(hidden), around.id.clone(), value.to_owned());
    group.extra = around.about();
    let autocomplete = "off".to_owned();
    let (spellcheck, attributes) = (Some(false), vec![("translate", "no".to_owned())]);
    if takes == Takes::Long {
        let extra = Extra { attributes, ..Extra::default() };
        return Textarea { label, group, name, value, rows: 4, autocomplete, spellcheck, extra, ..Textarea::default() }.draw(typed);
    }
    let (mode, width) = match takes {
        Takes::Number => ("numeric", "govuk-input--width-4"),
        Takes::Date => ("", "govuk-input--width-10"),
        Takes::Phone => ("", "govuk-input--width-20"),
        Takes::Email => ("email", ""),
        _ => ("", ""),
    };
    let kind = if takes == Takes::Phone { "tel" } else { "text" };
    let extra = Extra { classes: width.to_owned(), attributes };
    Input { label, group, name, value: Some(value), kind, mode, autocomplete, spellcheck, extra, ..Input::default() }.draw(typed)
}
