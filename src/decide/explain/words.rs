//! Small things in words: values, facts, days, changes, and whether something runs.

use crate::decide::decision::{Change, To};
use crate::facts::day::PartialDate;
use crate::facts::{Answers, Day, FactId, Value};
use crate::packs::pack::{Status, Window};
use crate::packs::{Bundle, Words};

/// The words of one recorded value.
pub fn value_words(bundle: &Bundle, fact: FactId, value: &Value) -> String {
    let choices = bundle.vocabulary.choices(fact);
    match value {
        Value::Choice(i) => choices.get(usize::from(*i)).map(|choice| choice.says.clone()).unwrap_or_default(),
        Value::Set(set) => {
            let chosen = choices.iter().enumerate().filter(|(i, _)| set & (1 << i) != 0);
            chosen.map(|(_, choice)| choice.says.as_str()).collect::<Vec<_>>().join("; ")
        }
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date_digits(&bundle.words, *date),
        Value::Text(text) => text.clone(),
    }
}

/// A fact with its recorded value, or the fact alone where it follows from others.
pub fn fact_words(bundle: &Bundle, answers: &Answers, id: &str) -> String {
    let vocabulary = &bundle.vocabulary;
    let Some(fact) = vocabulary.find(id) else { return id.into() };
    match answers.get(fact) {
        Some(value) => format!("{}: {}", vocabulary.short(fact), value_words(bundle, fact, value)),
        None => vocabulary.short(fact).into(),
    }
}

/// A day in words, such as 22 November 2026.
pub fn day_words(words: &Words, day: Day) -> String {
    let (year, month, day) = day.ymd();
    let month = words.say(&format!("explain.month.{month}")).to_owned();
    words.fill("explain.date.day", &[("day", &day.to_string()), ("month", &month), ("year", &year.to_string())])
}

/// A date as people type it, such as 22/11/2026, as far as it is known.
pub fn date_digits(words: &Words, date: PartialDate) -> String {
    let year = format!("{:04}", date.year);
    let two = |part: Option<u8>| part.map(|number| format!("{number:02}")).unwrap_or_default();
    let key = match (date.month, date.day) {
        (None, _) => return year,
        (Some(_), None) => "explain.date.month_digits",
        (Some(_), Some(_)) => "explain.date.day_digits",
    };
    words.fill(key, &[("day", &two(date.day)), ("month", &two(date.month)), ("year", &year)])
}

/// A change that would turn a pathway's eligibility, as a sentence. Of several values only what is added is named.
pub fn change_words(bundle: &Bundle, answers: &Answers, change: &Change<'_>) -> String {
    let vocabulary = &bundle.vocabulary;
    let fact = vocabulary.find(change.fact);
    let choices = fact.map(|fact| vocabulary.choices(fact)).unwrap_or_default();
    let place = |is: &str| choices.iter().position(|choice| choice.is == is);
    let says = |is: &str| place(is).map_or(is, |place| &choices[place].says).to_owned();
    let held = match fact.and_then(|fact| answers.get(fact)) {
        Some(Value::Set(held)) => *held,
        _ => 0,
    };
    let added = |is: &&&str| place(is).is_none_or(|place| held & (1 << place) == 0);
    let (key, value) = match &change.to {
        To::One(is) => ("explain.would_change", says(is)),
        To::Number(number) => ("explain.would_change", number.to_string()),
        To::Set(set) => (
            if held == 0 { "explain.would_change" } else { "explain.would_change_set" },
            set.iter().filter(added).map(|is| says(is)).collect::<Vec<_>>().join("; "),
        ),
    };
    let gives = bundle.words.say(&format!("explain.gives.{}", change.gives.id())).to_owned();
    let short = fact.map_or(change.fact, |fact| vocabulary.short(fact));
    bundle.words.fill(key, &[("fact", short), ("value", &value), ("gives", &gives)])
}

/// Whether something runs on a day, and until when that is known. Nothing is said to run that is not known to.
pub fn runs_words(words: &Words, status: &Status, on: Day) -> String {
    let availability = words.fill(&format!("explain.availability.{}", status.on(on).id()), &[]);
    let Status::Windows { windows, .. } = status else { return availability };
    let dates = |key: &str, window: &Window| {
        let (from, until) = (day_words(words, window.from), day_words(words, window.to));
        words.fill(&format!("explain.{key}"), &[("from", &from), ("day", &until)])
    };
    let now = windows.iter().find(|window| window.from <= on && on <= window.to);
    let past = windows.iter().filter(|window| window.to < on).max_by_key(|window| window.to);
    let until = |window: &Window| dates(if window.stale { "checked_until" } else { "known_until" }, window);
    let mut said = vec![availability];
    said.extend(now.map(until));
    said.extend(past.filter(|_| now.is_none()).map(|window| dates("was_known", window)));
    said.extend(windows.iter().filter(|window| on < window.from).map(|window| dates("known_from", window)));
    said.join(" ")
}
