//! Words and code fit each other: nothing the code says is missing, nothing that is written is never said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use waymark::packs::text::fault::Faults;
use waymark::packs::{Bundle, text};

/// All Rust and JavaScript of the library, as one text.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for item in fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an entry").path();
        if path.is_dir() {
            all.push_str(&sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all.push_str(&fs::read_to_string(&path).expect("text"));
        }
    }
    all
}

/// Whatever stands in quotes and looks like a key: lower-case parts joined by dots.
fn keys(source: &str) -> Vec<&str> {
    let looks_like_a_key = |text: &&str| {
        text.contains('.')
            && text.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'))
    };
    source.split('"').filter(looks_like_a_key).collect()
}

/// Every key that has words, or the forms of a count.
fn written(bundle: &Bundle) -> HashSet<&str> {
    let counts = bundle.words.counts.iter().map(|(key, _)| key.as_str());
    bundle.words.texts.iter().map(|(key, _)| key.as_str()).chain(counts).collect()
}

#[test]
fn every_key_that_the_screen_says_has_words() {
    let bundle = text::built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
    let tables = [
        "language",
        "step",
        "progress",
        "page",
        "error",
        "fault",
        "exit",
        "clear",
        "stop",
        "contradiction",
        "aside",
        "respond",
        "result",
        "services",
        "urgency",
        "eligibility",
        "availability",
        "choose",
        "form",
        "filled_in",
        "check",
        "done",
        "receive",
        "receiving",
        "reply",
        "send",
        "sealed",
        "unlock",
    ];
    let source = sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/screen")));
    let said: Vec<&str> = keys(&source).into_iter().filter(|key| tables.iter().any(|table| key.split('.').next() == Some(table))).collect();
    assert!(said.len() > 60, "{}", said.len());
    let written = written(&bundle);
    let missing: Vec<&&str> = said.iter().filter(|key| !written.contains(*key)).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
}

#[test]
fn nothing_is_written_that_is_never_said() {
    let bundle = text::built_in().unwrap_or_else(|faults| panic!("{faults:?}"));
    let source = sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    let said = keys(&source);
    // Keys that are put together: of a step, of a detail, of a fault.
    let built = ["draft.fault.", "seal.fault.", "send.fault.", "step.", "details.", "referral.", "receive.", "reply.", "explain.", "directory."];
    let unsaid: Vec<&str> =
        written(&bundle).into_iter().filter(|key| !said.contains(key) && !built.iter().any(|start| key.starts_with(start))).collect();
    assert!(unsaid.is_empty(), "never said: {unsaid:?}");
}

#[test]
fn the_view_for_authors_has_words_of_its_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = text::file("en.toml", &fs::read_to_string(root.join("public/words/author/en.toml")).expect("words"));
    let faults = Faults::default();
    let words = text::words::read("en", &[file], &faults);
    assert!(faults.into_sorted().is_empty());
    let source = sources(&root.join("src/author")) + &fs::read_to_string(root.join("src/screen/patterns/frame.rs")).expect("text");
    let said = keys(&source);
    let tables: HashSet<&str> = words.texts.iter().filter_map(|(key, _)| key.split('.').next()).collect();
    let missing: Vec<&&str> =
        said.iter().filter(|key| key.split('.').next().is_some_and(|table| tables.contains(table)) && words.find(key).is_none()).collect();
    assert!(missing.is_empty(), "no words for {missing:?}");
    // Keys that are put together: of a level of prevention, of what something was and is.
    let built = |key: &str| key.starts_with("level.") || key.starts_with("diff_value.");
    let unsaid: Vec<&String> = words.texts.iter().map(|(key, _)| key).filter(|key| !said.contains(&key.as_str()) && !built(key)).collect();
    assert!(unsaid.is_empty() && !said.is_empty(), "never said: {unsaid:?}");
}
