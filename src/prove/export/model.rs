//! What is exported: the national pack and the pack of one area as tests over complete answers, in the order in which
//! one rests on another.

use std::collections::BTreeSet;

use super::test::{Subject, Test};
use super::translate::Translator;
use crate::decide::Engine;
use crate::decide::tier::bits;
use crate::facts::fact::{Kind, Mask};
use crate::facts::vocabulary::Derived;
use crate::facts::{Answers, Day, FactId, Value, Vocabulary};
use crate::packs::Bundle;
use crate::packs::pack::{Action, Availability, Criterion, Pack, Pathway, Rule, Stop};

/// Everything that decides, as tests.
pub struct Model<'a> {
    /// The bundle that it was made from.
    pub bundle: &'a Bundle,
    /// The day, which chooses thresholds and what may run.
    pub on: Day,
    /// The national pack, then the area's.
    pub packs: Vec<&'a Pack>,
    /// The fact that chooses the area, and the values of it that this is for.
    pub area: Option<(FactId, Mask)>,
    /// The facts that follow from others, each after those it rests on.
    pub derived: Vec<DerivedTests<'a>>,
    /// The tier rules.
    pub rules: Vec<(&'a Rule, Test)>,
    /// The stops.
    pub stops: Vec<(&'a Stop, Test)>,
    /// The pathways, in the order of the packs.
    pub pathways: Vec<PathwayTests<'a>>,
    /// The actions.
    pub actions: Vec<(&'a Action, Test)>,
}

/// A fact that follows from others.
pub struct DerivedTests<'a> {
    /// Its place in the vocabulary.
    pub id: FactId,
    /// What it is.
    pub fact: &'a Derived,
    /// Its values and when it has each.
    pub values: Vec<(usize, Test)>,
}

/// A pathway.
pub struct PathwayTests<'a> {
    /// `pack/id`.
    pub id: String,
    /// What it is.
    pub pathway: &'a Pathway,
    /// Whether it runs on the day.
    pub availability: Availability,
    /// Its criteria.
    pub criteria: Vec<CriterionTests<'a>>,
}

/// A hard criterion.
pub struct CriterionTests<'a> {
    /// What it is.
    pub criterion: &'a Criterion,
    /// Where it is met.
    pub met: Test,
    /// Where, if it is not met, only the service can tell.
    pub doubt: Test,
}

/// The results that stand beside the facts, so that no fact may be called as they are.
pub const RESULTS: [&str; 12] =
    ["found", "fired", "stop", "stops", "tier", "criterion", "criteria", "eligibility", "recommended", "action", "actions", "source"];

impl<'a> Model<'a> {
    /// The model of an area by the id of its pack; without one, of the national pack alone. What cannot be exported is an
    /// error that says why.
    pub fn of(bundle: &'a Bundle, area: Option<&Pack>, on: Day) -> Result<Model<'a>, String> {
        nested(&bundle.vocabulary)?;
        let vocabulary = &bundle.vocabulary;
        let area_fact = vocabulary.asked("area.person");
        let settled = area_fact.and_then(|fact| vocabulary.fact(fact)).map_or(0, |fact| fact.kind.settled());
        let served = bundle.areas.iter().fold(0, |mask, pack| mask | pack.areas);
        let values = area.map_or(settled & !served, |pack| settled & pack.areas);
        let mut somewhere = Answers::none(vocabulary);
        if let (Some(fact), Some(value)) = (area_fact, bits(values).next()) {
            somewhere.set(fact, Some(Value::Choice(value as u8)));
        }
        let engine = Engine::new(bundle);
        let (packs, thresholds) = (engine.packs(&somewhere), engine.thresholds(&somewhere, on));
        let listed: Vec<(&Pack, &Pathway)> = packs.iter().flat_map(|pack| pack.pathways.iter().map(move |pathway| (*pack, pathway))).collect();
        let places = |fits: &dyn Fn(usize, &Pathway) -> bool| {
            let fitting = listed.iter().enumerate().filter(|(place, (_, pathway))| !pathway.fallback && fits(*place, pathway));
            fitting.map(|(place, _)| place).collect()
        };
        let translator = Translator {
            vocabulary,
            thresholds: &thresholds,
            take_referrals: places(&|_, pathway| pathway.takes_referrals()),
            local: places(&|place, _| place >= bundle.national.pathways.len()),
        };
        let test = |condition| translator.test(condition, true);
        let national = &bundle.national;
        let pathway = |(pack, pathway): &(&'a Pack, &'a Pathway)| PathwayTests {
            id: format!("{}/{}", pack.id, pathway.id),
            pathway,
            availability: pathway.status.on(on),
            criteria: pathway.criteria.iter().map(|criterion| criterion_tests(&translator, criterion)).collect(),
        };
        Ok(Model {
            bundle,
            on,
            area: area_fact.map(|fact| (fact, values)),
            derived: vocabulary.derived.iter().enumerate().map(|(place, fact)| derived_tests(&translator, place, fact)).collect(),
            rules: national.rules.iter().map(|rule| (rule, test(&rule.when))).collect(),
            stops: national.stops.iter().map(|stop| (stop, test(&stop.when))).collect(),
            pathways: listed.iter().map(pathway).collect(),
            actions: national.actions.iter().map(|action| (action, test(&action.when))).collect(),
            packs,
        })
    }

    /// The vocabulary.
    pub fn vocabulary(&self) -> &'a Vocabulary {
        &self.bundle.vocabulary
    }

    /// The values of `area.person` that it is for.
    pub fn areas(&self) -> Vec<&'a str> {
        self.area.map_or_else(Vec::new, |(fact, values)| bits(values).map(|value| self.value(Subject::Asked(fact), value)).collect())
    }

    /// The name of a subject's value.
    pub fn value(&self, subject: Subject, place: usize) -> &'a str {
        let national = &self.bundle.national;
        let name = match subject {
            Subject::Asked(fact) | Subject::Derived(fact) => self.vocabulary().choices(fact).get(place).map(|choice| &choice.is),
            Subject::Found | Subject::Fired => national.rules.get(place).map(|rule| &rule.id),
            Subject::Stop => national.stops.get(place).map(|stop| &stop.id),
            Subject::Tier => national.tiers.get(place).map(|tier| &tier.id),
            Subject::Recommended | Subject::NotEligible => None,
        };
        name.map_or("", String::as_str)
    }

    /// The name of a subject's value, a pathway's included.
    pub fn named(&self, subject: Subject, place: usize) -> &str {
        match subject {
            Subject::Recommended | Subject::NotEligible => self.pathways.get(place).map_or("", |pathway| &pathway.id),
            _ => self.value(subject, place),
        }
    }

    /// Whether a recorded fact holds a list.
    pub fn is_list(&self, fact: FactId) -> bool {
        matches!(self.vocabulary().fact(fact).map(|fact| &fact.kind), Some(Kind::Set(_)))
    }

    /// The tiers from the most to the least, with the rules that give each.
    pub fn tiers(&self) -> impl Iterator<Item = (usize, Vec<usize>)> + '_ {
        let rules = move |tier: usize| (0..self.rules.len()).filter(move |rule| usize::from(self.rules[*rule].0.tier) == tier).collect();
        (0..self.bundle.national.tiers.len()).rev().map(move |tier| (tier, rules(tier)))
    }

    /// The tier where no rule fired.
    pub fn lowest_open(&self) -> usize {
        self.bundle.national.tiers.iter().position(|tier| tier.open).unwrap_or(0)
    }

    /// The stops that forbid pathways.
    pub fn forbidding(&self) -> Vec<usize> {
        (0..self.stops.len()).filter(|stop| self.stops[*stop].0.forbids_pathways).collect()
    }

    /// What a subject must be for it to have this value, one step down.
    pub fn definition(&self, subject: Subject, value: usize) -> Test {
        match subject {
            Subject::Asked(_) => Test::one_of(subject, vec![value], true),
            Subject::Derived(fact) => self.derived.iter().find(|derived| derived.id == fact).map_or(Test::NEVER, |derived| derived.has(value)),
            Subject::Found => self.rules.get(value).map_or(Test::NEVER, |(_, test)| test.clone()),
            Subject::Fired => self.rules.get(value).map_or(Test::NEVER, |(rule, test)| {
                let yields = Test::one_of(Subject::Found, bits(rule.yields_to).collect(), false);
                Test::all([test.clone(), yields])
            }),
            Subject::Stop => self.stops.get(value).map_or(Test::NEVER, |(_, test)| test.clone()),
            Subject::Tier => {
                let own = self.tiers().find(|(tier, _)| *tier == value).map_or_else(Vec::new, |(_, rules)| rules);
                let above = self.tiers().take_while(|(tier, _)| *tier != value).flat_map(|(_, rules)| rules).collect();
                Test::all([Test::one_of(Subject::Fired, own, true), Test::one_of(Subject::Fired, above, false)])
            }
            Subject::Recommended => self.pathways.get(value).map_or(Test::NEVER, |pathway| {
                let free = Test::one_of(Subject::Stop, self.forbidding(), false);
                Test::all([Test::constant(pathway.availability.may_run()), free, pathway.ruled_out().negated()])
            }),
            Subject::NotEligible => self.pathways.get(value).map_or(Test::NEVER, PathwayTests::ruled_out),
        }
    }
}

impl DerivedTests<'_> {
    /// When it has a value.
    pub fn has(&self, value: usize) -> Test {
        match self.fact.otherwise.map(usize::from) {
            Some(otherwise) if otherwise == value => Test::all(self.values.iter().filter(|(v, _)| *v != otherwise).map(|(_, test)| test.negated())),
            _ => self.values.iter().find(|(v, _)| *v == value).map_or(Test::NEVER, |(_, test)| test.clone()),
        }
    }
}

impl PathwayTests<'_> {
    /// Where it is certainly not for this person.
    pub fn ruled_out(&self) -> Test {
        Test::any(self.criteria.iter().map(|criterion| Test::all([criterion.met.negated(), criterion.doubt.negated()])))
    }
}

fn derived_tests<'a>(translator: &Translator<'_>, place: usize, fact: &'a Derived) -> DerivedTests<'a> {
    let id = FactId((translator.vocabulary.facts.len() + place) as u16);
    let test = |(value, when): (usize, &'a Option<_>)| when.as_ref().map(|when| (value, translator.test(when, true)));
    DerivedTests { id, fact, values: fact.when.iter().enumerate().filter_map(test).collect() }
}

fn criterion_tests<'a>(translator: &Translator<'_>, criterion: &'a Criterion) -> CriterionTests<'a> {
    let doubt = criterion.doubt.as_ref().map_or(Test::NEVER, |doubt| translator.test(doubt, true));
    CriterionTests { criterion, met: translator.test(&criterion.met, true), doubt }
}

/// Other engines read `a.b` as the member `b` of `a`, so no fact may be called as the beginning of another.
fn nested(vocabulary: &Vocabulary) -> Result<(), String> {
    let ids = vocabulary.facts.iter().map(|fact| fact.id.as_str()).chain(vocabulary.derived.iter().map(|derived| derived.id.as_str()));
    let taken: BTreeSet<&str> = ids.clone().chain(RESULTS).collect();
    for id in ids {
        let beginnings = id.match_indices('.').map(|(at, _)| &id[..at]);
        if let Some(beginning) = beginnings.chain(RESULTS.contains(&id).then_some(id)).find(|beginning| taken.contains(beginning)) {
            return Err(format!("vocabulary: found {beginning:?} and {id:?}, expected no fact id that another name begins with"));
        }
    }
    Ok(())
}
