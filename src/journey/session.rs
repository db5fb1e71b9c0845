//! One way through, as far as it has come: the answers, what was typed, and the place. All else is worked out.

use super::filled::Filled;
use super::texts::Texts;
use super::typed::{self, PageFault};
use super::way::{Reached, Visit, Way};
use crate::decide::Engine;
use crate::decide::tier::bits;
use crate::facts::{Answers, Day, FactId, Kind, Value};
use crate::packs::journey::{Mode, Page, Step};
use crate::packs::pack::Stop;
use crate::referral::DetailFault;
use crate::referral::fields::{self, FIELDS};

/// Where somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a page.
    Page(String),
    /// Held up by a stop, before the page they were going to.
    Stop(String),
}

/// Everything that was entered.
#[derive(Clone, Debug)]
pub struct Session {
    /// The answers.
    pub answers: Answers,
    /// What was typed into fields, by fact id, as it was typed.
    pub typed: Texts,
    /// The details of the referral.
    pub details: Filled,
    /// Where they are.
    pub place: Place,
    /// What is wrong with the page they tried to leave.
    pub faults: Vec<PageFault>,
    /// They pressed Continue before everything that it needs had arrived.
    pub waiting: bool,
    /// They came from the check of all answers to change one.
    pub from_check: bool,
    /// The ids of the pathways that were chosen.
    pub chosen: Vec<String>,
    /// Why these pathways were chosen, and others not.
    pub reason: String,
    /// How many pages were left before the last step, to say when that grows.
    pub left_before: Option<usize>,
    /// An answer has undone a choice, which was not looked at again yet.
    pub(super) choice_fell: bool,
    /// The pages gone to, in order.
    pub(super) trail: Vec<Visit>,
    /// What was left on coming to the page they are on.
    pub(super) left_on_arrival: Option<usize>,
    /// Stops that were acknowledged, each with the rules that had fired.
    pub(super) acknowledged: Vec<(String, u64)>,
    /// The page they were on when a stop held them up.
    pub(super) held_at: String,
    pub(super) preferred: Mode,
    pub(super) check_details: CheckDetails,
}

/// Finds what is wrong with the details; none where that cannot be told yet.
pub type CheckDetails = fn(&Filled, Mode) -> Option<Vec<DetailFault>>;

impl Session {
    /// A new way through, from the first page. The mode counts until a role is answered; details are checked by
    /// `check_details`, which gives none while it is not there yet.
    pub fn new(engine: &Engine<'_>, preferred: Mode, check_details: CheckDetails) -> Session {
        let first = engine.bundle().journey.pages.first().map(|page| page.id.clone()).unwrap_or_default();
        Session {
            answers: Answers::none(&engine.bundle().vocabulary),
            typed: Texts::default(),
            details: Filled::default(),
            chosen: Vec::new(),
            place: Place::Page(first.clone()),
            faults: Vec::new(),
            waiting: false,
            from_check: false,
            reason: String::new(),
            left_before: None,
            choice_fell: false,
            trail: vec![Visit { page: first.clone(), facts: Vec::new() }],
            left_on_arrival: None,
            acknowledged: Vec::new(),
            held_at: String::new(),
            preferred,
            check_details,
        }
    }

    /// Forgets everything and begins again.
    pub fn clear(&mut self, engine: &Engine<'_>) {
        *self = Session::new(engine, self.preferred, self.check_details);
    }

    /// As what the screen is used.
    pub fn mode(&self, engine: &Engine<'_>) -> Mode {
        let role = engine.bundle().vocabulary.asked("user.role").and_then(|fact| self.answers.get(fact));
        if role.is_some() { engine.mode(&self.answers) } else { self.preferred }
    }

    /// The way as the answers make it.
    pub fn way<'a>(&self, engine: &Engine<'a>, on: Day) -> Way<'a> {
        Way::replay(engine, &self.answers, self.mode(engine), on, &self.trail)
    }

    /// The id of the page they are on, or were on when a stop held them up.
    pub fn page_id(&self) -> &str {
        match &self.place {
            Place::Page(id) => id,
            Place::Stop(_) => &self.held_at,
        }
    }

    /// Chooses one value.
    pub fn choose(&mut self, fact: FactId, value: usize) {
        self.answers.set(fact, Some(Value::Choice(value as u8)));
    }

    /// Adds a value to a set, or takes it out. A set without values is no answer.
    pub fn toggle(&mut self, fact: FactId, value: usize, chosen: bool) {
        let set = match self.answers.get(fact) {
            Some(Value::Set(set)) => *set,
            _ => 0,
        };
        let set = if chosen { set | 1 << value } else { set & !(1 << value) };
        self.answers.set(fact, (set != 0).then_some(Value::Set(set)));
    }

    /// What a field shows: what was typed, or else the answer.
    pub fn shown(&self, engine: &Engine<'_>, fact: FactId) -> String {
        let name = engine.bundle().vocabulary.name(fact);
        if self.typed.has(name) { self.typed.get(name).to_owned() } else { self.answers.get(fact).map(typed::written).unwrap_or_default() }
    }

    /// Chooses a pathway, or leaves it out again.
    pub fn choose_pathway(&mut self, id: &str, chosen: bool) {
        self.chosen.retain(|other| other != id);
        if chosen {
            self.chosen.push(id.into());
        }
    }

    /// Puts the reason to what was chosen and to what is recommended and was not.
    fn give_reasons(&mut self, engine: &Engine<'_>, on: Day) {
        let recommended = engine.outline(&self.answers, on).pathways.into_iter().filter(|pathway| pathway.recommended);
        let left_out = recommended.map(|pathway| pathway.id).filter(|id| !self.chosen.contains(id));
        let declined: Vec<String> = if self.reason.trim().is_empty() { Vec::new() } else { left_out.collect() };
        for (list, ids) in [("chosen", self.chosen.clone()), ("declined", declined)] {
            self.details.empty(list);
            for (place, id) in ids.into_iter().enumerate() {
                self.details.set(&format!("{list}.{place}.pathway"), id);
                self.details.set(&format!("{list}.{place}.reason"), self.reason.as_str());
            }
        }
    }

    /// What is not recommended any more is not chosen any more. Whether there was any such.
    pub(super) fn drop_choices(&mut self, engine: &Engine<'_>, on: Day) -> bool {
        if self.chosen.is_empty() {
            return false;
        }
        let pathways = engine.outline(&self.answers, on).pathways;
        let before = self.chosen.len();
        self.chosen.retain(|id| pathways.iter().any(|pathway| pathway.recommended && pathway.id == *id));
        let fell = self.chosen.len() < before;
        if fell {
            self.give_reasons(engine, on);
        }
        fell
    }

    /// Opens one more entry of a list of details.
    pub fn open_entry(&mut self, list: &str) {
        self.details.open(list);
    }

    /// Answers every question of the page that has none with "not known", where it has that value.
    pub fn rest_not_known(&mut self, engine: &Engine<'_>, on: Day) {
        let vocabulary = &engine.bundle().vocabulary;
        for fact in self.asked_here(engine, on) {
            let open = vocabulary.fact(fact).and_then(|f| match f.kind {
                Kind::Choice(_) | Kind::Bands { .. } => f.kind.choices().iter().position(|choice| choice.open),
                _ => None,
            });
            if let (Some(open), None) = (open, self.answers.get(fact)) {
                self.choose(fact, open);
            }
        }
    }

    /// Leaves the page, where nothing on it is wrong: to the next page, or to a stop that holds them up.
    pub fn go_on(&mut self, engine: &Engine<'_>, on: Day) {
        self.waiting = !engine.bundle().has_rules();
        if self.waiting {
            return;
        }
        self.left_before = None;
        self.faults = self.read_page(engine, on);
        if self.waiting || !self.faults.is_empty() {
            return;
        }
        let here = self.page_id().to_owned();
        match self.standing_stop(engine, on) {
            Some((stop, _)) => {
                self.held_at = here;
                self.place = Place::Stop(stop.id.clone());
            }
            None => self.move_from(engine, on, &here),
        }
    }

    /// Goes on past a stop that was read.
    pub fn acknowledge(&mut self, engine: &Engine<'_>, on: Day) {
        if let Place::Stop(_) = &self.place {
            if let Some((stop, rules)) = self.standing_stop(engine, on) {
                self.acknowledged.push((stop.id.clone(), rules));
            }
            let here = self.held_at.clone();
            match self.standing_stop(engine, on) {
                Some((stop, _)) => self.place = Place::Stop(stop.id.clone()),
                None => self.move_from(engine, on, &here),
            }
        }
    }

    /// Goes back: to the page before, or from a stop to the page that was held up. Nothing is lost.
    pub fn go_back(&mut self, engine: &Engine<'_>, on: Day) {
        self.faults.clear();
        self.left_before = None;
        let here = self.page_id().to_owned();
        let target = match &self.place {
            Place::Stop(_) => Some(here),
            Place::Page(_) if self.from_check => Some("check".into()),
            Place::Page(_) => self.way(engine, on).before(&here).map(|reached| reached.page.id.clone()),
        };
        self.from_check = false;
        if let Some(id) = target {
            self.go_to(engine, on, &id);
        }
    }

    /// Goes to a page to change an answer there.
    pub fn change(&mut self, engine: &Engine<'_>, on: Day, page: &str) {
        self.faults.clear();
        self.from_check = true;
        self.go_to(engine, on, page);
    }

    /// Goes to a page, and keeps what is asked there: its questions stay on it, whatever becomes of them.
    fn go_to(&mut self, engine: &Engine<'_>, on: Day, id: &str) {
        self.keep_questions(engine, on, id);
        self.place = Place::Page(id.into());
        self.left_on_arrival = Some(self.left(engine, on));
    }

    fn keep_questions(&mut self, engine: &Engine<'_>, on: Day, id: &str) {
        let facts = self.way(engine, on).find(id).map(|reached| reached.facts.clone()).unwrap_or_default();
        match self.trail.iter_mut().find(|visit| visit.page == id) {
            Some(visit) => visit.facts = facts,
            None => self.trail.push(Visit { page: id.into(), facts }),
        }
    }

    /// Whether they are on the very first page.
    pub fn is_at_first(&self, engine: &Engine<'_>) -> bool {
        engine.bundle().journey.pages.first().is_some_and(|first| self.page_id() == first.id)
    }

    /// Whether a page is the first of its step.
    pub fn is_first_of_step(&self, engine: &Engine<'_>, on: Day, page: &Page) -> bool {
        self.way(engine, on).pages().iter().find(|reached| reached.page.step == page.step).is_some_and(|first| first.page.id == page.id)
    }

    /// How many pages are left.
    pub fn left(&self, engine: &Engine<'_>, on: Day) -> usize {
        self.way(engine, on).left_after(self.page_id())
    }

    fn move_from(&mut self, engine: &Engine<'_>, on: Day, here: &str) {
        // With those that an answer on the page itself has opened.
        self.keep_questions(engine, on, here);
        self.choice_fell |= self.drop_choices(engine, on);
        let way = self.way(engine, on);
        // From the check and back to it, but for questions that a change has made necessary, and a choice that it undid.
        let back_to_check = self.from_check || here == "check";
        let to_choose = way.find("choose").filter(|_| self.choice_fell && (back_to_check || way.is_after(here, "choose")));
        let needed = way.pages().iter().find(|reached| back_to_check && self.is_to_be_asked(engine, reached)).or(to_choose);
        self.left_before = self.left_on_arrival.filter(|_| !self.from_check);
        let next = match needed {
            Some(_) => needed,
            None if self.from_check => way.find("check"),
            None => way.after(here),
        };
        self.from_check = back_to_check && needed.is_some();
        if let Some(id) = next.map(|next| &next.page.id) {
            self.choice_fell &= id != "choose";
            self.go_to(engine, on, id);
        }
    }

    /// Whether a page shows a question that must be answered and is not, or that nobody has seen there.
    pub(super) fn is_to_be_asked(&self, engine: &Engine<'_>, reached: &Reached<'_>) -> bool {
        let seen = self.trail.iter().find(|visit| visit.page == reached.page.id).map_or(&[][..], |visit| &visit.facts);
        let is_new = |fact: FactId| self.answers.get(fact).is_none() && !seen.contains(&fact);
        reached.facts.iter().any(|fact| self.is_shown(engine, *fact) && (self.lacks(engine, *fact) || is_new(*fact)))
    }

    /// A question with a closed list and one answer must be answered ("not known" is always among the answers); a
    /// band need not where the number itself is known.
    fn lacks(&self, engine: &Engine<'_>, fact: FactId) -> bool {
        let unanswered = self.answers.get(fact).is_none();
        match engine.bundle().vocabulary.fact(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice(_)) => unanswered,
            Some(Kind::Bands { of, .. }) => unanswered && self.answers.get(*of).is_none(),
            _ => false,
        }
    }

    /// The questions that are shown on the page they are on.
    pub fn asked_here(&self, engine: &Engine<'_>, on: Day) -> Vec<FactId> {
        let way = self.way(engine, on);
        let shown = |fact: &FactId| self.is_shown(engine, *fact);
        way.find(self.page_id()).map(|reached| reached.facts.iter().copied().filter(shown).collect()).unwrap_or_default()
    }

    /// A question that hangs on another is shown once that one is answered so that it counts.
    pub fn is_shown(&self, engine: &Engine<'_>, fact: FactId) -> bool {
        let Some(above) = engine.bundle().vocabulary.fact(fact).and_then(|f| f.hangs_on) else { return true };
        match self.answers.get(above.fact) {
            Some(Value::Choice(value)) => above.accepts & (1 << value) != 0,
            Some(Value::Set(set)) => above.accepts & set != 0,
            _ => false,
        }
    }

    /// Reads what was typed on the page and finds what is missing or wrong.
    fn read_page(&mut self, engine: &Engine<'_>, on: Day) -> Vec<PageFault> {
        let vocabulary = &engine.bundle().vocabulary;
        let mut faults = Vec::new();
        for fact in self.asked_here(engine, on) {
            let name = vocabulary.name(fact);
            if self.typed.has(name) {
                match typed::read(vocabulary, fact, self.typed.get(name)) {
                    Ok(value) => self.answers.set(fact, value),
                    Err(fault) => faults.push(fault),
                }
            }
            if self.lacks(engine, fact) && !faults.iter().any(|fault| fault.field == name) {
                faults.push(PageFault { field: name.into(), says: "fault.choose".into(), parts: Vec::new() });
            }
        }
        faults.extend(self.age_against_band(engine, &faults));
        if self.page_id() == "choose" {
            self.give_reasons(engine, on);
        }
        if self.page_id() == "details" {
            self.settle_dates();
            let found = (self.check_details)(&self.details, self.mode(engine));
            self.waiting = found.is_none();
            faults.extend(found.into_iter().flatten().map(|fault| PageFault {
                says: format!("details.fault.{}", fault.code),
                field: fault.field,
                parts: Vec::new(),
            }));
        }
        faults
    }

    /// Dates of details may be typed as people write them.
    fn settle_dates(&mut self) {
        for field in FIELDS.iter().filter(|field| matches!(field.kind, fields::Kind::Date | fields::Kind::Day)) {
            let entries = if field.repeats() { self.details.count(field.section()) } else { 1 };
            for path in (0..entries).map(|place| field.at(place)) {
                let text = typed::iso(self.details.get(&path).trim());
                self.details.set(&path, text);
            }
        }
    }

    /// An age that was typed settles its band; one that contradicts a chosen band is a fault.
    fn age_against_band(&mut self, engine: &Engine<'_>, faults: &[PageFault]) -> Option<PageFault> {
        let vocabulary = &engine.bundle().vocabulary;
        let band = vocabulary.ids().find_map(|id| match vocabulary.fact(id).map(|f| &f.kind) {
            Some(Kind::Bands { of, covers, values }) => Some((id, *of, covers, values)),
            _ => None,
        });
        let (id, of, covers, values) = band?;
        let Some(Value::Number(number)) = self.answers.get(of) else { return None };
        let range = crate::facts::fact::range_of(vocabulary.cuts(of), *number);
        let Some(Value::Choice(chosen)) = self.answers.get(id) else { return None };
        let chosen = usize::from(*chosen);
        let contradicts = !values[chosen].open && covers[chosen] & (1 << range) == 0;
        let name = vocabulary.name(of);
        (contradicts && !faults.iter().any(|fault| fault.field == name)).then(|| PageFault {
            field: name.into(),
            says: "fault.band".into(),
            parts: vec![("band", values[chosen].says.clone())],
        })
    }

    /// The first stop that stands and was not acknowledged, and the rules it stands for: a stop for danger stands again
    /// once another rule of the highest tier has fired.
    pub(super) fn standing_stop<'a>(&self, engine: &Engine<'a>, on: Day) -> Option<(&'a Stop, u64)> {
        let national = &engine.bundle().national;
        let top = national.tiers.len().saturating_sub(1);
        let early = engine.bundle().journey.pages.iter().any(|page| page.id == self.page_id() && page.step < Step::Refer);
        engine.judge(&self.answers, on, |_, tiering| {
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
