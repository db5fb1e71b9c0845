//! The pages that the answers so far make reachable. Always replayed from the answers, so an abandoned branch
//! leaves nothing behind; the trail only says in which order they were gone through.

use super::counts::{counting, is_open};
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
    counted: Answers,
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
    /// Replays the way from the answers that count. A question stands on one page only: where it was asked before, or else on
    /// the first page that asks for it. Of pages that ask only what matters, the one that settles most comes first.
    /// The signs of danger `to_ask` have no answer yet and are asked all the same.
    pub fn replay(engine: &Engine<'a>, answers: &Answers, mode: Mode, on: Day, trail: &[Visit], to_ask: &[FactId]) -> Way<'a> {
        let counted = counting(engine, answers, mode, on);
        let worth = engine.worth(&counted, on);
        let gone_to = |page: &Page| trail.iter().position(|visit| visit.page == page.id);
        let (order, pages) = engine.judge(&counted, on, |knowledge, tiering| {
            let all = &engine.bundle().journey.pages;
            let is_reached = |page: &Page| page.modes.contains(&mode) && is_reachable(page, knowledge, tiering);
            let homes = homes(all, to_ask, knowledge, is_reached, trail);
            let has_home = |page: &Page| homes.iter().any(|(_, home)| *home == page.id);
            let mut order: Vec<&Page> = all.iter().filter(|page| page.modes.contains(&mode) || has_home(page)).collect();
            settling_first(&mut order, |page| page.facts.iter().map(|fact| worth[fact.index()]).sum());
            order.sort_by_key(|page| (page.step, gone_to(page).unwrap_or(usize::MAX)));

            let mut stands: Vec<Option<&str>> = vec![None; worth.len()];
            for visit in trail.iter().filter(|visit| order.iter().any(|page| page.id == visit.page && is_reached(page))) {
                visit.facts.iter().for_each(|fact| stands[fact.index()] = Some(&visit.page));
            }
            homes.iter().for_each(|(fact, home)| stands[fact.index()] = Some(home));
            let mut pages = Vec::new();
            for (place, page) in order.iter().copied().enumerate() {
                let reached = is_reached(page);
                let asked = |fact: &FactId| {
                    let here = stands[fact.index()]
                        .map_or_else(|| reached && (to_ask.contains(fact) || is_asked(page, *fact, knowledge, &worth)), |id| id == page.id);
                    here && !knowledge.is_closed(*fact)
                };
                let mut facts: Vec<FactId> = page.facts.iter().copied().filter(asked).collect();
                facts = facts.iter().copied().filter(|fact| is_opened(*fact, &facts, knowledge)).collect();
                facts.iter().for_each(|fact| stands[fact.index()] = Some(&page.id));
                if !facts.is_empty() || (reached && page.facts.is_empty()) {
                    pages.push(Reached { page, facts, place });
                }
            }
            (order, pages)
        });
        Way { order, pages, counted }
    }

    /// The answers that count.
    pub fn counted(&self) -> &Answers {
        &self.counted
    }

    /// The page on which a question stands.
    pub fn page_of(&self, fact: FactId) -> Option<&'a Page> {
        self.pages.iter().find(|reached| reached.facts.contains(&fact)).map(|reached| reached.page)
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
    above.is_some_and(|above| beside.contains(&above.fact)) || is_open(knowledge, fact)
}

/// A recorded sign of danger stays in sight whatever else is changed: where no page that is reached asks for it, the page on
/// which it was asked stays on the way, with that question alone.
fn homes<'a>(
    pages: &'a [Page],
    to_ask: &[FactId],
    knowledge: &Knowledge<'_>,
    is_reached: impl Fn(&Page) -> bool,
    trail: &[Visit],
) -> Vec<(FactId, &'a str)> {
    let danger = |fact: &FactId| knowledge.vocabulary.fact(*fact).is_some_and(|fact| fact.tells_of_danger());
    let recorded = knowledge.answers.answered().map(|(fact, _)| fact).filter(danger).chain(to_ask.iter().copied());
    let home = |fact: FactId| {
        let mut asking = pages.iter().filter(|page| page.facts.contains(&fact));
        if asking.clone().any(&is_reached) {
            return None;
        }
        let was_asked = |page: &Page| trail.iter().any(|visit| visit.page == page.id && visit.facts.contains(&fact));
        let first = asking.clone().next();
        asking.find(|page| was_asked(page)).or(first).map(|page| (fact, page.id.as_str()))
    };
    recorded.filter_map(home).collect()
}

/// Sorts neighbours that ask only what matters by what they are worth; all other pages keep their places.
fn settling_first(pages: &mut [&Page], worth: impl Fn(&Page) -> f64) {
    for neighbours in pages.chunk_by_mut(|a, b| a.only_what_matters && b.only_what_matters && a.step == b.step) {
        neighbours.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    }
}
