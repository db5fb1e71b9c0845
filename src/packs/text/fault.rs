//! What is wrong in a pack: where, what stands there, and how to mend it.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

use super::files::PackFile;

/// One fault of a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The text at fault, one line of it.
    pub text: String,
    /// What is wrong.
    pub wrong: String,
    /// How to mend it.
    pub mend: String,
}

impl Fault {
    /// A fault at a place of a file.
    pub fn at(file: &PackFile, span: Range<usize>, wrong: impl Into<String>, mend: impl Into<String>) -> Fault {
        let (line, column) = place(&file.text, span.start);
        let text = file.text.get(span).unwrap_or_default().lines().next().unwrap_or_default().chars().take(80).collect();
        Fault { file: file.name.clone(), line, column, text, wrong: wrong.into(), mend: mend.into() }
    }

    /// A file that must be there and is not.
    pub fn missing_file(name: &str) -> Fault {
        let (wrong, mend) = ("this file is missing".into(), "put it beside the other packs".into());
        Fault { file: name.into(), line: 1, column: 1, text: String::new(), wrong, mend }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Fault { file, line, column, text, wrong, mend } = self;
        write!(f, "{file}:{line}:{column}: {wrong}")?;
        if !text.is_empty() {
            write!(f, " (`{text}`)")?;
        }
        write!(f, "; {mend}")
    }
}

impl std::error::Error for Fault {}

/// Line and column, both from 1, of a place in a text.
pub fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// Faults found so far. Reading goes on after one, so that an author sees them all at once.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    /// Notes a fault.
    pub fn add(&self, fault: Fault) {
        self.0.borrow_mut().push(fault);
    }

    /// All faults, in the order of files and lines, each once.
    pub fn into_sorted(self) -> Vec<Fault> {
        let mut faults = self.0.into_inner();
        faults.sort();
        faults.dedup();
        faults
    }
}

/// "did you mean ...", where something like it exists.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = known.into_iter().map(|name| (strsim::jaro_winkler(written, name), name));
    let (likeness, name) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.8).then(|| format!("did you mean `{name}`?"))
}
