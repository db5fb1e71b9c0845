//! News that is not about this page, or that something has gone well.

use super::extra::{Extra, spaced};
use super::input::yes_or_no;
use crate::screen::element::{View, classed};

/// A banner.
#[derive(Default)]
pub struct NotificationBanner {
    /// Something has gone well, and is read out at once.
    pub success: bool,
    /// Its title, such as "Important".
    pub title: View,
    /// The level of the title among the headings; 2 where it is 0.
    pub level: u8,
    /// The id of the title, where it is not the usual one.
    pub title_id: String,
    /// What it says.
    pub says: Says,
    /// Its role, where it is not the usual one.
    pub role: String,
    /// Whether it takes the focus, where that is said to a script.
    pub disable_auto_focus: Option<bool>,
    /// Classes and attributes.
    pub extra: Extra,
}

/// What a banner says.
pub enum Says {
    /// One line.
    Line(String),
    /// Something longer.
    Inner(View),
}

impl Default for Says {
    fn default() -> Says {
        Says::Line(String::new())
    }
}

impl NotificationBanner {
    /// Draws it.
    pub fn draw(self) -> View {
        let id = if self.title_id.is_empty() { "govuk-notification-banner-title" } else { &self.title_id };
        let level = if self.level == 0 { 2 } else { self.level };
        let (look, role) = if self.success { ("govuk-notification-banner--success", "alert") } else { ("", "region") };
        let role = if self.role.is_empty() { role } else { &self.role };
        let title = classed(&["h", &level.to_string()].concat(), "govuk-notification-banner__title").set("id", id).child(self.title);
        let header = classed("div", "govuk-notification-banner__header").child(title.done());
        let says = match self.says {
            Says::Line(line) => classed("p", "govuk-notification-banner__heading").text(&line).done(),
            Says::Inner(inner) => inner,
        };
        let content = classed("div", "govuk-notification-banner__content").child(says);
        let banner = self.extra.open("div", &spaced(&["govuk-notification-banner", look])).set("role", role).set("aria-labelledby", id);
        let banner = banner.set("data-module", "govuk-notification-banner");
        let banner = banner.set_some("data-disable-auto-focus", self.disable_auto_focus.map(yes_or_no));
        banner.child(header.done()).child(content.done()).done()
    }
}
