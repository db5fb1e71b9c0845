//! The two parts of a referral file, the open and the restricted, put together again: an answer or a detail stands in one.

use super::bounded::below;
use super::fault::{Fault, Kind};
use super::received::first;
use crate::facts::Answers;
use crate::facts::raw::Raw;
use crate::packs::Bundle;
use crate::referral::Details;

/// What was written in a file, in its open and in its restricted part.
pub struct Parts<'f> {
    file: &'f Raw,
    parts: [(&'static str, &'f Raw); 2],
}

impl<'f> Parts<'f> {
    /// The parts of a file.
    pub fn of(file: &'f Raw) -> Parts<'f> {
        Parts { file, parts: [("", file), ("/restricted", member(file, "restricted"))] }
    }

    /// The answers of both parts, each in one of them.
    pub fn answers(&self, bundle: &Bundle) -> Result<Answers, Fault> {
        let members = self.parts.iter().filter_map(|(_, part)| if let Raw::Object(members) = member(part, "answers") { Some(members) } else { None });
        let all = Raw::Object(members.flatten().cloned().collect());
        Answers::read(&bundle.vocabulary, &all).map_err(|faults| {
            let vocabulary = self.file.list("packs").iter().find(|pack| pack.text("id") == "vocabulary");
            let same = vocabulary.is_some_and(|pack| pack.text("digest") == bundle.vocabulary.digest);
            let key = faults.first().and_then(|fault| fault.at.split('/').nth(1)).unwrap_or_default();
            let (at, _) = self.parts.iter().rev().find(|(_, part)| member(part, "answers").member(key).is_some()).unwrap_or(&self.parts[0]);
            first(if same { Kind::Broken } else { Kind::OtherVocabulary }, &[at, "/answers"].concat(), &faults)
        })
    }

    /// The details of both parts together.
    pub fn details(&self) -> Result<Details, Fault> {
        let [open, restricted] = self
            .parts
            .map(|(at, part)| Details::read(member(part, "details"), "").map_err(|faults| first(Kind::Broken, &[at, "/details"].concat(), &faults)));
        open?.join(restricted?).map_err(|list| {
            Fault::new(Kind::Broken, &["/restricted/details/", list].concat(), "a reason for nothing", "at most one for each entry of the open part")
        })
    }

    /// Answers that stand in another part than where they belong here.
    pub fn misplaced(&self, here: &Raw) -> impl Iterator<Item = String> {
        let here = Parts::of(here).parts.map(|(_, part)| member(part, "answers").clone());
        let stray = |((at, part), here): (&(&str, &Raw), Raw)| {
            let Raw::Object(members) = member(part, "answers") else { return Vec::new() };
            let strays = members.iter().filter(|(key, _)| here.member(key).is_none());
            strays.map(|(key, _)| below(&[at, "/answers"].concat(), key)).collect::<Vec<_>>()
        };
        self.parts.iter().zip(here).flat_map(stray).collect::<Vec<_>>().into_iter()
    }
}

fn member<'r>(raw: &'r Raw, name: &str) -> &'r Raw {
    raw.member(name).unwrap_or(&Raw::Null)
}

/// What stands in the restricted part.
pub fn apart<'r>(file: &'r Raw, name: &str) -> &'r Raw {
    member(member(file, "restricted"), name)
}
