//! What was typed into a field, turned into an answer, or into a fault that names the field. What was typed is
//! kept as it was typed until it is right.

use crate::facts::answers::{LONGEST_TEXT, read_value};
use crate::facts::raw::Raw;
use crate::facts::{FactId, Kind, Value, Vocabulary};

/// Something wrong with what was entered on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFault {
    /// The fact's id or the detail's path: the field it is about.
    pub field: String,
    /// The key of the words that say it.
    pub says: String,
    /// What those words name, such as the largest number.
    pub parts: Vec<(&'static str, String)>,
}

/// Reads what was typed for a fact. Nothing typed is no answer.
pub fn read(vocabulary: &Vocabulary, fact: FactId, text: &str) -> Result<Option<Value>, PageFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let kind = vocabulary.fact(fact).map(|fact| &fact.kind);
    let (raw, says, parts) = match kind {
        Some(Kind::Number { max, .. }) => {
            let raw = text.parse().map_or_else(|_| Raw::Text(text.into()), Raw::Whole);
            (raw, "fault.number", vec![("max", max.to_string())])
        }
        Some(Kind::Date) => (Raw::Text(iso(text)), "fault.date", Vec::new()),
        _ => (Raw::Text(text.into()), "fault.text", vec![("max", LONGEST_TEXT.to_string())]),
    };
    let fault = |_| PageFault { field: vocabulary.name(fact).into(), says: says.into(), parts };
    read_value(vocabulary, fact, &raw).map(Some).map_err(fault)
}

/// A date as people write it (`22/11/2026`, `22 11 2026`, `11/2026`, `2026`) in the order of ISO dates.
pub fn iso(text: &str) -> String {
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let pad = |part: &str| format!("{part:0>2}");
    match parts[..] {
        [day, month, year] if year.len() == 4 => format!("{year}-{}-{}", pad(month), pad(day)),
        [year, month, day] if year.len() == 4 => format!("{year}-{}-{}", pad(month), pad(day)),
        [month, year] if year.len() == 4 => format!("{year}-{}", pad(month)),
        [year, month] if year.len() == 4 => format!("{year}-{}", pad(month)),
        _ => text.into(),
    }
}

/// What to show in a field for an answer that is already there.
pub fn written(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Text(text) => text.clone(),
        Value::Choice(_) | Value::Set(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let cases = [
            ("22/11/2026", "2026-11-22"),
            ("2 1 2024", "2024-01-02"),
            ("2024-01-02", "2024-01-02"),
            ("11/2026", "2026-11"),
            ("2026-11", "2026-11"),
            ("2026", "2026"),
            ("yesterday", "yesterday"),
        ];
        for (typed, read) in cases {
            assert_eq!(iso(typed), read);
        }
    }
}
