//! How hard a text is to read: the Flesch-Kincaid grade, from the lengths of sentences and words. Grade and five is
//! about the age of a reader for whom it is easy.

/// Splits a text into sentences: at a full stop, a question or an exclamation mark that a space follows.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut rest = text;
    while let Some(end) = end_of_sentence(rest) {
        sentences.push(rest[..end].trim());
        rest = &rest[end..];
    }
    sentences.push(rest.trim());
    sentences.retain(|sentence| words(sentence).next().is_some());
    sentences
}

fn end_of_sentence(text: &str) -> Option<usize> {
    let closes = |c: char| matches!(c, '"' | '\'' | ')');
    text.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!')).map(|(at, c)| at + c.len_utf8()).find_map(|end| {
        let after = text[end..].trim_start_matches(closes);
        (after.starts_with(char::is_whitespace)).then(|| text.len() - after.len())
    })
}

/// The words of a text. A number counts as one word.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '\u{2019}')).filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Two vowels side by side that are heard apart, as in `period` and `anyone`.
const APART: [&str; 11] = ["ia", "io", "iu", "eo", "ua", "iet", "yo", "yi", "crea", "suici", "eement"];

/// Two that look as if they were, and are heard as one, as in `question` and `behaviour`.
const TOGETHER: [&str; 13] = ["tion", "sion", "cial", "tial", "cian", "cious", "tious", "gion", "qua", "gua", "people", "iour", "sometime"];

/// An e inside a word that is not heard, as in `safely` and `someone`.
const SILENT_INSIDE: [&str; 10] = ["ely", "ement", "eful", "eless", "every", "safeg", "someo", "someth", "somew", "homel"];

/// How many syllables a word has: the groups of vowels that are heard. Numbers and abbreviations count as one.
pub fn syllables(word: &str) -> usize {
    if word.chars().any(|c| c.is_ascii_digit()) || (word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())) {
        return 1;
    }
    let lower = word.to_lowercase();
    let stem = lower.trim_end_matches("'s").replace('\'', "");
    let letters: Vec<char> = stem.chars().collect();
    let starts_group = |i: &usize| is_vowel(&letters, *i) && (*i == 0 || !is_vowel(&letters, *i - 1));
    let count = |parts: &[&str]| parts.iter().map(|part| stem.matches(part).count()).sum::<usize>();
    let more = count(&APART) + usize::from(["ea", "eas", "eing", "oing"].iter().any(|end| stem.ends_with(end)));
    let fewer = count(&TOGETHER) + count(&SILENT_INSIDE) + usize::from(is_silent_end(&stem));
    ((0..letters.len()).filter(starts_group).count() + more).saturating_sub(fewer).max(1)
}

fn is_vowel(letters: &[char], i: usize) -> bool {
    matches!(letters[i], 'a' | 'e' | 'i' | 'o' | 'u') || (letters[i] == 'y' && i > 0)
}

/// A last e that is not heard: in `make`, `makes` and `called`, and not in `able`, `changes`, `ended` or `be`.
fn is_silent_end(stem: &str) -> bool {
    let before = |ending: &str| stem.strip_suffix(ending).and_then(|rest| rest.chars().last());
    let consonant = |c: char| !"aeiouy".contains(c);
    if stem.ends_with("le") || stem.ends_with("les") {
        return before("le").or(before("les")).is_some_and(|c| !consonant(c) || c == 'l');
    }
    if let Some(c) = before("ed") {
        return consonant(c) && c != 't' && c != 'd';
    }
    if let Some(c) = before("es") {
        return consonant(c) && !"szxcg".contains(c) && !stem.ends_with("ches") && !stem.ends_with("shes");
    }
    before("e").is_some_and(consonant) && stem.len() > 2
}

/// The Flesch-Kincaid grade of a text.
pub fn grade(text: &str) -> f64 {
    let words: Vec<&str> = words(text).collect();
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (sentences, words) = (sentences(text).len().max(1) as f64, words.len().max(1) as f64);
    0.39 * words / sentences + 11.8 * syllables as f64 / words - 15.59
}
