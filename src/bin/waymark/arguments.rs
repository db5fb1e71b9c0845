//! What was asked for on the command line.

use lexopt::Arg::{Long, Short, Value};
use std::path::PathBuf;
use waymark::facts::Day;

/// What `--help` prints.
pub const HELP: &str = "\
Waymark: recognise, respond, refer.

  waymark decide   [--on YYYY-MM-DD] [--packs DIR] [--lines]   answers as JSON in, the decision as JSON out
  waymark explain  [--on YYYY-MM-DD] [--packs DIR] [--lines]   answers as JSON in, the decision as plain text out
  waymark referral [--format json|text|html|schema] [--on YYYY-MM-DD] [--packs DIR]
                                                               {\"answers\": {...}, \"details\": {...}} in, the referral out
  waymark directory [AREA] [--format text|html] [--on YYYY-MM-DD] [--packs DIR]
                                                               every service of an area in plain words
  waymark gaps AREA [--format text|json] [--on YYYY-MM-DD] [--packs DIR]
                                                               what an area ought to have, and nothing is known to run for
  waymark check    [--packs DIR] [FILE...]                     reads packs and points at what is wrong
  waymark prove    [AREA...] [--format text|json] [--packs DIR]
                                                               what holds whatever is answered: proved, or the smallest answers on which it fails
  waymark diff     OLD NEW [--format text|json] [--on YYYY-MM-DD] [--packs DIR]
                                                               who is decided differently by two packs, or two folders of packs
  waymark --help | --version

  --on     the day to decide for; today where it is left out
  --packs  a folder of packs, in place of the built-in ones
  --lines  one answers object a line in, one decision a line out

Exit status: 0 done; 1 faults were found, or some lines were bad; 2 the input could not be used.
";

/// What to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Command {
    Decide,
    Explain,
    Referral,
    Check,
    Directory,
    Prove,
    Gaps,
    Diff,
    Help,
    Version,
}

/// How to do it.
#[derive(Debug, Default)]
pub struct Options {
    pub on: Option<Day>,
    pub packs: Option<PathBuf>,
    pub lines: bool,
    pub format: Option<String>,
    pub area: Option<String>,
    pub areas: Vec<String>,
    pub files: Vec<PathBuf>,
}

/// Reads the arguments. What a command does not take is an error.
pub fn parse(mut parser: lexopt::Parser) -> Result<(Command, Options), String> {
    let mut command = None;
    let mut options = Options::default();
    let unreadable = |error: lexopt::Error| format!("arguments: found {error}, expected what `waymark --help` shows");
    while let Some(argument) = parser.next().map_err(unreadable)? {
        match (argument, command) {
            (Long("help") | Short('h'), _) => return Ok((Command::Help, options)),
            (Long("version") | Short('V'), _) => return Ok((Command::Version, options)),
            (Value(name), None) => command = Some(named(&name.to_string_lossy())?),
            (Long("on"), Some(Command::Decide | Command::Explain | Command::Referral | Command::Directory | Command::Gaps | Command::Diff)) => {
                options.on = Some(day(&parser.value().map_err(unreadable)?.to_string_lossy())?);
            }
            (Long("packs"), Some(_)) => options.packs = Some(parser.value().map_err(unreadable)?.into()),
            (Long("lines"), Some(Command::Decide | Command::Explain)) => options.lines = true,
            (Long("format"), Some(Command::Referral | Command::Directory | Command::Gaps | Command::Prove | Command::Diff)) => {
                options.format = Some(parser.value().map_err(unreadable)?.to_string_lossy().into_owned());
            }
            (Value(area), Some(Command::Directory | Command::Gaps)) if options.area.is_none() => {
                options.area = Some(area.to_string_lossy().into_owned());
            }
            (Value(area), Some(Command::Prove)) => options.areas.push(area.to_string_lossy().into_owned()),
            (Value(file), Some(Command::Check | Command::Diff)) => options.files.push(file.into()),
            (argument, _) => return Err(unexpected(&argument)),
        }
    }
    let command = command.ok_or("arguments: found no command, expected what `waymark --help` lists")?;
    Ok((command, options))
}

fn named(name: &str) -> Result<Command, String> {
    match name {
        "decide" => Ok(Command::Decide),
        "explain" => Ok(Command::Explain),
        "referral" => Ok(Command::Referral),
        "directory" => Ok(Command::Directory),
        "gaps" => Ok(Command::Gaps),
        "prove" => Ok(Command::Prove),
        "diff" => Ok(Command::Diff),
        "check" => Ok(Command::Check),
        _ => Err(format!("arguments: found {name:?}, expected what `waymark --help` lists")),
    }
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| format!("--on: found {text:?}, expected a day as YYYY-MM-DD"))
}

fn unexpected(argument: &lexopt::Arg<'_>) -> String {
    let shown = match argument {
        Long(name) => format!("--{name}"),
        Short(name) => format!("-{name}"),
        Value(text) => text.to_string_lossy().into_owned(),
    };
    format!("arguments: found {shown:?} here, expected what `waymark --help` shows")
}
