//! What is wrong with the details, in the order in which they are asked.

use std::borrow::Cow;

use super::Details;
use super::fields::{FIELDS, LISTS, Need, SECTIONS, find};
use crate::facts::Day;
use crate::packs::{Mode, Words};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// One thing wrong with one detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailFault {
    /// Its path, such as `referrer.email` or `children.0.name`.
    pub field: String,
    /// What is wrong; `details.fault.<code>` in the words says it.
    pub code: Cow<'static, str>,
}

impl DetailFault {
    /// A fault of a field.
    pub fn new(field: impl Into<String>, code: impl Into<Cow<'static, str>>) -> DetailFault {
        DetailFault { field: field.into(), code: code.into() }
    }

    /// Whether something is not there that must be, and nothing is wrong with what is there.
    pub fn is_missing(&self) -> bool {
        self.code.starts_with("required")
    }

    /// The message, naming the field.
    pub fn says(&self, words: &Words) -> String {
        let label = format!("details.{}.label", self.path());
        words.fill(&self.key(words), &[("field", words.say(&label))])
    }

    /// Where the message stands in the words: the field's own where it must be filled in, else that of the code.
    pub fn key(&self, words: &Words) -> String {
        let own = format!("details.{}.missing", self.path());
        if self.code == "required" && words.find(&own).is_some() { own } else { format!("details.fault.{}", self.code) }
    }

    fn path(&self) -> &'static str {
        find(&self.field).map_or("", |(field, _)| field.path)
    }
}

impl Details {
    /// Everything wrong on a day with the details for somebody in this mode, in the order of the fields.
    pub fn faults(&self, mode: Mode, on: Day) -> Vec<DetailFault> {
        let mut faults = Vec::new();
        if let Err(errors) = self.validate() {
            gather("", &errors, &mut faults);
        }
        for field in FIELDS.iter().filter(|field| !field.repeats() && self.get(field.path).trim().is_empty()) {
            match field.need(mode) {
                Need::Required => faults.push(DetailFault::new(field.path, "required")),
                Need::OneOf(name) => self.one_of(mode, name, &mut faults),
                Need::Optional | Need::No => {}
            }
        }
        faults.extend(
            self.children
                .iter()
                .enumerate()
                .filter(|(_, child)| child.name.is_empty())
                .map(|(i, _)| DetailFault::new(format!("children.{i}.name"), "required")),
        );
        faults.extend(
            self.actions_taken
                .iter()
                .enumerate()
                .filter(|(_, action)| action.action.is_empty())
                .map(|(i, _)| DetailFault::new(format!("actions_taken.{i}.action"), "required")),
        );
        for (list, entries) in [("chosen", &self.chosen), ("declined", &self.declined)] {
            let empty = entries.iter().enumerate().filter(|(_, entry)| entry.pathway.is_empty());
            faults.extend(empty.map(|(i, _)| DetailFault::new(format!("{list}.{i}.pathway"), "required")));
        }
        if Day::parse(&self.review_by).is_some_and(|day| day < on) {
            faults.push(DetailFault::new("review_by", "past"));
        }
        sort(&mut faults);
        faults
    }

    /// Where none of several details is given, that is a fault of the first of them.
    fn one_of(&self, mode: Mode, name: &'static str, faults: &mut Vec<DetailFault>) {
        let mut group = FIELDS.iter().filter(|field| field.need(mode) == Need::OneOf(name));
        let first = group.clone().next().map_or("", |field| field.path);
        if group.all(|field| self.get(field.path).trim().is_empty()) {
            faults.push(DetailFault::new(first, format!("required_{name}")));
        }
    }
}

fn gather(before: &str, errors: &ValidationErrors, faults: &mut Vec<DetailFault>) {
    for (name, kind) in errors.errors() {
        let path = if before.is_empty() { name.to_string() } else { format!("{before}.{name}") };
        match kind {
            ValidationErrorsKind::Struct(inner) => gather(&path, inner, faults),
            ValidationErrorsKind::List(entries) => entries.iter().for_each(|(place, inner)| gather(&format!("{path}.{place}"), inner, faults)),
            ValidationErrorsKind::Field(found) => faults.extend(found.iter().map(|error| DetailFault::new(path.clone(), error.code.clone()))),
        }
    }
}

/// Into the order of the fields, entry by entry in lists; each fault once.
pub fn sort(faults: &mut Vec<DetailFault>) {
    let order = |fault: &DetailFault| {
        let section = fault.field.split('.').next().unwrap_or_default();
        let field = find(&fault.field).map(|(found, place)| (place, FIELDS.iter().position(|field| field.path == found.path)));
        (
            SECTIONS.iter().position(|known| *known == section),
            field.filter(|_| LISTS.contains(&section)).map(|(place, _)| place),
            field.map(|(_, at)| at),
        )
    };
    faults.sort_by_key(|fault| (order(fault), fault.code.clone()));
    faults.dedup();
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::packs::text::built_in;

    fn codes(details: &Details, mode: Mode) -> Vec<(String, String)> {
        let on = Day::parse("2026-11-23").unwrap();
        details.faults(mode, on).into_iter().map(|fault| (fault.field, fault.code.into_owned())).collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(field, code)| ((*field).into(), (*code).into())).collect()
    }

    #[test]
    fn a_professional_gives_who_how_about_whom_and_when_again() {
        let required = [
            ("referrer.name", "required"),
            ("referrer.agency", "required"),
            ("referrer.phone", "required_reach"),
            ("person.name", "required"),
            ("review_by", "required"),
        ];
        assert_eq!(codes(&Details::default(), Mode::Professional), pairs(&required));
        let mut details = Details::default();
        for (path, text) in [
            ("referrer.name", "A. Worker"),
            ("referrer.agency", "Housing"),
            ("referrer.email", "a@b.uk"),
            ("person.name", "not known"),
            ("review_by", "2026-12-24"),
        ] {
            assert!(details.set(path, text));
        }
        assert_eq!(codes(&details, Mode::Professional), []);
    }

    #[test]
    fn the_day_to_look_again_is_today_or_later() {
        for (day, wrong) in [("2026-11-22", true), ("2026-11-23", false), ("2027-01-01", false), ("2026-11-31", false)] {
            let mut details = Details::default();
            details.set("review_by", day);
            let faults = codes(&details, Mode::Community);
            assert_eq!(faults.iter().any(|(field, code)| field == "review_by" && code == "past"), wrong, "{day}: {faults:?}");
        }
    }

    #[test]
    fn an_ambassador_gives_a_name_or_a_club_and_how_to_reach_them() {
        assert_eq!(codes(&Details::default(), Mode::Community), pairs(&[("referrer.name", "required_who"), ("referrer.phone", "required_reach")]));
        let mut details = Details::default();
        details.set("referrer.agency", "Rovers");
        details.set("referrer.phone", "01603 123456");
        assert_eq!(codes(&details, Mode::Community), []);
    }

    #[test]
    fn faults_stand_in_the_order_of_the_fields() {
        let mut details = Details::default();
        let wrong = [
            ("review_by", "soon"),
            ("children.0.date_of_birth", "x"),
            ("children.0.name", "A"),
            ("children.1.name", "B\u{1}"),
            ("victim.postcode", "x"),
            ("referrer.email", "x"),
            ("referrer.name", "A"),
            ("referrer.agency", "B"),
            ("referrer.phone", "x"),
            ("person.name", "C"),
        ];
        for (path, text) in wrong {
            assert!(details.set(path, text), "{path}");
        }
        let expected = [
            ("referrer.phone", "phone"),
            ("referrer.email", "email"),
            ("victim.postcode", "postcode"),
            ("children.0.date_of_birth", "date"),
            ("children.1.name", "control"),
            ("review_by", "day"),
        ];
        assert_eq!(codes(&details, Mode::Professional), pairs(&expected));
    }

    #[test]
    fn every_detail_and_every_fault_has_its_words() {
        let bundle = built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
        let has = |key: &str| assert_ne!(bundle.words.say(key), key, "no words for {key}");
        for field in FIELDS {
            has(&format!("details.{}.label", field.path));
            if field.professional == Need::Required && !field.repeats() {
                has(&format!("details.{}.missing", field.path));
            }
        }
        SECTIONS.iter().for_each(|section| has(&format!("details.section.{section}")));
        for code in [
            "email",
            "phone",
            "postcode",
            "date",
            "day",
            "control",
            "long_line",
            "long_text",
            "required",
            "required_who",
            "required_reach",
            "past",
            "no_pathway",
            "stopped",
        ] {
            has(&format!("details.fault.{code}"));
        }
    }
}
