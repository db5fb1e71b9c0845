//! What was asked for on the command line.

use lexopt::Arg::{Long, Short, Value};
use std::path::PathBuf;
use waymark::facts::Day;

/// What `--help` prints.
pub const HELP: &str = "\
Waymark: recognise, respond, refer.

  waymark decide   [--on YYYY-MM-DD] [--packs DIR] [--lines]   answers as JSON in, the decision as JSON out
  waymark explain  [--on YYYY-MM-DD] [--packs DIR] [--lines] [--lang LANG]
                                                               answers as JSON in, the decision as plain text out
  waymark referral [--format json|text|html|fhir|questionnaire|schema] [--on YYYY-MM-DD] [--packs DIR]
                                                               {\"answers\": {...}, \"details\": {...}} in, the referral out
  waymark receive  [--format text|schema] [--on YYYY-MM-DD] [--packs DIR] [--key FILE]
                                                               a referral in, decided again: what is restricted and missing first,
                                                               and all that differs; or a reply in, its words out
  waymark directory [AREA] [--format text|html] [--on YYYY-MM-DD] [--packs DIR] [--lang LANG]
                                                               every service of an area in plain words
  waymark gaps AREA [--format text|json] [--on YYYY-MM-DD] [--packs DIR]
                                                               what an area ought to have, and nothing is known to run for
  waymark export   [AREA] --format json-logic|jdm|cases [--random N] [--on YYYY-MM-DD] [--packs DIR]
                                                               the rules of an area for another engine, or cases to test it with
  waymark check    [--packs DIR] [FILE...]                     reads packs and points at what is wrong
  waymark prove    [AREA...] [--format text|json] [--packs DIR]
                                                               what holds whatever is answered: proved, or the smallest answers on which it fails
  waymark diff     OLD NEW [--format text|json] [--on YYYY-MM-DD] [--packs DIR]
                                                               who is decided differently by two packs, or two folders of packs
  waymark --help | --version

  --on     the day to decide for; today where it is left out
  --packs  a folder of packs, in place of the built-in ones
  --lang   the language of the words, such as pl; English where it is left out, and for what is not translated
  --lines  one answers object a line in, one decision a line out
  --key    a file with what opens a sealed referral: a secret key (AGE-SECRET-KEY-...), or else its passphrase on the first line
  --random how many cases by chance come after those at the boundaries

Exit status: 0 done; 1 faults were found, or some lines were bad; 2 the input could not be used.
";

/// What to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Command {
    Decide,
    Explain,
    Referral,
    Receive,
    Check,
    Directory,
    Prove,
    Diff,
    Gaps,
    Export,
    Help,
    Version,
}

/// What may stand beside the options.
#[derive(Clone, Copy)]
enum Beside {
    Nothing,
    Area,
    Areas,
    Files,
}

/// Each command with its name, the options that it takes beside `--packs`, and what may stand beside them.
const COMMANDS: [(&str, Command, &[&str], Beside); 10] = [
    ("decide", Command::Decide, &["on", "lines"], Beside::Nothing),
    ("explain", Command::Explain, &["on", "lines", "lang"], Beside::Nothing),
    ("referral", Command::Referral, &["on", "format"], Beside::Nothing),
    ("receive", Command::Receive, &["on", "format", "key"], Beside::Nothing),
    ("directory", Command::Directory, &["on", "format", "lang"], Beside::Area),
    ("gaps", Command::Gaps, &["on", "format"], Beside::Area),
    ("export", Command::Export, &["on", "format", "random"], Beside::Area),
    ("check", Command::Check, &[], Beside::Files),
    ("prove", Command::Prove, &["format"], Beside::Areas),
    ("diff", Command::Diff, &["on", "format"], Beside::Files),
];

/// How to do it.
#[derive(Debug, Default)]
pub struct Options {
    pub on: Option<Day>,
    pub packs: Option<PathBuf>,
    pub lines: bool,
    pub lang: Option<String>,
    pub format: Option<String>,
    pub random: Option<usize>,
    pub key: Option<PathBuf>,
    pub areas: Vec<String>,
    pub files: Vec<PathBuf>,
}

impl Options {
    /// The one area that was named; empty where none was.
    pub fn area(&self) -> &str {
        self.areas.first().map_or("", String::as_str)
    }
}

/// Reads the arguments. What a command does not take is an error.
pub fn parse(mut parser: lexopt::Parser) -> Result<(Command, Options), String> {
    let mut chosen: Option<(Command, &[&str], Beside)> = None;
    let mut options = Options::default();
    let unreadable = |error: lexopt::Error| format!("arguments: found {error}, expected what `waymark --help` shows");
    while let Some(argument) = parser.next().map_err(unreadable)? {
        let takes = |name: &str| chosen.is_some_and(|(_, names, _)| names.contains(&name));
        match (argument, chosen) {
            (Long("help") | Short('h'), _) => return Ok((Command::Help, options)),
            (Long("version") | Short('V'), _) => return Ok((Command::Version, options)),
            (Value(name), None) => chosen = Some(named(&name.to_string_lossy())?),
            (Long("packs"), Some(_)) => options.packs = Some(parser.value().map_err(unreadable)?.into()),
            (Long("lines"), _) if takes("lines") => options.lines = true,
            (Long("on"), _) if takes("on") => options.on = Some(day(&parser.value().map_err(unreadable)?.to_string_lossy())?),
            (Long("format"), _) if takes("format") => options.format = Some(parser.value().map_err(unreadable)?.to_string_lossy().into_owned()),
            (Long("lang"), _) if takes("lang") => options.lang = Some(parser.value().map_err(unreadable)?.to_string_lossy().into_owned()),
            (Long("key"), _) if takes("key") => options.key = Some(parser.value().map_err(unreadable)?.into()),
            (Long("random"), _) if takes("random") => {
                options.random = Some(number("--random", &parser.value().map_err(unreadable)?.to_string_lossy())?);
            }
            (Value(area), Some((_, _, Beside::Area))) if options.areas.is_empty() => options.areas.push(area.to_string_lossy().into_owned()),
            (Value(area), Some((_, _, Beside::Areas))) => options.areas.push(area.to_string_lossy().into_owned()),
            (Value(file), Some((_, _, Beside::Files))) => options.files.push(file.into()),
            (argument, _) => return Err(unexpected(&argument)),
        }
    }
    let (command, ..) = chosen.ok_or_else(|| format!("arguments: found no command, expected {}", known()))?;
    Ok((command, options))
}

fn named(name: &str) -> Result<(Command, &'static [&'static str], Beside), String> {
    let found = COMMANDS.into_iter().find(|(known, ..)| *known == name);
    found.map(|(_, command, options, beside)| (command, options, beside)).ok_or_else(|| format!("arguments: found {name:?}, expected {}", known()))
}

fn known() -> String {
    let names: Vec<&str> = COMMANDS.iter().map(|(name, ..)| *name).collect();
    format!("one of {} (see `waymark --help`)", names.join(", "))
}

fn number(option: &str, text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("{option}: found {text:?}, expected a whole number"))
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
