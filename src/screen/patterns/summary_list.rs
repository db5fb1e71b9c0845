//! Keys and values with ways to change each; a list may stand in a card of its own.

use super::button::instead;
use super::extra::{Extra, spaced};
use crate::screen::element::{Act, View, classed};

/// A list of keys and values.
#[derive(Default)]
pub struct SummaryList {
    /// The rows.
    pub rows: Vec<Row>,
    /// The card that it stands in.
    pub card: Option<Card>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// One row.
#[derive(Default)]
pub struct Row {
    /// What it is.
    pub key: Cell,
    /// What was answered.
    pub value: Cell,
    /// Ways to change it.
    pub actions: Vec<Action>,
    /// More classes of what holds the ways to change it.
    pub actions_classes: String,
    /// More classes.
    pub classes: String,
}

/// A key or a value.
#[derive(Default)]
pub struct Cell {
    /// What it says.
    pub says: View,
    /// More classes.
    pub classes: String,
}

/// A way to change something.
pub enum Action {
    /// A link, which says what it is about.
    Link(Link),
    /// What a page has made itself.
    Made(View),
}

/// A link that changes something.
#[derive(Default)]
pub struct Link {
    /// What it says.
    pub says: View,
    /// What only a screen reader says after it; may be empty.
    pub about: String,
    /// Where it leads.
    pub href: String,
    /// What it does instead.
    pub press: Option<Act>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// A card around a list.
#[derive(Default)]
pub struct Card {
    /// Its title.
    pub title: Option<View>,
    /// The level of the title among the headings; 2 where it is 0.
    pub level: u8,
    /// More classes of the title.
    pub title_classes: String,
    /// What can be done with all of it.
    pub actions: Vec<Action>,
    /// More classes of what holds them.
    pub actions_classes: String,
    /// Classes and attributes.
    pub extra: Extra,
}

impl From<String> for Cell {
    fn from(says: String) -> Cell {
        Cell { says: says.into(), classes: String::new() }
    }
}

impl SummaryList {
    /// Draws it.
    pub fn draw(self) -> View {
        let any_actions = self.rows.iter().any(|row| !row.actions.is_empty());
        let title = self.card.as_ref().and_then(|card| card.title.as_ref());
        let mut list = self.extra.open("dl", "govuk-summary-list");
        for row in self.rows {
            list = list.child(row.draw(any_actions, title));
        }
        match self.card {
            Some(card) => card.draw(list.done()),
            None => list.done(),
        }
    }
}

impl Row {
    fn draw(self, any_actions: bool, card: Option<&View>) -> View {
        let lone = if any_actions && self.actions.is_empty() { "govuk-summary-list__row--no-actions" } else { "" };
        let row = classed("div", &spaced(&["govuk-summary-list__row", lone, &self.classes]));
        let row = row.child(self.key.draw("dt", "govuk-summary-list__key")).child(self.value.draw("dd", "govuk-summary-list__value"));
        let class = spaced(&["govuk-summary-list__actions", &self.actions_classes]);
        let mut actions: Vec<View> = self.actions.into_iter().map(|action| action.draw(card)).collect();
        match (actions.len(), actions.pop()) {
            (1, Some(only)) => row.child(classed("dd", &class).child(only).done()).done(),
            (_, Some(last)) => {
                actions.push(last);
                let list = listed(actions, "govuk-summary-list__actions-list", "govuk-summary-list__actions-list-item");
                row.child(classed("dd", &class).child(list).done()).done()
            }
            (_, None) => row.done(),
        }
    }
}

impl Cell {
    fn draw(self, tag: &str, class: &str) -> View {
        classed(tag, &spaced(&[class, &self.classes])).child(self.says).done()
    }
}

impl Card {
    fn draw(self, list: View) -> View {
        let level = if self.level == 0 { 2 } else { self.level };
        let mut actions: Vec<View> = self.actions.into_iter().map(|action| action.draw(self.title.as_ref())).collect();
        let title = self
            .title
            .map(|title| classed(&["h", &level.to_string()].concat(), &spaced(&["govuk-summary-card__title", &self.title_classes])).child(title));
        let mut top = classed("div", "govuk-summary-card__title-wrapper").some(title.map(|title| title.done()));
        let class = spaced(&["govuk-summary-card__actions", &self.actions_classes]);
        if actions.len() > 1 {
            top = top.child(listed(actions, &class, "govuk-summary-card__action"));
        } else if let Some(only) = actions.pop() {
            top = top.child(classed("div", &class).child(only).done());
        }
        let content = classed("div", "govuk-summary-card__content").child(list);
        self.extra.open("div", "govuk-summary-card").child(top.done()).child(content.done()).done()
    }
}

fn listed(actions: Vec<View>, list: &str, item: &str) -> View {
    actions.into_iter().fold(classed("ul", list), |list, action| list.child(classed("li", item).child(action).done())).done()
}

impl Action {
    /// A link in a card says which card it is of.
    fn draw(self, card: Option<&View>) -> View {
        let link = match self {
            Action::Made(view) => return view,
            Action::Link(link) => link,
        };
        let mut drawn = link.extra.open("a", "govuk-link").set("href", &link.href).child(link.says);
        if !link.about.is_empty() || card.is_some() {
            let mut about = classed("span", "govuk-visually-hidden");
            if !link.about.is_empty() {
                about = about.text(" ").text(&link.about);
            }
            if let Some(card) = card {
                about = about.text(" (").child(card.again()).text(")");
            }
            drawn = drawn.child(about.done());
        }
        match link.press {
            Some(press) => drawn.on("click", instead(press)).done(),
            None => drawn.done(),
        }
    }
}

/// The list.
pub fn summary_list(rows: Vec<Row>) -> View {
    SummaryList { rows, ..SummaryList::default() }.draw()
}
