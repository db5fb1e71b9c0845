//! The claims about a small world: one of every kind.

use super::conditions::{Asks, Conditions};
use super::facts::Thing;
use crate::support::Dice;

/// Facts with their values from the least danger to the most, as claims may name them.
const DANGERS: [(&str, &str); 4] = [("alarm", r#""no", "yes""#), ("hurt", r#""none", "some", "much""#), ("mark", r#""no", "yes""#), ("age", "")];

/// Writes the claims.
pub fn write(things: &[Thing], conditions: &mut Conditions, dice: &mut Dice) -> String {
    let has = |fact: &str| things.iter().any(|thing| thing.facts.contains(&fact));
    let named = |facts: &[&str]| facts.iter().filter(|fact| has(fact)).map(|fact| format!("\"{fact}\"")).collect::<Vec<_>>().join(", ");
    let mut text = "heights = [[\"calm\"], [\"unclear\", \"plain\"], [\"high\"], [\"now\"]]\n".to_owned();
    text.push_str("completed = { from = \"unclear\", to = [\"calm\"] }\nguarded = [\"act0\", \"act1\", \"act3\"]\n");
    for (fact, values) in DANGERS.iter().filter(|(fact, _)| has(fact) && (*fact != "age" || dice.one_in(2))) {
        text.push_str(&format!("[[danger]]\nfacts = [\"{fact}\"]\nvalues = [{values}]\n"));
    }
    let protected = if dice.one_in(2) { named(&["sex"]) } else { named(&["sex", "kinds"]) };
    let alike = if has("hurt") { r#"{ fact = "hurt", values = ["some", "much"] }"# } else { "" };
    let by_law = if has("age") { r#"{ facts = ["age", "age_band"], actions = ["act1"] }"# } else { "" };
    let raises = if dice.one_in(2) { named(&["mark"]) } else { String::new() };
    let kinds = [
        "kind = \"total\"".to_owned(),
        "kind = \"more_danger\"".to_owned(),
        "kind = \"not_knowing\"\nnever = { from = \"unclear\", to = [\"plain\"] }".to_owned(),
        format!("kind = \"equal\"\nfacts = [{protected}]\nalike = [{alike}]\nby_law = [{by_law}]\nonly_raises = [{raises}]"),
        format!("kind = \"stops_win\"\nstops = [\"stop0\"]\nwhen = {}\nfirst = \"act0\"", first_when(conditions, dice)),
        format!("kind = \"always_due\"\nduties = [{}]", due_when(conditions, dice)),
        "kind = \"alive\"".to_owned(),
        "kind = \"consistent\"".to_owned(),
        "kind = \"confidential\"".to_owned(),
        format!("kind = \"at_least\"\nfloors = [{{ tier = \"high\", when = {} }}]", conditions.mostly_danger(Asks::Tier, dice)),
        format!(
            "kind = \"none_recommended\"\nwhen = {}",
            if dice.one_in(2) { "{ stop = \"stop0\" }".into() } else { conditions.any(Asks::Tier, dice) }
        ),
        format!("kind = \"stands\"\nstop = \"stop1\"\nwhen = {}", conditions.any(Asks::Tier, dice)),
        format!(
            "kind = \"needs_answers\"\nfacts = [{}]\nnever = [\"calm\", \"plain\"]",
            if dice.one_in(2) { conditions.minimum() } else { conditions.others() }
        ),
    ];
    for (kind, number) in kinds.iter().zip(1..) {
        text.push_str(&format!("[[claim]]\nnumber = {number}\n{kind}\nsays = \"s\"\nsource = \"none\"\n"));
    }
    text
}

fn first_when(conditions: &mut Conditions, dice: &mut Dice) -> String {
    if dice.one_in(2) { "{ tier = \"now\" }".into() } else { conditions.mostly_danger(Asks::Tier, dice) }
}

/// A duty that holds where the pack is as usual, and one as chance has it.
fn due_when(conditions: &mut Conditions, dice: &mut Dice) -> String {
    let usual = "{ action = \"act0\", when = { tier = \"now\" } }";
    if dice.one_in(2) { usual.into() } else { format!("{usual}, {{ action = \"act1\", when = {} }}", conditions.any(Asks::Tier, dice)) }
}
