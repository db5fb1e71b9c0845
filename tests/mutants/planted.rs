//! A fault as data, planted in the packs, and what finds it.

use serde::Deserialize;
use waymark::lint;
use waymark::packs::Bundle;
use waymark::packs::text::fault::Fault;
use waymark::packs::text::files::PackFiles;
use waymark::packs::text::{file, load};

/// The files of this folder, each a kind of fault.
const FILES: [(&str, &str); 5] = [
    ("tiers.toml", include_str!("tiers.toml")),
    ("actions.toml", include_str!("actions.toml")),
    ("facts.toml", include_str!("facts.toml")),
    ("equality.toml", include_str!("equality.toml")),
    ("pathways.toml", include_str!("pathways.toml")),
];

/// One fault of an author.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mutant {
    /// What it is called.
    pub name: String,
    /// What kind of slip it is.
    pub kind: String,
    /// The pack in which it is made.
    pub file: String,
    /// The text that stands there, exactly once.
    find: String,
    /// What stands there instead.
    put: String,
    /// Whom it would hurt.
    pub harm: String,
    /// `check`, the property that finds it, or `nothing`.
    pub caught_by: String,
    /// Why nothing catches it.
    #[serde(default)]
    pub because: String,
}

/// What became of a mutant.
pub enum Caught {
    /// `check` found it: its first fault.
    Checked(String),
    /// It stands.
    Not,
}

/// All mutants, in the order of the files.
pub fn all() -> Vec<Mutant> {
    #[derive(Deserialize)]
    struct Listed {
        mutant: Vec<Mutant>,
    }
    let read = |(name, text): &(&str, &str)| toml::from_str::<Listed>(text).unwrap_or_else(|fault| panic!("{name}: {fault}")).mutant;
    FILES.iter().flat_map(read).collect()
}

impl Mutant {
    /// The packs with the fault in them.
    pub fn files(&self) -> PackFiles {
        let mut files = PackFiles::built_in();
        let (text, find, put) = (files.text(&self.file), whole(&self.find), whole(&self.put));
        assert_eq!(text.matches(find).count(), 1, "{}: what it replaces must stand in {} once", self.name, self.file);
        let changed = text.replacen(find, put, 1);
        files.replace(file(&self.file, &changed));
        files
    }

    /// The packs with the fault in them, where `check` finds none.
    pub fn bundle(&self) -> Result<Bundle, Vec<Fault>> {
        let files = self.files();
        let bundle = load(&files)?;
        let found = lint::faults(&files, &bundle);
        if found.is_empty() { Ok(bundle) } else { Err(found) }
    }

    /// Looks for the fault.
    pub fn tried(&self) -> Caught {
        match self.bundle() {
            Err(faults) => Caught::Checked(faults[0].to_string()),
            Ok(_) => Caught::Not,
        }
    }

    /// What is wrong with what became of it.
    pub fn disappoints(&self, caught: &Caught) -> Option<String> {
        match (caught, &*self.caught_by) {
            (Caught::Checked(_), "check") | (Caught::Not, "nothing") => None,
            (Caught::Checked(fault), expected) => Some(format!("{}: check finds it, expected {expected}: {fault}", self.name)),
            (Caught::Not, expected) => Some(format!("{}: nothing finds it, expected {expected}", self.name)),
        }
    }
}

/// A text without the line break at its end, which the form of the file puts there.
fn whole(text: &str) -> &str {
    text.strip_suffix('\n').unwrap_or(text)
}
