//! What two packs decide differently is listed once with an example, and nothing else is: tried against both decisions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use support::{Dice, day, some_answers, with};
use waymark::decide::Engine;
use waymark::facts::Answers;
use waymark::facts::raw::Raw;
use waymark::packs::Bundle;
use waymark::packs::text::files::{PackFile, PackFiles};
use waymark::packs::text::load;
use waymark::prove::court::BUDGET;
use waymark::prove::diff::{Change, Differences, What, differences};

const OLD: &str = include_str!("diff/norfolk-2023-24.toml");
const NEW: &str = include_str!("diff/norfolk-2024-25.toml");

fn norfolk(text: &str) -> Bundle {
    let mut files = PackFiles::built_in();
    files.replace(PackFile { name: "norfolk.toml".into(), text: text.into() });
    load(&files).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

fn compared(on: &str) -> (Bundle, Bundle, Differences) {
    let (old, new) = (norfolk(OLD), norfolk(NEW));
    let found = differences(&old, &new, day(on), BUDGET);
    (old, new, found)
}

/// A change as one line.
fn line(change: &Change) -> String {
    let (from, to) = (change.from, change.to);
    match &change.what {
        What::Tier => format!("tier {:?}", change.names),
        What::Action(id) => format!("action {id} {from} {to}"),
        What::Eligibility(id) => format!("fits {id} {from} {to}"),
        What::Availability(id) => format!("runs {id} {from} {to}"),
    }
}

/// What differs between two decisions on one case, as such lines.
fn differ(old: &Engine<'_>, new: &Engine<'_>, answers: &Answers, on: &str) -> BTreeSet<String> {
    let (was, is) = (old.plain(answers, day(on)), new.plain(answers, day(on)));
    let mut lines = BTreeSet::new();
    assert_eq!(was.tier, is.tier);
    let due = |decision: &waymark::decide::Decision<'_>| decision.actions.iter().map(|action| action.id.to_owned()).collect::<BTreeSet<_>>();
    lines.extend(due(&was).difference(&due(&is)).map(|id| format!("action {id} due not_due")));
    lines.extend(due(&is).difference(&due(&was)).map(|id| format!("action {id} not_due due")));
    for (was, is) in was.pathways.iter().zip(&is.pathways) {
        assert_eq!(was.id, is.id);
        if was.eligibility != is.eligibility {
            lines.insert(format!("fits {} {} {}", was.id, was.eligibility.id(), is.eligibility.id()));
        }
        if was.availability != is.availability {
            lines.insert(format!("runs {} {} {}", was.id, was.availability.id(), is.availability.id()));
        }
    }
    lines
}

#[test]
fn the_two_papers_for_norfolk_differ_in_whom_they_are_for_and_when() {
    for (on, runs) in [("2023-06-01", Some("running unconfirmed")), ("2024-06-01", Some("ended running")), ("2026-01-01", None)] {
        let (_, _, found) = compared(on);
        let lines: Vec<String> = found.changes.iter().map(line).collect();
        assert_eq!(
            lines.iter().find(|line| line.starts_with("runs")).map(String::as_str),
            runs.map(|runs| format!("runs norfolk/change_project {runs}")).as_deref()
        );
        for change in ["not_eligible cannot_tell", "not_eligible eligible", "cannot_tell eligible"] {
            assert!(lines.contains(&format!("fits norfolk/change_project {change}")), "{lines:?}");
        }
        assert!(lines.iter().all(|line| line.contains("change_project") || line.contains("national/fallback")), "{lines:?}");
        assert!(found.questions.is_empty() && !found.incomplete);
    }
}

#[test]
fn each_example_differs_in_just_that_way_and_every_difference_is_listed() {
    for on in ["2023-06-01", "2024-06-01", "2026-01-01"] {
        let (old, new, found) = compared(on);
        let (old_engine, new_engine) = (Engine::new(&old), Engine::new(&new));
        let listed: BTreeSet<String> = found.changes.iter().map(line).collect();
        assert_eq!(listed.len(), found.changes.len(), "each class once");
        for change in &found.changes {
            assert_eq!(change.place, ("norfolk".to_owned(), "norfolk".to_owned()));
            let Some(example) = &change.example else { continue };
            let answers = Answers::read(&old.vocabulary, &Raw::Object(example.clone())).unwrap();
            assert!(differ(&old_engine, &new_engine, &answers, on).contains(&line(change)), "{change:?}");
            assert!(change.share > 0.0 && change.share < 1.0);
        }
        let (mut dice, mut seen) = (Dice(4), BTreeSet::new());
        for _ in 0..4_000 {
            let (alarm, open) = (1 + dice.roll(12), 2 + dice.roll(12));
            let case = some_answers(&mut dice, alarm, open);
            let elsewhere = dice.one_in(5);
            let case = if elsewhere { with(&case, &serde_json::json!({"area.person": "lincolnshire"})) } else { case };
            let lines = differ(&old_engine, &new_engine, &support::answers(&case), on);
            assert!(lines.is_subset(&listed), "{lines:?} on {case}");
            assert!(!elsewhere || lines.is_empty());
            seen.extend(lines);
        }
        assert_eq!(seen, listed, "every class has been met");
    }
}

#[test]
fn what_is_equal_is_not_listed() {
    let (old, same) = (norfolk(OLD), norfolk(OLD));
    let found = differences(&old, &same, day("2024-06-01"), BUDGET);
    assert!(found.changes.is_empty() && found.questions.is_empty());
}

#[test]
fn a_new_question_and_a_new_area_are_seen() {
    let mut files = PackFiles::built_in();
    let vocabulary = files.text("vocabulary.toml").replace(
        "{ is = \"ni\", says = \"Northern Ireland\" },\n",
        "{ is = \"ni\", says = \"Northern Ireland\" },\n  { is = \"rutland\", says = \"Rutland\" },\n",
    );
    files.replace(PackFile { name: "vocabulary.toml".into(), text: vocabulary });
    let text = OLD.replacen("areas = [\"norfolk\"]", "areas = [\"norfolk\", \"rutland\"]", 1);
    files.replace(PackFile { name: "norfolk.toml".into(), text });
    let new = load(&files).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let found = differences(&norfolk(OLD), &new, day("2023-06-01"), BUDGET);
    let questions: Vec<_> = found.questions.iter().map(|question| (question.fact.as_str(), question.value.as_deref(), question.is_new)).collect();
    assert_eq!(questions, [("area.person", Some("rutland"), true), ("area.victim", Some("rutland"), true)]);
    // Somebody in Rutland had the national pack alone.
    let lines: Vec<String> = found.changes.iter().filter(|change| change.place == ("national".into(), "norfolk".into())).map(line).collect();
    assert!(lines.contains(&"runs norfolk/change_project not_listed running".to_owned()), "{lines:?}");
}

#[test]
fn the_command_shows_them() {
    let waymark = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_waymark")).args(arguments).stdin(Stdio::null()).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (old, new) = ("tests/diff/norfolk-2023-24.toml", "tests/diff/norfolk-2024-25.toml");
    let (status, out, _) = waymark(&["diff", old, new, "--on", "2024-06-01"]);
    assert_eq!(status, 0);
    assert!(out.contains("whether norfolk/change_project runs: ended -> running, for everybody here"), "{out}");
    assert!(out.contains("{\"area.person\":\"norfolk\",\"rel.kind\":\"adult_child_to_parent\"}"), "{out}");
    let (status, out, _) = waymark(&["diff", old, new, "--on", "2024-06-01", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status, &found["complete"]), (0, &serde_json::json!(true)));
    let (status, out, _) = waymark(&["diff", "public/packs", "public/packs"]);
    assert_eq!((status, out.as_str()), (0, "nothing is decided differently\n"));
    let (status, out, complaint) = waymark(&["diff", old]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(complaint.contains("expected two"), "{complaint}");
}
