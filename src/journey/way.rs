//! The pages that the answers so far make reachable. Always replayed from the answers, so an abandoned branch
//! leaves nothing behind.

use crate::decide::Engine;
use crate::facts::fact::Need;
use crate::facts::{Answers, Day, FactId, Truth};
use crate::packs::{Mode, Page, Step};

/// The reachable pages of one mode, in order.
pub struct Way<'a> {
    pages: Vec<Reached<'a>>,
}

/// A reachable page and what is asked on it.
pub struct Reached<'a> {
    /// The page.
    pub page: &'a Page,
    /// The questions asked on it.
    pub facts: Vec<FactId>,
}

impl<'a> Way<'a> {
    /// Replays the way from the answers.
    pub fn replay(engine: &Engine<'a>, answers: &Answers, mode: Mode, on: Day) -> Way<'a> {
        let bundle = engine.bundle();
        engine.judge(answers, on, |knowledge, tiering| {
            let mut matters: Option<Vec<&str>> = None;
            let mut pages = Vec::new();
            for page in bundle.journey.pages.iter().filter(|page| page.modes.contains(&mode)) {
                if knowledge.truth(&page.when, &|decided| tiering.decided(decided)) == Truth::No {
                    continue;
                }
                if page.only_what_matters && matters.is_none() {
                    matters = Some(engine.outline(answers, on).missing);
                }
                let asked = |fact: &FactId| {
                    let name = bundle.vocabulary.name(*fact);
                    let referral = bundle.vocabulary.fact(*fact).is_some_and(|f| f.need == Need::Referral);
                    let counts = || referral || answers.get(*fact).is_some() || matters.iter().flatten().any(|m| *m == name);
                    !knowledge.is_closed(*fact) && (!page.only_what_matters || counts())
                };
                let facts: Vec<FactId> = page.facts.iter().copied().filter(asked).collect();
                if !facts.is_empty() || page.facts.is_empty() {
                    pages.push(Reached { page, facts });
                }
            }
            Way { pages }
        })
    }

    /// The pages in order.
    pub fn pages(&self) -> &[Reached<'a>] {
        &self.pages
    }

    /// A page by its id.
    pub fn find(&self, id: &str) -> Option<&Reached<'a>> {
        self.pages.iter().find(|reached| reached.page.id == id)
    }

    /// The page that comes after this one; the page itself need not be reachable any more.
    pub fn after(&self, engine: &Engine<'a>, id: &str) -> Option<&Reached<'a>> {
        let place = place_of(engine, id)?;
        self.pages.iter().find(|reached| place_of(engine, &reached.page.id) > Some(place))
    }

    /// The page that comes before this one.
    pub fn before(&self, engine: &Engine<'a>, id: &str) -> Option<&Reached<'a>> {
        let place = place_of(engine, id)?;
        self.pages.iter().rev().find(|reached| place_of(engine, &reached.page.id) < Some(place))
    }

    /// How many pages come after this one, up to the check of all answers.
    pub fn left_after(&self, engine: &Engine<'a>, id: &str) -> usize {
        let place = place_of(engine, id);
        self.pages.iter().filter(|reached| place_of(engine, &reached.page.id) > place && reached.page.step < Step::Check).count()
    }
}

fn place_of(engine: &Engine<'_>, id: &str) -> Option<usize> {
    engine.bundle().journey.pages.iter().position(|page| page.id == id)
}
