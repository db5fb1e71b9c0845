//! Who is decided differently by two bundles on a day: each class of change once, with its smallest example and how much of
//! everything that can be answered it covers. What is equal is not listed.

use std::collections::BTreeMap;

use super::breath::{Breath, at_once, breathe};
use super::example::{share, smallest};
use super::setting::{Place, Setting};
use super::space::{Lens, Recorded, Space};
use super::symbolic::Symbolic;
use super::truths::{FAILS, HOLDS, OPEN, among, and};
use crate::diagram::kernel::{Diagrams, Ref};
use crate::facts::raw::Raw;
use crate::facts::{Day, FactId};
use crate::packs::pack::Availability;
use crate::packs::{Bundle, Pack};

/// Everything that two bundles decide differently.
#[derive(Debug, Default)]
pub struct Differences {
    /// Facts and values that only one of them knows.
    pub questions: Vec<Question>,
    /// Each class of change, place by place.
    pub changes: Vec<Change>,
    /// Whether there was no room to find all of them.
    pub incomplete: bool,
}

/// A fact, or a value of one, that only one bundle knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The fact.
    pub fact: String,
    /// The value; none where the whole fact is new or gone.
    pub value: Option<String>,
    /// Whether the new bundle has it.
    pub is_new: bool,
}

/// One class of change.
#[derive(Clone, Debug)]
pub struct Change {
    /// The packs that decide where it is: the old one and the new one.
    pub place: (String, String),
    /// What is decided otherwise.
    pub what: What,
    /// What it was.
    pub from: &'static str,
    /// What it is.
    pub to: &'static str,
    /// What stands before and after, where it has a name of its own (a tier).
    pub names: Option<(String, String)>,
    /// Which share of all ways to answer in this place it covers, from 0 to 1.
    pub share: f64,
    /// The smallest answers on which it shows; none where it shows on all.
    pub example: Option<Recorded>,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// The tier.
    Tier,
    /// An action, by its id.
    Action(String),
    /// Who fits a pathway, by `pack/id`.
    Eligibility(String),
    /// Whether a pathway runs, by `pack/id`.
    Availability(String),
}

/// Compares two bundles on a day.
pub fn differences(old: &Bundle, new: &Bundle, on: Day, budget: usize) -> Differences {
    at_once(differences_gradually(old, new, on, budget, None)).unwrap_or_default()
}

/// The same, with a breath between two places.
pub async fn differences_gradually(old: &Bundle, new: &Bundle, on: Day, budget: usize, breath: Option<Breath>) -> Differences {
    let (space, lenses) = Space::of(&[old, new], &[]);
    let [before, after] = lenses.as_slice() else { return Differences::default() };
    let mut diagrams = Diagrams::with_limit(budget);
    let mut found = Differences { questions: questions(old, new), ..Differences::default() };
    for shared in shared_places(&space, before, after) {
        breathe(breath).await;
        let settings = [shared.old.on(old, Some(on)), shared.new.on(new, Some(on))];
        let pair = Pair {
            space: &space,
            sides: [Side::of(before, &shared.old, &settings[0], &mut diagrams), Side::of(after, &shared.new, &settings[1], &mut diagrams)],
            here: diagrams.node(shared.variable, shared.states.iter().map(|leads| if *leads { HOLDS } else { FAILS }).collect()),
            place: (shared.old.id().to_owned(), shared.new.id().to_owned()),
        };
        found.changes.extend(pair.changes(&mut diagrams));
    }
    found.incomplete = diagrams.is_full();
    found
}

/// Answers to `area.person` that lead to one choice of packs in each bundle.
struct Shared<'o, 'n> {
    old: Place<'o>,
    new: Place<'n>,
    variable: u16,
    /// For each state of the variable whether it leads here.
    states: Vec<bool>,
}

fn shared_places<'o, 'n>(space: &Space, before: &Lens<'o>, after: &Lens<'n>) -> Vec<Shared<'o, 'n>> {
    let Some(variable) = space.variables_of("area.person").next() else { return Vec::new() };
    let about = &space.variables[usize::from(variable)];
    let mut groups: BTreeMap<(String, String), Shared<'o, 'n>> = BTreeMap::new();
    for (place, state) in about.states.iter().enumerate() {
        let answer = state.ways.first().and_then(|way| way.first()).map(|(_, value)| value);
        let (old, new) = (led_to(before.bundle, answer), led_to(after.bundle, answer));
        let (Some(old), Some(new)) = (old, new) else { continue };
        let key = (old.id().to_owned(), new.id().to_owned());
        let shared = groups.entry(key).or_insert_with(|| Shared { old, new, variable, states: vec![false; about.states.len()] });
        shared.states[place] = true;
    }
    groups.into_values().collect()
}

/// The place that an answer to `area.person` leads to.
fn led_to<'a>(bundle: &'a Bundle, answer: Option<&Raw>) -> Option<Place<'a>> {
    let area = bundle.vocabulary.asked("area.person")?;
    let value = match answer {
        Some(Raw::Text(text)) => bundle.vocabulary.choices(area).iter().position(|choice| choice.is == *text),
        _ => None,
    };
    let leads = |place: &Place<'_>| value.map_or(place.packs.len() < 2, |value| place.areas & 1 << value != 0);
    let mut places = Place::all(bundle);
    let found = places.iter().position(leads).unwrap_or(places.len().checked_sub(1)?);
    Some(places.swap_remove(found))
}

/// One bundle in one place.
struct Side<'s> {
    lens: &'s Lens<'s>,
    symbolic: Symbolic<'s>,
    pathways: BTreeMap<String, (Ref, Availability)>,
}

impl<'s> Side<'s> {
    fn of(lens: &'s Lens<'s>, place: &Place<'_>, setting: &Setting<'_>, diagrams: &mut Diagrams) -> Side<'s> {
        let symbolic = Symbolic::of(lens, setting, diagrams);
        let listed = place.pathways().zip(&symbolic.pathways).zip(&setting.availability);
        let pathways = listed
            .map(|(((pack, pathway), course), availability)| (format!("{}/{}", pack.id, pathway.id), (course.eligible, *availability)))
            .collect();
        Side { lens, symbolic, pathways }
    }

    fn national(&self) -> &Pack {
        &self.lens.bundle.national
    }

    /// Where the tier of this id stands.
    fn tier(&self, diagrams: &mut Diagrams, id: &str) -> Ref {
        let place = self.national().tiers.iter().position(|tier| tier.id == id);
        place.map_or(FAILS, |place| among(diagrams, self.symbolic.tier, 1 << place))
    }

    fn action(&self, id: &str) -> Option<Ref> {
        let place = self.national().actions.iter().position(|action| action.id == id)?;
        self.symbolic.actions.get(place).copied()
    }
}

/// Both bundles in one place.
struct Pair<'s> {
    space: &'s Space,
    sides: [Side<'s>; 2],
    here: Ref,
    place: (String, String),
}

/// The three outcomes of eligibility, with their constants.
const ELIGIBILITY: [(Ref, &str); 3] = [(FAILS, "not_eligible"), (OPEN, "cannot_tell"), (HOLDS, "eligible")];

impl Pair<'_> {
    fn changes(&self, diagrams: &mut Diagrams) -> Vec<Change> {
        let mut changes = self.tiers(diagrams);
        changes.extend(self.actions(diagrams));
        changes.extend(self.pathways(diagrams));
        changes.sort_by(|a, b| a.what.cmp(&b.what).then(b.share.total_cmp(&a.share)));
        changes
    }

    fn tiers(&self, diagrams: &mut Diagrams) -> Vec<Change> {
        let ids = |side: &Side<'_>| side.national().tiers.iter().map(|tier| tier.id.clone()).collect::<Vec<_>>();
        let (old, new) = (ids(&self.sides[0]), ids(&self.sides[1]));
        let mut changes = Vec::new();
        for (from, to) in old.iter().flat_map(|from| new.iter().map(move |to| (from, to))).filter(|(from, to)| from != to) {
            let (was, is) = (self.sides[0].tier(diagrams, from), self.sides[1].tier(diagrams, to));
            let region = and(diagrams, was, is);
            let change = self.change(diagrams, region, What::Tier, "", "");
            changes.extend(change.map(|change| Change { names: Some((from.clone(), to.clone())), ..change }));
        }
        changes
    }

    fn actions(&self, diagrams: &mut Diagrams) -> Vec<Change> {
        let mut ids: Vec<&str> = self.sides.iter().flat_map(|side| &side.national().actions).map(|action| action.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut changes = Vec::new();
        for id in ids {
            let [was, is] = [0, 1].map(|side| self.sides[side].action(id).unwrap_or(FAILS));
            for (due, not_due, from, to) in [(is, was, "not_due", "due"), (was, is, "due", "not_due")] {
                let lacks = among(diagrams, not_due, !(1 << HOLDS));
                let region = and(diagrams, due, lacks);
                changes.extend(self.change(diagrams, region, What::Action(id.into()), from, to));
            }
        }
        changes
    }

    fn pathways(&self, diagrams: &mut Diagrams) -> Vec<Change> {
        let mut ids: Vec<&String> = self.sides.iter().flat_map(|side| side.pathways.keys()).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut changes = Vec::new();
        for id in ids {
            let [was, is] = [0, 1].map(|side| self.sides[side].pathways.get(id));
            let named = |side: Option<&(Ref, Availability)>| side.map_or("not_listed", |(_, availability)| availability.id());
            if named(was) != named(is) {
                changes.extend(self.change(diagrams, HOLDS, What::Availability(id.clone()), named(was), named(is)));
            }
            let (Some((was, _)), Some((is, _))) = (was, is) else { continue };
            for ((from, old), (to, new)) in
                ELIGIBILITY.iter().flat_map(|old| ELIGIBILITY.iter().map(move |new| (old, new))).filter(|(old, new)| old != new)
            {
                let (old_here, new_here) = (among(diagrams, *was, 1 << from), among(diagrams, *is, 1 << to));
                let region = and(diagrams, old_here, new_here);
                changes.extend(self.change(diagrams, region, What::Eligibility(id.clone()), old, new));
            }
        }
        changes
    }

    /// The change that shows in a region, if it shows anywhere here.
    fn change(&self, diagrams: &mut Diagrams, region: Ref, what: What, from: &'static str, to: &'static str) -> Option<Change> {
        let here = and(diagrams, region, self.here);
        if here == FAILS {
            return None;
        }
        let share = share(diagrams, self.space, here) / share(diagrams, self.space, self.here);
        let example = if here == self.here { None } else { smallest(diagrams, self.space, here).map(|states| self.space.answers(&states)) };
        Some(Change { place: self.place.clone(), what, from, to, names: None, share, example })
    }
}

/// Facts and values that only one bundle knows.
fn questions(old: &Bundle, new: &Bundle) -> Vec<Question> {
    let lacking = |of: &Bundle, from: &Bundle, is_new: bool| {
        let mut found = Vec::new();
        for id in of.vocabulary.ids() {
            let fact = of.vocabulary.name(id);
            let Some(known) = from.vocabulary.asked(fact) else {
                found.push(Question { fact: fact.to_owned(), value: None, is_new });
                continue;
            };
            let names = |bundle: &Bundle, id: FactId| bundle.vocabulary.choices(id).iter().map(|choice| choice.is.clone()).collect::<Vec<_>>();
            let has = names(from, known);
            found.extend(names(of, id).into_iter().filter(|value| !has.contains(value)).map(|value| Question {
                fact: fact.to_owned(),
                value: Some(value),
                is_new,
            }));
        }
        found
    };
    let mut questions = lacking(new, old, true);
    questions.extend(lacking(old, new, false));
    questions
}
