//! Our patterns are held to the letter: for every published case of govuk-frontend they must draw the same elements.
//! `tests/fixtures/left-out.toml` lists the cases that they need not draw, and why. `WAYMARK_WRITE=1 cargo test --test fixtures`
//! writes the table of `tests/fixtures/README.md` anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "fixtures/controls.rs"]
mod controls;
#[path = "fixtures/options.rs"]
mod options;
#[path = "fixtures/pieces.rs"]
mod pieces;
#[path = "fixtures/tree.rs"]
mod tree;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use options::Options;
use serde::Deserialize;
use serde_json::Value;
use waymark::screen::element::View;

/// At least so many of a hundred cases must be drawn the same.
const ENOUGH: usize = 95;

/// Draws a component from the options of a case.
type Draw = fn(&Options) -> View;

/// The components that pages are made of, or will be.
const COMPONENTS: &[(&str, Draw)] = &[
    ("back-link", pieces::back_link),
    ("button", controls::button),
    ("character-count", controls::character_count),
    ("checkboxes", controls::checkboxes),
    ("date-input", controls::date_input),
    ("details", pieces::details),
    ("error-message", pieces::error_message),
    ("error-summary", pieces::error_summary),
    ("exit-this-page", pieces::exit_this_page),
    ("fieldset", pieces::fieldset),
    ("hint", pieces::hint),
    ("input", controls::input),
    ("inset-text", pieces::inset_text),
    ("label", pieces::label),
    ("notification-banner", pieces::notification_banner),
    ("panel", pieces::panel),
    ("radios", controls::radios),
    ("select", controls::select),
    ("summary-list", pieces::summary_list),
    ("tag", pieces::tag),
    ("task-list", pieces::task_list),
    ("textarea", controls::textarea),
    ("warning-text", pieces::warning_text),
];

/// The published cases of a component.
#[derive(Deserialize)]
struct Published {
    fixtures: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    options: Value,
    html: String,
}

/// The cases that we need not draw.
#[derive(Deserialize)]
struct LeftOut {
    case: Vec<Left>,
}

#[derive(Deserialize)]
struct Left {
    component: String,
    name: String,
    because: String,
}

/// How one component did.
struct Score {
    component: &'static str,
    cases: usize,
    same: usize,
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn published(component: &str) -> Vec<Case> {
    let path = here("node_modules/govuk-frontend/dist/govuk/components").join(component).join("fixtures.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}. Run `npm ci` first", path.display()));
    serde_json::from_str::<Published>(&text).unwrap().fixtures
}

fn left_out() -> Vec<Left> {
    let text = std::fs::read_to_string(here("tests/fixtures/left-out.toml")).unwrap();
    toml::from_str::<LeftOut>(&text).unwrap().case
}

fn version() -> String {
    let text = std::fs::read_to_string(here("node_modules/govuk-frontend/package.json")).unwrap();
    serde_json::from_str::<Value>(&text).unwrap()["version"].as_str().unwrap().to_owned()
}

/// What is different between what a pattern draws and what is published; none where nothing is.
fn difference(draw: Draw, case: &Case) -> Option<String> {
    let ours = draw(&Options::new(&case.options)).to_html();
    let (ours, theirs) = (tree::lines(&ours), tree::lines(&case.html));
    if ours == theirs {
        return None;
    }
    let first = ours.iter().zip(&theirs).take_while(|(ours, theirs)| ours == theirs).count();
    let line = |lines: &[String]| lines.get(first).cloned().unwrap_or_else(|| "(the end)".to_owned());
    Some(format!("theirs {}\n    ours   {}", line(&theirs), line(&ours)))
}

#[test]
fn every_published_case_is_drawn_the_same_or_left_out_for_a_reason() {
    let left_out = left_out();
    let (mut wrong, mut scores) = (Vec::new(), Vec::new());
    for (component, draw) in COMPONENTS {
        let cases = published(component);
        let mut same = 0;
        for case in &cases {
            let left = left_out.iter().any(|left| left.component == *component && left.name == case.name);
            match (difference(*draw, case), left) {
                (None, false) => same += 1,
                (None, true) => wrong.push(format!("{component}, {}: it is drawn the same and need not be left out", case.name)),
                (Some(_), true) => {}
                (Some(difference), false) => wrong.push(format!("{component}, {}:\n    {difference}", case.name)),
            }
        }
        scores.push(Score { component, cases: cases.len(), same });
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
    let (cases, same) = (scores.iter().map(|score| score.cases).sum::<usize>(), scores.iter().map(|score| score.same).sum::<usize>());
    assert!(same * 100 >= cases * ENOUGH, "only {same} of {cases} cases are drawn the same");
    assert_eq!(cases, same + left_out.len(), "left-out.toml names a case twice, or one that is not published");
    let table = table(&scores, &left_out, cases, same);
    println!("{table}");
    let path = here("tests/fixtures/README.md");
    if std::env::var_os("WAYMARK_WRITE").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == table, "tests/fixtures/README.md is out of date: WAYMARK_WRITE=1 cargo test --test fixtures");
}

fn table(scores: &[Score], left_out: &[Left], cases: usize, same: usize) -> String {
    let mut out = format!("# Our patterns beside govuk-frontend {}\n\n", version());
    out.push_str("Each published case of these components (`fixtures.json`) is drawn by `src/screen/patterns` and compared: elements, attributes, classes as\n");
    out.push_str("they are written, text. `cargo test --test fixtures` does it; `WAYMARK_WRITE=1` writes this file.\n\n");
    out.push_str("| component | cases | the same | left out |\n|---|--:|--:|--:|\n");
    for Score { component, cases, same } in scores {
        writeln!(out, "| {component} | {cases} | {same} | {} |", cases - same).unwrap();
    }
    let share = (same * 1000 / cases) as f64 / 10.0;
    writeln!(out, "| **all** | **{cases}** | **{same}** ({share} %) | **{}** |\n", cases - same).unwrap();
    out.push_str("Left out (`left-out.toml`):\n\n");
    for Left { component, name, because } in left_out {
        writeln!(out, "- {component}, \"{name}\": {because}").unwrap();
    }
    out
}

#[test]
fn a_difference_is_seen() {
    for (one, other) in [
        ("<p class=\"a b\">c</p>", "<p class=\"b a\">c</p>"),
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a</p>", "<div>a</div>"),
        ("<p>a</p>", "<p id=\"a\">a</p>"),
        ("<p><b>a</b> c</p>", "<p><b>a</b>c</p>"),
        ("<p>a</p>", "<p>a</p><p></p>"),
        ("<ul><li>a</li></ul>b", "<ul><li>ab</li></ul>"),
    ] {
        assert_ne!(tree::lines(one), tree::lines(other), "{one} {other}");
    }
    assert_eq!(tree::lines("<p id=a class=b>\n a\n  b </p>\n"), tree::lines("<p class='b' id='a'>a b</p>"));
}
