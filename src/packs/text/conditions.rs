//! Conditions as they are written in packs, turned into conditions over places and masks.

use std::ops::Range;
use toml::de::DeValue;

use super::fault::did_you_mean;
use super::pack::Names;
use super::table::{Entry, Value};
use crate::facts::condition::{Condition, Decided};
use crate::facts::fact::{Kind, Mask, ranges_between};
use crate::facts::{FactId, Vocabulary};

/// What a condition may name, and what of the decision it may ask.
pub struct Scope<'a> {
    /// The facts.
    pub vocabulary: &'a Vocabulary,
    /// Tiers, rules and stops.
    pub names: &'a Names,
    /// Names of thresholds, each with every value that some pack gives it.
    pub thresholds: &'a [(String, Vec<u16>)],
    /// What may be asked of the decision.
    pub may_ask: Asks,
    /// Facts that follow from others and stand further below, so that they are not known yet.
    pub later: &'a [String],
}

/// How much of the decision a condition may look at. Each may ask all that the ones before it may.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Asks {
    /// Nothing: facts only.
    Facts,
    /// Whether the minimum set is complete (tier rules).
    Minimum,
    /// Which rules fired (stops).
    Fired,
    /// Tier and stops (pathways, guidance, pages).
    Tier,
    /// What became of the pathways (actions, and pathways that are looked at last).
    Pathways,
}

impl Scope<'_> {
    /// Reads the condition of a key; none where the key is not there.
    pub fn read(&self, entry: &Entry<'_>, key: &str, star: Option<&str>) -> Option<Condition> {
        entry.value(key).map(|value| self.condition(entry, value, star))
    }

    /// Reads the condition of a key; without the key it always holds.
    pub fn read_or_always(&self, entry: &Entry<'_>, key: &str, star: Option<&str>) -> Condition {
        self.read(entry, key, star).unwrap_or_else(Condition::always)
    }

    /// Reads the condition of a key that must be there.
    pub fn read_required(&self, entry: &Entry<'_>, key: &str) -> Condition {
        self.read(entry, key, None).unwrap_or_else(|| {
            entry.missing(key, format!("add `{key} = {{ … }}` with a condition"));
            Condition::always()
        })
    }

    /// Reads one condition of a list.
    pub fn of_value(&self, entry: &Entry<'_>, value: &Value<'_>) -> Condition {
        self.condition(entry, value, None)
    }

    fn condition(&self, at: &Entry<'_>, value: &Value<'_>, star: Option<&str>) -> Condition {
        let DeValue::Table(table) = value.get_ref() else {
            at.fault(value.span(), "found no condition", "write a table, such as { \"flag.strangulation\" = \"yes\" }");
            return Condition::always();
        };
        let starred = table.keys().map(|key| key.get_ref().as_ref()).find(|key: &&str| key.contains('*'));
        if let (Some(key), None) = (starred, star) {
            let members = self.members(key);
            if members.is_empty() {
                at.fault(value.span(), format!("`{key}` stands for no fact"), "use a family of the vocabulary, such as beh.*.present");
            }
            return Condition::Any(members.iter().map(|member| self.condition(at, value, Some(member))).collect());
        }
        let parts = table.iter().map(|(key, inner)| self.part(at, key.get_ref(), key.span(), inner, star));
        let mut parts: Vec<Condition> = parts.collect();
        if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) }
    }

    fn part(&self, at: &Entry<'_>, key: &str, span: Range<usize>, value: &Value<'_>, star: Option<&str>) -> Condition {
        let list = || match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|item| self.condition(at, item, star)).collect(),
            _ => {
                at.fault(value.span(), format!("`{key}` takes a list"), format!("write {key} = [ {{ … }}, {{ … }} ]"));
                Vec::new()
            }
        };
        match key {
            "all" => Condition::All(list()),
            "any" => Condition::Any(list()),
            "not" => Condition::Not(Box::new(self.condition(at, value, star))),
            "certain" => Condition::Certain(Box::new(self.condition(at, value, star))),
            "said" => self.said(at, value, star),
            "minimum" | "fired" | "tier" | "stop" | "recommended" | "not_eligible" => {
                self.decided(at, key, span, value).map_or_else(Condition::always, Condition::Decided)
            }
            _ => self.literal(at, key, span, value, star),
        }
    }

    fn said(&self, at: &Entry<'_>, value: &Value<'_>, star: Option<&str>) -> Condition {
        let DeValue::Table(table) = value.get_ref() else {
            at.fault(value.span(), "`said` takes a table", "write said = { \"who.mutual_claim\" = \"unknown\" }");
            return Condition::always();
        };
        let parts = table.iter().filter_map(|(key, inner)| {
            let fact = self.fact(at, key.get_ref(), key.span(), star)?;
            Some(Condition::Said { fact, values: self.values(at, fact, inner, true) })
        });
        Condition::All(parts.collect())
    }

    fn decided(&self, at: &Entry<'_>, key: &str, span: Range<usize>, value: &Value<'_>) -> Option<Decided> {
        let (needs, decided) = match key {
            "minimum" => (Asks::Minimum, at.name_of(value, &[("answered", Decided::Minimum(true)), ("open", Decided::Minimum(false))])?),
            "fired" => (Asks::Fired, Decided::Fired(self.named(at, value, &self.names.rules, "rule"))),
            "tier" => (Asks::Tier, Decided::Tier(self.named(at, value, &self.names.tiers, "tier"))),
            "stop" => (Asks::Tier, Decided::Stop(self.named(at, value, &self.names.stops, "stop"))),
            "recommended" => (Asks::Pathways, at.name_of(value, &[("none", Decided::NoneRecommended)])?),
            _ => (Asks::Pathways, at.name_of(value, &[("some", Decided::SomeNotEligible)])?),
        };
        if needs > self.may_ask {
            at.fault(span, format!("`{key}` may not be asked here"), "ask for facts; the README says what may stand where");
        }
        Some(decided)
    }

    /// A mask of names; `H*` stands for every name that begins so.
    pub fn named(&self, at: &Entry<'_>, value: &Value<'_>, known: &[String], what: &str) -> Mask {
        each(value).into_iter().fold(0, |mask, item| {
            let name = at.text_of(item);
            let start = name.strip_suffix('*');
            let fits = |id: &str| start.map_or(id == name, |start| id.starts_with(start));
            let found = known.iter().enumerate().filter(|(_, id)| fits(id)).fold(0, |bits: Mask, (i, _)| bits | 1 << i);
            if found == 0 {
                let mend = did_you_mean(&name, known.iter().map(String::as_str)).unwrap_or_else(|| format!("use one of: {}", known.join(", ")));
                at.fault(item.span(), format!("no {what} is called `{name}`"), mend);
            }
            mask | found
        })
    }

    fn literal(&self, at: &Entry<'_>, key: &str, span: Range<usize>, value: &Value<'_>, star: Option<&str>) -> Condition {
        let Some(fact) = self.fact(at, key, span, star) else { return Condition::always() };
        if let Some(Kind::Number { cuts, .. }) = self.vocabulary.fact(fact).map(|f| &f.kind) {
            return self.number(at, fact, cuts, value);
        }
        Condition::Is { fact, accepts: self.values(at, fact, value, false) }
    }

    fn number(&self, at: &Entry<'_>, fact: FactId, cuts: &[u16], value: &Value<'_>) -> Condition {
        let DeValue::Table(table) = value.get_ref() else {
            at.fault(value.span(), "a number is compared with a range", "write { at_least = 8, below = 19 }");
            return Condition::always();
        };
        let (mut at_least, mut below) = (0, None);
        for (key, bound) in table {
            match (key.get_ref().as_ref(), bound.get_ref()) {
                ("at_least", DeValue::String(name)) => return self.at_least(at, fact, name, bound.span(), cuts),
                ("at_least", _) => at_least = self.cut(at, bound, cuts).unwrap_or(0),
                ("below", _) => below = self.cut(at, bound, cuts),
                (other, _) => at.fault(key.span(), format!("`{other}` is not known here"), "use at_least and below"),
            }
        }
        let accepts = ranges_between(cuts, at_least, below);
        if accepts == 0 {
            at.fault(value.span(), "no number is in this range", "make `below` larger than `at_least`");
        }
        Condition::Is { fact, accepts }
    }

    fn cut(&self, at: &Entry<'_>, bound: &Value<'_>, cuts: &[u16]) -> Option<u16> {
        let number = at.number_of(bound).filter(|number| cuts.contains(number));
        if number.is_none() {
            at.fault(bound.span(), "not a cut point of this fact", format!("use one of {}, or add the number to the fact's `cuts`", numbers(cuts)));
        }
        number
    }

    fn at_least(&self, at: &Entry<'_>, fact: FactId, name: &str, span: Range<usize>, cuts: &[u16]) -> Condition {
        let Some(threshold) = self.thresholds.iter().position(|(known, _)| known == name) else {
            let mend = did_you_mean(name, self.thresholds.iter().map(|(known, _)| known.as_str()));
            at.fault(span, format!("no threshold is called `{name}`"), mend.unwrap_or_else(|| "add a [[threshold]] with this id".into()));
            return Condition::always();
        };
        for value in self.thresholds[threshold].1.iter().filter(|value| !cuts.contains(value)) {
            let mend = format!("add {value} to the `cuts` of {}", self.vocabulary.name(fact));
            at.fault(span.clone(), format!("the threshold `{name}` is {value} in some pack, which is no cut point"), mend);
        }
        Condition::AtLeast { fact, threshold: threshold as u8 }
    }

    fn fact(&self, at: &Entry<'_>, key: &str, span: Range<usize>, star: Option<&str>) -> Option<FactId> {
        let id = star.map_or_else(|| key.to_owned(), |member| key.replace('*', member));
        let found = self.vocabulary.find(&id);
        if let (None, Some(place)) = (found, self.later.iter().position(|later| *later == id)) {
            let wrong = if place == 0 { format!("`{id}` follows from itself") } else { format!("`{id}` stands further below") };
            at.fault(span, wrong, "a fact may only follow from asked facts, and from derived facts above it");
        } else if found.is_none() {
            let known = self.vocabulary.facts.iter().map(|f| f.id.as_str()).chain(self.vocabulary.derived.iter().map(|d| d.id.as_str()));
            let mend = did_you_mean(&id, known).unwrap_or_else(|| "use an id of vocabulary.toml".into());
            at.fault(span, format!("no fact is called `{id}`"), mend);
        }
        found
    }

    fn values(&self, at: &Entry<'_>, fact: FactId, value: &Value<'_>, open_too: bool) -> Mask {
        let choices = self.vocabulary.choices(fact);
        if choices.is_empty() {
            let wrong = format!("no rule can read `{}`", self.vocabulary.name(fact));
            at.fault(value.span(), wrong, "dates and texts go into the referral only; look at a fact with a list of values");
            return 0;
        }
        each(value).into_iter().fold(0, |mask, item| {
            let text = at.text_of(item);
            match choices.iter().position(|choice| choice.is == text) {
                Some(i) if choices[i].open && !open_too => {
                    at.fault(item.span(), format!("`{text}` means not known, so no rule can accept it"), "use `said`, or `not` and `certain`");
                    mask
                }
                Some(i) => mask | 1 << i,
                None => {
                    let known = || choices.iter().map(|choice| choice.is.as_str());
                    let mend = did_you_mean(&text, known()).unwrap_or_else(|| format!("use one of: {}", known().collect::<Vec<_>>().join(", ")));
                    at.fault(item.span(), format!("`{}` has no value `{text}`", self.vocabulary.name(fact)), mend);
                    mask
                }
            }
        })
    }

    /// The members that the star of a key stands for.
    fn members(&self, key: &str) -> Vec<String> {
        let Some((before, after)) = key.split_once('*') else { return Vec::new() };
        let member = |id: &str| id.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).map(str::to_owned);
        self.vocabulary.facts.iter().filter_map(|fact| member(&fact.id)).collect()
    }
}

/// Numbers as a sentence lists them.
pub fn numbers(numbers: &[u16]) -> String {
    numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(", ")
}

/// A value by itself, or each value of a list.
fn each<'v, 'a>(value: &'v Value<'a>) -> Vec<&'v Value<'a>> {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        _ => vec![value],
    }
}
