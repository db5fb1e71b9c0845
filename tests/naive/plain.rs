//! What the packs say, with every place and mask turned back into the name that stands in the file.

use std::collections::{BTreeSet, HashMap};
use waymark::facts::condition::Decided;
use waymark::facts::fact::{Mask, Protection};
use waymark::facts::{Condition, FactId, Kind, Vocabulary};
use waymark::packs::pack::{self, Status, Urgency};
use waymark::packs::{Bundle, Pack as Packed};

/// A name that stands in a pack. Packs are read once and kept.
pub type Name = &'static str;

/// A condition in names. Facts are known by their place, asked ones first, so that what is seen of each can stand in a list.
#[derive(Debug)]
pub enum Sentence {
    All(Vec<Sentence>),
    Any(Vec<Sentence>),
    Not(Box<Sentence>),
    Certain(Box<Sentence>),
    /// The place of a fact, and the values that fit.
    Is(usize, Vec<Name>),
    /// The place of a number, and the name of a threshold.
    AtLeast(usize, Name),
    /// The place of a fact, and the recorded values that fit.
    Said(usize, Vec<Name>),
    Tier(Vec<Name>),
    Fired(Vec<Name>),
    Stop(Vec<Name>),
    Minimum(bool),
    NoneRecommended,
    SomeNotEligible,
}

impl Sentence {
    /// Adds the places of the facts that it names.
    pub fn facts(&self, found: &mut BTreeSet<usize>) {
        match self {
            Sentence::All(parts) | Sentence::Any(parts) => parts.iter().for_each(|part| part.facts(found)),
            Sentence::Not(part) | Sentence::Certain(part) => part.facts(found),
            Sentence::Is(fact, _) | Sentence::AtLeast(fact, _) | Sentence::Said(fact, _) => drop(found.insert(*fact)),
            _ => {}
        }
    }

    /// Whether it asks for the tier, or for what a tier needs.
    fn looks_at_tier(&self) -> bool {
        match self {
            Sentence::All(parts) | Sentence::Any(parts) => parts.iter().any(Sentence::looks_at_tier),
            Sentence::Not(part) | Sentence::Certain(part) => part.looks_at_tier(),
            other => matches!(other, Sentence::Tier(_) | Sentence::Minimum(_)),
        }
    }
}

/// What sort of answer a fact takes.
#[derive(Debug, PartialEq)]
pub enum Sort {
    One,
    Set,
    /// A whole number up to the largest; rules see only the range, which is named by its first number.
    Number(u64, Vec<Name>),
    Date,
    Text,
}

/// A fact that can be asked.
pub struct Fact {
    pub id: Name,
    pub sort: Sort,
    /// Values that settle it.
    pub values: Vec<Name>,
    /// Values that mean: asked and not known.
    pub open: Vec<Name>,
    /// For bands of a number: the number, and the ranges that each band covers.
    pub bands_of: Option<(Name, HashMap<Name, Vec<Name>>)>,
    /// The place of the fact it hangs on, and the values there that keep it.
    pub hangs_on: Option<(usize, Vec<Name>)>,
    pub protected: bool,
    pub changeable: bool,
}

/// A fact that follows from others.
pub struct Derived {
    pub id: Name,
    pub values: Vec<(Name, Option<Sentence>)>,
    pub otherwise: Option<Name>,
}

pub struct Rule {
    pub id: Name,
    pub tier: Name,
    pub when: Sentence,
    pub yields_to: Vec<Name>,
}

pub struct Stop {
    pub id: Name,
    pub when: Sentence,
    pub forbids_pathways: bool,
}

pub struct Action {
    pub id: Name,
    pub now: bool,
    pub rank: u8,
    pub when: Sentence,
    pub first_when: Option<Sentence>,
}

pub struct Criterion {
    pub id: Name,
    pub met: Sentence,
    pub doubt: Option<Sentence>,
}

/// When a pathway is known to run. Days are written `YYYY-MM-DD`, which sorts as days do.
pub enum Runs {
    Windows { windows: Vec<(String, String, bool)>, before: Name, after: Name },
    Always,
    NamedOnly,
    Gap,
}

pub struct Pathway {
    /// `pack/id`.
    pub id: Name,
    pub for_person: bool,
    pub route: Name,
    pub fallback: bool,
    pub runs: Runs,
    pub criteria: Vec<Criterion>,
    pub supports: Vec<(Name, Sentence)>,
    pub against: Vec<(Name, Sentence)>,
    pub instead: Vec<Name>,
}

impl Pathway {
    /// Whether what must be met asks for the tier, or for what a tier needs.
    pub fn looks_at_tier(&self) -> bool {
        self.criteria.iter().any(|criterion| criterion.met.looks_at_tier())
    }
}

pub struct Pack {
    pub id: Name,
    /// The values of `area.person` that it serves.
    pub areas: Vec<Name>,
    /// Name, value, and the day from which it is in force.
    pub thresholds: Vec<(Name, u64, String)>,
    pub pathways: Vec<Pathway>,
}

/// Everything the packs say.
pub struct Plain {
    pub facts: Vec<Fact>,
    pub derived: Vec<Derived>,
    pub origins: Vec<Name>,
    /// From the least to the most, without those that mean that too little is known.
    pub tiers: Vec<Name>,
    /// The tier that means that too little is known.
    pub open_tier: Name,
    /// All of them, as they stand.
    pub all_tiers: Vec<Name>,
    pub minimum: Vec<Name>,
    pub rules: Vec<Rule>,
    pub stops: Vec<Stop>,
    pub actions: Vec<Action>,
    pub national: Pack,
    pub areas: Vec<Pack>,
    /// The places of the asked facts that some sentence names.
    pub read: BTreeSet<usize>,
    places: HashMap<Name, usize>,
}

impl Plain {
    /// Writes a bundle out in names.
    pub fn of(bundle: &'static Bundle) -> Plain {
        let writer = Writer { bundle };
        let national = &bundle.national;
        let facts: Vec<Fact> = bundle.vocabulary.ids().map(|id| writer.fact(id)).collect();
        let tier = |tier: &'static pack::Tier| &*tier.id;
        let plain = Plain {
            read: BTreeSet::new(),
            places: facts.iter().map(|fact| fact.id).chain(bundle.vocabulary.derived.iter().map(|d| &*d.id)).zip(0..).collect(),
            facts,
            derived: bundle.vocabulary.derived.iter().map(|derived| writer.derived(derived)).collect(),
            origins: bundle.vocabulary.origins.iter().map(|origin| &*origin.is).collect(),
            tiers: national.tiers.iter().filter(|tier| !tier.open).map(tier).collect(),
            open_tier: national.tiers.iter().find(|tier| tier.open).map(tier).unwrap(),
            all_tiers: national.tiers.iter().map(tier).collect(),
            minimum: national.minimum.iter().map(|fact| bundle.vocabulary.name(*fact)).collect(),
            rules: national.rules.iter().map(|rule| writer.rule(rule)).collect(),
            stops: national.stops.iter().map(|stop| writer.stop(stop)).collect(),
            actions: national.actions.iter().map(|action| writer.action(action)).collect(),
            national: writer.pack(national),
            areas: bundle.areas.iter().map(|pack| writer.pack(pack)).collect(),
        };
        Plain { read: plain.named(), ..plain }
    }

    /// The asked fact of this id.
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.get(*self.places.get(id)?)
    }

    /// The derived fact of this place.
    pub fn derived(&self, place: usize) -> Option<&Derived> {
        self.derived.get(place.checked_sub(self.facts.len())?)
    }

    /// Every sentence of the packs.
    pub fn sentences(&self) -> Vec<&Sentence> {
        let mut all: Vec<&Sentence> = self.rules.iter().map(|rule| &rule.when).chain(self.stops.iter().map(|stop| &stop.when)).collect();
        all.extend(self.actions.iter().flat_map(|action| std::iter::once(&action.when).chain(&action.first_when)));
        all.extend(self.derived.iter().flat_map(|derived| derived.values.iter().filter_map(|(_, when)| when.as_ref())));
        for pathway in self.pathways() {
            all.extend(pathway.criteria.iter().flat_map(|criterion| std::iter::once(&criterion.met).chain(&criterion.doubt)));
            all.extend(pathway.supports.iter().chain(&pathway.against).map(|(_, when)| when));
        }
        all
    }

    /// The pathways of all packs.
    pub fn pathways(&self) -> impl Iterator<Item = &Pathway> {
        std::iter::once(&self.national).chain(&self.areas).flat_map(|pack| &pack.pathways)
    }

    /// The asked facts that some sentence names.
    fn named(&self) -> BTreeSet<usize> {
        let mut facts = BTreeSet::new();
        self.sentences().into_iter().for_each(|sentence| sentence.facts(&mut facts));
        facts.extend(self.minimum.iter().map(|id| self.place(id)));
        facts.retain(|place| *place < self.facts.len());
        facts
    }

    /// The asked facts that a sentence rests on, through derived ones too.
    pub fn behind(&self, sentence: &Sentence) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        sentence.facts(&mut found);
        let derived: Vec<usize> = found.iter().copied().filter(|place| *place >= self.facts.len()).collect();
        for place in derived {
            found.remove(&place);
            let values = &self.derived(place).unwrap().values;
            found.extend(values.iter().filter_map(|(_, when)| when.as_ref()).flat_map(|when| self.behind(when)));
        }
        found
    }

    /// Where a fact stands among all, derived ones last.
    pub fn place(&self, id: &str) -> usize {
        self.places[id]
    }

    /// The national pack, then the pack of the area.
    pub fn packs(&self, area: Option<&str>) -> Vec<&Pack> {
        let local = self.areas.iter().find(|pack| area.is_some_and(|area| pack.areas.contains(&area)));
        std::iter::once(&self.national).chain(local).collect()
    }
}

struct Writer {
    bundle: &'static Bundle,
}

/// The items whose place is marked.
fn marked<T>(items: impl IntoIterator<Item = T>, mask: Mask) -> Vec<T> {
    items.into_iter().enumerate().filter(|(place, _)| mask >> place & 1 == 1).map(|(_, item)| item).collect()
}

fn kept(text: String) -> Name {
    Box::leak(text.into_boxed_str())
}

/// A word of the program's own lists as packs write it.
fn word(of: &impl serde::Serialize) -> Name {
    kept(serde_json::to_value(of).unwrap().as_str().unwrap().to_owned())
}

impl Writer {
    fn vocabulary(&self) -> &'static Vocabulary {
        &self.bundle.vocabulary
    }

    /// Every value of a fact, in the order that masks count them.
    fn values(&self, id: FactId) -> Vec<Name> {
        match self.vocabulary().fact(id).map(|fact| &fact.kind) {
            Some(Kind::Number { cuts, .. }) => std::iter::once(&0).chain(cuts).map(|from| kept(from.to_string())).collect(),
            _ => self.vocabulary().choices(id).iter().map(|choice| &*choice.is).collect(),
        }
    }

    fn fact(&self, id: FactId) -> Fact {
        let fact = self.vocabulary().fact(id).unwrap();
        let names = |open: bool| fact.kind.choices().iter().filter(|choice| choice.open == open).map(|choice| &*choice.is).collect();
        let (sort, bands_of) = match &fact.kind {
            Kind::Choice(_) => (Sort::One, None),
            Kind::Set(_) => (Sort::Set, None),
            Kind::Number { max, .. } => (Sort::Number((*max).into(), self.values(id)), None),
            Kind::Bands { of, values, covers } => {
                let bands = values.iter().zip(covers).map(|(band, covers)| (&*band.is, marked(self.values(*of), *covers)));
                (Sort::One, Some((self.vocabulary().name(*of), bands.collect())))
            }
            Kind::Date => (Sort::Date, None),
            Kind::Text => (Sort::Text, None),
        };
        let hangs_on = fact.hangs_on.map(|above| (above.fact.index(), marked(self.values(above.fact), above.accepts)));
        let protected = fact.protected != Protection::None;
        Fact { id: &fact.id, sort, values: names(false), open: names(true), bands_of, hangs_on, protected, changeable: fact.changeable }
    }

    fn derived(&self, derived: &'static waymark::facts::vocabulary::Derived) -> Derived {
        let when = derived.when.iter().map(|when| when.as_ref().map(|when| self.sentence(when)));
        Derived {
            id: &derived.id,
            values: derived.values.iter().map(|value| &*value.is).zip(when).collect(),
            otherwise: derived.otherwise.map(|place| &*derived.values[usize::from(place)].is),
        }
    }

    fn sentence(&self, condition: &'static Condition) -> Sentence {
        let list = |parts: &'static [Condition]| parts.iter().map(|part| self.sentence(part)).collect();
        let national = &self.bundle.national;
        match condition {
            Condition::All(parts) => Sentence::All(list(parts)),
            Condition::Any(parts) => Sentence::Any(list(parts)),
            Condition::Not(part) => Sentence::Not(Box::new(self.sentence(part))),
            Condition::Certain(part) => Sentence::Certain(Box::new(self.sentence(part))),
            Condition::Is { fact, accepts } => Sentence::Is(fact.index(), marked(self.values(*fact), *accepts)),
            Condition::AtLeast { fact, threshold } => Sentence::AtLeast(fact.index(), &self.bundle.thresholds[usize::from(*threshold)]),
            Condition::Said { fact, values } => Sentence::Said(fact.index(), marked(self.values(*fact), *values)),
            Condition::Decided(Decided::Tier(mask)) => Sentence::Tier(marked(national.tiers.iter().map(|tier| &*tier.id), *mask)),
            Condition::Decided(Decided::Fired(mask)) => Sentence::Fired(marked(national.rules.iter().map(|rule| &*rule.id), *mask)),
            Condition::Decided(Decided::Stop(mask)) => Sentence::Stop(marked(national.stops.iter().map(|stop| &*stop.id), *mask)),
            Condition::Decided(Decided::Minimum(complete)) => Sentence::Minimum(*complete),
            Condition::Decided(Decided::NoneRecommended) => Sentence::NoneRecommended,
            Condition::Decided(Decided::SomeNotEligible) => Sentence::SomeNotEligible,
        }
    }

    fn rule(&self, rule: &'static pack::Rule) -> Rule {
        let national = &self.bundle.national;
        let yields_to = marked(national.rules.iter().map(|rule| &*rule.id), rule.yields_to);
        Rule { id: &rule.id, tier: &national.tiers[usize::from(rule.tier)].id, when: self.sentence(&rule.when), yields_to }
    }

    fn stop(&self, stop: &'static pack::Stop) -> Stop {
        Stop { id: &stop.id, when: self.sentence(&stop.when), forbids_pathways: stop.forbids_pathways }
    }

    fn action(&self, action: &'static pack::Action) -> Action {
        let first_when = action.first_when.as_ref().map(|when| self.sentence(when));
        Action { id: &action.id, now: action.urgency == Urgency::Now, rank: action.rank, when: self.sentence(&action.when), first_when }
    }

    fn pack(&self, pack: &'static Packed) -> Pack {
        let area = self.vocabulary().asked("area.person").unwrap();
        Pack {
            id: &pack.id,
            areas: marked(self.values(area), pack.areas),
            thresholds: pack.thresholds.iter().map(|threshold| self.threshold(threshold)).collect(),
            pathways: pack.pathways.iter().map(|pathway| self.pathway(pack, pathway)).collect(),
        }
    }

    fn threshold(&self, threshold: &'static pack::Threshold) -> (Name, u64, String) {
        let from = threshold.from.map_or(String::new(), |day| day.to_string());
        (&self.bundle.thresholds[usize::from(threshold.name)], threshold.value.into(), from)
    }

    fn pathway(&self, pack: &'static Packed, pathway: &'static pack::Pathway) -> Pathway {
        let arguments = |list: &'static [pack::Argument]| list.iter().map(|argument| (&*argument.id, self.sentence(&argument.when))).collect();
        let criterion = |criterion: &'static pack::Criterion| Criterion {
            id: &criterion.id,
            met: self.sentence(&criterion.met),
            doubt: criterion.doubt.as_ref().map(|doubt| self.sentence(doubt)),
        };
        Pathway {
            id: kept(format!("{}/{}", pack.id, pathway.id)),
            for_person: pathway.whom == pack::Whom::Person,
            route: &pathway.route,
            fallback: pathway.fallback,
            runs: match &pathway.status {
                Status::Windows { windows, before, after } => Runs::Windows {
                    windows: windows.iter().map(|window| (window.from.to_string(), window.to.to_string(), window.stale)).collect(),
                    before: word(before),
                    after: word(after),
                },
                Status::Standing => Runs::Always,
                Status::NamedOnly => Runs::NamedOnly,
                Status::Gap => Runs::Gap,
            },
            criteria: pathway.criteria.iter().map(criterion).collect(),
            supports: arguments(&pathway.supports),
            against: arguments(&pathway.against),
            instead: pathway.instead.iter().map(String::as_str).collect(),
        }
    }
}
