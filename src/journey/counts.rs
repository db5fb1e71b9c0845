//! Which of the answers that were given count: those to questions that stand on the way. All others are kept aside, and
//! come back with the answer that closed their branch (`product.md` 3).

use crate::decide::Engine;
use crate::decide::next::is_reachable;
use crate::decide::tier::Tiering;
use crate::facts::{Answers, Day, FactId, Knowledge};
use crate::packs::{Mode, Page};

/// An answer that was given and does not count while another answer is as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The question that was answered.
    pub fact: FactId,
    /// The question whose answer closes it. With another answer there it may count again.
    pub closed_by: FactId,
}

/// The answers that count for somebody in this mode. A sign of danger always does (`contract.md` 2), and so does what no
/// page asks for, such as what is told in a file.
pub fn counting(engine: &Engine<'_>, given: &Answers, mode: Mode, on: Day) -> Answers {
    let mut counted = given.clone();
    // No page hangs on answers of its own, so this is settled after as many rounds as branches hang on each other.
    for _ in 0..=engine.bundle().journey.pages.len() {
        let next = engine.judge(&counted, on, |knowledge, tiering| standing(engine, given, mode, knowledge, tiering));
        if next == counted {
            break;
        }
        counted = next;
    }
    counted
}

/// The given answers that stand on the way, as far as that can be told from what is known.
fn standing(engine: &Engine<'_>, given: &Answers, mode: Mode, knowledge: &Knowledge<'_>, tiering: &Tiering) -> Answers {
    let vocabulary = &engine.bundle().vocabulary;
    let (mut asked, mut on_the_way) = (vec![false; vocabulary.facts.len()], vec![false; vocabulary.facts.len()]);
    for page in &engine.bundle().journey.pages {
        let reached = page.modes.contains(&mode) && is_reachable(page, knowledge, tiering);
        for fact in &page.facts {
            asked[fact.index()] = true;
            on_the_way[fact.index()] |= reached && is_open(knowledge, *fact);
        }
    }
    let mut standing = given.clone();
    for (fact, _) in given.answered() {
        let always = !asked[fact.index()] || vocabulary.fact(fact).is_some_and(|fact| fact.tells_of_danger());
        if !always && !on_the_way[fact.index()] {
            standing.set(fact, None);
            standing.set_origin(fact, None);
        }
    }
    standing
}

/// Whether the answer that a question hangs on has opened it.
pub fn is_open(knowledge: &Knowledge<'_>, fact: FactId) -> bool {
    let above = knowledge.vocabulary.fact(fact).and_then(|fact| fact.hangs_on);
    above.is_none_or(|above| knowledge.of(above.fact).is(above.accepts).is_yes())
}

/// The given answers that do not count, each with the answer that closes it.
pub fn aside(engine: &Engine<'_>, given: &Answers, mode: Mode, on: Day) -> Vec<Aside> {
    let counted = counting(engine, given, mode, on);
    let left_out = given.answered().map(|(fact, _)| fact).filter(|fact| counted.get(*fact).is_none());
    let closing = Closing { engine, given, counted: &counted, mode };
    left_out.map(|fact| Aside { fact, closed_by: closing.of(fact) }).collect()
}

/// Finds what closes a question.
struct Closing<'a> {
    engine: &'a Engine<'a>,
    given: &'a Answers,
    counted: &'a Answers,
    mode: Mode,
}

impl Closing<'_> {
    /// The answer that closes a question: the role, where no page of the mode asks it; else the one it hangs on, or one that its
    /// page rests on. Where that is kept aside itself, what closes that.
    fn of(&self, fact: FactId) -> FactId {
        let mut closed = fact;
        for _ in 0..self.engine.bundle().vocabulary.facts.len() {
            let Some(by) = self.straight(closed) else { break };
            if self.counted.get(by).is_some() || self.given.get(by).is_none() {
                return by;
            }
            closed = by;
        }
        self.engine.bundle().vocabulary.asked("user.role").unwrap_or(fact)
    }

    fn straight(&self, fact: FactId) -> Option<FactId> {
        let vocabulary = &self.engine.bundle().vocabulary;
        let asks = |page: &&Page| page.modes.contains(&self.mode) && page.facts.contains(&fact);
        let page = self.engine.bundle().journey.pages.iter().find(asks)?;
        let knowledge = Knowledge::new(vocabulary, self.counted, &[]);
        if let Some(above) = vocabulary.fact(fact)?.hangs_on.filter(|_| !is_open(&knowledge, fact)) {
            return Some(above.fact);
        }
        let behind = page.when.facts().into_iter().flat_map(|fact| vocabulary.asked_behind(fact));
        behind.into_iter().find(|fact| self.given.get(*fact).is_some())
    }
}
