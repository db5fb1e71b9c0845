//! Where claims are tried: the functions of one place on every day that differs, and the ways to compare them.

use std::collections::HashMap;

use super::breath::{self, Breath};
use super::claims::Claims;
use super::example::smallest;
use super::setting::{Place, Setting};
use super::shift::{Shift, change};
use super::space::{Lens, Recorded, Space};
use super::symbolic::Symbolic;
use super::truths::{FAILS, HOLDS, among, and, any, certain, not};
use crate::diagram::kernel::{Diagrams, Ref};
use crate::facts::Day;
use crate::facts::raw::Raw;
use crate::packs::pack::Action;

/// How many nodes the functions of one place may take. The built-in packs take a fortieth of it.
pub const BUDGET: usize = 4_000_000;

/// One place with everything needed to try claims about it.
pub struct Court<'a> {
    /// The variables.
    pub space: &'a Space,
    /// How the bundle sees them.
    pub lens: &'a Lens<'a>,
    /// What must hold.
    pub claims: &'a Claims,
    /// The packs.
    pub place: Place<'a>,
    /// From which day on which functions hold. Days on which nothing that decides differs stand once.
    pub settings: Vec<(Setting<'a>, Symbolic<'a>)>,
    /// Where the functions are kept.
    pub diagrams: Diagrams,
    /// What is waited for between two parts of the work; nothing on the command line.
    pub breath: Option<Breath>,
    /// Whether the answers lead to this place.
    here: Ref,
    held: HashMap<(Ref, u16, usize), Ref>,
}

/// Answers on which a claim fails, or what is wrong where no answers can show it.
#[derive(Clone, Debug)]
pub struct Refutation {
    /// What is wrong, in a sentence.
    pub wrong: String,
    /// The smallest answers on which it shows, where there are any.
    pub answers: Option<Recorded>,
    /// The one answer that makes the difference, where the claim is about a change.
    pub change: Option<Change>,
    /// The first day on which it is so; none where it always was.
    pub on: Option<Day>,
}

/// A fact that is answered otherwise, or (with no value) not at all. Of a number and its band only what is named stays answered,
/// where both together would contradict each other.
pub type Change = (String, Option<Raw>);

impl<'a> Court<'a> {
    /// Opens a court for one place.
    pub fn new(space: &'a Space, lens: &'a Lens<'a>, claims: &'a Claims, place: Place<'a>, budget: usize) -> Court<'a> {
        let mut court = Court::empty(space, lens, claims, place, budget);
        court.place.settings(lens.bundle).into_iter().for_each(|setting| court.add(setting));
        court
    }

    /// A court for a place on no day as yet.
    pub fn empty(space: &'a Space, lens: &'a Lens<'a>, claims: &'a Claims, place: Place<'a>, budget: usize) -> Court<'a> {
        let mut diagrams = Diagrams::with_limit(budget);
        let here = here(space, lens, &place, &mut diagrams);
        Court { space, lens, claims, place, settings: Vec::new(), diagrams, breath: None, here, held: HashMap::new() }
    }

    /// Adds a day, where something is decided otherwise on it.
    pub fn add(&mut self, setting: Setting<'a>) {
        if !self.settings.iter().any(|(known, _)| known.decides_like(&setting)) {
            let symbolic = Symbolic::of(self.lens, &setting, &mut self.diagrams);
            self.settings.push((setting, symbolic));
        }
    }

    /// Takes a breath between two parts of the work.
    pub async fn breathe(&self) {
        breath::breathe(self.breath).await;
    }

    /// The actions of the national pack.
    pub fn actions(&self) -> &'a [Action] {
        &self.lens.bundle.national.actions
    }

    /// A function (or several together) in every setting, each different one once, with the first day on which it stands.
    pub fn each<T: PartialEq>(&self, function: impl Fn(&Symbolic<'a>) -> T) -> Vec<(Option<Day>, T)> {
        let mut list: Vec<(Option<Day>, T)> = Vec::new();
        for (setting, symbolic) in &self.settings {
            let function = function(symbolic);
            if !list.iter().any(|(_, known)| *known == function) {
                list.push((setting.from, function));
            }
        }
        list
    }

    /// The function with a fact held in a state.
    pub fn held(&mut self, function: Ref, (variable, state): (u16, usize)) -> Ref {
        if let Some(known) = self.held.get(&(function, variable, state)) {
            return *known;
        }
        let held = self.diagrams.held(function, variable, state);
        self.held.insert((function, variable, state), held);
        held
    }

    /// Where both hold.
    pub fn and(&mut self, a: Ref, b: Ref) -> Ref {
        and(&mut self.diagrams, a, b)
    }

    /// Where the first holds and the second does not.
    pub fn without(&mut self, a: Ref, b: Ref) -> Ref {
        let lacks = among(&mut self.diagrams, b, !(1 << HOLDS));
        let holds = self.certain(a);
        self.and(holds, lacks)
    }

    /// Where one of these holds.
    pub fn any(&mut self, parts: Vec<Ref>) -> Ref {
        any(&mut self.diagrams, parts)
    }

    /// Where it does not hold.
    pub fn not(&mut self, a: Ref) -> Ref {
        not(&mut self.diagrams, a)
    }

    /// Where the tier is one of those at this height or above (or, with `below`, under it).
    pub fn tier_at(&mut self, tier: Ref, height: usize, below: bool) -> Ref {
        let stands = self.claims.heights.iter().enumerate().filter(|(_, at)| (**at < height) == below);
        let tiers = stands.fold(0, |mask, (tier, _)| mask | 1 << tier);
        among(&mut self.diagrams, tier, tiers)
    }

    /// Where the second tier is lower than the first.
    pub fn lowered(&mut self, before: Ref, after: Ref) -> Ref {
        let highest = self.claims.heights.iter().copied().max().unwrap_or(0);
        let mut lowered = FAILS;
        for height in 1..=highest {
            let (at, under) = (self.tier_at(before, height, false), self.tier_at(after, height, true));
            let here = self.and(at, under);
            lowered = self.any(vec![lowered, here]);
        }
        lowered
    }

    /// Where two functions are not the same.
    pub fn differ(&mut self, a: Ref, b: Ref) -> Ref {
        let shared = self.diagrams.constants_of(a) & self.diagrams.constants_of(b);
        let mut same = FAILS;
        for constant in (0..16).filter(|constant| shared & (1 << constant) != 0) {
            let (in_a, in_b) = (among(&mut self.diagrams, a, 1 << constant), among(&mut self.diagrams, b, 1 << constant));
            let both = self.and(in_a, in_b);
            same = self.any(vec![same, both]);
        }
        self.not(same)
    }

    /// The smallest answers here on which something that must not be holds, if there are any; with what changes on them, where
    /// the claim is about a change.
    pub fn refute(&mut self, bad: Ref, on: Option<Day>, shift: Option<&Shift>, wrong: impl FnOnce() -> String) -> Option<Refutation> {
        self.refute_at(bad, on, |_, _| shift.cloned(), wrong)
    }

    /// The same, where only the answers tell what changes on them.
    pub fn refute_at(
        &mut self,
        bad: Ref,
        on: Option<Day>,
        shift: impl FnOnce(&Self, &[usize]) -> Option<Shift>,
        wrong: impl FnOnce() -> String,
    ) -> Option<Refutation> {
        if bad == FAILS {
            return None;
        }
        let bad = self.and(bad, self.here);
        let states = smallest(&self.diagrams, self.space, bad)?;
        let shift = shift(self, &states);
        let (answers, change) = match shift {
            Some(shift) => change(self.space, &states, &shift),
            None => (self.space.answers(&states), None),
        };
        Some(Refutation { wrong: wrong(), answers: Some(answers), change, on })
    }

    /// Where some answer to a fact makes a function hold.
    pub fn some(&mut self, function: Ref, variables: &[u16]) -> Ref {
        variables.iter().fold(function, |function, variable| {
            let states = self.space.variables[usize::from(*variable)].states.len();
            let held = (0..states).map(|state| self.held(function, (*variable, state))).collect();
            self.any(held)
        })
    }

    /// Where it holds; open counts as false.
    pub fn certain(&mut self, function: Ref) -> Ref {
        certain(&mut self.diagrams, function)
    }

    /// Whether some answers here make a function hold.
    pub fn can(&mut self, function: Ref) -> bool {
        let held = self.certain(function);
        self.and(held, self.here) != FAILS
    }
}

/// Whether the answer to `area.person` leads to the place.
fn here(space: &Space, lens: &Lens<'_>, place: &Place<'_>, diagrams: &mut Diagrams) -> Ref {
    let vocabulary = &lens.bundle.vocabulary;
    let (Some(variable), Some(area)) = (space.variables_of("area.person").next(), vocabulary.asked("area.person")) else { return HOLDS };
    let leads_here = |value: &Raw| match value {
        Raw::Text(text) => vocabulary.choices(area).iter().position(|choice| choice.is == *text).is_some_and(|value| place.areas & 1 << value != 0),
        _ => false,
    };
    // Without an answer only the national pack applies.
    let alone = place.packs.len() < 2;
    let states = &space.variables[usize::from(variable)].states;
    let leads = |ways: &[Recorded]| ways.iter().any(|way| way.first().map_or(alone, |(_, value)| leads_here(value)));
    diagrams.node(variable, states.iter().map(|state| if leads(&state.ways) { HOLDS } else { FAILS }).collect())
}
