//! Cases by chance. Answers by chance alone would nearly all be an emergency, so that most begin quietly or at a boundary
//! and have some answers changed.

use super::Cases;
use crate::decide::tier::bits;
use crate::facts::fact::{Kind, Mask, range_of};
use crate::facts::{Answers, FactId, Value};
use crate::prove::export::dice::Dice;
use crate::prove::export::solve::everything;

/// One answer in so many is changed, as chance has it.
const CHANGED: [usize; 6] = [2, 4, 8, 16, 40, 100];

impl Cases<'_, '_> {
    /// The next case that chance makes, out of these to begin with.
    pub fn by_chance(&self, dice: &mut Dice, starts: &[(String, Answers)]) -> Answers {
        let quiet = || self.answers(&everything(self.model));
        let mut answers = match dice.roll(starts.len().max(1)) {
            _ if dice.one_in(3) => quiet(),
            start => starts.get(start).map_or_else(quiet, |(_, answers)| answers.clone()),
        };
        let one_in = CHANGED[dice.roll(CHANGED.len())];
        for (id, known) in self.model.vocabulary().ids().zip(everything(self.model)) {
            let absent = answers.get(id).is_none();
            if absent || dice.one_in(one_in) {
                answers.set(id, self.some_value(dice, id, known.may));
            }
        }
        self.bands(dice, &mut answers);
        if dice.one_in(2) { self.without_closed(&answers) } else { answers }
    }

    fn some_value(&self, dice: &mut Dice, id: FactId, may: Mask) -> Option<Value> {
        let values: Vec<usize> = bits(may).collect();
        let one = values.get(dice.roll(values.len())).copied();
        match self.model.vocabulary().fact(id).map(|fact| &fact.kind)? {
            Kind::Choice(_) => one.map(|value| Value::Choice(value as u8)),
            Kind::Set(_) => Some(Value::Set(values.iter().filter(|_| dice.one_in(4)).fold(0, |set, value| set | 1 << value))),
            Kind::Number { max, cuts } => {
                let range = one?;
                let from = range.checked_sub(1).map_or(0, |cut| cuts[cut]);
                let next = cuts.get(range).copied().unwrap_or(*max + 1);
                Some(Value::Number(from + dice.roll(usize::from(next.saturating_sub(from))) as u16))
            }
            Kind::Bands { .. } | Kind::Date | Kind::Text => None,
        }
    }

    /// Now and then the band is given beside the number.
    fn bands(&self, dice: &mut Dice, answers: &mut Answers) {
        let vocabulary = self.model.vocabulary();
        for id in vocabulary.ids() {
            let Some(Kind::Bands { of, values, covers }) = vocabulary.fact(id).map(|fact| &fact.kind) else { continue };
            let Some(Value::Number(number)) = answers.get(*of) else { continue };
            let range = range_of(vocabulary.cuts(*of), *number);
            let fits = |band: &usize| !values[*band].open && covers.get(*band).is_some_and(|covered| covered & (1 << range) != 0);
            let band = (0..values.len()).find(fits).filter(|_| dice.one_in(2));
            answers.set(id, band.map(|band| Value::Choice(band as u8)));
        }
    }
}
