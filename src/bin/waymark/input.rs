//! What comes in: JSON, bounded and strict; packs; the day.

use std::io::{BufRead, Read};
use std::time::SystemTime;

use crate::arguments::Options;
use waymark::facts::raw::{DEEPEST, Raw};
use waymark::facts::{AnswerFault, Answers, Day, Vocabulary};
use waymark::packs::Bundle;
use waymark::packs::text::fault::Fault;
use waymark::packs::text::files::PackFiles;
use waymark::packs::text::{languages, load};
use waymark::prove::needs::{self, Needs};

/// The largest document (or line) that is read, in bytes.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The day that was given, or today (by UTC).
pub fn day(options: &Options) -> Result<Day, String> {
    let today = || {
        let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
        chrono::DateTime::from_timestamp(seconds.try_into().ok()?, 0).map(|now| Day::from(now.date_naive()))
    };
    options.on.or_else(today).ok_or_else(|| "--on: found no day and no clock, expected a day as YYYY-MM-DD".into())
}

/// The files of packs: a folder's where one was named, else the built-in ones.
pub fn pack_files(options: &Options) -> Result<PackFiles, String> {
    options.packs.as_deref().map_or_else(|| Ok(PackFiles::built_in()), PackFiles::folder)
}

/// The packs to decide with, in the language that was asked for.
pub fn bundle(options: &Options) -> Result<Bundle, String> {
    let bundle = load(&pack_files(options)?).map_err(|faults| first_of(&faults))?;
    match options.lang.as_deref() {
        Some(tag) if tag != bundle.words.language.tag => in_language(&bundle, tag),
        _ => Ok(bundle),
    }
}

fn in_language(bundle: &Bundle, tag: &str) -> Result<Bundle, String> {
    let known = || [&[bundle.words.language.tag.as_str()], &languages::tags()[..]].concat().join(", ");
    let translation = languages::built_in(tag).ok_or_else(|| format!("--lang: found {tag:?}, expected one of {}", known()))?;
    Ok(bundle.translated(&translation.map_err(|faults| first_of(&faults))?))
}

/// The packs, and what an area ought to have.
pub fn bundle_and_needs(options: &Options) -> Result<(Bundle, Needs), String> {
    let files = pack_files(options)?;
    let read = load(&files).and_then(|bundle| needs::read(&files, &bundle).map(|needs| (bundle, needs)));
    read.map_err(|faults| first_of(&faults))
}

/// The first fault in one line, and how many more there are.
pub fn first_of(faults: &[Fault]) -> String {
    let more = if faults.len() > 1 { format!(" (and {} more: see `waymark check`)", faults.len() - 1) } else { String::new() };
    faults.first().map_or_else(|| "packs: found none, expected some".into(), |fault| format!("{fault}{more}"))
}

/// Standard input as it is, up to a little more than is ever read.
pub fn bytes() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("standard input: found {error}, expected to be able to read"))?;
    Ok(bytes)
}

/// The one document on standard input.
pub fn document() -> Result<Raw, String> {
    let bytes = bytes()?;
    json(&bytes, "standard input").map_err(|fault| fault.into_line())
}

/// Calls `each` with every line on standard input, counted from 1, its JSON or what is wrong with it.
pub fn lines(mut each: impl FnMut(usize, Result<Raw, String>) -> Result<bool, String>) -> Result<(), String> {
    let mut input = std::io::stdin().lock();
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let failed = |error: std::io::Error| format!("standard input:{number}:1: found {error}, expected to be able to read");
        let count = input.by_ref().take(LARGEST + 1).read_until(b'\n', &mut line).map_err(failed)?;
        if count == 0 {
            break;
        }
        if line.len() as u64 > LARGEST && line.last() != Some(&b'\n') {
            skip_line(&mut input).map_err(failed)?;
        }
        let content = line.strip_suffix(b"\n").unwrap_or(&line);
        if !each(number, json(content, "column").map_err(Problem::into_line))? {
            break;
        }
    }
    Ok(())
}

/// Passes over the rest of a line that is too long to keep.
fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (used, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(place) => (place + 1, true),
            None => (buffer.len(), false),
        };
        input.consume(used);
        if ended {
            return Ok(());
        }
    }
}

struct Problem {
    place: String,
    found: String,
    expected: String,
}

impl Problem {
    fn into_line(self) -> String {
        format!("{}: found {}, expected {}", self.place, self.found, self.expected)
    }
}

/// Reads JSON. What is wrong is told with line and column, or (inside one line) with the column.
fn json(bytes: &[u8], name: &str) -> Result<Raw, Problem> {
    let whole = |found: String, expected: String| Problem { place: "the whole input".into(), found, expected };
    if bytes.len() as u64 > LARGEST {
        return Err(whole(format!("more than {LARGEST} bytes"), format!("at most {LARGEST} bytes")));
    }
    let too_deep = || whole("JSON nested too deep".into(), format!("at most {DEEPEST} levels"));
    match serde_json::from_slice::<Raw>(bytes) {
        Ok(raw) if raw.depth() > DEEPEST => Err(too_deep()),
        Ok(raw) => Ok(raw),
        Err(error) => {
            let text = error.to_string();
            let found = text.split(" at line ").next().unwrap_or_default().to_owned();
            if found.contains("recursion limit") {
                return Err(too_deep());
            }
            let (line, column) = (error.line(), error.column().max(1));
            let place = if name == "column" { format!("column {column}") } else { format!("{name}:{line}:{column}") };
            Err(Problem { place, found: format!("broken JSON ({found})"), expected: "one JSON object".into() })
        }
    }
}

/// Reads answers that stand at a JSON pointer. All faults count; the first is told.
pub fn answers(vocabulary: &Vocabulary, raw: &Raw, at: &str) -> Result<Answers, String> {
    Answers::read(vocabulary, raw).map_err(|faults| first(faults, at))
}

/// The first of several faults, and how many there are beside it.
pub fn first(faults: Vec<AnswerFault>, at: &str) -> String {
    let more = if faults.len() > 1 { format!(" (and {} more)", faults.len() - 1) } else { String::new() };
    let placed = faults.into_iter().next().map(|fault| AnswerFault { at: format!("{at}{}", fault.at), ..fault });
    placed.map_or_else(String::new, |fault| format!("{fault}{more}"))
}
