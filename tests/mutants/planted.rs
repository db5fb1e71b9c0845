//! A fault as data, planted in the packs, and what finds it.

use serde::Deserialize;
use waymark::lint;
use waymark::packs::Bundle;
use waymark::packs::text::fault::Fault;
use waymark::packs::text::files::PackFiles;
use waymark::packs::text::{file, load};
use waymark::prove::claims::{self, ClaimKind};
use waymark::prove::court::Refutation;
use waymark::prove::properties::{Verdict, prove};

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
    /// `check`, `claim` with the number of the claim that it breaks, or `nothing`.
    pub caught_by: String,
    /// The place in which it is looked for, where the file does not tell.
    #[serde(default)]
    place: String,
    /// Why nothing catches it.
    #[serde(default)]
    pub because: String,
}

/// What became of a mutant.
pub enum Caught {
    /// `check` found it: its first fault.
    Checked(String),
    /// `prove` found it: what is wrong, and the smallest answers on which it shows.
    Refuted(String),
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

    /// The place in which it is looked for: its own area, or where there is none.
    pub fn place(&self) -> &str {
        match &*self.file {
            _ if !self.place.is_empty() => &self.place,
            "national.toml" | "vocabulary.toml" => "national",
            area => area.trim_end_matches(".toml"),
        }
    }

    /// The number of the claim that it must break.
    pub fn claim(&self) -> Option<u16> {
        self.caught_by.strip_prefix("claim ")?.parse().ok()
    }

    /// Looks for the fault. Of the claims only the one that is expected to break is tried; where none is, all but those that compare
    /// answers with others, which take long: `tests/sat.rs` tries them all.
    pub fn tried(&self) -> Caught {
        let bundle = match self.bundle() {
            Err(faults) => return Caught::Checked(faults[0].to_string()),
            Ok(bundle) => bundle,
        };
        let mut claims = claims::read(&self.files(), &bundle).unwrap_or_else(|faults| panic!("{}: {}", self.name, faults[0]));
        let slow = |kind: &ClaimKind| matches!(kind, ClaimKind::MoreDanger | ClaimKind::NotKnowing { .. } | ClaimKind::Equal(_));
        claims.claims.retain(|claim| self.claim().map_or(!slow(&claim.kind), |number| number == claim.number));
        let findings = prove(&bundle, &claims, &[self.place().to_owned()], None).remove(0).findings;
        let refuted = findings.into_iter().find_map(|finding| match finding.verdict {
            Verdict::Refuted(mut refutations) => Some(refutations.swap_remove(0)),
            _ => None,
        });
        refuted.map_or(Caught::Not, |refutation| Caught::Refuted(told(&refutation)))
    }

    /// What is wrong with what became of it.
    pub fn disappoints(&self, caught: &Caught) -> Option<String> {
        let expected = &self.caught_by;
        match caught {
            Caught::Checked(_) if expected == "check" => None,
            Caught::Refuted(_) if self.claim().is_some() => None,
            Caught::Not if expected == "nothing" && !self.because.is_empty() => None,
            Caught::Checked(fault) => Some(format!("{}: check finds it, expected {expected}: {fault}", self.name)),
            Caught::Refuted(wrong) => Some(format!("{}: prove finds it, expected {expected}: {wrong}", self.name)),
            Caught::Not => Some(format!("{}: nothing finds it, expected {expected}", self.name)),
        }
    }
}

/// What is wrong, and on which answers.
fn told(refutation: &Refutation) -> String {
    let object = |members| serde_json::to_string(&waymark::facts::raw::Raw::Object(members)).expect("JSON");
    let answers = refutation.answers.clone().map(|answers| format!(": `{}`", object(answers))).unwrap_or_default();
    let change = refutation.change.clone().map(|(fact, to)| match to {
        Some(to) => format!(", then `{}`", object(vec![(fact, to)])),
        None => format!(", then without `{fact}`"),
    });
    format!("{}{answers}{}", refutation.wrong, change.unwrap_or_default())
}

/// A text without the line break at its end, which the form of the file puts there.
fn whole(text: &str) -> &str {
    text.strip_suffix('\n').unwrap_or(text)
}
