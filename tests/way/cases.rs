//! Cases made up from dice: everything that somebody could tell, consistent in itself.

use crate::support::{Dice, bundle};
use waymark::facts::fact::range_of;
use waymark::facts::{Answers, FactId, Kind, Value};
use waymark::packs::Mode;

/// How much is known of a case, and how much of it is quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Every question has a settled answer, and every value is as likely as any other.
    Even,
    /// Every question has a settled answer; most things are quiet.
    Quiet,
    /// Most things are quiet; one in five is not known.
    Partly,
}

/// Answers that say least of danger.
const QUIET: [&str; 10] =
    ["no", "none_known", "none", "never", "standard", "single_incident", "lives_with", "same", "distress_or_fear", "not_considered"];

/// The values of `area.person`, each as often as any other.
pub fn areas() -> usize {
    bundle().vocabulary.choices(fact("area.person")).len()
}

/// A fact by its id.
pub fn fact(id: &str) -> FactId {
    bundle().vocabulary.asked(id).unwrap_or_else(|| panic!("no {id}"))
}

/// A case in one area.
pub fn case(dice: &mut Dice, known: Known, mode: Mode, area: usize) -> Answers {
    let vocabulary = &bundle().vocabulary;
    let mut case = Answers::none(vocabulary);
    for id in vocabulary.ids() {
        case.set(id, vocabulary.fact(id).and_then(|fact| some_value(dice, &fact.kind, known)));
    }
    case.set(fact("area.person"), Some(Value::Choice(area as u8)));
    case.set(fact("user.role"), Some(Value::Choice(if mode == Mode::Community { 9 + dice.roll(2) } else { dice.roll(9) } as u8)));
    settle_bands(&mut case);
    // The age is known exactly, or by its group alone.
    if dice.one_in(2) {
        case.set(fact("person.age"), None);
    }
    case
}

/// Gives a number's bands those that it falls in.
pub fn settle_bands(case: &mut Answers) {
    let vocabulary = &bundle().vocabulary;
    for id in vocabulary.ids() {
        if let Some(Kind::Bands { of, covers, .. }) = vocabulary.fact(id).map(|fact| &fact.kind)
            && let Some(Value::Number(number)) = case.get(*of)
        {
            let range = range_of(vocabulary.cuts(*of), *number);
            let band = covers.iter().position(|band| *band & (1 << range) != 0);
            case.set(id, band.map(|band| Value::Choice(band as u8)));
        }
    }
}

/// The settled values of a closed list, as places.
fn settled(kind: &Kind) -> Vec<usize> {
    (0..64).filter(|place| kind.settled() & (1 << place) != 0).collect()
}

fn some_value(dice: &mut Dice, kind: &Kind, known: Known) -> Option<Value> {
    let places = settled(kind);
    match kind {
        Kind::Choice(values) => {
            let quiet = values.iter().position(|value| QUIET.contains(&&*value.is));
            let open = values.iter().position(|value| value.open);
            let any = places[dice.roll(places.len())];
            let place = match known {
                Known::Partly if dice.one_in(5) => open.unwrap_or(any),
                Known::Quiet | Known::Partly if !dice.one_in(4) => quiet.unwrap_or(any),
                _ => any,
            };
            Some(Value::Choice(place as u8))
        }
        Kind::Set(_) => Some(Value::Set(places.iter().filter(|_| dice.one_in(4)).fold(0, |set, place| set | 1 << place))),
        Kind::Number { max, cuts } => {
            let top = cuts.last().map_or(1, |last| last + 20).min(*max);
            Some(Value::Number(dice.roll(usize::from(top) + 1) as u16))
        }
        Kind::Bands { .. } | Kind::Date | Kind::Text => None,
    }
}

/// Another value than the one recorded: for a closed list the one that follows it (open ones too), for a set its opposite.
pub fn another(answer: Option<&Value>, kind: &Kind) -> Option<Value> {
    match (answer, kind) {
        (Some(Value::Choice(place)), _) => Some(Value::Choice((place + 1) % kind.choices().len() as u8)),
        (None, Kind::Choice(_)) => Some(Value::Choice(0)),
        (Some(Value::Set(set)), _) => Some(Value::Set(!set & kind.settled())),
        (None, Kind::Set(_)) => Some(Value::Set(1)),
        (Some(Value::Number(number)), Kind::Number { cuts, .. }) => Some(Value::Number(cuts.iter().copied().find(|cut| cut > number).unwrap_or(0))),
        _ => None,
    }
}
