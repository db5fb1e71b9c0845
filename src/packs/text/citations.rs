//! Sees that every source that is cited is listed. A citation is a key in square brackets, such as `[NIDAS]`, or a paragraph
//! of a numbered source, such as `S1-45`.

use std::collections::HashSet;
use std::ops::Range;
use toml::de::DeValue;

use super::fault::nearest;
use super::table::{Entry, Value};

/// Checks every `source` of a pack against its list of sources.
pub fn check(file: &Entry<'_>) {
    let listed: HashSet<String> = file.entries("source").iter().filter(|entry| entry.has("key")).map(|entry| entry.text("key")).collect();
    file.items().for_each(|(key, _, value)| walk(file, key, value, &listed));
}

fn walk(file: &Entry<'_>, key: &str, value: &Value<'_>, listed: &HashSet<String>) {
    match value.get_ref() {
        DeValue::Table(table) => table.iter().for_each(|(key, value)| walk(file, key.get_ref(), value, listed)),
        DeValue::Array(items) => items.iter().for_each(|value| walk(file, key, value, listed)),
        DeValue::String(text) if key == "source" => {
            for (cited, within) in cited(text).into_iter().filter(|(cited, _)| !listed.contains(*cited)) {
                let add = || format!("add a [[source]] with key = \"{cited}\", or cite one that is listed");
                let mend =
                    nearest(cited, listed.iter().map(String::as_str)).map_or_else(add, |near| format!("did you mean `{near}`? If not, {}", add()));
                file.fault(place(file, value.span(), within), format!("`{cited}` is cited, but no [[source]] has this key"), mend);
            }
        }
        _ => {}
    }
}

/// Where a part of a text stands in the file; the whole text, where that is written otherwise than it reads.
fn place(file: &Entry<'_>, span: Range<usize>, within: Range<usize>) -> Range<usize> {
    let exact = span.start + 1 + within.start..span.start + 1 + within.end;
    let written = file.file.text.get(span.clone()).unwrap_or_default();
    if written.contains('\\') || written.starts_with("\"\"\"") || written.starts_with("'''") { span } else { exact }
}

/// A key is short; what is longer in brackets is none.
const LONGEST_KEY: usize = 64;

/// The keys that a text cites, and where in it.
fn cited(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('[') {
        let Some(close) = text.bytes().skip(open).take(LONGEST_KEY).position(|byte| byte == b']').map(|length| open + length) else { continue };
        let key = &text[open + 1..close];
        let fits = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "-'&._".contains(c);
        if key.starts_with(|c: char| c.is_ascii_uppercase()) && key.chars().all(fits) {
            found.push((key, open + 1..close));
        }
    }
    let words = text.split([' ', ',', ';', '(', ')', '[', ']', '.']);
    for word in words {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let Some((key, _)) = word.split_once('-') else { continue };
        let numbered = key.strip_prefix('S').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
        if numbered && !found.iter().any(|(_, within)| within.contains(&start)) {
            found.push((key, start..start + word.len()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::cited;

    fn keys(text: &str) -> Vec<&str> {
        cited(text).into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn keys_in_brackets_and_numbered_paragraphs_are_citations() {
        assert_eq!(keys("S3-37; domain.md B1; [N'LAND], [MARAC-CRIT], [NEWHAM]"), ["N'LAND", "MARAC-CRIT", "NEWHAM", "S3"]);
        assert_eq!(keys("S0-15..21, S1-29"), ["S0", "S1"]);
        assert_eq!(keys("[CHANGEHUB-SET] (16 and over in Essex, not confirmed for Norfolk); domain.md C(iv) 3"), ["CHANGEHUB-SET"]);
    }

    #[test]
    fn the_specification_and_plain_words_are_none() {
        for text in ["domain.md C(iii) S1", "contract.md 3; product.md 2", "domain.md C(ii) NOR-1", "[see below]", "[", "]["] {
            assert!(keys(text).is_empty(), "{text}");
        }
    }
}
