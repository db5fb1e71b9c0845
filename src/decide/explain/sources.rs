//! Where something comes from, for readers: the titles of the papers that a citation names. A citation names a paper by its
//! key, as `[KEY]` or, for numbered papers, as the start of a paragraph number such as `S0-15`.

use crate::blocks::Block;
use crate::packs::Bundle;

/// A list item that says where something comes from.
pub fn source_note(bundle: &Bundle, citation: &str) -> Block {
    Block::Note(source_words(bundle, citation))
}

/// The same as a sentence.
pub fn source_words(bundle: &Bundle, citation: &str) -> String {
    let words = &bundle.words;
    let titles = titles(bundle, citation);
    let source = if titles.is_empty() { words.say("explain.source_own").to_owned() } else { titles.join("; ") };
    words.fill("explain.source", &[("source", &source)])
}

/// The titles of the papers that a citation names, each once, and what it says in plain words. Of what is ours, nothing.
fn titles<'b>(bundle: &'b Bundle, citation: &'b str) -> Vec<&'b str> {
    let mut titles: Vec<&str> = Vec::new();
    for part in citation.split(';').map(str::trim) {
        let cited = bundle.packs().flat_map(|pack| &pack.sources).filter(|source| cites(part, &source.key));
        let before = titles.len();
        cited.for_each(|source| add(&mut titles, &source.title));
        let is_ours = part.contains(".md") || part.is_empty();
        if titles.len() == before && !is_ours && !names_a_key(part) {
            add(&mut titles, part);
        }
    }
    titles
}

/// A sentence without the citations that stand behind it.
pub fn plain(sentence: &str) -> &str {
    let is_citation = |at: usize| {
        let word = sentence[at..].trim_start();
        word.starts_with('[') || word.split(' ').next().is_some_and(|word| word.ends_with(".md") || names_a_key(word))
    };
    sentence.match_indices(". ").map(|(at, _)| at + 1).find(|at| is_citation(*at)).map_or(sentence, |end| &sentence[..end])
}

fn add<'b>(titles: &mut Vec<&'b str>, title: &'b str) {
    if !titles.contains(&title) {
        titles.push(title);
    }
}

/// Whether a citation names the paper of a key.
pub fn cites(citation: &str, key: &str) -> bool {
    citation.contains(&format!("[{key}]")) || citation.match_indices(key).any(|(start, _)| stands_alone(citation, start, key))
}

/// A key that is followed by a paragraph number and is no part of a longer word.
fn stands_alone(citation: &str, start: usize, key: &str) -> bool {
    let before = citation[..start].chars().next_back().is_none_or(|sign| !sign.is_alphanumeric());
    let mut after = citation[start + key.len()..].chars();
    before && after.next() == Some('-') && after.next().is_some_and(|sign| sign.is_ascii_digit())
}

/// Whether it names a paper that is not listed here, or one named before.
fn names_a_key(part: &str) -> bool {
    part.starts_with('[') || part.starts_with(|sign: char| sign.is_ascii_uppercase()) && part.chars().nth(1).is_some_and(|sign| sign.is_ascii_digit())
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;
    use crate::packs::text::built_in;

    #[test]
    fn a_key_is_cited_in_brackets_or_with_a_paragraph() {
        for (citation, key, expected) in [
            ("S0-15..21; [NIDAS]", "S0", true),
            ("S0-15..21; [NIDAS]", "NIDAS", true),
            ("[NIDAS-LAUNCH]", "NIDAS", false),
            ("S10-15", "S1", false),
            ("BS1-15", "S1", false),
            ("domain.md C(ii) NAT-2", "S0", false),
        ] {
            assert_eq!(cites(citation, key), expected, "{citation} {key}");
        }
    }

    #[test]
    fn a_sentence_loses_its_citations() {
        for (sentence, expected) in [
            ("For adults. Under 18 not. domain.md C(iv) 3, [LEG-DAA]", "For adults. Under 18 not."),
            ("For fathers. [CD-WELCARE]", "For fathers."),
            ("For adults. S3-41, [LEG-DAA]", "For adults."),
            ("It shuts nobody out.", "It shuts nobody out."),
        ] {
            assert_eq!(plain(sentence), expected);
        }
    }

    #[test]
    fn readers_get_titles_and_no_codes() {
        let bundle = built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
        let own = "Source: Waymark's own rule";
        for (citation, expected) in [
            ("domain.md C(iii) H5", own),
            ("domain.md B7, C(iv) 18", own),
            ("contract.md 2; domain.md C(i)", own),
            ("Domestic Abuse Act 2021; domain.md C(iv) 3", "Source: Domestic Abuse Act 2021"),
            ("domain.md C(iii) H5; S1-45, S1-46", "Source: Norfolk PCC decision notice 21/2023, The Change Project, The Change Hub"),
        ] {
            assert_eq!(source_words(&bundle, citation), expected, "{citation}");
        }
        for citation in
            bundle.packs().flat_map(|pack| pack.rules.iter().map(|rule| &rule.source).chain(pack.pathways.iter().map(|known| &known.source)))
        {
            let said = source_words(&bundle, citation);
            assert!(!said.contains(".md") && !said.contains('[') && said.len() > 10, "{citation}: {said}");
        }
    }
}
