//! `waymark decide` and `waymark explain`.

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::decide::{Engine, explain};
use waymark::facts::raw::Raw;
use waymark::facts::{Answers, Day};

/// How a decision is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// For programs.
    Json,
    /// For people.
    Text,
}

/// Decides what standard input holds.
pub fn run(options: &Options, face: Face, output: &mut Output) -> Result<Outcome, String> {
    let bundle = input::bundle(options)?;
    let engine = Engine::new(&bundle);
    let on = input::day(options)?;
    if options.lines {
        return lines(&engine, on, face, output);
    }
    let answers = input::answers(&bundle.vocabulary, &input::document()?, "")?;
    let shown = match face {
        Face::Json => serde_json::to_string_pretty(&engine.decide(&answers, on)).map(|json| json + "\n").map_err(unwritable)?,
        Face::Text => text(&engine, &answers, on),
    };
    output.print(shown)
}

/// One decision a line. A bad line has its error in its place, and the others are decided all the same.
fn lines(engine: &Engine<'_>, on: Day, face: Face, output: &mut Output) -> Result<Outcome, String> {
    let mut outcome = Outcome::Done;
    input::lines(|number, raw| {
        let line = raw.and_then(|raw| line(engine, on, face, &raw));
        let line = line.or_else(|error| {
            outcome = Outcome::Faults;
            serde_json::to_string(&Bad { line: number, error }).map_err(unwritable)
        })?;
        output.print(line + "\n")?;
        output.let_go()?;
        Ok(!output.is_gone())
    })?;
    Ok(outcome)
}

#[derive(serde::Serialize)]
struct Bad {
    line: usize,
    error: String,
}

fn line(engine: &Engine<'_>, on: Day, face: Face, raw: &Raw) -> Result<String, String> {
    let answers = input::answers(&engine.bundle().vocabulary, raw, "")?;
    match face {
        Face::Json => serde_json::to_string(&engine.decide(&answers, on)).map_err(unwritable),
        Face::Text => Ok(text(engine, &answers, on)),
    }
}

fn text(engine: &Engine<'_>, answers: &Answers, on: Day) -> String {
    explain::text(engine.bundle(), answers, &engine.decide(answers, on))
}

fn unwritable(error: serde_json::Error) -> String {
    format!("the decision: found {error}, expected to be able to write it as JSON")
}
