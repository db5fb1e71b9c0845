//! `waymark receive`.

use crate::arguments::Options;
use crate::input;
use crate::output::{Outcome, Output};
use waymark::decide::Engine;
use waymark::packs::Words;
use waymark::receive::{Fault, Kind, Received, Reply, reply};
use waymark::seal;

/// Reads a referral file, decides it again and shows it as the service reads it; or shows a reply.
pub fn run(options: &Options, output: &mut Output) -> Result<Outcome, String> {
    match options.format.as_deref() {
        None | Some("text") => {}
        Some("schema") => return output.print(reply::SCHEMA),
        Some(other) => return Err(format!("--format: found {other:?}, expected text or schema")),
    }
    let bundle = input::bundle(options)?;
    let engine = Engine::new(&bundle);
    let bytes = opened(input::bytes()?, options)?;
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

/// What is in a sealed file, where there is something to open it with.
fn opened(bytes: Vec<u8>, options: &Options) -> Result<Vec<u8>, String> {
    let Some(path) = options.key.as_deref() else { return Ok(bytes) };
    let text = std::fs::read_to_string(path).map_err(|error| format!("--key: found {error}, expected a file with a secret key or a passphrase"))?;
    let key = text.split_whitespace().find(|word| word.starts_with("AGE-SECRET-KEY-"));
    let opened = match key {
        Some(key) => seal::open_with(&bytes, key),
        None => seal::open(&bytes, text.lines().next().unwrap_or_default()),
    };
    opened.map_err(|fault| format!("standard input: found a file that --key does not open ({fault}), expected one that was sealed to it"))
}

/// The place, what was found, what was expected; then what that means and how to mend it.
fn line(fault: &Fault, words: &Words) -> String {
    let [says, mend, _] = fault.says(words);
    format!("{fault} ({says}. {mend})")
}
