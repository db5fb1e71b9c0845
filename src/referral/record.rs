//! The record: what was decided on which answers, what must not be disclosed, and everything the receiver needs to
//! decide it again and see the same.

use super::Details;
use super::details::Chosen;
use super::faults::{DetailFault, sort};
use super::fields::{FIELDS, Field};
use super::labels;
use super::restricted::{Why, half, told, why};
use crate::decide::decision::Fired;
use crate::decide::explain::reader;
use crate::decide::{Decision, Engine};
use crate::facts::answers::Written;
use crate::facts::{Answers, Day, FactId};
use crate::packs::pack::{Guidance, Pathway, Stop, Whom};
use crate::packs::{Bundle, Mode, Step};
use serde::Serialize;

/// What kind of record it is, and which version of that kind.
pub const FORMAT: &str = "waymark-referral/1";

/// The groups of facts that stand first: danger, signs, children. The others follow as the vocabulary has them.
const FIRST: [&str; 4] = ["now", "flags", "children", "behaviour"];

/// A referral, risk and safety first. `file.rs` says how it is written down.
pub struct Referral<'a> {
    /// "Do not contact", where no safe way is known; stands before anything else.
    pub first_line: &'a str,
    /// How the whole of it is handled.
    pub marking: Marking<'a>,
    /// What kind of record this is.
    pub format: &'static str,
    /// The version of Waymark that wrote it.
    pub version: &'static str,
    /// The day it was decided for.
    pub on: String,
    /// As what it was written: `professional` or `community`.
    pub mode: &'static str,
    /// The tier and what to do, in words.
    pub risk: Risk<'a>,
    /// Everything that must never reach the person causing harm.
    pub do_not_disclose: Vec<Disclosure<'a>>,
    /// Facts that are restricted, apart from all others.
    pub restricted: Vec<Recorded<'a>>,
    /// The other facts.
    pub recorded: Vec<Recorded<'a>>,
    /// The pathways chosen, with reasons.
    pub chosen: Vec<Choice<'a>>,
    /// Recommended pathways that are not taken, with reasons.
    pub declined: Vec<Choice<'a>>,
    /// What a referral is, and is not.
    pub guidance: Vec<&'a str>,
    /// Details that were asked for and not given, by path.
    pub incomplete: Vec<String>,
    /// The vocabulary and the packs that it rests on.
    pub packs: Vec<Rests<'a>>,
    /// Who, where, how to reach them, what happened.
    pub details: &'a Details,
    /// The decision, whole.
    pub decision: Decision<'a>,
    /// The answers, as the program reads them.
    pub answers: Written<'a>,
    /// The answers that are not restricted.
    pub(super) open: Answers,
    /// What may be told of the decision beside the restricted part.
    pub(super) told: Decision<'a>,
    pub(super) bundle: &'a Bundle,
    day: Day,
}

/// How the whole record is handled.
#[derive(Serialize)]
pub struct Marking<'a> {
    /// The marking.
    pub says: &'a str,
    /// Why.
    pub because: &'a str,
    /// The referring agency's own marking.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub agency: &'a str,
}

/// The tier in words, what stops a referral, and what to do, in order.
#[derive(Serialize)]
pub struct Risk<'a> {
    /// The tier.
    pub tier: &'a str,
    /// Its name.
    pub says: &'a str,
    /// What it means.
    pub explains: &'a str,
    /// What raised it, on the answers that are not restricted.
    pub raised_by: Vec<&'a str>,
    /// What else raised it.
    #[serde(skip)]
    pub raised_by_restricted: Vec<&'a str>,
    /// Reasons to stop, and what to do about each.
    pub stops: Vec<[&'a str; 2]>,
    /// What to do, in order.
    pub actions: Vec<&'a str>,
}

/// Something that must never reach the person causing harm.
#[derive(Serialize)]
pub struct Disclosure<'a> {
    /// `fact`, `detail` or `plan`.
    pub kind: &'static str,
    /// The fact's id, the detail's path or the guidance's id.
    pub id: String,
    /// What it is, in words.
    pub says: &'a str,
    /// Why.
    pub because: &'static str,
}

/// One recorded fact.
#[derive(Serialize)]
pub struct Recorded<'a> {
    /// Its id.
    pub fact: &'a str,
    /// The heading it stands under.
    pub group: &'a str,
    /// Its label.
    pub label: &'a str,
    /// Its value in words.
    pub value: String,
    /// How it is known.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub source: &'a str,
    /// Why it is restricted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restricted_by: Option<Why>,
    /// Answered on a branch that another answer has closed: it counts for nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub set_aside: bool,
}

/// A pathway that was chosen or declined.
pub struct Choice<'a> {
    /// Its id.
    pub pathway: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Why.
    pub reason: &'a str,
    /// Whether its criteria are met.
    pub eligibility: &'static str,
    /// Whether it runs.
    pub availability: &'static str,
    /// How to get there.
    pub how: &'a str,
}

/// A file that the record rests on.
#[derive(Serialize)]
pub struct Rests<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its version.
    pub version: &'a str,
    /// The digest of its text.
    pub digest: &'a str,
}

impl<'a> Referral<'a> {
    /// Puts the record together. The same answers, details, packs and day always give the same record.
    pub fn new(engine: &Engine<'a>, answers: &'a Answers, details: &'a Details, on: Day) -> Referral<'a> {
        let bundle = engine.bundle();
        let decision = engine.decide(answers, on);
        let open = half(&bundle.vocabulary, answers, false);
        let told = told(&decision, &engine.decide(&open, on));
        let mode = engine.mode(answers);
        let words = &bundle.words;
        let (restricted, recorded) = recorded(bundle, answers, &decision, &told).into_iter().partition(|fact| fact.restricted_by.is_some());
        let no_contact = decision.actions.iter().any(|action| action.id == "no_contact");
        Referral {
            first_line: if no_contact { words.say("referral.no_contact") } else { "" },
            marking: Marking {
                says: words.say("referral.marking"),
                because: words.say("referral.marking_because"),
                agency: &details.sharing.marking,
            },
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION"),
            on: on.to_string(),
            mode: mode.id(),
            risk: risk(bundle, &decision, &told),
            do_not_disclose: disclosures(bundle, answers, details, &plans(engine, answers, on)),
            restricted,
            recorded,
            chosen: choices(&decision, &details.chosen),
            declined: choices(&decision, &details.declined),
            guidance: carried(bundle, "SR12").map(|line| line.says.as_str()).collect(),
            incomplete: details.faults(mode, on).into_iter().filter(DetailFault::is_missing).map(|fault| fault.field).collect(),
            packs: packs(bundle, &decision),
            details,
            decision,
            told,
            open,
            answers: Written(&bundle.vocabulary, answers),
            bundle,
            day: on,
        }
    }

    /// Everything wrong with the details, seen beside the decision too: what is chosen must be there and may not be
    /// forbidden by a stop.
    pub fn faults(&self) -> Vec<DetailFault> {
        let mut faults = self.details.faults(self.mode(), self.day);
        for (list, entries) in [("chosen", &self.details.chosen), ("declined", &self.details.declined)] {
            for (i, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.pathway.is_empty()) {
                let field = format!("{list}.{i}.pathway");
                match self.pathway(&entry.pathway) {
                    None => faults.push(DetailFault::new(field, "no_pathway")),
                    Some(pathway) if list == "chosen" && pathway.whom == Whom::Person && self.is_stopped() => {
                        faults.push(DetailFault::new(field, "stopped"))
                    }
                    Some(_) => {}
                }
            }
        }
        sort(&mut faults);
        faults
    }

    /// As what it is written.
    pub fn mode(&self) -> Mode {
        if self.mode == Mode::Community.id() { Mode::Community } else { Mode::Professional }
    }

    /// The day it was decided for.
    pub fn day(&self) -> Day {
        self.day
    }

    fn is_stopped(&self) -> bool {
        self.bundle.national.stops.iter().any(|stop| stop.forbids_pathways && self.decision.stops.contains(&stop.id.as_str()))
    }

    fn pathway(&self, id: &str) -> Option<&'a Pathway> {
        self.decision.pathways.iter().find(|pathway| pathway.id == id)?;
        let (pack, own) = id.split_once('/')?;
        let mut packs = std::iter::once(&self.bundle.national).chain(&self.bundle.areas);
        packs.find(|known| known.id == pack)?.pathways.iter().find(|pathway| pathway.id == own)
    }
}

fn risk<'a>(bundle: &'a Bundle, decision: &Decision<'a>, told: &Decision<'a>) -> Risk<'a> {
    let national = &bundle.national;
    let tier = national.tiers.iter().find(|tier| tier.id == decision.tier);
    let is_told = |fired: &&Fired<'a>| told.fired.iter().any(|known| known.rule == fired.rule);
    let stands = |stop: &&Stop| decision.stops.contains(&stop.id.as_str());
    Risk {
        tier: decision.tier,
        says: tier.map_or("", |tier| &tier.says),
        explains: tier.map_or("", |tier| &tier.explains),
        raised_by: told.fired.iter().map(|fired| fired.because).collect(),
        raised_by_restricted: decision.fired.iter().filter(|fired| !is_told(fired)).map(|fired| fired.because).collect(),
        stops: national.stops.iter().filter(stands).map(|stop| [stop.says.as_str(), stop.mend.as_str()]).collect(),
        actions: decision.actions.iter().map(|action| action.says).collect(),
    }
}

/// Every answered fact in words: danger, signs and children first. That a restricted answer sets an open one aside is told in the
/// restricted part.
fn recorded<'a>(bundle: &'a Bundle, answers: &Answers, decision: &Decision<'a>, open: &Decision<'a>) -> Vec<Recorded<'a>> {
    let (vocabulary, words) = (&bundle.vocabulary, &bundle.words);
    let group = |fact: FactId| vocabulary.fact(fact).and_then(|fact| vocabulary.groups.get(usize::from(fact.group)));
    let mut facts: Vec<(usize, Recorded<'a>)> = answers
        .answered()
        .map(|(fact, value)| {
            let id = vocabulary.name(fact);
            let place = group(fact).and_then(|group| FIRST.iter().position(|first| *first == group.id));
            let origin = answers.origin(fact).and_then(|origin| vocabulary.origins.get(origin));
            let restricted_by = why(vocabulary, answers, fact);
            let recorded = Recorded {
                fact: id,
                group: group(fact).map_or("", |group| labels::group(words, group)),
                label: reader::fact(bundle, fact),
                value: reader::value(bundle, fact, value),
                source: origin.map_or("", |origin| labels::origin(words, origin)),
                restricted_by,
                set_aside: if restricted_by.is_some() { decision } else { open }.set_aside.contains(&id),
            };
            (place.unwrap_or(FIRST.len()), recorded)
        })
        .collect();
    facts.sort_by_key(|(place, _)| *place);
    facts.into_iter().map(|(_, recorded)| recorded).collect()
}

/// Plans that must not be spoken of, then restricted facts, then restricted details.
fn disclosures<'a>(bundle: &'a Bundle, answers: &Answers, details: &Details, plans: &[&'a Guidance]) -> Vec<Disclosure<'a>> {
    let vocabulary = &bundle.vocabulary;
    let plan = |line: &&'a Guidance| Disclosure { kind: "plan", id: line.id.clone(), says: &line.says, because: "handling" };
    let fact = |fact: FactId| {
        let because = why(vocabulary, answers, fact)?.id();
        Some(Disclosure { kind: "fact", id: vocabulary.name(fact).into(), says: reader::fact(bundle, fact), because })
    };
    let given =
        FIELDS.iter().filter(|field| field.restricted && (0..details.count(field.section()).max(1)).any(|i| !details.get(&field.at(i)).is_empty()));
    let detail =
        |field: &Field| Disclosure { kind: "detail", id: field.path.into(), says: labels::detail(&bundle.words, field.path), because: "handling" };
    plans.iter().map(plan).chain(answers.answered().filter_map(|(id, _)| fact(id))).chain(given.map(detail)).collect()
}

/// The plans that these answers say must not be spoken of.
fn plans<'a>(engine: &Engine<'a>, answers: &Answers, on: Day) -> Vec<&'a Guidance> {
    let carriers: Vec<&Guidance> = carried(engine.bundle(), "SR6").collect();
    // Whoever writes it, the receiver is a professional.
    let shown = engine.guidance(answers, on, Step::Respond, Mode::Professional);
    shown.into_iter().filter(|line| carriers.iter().any(|carrier| carrier.id == line.id)).collect()
}

/// The lines of guidance that carry one of the safety rules.
fn carried<'a>(bundle: &'a Bundle, rule: &str) -> impl Iterator<Item = &'a Guidance> + use<'a> {
    let national = &bundle.national;
    let carriers = national.safety.iter().find(|safety| safety.id == rule).map(|safety| safety.carried_by.as_slice()).unwrap_or_default();
    let is_carrier = |line: &&Guidance| carriers.iter().any(|carrier| carrier.strip_prefix("guidance.") == Some(&line.id));
    national.guidance.iter().filter(is_carrier)
}

fn choices<'a>(decision: &Decision<'a>, chosen: &'a [Chosen]) -> Vec<Choice<'a>> {
    let choice = |chosen: &'a Chosen| {
        let found = decision.pathways.iter().find(|pathway| pathway.id == chosen.pathway)?;
        let (eligibility, availability) = (found.eligibility.id(), found.availability.id());
        Some(Choice { pathway: &chosen.pathway, name: found.name, reason: &chosen.reason, eligibility, availability, how: found.how })
    };
    chosen.iter().filter_map(choice).collect()
}

fn packs<'a>(bundle: &'a Bundle, decision: &Decision<'a>) -> Vec<Rests<'a>> {
    let vocabulary = &bundle.vocabulary;
    let own = Rests { id: "vocabulary", version: &vocabulary.version, digest: &vocabulary.digest };
    std::iter::once(own).chain(decision.packs.iter().map(|pack| Rests { id: pack.id, version: pack.version, digest: pack.digest })).collect()
}
