//! Decided again: in what the decision of a file differs from the one made here, and whether both rest on the same rules.

use super::bounded::below;
use crate::facts::raw::Raw;
use crate::packs::Bundle;
use crate::referral::Referral;

/// What differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// The tier.
    Tier,
    /// A reason to stop.
    Stop,
    /// Something to do.
    Action,
    /// How soon something is to be done.
    Urgency,
    /// A pathway that is looked at.
    Pathway,
    /// Whether a pathway fits.
    Eligibility,
    /// Whether a pathway runs.
    Availability,
    /// Whether a pathway is recommended.
    Recommended,
}

impl What {
    /// The name that words use.
    pub fn id(self) -> &'static str {
        ["tier", "stop", "action", "urgency", "pathway", "eligibility", "availability", "recommended"][self as usize]
    }
}

/// One difference between the decision in the file and the one made here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What differs.
    pub what: What,
    /// Of which stop, action or pathway; empty for the tier.
    pub id: String,
    /// What the file says; empty where it says nothing of it.
    pub file: String,
    /// What is decided here; empty where nothing is.
    pub here: String,
}

/// Every difference between two decisions, as they are written.
pub fn differences(file: &Raw, here: &Raw) -> Vec<Difference> {
    let mut found = Vec::new();
    note(&mut found, What::Tier, "", file.text("tier"), here.text("tier"));
    each(&mut found, What::Stop, file.list("stops"), here.list("stops"), &[]);
    each(&mut found, What::Action, file.list("actions"), here.list("actions"), &[(What::Urgency, "urgency")]);
    let of_pathway = [(What::Eligibility, "eligibility"), (What::Availability, "availability"), (What::Recommended, "recommended")];
    each(&mut found, What::Pathway, file.list("pathways"), here.list("pathways"), &of_pathway);
    found
}

/// What stands in one list only, and what differs in what stands in both.
fn each(found: &mut Vec<Difference>, what: What, file: &[Raw], here: &[Raw], members: &[(What, &str)]) {
    let in_list = |list: &[Raw], id: &str| list.iter().any(|item| name(item) == id);
    for item in file {
        let id = name(item);
        match here.iter().find(|other| name(other) == id) {
            None => note(found, what, id, id, ""),
            Some(other) => members.iter().for_each(|(what, member)| note(found, *what, id, &value(item, member), &value(other, member))),
        }
    }
    here.iter().map(name).filter(|id| !in_list(file, id)).for_each(|id| note(found, what, id, "", id));
}

fn note(found: &mut Vec<Difference>, what: What, id: &str, file: &str, here: &str) {
    if file != here {
        found.push(Difference { what, id: id.into(), file: file.into(), here: here.into() });
    }
}

/// The id of an item, which may be the item itself.
fn name(item: &Raw) -> &str {
    if let Raw::Text(id) = item { id } else { item.text("id") }
}

fn value(item: &Raw, member: &str) -> String {
    match item.member(member) {
        Some(Raw::Text(text)) => text.clone(),
        Some(Raw::Bool(flag)) => flag.to_string(),
        _ => String::new(),
    }
}

/// How a pack that the file rests on stands beside the one here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The same version of the same text.
    Same,
    /// Another version.
    OtherVersion,
    /// The same version, and another text: one of the two may have been changed.
    OtherText,
    /// Not known here.
    NotHere,
    /// Used here, and not named in the file.
    NotThere,
}

impl Standing {
    /// The name that words use.
    pub fn id(self) -> &'static str {
        ["same", "other_version", "other_text", "not_here", "not_there"][self as usize]
    }
}

/// A pack, or the vocabulary, in the file and here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its version in the file; empty where the file does not name it.
    pub file: String,
    /// Its version here; empty where it is not known.
    pub here: String,
    /// How they stand.
    pub standing: Standing,
}

/// Every pack that the file or the referral made here rests on.
pub fn packs(file: &[Raw], here: &Referral<'_>, bundle: &Bundle) -> Vec<Pack> {
    let vocabulary = ("vocabulary", &*bundle.vocabulary.version, &*bundle.vocabulary.digest);
    let known = || std::iter::once(vocabulary).chain(bundle.packs().map(|pack| (&*pack.id, &*pack.version, &*pack.digest)));
    let compare = |item: &Raw| {
        let (id, version, digest) = (item.text("id"), item.text("version"), item.text("digest"));
        let found = known().find(|(known, ..)| *known == id);
        let standing = match found {
            None => Standing::NotHere,
            Some((_, _, own)) if own == digest => Standing::Same,
            Some((_, own, _)) if own == version => Standing::OtherText,
            Some(_) => Standing::OtherVersion,
        };
        Pack { id: id.into(), file: version.into(), here: found.map_or("", |(_, version, _)| version).into(), standing }
    };
    let mut packs: Vec<Pack> = file.iter().map(compare).collect();
    let unnamed = here.packs.iter().filter(|pack| !file.iter().any(|item| item.text("id") == pack.id));
    packs.extend(unnamed.map(|pack| Pack { id: pack.id.into(), file: String::new(), here: pack.version.into(), standing: Standing::NotThere }));
    packs
}

/// The places at which two records differ, but for those that `besides` names.
pub fn places(file: &Raw, here: &Raw, besides: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    compare(&mut found, Some(file), Some(here), "", besides);
    found
}

fn compare(found: &mut Vec<String>, file: Option<&Raw>, here: Option<&Raw>, at: &str, besides: &[&str]) {
    match (file, here) {
        _ if besides.contains(&at) => {}
        (Some(file @ Raw::Object(_)), Some(here @ Raw::Object(_))) => {
            keys(file, here).for_each(|key| compare(found, file.member(key), here.member(key), &below(at, key), besides));
        }
        (Some(Raw::List(theirs)), Some(Raw::List(ours))) if theirs.len() == ours.len() => {
            let pairs = theirs.iter().zip(ours).enumerate();
            pairs.for_each(|(place, (theirs, ours))| compare(found, Some(theirs), Some(ours), &format!("{at}/{place}"), besides));
        }
        _ if file == here => {}
        _ => found.push(at.into()),
    }
}

/// The keys of either object, each once.
fn keys<'r>(file: &'r Raw, here: &'r Raw) -> impl Iterator<Item = &'r str> {
    let of = |raw: &'r Raw| if let Raw::Object(members) = raw { members.as_slice() } else { &[] }.iter().map(|(key, _)| key.as_str());
    of(file).chain(of(here).filter(|key| file.member(key).is_none()))
}
