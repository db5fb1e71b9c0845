//! Sessions made by chance: answers of every type with their sources, and details in every field.

use crate::support::{Dice, day, some_answers, with};
use serde_json::{Value, json};
use waymark::facts::fact::Kind;
use waymark::facts::{Day, raw::Raw};
use waymark::referral::Details;
use waymark::referral::fields::{FIELDS, Kind as Takes};

/// Something recorded on a day.
pub struct Session {
    pub case: Value,
    pub details: Details,
    pub on: Day,
}

/// Reads details.
pub fn details(json: &Value) -> Details {
    let raw: Raw = serde_json::from_value(json.clone()).unwrap();
    Details::read(&raw, "").unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// Details in every field, no two alike; two entries in each list.
pub fn full(seed: usize) -> Details {
    let mut details = Details::default();
    for (number, field) in FIELDS.iter().enumerate() {
        for place in 0..if field.repeats() { 2 } else { 1 } {
            let mark = seed % 7 * 1000 + number * 2 + place;
            let text = match field.kind {
                _ if field.name() == "pathway" => ["norfolk/change_project", "norfolk/marac", "national/respect_phoneline"][mark % 3].to_owned(),
                Takes::Text => format!("text {mark} of {}", field.path),
                Takes::Long => format!("text {mark}\nof <{}> & \"more\"", field.path),
                Takes::Email => format!("mail{mark}@example.org"),
                Takes::Phone => format!("07700 9{mark:05}"),
                Takes::Postcode => format!("NR{} {}AA", 1 + mark / 10 % 90, mark % 10),
                Takes::Date => format!("{}-{:02}", 1950 + mark % 70, 1 + mark % 12),
                Takes::Day => "2024-07-01".into(),
            };
            assert!(details.set(&field.at(place), text), "{}", field.path);
        }
    }
    details
}

/// A session by chance.
pub fn by_chance(dice: &mut Dice) -> Session {
    let vocabulary = &crate::support::bundle().vocabulary;
    let (alarm, open) = (1 + dice.roll(4), 2 + dice.roll(10));
    let mut case = some_answers(dice, alarm, open);
    for fact in &vocabulary.facts {
        let more = match fact.kind {
            Kind::Text => json!({&fact.id: format!("words of {}\n\"{}\"", fact.id, dice.roll(1000))}),
            Kind::Date => json!({&fact.id: (["2023", "2023-04", "2023-04-05"][dice.roll(3)])}),
            _ => continue,
        };
        if dice.one_in(2) {
            case = with(&case, &more);
        }
    }
    let facts: Vec<String> = case.as_object().unwrap().keys().cloned().collect();
    for fact in facts {
        if dice.one_in(3) {
            case = with(&case, &json!({format!("source.{fact}"): vocabulary.origins[dice.roll(vocabulary.origins.len())].is}));
        }
    }
    let details = if dice.one_in(5) { Details::default() } else { full(dice.roll(100)) };
    Session { case, details, on: day("2024-06-01") }
}
