//! `waymark prove`.

use std::fmt::Write;

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::facts::raw::Raw;
use waymark::packs::Bundle;
use waymark::packs::text::fault::did_you_mean;
use waymark::prove::claims::{self, Claims};
use waymark::prove::court::Refutation;
use waymark::prove::properties::{Finding, Trial, Verdict, prove};
use waymark::prove::setting::Place;

/// How many refutations of one claim are shown: one tells most, twenty tell no more.
const SHOWN: usize = 5;

/// Proves every claim in every place, or in those that are named.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, String> {
    let face: fn(&[Trial]) -> String = match options.format.as_deref() {
        None | Some("text") => text,
        Some("json") => json,
        Some(other) => return Err(format!("--format: found {other:?}, expected text or json")),
    };
    let bundle = input::bundle(options)?;
    let claims = claims::read(&input::pack_files(options)?, &bundle).map_err(|faults| input::first_of(&faults))?;
    let places = named(&bundle, &options.areas)?;
    let trials = try_all(&bundle, &claims, &places);
    output.print(face(&trials))?;
    let all = trials.iter().flat_map(|trial| &trial.findings).all(|finding| finding.verdict.is_proved());
    Ok(if all { Outcome::Done } else { Outcome::Faults })
}

/// The places that were named by the id of a pack or by an area that it serves; all where none was.
fn named(bundle: &Bundle, areas: &[String]) -> Result<Vec<String>, String> {
    let places = Place::all(bundle);
    let choices = bundle.vocabulary.asked("area.person").map_or(&[][..], |fact| bundle.vocabulary.choices(fact));
    let serves =
        |place: &Place<'_>, area: &str| choices.iter().position(|choice| choice.is == area).is_some_and(|value| place.areas & 1 << value != 0);
    let find = |area: &String| {
        places.iter().find(|place| place.id() == area || serves(place, area)).map(|place| place.id().to_owned()).ok_or_else(|| {
            let known = || places.iter().map(Place::id);
            let near = did_you_mean(area, known()).map(|near| format!(" ({near})")).unwrap_or_default();
            format!("AREA: found {area:?}, expected one of {}{near}", known().collect::<Vec<_>>().join(", "))
        })
    };
    if areas.is_empty() { Ok(places.iter().map(|place| place.id().to_owned()).collect()) } else { areas.iter().map(find).collect() }
}

/// Each place by itself, side by side.
fn try_all(bundle: &Bundle, claims: &Claims, places: &[String]) -> Vec<Trial> {
    std::thread::scope(|scope| {
        let running: Vec<_> = places.iter().map(|place| scope.spawn(move || prove(bundle, claims, std::slice::from_ref(place), None))).collect();
        running.into_iter().filter_map(|thread| thread.join().ok()).flatten().collect()
    })
}

fn text(trials: &[Trial]) -> String {
    let mut text = String::new();
    for trial in trials {
        let _ =
            writeln!(text, "{}, over every possible answer, on {} days from which on something is decided otherwise", trial.place, trial.settings);
        trial.findings.iter().for_each(|finding| write_finding(&mut text, finding));
        text.push('\n');
    }
    let count = |wanted: fn(&Verdict) -> bool| trials.iter().flat_map(|trial| &trial.findings).filter(|finding| wanted(&finding.verdict)).count();
    let counts = [
        (count(Verdict::is_proved), "proved"),
        (count(|verdict| matches!(verdict, Verdict::Refuted(_))), "refuted"),
        (count(|verdict| matches!(verdict, Verdict::Empty(_))), "holding only because nothing comes so far"),
        (count(|verdict| matches!(verdict, Verdict::NotProved)), "not proved for want of room"),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    text + &told.collect::<Vec<_>>().join(", ") + "\n"
}

fn write_finding(text: &mut String, finding: &Finding) {
    let verdict = match &finding.verdict {
        Verdict::Proved => "proved",
        Verdict::Empty(_) => "empty",
        Verdict::Refuted(_) => "REFUTED",
        Verdict::NotProved => "not proved",
    };
    let _ = writeln!(text, "  {} {verdict:<10} {}", finding.number, finding.says);
    match &finding.verdict {
        Verdict::Proved => {}
        Verdict::Empty(why) => drop(writeln!(text, "      it holds only because nothing comes so far: {why}")),
        Verdict::NotProved => text.push_str("      there are more cases than there is room for\n"),
        Verdict::Refuted(refutations) => {
            refutations.iter().take(SHOWN).for_each(|refutation| write_refutation(text, refutation));
            if refutations.len() > SHOWN {
                let _ = writeln!(text, "      and {} more", refutations.len() - SHOWN);
            }
        }
    }
}

fn write_refutation(text: &mut String, refutation: &Refutation) {
    let on = refutation.on.map(|on| format!(" (from {on} on)")).unwrap_or_default();
    let _ = writeln!(text, "      {}{on}", refutation.wrong);
    if let Some(answers) = &refutation.answers {
        let _ = writeln!(text, "        {}", written(Raw::Object(answers.clone())));
    }
    match &refutation.change {
        Some((fact, Some(value))) => drop(writeln!(text, "        then {}", written(Raw::Object(vec![(fact.clone(), value.clone())])))),
        Some((fact, None)) => drop(writeln!(text, "        then without {fact}")),
        None => {}
    }
}

fn written(raw: Raw) -> String {
    serde_json::to_string(&raw).unwrap_or_default()
}

/// The same as an object: for each place each claim with its verdict and its refutations.
fn json(trials: &[Trial]) -> String {
    let object = |members: Vec<(&str, Raw)>| Raw::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect());
    let said = |text: &str| Raw::Text(text.into());
    let refutation = |refutation: &Refutation| {
        let change =
            refutation.change.clone().map_or(Raw::Null, |(fact, to)| object(vec![("fact", Raw::Text(fact)), ("to", to.unwrap_or(Raw::Null))]));
        let on = refutation.on.map_or(Raw::Null, |on| Raw::Text(on.to_string()));
        object(vec![
            ("wrong", said(&refutation.wrong)),
            ("answers", refutation.answers.clone().map_or(Raw::Null, Raw::Object)),
            ("change", change),
            ("on", on),
        ])
    };
    let finding = |finding: &Finding| {
        let (verdict, more) = match &finding.verdict {
            Verdict::Proved => ("proved", Raw::List(Vec::new())),
            Verdict::Empty(why) => ("empty", Raw::List(vec![object(vec![("wrong", said(why))])])),
            Verdict::NotProved => ("not_proved", Raw::List(Vec::new())),
            Verdict::Refuted(all) => ("refuted", Raw::List(all.iter().map(refutation).collect())),
        };
        object(vec![
            ("property", Raw::Whole(finding.number.into())),
            ("says", said(&finding.says)),
            ("verdict", said(verdict)),
            ("refutations", more),
        ])
    };
    let trial = |trial: &Trial| {
        object(vec![
            ("area", said(&trial.place)),
            ("days", Raw::Whole(trial.settings as u64)),
            ("nodes", Raw::Whole(trial.nodes as u64)),
            ("properties", Raw::List(trial.findings.iter().map(finding).collect())),
        ])
    };
    written(Raw::List(trials.iter().map(trial).collect())) + "\n"
}
