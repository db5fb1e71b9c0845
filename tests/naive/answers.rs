//! An answers object, read by hand from `contract.md` 2.

use super::plain::{Fact, Name, Plain, Sort};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// One answer, in the vocabulary's own names.
#[derive(Clone, Debug)]
pub enum Answer {
    One(Name),
    Several(Vec<Name>),
    Number(u64),
    /// A date or a text, which no rule reads.
    Words,
}

/// What was answered.
pub type Answers = HashMap<Name, Answer>;

/// Reads the members of an object, or gives every key at which something is wrong.
pub fn read<'m>(plain: &Plain, members: impl IntoIterator<Item = (&'m String, &'m Value)>) -> Result<Answers, BTreeSet<String>> {
    let (mut answers, mut wrong) = (Answers::new(), BTreeSet::new());
    for (key, value) in members {
        let told = match key.strip_prefix("source.") {
            Some(id) => plain.fact(id).is_some() && value.as_str().is_some_and(|origin| plain.origins.contains(&origin)),
            None => match plain.fact(key).and_then(|fact| Some((fact.id, answer(fact, value)?))) {
                Some((id, answer)) => {
                    answers.insert(id, answer);
                    true
                }
                None => false,
            },
        };
        if !told {
            wrong.insert(key.clone());
        }
    }
    wrong.extend(contradictions(plain, &answers));
    if wrong.is_empty() { Ok(answers) } else { Err(wrong) }
}

fn answer(fact: &Fact, value: &Value) -> Option<Answer> {
    let known = |value: &Value| fact.values.iter().chain(&fact.open).find(|name| value == **name).copied();
    match &fact.sort {
        Sort::One => known(value).map(Answer::One),
        Sort::Set => {
            let names: Vec<Name> = value.as_array()?.iter().map(known).collect::<Option<_>>()?;
            let different: BTreeSet<Name> = names.iter().copied().collect();
            (different.len() == names.len()).then_some(Answer::Several(names))
        }
        Sort::Number(largest, _) => value.as_u64().filter(|number| number <= largest).map(Answer::Number),
        Sort::Date => is_date(value.as_str()?).then_some(Answer::Words),
        Sort::Text => (value.as_str()?.chars().count() <= 5_000).then_some(Answer::Words),
    }
}

/// Whether the text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and there is such a day.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.iter().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    if !digits || !matches!(widths[..], [4] | [4, 2] | [4, 2, 2]) {
        return false;
    }
    let numbers: Vec<u32> = parts.iter().map(|part| part.parse().unwrap()).collect();
    let (year, month, day) = (numbers[0], numbers.get(1).copied().unwrap_or(1), numbers.get(2).copied().unwrap_or(1));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    year >= 1 && (1..=12).contains(&month) && (1..=days).contains(&day)
}

/// The numbers that stand outside the band that was given beside them.
fn contradictions(plain: &Plain, answers: &Answers) -> Vec<String> {
    let mut wrong = Vec::new();
    for fact in &plain.facts {
        let Some((number, bands)) = &fact.bands_of else { continue };
        if let (Some(Answer::One(band)), Some(Answer::Number(given))) = (answers.get(fact.id), answers.get(number))
            && fact.values.contains(band)
            && !bands[band].contains(&range(plain.fact(number).unwrap(), *given))
        {
            wrong.push((*number).to_owned());
        }
    }
    wrong
}

/// The name of the range that a number falls in.
pub fn range(fact: &Fact, number: u64) -> Name {
    let Sort::Number(_, ranges) = &fact.sort else { panic!("{} is no number", fact.id) };
    ranges.iter().rfind(|first| first.parse::<u64>().unwrap() <= number).unwrap()
}
