//! Reads a language's words: tables of texts, whose keys are joined by dots.

use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Faults};
use super::files::PackFile;
use super::{plural, syntax};
use crate::packs::{Language, Words, language::Direction};

/// What a language says of itself, beside its words.
const ITSELF: &str = "language.itself";

/// Reads the words of a language: every file whose name begins with it, such as `en.toml` and `en.referral.toml`.
pub fn read(lang: &str, files: &[PackFile], faults: &Faults) -> Words {
    let mut words = Words { language: Language { tag: lang.into(), ..Language::default() }, ..Words::default() };
    for file in files.iter().filter(|file| file.name.split('.').next() == Some(lang)) {
        if let Some(table) = syntax::parse(file, faults) {
            walk(file, "", table.get_ref(), &mut words, faults);
        }
    }
    words.texts.sort();
    words.counts.sort();
    words
}

fn walk(file: &PackFile, before: &str, table: &DeTable<'_>, words: &mut Words, faults: &Faults) {
    for (key, value) in table {
        let name = if before.is_empty() { key.get_ref().to_string() } else { format!("{before}.{}", key.get_ref()) };
        match value.get_ref() {
            DeValue::Table(inner) if name == ITSELF => itself(file, inner, &mut words.language, faults),
            DeValue::Table(inner) => walk(file, &name, inner, words, faults),
            DeValue::String(text) if !text.trim().is_empty() => words.texts.push((name, text.to_string())),
            DeValue::Array(forms) => {
                let forms: Vec<String> = forms.iter().filter_map(|form| form.get_ref().as_str()).map(str::to_owned).collect();
                if forms.len() != 2 {
                    faults.add(Fault::at(file, value.span(), format!("`{name}` has no two forms"), "write the words for one, then those for more"));
                }
                words.counts.push((name, forms));
            }
            _ => faults.add(Fault::at(file, value.span(), format!("`{name}` is no text"), "write the words in quotes")),
        }
    }
}

fn itself(file: &PackFile, table: &DeTable<'_>, language: &mut Language, faults: &Faults) {
    for (key, value) in table {
        let text = value.get_ref().as_str().unwrap_or_default();
        if let Err(mend) = about(language, key.get_ref(), text) {
            faults.add(Fault::at(file, value.span(), format!("`{ITSELF}.{}` cannot be this", key.get_ref()), mend));
        }
    }
}

/// Notes one thing that a language says of itself, or tells what must stand there.
pub fn about(language: &mut Language, key: &str, text: &str) -> Result<(), &'static str> {
    match (key, text) {
        ("name", name) if !name.trim().is_empty() => language.name = name.into(),
        ("direction", "ltr") => language.direction = Direction::Ltr,
        ("direction", "rtl") => language.direction = Direction::Rtl,
        ("direction", _) => return Err("write \"ltr\" or \"rtl\""),
        ("plural", rule) => language.forms = plural::forms(rule).ok_or("write a rule such as \"nplurals=2; plural=(n != 1);\"")?.1,
        ("review", "not reviewed") => language.reviewed = false,
        ("review", text) if text == "original" || text.starts_with("reviewed ") => language.reviewed = true,
        ("review", _) => return Err("write \"not reviewed\", or \"reviewed\" with when and by whom (a role, not a name)"),
        _ => return Err("write name, direction, plural or review"),
    }
    Ok(())
}
