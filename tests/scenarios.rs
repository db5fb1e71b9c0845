//! The scenarios of `tests/scenarios/*.md`, as a practitioner reads them: every one comes out, and between them they show everything.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "scenarios/claim.rs"]
mod claim;
#[path = "scenarios/coverage.rs"]
mod coverage;
#[allow(dead_code)] // the conformance suite reads the bases too
#[path = "scenarios/form.rs"]
mod form;
#[path = "scenarios/runner.rs"]
mod runner;
mod support;

use coverage::Shown;
use form::{Bases, Case, Page};
use std::path::Path;
use std::sync::OnceLock;
use support::{bundle, engine};
use waymark::facts::{Answers, Day, raw::Raw};
use waymark::packs::Mode;
use waymark::packs::journey::Step;

/// The pages of the folder, the one that all may start from first.
fn pages() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let names = std::fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("a file").file_name().into_string().expect("a name"));
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
    names.sort_by_key(|name| (name != "README.md", name.clone()));
    names.iter().map(|name| (format!("tests/scenarios/{name}"), std::fs::read_to_string(folder.join(name)).expect("a page"))).collect()
}

/// Reads pages in order.
fn read(pages: &[(String, String)]) -> (Page, Vec<String>) {
    let (mut bases, mut whole, mut faults) = (Bases::default(), Page::default(), Vec::new());
    for (file, text) in pages {
        match form::read(&bundle().vocabulary, file, text, &mut bases) {
            Ok(page) => {
                whole.cases.extend(page.cases);
                whole.never.extend(page.never);
            }
            Err(found) => faults.extend(found),
        }
    }
    (whole, faults)
}

/// Decides every case on each of its days: what held, and what did not.
fn run(cases: &[Case]) -> (Vec<Shown<'_>>, Vec<String>) {
    let (mut shown, mut failures) = (Vec::new(), Vec::new());
    for case in cases {
        let raw: Raw = serde_json::from_value(case.answers.clone()).expect("answers");
        let answers = Answers::read(&bundle().vocabulary, &raw).expect("answers that were read before");
        for expected in &case.expected {
            let decision = serde_json::to_value(engine().without_changes(&answers, expected.on)).expect("a decision");
            let guidance = guidance(&answers, expected.on);
            for (at, claim) in &expected.claims {
                let wrong = claim::differences(claim, &decision, &guidance);
                if wrong.is_empty() {
                    shown.push(Shown { section: &case.section, on: expected.on, claim });
                }
                failures.extend(wrong.into_iter().map(|what| format!("{at}: {what} [{}]", case.name)));
            }
        }
    }
    (shown, failures)
}

/// The lines that guide, in every step.
fn guidance(answers: &Answers, on: Day) -> Vec<String> {
    let mode: Mode = engine().mode(answers);
    let steps = [Step::Start, Step::Safety, Step::Recognise, Step::Respond, Step::Refer, Step::Check, Step::Done];
    steps.into_iter().flat_map(|step| engine().guidance(answers, on, step, mode)).map(|line| line.id.clone()).collect()
}

/// All pages and what came of them, decided once for all tests.
struct Outcome {
    page: &'static Page,
    /// What held.
    shown: Vec<Shown<'static>>,
    /// What is wrong with the pages, or did not come out.
    wrong: Vec<String>,
}

fn outcome() -> &'static Outcome {
    static OUTCOME: OnceLock<Outcome> = OnceLock::new();
    OUTCOME.get_or_init(|| {
        let (page, mut wrong) = read(&pages());
        let page: &'static Page = Box::leak(Box::new(page));
        let (shown, failures) = run(&page.cases);
        wrong.extend(coverage::same_names(&page.cases));
        wrong.extend(failures);
        Outcome { page, shown, wrong }
    })
}

#[track_caller]
fn none(what: &str, lines: &[String]) {
    assert!(lines.is_empty(), "{} {what}\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn every_scenario_comes_out() {
    none("wrong", &outcome().wrong);
}

#[test]
fn every_pathway_is_shown() {
    none("not shown", &coverage::of_pathways(&outcome().shown, &outcome().page.never));
    none("not proved", &outcome().page.never.iter().filter_map(coverage::may_be).collect::<Vec<_>>());
}

#[test]
fn every_criterion_is_shown_to_decide() {
    none("not shown", &coverage::of_criteria(&outcome().shown));
}

#[test]
fn every_rule_is_shown() {
    none("not shown", &coverage::of_rules(&outcome().shown));
}
