//! Objects with something wrong in them, and whether they are to be refused.

use super::answers;
use super::cases::{Maker, Object, case};
use super::plain::{Fact, Plain, Sort};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use waymark::facts::raw::Raw;
use waymark::facts::{Answers, Vocabulary};

/// The members of an object as they are written: a key may stand twice.
pub type Members = Vec<(String, Value)>;

/// The object with this number: as answers are, but for up to two things that may be wrong with it.
pub fn doubtful(plain: &Plain, seed: u64) -> Members {
    let mut maker = Maker::new(plain, seed ^ 0x00ff_00ff);
    let (object, _): (Object, _) = case(plain, seed);
    let mut members: Members = object.into_iter().filter(|_| maker.dice.one_in(3)).collect();
    for _ in 0..maker.dice.roll(3) {
        spoil(plain, &mut maker, &mut members);
    }
    members
}

fn put(members: &mut Members, key: &str, value: Value) {
    members.retain(|(known, _)| known != key);
    members.push((key.to_owned(), value));
}

fn spoil(plain: &Plain, maker: &mut Maker<'_>, members: &mut Members) {
    let of = |maker: &mut Maker<'_>, fits: &dyn Fn(&Fact) -> bool| -> usize {
        let places: Vec<usize> = plain.facts.iter().enumerate().filter(|(_, fact)| fits(fact)).map(|(place, _)| place).collect();
        maker.pick(&places)
    };
    let any = &plain.facts[of(maker, &|_| true)];
    let set = &plain.facts[of(maker, &|fact| fact.sort == Sort::Set)];
    let first = set.values[0];
    match maker.dice.roll(12) {
        0 => {
            let key = maker.pick(&["nobody", "", "Person.age", "beh.*.present", "flag.strangulation ", "source.", "source.nobody", "on", "beh"]);
            put(members, key, json!("yes"));
        }
        1 => {
            let derived = &plain.derived[maker.dice.roll(plain.derived.len())];
            let value = derived.values[0].0;
            let key = maker.pick(&["", "source."]);
            put(members, &format!("{key}{}", derived.id), json!(value));
        }
        2 => {
            let value = maker.pick(&["Yes", "", "yes ", "no", "unsafe_to_ask", "unknown", "not_known", "high", "norfolk"]);
            put(members, any.id, json!(value));
        }
        3 => {
            let wrong =
                [json!(null), json!(true), json!(1), json!(1.5), json!(-1), json!({}), json!({"is": "yes"}), json!([]), json!(["yes"]), json!("3")];
            put(members, any.id, wrong[maker.dice.roll(wrong.len())].clone());
        }
        4 => put(members, set.id, json!([first, first])),
        5 => {
            let second = [json!("nothing"), json!(1), json!(null), json!([first]), json!(set.values[1])];
            put(members, set.id, json!([first, second[maker.dice.roll(second.len())]]));
        }
        6 => {
            let band = maker.pick(&["under_10", "10_15", "16_17", "18_plus", "unknown"]);
            let age = maker.pick(&[0, 9, 10, 15, 16, 17, 18, 19, 120]);
            put(members, "person.age_band", json!(band));
            put(members, "person.age", json!(age));
        }
        7 => {
            let number = &plain.facts[of(maker, &|fact| matches!(fact.sort, Sort::Number(_, _)))];
            let Sort::Number(largest, _) = number.sort else { return };
            let past = [json!(largest), json!(largest + 1), json!(65_536 + 3), json!(u64::MAX), json!(2.0), json!(-1), json!("2")];
            put(members, number.id, past[maker.dice.roll(past.len())].clone());
        }
        8 => {
            let date = maker.pick(&[
                "2024-02-29",
                "2023-02-29",
                "1900-02-29",
                "2000-02-29",
                "2024-13",
                "2024-00",
                "2024-04-31",
                "0000",
                "0001",
                "24-01-01",
                "2024-1-1",
                "2024-01-01T00:00",
                "2024-",
                "-2024",
                "+024",
                "",
                "2024-06",
                "1999",
                "2024-06-00",
                "20240601",
                "2024-06-01-01",
            ]);
            put(members, "risk.tool_date", json!(date));
        }
        9 => {
            let Some((key, value)) = members.first().cloned() else { return };
            members.push((key, value));
        }
        10 => {
            let origin = [json!("victim_told_me"), json!("somebody"), json!(1), json!(["not_stated"]), json!("unknown")];
            put(members, &format!("source.{}", any.id), origin[maker.dice.roll(origin.len())].clone());
        }
        _ => {
            let length = maker.pick(&[0, 5_000, 5_001]);
            put(members, "victim.impact", json!("é".repeat(length)));
        }
    }
}

/// The text of an object.
pub fn written(members: &Members) -> String {
    let member = |(key, value): &(String, Value)| format!("{}: {value}", Value::from(key.as_str()));
    format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
}

/// The keys at which the plain reader finds something wrong.
pub fn naive(plain: &Plain, members: &Members) -> BTreeSet<String> {
    let mut wrong = answers::read(plain, members.iter().map(|(key, value)| (key, value))).err().unwrap_or_default();
    let twice = |(place, (key, _)): &(usize, &(String, Value))| members[..*place].iter().any(|(before, _)| before == key);
    wrong.extend(members.iter().enumerate().filter(twice).map(|(_, (key, _))| key.clone()));
    wrong
}

/// The keys at which the program does.
pub fn program(vocabulary: &Vocabulary, text: &str) -> BTreeSet<String> {
    let raw: Raw = serde_json::from_str(text).unwrap();
    let faults = Answers::read(vocabulary, &raw).err().unwrap_or_default();
    faults.iter().map(|fault| fault.at.split('/').nth(1).unwrap_or_default().to_owned()).collect()
}
