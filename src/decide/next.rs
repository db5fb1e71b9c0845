//! The question to ask next: step by step, and within a step the one whose answer is likely to settle most, so that as
//! few as possible are asked.

use super::tier::Tiering;
use crate::facts::{FactId, Knowledge, Truth};
use crate::packs::journey::{Page, Step};
use crate::packs::{Bundle, Mode};

/// The question to ask next; none where no question that can be asked would change anything. What was asked before is
/// not asked again, known or not.
pub fn next(bundle: &Bundle, knowledge: &Knowledge<'_>, tiering: &Tiering, weights: &[f64], mode: Mode) -> Option<FactId> {
    let of_mode = bundle.journey.pages.iter().filter(|page| page.modes.contains(&mode));
    let pages: Vec<&Page> = of_mode.filter(|page| is_reachable(page, knowledge, tiering)).collect();
    Step::ALL.iter().find_map(|step| {
        let asked = pages.iter().filter(|page| page.step == *step).flat_map(|page| &page.facts);
        let useful = asked.filter(|fact| weights[fact.index()] > 0.0 && knowledge.answers.get(**fact).is_none() && can_be_asked(knowledge, **fact));
        // Of equals the one that stands first.
        useful.copied().reduce(|best, fact| if weights[fact.index()] > weights[best.index()] { fact } else { best })
    })
}

/// Whether a page is not known to be closed.
pub fn is_reachable(page: &Page, knowledge: &Knowledge<'_>, tiering: &Tiering) -> bool {
    knowledge.truth(&page.when, &|decided| tiering.decided(decided)) != Truth::No
}

/// A question that hangs on an answer is asked once that answer has opened it; a number once its bands were, as only
/// they can be answered with "not known".
pub fn can_be_asked(knowledge: &Knowledge<'_>, fact: FactId) -> bool {
    if knowledge.open_bands().any(|(number, _)| number == fact) {
        return false;
    }
    let above = knowledge.vocabulary.fact(fact).and_then(|fact| fact.hangs_on);
    above.is_none_or(|above| knowledge.of(above.fact).is(above.accepts).is_yes())
}
