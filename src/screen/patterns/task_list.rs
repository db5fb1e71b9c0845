//! Tasks, each with how far it is.

use super::button::instead;
use super::extra::{Extra, spaced};
use super::tag::Tag;
use crate::screen::element::{Act, View, classed, element};

/// A list of tasks.
#[derive(Default)]
pub struct TaskList {
    /// What the ids of hints and states begin with.
    pub id: String,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// A task.
#[derive(Default)]
pub struct Task {
    /// What is to be done.
    pub title: View,
    /// More classes of the title.
    pub title_classes: String,
    /// Where it is done; empty while it cannot be.
    pub href: String,
    /// What is done instead of going there.
    pub press: Option<Act>,
    /// A sentence that helps.
    pub hint: Option<View>,
    /// How far it is.
    pub status: Status,
    /// More classes of the state.
    pub status_classes: String,
    /// More classes.
    pub classes: String,
}

/// How far a task is.
pub enum Status {
    /// In plain words: nothing is left to do.
    Says(View),
    /// As a tag.
    Tag(Tag),
}

impl Default for Status {
    fn default() -> Status {
        Status::Says(View::default())
    }
}

impl TaskList {
    /// Draws it.
    pub fn draw(self) -> View {
        let mut list = self.extra.open("ul", "govuk-task-list");
        for (place, task) in self.tasks.into_iter().enumerate() {
            list = list.child(task.draw(&[self.id.as_str(), "-", &(place + 1).to_string()].concat()));
        }
        list.done()
    }
}

impl Task {
    fn draw(self, id: &str) -> View {
        let (hint_id, status_id) = ([id, "-hint"].concat(), [id, "-status"].concat());
        let with_link = if self.href.is_empty() { "" } else { "govuk-task-list__item--with-link" };
        let title = if self.href.is_empty() {
            element("div").set_full("class", &self.title_classes).child(self.title)
        } else {
            let described_by = spaced(&[if self.hint.is_some() { &hint_id } else { "" }, &status_id]);
            let link = classed("a", &spaced(&["govuk-link govuk-task-list__link", &self.title_classes])).set("href", &self.href);
            let link = link.set("aria-describedby", &described_by).child(self.title);
            match self.press {
                Some(press) => link.on("click", instead(press)),
                None => link,
            }
        };
        let hint = self.hint.map(|hint| classed("div", "govuk-task-list__hint").set("id", &hint_id).child(hint).done());
        let name = classed("div", "govuk-task-list__name-and-hint").child(title.done()).some(hint);
        let says = match self.status {
            Status::Says(says) => says,
            Status::Tag(tag) => tag.draw(),
        };
        let status = classed("div", &spaced(&["govuk-task-list__status", &self.status_classes])).set("id", &status_id).child(says);
        let item = classed("li", &spaced(&["govuk-task-list__item", with_link, &self.classes]));
        item.child(name.done()).child(status.done()).done()
    }
}
