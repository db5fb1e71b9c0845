//! One of a list, folded away.

use std::rc::Rc;

use super::extra::{Extra, spaced};
use super::form_group::FormGroup;
use super::frame::Around;
use super::label::Label;
use crate::screen::element::{View, classed, element, held};

/// A list of which one is chosen.
#[derive(Default)]
pub struct Select {
    /// Its label.
    pub label: Label,
    /// What stands around it; its id is the list's.
    pub group: FormGroup,
    /// Its name.
    pub name: String,
    /// The items.
    pub items: Vec<Item>,
    /// Nothing can be chosen.
    pub disabled: bool,
    /// Classes and attributes.
    pub extra: Extra,
}

/// An item of the list.
#[derive(Default)]
pub struct Item {
    /// Its value, where it is not what it says.
    pub value: Option<String>,
    /// What it says.
    pub says: String,
    /// It is chosen when the page is drawn.
    pub chosen: bool,
    /// It cannot be chosen.
    pub disabled: bool,
    /// Attributes.
    pub extra: Extra,
}

impl Select {
    /// Draws it. `choose` is told the value.
    pub fn draw(self, choose: Rc<dyn Fn(String)>) -> View {
        let class = spaced(&["govuk-select", &self.extra.classes, self.group.wrong("govuk-select--error")]);
        let list = classed("select", &class).set("id", &self.group.id).set("name", &self.name).set_if("disabled", self.disabled);
        let list = self.extra.put_on(list.set_full("aria-describedby", &self.group.described_by()));
        let list = list.on("change", Box::new(move |event| choose(held(&event))));
        let list = self.items.into_iter().fold(list, |list, item| list.child(item.draw()));
        let label = Label { control: self.group.id.clone(), ..self.label };
        self.group.around(label.draw(), list.done())
    }
}

impl Item {
    fn draw(self) -> View {
        let item = element("option").set_some("value", self.value.as_deref()).set_if("selected", self.chosen).set_if("disabled", self.disabled);
        self.extra.put_on(item).text(&self.says).done()
    }
}

/// A list of values and their words, of which one is chosen. `choose` is told the value.
pub fn select(around: &Around, items: &[(String, String)], chosen: &str, choose: Rc<dyn Fn(String)>) -> View {
    let item = |(value, says): &(String, String)| Item { value: Some(value.clone()), says: says.clone(), chosen: value == chosen, ..Item::default() };
    let items = items.iter().map(item).collect();
    Select { label: around.label(), group: around.group(None), name: around.id.clone(), items, ..Select::default() }.draw(choose)
}
