//! The explanation says why and why not from what was recorded, what is open, and what would change it; and the parts
//! that the page shows are the very pieces that the program prints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use support::{Dice, answers, bundle, case, day, engine, some_answers, with};
use waymark::blocks::{Block, text::to_text};
use waymark::decide::Decision;
use waymark::decide::decision::{Change, Eligibility, PathwayResult};
use waymark::decide::explain::sources::source_words;
use waymark::decide::explain::{self, words::change_words};
use waymark::facts::Answers;
use waymark::facts::fact::Protection;

type Parts = Vec<(String, Vec<Block>)>;

fn explained(json: &Value, on: &str) -> (Answers, Decision<'static>, Parts) {
    let answers = answers(json);
    let decision = engine().decide(&answers, day(on));
    let parts = explain::parts(bundle(), &answers, &decision);
    (answers, decision, parts)
}

fn part(parts: &Parts, key: &str) -> String {
    to_text(&parts.iter().find(|(known, _)| known == key).unwrap_or_else(|| panic!("no part {key}")).1)
}

fn pathway<'d>(decision: &'d Decision<'static>, id: &str) -> &'d PathwayResult<'static> {
    decision.pathways.iter().find(|pathway| pathway.id == id).expect("a pathway")
}

/// Answers of every kind, in Norfolk.
fn samples() -> impl Iterator<Item = Value> {
    let cases = ["immediate", "high", "medium", "standard", "nothing_recorded", "not_enough_known"].map(case);
    let made = (1..60).map(|seed| some_answers(&mut Dice(seed * 7919), 3 + seed as usize % 9, 2 + seed as usize % 5));
    cases.into_iter().chain(made)
}

#[test]
fn not_suitable_never_stands_alone_or_early() {
    let (mut early, mut settled) = (0, 0);
    for sample in samples() {
        let (_, decision, parts) = explained(&sample, "2024-06-01");
        for pathway in &decision.pathways {
            let first = part(&parts, &pathway.id);
            let refused = first.starts_with("It does not fit");
            assert_eq!(refused, pathway.eligibility == Eligibility::NotEligible && pathway.missing.is_empty(), "{}: {first}", pathway.id);
            if refused {
                settled += 1;
                let why = pathway.criteria.iter().filter(|criterion| criterion.result == "not_met").map(|criterion| criterion.because);
                let places: Vec<usize> = why.map(|because| first.find(because).expect("why not")).collect();
                let instead = first.find("Use instead:").expect("what to use instead");
                assert!(!places.is_empty() && places.iter().all(|place| *place < instead), "{first}");
                pathway.would_change.iter().for_each(|_| assert!(first.find("If \"").expect("a change") < instead, "{first}"));
            } else if pathway.eligibility != Eligibility::Eligible && !pathway.missing.is_empty() {
                early += 1;
                let facts = pathway.missing.iter().filter_map(|id| bundle().vocabulary.asked(id).and_then(|fact| bundle().vocabulary.fact(fact)));
                let asked = |question: &String| !question.is_empty() && first.contains(question.as_str());
                assert!(first.starts_with("It is not shown yet"), "{}: {first}", pathway.id);
                assert!(facts.flat_map(|fact| [&fact.question, &fact.community]).any(asked), "{}: {first}", pathway.id);
            }
        }
    }
    assert!(early > 50 && settled > 50, "{early} {settled}");
}

#[test]
fn what_would_change_it_is_said_and_is_never_who_somebody_is() {
    let mut changes = 0;
    for sample in samples() {
        let (answers, decision, parts) = explained(&sample, "2024-06-01");
        for pathway in &decision.pathways {
            let whole = part(&parts, &pathway.id) + &part(&parts, &format!("why.{}", pathway.id));
            let said = pathway.would_change.iter().filter(|change| whole.contains(&change_words(bundle(), &answers, change))).count();
            // While it cannot be told, that a worse answer would end it is not said.
            let fitting = |change: &&Change<'_>| pathway.eligibility != Eligibility::CannotTell || change.gives == Eligibility::Eligible;
            let told = pathway.would_change.iter().filter(fitting).count();
            assert!(said >= told.min(1) && said <= told, "{}: {whole}", pathway.id);
            changes += said;
            for change in &pathway.would_change {
                let fact = bundle().vocabulary.asked(change.fact).and_then(|fact| bundle().vocabulary.fact(fact)).expect("a fact");
                assert_eq!(fact.protected, Protection::None, "{}", change.fact);
            }
        }
    }
    assert!(changes > 100, "{changes}");
}

#[test]
fn the_parts_are_what_is_printed() {
    for sample in samples().take(20) {
        let (answers, decision, parts) = explained(&sample, "2024-06-01");
        let whole = explain::blocks(bundle(), &answers, &decision);
        for (key, blocks) in &parts {
            assert!(blocks.is_empty() || whole.windows(blocks.len()).any(|window| window == blocks), "{key}: {blocks:?}");
        }
        for action in &decision.actions {
            assert!(part(&parts, &format!("action.{}", action.id)).contains(action.because), "{}", action.id);
        }
    }
}

#[test]
fn every_criterion_is_there_with_what_was_recorded() {
    let told = json!({"rel.kind": "ex_partner", "flag.strangulation": "yes", "person.age": 34});
    let (_, decision, parts) = explained(&with(&case("high"), &told), "2024-06-01");
    for pathway in &decision.pathways {
        let whole = part(&parts, &pathway.id) + &part(&parts, &format!("why.{}", pathway.id));
        for criterion in &pathway.criteria {
            assert!(
                whole.contains(criterion.because) && whole.contains(&source_words(bundle(), criterion.source)),
                "{}: {}",
                pathway.id,
                criterion.id
            );
        }
    }
    let change = part(&parts, "why.norfolk/change_project");
    assert!(change.contains("Recorded: Strangled someone or stopped them breathing: Yes"), "{change}");
    let cara = part(&parts, "norfolk/cara");
    assert!(cara.contains("The result is: High. Recorded: "), "{cara}");
    assert_eq!(pathway(&decision, "norfolk/cara").eligibility, Eligibility::NotEligible);
}

#[test]
fn a_stop_says_why_nothing_is_recommended_yet() {
    let (_, decision, parts) = explained(&with(&case("high"), &json!({"who.mutual_claim": "yes"})), "2024-06-01");
    assert!(!pathway(&decision, "norfolk/change_project").recommended);
    let first = part(&parts, "norfolk/change_project");
    let stop = bundle().national.stops.iter().find(|stop| stop.id == "possible_victim").expect("a stop");
    assert!(first.contains(&stop.mend), "{first}");
}

#[test]
fn what_is_set_aside_is_named() {
    let (_, decision, parts) = explained(&json!({"child.any_0_17": "no", "child.impact": ["fear"]}), "2024-06-01");
    assert_eq!(decision.set_aside, ["child.impact"]);
    assert!(part(&parts, "set_aside").contains("Is afraid"), "{}", part(&parts, "set_aside"));
}

#[test]
fn an_action_that_rests_on_the_tier_names_what_gave_it() {
    let (_, _, parts) = explained(&case("immediate"), "2024-06-01");
    let call = part(&parts, "action.call_999");
    assert!(call.contains("Someone is in danger now: Yes"), "{call}");
}
