//! What holds somebody up between two pages: a stop, or answers that contradict each other.

use super::{Place, Session};
use crate::decide::Engine;
use crate::decide::tier::bits;
use crate::decide::witness::facts_behind;
use crate::facts::{Answers, Day, FactId, Value};
use crate::packs::journey::{Contradiction, Step};
use crate::packs::pack::Stop;

/// An answer that a contradiction is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concerned {
    /// The question.
    pub fact: FactId,
    /// The page on which it can be changed.
    pub page: String,
}

impl Session {
    /// What holds them up on leaving a page; a stop comes before everything else.
    pub(super) fn standing(&self, engine: &Engine<'_>, on: Day) -> Option<Place> {
        if let Some((stop, _)) = self.standing_stop(engine, on) {
            return Some(Place::Stop(stop.id.clone()));
        }
        let counted = self.counting(engine, on);
        let all = &engine.bundle().journey.contradictions;
        let stands = |contradiction: &&Contradiction| {
            let concerned = concerned(engine, &counted, on, contradiction);
            let seen = || (contradiction.id.clone(), answers_to(&counted, &concerned));
            !concerned.is_empty() && !self.settled.contains(&seen())
        };
        all.iter().find(stands).map(|contradiction| Place::Contradiction(contradiction.id.clone()))
    }

    /// Notes that what holds them up was read.
    pub(super) fn note_read(&mut self, engine: &Engine<'_>, on: Day) {
        match &self.place {
            Place::Stop(_) => {
                if let Some((stop, rules)) = self.standing_stop(engine, on) {
                    self.acknowledged.push((stop.id.clone(), rules));
                }
            }
            Place::Contradiction(id) => {
                let id = id.clone();
                self.settle(engine, on, &id);
            }
            Place::Page(_) => {}
        }
    }

    /// A contradiction was read, with the answers as they are.
    pub(in crate::journey) fn settle(&mut self, engine: &Engine<'_>, on: Day, id: &str) {
        let counted = self.counting(engine, on);
        if let Some(contradiction) = engine.bundle().journey.contradictions.iter().find(|known| known.id == id) {
            let concerned = concerned(engine, &counted, on, contradiction);
            self.settled.push((id.to_owned(), answers_to(&counted, &concerned)));
        }
    }

    /// The contradictions that were read with the answers as they are.
    pub(in crate::journey) fn settled_now<'a>(&self, engine: &Engine<'a>, on: Day) -> Vec<&'a str> {
        let counted = self.counting(engine, on);
        let read = |known: &&Contradiction| {
            let concerned = concerned(engine, &counted, on, known);
            !concerned.is_empty() && self.settled.contains(&(known.id.clone(), answers_to(&counted, &concerned)))
        };
        engine.bundle().journey.contradictions.iter().filter(read).map(|known| known.id.as_str()).collect()
    }

    /// The contradiction that holds them up.
    pub fn contradiction<'a>(&self, engine: &Engine<'a>) -> Option<&'a Contradiction> {
        let Place::Contradiction(id) = &self.place else { return None };
        engine.bundle().journey.contradictions.iter().find(|known| known.id == *id)
    }

    /// The answers that a contradiction is about, each with the page on which it can be changed.
    pub fn concerned(&self, engine: &Engine<'_>, on: Day, contradiction: &Contradiction) -> Vec<Concerned> {
        let way = self.way(engine, on);
        let facts = concerned(engine, way.counted(), on, contradiction).into_iter();
        facts.filter_map(|fact| way.page_of(fact).map(|page| Concerned { fact, page: page.id.clone() })).collect()
    }

    /// The first stop that stands and was not acknowledged, and the rules it stands for: a stop for danger stands again
    /// once another rule of the highest tier has fired.
    pub(in crate::journey) fn standing_stop<'a>(&self, engine: &Engine<'a>, on: Day) -> Option<(&'a Stop, u64)> {
        let national = &engine.bundle().national;
        let top = national.tiers.len().saturating_sub(1);
        let early = engine.bundle().journey.pages.iter().any(|page| page.id == self.page_id() && page.step < Step::Refer);
        engine.judge(&self.counting(engine, on), on, |_, tiering| {
            let at_top = bits(tiering.fired).filter(|&i| usize::from(national.rules[i].tier) == top).fold(0_u64, |mask, i| mask | 1 << i);
            // A possible victim stops the referral, not the questions: it holds up on leaving the result.
            let stands = bits(tiering.stops).map(|i| &national.stops[i]).filter(|stop| !stop.forbids_pathways || !early);
            stands.map(|stop| (stop, if stop.forbids_pathways { 0 } else { at_top })).find(|(stop, rules)| !self.is_acknowledged(stop, *rules))
        })
    }

    fn is_acknowledged(&self, stop: &Stop, rules: u64) -> bool {
        let mut times = self.acknowledged.iter().filter(|(id, _)| *id == stop.id).peekable();
        times.peek().is_some() && rules & !times.fold(0, |seen, (_, rules)| seen | rules) == 0
    }
}

/// The answers that make a contradiction hold; none where it does not.
fn concerned(engine: &Engine<'_>, counted: &Answers, on: Day, contradiction: &Contradiction) -> Vec<FactId> {
    let vocabulary = &engine.bundle().vocabulary;
    let behind = engine.judge(counted, on, |knowledge, tiering| facts_behind(knowledge, &contradiction.when, &|decided| tiering.decided(decided)));
    let asked = behind.into_iter().flat_map(|fact| vocabulary.asked_behind(fact)).filter(|fact| counted.get(*fact).is_some());
    asked.fold(Vec::new(), |mut facts, fact| {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
        facts
    })
}

fn answers_to(answers: &Answers, facts: &[FactId]) -> Vec<Option<Value>> {
    facts.iter().map(|fact| answers.get(*fact).cloned()).collect()
}
