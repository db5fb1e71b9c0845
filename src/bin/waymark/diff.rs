//! `waymark diff`.

use std::fmt::Write;
use std::path::Path;

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::facts::raw::Raw;
use waymark::packs::Bundle;
use waymark::packs::text::files::{PackFile, PackFiles, read_file};
use waymark::packs::text::load;
use waymark::prove::court::BUDGET;
use waymark::prove::diff::{Change, Differences, Question, What, differences};

/// Shows who is decided differently by two packs, or two folders of packs.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, String> {
    let face: fn(&Differences) -> String = match options.format.as_deref() {
        None | Some("text") => text,
        Some("json") => json,
        Some(other) => return Err(format!("--format: found {other:?}, expected text or json")),
    };
    let [old, new] = options.files.as_slice() else {
        return Err(format!("arguments: found {} packs, expected two: OLD and NEW", options.files.len()));
    };
    let on = input::day(options)?;
    let (old, new) = (bundle(options, old)?, bundle(options, new)?);
    let found = differences(&old, &new, on, BUDGET);
    output.print(face(&found))
}

/// The packs of a folder; or those of this build (or of `--packs`) with one of them replaced by a file.
fn bundle(options: &Options, path: &Path) -> Result<Bundle, String> {
    let files = if path.is_dir() {
        PackFiles::folder(path)?
    } else {
        let file = read_file(path)?;
        let mut files = input::pack_files(options)?;
        files.replace(PackFile { name: name(&file), ..file });
        files
    };
    load(&files).map_err(|faults| format!("{}: {}", path.display(), input::first_of(&faults)))
}

/// A pack takes the place of the one with its id, whatever its file is called.
fn name(file: &PackFile) -> String {
    let id = toml::from_str::<toml::Table>(&file.text).ok().and_then(|table| Some(format!("{}.toml", table.get("id")?.as_str()?)));
    id.unwrap_or_else(|| file.name.clone())
}

fn text(found: &Differences) -> String {
    let mut text = String::new();
    for Question { fact, value, is_new } in &found.questions {
        let what = value.as_ref().map_or_else(|| fact.clone(), |value| format!("{fact} = {value}"));
        let _ = writeln!(text, "only the {} packs know {what}", if *is_new { "new" } else { "old" });
    }
    let mut place = None;
    for change in &found.changes {
        if place != Some(&change.place) {
            let (old, new) = &change.place;
            let _ = writeln!(text, "{}", if old == new { old.clone() } else { format!("{old} -> {new}") });
            place = Some(&change.place);
        }
        let _ = writeln!(text, "  {}: {}", subject(change), told(change));
        if let Some(example) = &change.example {
            let _ = writeln!(text, "      {}", serde_json::to_string(&Raw::Object(example.clone())).unwrap_or_default());
        }
    }
    if found.incomplete {
        text.push_str("there are more cases than there is room for: this is not all\n");
    }
    if text.is_empty() { "nothing is decided differently\n".into() } else { text }
}

fn subject(change: &Change) -> String {
    match &change.what {
        What::Tier => "the tier".into(),
        What::Action(id) => format!("the action {id}"),
        What::Eligibility(id) => format!("who fits {id}"),
        What::Availability(id) => format!("whether {id} runs"),
    }
}

fn told(change: &Change) -> String {
    let (from, to) = change.names.as_ref().map_or((change.from, change.to), |(from, to)| (from.as_str(), to.as_str()));
    let whom = match change.example {
        None => "for everybody here".to_owned(),
        Some(_) => format!("for {} of all answers here, such as", percent(change.share)),
    };
    format!("{from} -> {to}, {whom}")
}

/// A share in words: two figures that mean something.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        _ if percent < 0.01 => "less than 0.01 %".into(),
        _ if percent < 1.0 => format!("{percent:.2} %"),
        _ if percent > 99.9 => "nearly all".into(),
        _ => format!("{percent:.1} %"),
    }
}

fn json(found: &Differences) -> String {
    let object = |members: Vec<(&str, Raw)>| Raw::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect());
    let said = |text: &str| Raw::Text(text.into());
    let change = |change: &Change| {
        let (kind, id) = match &change.what {
            What::Tier => ("tier", Raw::Null),
            What::Action(id) => ("action", said(id)),
            What::Eligibility(id) => ("eligibility", said(id)),
            What::Availability(id) => ("availability", said(id)),
        };
        let (from, to) = change.names.as_ref().map_or((change.from, change.to), |(from, to)| (from.as_str(), to.as_str()));
        object(vec![
            ("old", said(&change.place.0)),
            ("new", said(&change.place.1)),
            ("what", said(kind)),
            ("id", id),
            ("from", said(from)),
            ("to", said(to)),
            ("share", said(&percent(change.share))),
            ("example", change.example.clone().map_or(Raw::Null, Raw::Object)),
        ])
    };
    let question = |question: &Question| {
        let value = question.value.as_deref().map_or(Raw::Null, said);
        object(vec![("fact", said(&question.fact)), ("value", value), ("is", said(if question.is_new { "new" } else { "gone" }))])
    };
    let all = object(vec![
        ("questions", Raw::List(found.questions.iter().map(question).collect())),
        ("changes", Raw::List(found.changes.iter().map(change).collect())),
        ("complete", Raw::Bool(!found.incomplete)),
    ]);
    serde_json::to_string(&all).unwrap_or_default() + "\n"
}
