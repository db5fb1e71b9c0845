//! Which of a pack's sources a pathway rests on: those whose key stands in one of its citations, as `[KEY]` or, for
//! seeds, as the start of a paragraph number such as `S0-15`.

use crate::packs::pack::{Pack, Pathway, Source, Status};

/// The sources that a pathway cites, each once, in the order of the packs.
pub fn sources<'a>(packs: &[&'a Pack], pathway: &Pathway) -> Vec<&'a Source> {
    let citations = citations(pathway);
    let mut found: Vec<&Source> = Vec::new();
    for source in packs.iter().flat_map(|pack| &pack.sources) {
        let cited = citations.iter().any(|citation| cites(citation, &source.key));
        if cited && !found.iter().any(|known| known.key == source.key) {
            found.push(source);
        }
    }
    found
}

fn citations(pathway: &Pathway) -> Vec<&str> {
    let mut citations = vec![pathway.source.as_str()];
    for criterion in &pathway.criteria {
        citations.extend([criterion.source.as_str(), &criterion.scope]);
    }
    citations.extend(pathway.supports.iter().chain(&pathway.against).map(|argument| argument.source.as_str()));
    if let Status::Windows { windows, .. } = &pathway.status {
        citations.extend(windows.iter().map(|window| window.source.as_str()));
    }
    citations
}

fn cites(citation: &str, key: &str) -> bool {
    citation.contains(&format!("[{key}]")) || citation.match_indices(key).any(|(start, _)| stands_alone(citation, start, key))
}

/// A key that is followed by a paragraph number and is no part of a longer word.
fn stands_alone(citation: &str, start: usize, key: &str) -> bool {
    let before = citation[..start].chars().next_back().is_none_or(|sign| !sign.is_alphanumeric());
    let mut after = citation[start + key.len()..].chars();
    before && after.next() == Some('-') && after.next().is_some_and(|sign| sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::cites;

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
}
