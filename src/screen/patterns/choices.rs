//! The question that is answered by choosing: radios and checkboxes, as pages put it.

use std::rc::Rc;

use super::extra::Extra;
use super::form_group::Hidden;
use super::frame::Around;
use super::hint::Hint;
use super::items::{self, Items, Kind, Line};
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
pub fn choices(around: &Around, many: Many, items: Vec<Item>, hidden: Hidden, choose: Rc<dyn Fn(usize, bool)>) -> View {
    let kind = if many == Many::Several { Kind::Checkboxes } else { Kind::Radios };
    let extra = if many == Many::OneInLine { Extra::classes("govuk-radios--inline") } else { Extra::default() };
    let lines = items.into_iter().map(|item| Line::Item(item.into())).collect();
    Items { kind, name: around.id.clone(), fieldset: Some(around.fieldset()), group: around.group(hidden), lines, extra }.draw(choose)
}

impl From<Item> for items::Item {
    fn from(item: Item) -> items::Item {
        let hint = (!item.hint.is_empty()).then(|| Hint { says: text(&item.hint), ..Hint::default() });
        items::Item { value: item.value, says: Some(text(&item.says)), hint, chosen: item.chosen, ..items::Item::default() }
    }
}
