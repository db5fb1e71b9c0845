//! Going on, going back, and going to a page in order to change an answer there.

use super::{Place, Session};
use crate::decide::Engine;
use crate::facts::{Day, FactId};
use crate::journey::way::{Reached, Visit, Way};
use crate::packs::journey::Step;

impl Session {
    /// Leaves the page, where nothing on it is wrong: to the next page, or to what holds them up.
    pub fn go_on(&mut self, engine: &Engine<'_>, on: Day) {
        self.waiting = !engine.bundle().has_rules();
        if self.waiting {
            return;
        }
        let seen = self.go_on_with_offers(engine, on);
        self.faults = self.read_page(engine, on);
        if self.waiting || !self.faults.is_empty() {
            self.stay_with_offers(&seen);
            return self.stay(engine, on);
        }
        let here = self.page_id().to_owned();
        self.leave(engine, on, here);
    }

    /// Goes on past a stop or a contradiction that was read.
    pub fn acknowledge(&mut self, engine: &Engine<'_>, on: Day) {
        if !matches!(self.place, Place::Page(_)) {
            self.note_read(engine, on);
            self.leave(engine, on, self.held_at.clone());
        }
    }

    /// Leaves a page on which nothing is wrong, unless something holds them up.
    fn leave(&mut self, engine: &Engine<'_>, on: Day, here: String) {
        match self.standing(engine, on) {
            Some(place) => {
                (self.held_at, self.place) = (here, place);
                self.stay(engine, on);
            }
            None => self.move_from(engine, on, &here),
        }
    }

    /// They are where they were, and see the count once more, with what their answers have added.
    fn stay(&mut self, engine: &Engine<'_>, on: Day) {
        self.left_expected = Some(self.left_told(engine, on));
        self.left_on_arrival = Some(self.left(engine, on));
    }

    /// Goes back: to the page before, or to the page on which something held them up. Nothing is lost.
    pub fn go_back(&mut self, engine: &Engine<'_>, on: Day) {
        self.faults.clear();
        let here = self.page_id().to_owned();
        let from_check = std::mem::take(&mut self.from_check);
        let resume_at = self.resume_at.take();
        let (target, step) = match &self.place {
            Place::Stop(_) | Place::Contradiction(_) => {
                // Where they were going to does not change by looking at the page once more.
                (self.from_check, self.resume_at) = (from_check, resume_at);
                (Some(here), 0)
            }
            Place::Page(_) if from_check => (Some("check".into()), 0),
            Place::Page(_) if resume_at.is_some() => (resume_at, 0),
            Place::Page(_) => (self.way(engine, on).before(&here).map(|reached| reached.page.id.clone()), 1),
        };
        if let Some(id) = target {
            self.left_expected = Some(self.left_told(engine, on) + step);
            self.go_to(engine, on, &id);
        }
    }

    /// Goes to a page to change an answer there: from the check of all answers, or from a contradiction.
    pub fn change(&mut self, engine: &Engine<'_>, on: Day, page: &str) {
        self.faults.clear();
        match &self.place {
            Place::Contradiction(_) if !self.from_check && self.held_at != "check" => {
                self.left_expected = Some(self.left_told(engine, on));
                self.resume_at.get_or_insert_with(|| self.held_at.clone());
            }
            _ => {
                self.left_expected = None;
                self.from_check = true;
            }
        }
        self.go_to(engine, on, page);
    }

    /// Goes to a page, and keeps what is asked there: its questions stay on it, whatever becomes of them.
    fn go_to(&mut self, engine: &Engine<'_>, on: Day, id: &str) {
        self.keep_questions(engine, on, id);
        self.place = Place::Page(id.into());
        self.left_on_arrival = Some(self.left(engine, on));
        let aside = self.aside(engine, on);
        let now: Vec<FactId> = aside.iter().map(|aside| aside.fact).collect();
        self.put_aside = aside.into_iter().filter(|aside| !self.aside_on_arrival.contains(&aside.fact)).collect();
        self.brought_back = std::mem::replace(&mut self.aside_on_arrival, now.clone());
        self.brought_back.retain(|fact| !now.contains(fact) && self.answers.get(*fact).is_some());
    }

    /// They are on a page again, from a draft: nothing is news to them.
    pub(in crate::journey) fn arrive(&mut self, engine: &Engine<'_>, on: Day) {
        self.left_on_arrival = Some(self.left(engine, on));
        self.aside_on_arrival = self.aside(engine, on).iter().map(|aside| aside.fact).collect();
    }

    fn keep_questions(&mut self, engine: &Engine<'_>, on: Day, id: &str) {
        let Some(facts) = self.way(engine, on).find(id).map(|reached| reached.facts.clone()) else { return };
        match self.trail.iter_mut().find(|visit| visit.page == id) {
            Some(visit) => visit.facts = facts,
            None => self.trail.push(Visit { page: id.into(), facts }),
        }
    }

    /// How many pages are left: up to the check of all answers, or up to where they came from in order to change an answer.
    pub fn left(&self, engine: &Engine<'_>, on: Day) -> usize {
        let (way, here) = (self.way(engine, on), self.page_id());
        let open = |until: &str| {
            let before = |reached: &&Reached<'_>| !way.is_after(&reached.page.id, until) && reached.page.id != here;
            way.pages().iter().filter(before).filter(|reached| self.is_to_be_asked(engine, on, &way, reached)).count()
        };
        match &self.resume_at {
            _ if self.from_check => open("check"),
            Some(page) => open(page) + way.left_after(page),
            None => way.left_after(here),
        }
    }

    /// What they were told of what is left when they came to the page. Nobody came to the first, where nothing is answered yet.
    fn left_told(&self, engine: &Engine<'_>, on: Day) -> isize {
        let at_first = || Session::new(engine, self.preferred, self.check_details).left(engine, on);
        self.left_on_arrival.unwrap_or_else(at_first) as isize
    }

    /// How many pages the last step has added to those that were left, so that the count never grows without a word.
    pub fn grown(&self, engine: &Engine<'_>, on: Day) -> usize {
        let left = self.left(engine, on) as isize;
        self.left_expected.map_or(0, |expected| (left - expected).max(0) as usize)
    }

    fn move_from(&mut self, engine: &Engine<'_>, on: Day, here: &str) {
        // With those that an answer on the page itself has opened.
        self.keep_questions(engine, on, here);
        self.review_choices(engine, on);
        let way = self.way(engine, on);
        // From the check and back to it (or to where a contradiction held them up), but for questions that a change has made
        // necessary, and a choice that it undid.
        let back_to_check = self.from_check || here == "check";
        let resume_at = self.resume_at.take();
        let from = resume_at.as_deref().unwrap_or(here);
        let is_due = |reached: &&Reached<'_>| back_to_check || (resume_at.is_some() && !way.is_after(&reached.page.id, from));
        let to_choose = way.find("choose").filter(|_| self.choice_fell && (back_to_check || way.is_after(from, "choose")));
        let open = way.pages().iter().filter(is_due).find(|reached| self.is_to_be_asked(engine, on, &way, reached));
        let needed = open.or(to_choose);
        self.left_expected = Some(self.left_told(engine, on) - 1);
        let next = match needed {
            Some(_) => needed,
            None if self.from_check => way.find("check"),
            None => way.after(from),
        };
        self.from_check = back_to_check && needed.is_some();
        if let Some(id) = next.map(|next| &next.page.id) {
            self.choice_fell &= id != "choose";
            self.resume_at = resume_at.filter(|_| open.is_some());
            self.go_to(engine, on, id);
        }
    }

    /// Whether a page must be gone to, or once more: something on it is missing or wrong, or nobody has seen it.
    pub(in crate::journey) fn is_to_be_asked(&self, engine: &Engine<'_>, on: Day, way: &Way<'_>, reached: &Reached<'_>) -> bool {
        let (page, counted) = (reached.page, way.counted());
        let seen = self.trail.iter().find(|visit| visit.page == page.id);
        let is_new = |fact: FactId| counted.get(fact).is_none() && !seen.is_some_and(|visit| visit.facts.contains(&fact));
        let is_open = |fact: &FactId| self.is_shown(engine, *fact) && (self.lacks(engine, counted, *fact) || is_new(*fact));
        let is_new_page = seen.is_none() && page.facts.is_empty() && page.step < Step::Check;
        is_new_page
            || reached.facts.iter().any(is_open)
            || self.band_against_age(engine, counted).is_some_and(|(number, _)| reached.facts.contains(&number))
            || !self.faulty_details(engine, on, page).unwrap_or_default().is_empty()
    }
}
