//! A draft: everything that was entered, written so that it can be taken up again later, elsewhere, and by a later Waymark.
//! It goes by the names of facts, values, pages, rules and pathways and never by their places, so it outlives changes of the
//! packs: what they no longer know is named to the user and left out, and the rest is taken up.
//!
//! What is saved is plain JSON. `crate::seal` seals it where it becomes a file; the host's opt-in `drafts="session"` keeps it
//! as it is, in the tab.

mod fault;
mod read;

pub use fault::{DraftFault, What};

use serde::Serialize;
use std::collections::BTreeMap;

use super::beforehand::Offer;
use super::session::{Place, Session};
use super::texts::Texts;
use super::way::Visit;
use crate::decide::Engine;
use crate::decide::beforehand::Beforehand;
use crate::decide::decision::PackUsed;
use crate::decide::tier::bits;
use crate::facts::answers::{Answers, Value, Written, WrittenValue, read_value};
use crate::facts::raw::Raw;
use crate::facts::{Day, Vocabulary};
use crate::packs::Pack;
use crate::referral::details::MOST_ENTRIES;
use crate::referral::fields;
use read::Draft;

/// The largest draft, in bytes. A case with every field filled to its limit has half of that.
pub const LARGEST: usize = 1 << 20;

/// The most names that a draft may hold and nothing here knows; one with more is no draft of ours.
const MOST_LOST: usize = 500;

const VERSION: u64 = 2;
/// The key that makes an object a draft, and holds its version.
const MARK: &str = "waymark_draft";

/// What came of a draft beside the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resumed {
    /// The day it was saved.
    pub made: Day,
    /// It was made with other packs or another vocabulary, so that the result may differ.
    pub other_rules: bool,
    /// What could not be carried over.
    pub lost: Vec<Lost>,
}

/// Something that was entered and could not be carried over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What it was.
    pub part: Part,
    /// The id of the fact, the path of the detail, or the id of the pathway.
    pub name: String,
    /// What had been entered.
    pub value: String,
}

/// A part of what is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An answer, or how it is known, or what was typed for it.
    Answer,
    /// A detail of the referral.
    Detail,
    /// The choice of a pathway.
    Pathway,
}

impl Part {
    /// The name that the page and its words use.
    pub fn code(self) -> &'static str {
        match self {
            Part::Answer => "answer",
            Part::Detail => "detail",
            Part::Pathway => "pathway",
        }
    }
}

#[derive(Serialize)]
struct Saved<'a> {
    waymark_draft: u64,
    made: String,
    packs: Vec<PackUsed<'a>>,
    vocabulary: &'a str,
    mode: &'a str,
    answers: Written<'a>,
    beforehand: Vec<SavedOffer<'a>>,
    typed: &'a Texts,
    details: &'a Texts,
    opened: BTreeMap<&'a str, usize>,
    place: SavedPlace<'a>,
    from_check: bool,
    trail: Vec<SavedVisit<'a>>,
    acknowledged: Vec<SavedStop<'a>>,
    chosen: &'a [String],
    choice_fell: bool,
    reason: &'a str,
    fallen: &'a [String],
    passed_over: &'a [String],
    settled: Vec<&'a str>,
    /// Empty where they go on from the page they are on.
    resume_at: &'a str,
}

#[derive(Serialize)]
struct SavedOffer<'a> {
    fact: &'a str,
    value: WrittenValue<'a>,
    source: Option<&'a str>,
    from: &'a str,
}

#[derive(Serialize)]
struct SavedPlace<'a> {
    page: &'a str,
    stop: Option<&'a str>,
}

#[derive(Serialize)]
struct SavedVisit<'a> {
    page: &'a str,
    facts: Vec<&'a str>,
}

#[derive(Serialize)]
struct SavedStop<'a> {
    stop: &'a str,
    rules: Vec<&'a str>,
}

impl<'a> SavedOffer<'a> {
    fn of(offer: &'a Offer, vocabulary: &'a Vocabulary) -> SavedOffer<'a> {
        let source = offer.origin.and_then(|origin| vocabulary.origins.get(origin)).map(|origin| origin.is.as_str());
        SavedOffer { fact: vocabulary.name(offer.fact), value: WrittenValue(vocabulary, offer.fact, &offer.value), source, from: &offer.from }
    }
}

impl Session {
    /// Writes the draft of this session.
    pub fn save(&self, engine: &Engine<'_>, made: Day) -> Result<String, DraftFault> {
        let bundle = engine.bundle();
        if !bundle.has_rules() {
            return Err(too_early());
        }
        let vocabulary = &bundle.vocabulary;
        let saved = Saved {
            waymark_draft: VERSION,
            made: made.to_string(),
            packs: engine
                .packs(&self.answers)
                .into_iter()
                .map(|pack| PackUsed { id: &pack.id, version: &pack.version, digest: &pack.digest })
                .collect(),
            vocabulary: &vocabulary.digest,
            mode: self.preferred.id(),
            answers: Written(vocabulary, &self.answers),
            beforehand: self.beforehand.offers().iter().map(|offer| SavedOffer::of(offer, vocabulary)).collect(),
            typed: &self.typed,
            details: self.details.texts(),
            opened: self.details.opened().collect(),
            place: SavedPlace {
                page: self.page_id(),
                stop: match &self.place {
                    Place::Stop(stop) => Some(stop),
                    // What contradicts is looked at again on the way on.
                    Place::Page(_) | Place::Contradiction(_) => None,
                },
            },
            from_check: self.from_check,
            trail: self
                .trail
                .iter()
                .map(|visit| SavedVisit { page: &visit.page, facts: visit.facts.iter().map(|fact| vocabulary.name(*fact)).collect() })
                .collect(),
            acknowledged: self
                .acknowledged
                .iter()
                .map(|(stop, rules)| SavedStop { stop, rules: bits(*rules).filter_map(|i| Some(&*bundle.national.rules.get(i)?.id)).collect() })
                .collect(),
            chosen: &self.chosen,
            choice_fell: self.choice_fell,
            reason: &self.reason,
            fallen: &self.fallen,
            passed_over: &self.passed_over,
            settled: self.settled_now(engine, made),
            resume_at: self.resume_at.as_deref().unwrap_or_default(),
        };
        let json = serde_json::to_string(&saved).map_err(|_| DraftFault::whole(What::Broken, "what cannot be written", "texts and names"))?;
        if json.len() > LARGEST {
            return Err(DraftFault::whole(What::TooLarge, format!("{} bytes", json.len()), format!("at most {LARGEST}")));
        }
        Ok(json)
    }

    /// Takes up a draft in place of what is here. One that cannot be opened changes nothing.
    pub fn resume(&mut self, engine: &Engine<'_>, draft: &[u8], on: Day) -> Result<Resumed, DraftFault> {
        if !engine.bundle().has_rules() {
            return Err(too_early());
        }
        let draft = read::read(draft)?;
        let made = draft.made;
        let session = Session::new(engine, draft.mode, self.check_details);
        let mut taken = Taken { engine, session, lost: Vec::new() };
        taken.answers(&draft);
        taken.filled_in(&draft, on);
        taken.details(&draft);
        taken.went(&draft);
        let other_rules = taken.has_other_rules(&draft);
        taken.chose(&draft, on, other_rules || made != on);
        taken.stands(&draft, on, other_rules);
        if taken.lost.len() > MOST_LOST {
            let found = format!("{} names that nothing here knows", taken.lost.len());
            return Err(DraftFault::whole(What::Broken, found, format!("at most {MOST_LOST}")));
        }
        *self = taken.session;
        Ok(Resumed { made, other_rules, lost: taken.lost })
    }
}

fn too_early() -> DraftFault {
    DraftFault::whole(What::TooEarly, "no rules", "the rules before any draft")
}

/// A session that is being taken up from a draft.
struct Taken<'e, 'b> {
    engine: &'e Engine<'b>,
    session: Session,
    lost: Vec<Lost>,
}

impl Taken<'_, '_> {
    fn lose(&mut self, part: Part, name: &str, value: impl Into<String>) {
        self.lost.push(Lost { part, name: name.into(), value: value.into() });
    }

    /// Answers, how they are known, and what was typed for them.
    fn answers(&mut self, draft: &Draft) {
        let vocabulary = &self.engine.bundle().vocabulary;
        for (name, raw) in &draft.answers {
            if let Some(lost) = take_answer(&mut self.session.answers, self.engine, name, raw) {
                self.lose(Part::Answer, name, said(&lost));
            }
        }
        for (name, text) in &draft.typed {
            if vocabulary.asked(name).is_some() {
                self.session.typed.put(name, text.clone());
            } else {
                self.lose(Part::Answer, name, text);
            }
        }
    }

    /// What was filled in beforehand: who says so stays with an answer that is still the same; an offer is made once more,
    /// as far as it may be with the rules here. Nobody had answered with what is left out.
    fn filled_in(&mut self, draft: &Draft, on: Day) {
        let vocabulary = &self.engine.bundle().vocabulary;
        let judge = Beforehand::new(self.engine, on);
        for filled in &draft.beforehand {
            let Some(fact) = vocabulary.asked(&filled.fact) else { continue };
            let Ok(value) = read_value(vocabulary, fact, &filled.value) else { continue };
            if self.session.beforehand.get(fact).is_none() && judge.takes(fact, &value) {
                let origin = filled.source.as_ref().and_then(|source| vocabulary.origins.iter().position(|origin| origin.is == *source));
                self.session.offer_again(self.engine, fact, value, origin, &filled.from);
            }
        }
    }

    fn details(&mut self, draft: &Draft) {
        for (path, text) in &draft.details {
            if fields::find(path).is_some_and(|(_, place)| place < MOST_ENTRIES) {
                self.session.details.set(path, text.as_str());
            } else if !text.is_empty() {
                self.lose(Part::Detail, path, text);
            }
        }
        for (list, count) in &draft.opened {
            if fields::LISTS.contains(&list.as_str()) {
                self.session.details.reopen(list, (*count).min(MOST_ENTRIES));
            }
        }
    }

    /// The pages gone to, and the stops that were read. What is not known any more is gone to, and read, again.
    fn went(&mut self, draft: &Draft) {
        let bundle = self.engine.bundle();
        let mut trail: Vec<Visit> = Vec::new();
        for (id, facts) in &draft.trail {
            let page = bundle.journey.pages.iter().find(|page| page.id == *id && trail.iter().all(|visit| visit.page != *id));
            if let Some(page) = page {
                let stands_here = |name: &String| bundle.vocabulary.asked(name).filter(|fact| page.facts.contains(fact));
                trail.push(Visit { page: id.clone(), facts: facts.iter().filter_map(stands_here).collect() });
            }
        }
        if !trail.is_empty() {
            self.session.trail = trail;
        }
        let place = |rule: &String| bundle.national.rules.iter().position(|known| known.id == *rule);
        for (stop, rules) in draft.acknowledged.iter().filter(|(stop, _)| bundle.national.stops.iter().any(|known| known.id == *stop)) {
            let rules = rules.iter().filter_map(place).fold(0_u64, |mask, i| mask | 1 << i);
            self.session.acknowledged.push((stop.clone(), rules));
        }
    }

    fn has_other_rules(&self, draft: &Draft) -> bool {
        let packs = self.engine.packs(&self.session.answers);
        let is = |(pack, (id, digest)): (&&Pack, &(String, String))| pack.id == *id && pack.digest == *digest;
        let same = packs.len() == draft.packs.len() && packs.iter().zip(&draft.packs).all(is);
        !same || draft.vocabulary != self.engine.bundle().vocabulary.digest
    }

    /// The pathways chosen. Where a rule or the day is another, they are looked at again.
    fn chose(&mut self, draft: &Draft, on: Day, look_again: bool) {
        let is_named = |pack: &Pack, id: &str| pack.pathways.iter().any(|pathway| id.strip_prefix(&*pack.id) == Some(&*format!("/{}", pathway.id)));
        let is_known = |id: &String| self.engine.bundle().packs().any(|pack| is_named(pack, id));
        let all_known = draft.chosen.iter().all(is_known);
        self.session.reason.clone_from(&draft.reason);
        self.session.chosen.clone_from(&draft.chosen);
        self.session.choice_fell = draft.choice_fell;
        let known = |ids: &[String]| ids.iter().filter(|id| is_known(id)).cloned().collect();
        (self.session.fallen, self.session.passed_over) = (known(&draft.fallen), known(&draft.passed_over));
        if look_again || !all_known {
            self.session.review_choices(self.engine, on);
            for id in draft.chosen.iter().filter(|id| !self.session.chosen.contains(id)).collect::<Vec<_>>() {
                self.lost.push(Lost { part: Part::Pathway, name: id.clone(), value: String::new() });
            }
        }
    }

    /// Where they stood. With other rules, on the first page that now has something to ask, where that comes before.
    fn stands(&mut self, draft: &Draft, on: Day, other_rules: bool) {
        let (engine, session) = (self.engine, &mut self.session);
        let mode = session.mode(engine);
        let way = session.way(engine, on);
        let to_ask = way.pages().iter().find(|reached| session.is_to_be_asked(engine, on, &way, reached)).map(|reached| reached.page.id.clone());
        let first = way.pages().first().map(|reached| reached.page.id.clone()).unwrap_or_default();
        let exists = engine.bundle().journey.pages.iter().any(|page| page.id == draft.page && page.modes.contains(&mode));
        let page = match to_ask {
            Some(earlier) if other_rules && exists && way.is_after(&draft.page, &earlier) => earlier,
            _ if exists => draft.page.clone(),
            to_ask => to_ask.unwrap_or(first),
        };
        if page != draft.page {
            session.place = Place::Page(page);
            return;
        }
        session.from_check = draft.from_check;
        session.place = Place::Page(page.clone());
        session.arrive(engine, on);
        if !other_rules {
            draft.settled.iter().for_each(|id| session.settle(engine, on, id));
            session.resume_at = engine.bundle().journey.pages.iter().find(|page| page.id == draft.resume_at).map(|page| page.id.clone());
        }
        if let Some(stop) = &draft.stop {
            session.held_at = page;
            if session.standing_stop(engine, on).is_some_and(|(standing, _)| standing.id == *stop) {
                session.place = Place::Stop(stop.clone());
            }
        }
    }
}

/// Takes one answer, or how a fact is known; gives what of it cannot be taken.
fn take_answer(answers: &mut Answers, engine: &Engine<'_>, name: &str, raw: &Raw) -> Option<Raw> {
    let vocabulary = &engine.bundle().vocabulary;
    if let Some(fact) = name.strip_prefix("source.") {
        let origin = vocabulary.origins.iter().position(|origin| *raw == Raw::Text(origin.is.clone()));
        let Some((fact, origin)) = vocabulary.asked(fact).zip(origin) else { return Some(raw.clone()) };
        answers.set_origin(fact, Some(origin));
        return None;
    }
    let Some(fact) = vocabulary.asked(name) else { return Some(raw.clone()) };
    let takes = |raw: &Raw| read_value(vocabulary, fact, raw).ok();
    if let Some(value) = takes(raw) {
        answers.set(fact, Some(value));
        return None;
    }
    // Of a set, what is still known is kept.
    let Raw::List(items) = raw else { return Some(raw.clone()) };
    let (kept, lost): (Vec<Raw>, Vec<Raw>) = items.iter().cloned().partition(|item| takes(&Raw::List(vec![item.clone()])).is_some());
    let value = takes(&Raw::List(kept)).filter(|value| *value != Value::Set(0));
    let lost = if value.is_some() { lost } else { items.clone() };
    answers.set(fact, value);
    Some(Raw::List(lost))
}

/// An answer as it was written, to show beside its name.
fn said(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) => text.clone(),
        Raw::List(items) => items.iter().map(said).collect::<Vec<_>>().join(", "),
        other => other.describe(),
    }
}
