//! What is wrong in a pack: where, what stands there, and how to mend it.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

use super::files::PackFile;

/// One fault of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Where it stands in the file's text, in bytes.
    pub span: Range<usize>,
    /// The text at fault, one line of it.
    pub text: String,
    /// What is wrong.
    pub wrong: String,
    /// How to mend it.
    pub mend: String,
    /// Another place of the same file that has to do with it, and what stands there.
    pub beside: Option<(Range<usize>, String)>,
}

impl Fault {
    /// A fault at a place of a file.
    pub fn at(file: &PackFile, span: Range<usize>, wrong: impl AsRef<str>, mend: impl AsRef<str>) -> Fault {
        let (line, column) = place(&file.text, span.start);
        let text = file.text.get(span.clone()).unwrap_or_default().lines().next().unwrap_or_default();
        Fault {
            file: file.name.clone(),
            line,
            column,
            text: plain(text, 80),
            wrong: plain(wrong.as_ref(), 400),
            mend: plain(mend.as_ref(), 4_000),
            span,
            beside: None,
        }
    }

    /// The same fault, with another place of the file that has to do with it.
    pub fn beside(self, span: Range<usize>, says: impl Into<String>) -> Fault {
        Fault { beside: Some((span, says.into())), ..self }
    }

    /// A file that must be there and is not.
    pub fn missing_file(name: &str) -> Fault {
        let file = PackFile { name: name.into(), text: String::new() };
        Fault::at(&file, 0..0, "this file is missing", "put it beside the other packs")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { file, line, column, text, wrong, mend, .. } = self;
        write!(f, "{file}:{line}:{column}: {wrong}")?;
        if !text.is_empty() {
            write!(f, " (`{text}`)")?;
        }
        write!(f, "; {mend}")
    }
}

impl std::error::Error for Fault {}

/// A text that is safe to print on one line: what turns the direction of writing is left out, what steers a terminal is
/// shown as a sign, and what is very long is cut.
pub fn plain(text: &str, most: usize) -> String {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let sign = |c: char| match c {
        '\t' | '\n' | '\r' => ' ',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(' '),
        _ if c.is_control() => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    let mut shown = text.chars().filter(|c| !turns(*c)).map(sign);
    let mut cut: String = shown.by_ref().take(most).collect();
    if shown.next().is_some() {
        cut.push('…');
    }
    cut
}

/// Line and column, both from 1, of a place in a text. The mark that may stand before a text in UTF-8 takes no column.
pub fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].trim_start_matches('\u{feff}').chars().count() + 1)
}

/// How many faults are told at once. Who has more than these mends them first.
pub const MOST: usize = 500;

/// Faults found so far. Reading goes on after one, so that an author sees them all at once.
#[derive(Debug, Default)]
pub struct Faults {
    found: RefCell<Vec<Fault>>,
    /// How many of them were found before anything was read that stands in the files.
    unreadable: Cell<usize>,
    more: Cell<bool>,
}

impl Faults {
    /// Notes a fault.
    pub fn add(&self, fault: Fault) {
        self.add_with(|| fault);
    }

    /// Notes a fault that is made only where there is room for it: finding its line takes time in a large file.
    pub fn add_with(&self, fault: impl FnOnce() -> Fault) {
        if self.found.borrow().len() < MOST { self.found.borrow_mut().push(fault()) } else { self.more.set(true) }
    }

    /// Notes that the form of the files has been looked at. What is found later at the place of a fault that stands, such as
    /// "no text" where a text has no quotes, says nothing new.
    pub fn form_is_read(&self) {
        self.unreadable.set(self.found.borrow().len());
    }

    /// All faults, in the order of files and lines, each once.
    pub fn into_sorted(self) -> Vec<Fault> {
        let mut faults = self.found.into_inner();
        let later = faults.split_off(self.unreadable.get());
        let stands = |fault: &Fault| faults.iter().any(|told| told.file == fault.file && told.span.start == fault.span.start);
        let later: Vec<Fault> = later.into_iter().filter(|fault| !stands(fault)).collect();
        faults.extend(later);
        faults.sort_by(|a, b| order(a).cmp(&order(b)));
        // An entry may be read more than once; its faults are told once.
        faults.dedup_by(|a, b| order(a) == order(b));
        if self.more.get()
            && let Some(last) = faults.last_mut()
        {
            last.mend.push_str("; there are more faults, so mend these first and check again");
        }
        faults
    }
}

/// What others rest on comes first: a fault of the vocabulary makes faults wherever its facts are named.
fn order(fault: &Fault) -> (usize, &str, usize, usize, &str, &str) {
    let first = ["vocabulary.toml", "national.toml"];
    let rank = first.iter().position(|name| *name == fault.file).unwrap_or(first.len());
    (rank, &fault.file, fault.line, fault.column, &fault.wrong, &fault.mend)
}

/// "did you mean ...", where something like it exists.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, known).map(|name| format!("did you mean `{name}`?"))
}

/// The known name that is most like a written one, where one is like it.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nothing that anybody mistypes is this long.
    let written = written.get(..120).unwrap_or(written);
    let near = known.into_iter().map(|name| (strsim::normalized_damerau_levenshtein(written, name), name));
    let (likeness, name) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.6).then_some(name)
}
