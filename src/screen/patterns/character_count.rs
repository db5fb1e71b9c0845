//! A field of several lines that says how much room is left. Too much can be typed, and is then told: nothing is cut off.

use std::cell::RefCell;
use std::rc::Rc;

use super::extra::{Extra, spaced};
use super::hint::Hint;
use super::input::Typed;
use super::textarea::Textarea;
use crate::screen::element::{Handle, View, element, held, later, nothing, row, text};

/// A screen reader is told only when nothing was typed for so many milliseconds.
const PAUSE: u32 = 1_000;

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum Counts {
    /// The length as a browser has it: one for each of UTF-16's units.
    #[default]
    Length,
    /// Words.
    Words,
}

/// A field with a limit.
#[derive(Default)]
pub struct CharacterCount {
    /// The field.
    pub field: Textarea,
    /// How much can be typed.
    pub limit: u32,
    /// What is counted.
    pub counts: Counts,
    /// From how much of the limit on the message is seen, in hundredths; always where there is none.
    pub threshold: Option<u32>,
    /// What a screen reader says of the limit when the field is reached.
    pub describes: String,
    /// More classes of the message.
    pub message_classes: String,
    /// What the message says for how much is left, less than nothing where it is too much; none where nobody is to be told.
    pub says: Option<Says>,
}

/// Words for how much is left.
pub type Says = Rc<dyn Fn(i64) -> String>;

impl CharacterCount {
    /// Draws it. `typed` is told what the field holds after each change.
    pub fn draw(mut self, typed: Typed) -> View {
        let info = [self.field.group.id.as_str(), "-info"].concat();
        let attributes = self.attributes();
        let group = &mut self.field.group;
        group.described_by = spaced(&[&info, &group.described_by]);
        group.extra.classes = spaced(&["govuk-character-count", &group.extra.classes]);
        group.extra.attributes.extend(attributes);
        let extra = &mut self.field.extra;
        extra.classes = spaced(&["govuk-js-character-count", &extra.classes]);

        let control = self.field.control();
        let (told, tell) = match self.says.take() {
            Some(says) => self.live(says, control.handle(), &info),
            None => (self.message(info), None),
        };
        let group = &mut self.field.group;
        group.after = Some(row(vec![told, group.after.take().unwrap_or_else(nothing)]));
        let control = control.on(
            "input",
            Box::new(move |event| {
                let text = held(&event);
                if let Some(tell) = &tell {
                    tell(&text);
                }
                typed(text);
            }),
        );
        self.field.around(control.done())
    }

    fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut attributes = vec![("data-module", "govuk-character-count".to_owned()), ("data-maxlength", self.limit.to_string())];
        attributes.extend(self.threshold.map(|threshold| ("data-threshold", threshold.to_string())));
        if self.counts == Counts::Words {
            attributes.push(("data-count-type", "words".to_owned()));
        }
        attributes
    }

    /// The limit in words, which describes the field.
    fn message(&self, id: String) -> View {
        Hint { id, says: text(&self.describes), extra: Extra::classes(&self.message_class()) }.draw()
    }

    fn message_class(&self) -> String {
        spaced(&["govuk-character-count__message", &self.message_classes])
    }

    /// The message that is seen and the one that is read out, and what changes them when something is typed.
    fn live(&self, says: Says, field: Handle, info: &str) -> (View, Option<Tell>) {
        let described = Hint { id: info.to_owned(), says: text(&self.describes), extra: Extra::classes("govuk-visually-hidden") }.draw();
        let seen = element("div").set("aria-hidden", "true");
        let spoken = element("div").set("class", "govuk-character-count__sr-status govuk-visually-hidden").set("aria-live", "polite");
        let counter = Counter {
            counts: self.counts,
            limit: i64::from(self.limit),
            from: i64::from(self.limit) * i64::from(self.threshold.unwrap_or(0)) / 100,
            class: self.message_class(),
            field_class: (self.field.group.error.is_none()).then(|| spaced(&["govuk-textarea", &self.field.extra.classes])),
            field,
            seen: seen.handle(),
            says: says.clone(),
        };
        counter.show(&self.field.value);
        let (read_out, waiting) = (spoken.handle(), RefCell::new(None));
        let tell: Tell = Box::new(move |text| {
            let (left, read_out, says) = (counter.show(text), read_out.clone(), says.clone());
            let shown = counter.is_shown(left);
            let read = move || read_out.say(&if shown { says(left) } else { String::new() });
            *waiting.borrow_mut() = Some(later(PAUSE, Box::new(read)));
        });
        (row(vec![described, seen.done(), spoken.done()]), Some(tell))
    }
}

/// Told what the field holds.
type Tell = Box<dyn Fn(&str)>;

struct Counter {
    counts: Counts,
    limit: i64,
    /// From which count on the message is seen.
    from: i64,
    class: String,
    /// The classes of the field while nothing is wrong with it; none where something else is wrong already.
    field_class: Option<String>,
    field: Handle,
    seen: Handle,
    says: Says,
}

impl Counter {
    /// Shows how much is left, and gives it.
    fn show(&self, text: &str) -> i64 {
        let left = self.limit - count(self.counts, text);
        let too_much = left < 0;
        let hidden = if self.is_shown(left) { "" } else { "govuk-character-count__message--disabled" };
        let look = if too_much { "govuk-error-message" } else { "govuk-hint" };
        self.seen.set("class", Some(&spaced(&[look, &self.class, "govuk-character-count__status", hidden])));
        self.seen.say(&(self.says)(left));
        if let Some(class) = &self.field_class {
            self.field.set("class", Some(&spaced(&[class, if too_much { "govuk-textarea--error" } else { "" }])));
        }
        left
    }

    fn is_shown(&self, left: i64) -> bool {
        self.limit - left >= self.from
    }
}

/// How much there is.
fn count(counts: Counts, text: &str) -> i64 {
    let count = match counts {
        Counts::Length => text.encode_utf16().count(),
        Counts::Words => text.split_whitespace().count(),
    };
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_that_of_a_browser() {
        assert_eq!(count(Counts::Length, "aé\n"), 3);
        assert_eq!(count(Counts::Length, "👩🏻‍🚀"), 7);
        assert_eq!(count(Counts::Words, " one  two\nthree "), 3);
    }
}
