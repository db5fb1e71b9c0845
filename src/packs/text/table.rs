//! One table of a pack's text, read key by key. Whatever is missing, of the wrong type or not known is a fault
//! that points at its place.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Faults, MOST, did_you_mean, nearest};
use super::files::PackFile;
use crate::facts::Day;

/// How long a list may be. What is longer is no pack, and would take too long to compare with itself.
const LONGEST: usize = 2_000;

/// A value and where it stands.
pub type Value<'a> = Spanned<DeValue<'a>>;

/// A table being read.
pub struct Entry<'a> {
    /// The file it stands in.
    pub file: &'a PackFile,
    /// Where it stands.
    pub span: Range<usize>,
    table: &'a DeTable<'a>,
    faults: &'a Faults,
    read: RefCell<Vec<String>>,
    missing: RefCell<Vec<(String, String)>>,
}

impl<'a> Entry<'a> {
    /// The whole of a file.
    pub fn whole(file: &'a PackFile, table: &'a Spanned<DeTable<'a>>, faults: &'a Faults) -> Entry<'a> {
        Entry::of(file, 0..0, table.get_ref(), faults)
    }

    fn of(file: &'a PackFile, span: Range<usize>, table: &'a DeTable<'a>, faults: &'a Faults) -> Entry<'a> {
        Entry { file, span, table, faults, read: RefCell::default(), missing: RefCell::default() }
    }

    fn inner(&self, value: &'a Value<'a>) -> Option<Entry<'a>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Entry::of(self.file, value.span(), table, self.faults)),
            _ => {
                self.wrong_type(value, "a table");
                None
            }
        }
    }

    /// Notes a fault at a place of this file.
    pub fn fault(&self, span: Range<usize>, wrong: impl AsRef<str>, mend: impl AsRef<str>) {
        self.faults.add_with(|| Fault::at(self.file, span, wrong, mend));
    }

    /// Notes a fault that has to do with another place of this file.
    pub fn fault_beside(&self, span: Range<usize>, wrong: impl AsRef<str>, mend: impl AsRef<str>, beside: (Range<usize>, &str)) {
        self.faults.add_with(|| Fault::at(self.file, span, wrong, mend).beside(beside.0, beside.1));
    }

    /// Notes that a key is missing. It is told at the end, when it is known whether the key is only misspelt.
    pub fn missing(&self, key: &str, mend: String) {
        self.missing.borrow_mut().push((key.into(), mend));
    }

    fn wrong_type(&self, value: &Value<'_>, expected: &str) {
        let written = self.file.text.get(value.span()).unwrap_or_default();
        let short = written.len() < 40 && !written.contains('\n');
        let mend = match value.get_ref() {
            DeValue::String(text) if expected.starts_with("a day") && Day::parse(text).is_some() => "take the quotes off".into(),
            DeValue::String(text) if expected.starts_with("a whole number") && text.parse::<u16>().is_ok() => "take the quotes off".into(),
            DeValue::Datetime(_) | DeValue::Integer(_) | DeValue::Float(_) if expected.starts_with("a text") && short => {
                format!("put it in quotes: \"{written}\"")
            }
            _ => format!("write {expected}"),
        };
        self.fault(value.span(), format!("found {}, expected {expected}", kind(value.get_ref())), mend);
    }

    /// Where a key's value stands, or else the entry itself.
    pub fn span_of(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or(self.span.clone(), |value| value.span())
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
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
                self.missing(key, format!("add `{key} = \"…\"`"));
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
            Some((value, DeValue::Array(items))) => {
                if items.len() > LONGEST {
                    self.fault(value.span(), format!("a list of {} entries", items.len()), format!("write {LONGEST} at most"));
                }
                items.iter().take(LONGEST).collect()
            }
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
            self.missing(key, format!("add `{key} = 2024-04-01`"));
        }
        self.day(key).unwrap_or(Day::from(chrono::NaiveDate::MIN))
    }

    /// One of a list of names, which must be there.
    pub fn one_of<T: Copy>(&self, key: &str, names: &[(&str, T)]) -> Option<T> {
        match self.value(key) {
            Some(value) => self.name_of(value, names),
            None => {
                let known = names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                self.missing(key, format!("add it with one of: {known}"));
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

    /// Ends the reading of this table: a key that nobody asked for is a fault, and so is one that is not there.
    pub fn done(&self) {
        let read = self.read.borrow();
        let mut missing = self.missing.take();
        missing.dedup();
        let free: BTreeSet<&str> = read.iter().map(String::as_str).filter(|known| !self.table.contains_key(*known)).collect();
        let unknown = self.items().filter(|(key, _, _)| !read.iter().any(|known| known == key));
        for (key, span, _) in unknown.take(MOST + 1) {
            let meant = nearest(key, missing.iter().map(|(key, _)| key.as_str())).map(str::to_owned);
            missing.retain(|(key, _)| Some(key) != meant.as_ref());
            let mend = match meant.as_deref().or_else(|| nearest(key, free.iter().copied())) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None if free.is_empty() => "take it out".into(),
                None => format!("take it out; what may still stand here: {}", free.iter().copied().collect::<Vec<_>>().join(", ")),
            };
            self.fault(span, format!("`{key}` is not known here"), mend);
        }
        for (key, mend) in missing {
            self.fault(self.span.clone(), format!("`{key}` is missing"), mend);
        }
    }
}

/// The type of a value in plain words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a day or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
