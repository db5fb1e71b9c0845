//! `waymark receive`.

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::decide::Engine;
use waymark::packs::Words;
use waymark::receive::{Fault, Kind, Received, Reply, reply};

/// Reads a referral file, decides it again and shows it as the service reads it; or shows a reply.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, String> {
    match options.format.as_deref() {
        None | Some("text") => {}
        Some("schema") => return output.print(reply::SCHEMA),
        Some(other) => return Err(format!("--format: found {other:?}, expected text or schema")),
    }
    let bundle = input::bundle(options)?;
    let engine = Engine::new(&bundle);
    let bytes = input::bytes()?;
    let told = |fault: Fault| line(&fault, &bundle.words);
    match Received::read(&bytes, &engine, input::day(options)?) {
        Ok(received) => {
            output.print(received.to_text(&engine))?;
            Ok(if received.is_as_made_here() { Outcome::Done } else { Outcome::Faults })
        }
        Err(fault) if fault.kind == Kind::OtherFile => match Reply::read(&bytes, &bundle.words) {
            Err(other) if other.kind == Kind::OtherFile => Err(told(fault)),
            reply => output.print(reply.map_err(told)?.to_text(&bundle, None)),
        },
        Err(fault) => Err(told(fault)),
    }
}

/// The place, what was found, what was expected; then what that means and how to mend it.
fn line(fault: &Fault, words: &Words) -> String {
    let [says, mend, _] = fault.says(words);
    format!("{fault} ({says}. {mend})")
}
