//! Nothing that the person causing harm may see or hear rests on what is restricted from them.
//!
//! The list of services is made of the packs alone: no answer goes into it. What is left are lines of guidance with words to be
//! said to the person. Such a line may be held back because of a restricted fact, but never come up because of one: wherever it
//! comes up it must come up without any of them, too. What the person being harmed or a child said about any other fact is taken
//! out before such a line is looked at (`Answers::for_the_person`).

use crate::facts::fact::Handling;
use crate::packs::pack::Guidance;
use crate::prove::court::{Court, Refutation};

/// Lines with words for the person that come up because of a restricted fact.
pub fn refutations(court: &mut Court<'_>) -> Vec<Refutation> {
    let spoken: Vec<&Guidance> = court.place.packs.iter().flat_map(|pack| &pack.guidance).filter(|line| line.said_to_person).collect();
    let mut found = Vec::new();
    for line in spoken {
        for at in 0..court.settings.len() {
            let on = court.settings[at].0.from;
            let shown = court.settings[at].1.certainly(&mut court.diagrams, &line.when);
            let bare = without_restricted(court, shown);
            let bad = court.without(shown, bare);
            let refutation =
                court.refute(bad, on, None, || format!("the line {} has words for the person, and comes up because of a restricted fact", line.id));
            if refutation.is_some() {
                found.extend(refutation);
                break;
            }
        }
    }
    found
}

/// The function with no restricted fact recorded.
fn without_restricted(court: &mut Court<'_>, function: u32) -> u32 {
    let mut bare = function;
    for variable in court.diagrams.variables_of(&[function]) {
        let facts = &court.space.variables[usize::from(variable)].facts;
        let vocabulary = &court.lens.bundle.vocabulary;
        let restricted =
            |fact: &String| vocabulary.asked(fact).and_then(|fact| vocabulary.fact(fact)).is_some_and(|fact| fact.handling > Handling::Normal);
        if facts.iter().any(restricted) {
            bare = court.held(bare, (variable, 0));
        }
    }
    bare
}
