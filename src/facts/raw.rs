//! A JSON value read without losing anything: the order of keys is kept and a key that stands twice is seen.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use std::fmt;

/// How deep JSON may nest before it is refused.
pub const DEEPEST: usize = 32;

/// A JSON value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub enum Raw {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number that is not negative.
    Whole(u64),
    /// Any other number: no answer is one, so its value does not matter.
    Number,
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Raw>),
    /// An object, its keys in the order they came, doubles included.
    Object(Vec<(String, Raw)>),
}

impl Raw {
    /// What it is, in words for a message. Never the content of free text longer than a short value.
    pub fn describe(&self) -> String {
        match self {
            Raw::Null => "null".into(),
            Raw::Bool(b) => b.to_string(),
            Raw::Whole(n) => n.to_string(),
            Raw::Number => "a number that is no whole number".into(),
            Raw::Text(t) if t.chars().count() <= 40 => format!("\"{t}\""),
            Raw::Text(_) => "a long text".into(),
            Raw::List(_) => "a list".into(),
            Raw::Object(_) => "an object".into(),
        }
    }

    /// The member of this name, where it is an object that has one.
    pub fn member(&self, name: &str) -> Option<&Raw> {
        match self {
            Raw::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text of this name.
    pub fn text(&self, name: &str) -> &str {
        match self.member(name) {
            Some(Raw::Text(text)) => text,
            _ => "",
        }
    }

    /// What stands in the list of this name.
    pub fn list(&self, name: &str) -> &[Raw] {
        match self.member(name) {
            Some(Raw::List(items)) => items,
            _ => &[],
        }
    }

    /// Lists and objects inside one another, counted from 1 for the outermost.
    pub fn depth(&self) -> usize {
        match self {
            Raw::List(items) => 1 + items.iter().map(Raw::depth).max().unwrap_or(0),
            Raw::Object(members) => 1 + members.iter().map(|(_, value)| value.depth()).max().unwrap_or(0),
            _ => 0,
        }
    }
}

impl From<bool> for Raw {
    fn from(flag: bool) -> Raw {
        Raw::Bool(flag)
    }
}

impl From<u64> for Raw {
    fn from(number: u64) -> Raw {
        Raw::Whole(number)
    }
}

impl Serialize for Raw {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // A number that no answer can be is not kept, so it cannot be written.
            Raw::Null | Raw::Number => serializer.serialize_unit(),
            Raw::Bool(flag) => serializer.serialize_bool(*flag),
            Raw::Whole(number) => serializer.serialize_u64(*number),
            Raw::Text(text) => serializer.serialize_str(text),
            Raw::List(items) => serializer.collect_seq(items),
            Raw::Object(members) => serializer.collect_map(members.iter().map(|(key, value)| (key, value))),
        }
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Raw, E> {
        Ok(Raw::Whole(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Raw, E> {
        Ok(u64::try_from(value).map_or(Raw::Number, Raw::Whole))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Raw, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Raw::Object(object))
    }
}
