//! The published suite of `tests/conformance`: every case comes out as it says, and the suite holds what its sources hold.
//! `WAYMARK_WRITE=1 cargo test --test conformance` writes it anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "scenarios/claim.rs"]
#[allow(dead_code)]
mod claim;
#[path = "scenarios/form.rs"]
#[allow(dead_code)]
mod form;
#[path = "conformance/sources.rs"]
mod sources;
#[path = "conformance/suite.rs"]
mod suite;
mod support;

use serde_json::{Value, json};
use sources::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Once;
use suite::{differences, expectation};
use support::{bundle, engine};
use waymark::facts::{Answers, Day, raw::Raw};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The pages of scenarios, the one that all may start from first.
fn scenario_pages() -> Vec<(String, String)> {
    let names =
        std::fs::read_dir(folder("scenarios")).expect("the folder").map(|entry| entry.expect("a file").file_name().into_string().expect("a name"));
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
    names.sort_by_key(|name| (name != "README.md", name.clone()));
    names.into_iter().map(|name| (name.clone(), std::fs::read_to_string(folder("scenarios").join(name)).expect("a page"))).collect()
}

/// What the program makes of a case.
fn decide(answers: &Value, on: Day) -> Value {
    let raw: Raw = serde_json::from_value(answers.clone()).expect("JSON");
    let answers = Answers::read(&bundle().vocabulary, &raw).unwrap_or_else(|faults| panic!("{}", faults[0]));
    serde_json::to_value(engine().decide(&answers, on)).expect("JSON")
}

/// The sources, by the file of the suite that they go to.
fn by_file() -> BTreeMap<String, Vec<Source>> {
    let mut files: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    sources::all().into_iter().for_each(|source| files.entry(source.file.clone()).or_default().push(source));
    files
}

fn refused_text() -> String {
    let line = |case: sources::Refused| json!({"name": case.name, "input": case.input, "at": case.at}).to_string();
    suite::list_of(sources::refused().into_iter().map(line))
}

/// Writes the suite anew, once, where that is asked for.
fn write_where_asked() {
    static WRITTEN: Once = Once::new();
    if std::env::var_os("WAYMARK_WRITE").is_some() {
        WRITTEN.call_once(write);
    }
}

fn write() {
    for (file, sources) in by_file() {
        let text = suite::list_of(sources.iter().map(|source| suite::case(source, &decide(&source.answers, source.on))));
        std::fs::write(folder("conformance").join(format!("{file}.json")), text).expect("written");
    }
    std::fs::write(folder("conformance/refused.json"), refused_text()).expect("written");
}

/// The files of the suite: name and content.
fn files() -> Vec<(String, Vec<Value>)> {
    let entries = std::fs::read_dir(folder("conformance")).expect("the folder").map(|entry| entry.expect("a file").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
    files.sort();
    let read = |path: &PathBuf| {
        serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    };
    files.iter().map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), read(path))).collect()
}

#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_suite_holds() {
    write_where_asked();
    let (mut wrong, mut count) = (Vec::new(), 0);
    let files = files();
    for (file, cases) in files.iter().filter(|(file, _)| file != "refused") {
        for case in cases {
            let on = Day::parse(case["on"].as_str().expect("a day")).expect("a day");
            let decision = decide(&case["answers"], on);
            let differ =
                differences(&case["expect"], &expectation(&decision)).into_iter().chain(differences(&case["packs"], &suite::packs(&decision)));
            wrong.extend(differ.map(|what| format!("{file}.json: {}: {what}", case["name"])));
            count += 1;
        }
    }
    none(&wrong);
    assert!(count >= 300, "{count} cases");
    let of_sources: BTreeMap<String, Vec<Source>> = by_file();
    let names: Vec<&String> = files.iter().map(|(file, _)| file).filter(|file| *file != "refused").collect();
    assert_eq!(names, of_sources.keys().collect::<Vec<_>>());
    for (file, cases) in files.iter().filter(|(file, _)| file != "refused") {
        let written = cases.iter().map(|case| json!([case["name"], case["on"], case["answers"]]));
        let made = of_sources[file].iter().map(|source| json!([source.name, source.on.to_string(), source.answers]));
        assert_eq!(written.collect::<Vec<_>>(), made.collect::<Vec<_>>(), "{file}.json is old: write it anew with WAYMARK_WRITE=1");
    }
}

#[test]
fn what_must_be_refused_is_refused() {
    write_where_asked();
    let text = std::fs::read_to_string(folder("conformance/refused.json")).expect("the file");
    assert_eq!(text, refused_text(), "refused.json is old: write it anew with WAYMARK_WRITE=1");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let mut wrong = Vec::new();
    for case in &cases {
        let places: Vec<String> = match serde_json::from_str::<Raw>(case["input"].as_str().expect("text")) {
            Ok(raw) => Answers::read(&bundle().vocabulary, &raw).err().unwrap_or_default().into_iter().map(|fault| fault.at).collect(),
            Err(_) => vec![String::new()],
        };
        if json!(places) != json!([case["at"]]) {
            wrong.push(format!("{}: expected a fault at {}, found {}", case["name"], case["at"], json!(places)));
        }
    }
    none(&wrong);
    assert!(cases.len() >= 30);
}

#[test]
fn a_suite_that_is_wrong_fails() {
    let decision = decide(&json!({"area.person": "norfolk", "flag.strangulation": "yes", "rel.kind": "ex_partner"}), Day::new(2024, 6, 1).unwrap());
    let right = expectation(&decision);
    assert_eq!(differences(&right, &right), Vec::<String>::new());
    let other_order = |list: &str| {
        let mut other = right.clone();
        other[list].as_array_mut().unwrap().reverse();
        differences(&other, &right)
    };
    assert_eq!(other_order("missing"), Vec::<String>::new(), "a set has no order");
    assert_eq!(other_order("actions").len(), 1, "the order of actions counts");
    for (place, value) in [
        ("/tier", json!("medium")),
        ("/next", json!([])),
        ("/stops", json!(["possible_victim"])),
        ("/missing/0", json!("flag.strangulation")),
        ("/pathways/norfolk~1cara/eligibility", json!("eligible")),
        ("/pathways/norfolk~1cara/criteria/adult", json!("not_met")),
        ("/pathways/norfolk~1marac/recommended", json!(false)),
        ("/pathways/norfolk~1change_project/availability", json!("ended")),
    ] {
        let mut other = right.clone();
        *other.pointer_mut(place).expect("a place") = value;
        let found = differences(&other, &right);
        let at = place.trim_end_matches("/0");
        assert!(found.len() == 1 && found[0].starts_with(at), "{place}: {}", found.join("; "));
    }
    let mut fewer = right.clone();
    fewer["pathways"].as_object_mut().unwrap().remove("norfolk/cara");
    assert_eq!(differences(&fewer, &right).len(), 1, "every pathway counts");
}
