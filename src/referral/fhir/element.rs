//! The pieces of FHIR's JSON. Nothing empty is ever written: a text, list or object with nothing in it is left out.

use super::super::checks::{NOT_KNOWN, WITHHELD, is_left_open};
use super::BASE;
use crate::facts::raw::Raw;
use crate::packs::codes::Code;

/// An object under way, its members in the order in which they are put.
#[derive(Default)]
pub struct Element(Vec<(String, Raw)>);

impl Element {
    /// Nothing yet.
    pub fn new() -> Element {
        Element::default()
    }

    /// With a text.
    pub fn text(self, name: &str, text: &str) -> Element {
        self.put(name, Raw::Text(clean(text)))
    }

    /// With anything.
    pub fn put(mut self, name: &str, value: impl Into<Raw>) -> Element {
        let value = value.into();
        if !is_empty(&value) {
            self.0.push((name.into(), value));
        }
        self
    }

    /// With a list.
    pub fn list<R: Into<Raw>>(self, name: &str, items: impl IntoIterator<Item = R>) -> Element {
        let items = items.into_iter().map(Into::into).filter(|item| !is_empty(item)).collect();
        self.put(name, Raw::List(items))
    }

    /// With a text that may be left open: then it says why instead.
    pub fn detail(self, name: &str, text: &str) -> Element {
        if is_left_open(text) { self.put(&["_", name].concat(), Element::new().list("extension", [absent(text)])) } else { self.text(name, text) }
    }
}

impl From<Element> for Raw {
    fn from(element: Element) -> Raw {
        Raw::Object(element.0)
    }
}

fn is_empty(value: &Raw) -> bool {
    match value {
        Raw::Text(text) => text.trim().is_empty(),
        Raw::List(items) => items.is_empty(),
        Raw::Object(members) => members.is_empty(),
        Raw::Null | Raw::Number => true,
        Raw::Bool(_) | Raw::Whole(_) => false,
    }
}

/// FHIR knows no control signs but ends of lines and tabs.
fn clean(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() && !matches!(sign, '\n' | '\r' | '\t') { ' ' } else { sign }).collect()
}

/// Why something that was asked for is not there.
pub fn absent(text: &str) -> Element {
    let why = match text {
        NOT_KNOWN => "asked-unknown",
        WITHHELD => "masked",
        _ => "unknown",
    };
    Element::new().text("url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason").text("valueCode", why)
}

/// Something that FHIR has no place for, under a name of ours.
pub fn extension(name: &str, kind: &str, value: impl Into<Raw>) -> Element {
    Element::new().text("url", &ours(&["StructureDefinition/", name].concat())).put(kind, value)
}

/// An address of ours.
pub fn ours(name: &str) -> String {
    [BASE, name].concat()
}

/// A value of one of our own lists.
pub fn coding(system: &str, code: &str, display: &str) -> Element {
    Element::new().text("system", &ours(system)).text("code", code).text("display", display)
}

/// A code of somebody else's list.
pub fn code(code: &Code) -> Element {
    Element::new().text("system", &code.system).text("code", &code.code).text("display", &code.display)
}

/// A concept that codes and words stand for.
pub fn concept(codings: impl IntoIterator<Item = Element>, text: &str) -> Element {
    Element::new().list("coding", codings).text("text", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_empty_is_written() {
        let inner = Element::new().text("a", "").text("b", " ").list("c", [Element::new()]).put("d", Element::new());
        assert_eq!(Raw::from(Element::new().put("e", inner).text("f", "x\u{7}")), Raw::Object(vec![("f".into(), Raw::Text("x ".into()))]));
    }

    #[test]
    fn what_is_left_open_says_why() {
        let json = |text| serde_json::to_string(&Raw::from(Element::new().detail("birthDate", text))).unwrap_or_default();
        assert_eq!(json("1990-02"), r#"{"birthDate":"1990-02"}"#);
        assert_eq!(json(""), "{}");
        assert!(json(NOT_KNOWN).starts_with(r#"{"_birthDate":{"extension":["#) && json(NOT_KNOWN).contains("asked-unknown"));
        assert!(json(WITHHELD).contains("masked"));
    }
}
