//! One table of a pack's text, read key by key. Whatever is missing, of the wrong type or not known is a fault
//! that points at its place.

use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Faults, did_you_mean};
use super::files::PackFile;
use crate::facts::Day;

/// A value and where it stands.
pub type Value<'a> = Spanned<DeValue<'a>>;

/// Parses a file.
pub fn parse<'a>(file: &'a PackFile, faults: &Faults) -> Option<Spanned<DeTable<'a>>> {
    match DeTable::parse(&file.text) {
        Ok(table) => Some(table),
        Err(error) => {
            let mend = "write it as TOML (see the README beside the packs)";
            faults.add(Fault::at(file, error.span().unwrap_or(0..0), error.message().replace('\n', ", "), mend));
            None
        }
    }
}

/// A table being read.
pub struct Entry<'a> {
    /// The file it stands in.
    pub file: &'a PackFile,
    /// Where it stands.
    pub span: Range<usize>,
    table: &'a DeTable<'a>,
    faults: &'a Faults,
    read: RefCell<Vec<String>>,
}

impl<'a> Entry<'a> {
    /// The whole of a file.
    pub fn whole(file: &'a PackFile, table: &'a Spanned<DeTable<'a>>, faults: &'a Faults) -> Entry<'a> {
        Entry { file, span: 0..0, table: table.get_ref(), faults, read: RefCell::default() }
    }

    fn inner(&self, value: &'a Value<'a>) -> Option<Entry<'a>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Entry { file: self.file, span: value.span(), table, faults: self.faults, read: RefCell::default() }),
            _ => {
                self.wrong_type(value, "a table");
                None
            }
        }
    }

    /// Notes a fault at a place of this file.
    pub fn fault(&self, span: Range<usize>, wrong: impl Into<String>, mend: impl Into<String>) {
        self.faults.add(Fault::at(self.file, span, wrong, mend));
    }

    fn wrong_type(&self, value: &Value<'_>, expected: &str) {
        self.fault(value.span(), format!("found {}, expected {expected}", value.get_ref().type_str()), format!("write {expected}"));
    }

    /// Where a key's value stands, or else the entry itself.
    pub fn span_of(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or(self.span.clone(), |value| value.span())
    }

    /// The value of a key, as it stands.
    pub fn value(&self, key: &str) -> Option<&'a Value<'a>> {
        self.read.borrow_mut().push(key.into());
        self.table.get(key)
    }

    /// All keys and values.
    pub fn items(&self) -> impl Iterator<Item = (&'a str, Range<usize>, &'a Value<'a>)> + use<'a> {
        let table = self.table;
        table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
    }

    /// A text that must be there.
    pub fn text(&self, key: &str) -> String {
        match self.value(key) {
            Some(value) => self.text_of(value),
            None => {
                self.fault(self.span.clone(), format!("`{key}` is missing"), format!("add a line `{key} = \"…\"`"));
                String::new()
            }
        }
    }

    /// A text, empty where it is not there.
    pub fn text_or_empty(&self, key: &str) -> String {
        self.value(key).map(|value| self.text_of(value)).unwrap_or_default()
    }

    /// The text of a value; an empty one is a fault.
    pub fn text_of(&self, value: &Value<'_>) -> String {
        match value.get_ref().as_str() {
            Some(text) if text.trim().is_empty() => {
                self.fault(value.span(), "an empty text", "write the text or leave the line out");
                String::new()
            }
            Some(text) => text.into(),
            None => {
                self.wrong_type(value, "a text in quotes");
                String::new()
            }
        }
    }

    /// The items of a list; none where it is not there.
    pub fn list(&self, key: &str) -> Vec<&'a Value<'a>> {
        match self.value(key).map(|value| (value, value.get_ref())) {
            Some((_, DeValue::Array(items))) => items.iter().collect(),
            Some((value, _)) => {
                self.wrong_type(value, "a list");
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// A list of texts.
    pub fn texts(&self, key: &str) -> Vec<(String, Range<usize>)> {
        self.list(key).into_iter().map(|value| (self.text_of(value), value.span())).collect()
    }

    /// The tables of a list.
    pub fn entries(&self, key: &str) -> Vec<Entry<'a>> {
        self.list(key).into_iter().filter_map(|value| self.inner(value)).collect()
    }

    /// A table.
    pub fn entry(&self, key: &str) -> Option<Entry<'a>> {
        self.value(key).and_then(|value| self.inner(value))
    }

    /// A whole number from 0 to 65535.
    pub fn whole_number(&self, key: &str) -> Option<u16> {
        let value = self.value(key)?;
        let number = self.number_of(value);
        if number.is_none() {
            self.wrong_type(value, "a whole number from 0 to 65535");
        }
        number
    }

    /// The whole number that a value is.
    pub fn number_of(&self, value: &Value<'_>) -> Option<u16> {
        value.get_ref().as_integer().and_then(|n| u16::from_str_radix(n.as_str(), n.radix()).ok())
    }

    /// Yes or no; no where it is not there.
    pub fn flag(&self, key: &str) -> bool {
        self.flag_or(key, false)
    }

    /// Yes or no, with what holds where it is not there.
    pub fn flag_or(&self, key: &str, otherwise: bool) -> bool {
        match self.value(key).map(|value| (value, value.get_ref().as_bool())) {
            Some((_, Some(flag))) => flag,
            Some((value, None)) => {
                self.wrong_type(value, "true or false");
                otherwise
            }
            None => otherwise,
        }
    }

    /// A day, written `2024-04-01` without quotes.
    pub fn day(&self, key: &str) -> Option<Day> {
        let value = self.value(key)?;
        let date = value.get_ref().as_datetime().and_then(|when| when.date);
        let day = date.and_then(|date| Day::new(date.year.into(), date.month.into(), date.day.into()));
        if day.is_none() {
            self.wrong_type(value, "a day such as 2024-04-01, without quotes");
        }
        day
    }

    /// A day that must be there.
    pub fn required_day(&self, key: &str) -> Day {
        if self.table.get(key).is_none() {
            self.fault(self.span.clone(), format!("`{key}` is missing"), format!("add a line `{key} = 2024-04-01`"));
        }
        self.day(key).unwrap_or(Day::from(chrono::NaiveDate::MIN))
    }

    /// One of a list of names, which must be there.
    pub fn one_of<T: Copy>(&self, key: &str, names: &[(&str, T)]) -> Option<T> {
        match self.value(key) {
            Some(value) => self.name_of(value, names),
            None => {
                let known = names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                self.fault(self.span.clone(), format!("`{key}` is missing"), format!("add it with one of: {known}"));
                None
            }
        }
    }

    /// Which of a list of names a value is.
    pub fn name_of<T: Copy>(&self, value: &Value<'_>, names: &[(&str, T)]) -> Option<T> {
        let text = self.text_of(value);
        let found = names.iter().find(|(name, _)| *name == text).map(|(_, meaning)| *meaning);
        if found.is_none() && !text.is_empty() {
            let known = || names.iter().map(|(name, _)| *name);
            let mend = did_you_mean(&text, known()).unwrap_or_else(|| format!("use one of: {}", known().collect::<Vec<_>>().join(", ")));
            self.fault(value.span(), format!("`{text}` is not known here"), mend);
        }
        found
    }

    /// Ends the reading of this table: a key that nobody asked for is a fault.
    pub fn done(&self) {
        let read = self.read.borrow();
        for (key, span, _) in self.items().filter(|(key, _, _)| !read.iter().any(|known| known == key)) {
            let mend = did_you_mean(key, read.iter().map(String::as_str)).unwrap_or_else(|| "take it out".into());
            self.fault(span, format!("`{key}` is not known here"), mend);
        }
    }
}
