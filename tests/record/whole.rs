//! Each face holds every fact and every detail that was given.

use super::support::{Dice, answers, bundle, some_answers};
use super::{faces, told_by};
use serde_json::json;
use waymark::decide::explain::reader;
use waymark::facts::Kind as FactKind;
use waymark::referral::Details;
use waymark::referral::fields::{FIELDS, Kind, SECTIONS};

/// As a page writes it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[test]
fn every_face_holds_everything() {
    let vocabulary = &bundle().vocabulary;
    let mut dice = Dice(404);
    let (mut facts, mut texts) = (0, 0);
    for round in 0..50 {
        let (alarm, open) = (1 + dice.roll(4), 2 + dice.roll(9));
        let role = ["housing", "community_ambassador", "friend_or_family"][round % 3];
        let mut case = told_by(role, &some_answers(&mut dice, alarm, open));
        for fact in &vocabulary.facts {
            match fact.kind {
                FactKind::Text => case[&fact.id] = json!(format!("free text <{}> & {}", fact.id, dice.roll(999))),
                FactKind::Date => case[&fact.id] = json!(format!("20{:02}-0{}", dice.roll(30), 1 + dice.roll(9))),
                _ => {}
            }
            if case.get(&fact.id).is_some() && dice.one_in(3) {
                case[format!("source.{}", fact.id)] = json!(vocabulary.origins[dice.roll(vocabulary.origins.len())].is);
            }
        }
        let mut details = Details::default();
        let entries: Vec<usize> = SECTIONS.iter().map(|_| dice.roll(3)).collect();
        for (number, field) in FIELDS.iter().enumerate() {
            let section = SECTIONS.iter().position(|section| *section == field.section()).unwrap();
            for place in 0..if field.repeats() { entries[section] } else { 1 } {
                let text = match field.kind {
                    _ if field.name() == "pathway" => "norfolk/dappa".into(),
                    Kind::Text | Kind::Long => format!("text {number} of {place} & \"{}\"", dice.roll(999)),
                    Kind::Email => format!("a{number}@example.org"),
                    Kind::Phone => format!("07700 900{number:03}"),
                    Kind::Postcode => "NR1 3JU".into(),
                    Kind::Date => "2001-02".into(),
                    Kind::Day => "2031-07-09".into(),
                };
                assert!(details.set(&field.at(place), text));
            }
        }
        let answers = answers(&case);
        let faces = faces(&answers, &details);
        let [json, text, html] = [0, 1, 2].map(|face| format!("{}\n{}", faces.open[face], faces.restricted[face]));
        for (id, value) in answers.answered() {
            let (label, value) = (reader::fact(bundle(), id), reader::value(bundle(), id, value));
            let name = vocabulary.name(id);
            assert!(json.contains(&format!("\"fact\":\"{name}\"")) && json.contains(&format!("\"{name}\":")), "{name}");
            assert!(json.contains(&json!(value).to_string()), "{name}: {value}");
            assert!(text.contains(&format!("{label}: {value}")), "{label}: {value} in {text}");
            assert!(html.contains(&format!("<dt>{}</dt><dd>{}", escaped(label), escaped(&value))), "{label}: {value}");
            if let Some(origin) = answers.origin(id) {
                assert!(json.contains(&format!("\"source.{name}\":\"{}\"", vocabulary.origins[origin].is)), "{name}");
            }
            facts += 1;
        }
        for (field, place) in FIELDS.iter().flat_map(|field| (0..3).map(move |place| (field, place))) {
            let given = details.get(&field.at(place));
            assert!(json.contains(&json!(given).to_string()) || given.is_empty(), "{}: {given}", field.path);
            assert!(text.contains(given) && html.contains(&escaped(given)), "{}: {given}", field.path);
            texts += usize::from(!given.is_empty());
        }
    }
    assert!(facts > 4_000 && texts > 4_000, "{facts} {texts}");
}
