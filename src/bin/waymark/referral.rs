//! `waymark referral`.

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::decide::Engine;
use waymark::facts::AnswerFault;
use waymark::facts::raw::Raw;
use waymark::packs::Words;
use waymark::referral::fhir::questionnaire;
use waymark::referral::{Details, Referral, json::SCHEMA};

/// Writes a referral. What is wrong in it is an error; what is not there yet is listed in it.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, String> {
    let face: fn(&Referral<'_>) -> String = match options.format.as_deref() {
        None | Some("json") => |referral| referral.to_json(),
        Some("text") => |referral| referral.to_text(),
        Some("html") => |referral| referral.to_html(),
        Some("schema") => return output.print(SCHEMA),
        Some("fhir") => |referral| referral.to_fhir(),
        Some("questionnaire") => return output.print(questionnaire(&input::bundle(options)?)),
        Some(other) => return Err(format!("--format: found {other:?}, expected json, text, html, fhir, questionnaire or schema")),
    };
    let bundle = input::bundle(options)?;
    if options.format.as_deref() == Some("fhir") && bundle.codes.codes.is_empty() {
        return Err("codes.toml: found no such file beside the packs, expected the codes that a message in FHIR carries".into());
    }
    let engine = Engine::new(&bundle);
    let (answers, details) = parts(input::document()?)?;
    let answers = input::answers(&bundle.vocabulary, &answers, "/answers")?;
    let details = Details::read(&details, "/details").map_err(|faults| input::first(faults, ""))?;
    let referral = Referral::new(&engine, &answers, &details, input::day(options)?);
    let faults = faults(&referral, &details, &bundle.words);
    if faults.is_empty() { output.print(face(&referral)) } else { Err(input::first(faults, "")) }
}

/// The answers and the details of a document that has nothing else in it.
fn parts(document: Raw) -> Result<(Raw, Raw), String> {
    let expected = "an object with \"answers\" and \"details\"";
    let Raw::Object(members) = document else {
        return Err(format!("the whole input: found {}, expected {expected}", document.describe()));
    };
    let (mut answers, mut details) = (None, None);
    for (key, value) in members {
        let place = match key.as_str() {
            "answers" => &mut answers,
            "details" => &mut details,
            _ => return Err(format!("/{key}: found an unknown key, expected {expected}")),
        };
        if place.replace(value).is_some() {
            return Err(format!("/{key}: found the same key twice, expected each key once"));
        }
    }
    let answers = answers.ok_or_else(|| format!("the whole input: found no \"answers\", expected {expected}"))?;
    Ok((answers, details.unwrap_or_else(|| Raw::Object(Vec::new()))))
}

fn faults(referral: &Referral<'_>, details: &Details, words: &Words) -> Vec<AnswerFault> {
    let faults = referral.faults().into_iter().filter(|fault| !fault.is_missing());
    faults
        .map(|fault| AnswerFault {
            at: format!("/details/{}", fault.field.replace('.', "/")),
            found: Raw::Text(details.get(&fault.field).into()).describe(),
            expected: fault.says(words),
        })
        .collect()
}
