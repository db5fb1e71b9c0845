//! Radios and checkboxes: the items of a group, what each reveals, and the one that stands alone.

use std::cell::RefCell;
use std::rc::Rc;

use super::extra::{Extra, spaced};
use super::fieldset::Fieldset;
use super::form_group::FormGroup;
use super::hint::Hint;
use super::label::Label;
use crate::screen::element::{Handle, View, classed, element, is_chosen, row};

/// Whether one item can be chosen, or several.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Radios.
    Radios,
    /// Checkboxes.
    Checkboxes,
}

/// A group of radios or checkboxes.
pub struct Items {
    /// Which of them.
    pub kind: Kind,
    /// The name that the items share.
    pub name: String,
    /// The question; none where the group stands inside another.
    pub fieldset: Option<Fieldset>,
    /// What stands around the group.
    pub group: FormGroup,
    /// The items, from the top.
    pub lines: Vec<Line>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// A line of the group.
pub enum Line {
    /// Something that can be chosen.
    Item(Box<Item>),
    /// A word between two items, such as "or".
    Divider(String),
}

/// Something that can be chosen.
#[derive(Default)]
pub struct Item {
    /// Its value.
    pub value: String,
    /// What it says.
    pub says: Option<View>,
    /// A sentence that helps.
    pub hint: Option<Hint>,
    /// It is chosen when the page is drawn.
    pub chosen: bool,
    /// It cannot be chosen.
    pub disabled: bool,
    /// Nothing else can be chosen beside it.
    pub exclusive: bool,
    /// What is shown only while it is chosen.
    pub reveals: Option<View>,
    /// Its id, where it is not that of the group and its place.
    pub id: String,
    /// Its name, where it is not that of the group.
    pub name: String,
    /// Classes and attributes of its label.
    pub label: Extra,
    /// Attributes of its control.
    pub extra: Extra,
}

/// Told the place of an item among the items, and whether it is now chosen.
pub type Choose = Rc<dyn Fn(usize, bool)>;

impl Kind {
    fn block(self) -> &'static str {
        if self == Kind::Radios { "govuk-radios" } else { "govuk-checkboxes" }
    }

    fn part(self, part: &str) -> String {
        [self.block(), part].concat()
    }
}

impl Items {
    /// Draws the group.
    pub fn draw(mut self, choose: Choose) -> View {
        let block = self.kind.block();
        let described_by = self.group.described_by();
        // What is beside no fieldset is described item by item; of radios nobody does it.
        let on_items = if self.fieldset.is_none() && self.kind == Kind::Checkboxes { described_by.clone() } else { String::new() };
        let mut list = self.extra.open("div", block).set("data-module", block).some(self.group.before.take());
        let live = Rc::new(Live { kind: self.kind, items: RefCell::default(), choose });
        for (place, line) in self.lines.into_iter().enumerate() {
            list = list.child(match line {
                Line::Divider(says) => classed("div", &self.kind.part("__divider")).text(&says).done(),
                Line::Item(item) => one(&live, *item, &numbered(&self.group.id, place), &self.name, &on_items),
            });
        }
        live.show();
        let list = list.some(self.group.after.take()).done();
        let whole = self.group.open();
        match self.fieldset {
            None => self.group.words(whole).child(list).done(),
            Some(set) => {
                let set = Fieldset { described_by, ..set }.open();
                whole.child(self.group.words(set).child(list).done()).done()
            }
        }
    }
}

/// The first item has the id of the group, so that a link to the question leads to it.
fn numbered(id: &str, place: usize) -> String {
    if place == 0 { id.to_owned() } else { [id, "-", &(place + 1).to_string()].concat() }
}

fn one(live: &Rc<Live>, item: Item, id: &str, name: &str, described_by: &str) -> View {
    let kind = live.kind;
    let id = if item.id.is_empty() { id } else { &item.id };
    let name = if item.name.is_empty() { name } else { &item.name };
    let hint_id = [id, "-item-hint"].concat();
    let reveal_id = ["conditional-", id].concat();
    let described_by = spaced(&[described_by, if item.hint.is_some() { &hint_id } else { "" }]);
    let type_ = if kind == Kind::Radios { "radio" } else { "checkbox" };

    let input = classed("input", &kind.part("__input")).set("id", id).set("name", name).set("type", type_).set("value", &item.value);
    let input = input.set_if("checked", item.chosen).set_if("disabled", item.disabled).set_full("aria-describedby", &described_by);
    let input = input.set_some("data-aria-controls", item.reveals.is_some().then_some(&reveal_id));
    let input = item.extra.put_on(input.set_some("data-behaviour", item.exclusive.then_some("exclusive")));
    let label = Extra { classes: spaced(&[&kind.part("__label"), &item.label.classes]), ..item.label };
    let label = Label { says: item.says, control: id.to_owned(), is_heading: false, extra: label };
    let hint = item.hint.map(|hint| hint.draw_in(hint_id, &kind.part("__hint")));
    let reveals = item.reveals.map(|inner| element("div").set("class", &kind.revealed(item.chosen)).set("id", &reveal_id).child(inner));

    let known = Known {
        input: input.handle(),
        reveals: reveals.as_ref().map(|part| (part.handle(), reveal_id)),
        name: name.to_owned(),
        exclusive: item.exclusive,
    };
    let place = live.add(known);
    let changed = live.clone();
    let input = input.on("change", Box::new(move |event| changed.change(place, is_chosen(&event))));
    let line = classed("div", &kind.part("__item")).child(input.done()).child(label.draw()).some(hint).done();
    match reveals {
        Some(part) => row(vec![line, part.done()]),
        None => line,
    }
}

impl Kind {
    /// The classes of what an item reveals.
    fn revealed(self, shown: bool) -> String {
        let part = self.part("__conditional");
        if shown { part } else { [part.as_str(), " ", &part, "--hidden"].concat() }
    }
}

/// The items as they stand on the page. What is chosen is asked of the controls themselves.
struct Live {
    kind: Kind,
    items: RefCell<Vec<Known>>,
    choose: Choose,
}

struct Known {
    input: Handle,
    reveals: Option<(Handle, String)>,
    name: String,
    exclusive: bool,
}

impl Live {
    /// Takes an item, and says which place it has.
    fn add(&self, item: Known) -> usize {
        let mut items = self.items.borrow_mut();
        items.push(item);
        items.len() - 1
    }

    fn change(&self, place: usize, chosen: bool) {
        if chosen && self.kind == Kind::Checkboxes {
            self.leave_out_rivals(place);
        }
        (self.choose)(place, chosen);
        self.show();
    }

    /// Beside an item that stands alone nothing else is chosen.
    fn leave_out_rivals(&self, place: usize) {
        let items = self.items.borrow();
        let Some(this) = items.get(place) else { return };
        for (other_place, other) in items.iter().enumerate() {
            if other_place != place && (this.exclusive || other.exclusive) && other.name == this.name && other.input.is_chosen() {
                other.input.choose(false);
                (self.choose)(other_place, false);
            }
        }
    }

    /// Shows what the chosen items reveal, and that alone.
    fn show(&self) {
        for item in self.items.borrow().iter() {
            let Some((part, id)) = &item.reveals else { continue };
            let chosen = item.input.is_chosen();
            part.set("class", Some(&self.kind.revealed(chosen)));
            item.input.set("data-aria-controls", None);
            item.input.set("aria-controls", Some(id));
            item.input.set("aria-expanded", Some(if chosen { "true" } else { "false" }));
        }
    }
}
