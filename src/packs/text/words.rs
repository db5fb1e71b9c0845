//! Reads a language's words: tables of texts, whose keys are joined by dots.

use toml::de::{DeTable, DeValue};

use super::fault::{Fault, Faults};
use super::files::PackFile;
use super::syntax;
use crate::packs::Words;

/// Reads the words of a language: every file whose name begins with it, such as `en.toml` and `en.referral.toml`.
pub fn read(lang: &str, files: &[PackFile], faults: &Faults) -> Words {
    let mut texts = Vec::new();
    for file in files.iter().filter(|file| file.name.split('.').next() == Some(lang)) {
        if let Some(table) = syntax::parse(file, faults) {
            walk(file, "", table.get_ref(), &mut texts, faults);
        }
    }
    texts.sort();
    Words { lang: lang.into(), texts }
}

fn walk(file: &PackFile, before: &str, table: &DeTable<'_>, texts: &mut Vec<(String, String)>, faults: &Faults) {
    for (key, value) in table {
        let name = if before.is_empty() { key.get_ref().to_string() } else { format!("{before}.{}", key.get_ref()) };
        match value.get_ref() {
            DeValue::Table(inner) => walk(file, &name, inner, texts, faults),
            DeValue::String(text) if !text.trim().is_empty() => texts.push((name, text.to_string())),
            _ => faults.add(Fault::at(file, value.span(), format!("`{name}` is no text"), "write the words in quotes")),
        }
    }
}
