//! A referral file, read and decided again.

use super::again::{self, Difference, Pack};
use super::bounded;
use super::canonical::{Reference, raw};
use super::fault::{Fault, Kind};
use super::parts::{Parts, apart};
use super::shape::Shape;
use crate::decide::Engine;
use crate::facts::answers::Written;
use crate::facts::raw::Raw;
use crate::facts::{Answers, Day};
use crate::referral::checks::is_left_open;
use crate::referral::fields::{FIELDS, find};
use crate::referral::json::SCHEMA;
use crate::referral::record::FORMAT;
use crate::referral::{DetailFault, Details, Referral};

/// What says how it was written, and not what follows from its answers.
const GIVEN: [&str; 5] = ["/version", "/answers", "/details", "/restricted/answers", "/restricted/details"];

/// A referral as it was received: what was written in it, and how its decision stands beside the one made here.
#[derive(Clone, Debug)]
pub struct Received {
    /// What identifies it.
    pub reference: Reference,
    /// The day it was decided for.
    pub day: Day,
    /// The day on which it is read.
    pub today: Day,
    /// The answers in it.
    pub answers: Answers,
    /// The details in it.
    pub details: Details,
    /// The packs that it rests on, beside those here.
    pub packs: Vec<Pack>,
    /// In what its decision differs from the one made here on its answers and its day.
    pub differences: Vec<Difference>,
    /// In what it differs, besides, from the one made here today.
    pub since: Vec<Difference>,
    /// Places in the file that do not follow from its answers, where the same rules and the same program should have written the same.
    pub places: Vec<String>,
    /// What is wrong with its details beside the decision made here, such as a service that is not known.
    pub wrong: Vec<DetailFault>,
}

impl Received {
    /// Reads a referral file and decides it again, on its own day and on `today`. The engine speaks the language in which
    /// referrals are written: what the file says in words is held against its words.
    pub fn read(bytes: &[u8], engine: &Engine<'_>, today: Day) -> Result<Received, Fault> {
        let file = bounded::read(bytes)?;
        fits(&file, FORMAT, SCHEMA)?;
        let day = day(&file)?;
        let bundle = engine.bundle();
        let written = Parts::of(&file);
        let answers = written.answers(bundle)?;
        let details = written.details()?;
        let referral = Referral::new(engine, &answers, &details, day);
        let (wrong, invalid): (Vec<_>, Vec<_>) = referral.faults().into_iter().filter(|fault| !fault.is_missing()).partition(depends);
        if let Some(fault) = invalid.first() {
            let part = if find(&fault.field).is_some_and(|(field, _)| field.restricted) { "/restricted/details/" } else { "/details/" };
            let at = [part, &fault.field.replace('.', "/")].concat();
            return Err(Fault::new(Kind::Broken, &at, Raw::Text(details.get(&fault.field).into()).describe(), fault.says(&bundle.words)));
        }
        let here = raw(&referral.file());
        let decision = apart(&file, "decision");
        let differences = again::differences(decision, apart(&here, "decision"));
        let since = if today == day { Vec::new() } else { again::differences(decision, &raw(&engine.outline(&answers, today))) };
        let packs = again::packs(file.list("packs"), &referral, bundle);
        let alike = packs.iter().all(|pack| pack.standing == again::Standing::Same) && file.text("version") == env!("CARGO_PKG_VERSION");
        Ok(Received {
            reference: Reference::of_parts(&Written(&bundle.vocabulary, &answers), &details),
            since: since.into_iter().filter(|found| !differences.contains(found)).collect(),
            places: if alike { written.misplaced(&here).chain(again::places(&file, &here, &GIVEN)).collect() } else { Vec::new() },
            wrong,
            differences,
            packs,
            day,
            today,
            answers,
            details,
        })
    }

    /// The referral that follows here from what was written.
    pub fn referral<'a>(&'a self, engine: &Engine<'a>) -> Referral<'a> {
        Referral::new(engine, &self.answers, &self.details, self.day)
    }

    /// Whether everything in the file rests on the rules that are here.
    pub fn rests_on_ours(&self) -> bool {
        self.packs.iter().all(|pack| pack.standing == again::Standing::Same)
    }

    /// Whether it was changed after it was made: it rests on the rules that are here, and does not follow from its answers.
    pub fn was_changed(&self) -> bool {
        self.rests_on_ours() && !(self.differences.is_empty() && self.places.is_empty())
    }

    /// Whether it is, in every respect, what is made here of its answers, on its day and today.
    pub fn is_as_made_here(&self) -> bool {
        self.rests_on_ours() && self.differences.is_empty() && self.since.is_empty() && self.places.is_empty() && self.wrong.is_empty()
    }

    /// The details that are known to be not known, or kept back.
    pub fn left_open(&self) -> Vec<String> {
        let entries = |section: &str| self.details.count(section).max(1);
        let paths = FIELDS.iter().flat_map(|field| (0..if field.repeats() { entries(field.section()) } else { 1 }).map(|place| field.at(place)));
        paths.filter(|path| is_left_open(self.details.get(path))).collect()
    }
}

/// Whether it is a file of this format that holds what its schema says.
pub fn fits(file: &Raw, format: &str, schema: &str) -> Result<(), Fault> {
    let Some((name, own)) = format.split_once('/') else { return Ok(()) };
    let found = file.text("format");
    match found.split_once('/').filter(|(known, _)| *known == name).map(|(_, number)| number.parse::<u32>()) {
        None | Some(Err(_)) => return Err(other_file(file, found, format)),
        Some(Ok(number)) if number > own.parse().unwrap_or(0) => {
            return Err(Fault::new(Kind::Newer, "/format", Raw::Text(found.into()).describe(), Raw::Text(format.into()).describe()));
        }
        Some(Ok(_)) => {}
    }
    Shape::new(schema).check(file).map_err(|misfit| {
        let newer = misfit.unknown_key && is_newer(file.text("version"), env!("CARGO_PKG_VERSION"));
        Fault { kind: if newer { Kind::Newer } else { misfit.fault.kind }, ..misfit.fault }
    })
}

fn other_file(file: &Raw, format: &str, expected: &str) -> Fault {
    let found = match file {
        Raw::Object(_) if !format.is_empty() => Raw::Text(format.into()).describe(),
        Raw::Object(_) if file.member("resourceType").is_some() => "a FHIR resource".into(),
        Raw::Object(_) => "an object that does not say what it is".into(),
        other => other.describe(),
    };
    Fault::new(Kind::OtherFile, "", found, expected)
}

/// Whether a version such as `1.2.0` comes after another.
fn is_newer(version: &str, than: &str) -> bool {
    let numbers = |text: &str| text.split('.').map(|part| part.parse::<u32>().unwrap_or(0)).collect::<Vec<_>>();
    numbers(version) > numbers(than)
}

/// The day of a file.
pub fn day(file: &Raw) -> Result<Day, Fault> {
    let text = file.text("on");
    Day::parse(text).ok_or_else(|| Fault::new(Kind::Broken, "/on", Raw::Text(text.into()).describe(), "a day as YYYY-MM-DD"))
}

pub(super) fn first(kind: Kind, at: &str, faults: &[crate::facts::AnswerFault]) -> Fault {
    faults.first().map_or_else(|| Fault::new(kind, at, "a fault", "none"), |fault| Fault::of(kind, at, fault))
}

/// Whether something is wrong only beside the decision made here: a service that is not listed, or that a stop forbids. The
/// referrer may have had other rules.
fn depends(fault: &DetailFault) -> bool {
    matches!(fault.code.as_ref(), "no_pathway" | "stopped" | "past")
}
