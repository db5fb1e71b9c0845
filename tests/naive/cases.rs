//! Answers made by chance, steered so that every rule, criterion and action comes out each way.

use super::plain::{Fact, Name, Pathway, Plain, Runs, Sentence, Sort};
use crate::support::Dice;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// An answers object.
pub type Object = Map<String, Value>;

/// Values that say nothing of danger.
const CALM: [&str; 13] = [
    "no",
    "none_known",
    "none",
    "never",
    "standard",
    "single_incident",
    "lives_with",
    "same",
    "distress_or_fear",
    "not_considered",
    "18_64",
    "lives_in_family_home",
    "not_given",
];

/// Makes cases out of dice.
pub struct Maker<'p> {
    pub plain: &'p Plain,
    /// The facts that some sentence names; the others are answered less often.
    reads: &'p BTreeSet<usize>,
    pub dice: Dice,
    pub object: Object,
}

/// Dice that follow from a case's number; near numbers give dice that have nothing in common.
pub fn dice(seed: u64) -> Dice {
    let mixed = (seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    Dice((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) | 1)
}

/// The case with this number: an answers object and a day.
pub fn case(plain: &Plain, seed: u64) -> (Object, String) {
    let mut maker = Maker::new(plain, seed);
    if maker.dice.one_in(6) {
        maker.fill(usize::MAX, usize::MAX);
        maker.fit(usize::MAX);
    } else {
        let alarm = maker.pick(&[1, 10, 40, 150, usize::MAX]);
        let open = maker.pick(&[usize::MAX, usize::MAX, 40, 10, 3, 1]);
        maker.fill(alarm, open);
        for _ in 0..maker.dice.roll(4) {
            maker.goal();
        }
        if maker.dice.one_in(3) {
            maker.forget();
        }
    }
    maker.remarks();
    let day = maker.day();
    (maker.object, day)
}

impl<'p> Maker<'p> {
    /// A maker with dice of its own.
    pub fn new(plain: &'p Plain, seed: u64) -> Maker<'p> {
        Maker { plain, reads: &plain.read, dice: dice(seed), object: Object::new() }
    }

    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.dice.roll(list.len())]
    }

    /// Answers every fact: about one in `open` not at all or with "not known", about one in `alarm` with anything, the others calmly.
    pub fn fill(&mut self, alarm: usize, open: usize) {
        for (place, fact) in self.plain.facts.iter().enumerate() {
            let idle = !self.reads.contains(&place);
            if fact.id == "area.person" || fact.bands_of.is_some() || (idle && !self.dice.one_in(8)) {
                continue;
            }
            if open < usize::MAX && self.dice.one_in(open) {
                self.leave_open(fact);
            } else if alarm < usize::MAX && self.dice.one_in(alarm) {
                self.anything(fact);
            } else {
                self.calm(fact);
            }
        }
        self.area();
        self.bands();
    }

    fn area(&mut self) {
        let area = match self.dice.roll(12) {
            0 => self.pick(&["wales", "other_england", "unknown"]),
            1 => return,
            _ => return self.settle_area(),
        };
        self.set("area.person", json!(area));
    }

    /// An area that has a pack, each pack as often as the others.
    pub fn settle_area(&mut self) {
        let pack = self.dice.roll(self.plain.areas.len());
        let area = self.pick(&self.plain.areas[pack].areas);
        self.set("area.person", json!(area));
    }

    /// Sometimes the band beside the number, or in its place.
    fn bands(&mut self) {
        for fact in self.plain.facts.iter().filter(|fact| fact.bands_of.is_some()) {
            let (number, bands) = fact.bands_of.as_ref().unwrap();
            match self.dice.roll(4) {
                0 => {
                    self.object.remove(*number);
                    let values: Vec<Name> = fact.values.iter().chain(&fact.open).copied().collect();
                    let value = self.pick(&values);
                    self.set(fact.id, json!(value));
                }
                1 => {
                    let given = self.object.get(*number).and_then(Value::as_u64);
                    let range = given.map(|given| super::answers::range(self.plain.fact(number).unwrap(), given));
                    let band = range.and_then(|range| fact.values.iter().find(|band| bands[**band].contains(&range)));
                    self.set(fact.id, json!(band.unwrap_or(&fact.open[0])));
                }
                _ => {}
            }
        }
    }

    pub fn leave_open(&mut self, fact: &Fact) {
        if fact.open.is_empty() || self.dice.one_in(2) {
            self.object.remove(fact.id);
            return;
        }
        let open = self.pick(&fact.open);
        let value = match fact.sort {
            Sort::Set if self.dice.one_in(3) => {
                let also = self.pick(&fact.values);
                json!([also, open])
            }
            Sort::Set => json!([open]),
            _ => json!(open),
        };
        self.set(fact.id, value);
    }

    fn anything(&mut self, fact: &Fact) {
        let value = match &fact.sort {
            Sort::One => json!(self.pick(&fact.values)),
            Sort::Set => {
                let one_in = self.pick(&[2, 4, 12]);
                json!(fact.values.iter().filter(|_| self.dice.one_in(one_in)).collect::<Vec<_>>())
            }
            Sort::Number(_, ranges) => {
                let range = self.pick(ranges);
                self.number_in(fact, range)
            }
            Sort::Date => json!(self.pick(&["2024", "2024-02", "2024-02-29"])),
            Sort::Text => json!("words"),
        };
        self.set(fact.id, value);
    }

    fn calm(&mut self, fact: &Fact) {
        let calm = fact.values.iter().find(|value| CALM.contains(value));
        match (&fact.sort, calm) {
            _ if fact.id == "person.age" => self.set(fact.id, json!(34)),
            (Sort::Number(_, _), _) => self.set(fact.id, json!(0)),
            (Sort::Set, Some(calm)) => self.set(fact.id, json!([calm])),
            (Sort::Set, None) => self.set(fact.id, json!([])),
            (_, Some(calm)) => self.set(fact.id, json!(calm)),
            (Sort::Text | Sort::Date, None) => {}
            (_, None) => self.anything(fact),
        }
    }

    /// Some number of a range: its first, its last, or the largest of all.
    fn number_in(&mut self, fact: &Fact, range: Name) -> Value {
        let Sort::Number(largest, ranges) = &fact.sort else { return json!(0) };
        let first: u64 = range.parse().unwrap();
        let next = ranges.iter().map(|range| range.parse::<u64>().unwrap()).find(|other| *other > first);
        let last = next.map_or(*largest, |next| next - 1);
        json!(self.pick(&[first, first, last]))
    }

    fn set(&mut self, fact: &str, value: Value) {
        self.object.insert(fact.to_owned(), value);
    }

    /// Makes something that the packs ask about come true, or not.
    pub fn goal(&mut self) {
        let plain = self.plain;
        let want = !self.dice.one_in(4);
        match self.dice.roll(6) {
            0 => {
                let rule = self.dice.roll(plain.rules.len());
                self.make(&plain.rules[rule].when, want);
            }
            1 => {
                let action = self.dice.roll(plain.actions.len());
                self.make(&plain.actions[action].when, want);
            }
            2 => {
                let pathway = self.pathway();
                let arguments: Vec<&Sentence> = pathway.supports.iter().chain(&pathway.against).map(|(_, when)| when).collect();
                if !arguments.is_empty() {
                    let argument = self.pick(&arguments);
                    self.make(argument, want);
                }
            }
            _ => {
                let odd = self.dice.roll(12);
                self.fit(odd);
            }
        }
    }

    /// A pathway of the area.
    fn pathway(&mut self) -> &'p Pathway {
        let area = self.object.get("area.person").and_then(Value::as_str);
        let pathways: Vec<&'p Pathway> = self.plain.packs(area).into_iter().flat_map(|pack| &pack.pathways).collect();
        self.pick(&pathways)
    }

    /// Makes every criterion of a pathway met, but for one that is in doubt where there is a doubt, and else not met.
    fn fit(&mut self, odd: usize) {
        for (place, criterion) in self.pathway().criteria.iter().enumerate() {
            match &criterion.doubt {
                Some(doubt) if place == odd => self.make(doubt, true),
                _ => self.make(&criterion.met, place != odd),
            }
        }
    }

    /// Sets answers so that a sentence holds, or does not.
    pub fn make(&mut self, sentence: &Sentence, want: bool) {
        match sentence {
            Sentence::All(parts) if want => parts.iter().for_each(|part| self.make(part, true)),
            Sentence::Any(parts) if !want => parts.iter().for_each(|part| self.make(part, false)),
            Sentence::All(parts) | Sentence::Any(parts) if parts.is_empty() => {}
            Sentence::All(parts) | Sentence::Any(parts) => {
                let part = self.dice.roll(parts.len());
                self.make(&parts[part], want);
            }
            Sentence::Not(part) => self.make(part, !want),
            Sentence::Certain(part) => self.make(part, want),
            Sentence::Is(fact, values) => self.make_value(*fact, want, &|value| values.contains(&value) == want),
            Sentence::AtLeast(fact, threshold) => {
                let least = self.plain.national.thresholds.iter().find(|(name, _, _)| name == threshold).map_or(0, |(_, value, _)| *value);
                self.make_value(*fact, want, &|first| (first.parse::<u64>().unwrap() >= least) == want);
            }
            Sentence::Said(fact, values) if want => {
                let value = self.pick(values);
                let fact = &self.plain.facts[*fact];
                self.set(fact.id, if fact.sort == Sort::Set { json!([value]) } else { json!(value) });
            }
            Sentence::Tier(tiers) => {
                let fits = self.plain.rules.iter().filter(|rule| tiers.contains(&rule.tier) == want).map(|rule| rule.id).collect();
                self.make_one_fire(fits);
            }
            Sentence::Fired(rules) if want => self.make_one_fire(rules.clone()),
            Sentence::Minimum(true) if want => {
                for fact in self.plain.minimum.iter().filter_map(|id| self.plain.fact(id)) {
                    if self.dice.one_in(2) || self.object.get(fact.id).is_none() {
                        self.calm(fact);
                    }
                }
            }
            _ => {}
        }
    }

    fn make_one_fire(&mut self, rules: Vec<Name>) {
        let plain = self.plain;
        let fits: Vec<_> = plain.rules.iter().filter(|rule| rules.contains(&rule.id)).collect();
        if !fits.is_empty() {
            let rule = self.dice.roll(fits.len());
            self.make(&fits[rule].when, true);
        }
    }

    /// Gives a fact a value that fits; where it is wanted for itself, mostly on an open branch.
    fn make_value(&mut self, place: usize, wanted: bool, fits: &dyn Fn(Name) -> bool) {
        let plain = self.plain;
        if let Some(derived) = plain.derived(place) {
            let values: Vec<_> = derived.values.iter().filter(|(value, _)| fits(value)).collect();
            let Some((_, when)) = (!values.is_empty()).then(|| values[self.dice.roll(values.len())]) else { return };
            match when {
                Some(when) => self.make(when, true),
                None => derived.values.iter().filter_map(|(_, when)| when.as_ref()).for_each(|when| self.make(when, false)),
            }
            return;
        }
        let fact = &plain.facts[place];
        let ranges = if let Sort::Number(_, ranges) = &fact.sort { ranges } else { &fact.values };
        let fitting: Vec<Name> = ranges.iter().copied().filter(|value| fits(value)).collect();
        if fitting.is_empty() {
            return;
        }
        let value = self.pick(&fitting);
        for other in plain.facts.iter().filter(|other| other.bands_of.as_ref().is_some_and(|(number, _)| *number == fact.id)) {
            self.object.remove(other.id);
        }
        if let Some((number, _)) = &fact.bands_of {
            self.object.remove(*number);
        }
        let answer = match fact.sort {
            Sort::Number(_, _) => self.number_in(fact, value),
            Sort::Set => json!([value]),
            _ => json!(value),
        };
        self.set(fact.id, answer);
        if let Some((above, keeps)) = &fact.hangs_on
            && wanted
            && !self.dice.one_in(6)
        {
            self.make_value(*above, true, &|value| keeps.contains(&value));
        }
    }

    /// Takes some answers back, or makes them "not known".
    fn forget(&mut self) {
        for _ in 0..=self.dice.roll(4) {
            let fact = self.dice.roll(self.plain.facts.len());
            self.leave_open(&self.plain.facts[fact]);
        }
    }

    /// How some of the answers are known, which changes nothing.
    fn remarks(&mut self) {
        if self.dice.one_in(5) {
            let fact = self.dice.roll(self.plain.facts.len());
            let origin = self.pick(&self.plain.origins);
            self.set(&format!("source.{}", self.plain.facts[fact].id), json!(origin));
        }
    }

    /// A day: one on which a window opens or closes, one of note, or any.
    fn day(&mut self) -> String {
        let windows: Vec<&String> = self
            .plain
            .pathways()
            .map(|pathway| &pathway.runs)
            .filter_map(|runs| if let Runs::Windows { windows, .. } = runs { Some(windows) } else { None })
            .flatten()
            .flat_map(|(from, to, _)| [from, to])
            .collect();
        match self.dice.roll(3) {
            0 => self.pick(&windows).clone(),
            1 => self.pick(&["2017-06-15", "2018-01-01", "2020-04-01", "2023-03-28", "2024-06-01", "2025-04-01", "2026-11-22", "2030-01-01"]).into(),
            _ => format!("{}-{:02}-{:02}", 2016 + self.dice.roll(14), 1 + self.dice.roll(12), 1 + self.dice.roll(28)),
        }
    }
}
