//! The choice of pathways. What an answer has undone comes back with the answer.

use super::Session;
use crate::decide::Engine;
use crate::facts::{Answers, Day};

impl Session {
    /// Chooses a pathway, or leaves it out again.
    pub fn choose_pathway(&mut self, id: &str, chosen: bool) {
        self.chosen.retain(|other| other != id);
        self.fallen.retain(|other| other != id);
        if chosen {
            self.chosen.push(id.into());
        }
    }

    /// The choice was looked at: what is recommended and was not chosen is passed over.
    pub(super) fn settle_choice(&mut self, engine: &Engine<'_>, on: Day) {
        let recommended = recommended(engine, &self.counting(engine, on), on);
        let passed_over: Vec<String> = recommended.iter().filter(|id| !self.chosen.contains(id)).cloned().collect();
        self.give_reasons(&passed_over);
        // What is not recommended now, and was passed over before, may come back.
        self.passed_over.retain(|id| !recommended.contains(id));
        self.passed_over.extend(passed_over);
    }

    /// Puts the reason to what was chosen and to what was passed over.
    fn give_reasons(&mut self, passed_over: &[String]) {
        let declined = if self.reason.trim().is_empty() { Vec::new() } else { passed_over.to_vec() };
        for (list, ids) in [("chosen", self.chosen.clone()), ("declined", declined)] {
            self.details.empty(list);
            for (place, id) in ids.into_iter().enumerate() {
                self.details.set(&format!("{list}.{place}.pathway"), id);
                self.details.set(&format!("{list}.{place}.reason"), self.reason.as_str());
            }
        }
    }

    /// What is not recommended any more, or cannot be chosen any more, is not chosen any more; what is recommended again is
    /// chosen again.
    pub(in crate::journey) fn review_choices(&mut self, engine: &Engine<'_>, on: Day) {
        if self.chosen.is_empty() && self.fallen.is_empty() && self.passed_over.is_empty() {
            return;
        }
        let way = self.way(engine, on);
        let recommended = if way.find("choose").is_some() { recommended(engine, way.counted(), on) } else { Vec::new() };
        let before = self.chosen.len();
        let (stands, fell): (Vec<String>, Vec<String>) = self.chosen.drain(..).partition(|id| recommended.contains(id));
        self.choice_fell |= stands.len() < before;
        let (back, fallen): (Vec<String>, Vec<String>) = self.fallen.drain(..).partition(|id| recommended.contains(id));
        self.choice_fell &= back.is_empty();
        self.chosen = [stands, back].concat();
        self.fallen = [fallen, fell].concat();
        let passed_over: Vec<String> = self.passed_over.iter().filter(|id| recommended.contains(id)).cloned().collect();
        self.give_reasons(&passed_over);
    }
}

fn recommended(engine: &Engine<'_>, answers: &Answers, on: Day) -> Vec<String> {
    engine.plain(answers, on).pathways.into_iter().filter(|pathway| pathway.recommended).map(|pathway| pathway.id).collect()
}
