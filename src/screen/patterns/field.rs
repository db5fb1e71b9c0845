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

#[cfg(test)]
mod tests {
    use super::super::character_count::CharacterCount;
    use super::*;
    use std::rc::Rc;

    fn around() -> Around {
        let error_prefix = "Error:";
        let [question, hint, error] = ["C", "D", "E"].map(String::from);
        Around { id: "a-b".into(), fact: "a.b".into(), question, hint, error, error_prefix, ..Around::default() }
    }

    #[test]
    fn a_field_is_found_by_its_fact_and_described_by_hint_and_error() {
        let html = field(&around(), Takes::Number, "34", None, Box::new(|_| {})).to_html();
        for part in [
            "<div class=\"govuk-form-group govuk-form-group--error\" data-fact=\"a.b\">",
            "<label class=\"govuk-label govuk-label--s\" for=\"a-b\">",
            "<p class=\"govuk-error-message\" id=\"a-b-error\"><span class=\"govuk-visually-hidden\">Error:</span> E</p>",
            "id=\"a-b\" name=\"a-b\" type=\"text\" spellcheck=\"false\" aria-describedby=\"a-b-hint a-b-error\" autocomplete=\"off\" inputmode=\"numeric\"",
            "value=\"34\"",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
    }

    #[test]
    fn who_has_filled_it_in_describes_it_too() {
        for hint in ["D", ""] {
            let around = Around { hint: hint.into(), filled_in: "F".into(), error: String::new(), ..around() };
            let html = field(&around, Takes::Number, "34", None, Box::new(|_| {})).to_html();
            let said = ["<div class=\"govuk-hint\" id=\"a-b-hint\">", hint, "<p class=\"govuk-body "].concat();
            assert!(html.contains(&said) && html.contains(">F</p></div>") && html.contains("aria-describedby=\"a-b-hint\""), "{html}");
        }
    }

    #[test]
    fn what_is_left_is_seen_by_some_and_read_out_to_others() {
        let area = Textarea { label: around().label(), group: around().group(None), ..Textarea::default() };
        let count = CharacterCount {
            field: area,
            limit: 5,
            describes: "Up to 5".into(),
            says: Some(Rc::new(|left| left.to_string())),
            ..CharacterCount::default()
        };
        let html = count.draw(Box::new(|_| {})).to_html();
        for part in [
            "aria-describedby=\"a-b-info a-b-hint a-b-error\"",
            "<div class=\"govuk-hint govuk-visually-hidden\" id=\"a-b-info\">Up to 5</div><div aria-hidden=\"true\"></div>",
            "<div class=\"govuk-character-count__sr-status govuk-visually-hidden\" aria-live=\"polite\"></div>",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
    }
}
