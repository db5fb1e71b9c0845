//! Translations as translators' tools keep them: the `.po` files of gettext. Read strictly: what a tool would guess at is
//! a fault here.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use super::fault::{Fault, Faults};
use super::files::PackFile;

/// One `.po` file.
#[derive(Clone, Debug, Default)]
pub struct Po {
    /// Its name without the folder.
    pub name: String,
    /// What it says of itself, such as `Language: pl`.
    pub header: Vec<(String, String)>,
    /// The texts, in the order of the file.
    pub entries: Vec<Entry>,
}

/// One text and its translation.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Where it stands in the file, in bytes.
    pub span: Range<usize>,
    /// Comments of translators, `# ` and `#. ` and `#: ` with what follows.
    pub comments: Vec<String>,
    /// Marked by a tool as a guess: counts as missing.
    pub fuzzy: bool,
    /// The one place that it is for; every place that says so where there is none.
    pub place: Option<String>,
    /// The text in English; of a counted text the form for one.
    pub id: String,
    /// The English form for other counts.
    pub plural: Option<String>,
    /// The translation; of a counted text every form, in the order of `Plural-Forms`.
    pub says: Vec<String>,
}

impl Entry {
    /// Whether all of it is translated.
    pub fn is_done(&self) -> bool {
        !self.fuzzy && !self.says.is_empty() && self.says.iter().all(|says| !says.is_empty())
    }
}

impl Po {
    /// A line of the header.
    pub fn about(&self, key: &str) -> Option<&str> {
        self.header.iter().find(|(known, _)| known == key).map(|(_, says)| says.as_str())
    }

    /// Reads a file; what cannot be read is told.
    pub fn read(file: &PackFile, faults: &Faults) -> Po {
        let mut reader = Reader { file, faults, entry: Entry::default(), last: None, found: Po { name: file.name.clone(), ..Po::default() } };
        let mut at = 0;
        for line in file.text.split_inclusive('\n') {
            let span = at..at + line.trim_end().len();
            reader.line(line.trim_end(), span);
            at += line.len();
        }
        reader.finish();
        reader.found
    }
}

/// The parts of an entry, in the order in which they stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Part {
    Place,
    Id,
    Plural,
    Says(usize),
}

impl Part {
    fn of(keyword: &str) -> Option<Part> {
        Some(match keyword {
            "msgctxt" => Part::Place,
            "msgid" => Part::Id,
            "msgid_plural" => Part::Plural,
            "msgstr" => Part::Says(0),
            _ => Part::Says(keyword.strip_prefix("msgstr[")?.strip_suffix(']')?.parse().ok()?),
        })
    }
}

struct Reader<'f> {
    file: &'f PackFile,
    faults: &'f Faults,
    entry: Entry,
    last: Option<Part>,
    found: Po,
}

impl Reader<'_> {
    fn wrong(&self, span: Range<usize>, wrong: impl AsRef<str>, mend: &str) {
        self.faults.add_with(|| Fault::at(self.file, span, wrong, mend));
    }

    fn line(&mut self, line: &str, span: Range<usize>) {
        if let Some(comment) = line.strip_prefix('#') {
            if self.last.is_some() {
                self.finish();
            }
            match comment.strip_prefix(',') {
                Some(flags) => self.entry.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy"),
                None => self.entry.comments.push(line.into()),
            }
        } else if line.is_empty() {
            self.finish();
        } else if line.starts_with('"') {
            match self.last {
                Some(part) => self.take(part, line, span),
                None => self.wrong(span, "a text that belongs to nothing", "write `msgid` or `msgstr` before it"),
            }
        } else {
            let (keyword, text) = line.split_once(' ').unwrap_or((line, ""));
            match Part::of(keyword) {
                Some(part) => self.start(part, text.trim(), span),
                None => self.wrong(span, format!("`{keyword}` is no part of an entry"), "use msgctxt, msgid, msgid_plural, msgstr or msgstr[0]"),
            }
        }
    }

    fn start(&mut self, part: Part, text: &str, span: Range<usize>) {
        if matches!(self.last, Some(Part::Says(_))) && part < Part::Says(0) {
            self.finish();
        }
        let in_order = match (self.last, part) {
            (None, Part::Place | Part::Id) | (Some(Part::Place), Part::Id) | (Some(Part::Id), Part::Plural | Part::Says(0)) => true,
            (Some(Part::Plural), Part::Says(0)) => true,
            (Some(Part::Says(last)), Part::Says(next)) => next == last + 1 && self.entry.plural.is_some(),
            _ => false,
        };
        if !in_order {
            self.wrong(
                span.clone(),
                "this stands out of order",
                "write msgctxt, msgid, msgid_plural, then msgstr (of a count msgstr[0], msgstr[1] and so on)",
            );
        }
        if self.last.is_none() {
            self.entry.span = span.clone();
        }
        match part {
            Part::Place => self.entry.place = Some(String::new()),
            Part::Plural => self.entry.plural = Some(String::new()),
            Part::Says(_) => self.entry.says.push(String::new()),
            Part::Id => {}
        }
        self.last = Some(part);
        self.take(part, text, span);
    }

    fn take(&mut self, part: Part, quoted: &str, span: Range<usize>) {
        let Some(text) = unquoted(quoted) else {
            return self.wrong(span, "this is no text in quotes", "write it between \" and \", with \\\" for a quote inside, and \\n for a new line");
        };
        let to = match part {
            Part::Place => self.entry.place.as_mut(),
            Part::Id => Some(&mut self.entry.id),
            Part::Plural => self.entry.plural.as_mut(),
            Part::Says(_) => self.entry.says.last_mut(),
        };
        to.into_iter().for_each(|to| to.push_str(&text));
    }

    fn finish(&mut self) {
        let last = self.last.take();
        let entry = std::mem::take(&mut self.entry);
        match last {
            None => self.entry.comments = Vec::new(),
            Some(Part::Says(_)) if entry.id.is_empty() => self.header(&entry),
            Some(Part::Says(_)) => self.found.entries.push(entry),
            Some(_) => self.wrong(entry.span, "this has no translation", "write msgstr \"\" under it"),
        }
    }

    fn header(&mut self, entry: &Entry) {
        if !self.found.header.is_empty() || !self.found.entries.is_empty() {
            return self.wrong(entry.span.clone(), "an empty text cannot be translated", "write the header once, before all entries");
        }
        for line in entry.says.iter().flat_map(|says| says.lines()) {
            match line.split_once(": ") {
                Some((key, says)) => self.found.header.push((key.into(), says.into())),
                None => self.wrong(entry.span.clone(), format!("`{line}` is no line of a header"), "write `Name: value`"),
            }
        }
    }
}

/// Tells every text that stands twice in the files of a language.
pub fn told_twice(files: &[(PackFile, Po)], faults: &Faults) {
    let mut known = HashSet::new();
    for (file, po) in files {
        for entry in po.entries.iter().filter(|entry| !known.insert((&entry.place, &entry.id))) {
            faults.add_with(|| Fault::at(file, entry.span.clone(), "this text is translated already", "take one of the two out"));
        }
    }
}

/// The text between quotes, its escapes resolved.
fn unquoted(quoted: &str) -> Option<String> {
    let inner = quoted.strip_prefix('"')?.strip_suffix('"').filter(|_| quoted.len() > 1)?;
    let (mut text, mut signs) = (String::new(), inner.chars());
    while let Some(sign) = signs.next() {
        text.push(match sign {
            '\\' => match signs.next()? {
                'n' => '\n',
                't' => '\t',
                plain @ ('"' | '\\') => plain,
                _ => return None,
            },
            '"' => return None,
            plain => plain,
        });
    }
    Some(text)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t"))
}

impl fmt::Display for Po {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "msgid \"\"\nmsgstr \"\"")?;
        self.header.iter().try_for_each(|(key, says)| writeln!(f, "{}", quoted(&format!("{key}: {says}\n"))))?;
        self.entries.iter().try_for_each(|entry| write!(f, "\n{entry}"))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.comments.iter().try_for_each(|comment| writeln!(f, "{comment}"))?;
        if self.fuzzy {
            writeln!(f, "#, fuzzy")?;
        }
        if let Some(place) = &self.place {
            writeln!(f, "msgctxt {}", quoted(place))?;
        }
        writeln!(f, "msgid {}", quoted(&self.id))?;
        match &self.plural {
            None => writeln!(f, "msgstr {}", quoted(self.says.first().map_or("", String::as_str))),
            Some(plural) => {
                writeln!(f, "msgid_plural {}", quoted(plural))?;
                self.says.iter().enumerate().try_for_each(|(form, says)| writeln!(f, "msgstr[{form}] {}", quoted(says)))
            }
        }
    }
}
