//! Reads TOML, and tells in plain words what is no TOML.

use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, Error};

use super::fault::{Fault, Faults};
use super::files::PackFile;

/// Parses a file. Where a single value or key is wrong, the rest is read all the same; where the very form is broken, what
/// follows means nothing, so that only the first break is told.
pub fn parse<'a>(file: &'a PackFile, faults: &Faults) -> Option<Spanned<DeTable<'a>>> {
    if file.text.trim_start_matches('\u{feff}').trim().is_empty() {
        faults.add(Fault::at(file, 0..0, "this file is empty", "write a pack into it (see the README beside the packs)"));
        return None;
    }
    let (table, mut errors) = DeTable::parse_recoverable(&file.text);
    errors.sort_by_key(|error| span(file, error).start);
    let broken = errors.iter().position(|error| !leaves_the_form_whole(error));
    // Where the form breaks, what stands before on the same line only shows how.
    let line_start = |at: usize| file.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let break_line = broken.map(|first| line_start(span(file, &errors[first]).start));
    let shows_how = |place: usize, error: &Error| Some(place) != broken && break_line.is_some_and(|line| span(file, error).start >= line);
    let told_of = errors.iter().enumerate().take(broken.map_or(errors.len(), |first| first + 1));
    for (_, error) in told_of.filter(|(place, error)| !shows_how(*place, error)) {
        faults.add_with(|| told(file, error));
    }
    if let Some(second) = file.text.match_indices('\u{feff}').map(|(at, _)| at).find(|at| *at > 0 && broken.is_none()) {
        faults.add(Fault::at(file, second..second, "a byte order mark in the middle of the file", "take it out; two files were joined here"));
    }
    broken.is_none().then_some(table)
}

/// Whether only one value or one key is wrong.
fn leaves_the_form_whole(error: &Error) -> bool {
    let scalar =
        ["duplicate key", "string values must be quoted", "invalid date", "invalid time", "invalid float", "invalid integer", "invalid number"];
    scalar.iter().any(|start| error.message().starts_with(start))
}

/// Where an error stands. One kind of error has no place: a key of too many parts.
fn span(file: &PackFile, error: &Error) -> Range<usize> {
    error.span().unwrap_or_else(|| {
        let lines = file.text.split_inclusive('\n').scan(0, |start, line| {
            *start += line.len();
            Some((*start - line.len(), line))
        });
        let start = lines.max_by_key(|(_, line)| line.matches('.').count()).map_or(0, |(start, _)| start);
        start..start
    })
}

fn told(file: &PackFile, error: &Error) -> Fault {
    let span = span(file, error);
    let written = file.text.get(span.clone()).unwrap_or_default();
    let message = error.message();
    let expected = message.split_once("expected ").map_or("", |(_, expected)| expected);
    let is = |start: &str| message.starts_with(start);
    let at = |wrong: &str, mend: &str| Fault::at(file, span.clone(), wrong, mend);
    if let Some(control) = control_character(file, &span) {
        return control;
    }
    if is("duplicate key") {
        at("this key stands here twice in the same table", "keep one of the two; a further entry of a list needs its own header, such as [[pathway]]")
    } else if is("invalid date") || is("invalid time") {
        at("there is no such day", &format!("write a day of the calendar, such as 2024-04-01 ({expected})"))
    } else if written.starts_with(['“', '”', '‘', '’', '„', '«']) {
        at("these are no straight quotes", "write \" before and after the text")
    } else if written.starts_with(char::is_alphabetic) && (is("string values must be quoted") || is("invalid float")) {
        at("a text that is not in quotes", &format!("write \"{}\"", written.lines().next().unwrap_or_default()))
    } else if is("missing escaped value") {
        at("a backslash in a text", "write \\\\ for a backslash, \\\" for a quote; or put the text between single quotes")
    } else if is("invalid multi-line") {
        at("a long text without its closing quotes", "end the text with the same three quotes that it begins with")
    } else if is("invalid basic string") || is("invalid literal string") {
        at("a text without its closing quote", &format!("end the text with {expected} on the same line"))
    } else if is("missing comma") || is("unexpected") && message.contains(" in array") || is("unclosed array, ") {
        at("a list is not closed, or a comma is missing", "put a comma between entries, and `]` after the last")
    } else if is("unclosed inline table") || message.contains(" in inline table") {
        at("a table is not closed, or a comma is missing", "put a comma between entries, and `}` after the last")
    } else if is("unclosed") {
        at("a header is not closed", "close it as it opens: [table] or [[entry of a list]]")
    } else if is("key with no value") {
        at("a key without a value", "write key = value, and put # before a remark")
    } else if is("cannot recurse") || is("recursion limit") {
        at("nested too deep", "write it flatter: 80 levels at most")
    } else if is("unexpected key or value") {
        at("something stands behind the value", "put it on a line of its own, or put # before a remark")
    } else if is("carriage return") {
        at("a lone carriage return", "save the file with ordinary line ends (LF or CRLF)")
    } else {
        at(&format!("this is no TOML: {message}"), "write it as TOML (see the README beside the packs)")
    }
}

/// A character that no text file has.
fn control_character(file: &PackFile, span: &Range<usize>) -> Option<Fault> {
    let found = file.text.get(span.start..)?.chars().next().filter(|c| c.is_control() && !c.is_whitespace())?;
    let wrong = if found == '\0' { "a NUL byte".to_owned() } else { format!("a control character (U+{:04X})", u32::from(found)) };
    Some(Fault::at(file, span.start..span.start + found.len_utf8(), wrong, "take it out; is this a text file?"))
}
