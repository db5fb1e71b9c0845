//! What a published JSON Schema says of a file, held against the file itself: what we publish is what we read. An object
//! whose members are listed has no others. Patterns are left to whoever reads the values.

use super::bounded::below;
use super::fault::{Fault, Kind};
use crate::facts::raw::Raw;

/// The keywords that are heeded, and those that only tell something or are left to whoever reads the values.
pub const HEEDED: [&str; 18] = [
    "$ref",
    "type",
    "const",
    "enum",
    "required",
    "properties",
    "additionalProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minLength",
    "maxLength",
    "minimum",
    "anyOf",
    "oneOf",
    "allOf",
    "not",
];
/// See [`HEEDED`].
pub const TOLD: [&str; 8] = ["$schema", "$id", "$defs", "title", "description", "pattern", "propertyNames", "format"];

/// A schema to hold files against.
pub struct Shape {
    root: Raw,
}

/// What does not fit, and whether it is a key that the schema does not know.
pub struct Misfit {
    /// The fault.
    pub fault: Fault,
    /// A newer version may well write it.
    pub unknown_key: bool,
}

impl Shape {
    /// Reads a schema of ours.
    pub fn new(schema: &str) -> Shape {
        Shape { root: serde_json::from_str(schema).unwrap_or(Raw::Null) }
    }

    /// Holds a file against the schema.
    pub fn check(&self, raw: &Raw) -> Result<(), Misfit> {
        self.fits(&self.root, raw, "")
    }

    fn fits(&self, schema: &Raw, raw: &Raw, at: &str) -> Result<(), Misfit> {
        let Raw::Object(keywords) = schema else { return Ok(()) };
        keywords.iter().try_for_each(|(keyword, says)| self.heeds(schema, keyword, says, raw, at))
    }

    fn heeds(&self, schema: &Raw, keyword: &str, says: &Raw, raw: &Raw, at: &str) -> Result<(), Misfit> {
        let must = |fits: bool, expected: &dyn Fn() -> String| if fits { Ok(()) } else { misfit(at, raw.describe(), expected()) };
        let size = |limit: &dyn Fn(usize, u64) -> bool| match (raw, says) {
            (Raw::Text(text), Raw::Whole(limited)) => limit(text.chars().count(), *limited),
            (Raw::List(items), Raw::Whole(limited)) => limit(items.len(), *limited),
            _ => true,
        };
        match (keyword, says) {
            ("$ref", Raw::Text(to)) => self.named(to).map_or(Ok(()), |schema| self.fits(schema, raw, at)),
            ("type", Raw::Text(name)) => must(is(raw, name), &|| type_words(name).into()),
            ("type", Raw::List(names)) => {
                must(names.iter().any(|name| matches!(name, Raw::Text(name) if is(raw, name))), &|| "another kind of value".into())
            }
            ("const", only) => must(raw == only, &|| only.describe()),
            ("enum", Raw::List(values)) => must(values.contains(raw), &|| one_of(values)),
            ("minLength" | "minItems", _) => must(size(&|size, least| size as u64 >= least), &|| format!("at least {}", says.describe())),
            ("maxLength" | "maxItems", _) => must(size(&|size, most| size as u64 <= most), &|| format!("at most {}", says.describe())),
            ("minimum", Raw::Whole(least)) => must(!matches!(raw, Raw::Whole(number) if number < least), &|| format!("at least {least}")),
            ("uniqueItems", Raw::Bool(true)) => must(!repeats(raw), &|| "each item once".into()),
            ("required", Raw::List(names)) => required(names, raw, at),
            ("properties", _) => self.members(schema, raw, at),
            ("additionalProperties", Raw::Object(_)) => self.others(schema, says, raw, at),
            ("items", _) => match raw {
                Raw::List(items) => items.iter().enumerate().try_for_each(|(place, item)| self.fits(says, item, &format!("{at}/{place}"))),
                _ => Ok(()),
            },
            ("allOf", Raw::List(all)) => all.iter().try_for_each(|one| self.fits(one, raw, at)),
            ("anyOf" | "oneOf", Raw::List(several)) => {
                let mut fitting = several.iter().map(|one| self.fits(one, raw, at));
                let last = fitting.next_back();
                if fitting.any(|fits| fits.is_ok()) { Ok(()) } else { last.unwrap_or(Ok(())) }
            }
            ("not", _) => must(self.fits(says, raw, at).is_err(), &|| "another value".into()),
            _ => Ok(()),
        }
    }

    /// Each member as its own schema says, and none that is not listed.
    fn members(&self, schema: &Raw, raw: &Raw, at: &str) -> Result<(), Misfit> {
        let (Raw::Object(members), Some(known)) = (raw, schema.member("properties")) else { return Ok(()) };
        let open = schema.member("additionalProperties").is_some_and(|others| *others != Raw::Bool(false));
        members.iter().try_for_each(|(key, value)| match known.member(key) {
            Some(schema) => self.fits(schema, value, &below(at, key)),
            None if open => Ok(()),
            None => misfit(&below(at, key), "an unknown key".into(), "only keys of the schema".into())
                .map_err(|found| Misfit { unknown_key: true, ..found }),
        })
    }

    /// Members that are not listed by name.
    fn others(&self, schema: &Raw, says: &Raw, raw: &Raw, at: &str) -> Result<(), Misfit> {
        let Raw::Object(members) = raw else { return Ok(()) };
        let listed = |key: &str| schema.member("properties").is_some_and(|known| known.member(key).is_some());
        members.iter().filter(|(key, _)| !listed(key)).try_for_each(|(key, value)| self.fits(says, value, &below(at, key)))
    }

    /// The schema that a reference inside this one names.
    fn named(&self, to: &str) -> Option<&Raw> {
        to.strip_prefix("#/")?.split('/').try_fold(&self.root, |schema, name| schema.member(name))
    }
}

fn misfit<T>(at: &str, found: String, expected: String) -> Result<T, Misfit> {
    Err(Misfit { fault: Fault::new(Kind::Broken, at, found, expected), unknown_key: false })
}

fn required(names: &[Raw], raw: &Raw, at: &str) -> Result<(), Misfit> {
    let texts = names.iter().filter_map(|name| if let Raw::Text(name) = name { Some(name) } else { None });
    for name in texts {
        if matches!(raw, Raw::Object(_)) && raw.member(name).is_none() {
            return misfit(at, format!("no \"{name}\""), format!("\"{name}\""));
        }
    }
    Ok(())
}

fn is(raw: &Raw, name: &str) -> bool {
    match raw {
        Raw::Null => name == "null",
        Raw::Bool(_) => name == "boolean",
        Raw::Whole(_) => matches!(name, "integer" | "number"),
        Raw::Number => name == "number",
        Raw::Text(_) => name == "string",
        Raw::List(_) => name == "array",
        Raw::Object(_) => name == "object",
    }
}

fn type_words(name: &str) -> &'static str {
    match name {
        "null" => "null",
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "a text",
        "array" => "a list",
        _ => "an object",
    }
}

fn one_of(values: &[Raw]) -> String {
    ["one of ", &values.iter().map(Raw::describe).collect::<Vec<_>>().join(", ")].concat()
}

fn repeats(raw: &Raw) -> bool {
    let Raw::List(items) = raw else { return false };
    let mut texts: Vec<&str> = items.iter().filter_map(|item| if let Raw::Text(text) = item { Some(text.as_str()) } else { None }).collect();
    texts.sort_unstable();
    texts.windows(2).any(|pair| pair[0] == pair[1])
}
