//! What the sources of the packs say of the seeds: `S0-15`, `S0-15..21`, or a paragraph of the document itself, `S0 1.3`.

use super::rows::Seed;
use std::collections::HashSet;

/// One citation of a seed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cited<'a> {
    /// The seed, such as `S0`.
    pub seed: &'a str,
    /// The first fact that is cited, and the last; none where the document is cited as a whole or by its own paragraph.
    pub facts: Option<(u16, u16)>,
}

/// The citations of a source text. Keys in square brackets are other sources; a bare `S1` is the tier rule of that name.
pub fn read(source: &str) -> Vec<Cited<'_>> {
    let mut outside = source.split('[').enumerate().flat_map(|(place, part)| {
        let open = if place == 0 { part } else { part.split_once(']').map_or("", |(_, after)| after) };
        open.split([' ', ',', ';', '(', ')']).filter(|word| !word.is_empty())
    });
    let mut found = Vec::new();
    let mut whole: Option<&str> = None;
    for word in &mut outside {
        if let Some(seed) = whole.take().filter(|_| word.starts_with(|c: char| c.is_ascii_digit())) {
            found.push(Cited { seed, facts: None });
        }
        match word.split_once('-') {
            Some((seed, numbers)) if is_seed(seed) => found.extend(range(numbers).map(|facts| Cited { seed, facts: Some(facts) })),
            None if is_seed(word) => whole = Some(word),
            _ => {}
        }
    }
    found
}

fn is_seed(word: &str) -> bool {
    word.len() == 2 && word.starts_with('S') && word.ends_with(|c: char| c.is_ascii_digit())
}

fn range(numbers: &str) -> Option<(u16, u16)> {
    let (first, last) = numbers.split_once("..").unwrap_or((numbers, numbers));
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Whether a source names a seed.
pub fn names(source: &str, seed: &str) -> bool {
    read(source).iter().any(|cited| cited.seed == seed)
}

/// Citations of facts that do not exist, and of facts of which it is said that they carry nothing. `sources` are texts with their places.
pub fn astray(seeds: &[Seed], idle: &HashSet<String>, sources: &[(String, String)]) -> Vec<String> {
    let known: HashSet<String> = seeds.iter().flat_map(Seed::ids).collect();
    let mut faults = Vec::new();
    for (at, source) in sources {
        for cited in read(source) {
            let (first, last) = cited.facts.unwrap_or((1, 1));
            for id in (first..=last).map(|number| format!("{}-{number:02}", cited.seed)) {
                if !known.contains(&id) {
                    faults.push(format!("{at}: cites {id}, and there is no such fact"));
                } else if cited.facts.is_some() && idle.contains(&id) {
                    faults.push(format!("{at}: cites {id}, of which the table says that it carries nothing"));
                }
            }
        }
    }
    faults
}
