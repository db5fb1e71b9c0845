//! The pages that the answers so far make reachable. Always replayed from the answers, so an abandoned branch
//! leaves nothing behind; the trail only says in which order they were gone through.

use crate::decide::Engine;
use crate::decide::next::is_reachable;
use crate::facts::{Answers, Day, FactId, Knowledge};
use crate::packs::{Mode, Page, Step};

/// A page that was gone to, with the questions that stood on it then.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The page's id.
    pub page: String,
    /// The questions.
    pub facts: Vec<FactId>,
}

/// The pages of one mode: in each step those gone to, in that order, then those that are left.
pub struct Way<'a> {
    /// All of them, reachable or not.
    order: Vec<&'a Page>,
    pages: Vec<Reached<'a>>,
}

/// A reachable page and what is asked on it.
pub struct Reached<'a> {
    /// The page.
    pub page: &'a Page,
    /// The questions asked on it.
    pub facts: Vec<FactId>,
    place: usize,
}

impl<'a> Way<'a> {
    /// Replays the way from the answers. A question stands on one page only: where it was asked before, or else on
    /// the first page that asks for it. Of pages that ask only what matters, the one that settles most comes first.
    pub fn replay(engine: &Engine<'a>, answers: &Answers, mode: Mode, on: Day, trail: &[Visit]) -> Way<'a> {
        let worth = engine.worth(answers, on);
        let gone_to = |page: &Page| trail.iter().position(|visit| visit.page == page.id);
        let mut order: Vec<&Page> = engine.bundle().journey.pages.iter().filter(|page| page.modes.contains(&mode)).collect();
        settling_first(&mut order, |page| page.facts.iter().map(|fact| worth[fact.index()]).sum());
        order.sort_by_key(|page| (page.step, gone_to(page).unwrap_or(usize::MAX)));

        engine.judge(answers, on, |knowledge, tiering| {
            let reachable: Vec<(usize, &Page)> =
                order.iter().copied().enumerate().filter(|(_, page)| is_reachable(page, knowledge, tiering)).collect();
            let mut stands: Vec<Option<&str>> = vec![None; worth.len()];
            for visit in trail.iter().filter(|visit| reachable.iter().any(|(_, page)| page.id == visit.page)) {
                visit.facts.iter().for_each(|fact| stands[fact.index()] = Some(&visit.page));
            }
            let mut pages = Vec::new();
            for (place, page) in reachable {
                let asked = |fact: &FactId| {
                    let here = stands[fact.index()].map_or_else(|| is_asked(page, *fact, knowledge, &worth), |id| id == page.id);
                    here && !knowledge.is_closed(*fact)
                };
                let mut facts: Vec<FactId> = page.facts.iter().copied().filter(asked).collect();
                facts = facts.iter().copied().filter(|fact| is_opened(*fact, &facts, knowledge)).collect();
                facts.iter().for_each(|fact| stands[fact.index()] = Some(&page.id));
                if !facts.is_empty() || page.facts.is_empty() {
                    pages.push(Reached { page, facts, place });
                }
            }
            Way { order, pages }
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
    pub fn after(&self, id: &str) -> Option<&Reached<'a>> {
        let place = self.place_of(id);
        self.pages.iter().find(|reached| Some(reached.place) > place)
    }

    /// The page that comes before this one.
    pub fn before(&self, id: &str) -> Option<&Reached<'a>> {
        let place = self.place_of(id);
        self.pages.iter().rev().find(|reached| Some(reached.place) < place)
    }

    /// Whether the first page stands after the second.
    pub fn is_after(&self, id: &str, other: &str) -> bool {
        self.place_of(id) > self.place_of(other)
    }

    /// How many pages come after this one, up to the check of all answers.
    pub fn left_after(&self, id: &str) -> usize {
        let place = self.place_of(id);
        self.pages.iter().filter(|reached| Some(reached.place) > place && reached.page.step < Step::Check).count()
    }

    fn place_of(&self, id: &str) -> Option<usize> {
        self.order.iter().position(|page| page.id == id)
    }
}

/// Whether a page asks for a fact that stands on no other page.
fn is_asked(page: &Page, fact: FactId, knowledge: &Knowledge<'_>, worth: &[f64]) -> bool {
    !page.only_what_matters || worth[fact.index()] > 0.0 || knowledge.answers.get(fact).is_some()
}

/// A question that hangs on an answer given elsewhere stands on a page once that answer has opened it.
fn is_opened(fact: FactId, beside: &[FactId], knowledge: &Knowledge<'_>) -> bool {
    let above = knowledge.vocabulary.fact(fact).and_then(|fact| fact.hangs_on);
    above.is_none_or(|above| beside.contains(&above.fact) || knowledge.of(above.fact).is(above.accepts).is_yes())
}

/// Sorts neighbours that ask only what matters by what they are worth; all other pages keep their places.
fn settling_first(pages: &mut [&Page], worth: impl Fn(&Page) -> f64) {
    for neighbours in pages.chunk_by_mut(|a, b| a.only_what_matters && b.only_what_matters && a.step == b.step) {
        neighbours.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    }
}
