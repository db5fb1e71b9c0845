//! Filling in before anybody has answered, and going on with what was filled in.

use super::Session;
use crate::decide::Engine;
use crate::decide::beforehand;
use crate::facts::fact::range_of;
use crate::facts::{Answers, Day, FactId, Kind, Value};
use crate::journey::beforehand::{Offer, Told};

impl Session {
    /// Fills in what nobody has answered, as far as somebody will see it, and it cannot make a danger look smaller.
    pub fn fill_in(&mut self, engine: &Engine<'_>, on: Day, answers: &Answers, from: &str) -> Told {
        let judge = beforehand::Beforehand::new(engine, on);
        let mut told = Told::default();
        for (fact, value) in answers.answered() {
            let is_asked = engine.bundle().journey.pages.iter().any(|page| page.facts.contains(&fact));
            if !is_asked || !judge.takes(fact, value) {
                told.asked.push(fact);
                continue;
            }
            told.taken.push(fact);
            self.offer(engine, fact, value.clone(), answers.origin(fact), from);
        }
        let vocabulary = &engine.bundle().vocabulary;
        let is_offered = |field: &str| vocabulary.find(field).is_some_and(|fact| told.taken.contains(&fact));
        self.faults.retain(|fault| !is_offered(&fault.field));
        told
    }

    /// Offers a value, unless somebody has answered the question, or has told otherwise by a number or its band.
    pub(in crate::journey) fn offer(&mut self, engine: &Engine<'_>, fact: FactId, value: Value, origin: Option<usize>, from: &str) {
        let vocabulary = &engine.bundle().vocabulary;
        if self.answers.get(fact).is_some() || self.typed.has(vocabulary.name(fact)) {
            return;
        }
        if let Some(other) = self.contradicted(engine, fact, &value) {
            if self.answers.get(other).is_some() {
                return;
            }
            self.beforehand.forget(other);
        }
        self.put(engine, fact, value, origin, from);
    }

    /// The host names the area, another one, or none any more. The page is the one that says so.
    pub fn name_area(&mut self, engine: &Engine<'_>, fact: FactId, value: Option<Value>) {
        match value {
            Some(value) => self.offer(engine, fact, value, None, ""),
            None if self.answers.get(fact).is_none() => drop(self.beforehand.forget(fact)),
            None => {}
        }
    }

    /// Offers a value once more that stood in a draft, or says again who has filled in an answer.
    pub(in crate::journey) fn offer_again(&mut self, engine: &Engine<'_>, fact: FactId, value: Value, origin: Option<usize>, from: &str) {
        match self.answers.get(fact) {
            Some(answer) if *answer == value => self.put(engine, fact, value, origin, from),
            _ => self.offer(engine, fact, value, origin, from),
        }
    }

    fn put(&mut self, engine: &Engine<'_>, fact: FactId, value: Value, origin: Option<usize>, from: &str) {
        let vocabulary = &engine.bundle().vocabulary;
        let restricted = origin.and_then(|origin| vocabulary.origins.get(origin)).is_some_and(|origin| origin.restricts);
        self.beforehand.put(Offer { fact, value, origin, restricted, from: from.to_owned() });
    }

    /// The number that falls outside a band with this value, or the band that does not hold a number of this value.
    fn contradicted(&self, engine: &Engine<'_>, fact: FactId, value: &Value) -> Option<FactId> {
        let vocabulary = &engine.bundle().vocabulary;
        let of = |other: FactId| if other == fact { Some(value) } else { self.value(other) };
        vocabulary.ids().find_map(|id| {
            let Some(Kind::Bands { of: counted, covers, values }) = vocabulary.fact(id).map(|fact| &fact.kind) else { return None };
            let other = if id == fact { *counted } else { Some(id).filter(|_| *counted == fact)? };
            let (Some(Value::Number(number)), Some(Value::Choice(band))) = (of(*counted), of(id)) else { return None };
            let (range, band) = (range_of(vocabulary.cuts(*counted), *number), usize::from(*band));
            Some(other).filter(|_| !values[band].open && covers[band] & (1 << range) == 0)
        })
    }

    /// What a question shows: its answer, or else what was filled in.
    pub fn value(&self, fact: FactId) -> Option<&Value> {
        self.answers.get(fact).or_else(|| self.beforehand.get(fact).map(|offer| &offer.value))
    }

    /// Who has filled in what a question shows, until somebody changes it.
    pub fn filled_in_by(&self, fact: FactId) -> Option<&str> {
        self.beforehand.get(fact).map(|offer| offer.from.as_str())
    }

    /// Somebody gives an answer of their own. How it is known is told anew, too; but what came from somebody whom it could
    /// put in danger stays as restricted as it was.
    pub(super) fn answer(&mut self, fact: FactId, value: Option<Value>) {
        if let Some(offer) = self.beforehand.forget(fact) {
            self.answers.set_origin(fact, offer.origin.filter(|_| offer.restricted));
        }
        self.answers.set(fact, value);
    }

    /// Somebody has seen the page and goes on: what was filled in there, and not typed over, is their answer now.
    pub(super) fn go_on_with_offers(&mut self, engine: &Engine<'_>, on: Day) -> Vec<FactId> {
        let mut seen = self.asked_here(engine, on);
        seen.retain(|fact| self.answers.get(*fact).is_none() && !self.typed.has(engine.bundle().vocabulary.name(*fact)));
        seen.retain(|fact| self.beforehand.get(*fact).is_some());
        for offer in seen.iter().filter_map(|fact| self.beforehand.get(*fact)) {
            self.answers.set(offer.fact, Some(offer.value.clone()));
            self.answers.set_origin(offer.fact, offer.origin);
        }
        seen
    }

    /// Something on the page is wrong, so nobody has gone on from it.
    pub(super) fn stay_with_offers(&mut self, seen: &[FactId]) {
        for fact in seen {
            self.answers.set(*fact, None);
            self.answers.set_origin(*fact, None);
        }
    }

    /// The signs of danger that were filled in and that nobody has seen yet: they are asked whatever else is answered.
    pub(super) fn danger_to_ask(&self, engine: &Engine<'_>) -> Vec<FactId> {
        let tells = |fact: &FactId| engine.bundle().vocabulary.fact(*fact).is_some_and(|fact| fact.tells_of_danger());
        let offered = self.beforehand.offers().iter().map(|offer| offer.fact);
        offered.filter(|fact| self.answers.get(*fact).is_none() && tells(fact)).collect()
    }
}
