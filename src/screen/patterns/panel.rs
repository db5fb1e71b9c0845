//! A panel in the page's colour: that something is done, or a question that must be answered before anything else.

use super::button::{Button, instead};
use super::extra::{Extra, spaced};
use crate::screen::element::{Act, View, classed};

/// A panel.
#[derive(Default)]
pub struct Panel {
    /// It interrupts, and does not confirm.
    pub interrupts: bool,
    /// Its title.
    pub title: View,
    /// The level of the title among the headings; 1 where it is 0.
    pub level: u8,
    /// What stands under the title.
    pub body: Option<View>,
    /// What can be done, where it interrupts.
    pub actions: Option<Actions>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// What can be done.
#[derive(Default)]
pub struct Actions {
    /// The ways on.
    pub ways: Vec<Way>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// One way on: a button, or a link.
#[derive(Default)]
pub struct Way {
    /// What it says.
    pub says: View,
    /// Where it leads; none for a button that does something here.
    pub href: Option<String>,
    /// It is a link, and does not look like a button.
    pub is_link: bool,
    /// The type of the button; `button` where it is empty.
    pub kind: &'static str,
    /// What it does.
    pub press: Option<Act>,
    /// Classes and attributes.
    pub extra: Extra,
}

impl Panel {
    /// Draws it.
    pub fn draw(self) -> View {
        let level = if self.level == 0 { 1 } else { self.level };
        let look = if self.interrupts { "govuk-panel--interruption" } else { "govuk-panel--confirmation" };
        let title = classed(&["h", &level.to_string()].concat(), "govuk-panel__title").child(self.title);
        let body = self.body.map(|body| classed("div", "govuk-panel__body").child(body).done());
        let actions = self.actions.filter(|_| self.interrupts).map(Actions::draw);
        self.extra.open("div", &["govuk-panel ", look].concat()).child(title.done()).some(body).some(actions).done()
    }
}

impl Actions {
    fn draw(self) -> View {
        let whole = self.extra.open("div", "govuk-panel__actions");
        if self.ways.is_empty() {
            return whole.done();
        }
        let group = self.ways.into_iter().fold(classed("div", "govuk-button-group"), |group, way| group.child(way.draw()));
        whole.child(group.done()).done()
    }
}

impl Way {
    fn draw(self) -> View {
        if !self.is_link {
            let kind = if self.kind.is_empty() { "button" } else { self.kind };
            let extra = Extra { classes: spaced(&["govuk-button--inverse", &self.extra.classes]), ..self.extra };
            return Button { says: self.says, href: self.href, kind, press: self.press, extra, ..Button::default() }.draw();
        }
        let link = self.extra.open("a", "govuk-link govuk-link--inverse").set_some("href", self.href.as_deref()).child(self.says);
        match self.press {
            Some(press) => link.on("click", instead(press)).done(),
            None => link.done(),
        }
    }
}
