//! One way through, as far as it has come: the answers, what was typed, and the place. All else is worked out.

mod beforehand;
mod choices;
mod holding;
mod moves;
mod reading;

pub use holding::Concerned;

use super::beforehand::Beforehand;
use super::counts::{self, Aside};
use super::filled::Filled;
use super::texts::Texts;
use super::typed::{self, PageFault};
use super::way::{Visit, Way};
use crate::decide::Engine;
use crate::facts::{Answers, Day, FactId, Kind, Value};
use crate::packs::journey::{Mode, Page};
use crate::referral::DetailFault;
use crate::referral::fields::{self, Need};

/// Where somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a page.
    Page(String),
    /// Held up by a stop, before the page they were going to.
    Stop(String),
    /// Held up by answers that contradict each other.
    Contradiction(String),
}

/// Everything that was entered.
#[derive(Clone, Debug)]
pub struct Session {
    /// Every answer that was given. Those that count are worked out from them: see [`Session::counting`].
    pub answers: Answers,
    /// What the host has filled in beforehand; no answer until somebody has gone on with it.
    pub beforehand: Beforehand,
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
    /// What the last step put aside, for the page they are on to name.
    pub put_aside: Vec<Aside>,
    /// What counts again since the last step.
    pub brought_back: Vec<FactId>,
    /// The ids of the pathways that were chosen.
    pub chosen: Vec<String>,
    /// Why these pathways were chosen, and others not.
    pub reason: String,
    /// Pathways that were chosen and are not recommended now: they come back with the answers.
    pub(super) fallen: Vec<String>,
    /// Pathways that were recommended, and not chosen, when the choice was last looked at.
    pub(super) passed_over: Vec<String>,
    /// An answer has undone a choice, which was not looked at again yet.
    pub(super) choice_fell: bool,
    /// The pages gone to, in order.
    pub(super) trail: Vec<Visit>,
    /// How many pages should be left, by what was said on the page before.
    left_expected: Option<isize>,
    /// What was left on coming to the page they are on; none while that is the first.
    pub(super) left_on_arrival: Option<usize>,
    /// What was aside on coming to the page they are on.
    aside_on_arrival: Vec<FactId>,
    /// Stops that were acknowledged, each with the rules that had fired.
    pub(super) acknowledged: Vec<(String, u64)>,
    /// Contradictions that were acknowledged, each with the answers as they were.
    pub(super) settled: Vec<(String, Vec<Option<Value>>)>,
    /// The page they were on when something held them up.
    pub(super) held_at: String,
    /// The page that they will go on from, once what contradicts another answer has been looked at.
    pub(super) resume_at: Option<String>,
    /// As what the host starts the screen, until a role is answered.
    pub preferred: Mode,
    pub(super) check_details: CheckDetails,
}

/// Finds what is wrong with the details; none where that cannot be told yet.
pub type CheckDetails = fn(&Filled, Mode, Day) -> Option<Vec<DetailFault>>;

impl Session {
    /// A new way through, from the first page. The mode counts until a role is answered; details are checked by
    /// `check_details`, which gives none while it is not there yet.
    pub fn new(engine: &Engine<'_>, preferred: Mode, check_details: CheckDetails) -> Session {
        let first = engine.bundle().journey.pages.first().map(|page| page.id.clone()).unwrap_or_default();
        Session {
            answers: Answers::none(&engine.bundle().vocabulary),
            beforehand: Beforehand::default(),
            typed: Texts::default(),
            details: Filled::default(),
            chosen: Vec::new(),
            place: Place::Page(first.clone()),
            faults: Vec::new(),
            waiting: false,
            from_check: false,
            put_aside: Vec::new(),
            brought_back: Vec::new(),
            reason: String::new(),
            fallen: Vec::new(),
            passed_over: Vec::new(),
            choice_fell: false,
            trail: vec![Visit { page: first.clone(), facts: Vec::new() }],
            left_expected: None,
            left_on_arrival: None,
            aside_on_arrival: Vec::new(),
            acknowledged: Vec::new(),
            settled: Vec::new(),
            held_at: String::new(),
            resume_at: None,
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
        Way::replay(engine, &self.answers, self.mode(engine), on, &self.trail, &self.danger_to_ask(engine))
    }

    /// The answers that count: what is decided, passed on and listed on the check of all answers. An answer that the way does
    /// not reach any more, because another was changed, is not among them.
    pub fn counting(&self, engine: &Engine<'_>, on: Day) -> Answers {
        counts::counting(engine, &self.answers, self.mode(engine), on)
    }

    /// The details that are asked for in the mode they are in: what is checked and passed on. What was typed as somebody else is
    /// kept, and not among them.
    pub fn counting_details(&self, engine: &Engine<'_>) -> Filled {
        let mode = self.mode(engine);
        self.details.only(|path| fields::find(path).is_some_and(|(field, _)| field.need(mode) != Need::No))
    }

    /// The answers that were given and do not count now, each with the answer that closes it.
    pub fn aside(&self, engine: &Engine<'_>, on: Day) -> Vec<Aside> {
        counts::aside(engine, &self.answers, self.mode(engine), on)
    }

    /// The id of the page they are on, or were on when something held them up.
    pub fn page_id(&self) -> &str {
        match &self.place {
            Place::Page(id) => id,
            Place::Stop(_) | Place::Contradiction(_) => &self.held_at,
        }
    }

    /// Chooses one value.
    pub fn choose(&mut self, fact: FactId, value: usize) {
        self.answer(fact, Some(Value::Choice(value as u8)));
    }

    /// Adds a value to a set, or takes it out. A set without values is no answer.
    pub fn toggle(&mut self, fact: FactId, value: usize, chosen: bool) {
        let set = match self.value(fact) {
            Some(Value::Set(set)) => *set,
            _ => 0,
        };
        let set = if chosen { set | 1 << value } else { set & !(1 << value) };
        self.answer(fact, (set != 0).then_some(Value::Set(set)));
    }

    /// What a field shows: what was typed, or else the answer.
    pub fn shown(&self, engine: &Engine<'_>, fact: FactId) -> String {
        let name = engine.bundle().vocabulary.name(fact);
        if self.typed.has(name) { self.typed.get(name).to_owned() } else { self.value(fact).map(typed::written).unwrap_or_default() }
    }

    /// Opens one more entry of a list of details.
    pub fn open_entry(&mut self, list: &str) {
        self.details.open(list);
    }

    /// Answers every question of the page for which nothing is chosen with "not known", where it has that value.
    pub fn rest_not_known(&mut self, engine: &Engine<'_>, on: Day) {
        let vocabulary = &engine.bundle().vocabulary;
        for fact in self.asked_here(engine, on) {
            let open = vocabulary.fact(fact).and_then(|f| match f.kind {
                Kind::Choice(_) | Kind::Bands { .. } => f.kind.choices().iter().position(|choice| choice.open),
                _ => None,
            });
            if let (Some(open), None) = (open, self.value(fact)) {
                self.choose(fact, open);
            }
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

    /// A question with a closed list and one answer must be answered ("not known" is always among the answers); a
    /// band need not where the number itself is known.
    fn lacks(&self, engine: &Engine<'_>, counted: &Answers, fact: FactId) -> bool {
        let unanswered = counted.get(fact).is_none();
        match engine.bundle().vocabulary.fact(fact).map(|fact| &fact.kind) {
            Some(Kind::Choice(_)) => unanswered,
            Some(Kind::Bands { of, .. }) => unanswered && counted.get(*of).is_none(),
            _ => false,
        }
    }

    /// The questions that are shown on the page they are on.
    pub fn asked_here(&self, engine: &Engine<'_>, on: Day) -> Vec<FactId> {
        let way = self.way(engine, on);
        let shown = |fact: &FactId| self.is_shown_here(engine, *fact);
        way.find(self.page_id()).map(|reached| reached.facts.iter().copied().filter(shown).collect()).unwrap_or_default()
    }

    /// A question that hangs on another is shown once that one is answered so that it counts.
    pub fn is_shown(&self, engine: &Engine<'_>, fact: FactId) -> bool {
        opens(engine, fact, |above| self.answers.get(above))
    }

    /// The same on the page they are on, where what was filled in for the other question is seen, too.
    pub fn is_shown_here(&self, engine: &Engine<'_>, fact: FactId) -> bool {
        opens(engine, fact, |above| self.value(above))
    }
}

/// Whether the question that another hangs on opens it, with the value that it has.
fn opens<'v>(engine: &Engine<'_>, fact: FactId, value: impl Fn(FactId) -> Option<&'v Value>) -> bool {
    let Some(above) = engine.bundle().vocabulary.fact(fact).and_then(|fact| fact.hangs_on) else { return true };
    match value(above.fact) {
        Some(Value::Choice(value)) => above.accepts & (1 << value) != 0,
        Some(Value::Set(set)) => above.accepts & set != 0,
        _ => false,
    }
}
