//! The native program: reads, calls, prints. It knows no rule.

mod arguments;
mod check;
mod decide;
mod diff;
mod directory;
mod export;
mod gaps;
mod input;
mod output;
mod prove;
mod receive;
mod referral;

use arguments::Command;
use output::{Outcome, Output};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut output = Output::default();
    match run(&mut output).and_then(|outcome| output.finish().map(|()| outcome)) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(1),
        Err(fault) => {
            output::complain(&fault);
            ExitCode::from(2)
        }
    }
}

/// Does what the arguments ask. An error is one line: the place, what was found, what was expected.
fn run(output: &mut Output) -> Result<Outcome, String> {
    let (command, options) = arguments::parse(lexopt::Parser::from_env())?;
    match command {
        Command::Decide => decide::run(&options, decide::Face::Json, output),
        Command::Explain => decide::run(&options, decide::Face::Text, output),
        Command::Referral => referral::run(&options, output),
        Command::Receive => receive::run(&options, output),
        Command::Directory => directory::run(&options, output),
        Command::Gaps => gaps::run(&options, output),
        Command::Export => export::run(&options, output),
        Command::Check => check::run(&options, output),
        Command::Prove => prove::run(&options, output),
        Command::Diff => diff::run(&options, output),
        Command::Help => output.print(arguments::HELP),
        Command::Version => output.print(concat!("waymark ", env!("CARGO_PKG_VERSION"), "\n")),
    }
}
