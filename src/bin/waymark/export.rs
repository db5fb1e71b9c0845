//! `waymark export`.

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use serde::Serialize;
use waymark::packs::text::fault::did_you_mean;
use waymark::prove::export::cases::Cases;
use waymark::prove::export::dice::Dice;
use waymark::prove::export::{Jdm, JsonLogic, Model, area, names};

/// The same cases every time.
const SEED: u64 = 20_260_401;

/// Writes the pack of an area, together with the national one, for another engine; or the cases on which it must agree.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, String> {
    let format = options.format.as_deref().ok_or("--format: found none, expected json-logic, jdm or cases")?;
    if !["json-logic", "jdm", "cases"].contains(&format) {
        return Err(format!("--format: found {format:?}, expected json-logic, jdm or cases"));
    }
    if format != "cases" && options.random.is_some() {
        return Err(format!("--random: found it beside --format {format}, expected it beside --format cases alone"));
    }
    let bundle = input::bundle(options)?;
    let name = options.area();
    let area = area(&bundle, name).ok_or_else(|| {
        let names = names(&bundle);
        let near = did_you_mean(name, names.iter().copied()).map(|near| format!(" ({near})")).unwrap_or_default();
        format!("AREA: found {name:?}, expected one of {}{near}", names.join(", "))
    })?;
    let model = Model::of(&bundle, area, input::day(options)?)?;
    match format {
        "json-logic" => output.print(pretty(&JsonLogic::of(&model))?),
        "jdm" => output.print(pretty(&Jdm::of(&model)?)?),
        _ => cases(&model, options.random.unwrap_or(0), output),
    }
}

/// One case a line: first the boundaries, then those by chance.
fn cases(model: &Model<'_>, random: usize, output: &mut Output) -> Result<Outcome, String> {
    let cases = Cases::new(model);
    let boundaries = cases.boundaries();
    let mut dice = Dice::new(SEED);
    let by_chance = (0..random).map(|_| ("chance", cases.by_chance(&mut dice, &boundaries)));
    for (about, answers) in boundaries.iter().map(|(about, answers)| (about.as_str(), answers.clone())).chain(by_chance) {
        output.print(serde_json::to_string(&cases.case(about, &answers)).map_err(unwritable)? + "\n")?;
        output.let_go()?;
        if output.is_gone() {
            break;
        }
    }
    Ok(Outcome::Done)
}

fn pretty(file: &impl Serialize) -> Result<String, String> {
    serde_json::to_string_pretty(file).map(|text| text + "\n").map_err(unwritable)
}

fn unwritable(error: serde_json::Error) -> String {
    format!("the export: found {error}, expected to be able to write it as JSON")
}
