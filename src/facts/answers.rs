//! What was answered. Absent means not asked yet; an open value means asked and not known. There is no default.

use super::day::PartialDate;
use super::fact::{Handling, Kind, range_of};
use super::raw::{DEEPEST, Raw};
use super::{FactId, Vocabulary};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::fmt;

/// The longest free text that is taken, in characters.
pub const LONGEST_TEXT: usize = 5_000;

/// One answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// The index of a value of a closed list.
    Choice(u8),
    /// The chosen values of a closed list, a bit each.
    Set(u64),
    /// A whole number.
    Number(u16),
    /// A date, as far as it is known.
    Date(PartialDate),
    /// Free text.
    Text(String),
}

/// Answers to the facts of one vocabulary, and how each is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    values: Vec<Option<Value>>,
    origins: Vec<Option<u8>>,
}

impl Answers {
    /// Nothing answered.
    pub fn none(vocabulary: &Vocabulary) -> Answers {
        let count = vocabulary.facts.len();
        Answers { values: vec![None; count], origins: vec![None; count] }
    }

    /// The answer to a fact; none where it was not asked.
    pub fn get(&self, fact: FactId) -> Option<&Value> {
        self.values.get(fact.index())?.as_ref()
    }

    /// How the fact is known: an index into the vocabulary's origins.
    pub fn origin(&self, fact: FactId) -> Option<usize> {
        self.origins.get(fact.index()).copied().flatten().map(usize::from)
    }

    /// Records an answer, or takes it back.
    pub fn set(&mut self, fact: FactId, value: Option<Value>) {
        if let Some(place) = self.values.get_mut(fact.index()) {
            *place = value;
        }
    }

    /// Records how a fact is known, or takes it back.
    pub fn set_origin(&mut self, fact: FactId, origin: Option<usize>) {
        if let Some(place) = self.origins.get_mut(fact.index()) {
            *place = origin.map(|o| o as u8);
        }
    }

    /// The answers that the person causing harm may learn of: without what is restricted from them, by its handling or by who
    /// told it (`domain.md` C(iv) 5).
    pub fn for_the_person(&self, vocabulary: &Vocabulary) -> Answers {
        let mut answers = self.clone();
        for id in vocabulary.ids() {
            let restricted = vocabulary.fact(id).is_none_or(|fact| fact.handling != Handling::Normal);
            let told = self.origin(id).and_then(|origin| vocabulary.origins.get(origin)).is_some_and(|origin| origin.restricts);
            if restricted || told {
                answers.set(id, None);
            }
        }
        answers
    }

    /// The facts that have an answer, in the vocabulary's order.
    pub fn answered(&self) -> impl Iterator<Item = (FactId, &Value)> {
        self.values.iter().enumerate().filter_map(|(i, value)| Some((FactId(i as u16), value.as_ref()?)))
    }

    /// Reads an answers object (`contract.md` 2). Every fault is found, none is passed over.
    pub fn read(vocabulary: &Vocabulary, raw: &Raw) -> Result<Answers, Vec<AnswerFault>> {
        let mut reader = Reader { vocabulary, answers: Answers::none(vocabulary), faults: Vec::new() };
        if raw.depth() > DEEPEST {
            reader.fault("", "JSON nested too deep", format!("at most {DEEPEST} levels"));
        } else if let Raw::Object(members) = raw {
            members.iter().enumerate().for_each(|(i, (key, value))| {
                if members[..i].iter().any(|(earlier, _)| earlier == key) {
                    reader.fault(key, "the same key twice", "each key once");
                } else {
                    reader.member(key, value);
                }
            });
            reader.bands();
        } else {
            reader.fault("", raw.describe(), "an object of fact ids and values");
        }
        if reader.faults.is_empty() { Ok(reader.answers) } else { Err(reader.faults) }
    }
}

/// One thing wrong with an answers object: where, what was found, what was expected.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerFault {
    /// A JSON pointer to the place.
    pub at: String,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub expected: String,
}

impl fmt::Display for AnswerFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.at.is_empty() { "the whole input" } else { &self.at };
        write!(f, "{place}: found {}, expected {}", self.found, self.expected)
    }
}

impl std::error::Error for AnswerFault {}

struct Reader<'v> {
    vocabulary: &'v Vocabulary,
    answers: Answers,
    faults: Vec<AnswerFault>,
}

impl Reader<'_> {
    fn fault(&mut self, key: &str, found: impl Into<String>, expected: impl Into<String>) {
        let at = if key.is_empty() { String::new() } else { format!("/{}", key.replace('~', "~0").replace('/', "~1")) };
        self.faults.push(AnswerFault { at, found: found.into(), expected: expected.into() });
    }

    fn member(&mut self, key: &str, raw: &Raw) {
        let origin_of = key.strip_prefix("source.");
        match (self.vocabulary.find(origin_of.unwrap_or(key)), origin_of) {
            (None, _) => self.fault(key, "an unknown fact id", "an id of the vocabulary"),
            (Some(fact), _) if self.vocabulary.derived(fact).is_some() => {
                self.fault(key, "a fact that is worked out from others", "only facts that can be asked");
            }
            (Some(fact), Some(_)) => self.origin(key, fact, raw),
            (Some(fact), None) => match read_value(self.vocabulary, fact, raw) {
                Ok(value) => self.answers.set(fact, Some(value)),
                Err(Misfit { item, found, expected }) => {
                    self.fault(key, found, expected);
                    if let (Some(item), Some(fault)) = (item, self.faults.last_mut()) {
                        fault.at.push_str(&format!("/{item}"));
                    }
                }
            },
        }
    }

    fn origin(&mut self, key: &str, fact: FactId, raw: &Raw) {
        let origins = &self.vocabulary.origins;
        let found = if let Raw::Text(text) = raw { origins.iter().position(|o| o.is == *text) } else { None };
        match found {
            Some(origin) => self.answers.set_origin(fact, Some(origin)),
            None => {
                let names = list(origins.iter().map(|o| o.is.as_str()));
                self.fault(key, raw.describe(), format!("one of {names}"));
            }
        }
    }

    /// A number and its band must agree.
    fn bands(&mut self) {
        let vocabulary = self.vocabulary;
        for (i, fact) in vocabulary.facts.iter().enumerate() {
            let Kind::Bands { of, covers, values } = &fact.kind else { continue };
            let (Some(Value::Choice(band)), Some(Value::Number(number))) = (self.answers.get(FactId(i as u16)), self.answers.get(*of)) else {
                continue;
            };
            let band = usize::from(*band);
            let range = range_of(vocabulary.cuts(*of), *number);
            if values.get(band).is_some_and(|v| !v.open) && covers.get(band).is_some_and(|c| c & (1 << range) == 0) {
                let found = format!("{number}, which contradicts {} = \"{}\"", fact.id, values[band].is);
                self.fault(vocabulary.name(*of), found, "a number inside the band");
            }
        }
    }
}

/// What does not fit a fact.
pub struct Misfit {
    /// The place in a list, where it is one item that does not fit.
    pub item: Option<usize>,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub expected: String,
}

/// Reads one value of a fact, or says what was found and what was expected.
pub fn read_value(vocabulary: &Vocabulary, fact: FactId, raw: &Raw) -> Result<Value, Misfit> {
    let kind = vocabulary.fact(fact).map(|fact| &fact.kind);
    match (kind, raw) {
        (Some(kind @ Kind::Set(_)), Raw::List(items)) => read_set(kind, items),
        _ => kind.map_or(Err("a fact that can be asked".into()), |kind| read_single(kind, raw)).map_err(|expected| Misfit {
            item: None,
            found: raw.describe(),
            expected,
        }),
    }
}

fn read_set(kind: &Kind, items: &[Raw]) -> Result<Value, Misfit> {
    let mut set = 0;
    for (item, raw) in items.iter().enumerate() {
        let bit = if let Raw::Text(text) = raw { kind.choice(text).map(|i| 1 << i) } else { None };
        let expected = match bit {
            Some(bit) if set & bit == 0 => {
                set |= bit;
                continue;
            }
            Some(_) => "each value once".into(),
            None => format!("one of {}", list(kind.choices().iter().map(|c| c.is.as_str()))),
        };
        return Err(Misfit { item: Some(item), found: raw.describe(), expected });
    }
    Ok(Value::Set(set))
}

fn read_single(kind: &Kind, raw: &Raw) -> Result<Value, String> {
    let one_of = || format!("one of {}", list(kind.choices().iter().map(|c| c.is.as_str())));
    match (kind, raw) {
        (Kind::Choice(_) | Kind::Bands { .. }, Raw::Text(text)) => kind.choice(text).map(|i| Value::Choice(i as u8)).ok_or_else(one_of),
        (Kind::Choice(_) | Kind::Bands { .. }, _) => Err(one_of()),
        (Kind::Set(_), _) => Err(format!("a list, each {}", one_of())),
        (Kind::Number { max, .. }, Raw::Whole(number)) if *number <= u64::from(*max) => Ok(Value::Number(*number as u16)),
        (Kind::Number { max, .. }, _) => Err(format!("a whole number from 0 to {max}")),
        (Kind::Date, Raw::Text(text)) => PartialDate::parse(text).map(Value::Date).ok_or_else(date_form),
        (Kind::Date, _) => Err(date_form()),
        (Kind::Text, Raw::Text(text)) if text.chars().count() <= LONGEST_TEXT => Ok(Value::Text(text.clone())),
        (Kind::Text, _) => Err(format!("text of at most {LONGEST_TEXT} characters")),
    }
}

fn date_form() -> String {
    "a date as YYYY, YYYY-MM or YYYY-MM-DD".into()
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// Answers together with the vocabulary that names them, written as the object that [`Answers::read`] reads.
pub struct Written<'a>(pub &'a Vocabulary, pub &'a Answers);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Written(vocabulary, answers) = *self;
        let mut map = serializer.serialize_map(None)?;
        for (fact, value) in answers.answered() {
            map.serialize_entry(vocabulary.name(fact), &WrittenValue(vocabulary, fact, value))?;
        }
        for fact in vocabulary.ids() {
            if let Some(origin) = answers.origin(fact).and_then(|o| vocabulary.origins.get(o)) {
                map.serialize_entry(&format!("source.{}", vocabulary.name(fact)), &origin.is)?;
            }
        }
        map.end()
    }
}

/// One value of a fact, written as answers have it.
pub struct WrittenValue<'a>(pub &'a Vocabulary, pub FactId, pub &'a Value);

impl Serialize for WrittenValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let WrittenValue(vocabulary, fact, value) = *self;
        let choices = vocabulary.choices(fact);
        match value {
            Value::Choice(i) => serializer.serialize_str(choices.get(usize::from(*i)).map_or("", |c| &c.is)),
            Value::Set(set) => serializer.collect_seq(choices.iter().enumerate().filter(|(i, _)| set & (1 << i) != 0).map(|(_, c)| &c.is)),
            Value::Number(number) => serializer.serialize_u16(*number),
            Value::Date(date) => serializer.collect_str(date),
            Value::Text(text) => serializer.serialize_str(text),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::packs::text::built_in;

    #[test]
    fn what_is_written_is_read_back() {
        let bundle = built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
        let text = r#"{"area.person":"norfolk","person.age":34,"risk.tool_date":"2024-02","victim.impact":"a\n\"b\"","adapt":["bsl"],"strength":[],"source.person.age":"police_record"}"#;
        let answers = Answers::read(&bundle.vocabulary, &serde_json::from_str(text).unwrap()).unwrap();
        let written = serde_json::to_string(&Written(&bundle.vocabulary, &answers)).unwrap();
        assert_eq!(Answers::read(&bundle.vocabulary, &serde_json::from_str(&written).unwrap()).unwrap(), answers);
        assert_eq!(answers.answered().count(), 6);
    }

    #[test]
    fn every_fault_is_found() {
        let bundle = built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
        let text = r#"{"nobody": 1, "person.age": "x", "adapt": ["bsl", "bsl"], "now.danger": "yes", "now.danger": "no"}"#;
        let faults = Answers::read(&bundle.vocabulary, &serde_json::from_str(text).unwrap()).unwrap_err();
        let places: Vec<&str> = faults.iter().map(|fault| fault.at.as_str()).collect();
        assert_eq!(places, ["/nobody", "/person.age", "/adapt/1", "/now.danger"]);
    }
}
