//! The claims of `claims.toml`, each with the answers that break it.

use super::prover::Broken;
use super::world::World;
use super::{alive, equal, relations, single};
use waymark::facts::raw::Raw;
use waymark::facts::{FactId, Vocabulary, fact::range_of};
use waymark::packs::Bundle;
use waymark::packs::text::files::PackFiles;
use waymark::prove::claims::{Claim, ClaimKind, Claims, read};

/// The built-in claims about a bundle.
pub fn of(bundle: &Bundle) -> Claims {
    read(&PackFiles::built_in(), bundle).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// What breaks one claim in one world.
pub fn broken(world: &World<'_>, claim: &Claim) -> Vec<Broken> {
    match &claim.kind {
        ClaimKind::Total => single::total(world),
        ClaimKind::MoreDanger => relations::more_danger(world),
        ClaimKind::NotKnowing { never } => relations::not_knowing(world, never),
        ClaimKind::Equal(claim) => equal::broken(world, claim),
        ClaimKind::StopsWin { stops, when, first } => single::stops_win(world, stops, when, *first),
        ClaimKind::NoneRecommended(when) => single::none_recommended(world, when),
        ClaimKind::Stands(when, stop) => single::stands(world, when, *stop),
        ClaimKind::AlwaysDue(duties) => single::always_due(world, duties),
        ClaimKind::AtLeast(floors) => single::at_least(world, floors),
        ClaimKind::NeedsAnswers(facts, never) => single::needs_answers(world, facts, *never),
        ClaimKind::Alive => alive::broken(world),
        ClaimKind::Consistent => single::consistent(world),
        ClaimKind::Confidential => single::confidential(world),
    }
}

/// The fact of this id.
pub fn fact(vocabulary: &Vocabulary, id: &str) -> FactId {
    vocabulary.asked(id).unwrap_or_else(|| panic!("no fact is called {id}"))
}

/// A value as answers write it, as a bit.
pub fn bit(vocabulary: &Vocabulary, fact: FactId, value: &Raw) -> u64 {
    let place = match value {
        Raw::Text(text) => vocabulary.choices(fact).iter().position(|choice| choice.is == *text),
        Raw::Whole(number) => Some(range_of(vocabulary.cuts(fact), *number as u16)),
        _ => None,
    };
    1 << place.unwrap_or_else(|| panic!("{} has no value {}", vocabulary.name(fact), value.describe()))
}
