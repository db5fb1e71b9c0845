//! Finds what looks like a real person in a pack: a name, a personal e-mail address, a mobile number. A pack names services
//! and roles. What looks like a person and is none (a charity, a law) is declared once, with a reason:
//! `[[named]]` with `text`, `because` and `checked`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::table::Entry;

/// First names common in Britain, those left out that are words, months or places.
static GIVEN: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("people/given-names.txt").split_whitespace().collect());

/// What follows a name where a body, a place or a law is called after somebody; in e-mail addresses, what a role is called.
static THINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("people/things.txt").split_whitespace().collect());

const TITLES: [&str; 21] = [
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Mx",
    "Dr",
    "Prof",
    "Professor",
    "Cllr",
    "Sir",
    "Dame",
    "PC",
    "WPC",
    "DC",
    "DS",
    "DI",
    "DCI",
    "PCSO",
    "Sgt",
    "Insp",
    "Supt",
];

/// What somebody is told to do with a person whose first name is none of the common ones.
const ADDRESSED: [&str; 6] = ["ask for", "speak to", "speak with", "talk to", "contact", "named"];

/// Something that looks like a person.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    at: Range<usize>,
    what: &'static str,
}

/// Checks the whole of a file, remarks included.
pub fn check(file: &Entry<'_>) {
    let text = file.file.text.as_str();
    let found = people(text);
    let excuses = file.entries("named");
    for excuse in &excuses {
        excuse.text("because");
        excuse.required_day("checked");
        let (excused, own) = (excuse.text("text"), excuse.span_of("text"));
        let elsewhere = |found: &&Found| !own.contains(&found.at.start) && excused.contains(&text[found.at.clone()]);
        if !excused.is_empty() && !found.iter().any(|found| elsewhere(&found)) {
            excuse.fault(own, "nothing else in this file is taken for this person", "take the [[named]] entry out, or write the text as it stands");
        }
        excuse.done();
    }
    let excused: Vec<String> = excuses.iter().map(|excuse| excuse.text("text")).collect();
    for Found { at, what } in found.into_iter().filter(|found| !excused.iter().any(|excused| excused.contains(&text[found.at.clone()]))) {
        let shown = &text[at.clone()];
        let mend = format!("name the service or the role; if this is no private person, add [[named]] with text = \"{shown}\", because and checked");
        file.fault(at, format!("this looks like {what}"), mend);
    }
}

fn people(text: &str) -> Vec<Found> {
    let words = words(text);
    let mut found: Vec<Found> = (0..words.len()).filter_map(|place| name(text, &words[place..])).collect();
    found.extend(addressed(text, &words));
    found.extend(addresses(text));
    found.extend(mobiles(text));
    found.sort_by_key(|found| (found.at.start, std::cmp::Reverse(found.at.end)));
    // "Contact Dr Jane Smith" is one person.
    found.dedup_by(|next, before| next.at.start < before.at.end);
    found
}

/// The words of a text: letters, with apostrophes and hyphens inside.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        let inside = |word: &Range<usize>| word.end == at && (c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
        match words.last_mut().filter(|word| inside(word)) {
            Some(word) => word.end = at + c.len_utf8(),
            None if c.is_alphabetic() => words.push(at..at + c.len_utf8()),
            None => {}
        }
    }
    words
}

/// A title and a name, or a common first name and a surname, at the first of these words.
fn name(text: &str, words: &[Range<usize>]) -> Option<Found> {
    let [first, second, rest @ ..] = words else { return None };
    let (called, surname) = (&text[first.clone()], owner(&text[second.clone()]));
    let follows = |a: &Range<usize>, b: &Range<usize>| text[a.end..b.start].trim_start_matches('.') == " ";
    if !follows(first, second) || !is_name(surname) || THINGS.contains(surname) {
        return None;
    }
    let at = first.start..second.start + surname.len();
    if TITLES.contains(&called) {
        return Some(Found { at, what: "a person with a title" });
    }
    let body = rest.first().is_some_and(|third| follows(second, third) && THINGS.contains(&text[third.clone()]));
    (GIVEN.contains(called) && !body && text[first.end..second.start] == *" ").then_some(Found { at, what: "a person's name" })
}

/// "Ask for Xena Yard": two words with capitals and no third, which no entry of the pack is called.
fn addressed(text: &str, words: &[Range<usize>]) -> Vec<Found> {
    let fits = |pair: &[Range<usize>]| {
        let [first, second] = pair else { return None };
        let before = text[..first.start].trim_end_matches(' ').as_bytes();
        let told =
            ADDRESSED.iter().any(|verb| before.len() >= verb.len() && before[before.len() - verb.len()..].eq_ignore_ascii_case(verb.as_bytes()));
        let both = [first, second].map(|word| &text[word.clone()]);
        let names = both.iter().all(|word| is_name(word) && !THINGS.contains(word)) && text[first.end..second.start] == *" ";
        let goes_on = text[second.end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let listed = || text.contains(&format!("name = \"{} {}", both[0], both[1]));
        (told && names && !goes_on && !listed()).then_some(Found { at: first.start..second.end, what: "a person's name" })
    };
    words.windows(2).filter(|pair| text[pair[0].clone()].starts_with(char::is_uppercase)).filter_map(fits).collect()
}

/// A word without the `'s` of what belongs to somebody.
fn owner(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Written as a name is: a capital, then small letters (as in Smith, O'Brien and McLean).
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && word.chars().count() > 2 && letters.any(char::is_lowercase)
}

/// Addresses such as `jane.smith@`, `j.smith@` and `jane@`; those of a role or a team are none.
fn addresses(text: &str) -> Vec<Found> {
    let part = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let address = |(at, _): (usize, &str)| {
        let start = text[..at].rfind(|c| !part(c)).map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let end = text[at + 1..].find(|c: char| !part(c)).map_or(text.len(), |length| at + 1 + length);
        let parts: Vec<&str> = text[start..at].split(['.', '_', '-']).collect();
        let end = at + 1 + text[at + 1..end].trim_end_matches('.').len();
        (text[at..end].contains('.') && personal(&parts)).then_some(Found { at: start..end, what: "a personal e-mail address" })
    };
    text.match_indices('@').filter_map(address).collect()
}

fn personal(parts: &[&str]) -> bool {
    let capital =
        |part: &str| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1).flat_map(char::to_lowercase)).collect::<String>();
    let given = |part: &str| GIVEN.contains(capital(part).as_str());
    let role = |part: &str| THINGS.contains(capital(part).as_str());
    let word = |part: &str| !part.is_empty() && part.chars().all(char::is_alphabetic);
    match parts {
        [one] => given(one),
        [_, .., last] if last.chars().count() > 2 => parts.len() < 4 && parts.iter().all(|part| word(part) && !role(part)),
        _ => false,
    }
}

/// Mobile numbers as they are written in Britain.
fn mobiles(text: &str) -> Vec<Found> {
    let starts = ["07", "+447", "+44 7", "+44 (0)7", "00447"];
    let mut found: Vec<Found> = Vec::new();
    for (at, start) in starts.iter().flat_map(|start| text.match_indices(start)) {
        let after = &text[at + start.len()..];
        let digits: Vec<usize> = after
            .char_indices()
            .take_while(|(_, c)| c.is_ascii_digit() || matches!(c, ' ' | '-'))
            .filter(|(_, c)| c.is_ascii_digit())
            .map(|(place, _)| place)
            .collect();
        let alone = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '+' || c == '-' || c == '.');
        if let (true, 9, Some(last)) = (alone, digits.len(), digits.last()) {
            found.push(Found { at: at..at + start.len() + last + 1, what: "a mobile number" });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::people;

    fn found(text: &str) -> Vec<&str> {
        people(text).into_iter().map(|found| &text[found.at]).collect()
    }

    #[test]
    fn names_with_and_without_titles() {
        for (text, name) in [
            ("Contact Jane Smith on Mondays.", "Jane Smith"),
            ("says = \"Ring Mrs Patel.\"", "Mrs Patel"),
            ("PC Plod will call", "PC Plod"),
            ("see Dr. O'Brien's list", "Dr. O'Brien"),
            ("# by David McLean", "David McLean"),
            ("ask for Xena Yard, who knows", "Xena Yard"),
            ("Contact Dr Jane Smith", "Dr Jane"),
        ] {
            assert_eq!(found(text), [name], "{text}");
        }
    }

    #[test]
    fn bodies_places_and_laws_are_no_persons() {
        for text in [
            "the Suzy Lamplugh Trust",
            "St John Ambulance",
            "Clare's Law",
            "Grace House",
            "Victim Support",
            "Contact Safer Places Norfolk for help",
            "name = \"Karma Nirvana\"\nsays = \"Contact Karma Nirvana.\"",
            "Call Norfolk County Council",
            "PC based police work",
            "Miss nothing out",
            "Ask Respect",
            "Alex was hit",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn personal_addresses_and_mobile_numbers() {
        for (text, part) in [
            ("jane.smith@example.org", "jane.smith@example.org"),
            ("<j.smith@example.org>", "j.smith@example.org"),
            ("sarah@example.org.", "sarah@example.org"),
            ("anil_kapoor@example.org", "anil_kapoor@example.org"),
            ("ring 07700 900982", "07700 900982"),
            ("ring +44 7700 900 982.", "+44 7700 900 982"),
            ("07700-900-982", "07700-900-982"),
        ] {
            assert_eq!(found(text), [part], "{text}");
        }
        for text in [
            "info@example.org",
            "domestic.abuse@example.org",
            "nidas@example.org",
            "adult.safeguarding@example.org",
            "0808 802 4040",
            "01507 123456",
            "2007 07 07",
            "@",
            "a@b",
            "S1-07700900982",
            "jane.smith",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
