//! The question that is answered by choosing: radios and checkboxes, as pages put it.

use super::extra::Extra;
use super::form_group::Hidden;
use super::frame::Around;
use super::hint::Hint;
use super::items::{self, Choose, Items, Kind, Line};
use crate::screen::element::{View, text};

/// One value that can be chosen.
pub struct Item {
    /// The value.
    pub value: String,
    /// What it says.
    pub says: String,
    /// A sentence that helps; may be empty.
    pub hint: String,
    /// Whether it is chosen when the page is drawn.
    pub chosen: bool,
}

/// Whether one or several can be chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// Radios.
    One,
    /// Radios beside each other, for short answers.
    OneInLine,
    /// Checkboxes.
    Several,
}

/// A group of radios or checkboxes. `choose` is told the place of the item and whether it is now chosen.
pub fn choices(around: &Around, many: Many, items: Vec<Item>, hidden: Hidden, choose: Choose) -> View {
    lines(around, many, items.into_iter().map(|item| Line::Item(Box::new(item.into()))).collect(), hidden, choose)
}

/// The same from lines of every kind: items that reveal something or stand alone, and dividers, which have no place.
pub fn lines(around: &Around, many: Many, lines: Vec<Line>, hidden: Hidden, choose: Choose) -> View {
    let kind = if many == Many::Several { Kind::Checkboxes } else { Kind::Radios };
    let extra = if many == Many::OneInLine { Extra::classes("govuk-radios--inline") } else { Extra::default() };
    Items { kind, name: around.id.clone(), fieldset: Some(around.fieldset()), group: around.group(hidden), lines, extra }.draw(choose)
}

impl From<Item> for items::Item {
    fn from(item: Item) -> items::Item {
        let hint = (!item.hint.is_empty()).then(|| Hint { says: text(&item.hint), ..Hint::default() });
        items::Item { value: item.value, says: Some(text(&item.says)), hint, chosen: item.chosen, ..items::Item::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    #[test]
    fn a_question_is_found_by_its_fact_and_its_values() {
        let item = |value: &str| Item { value: value.into(), says: value.into(), hint: String::new(), chosen: value == "no" };
        let around = Around { id: "person-armed".into(), fact: "person.armed".into(), question: "Armed?".into(), ..Around::default() };
        let html = choices(&around, Many::OneInLine, vec![item("yes"), item("no")], None, Rc::new(|_, _| {})).to_html();
        for part in [
            "<fieldset class=\"govuk-fieldset\" data-fact=\"person.armed\">",
            "<div class=\"govuk-radios govuk-radios--inline\"",
            "id=\"person-armed\" name=\"person-armed\" type=\"radio\" value=\"yes\"",
            "id=\"person-armed-2\" name=\"person-armed\" type=\"radio\" value=\"no\" checked=\"\"",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
    }
}
