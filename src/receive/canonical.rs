//! What identifies a referral: a digest of what was written in it, the answers and the details, however its file was
//! written down since. It holds nothing of what it identifies.

use crate::facts::raw::Raw;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The reference of a referral.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    /// Of the answers and the details of a referral file.
    pub fn of(answers: &Raw, details: &Raw) -> Reference {
        let mut text = String::new();
        write(&mut text, answers);
        write(&mut text, details);
        let hex: String = Sha256::digest(text.as_bytes())
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|four| char::from_digit(four.into(), 16))
            .collect();
        Reference(["sha256-", &hex].concat())
    }

    /// Of answers and details that have not been written yet.
    pub fn of_parts(answers: &impl Serialize, details: &impl Serialize) -> Reference {
        Reference::of(&raw(answers), &raw(details))
    }

    /// As files write it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people say it.
    pub fn short(&self) -> String {
        short(&self.0)
    }
}

/// The first signs of a reference, to be read out.
pub fn short(reference: &str) -> String {
    let signs: String = reference.chars().skip("sha256-".len()).take(8).map(|sign| sign.to_ascii_uppercase()).collect();
    let (first, second) = signs.split_at_checked(4).unwrap_or((&signs, ""));
    [first, "-", second].concat()
}

/// Whatever can be written, as it would be read back.
pub fn raw(value: &impl Serialize) -> Raw {
    serde_json::to_string(value).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or(Raw::Null)
}

/// Compact, the keys in order: the same content is always the same text.
fn write(out: &mut String, raw: &Raw) {
    match raw {
        Raw::Object(members) => {
            let mut members: Vec<&(String, Raw)> = members.iter().collect();
            members.sort_by(|one, other| one.0.cmp(&other.0));
            out.push('{');
            for (key, value) in members {
                out.push_str(&serde_json::to_string(key).unwrap_or_default());
                out.push(':');
                write(out, value);
                out.push(',');
            }
            out.push('}');
        }
        Raw::List(items) => {
            out.push('[');
            for item in items {
                write(out, item);
                out.push(',');
            }
            out.push(']');
        }
        other => out.push_str(&serde_json::to_string(other).unwrap_or_default()),
    }
}
