//! Radios and checkboxes.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::frame::{Around, Hidden, field_set};
use crate::screen::element::{Act, View, classed, element};

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
    let (kind, block) = if many == Many::Several { ("checkbox", "govuk-checkboxes") } else { ("radio", "govuk-radios") };
    let mut group = classed("div", if many == Many::OneInLine { "govuk-radios govuk-radios--inline" } else { block });
    for (place, item) in items.into_iter().enumerate() {
        let choose = choose.clone();
        group = group.child(row(&around.id, kind, block, place, &item, Box::new(move |event| choose(place, is_chosen(&event)))));
    }
    field_set(around, group.done(), hidden)
}

fn row(group: &str, kind: &str, block: &str, place: usize, item: &Item, change: Act) -> View {
    let id = if place == 0 { group.to_owned() } else { [group, "-", &(place + 1).to_string()].concat() };
    let hint_id = [id.as_str(), "-item-hint"].concat();
    let described_by = if item.hint.is_empty() { None } else { Some(hint_id.as_str()) };
    let class = |part: &str| [block, part].concat();
    let input = element("input").set("class", &class("__input")).set("id", &id).set("name", group).set("type", kind);
    let input = input.set("value", &item.value).set_if("checked", item.chosen).set_some("aria-describedby", described_by).on("change", change);
    let label = element("label").set("class", &["govuk-label ", block, "__label"].concat()).set("for", &id).text(&item.says);
    let mut row = classed("div", &class("__item")).child(input.done()).child(label.done());
    if described_by.is_some() {
        row = row.child(element("div").set("id", &hint_id).set("class", &["govuk-hint ", block, "__hint"].concat()).text(&item.hint).done());
    }
    row.done()
}

fn is_chosen(event: &Event) -> bool {
    event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()).is_some_and(|input| input.checked())
}
