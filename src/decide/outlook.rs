//! What could still change: exact, over all ways in which the open answers may turn out, not rule by rule.

use crate::diagram::compile::{Compiler, Variables, not, one_of};
use crate::diagram::kernel::{Diagrams, Join, NO, Narrowed, Ref, TERMINALS, YES};
use crate::diagram::sway;
use crate::facts::condition::{Condition, Decided};
use crate::facts::{FactId, Knowledge, Vocabulary};
use crate::packs::Pack;
use crate::packs::pack::{Criterion, Pathway};

/// The constant of a pathway's diagram that stands for "only the service can tell".
pub const DOUBT: Ref = 2;

/// The whole decision as functions of all answers, for one choice of packs, thresholds and what may run.
pub struct Outlook {
    variables: Variables,
    diagrams: Diagrams,
    tier: Ref,
    /// The actions, then the stops.
    others: Vec<Ref>,
    pathways: Vec<Ref>,
}

/// What the open answers can still do to the functions.
pub struct Open<'o> {
    outlook: &'o Outlook,
    narrowed: Narrowed,
    tier: Ref,
    /// The actions, then the stops.
    others: Vec<Ref>,
    pathways: Vec<Ref>,
    /// Numbers whose bands can be answered too: the number, then its bands.
    bands: Vec<(FactId, FactId)>,
}

impl Outlook {
    /// Makes the functions. The pathways stand in the order of the packs; `runs` says which of them may run on the day.
    pub fn new(vocabulary: &Vocabulary, packs: &[&Pack], thresholds: &[u16], runs: &[bool]) -> Outlook {
        let variables = Variables::of(vocabulary);
        let mut diagrams = Diagrams::default();
        let compiler = Compiler { vocabulary, variables: &variables, thresholds, diagrams: &mut diagrams };
        let mut maker = Maker::new(compiler);
        let (pathways, others) = match packs.first() {
            Some(national) => {
                maker.national(national);
                let pathways = maker.pathways(packs, runs);
                let stops = maker.stops.clone();
                (pathways, national.actions.iter().map(|action| maker.condition(&action.when)).chain(stops).collect())
            }
            None => (Vec::new(), Vec::new()),
        };
        let tier = maker.tier;
        Outlook { variables, diagrams, tier, others, pathways }
    }

    /// Every fact that can change the eligibility of a pathway, whatever is known.
    pub fn reads(&self, place: usize) -> Vec<FactId> {
        let variables = self.pathways.get(place).map(|pathway| self.diagrams.variables_of(&[*pathway])).unwrap_or_default();
        variables.into_iter().map(|variable| self.variables.fact(variable)).collect()
    }

    /// How many nodes its functions take.
    pub fn size(&self) -> usize {
        self.diagrams.size()
    }

    /// What is still open, given what is known.
    pub fn open(&self, knowledge: &Knowledge<'_>) -> Open<'_> {
        let possible = self.variables.possible(knowledge);
        let mut narrowed = Narrowed::default();
        let mut narrow = |function: &Ref| self.diagrams.narrow(*function, &possible, &mut narrowed);
        let (tier, others, pathways) =
            (narrow(&self.tier), self.others.iter().map(&mut narrow).collect(), self.pathways.iter().map(&mut narrow).collect());
        Open { outlook: self, narrowed, tier, others, pathways, bands: knowledge.open_bands().collect() }
    }
}

impl Open<'_> {
    /// Tiers still possible, a bit each.
    pub fn tiers(&self) -> u64 {
        self.narrowed.diagrams.constants_of(self.tier)
    }

    /// The facts that can still change a pathway's eligibility.
    pub fn pathway(&self, place: usize) -> Vec<FactId> {
        let variables = self.pathways.get(place).map(|pathway| self.narrowed.diagrams.variables_of(&[*pathway])).unwrap_or_default();
        let mut facts: Vec<FactId> = variables.into_iter().flat_map(|variable| self.facts(variable)).collect();
        facts.sort_unstable();
        facts.dedup();
        facts
    }

    /// For each fact how many results its answer is likely to settle: the tier, each action and stop, and each
    /// pathway that counts. More than nothing exactly where it can still change one of them.
    /// Beside it, the chance that the tier turns out to be one of `low`.
    pub fn weights(&self, counts: impl Fn(usize) -> bool, low: u64) -> (Vec<f64>, f64) {
        let pathways = self.pathways.iter().enumerate().filter(|(place, _)| counts(*place)).map(|(_, function)| *function);
        let functions: Vec<Ref> = std::iter::once(self.tier).chain(self.others.iter().copied()).chain(pathways).collect();
        let chances = self.narrowed.diagrams.chances();
        let sway = self.narrowed.diagrams.sway(&functions, self.outlook.variables.count(), &chances);
        let mut weights = Vec::new();
        for (variable, sway) in (0..).zip(sway) {
            for place in self.facts(variable).map(FactId::index) {
                weights.resize(weights.len().max(place + 1), 0.0);
                weights[place] += sway;
            }
        }
        let tier = sway::of(&chances, self.tier);
        (weights, tier.iter().enumerate().filter(|(tier, _)| low & (1 << tier) != 0).map(|(_, chance)| chance).sum())
    }

    /// The facts that tell of a variable: its own, and the bands of a number where they are open.
    fn facts(&self, variable: u16) -> impl Iterator<Item = FactId> {
        let fact = self.outlook.variables.fact(variable);
        std::iter::once(fact).chain(self.bands.iter().filter(move |(number, _)| *number == fact).map(|(_, band)| *band))
    }
}

/// Makes the functions of a decision: first the national ones, then the conditions that look at them.
pub struct Maker<'a> {
    compiler: Compiler<'a>,
    rules: Vec<Ref>,
    stops: Vec<Ref>,
    tier: Ref,
    none_recommended: Ref,
    some_not_eligible: Ref,
}

impl<'a> Maker<'a> {
    /// Nothing is made yet.
    pub fn new(compiler: Compiler<'a>) -> Maker<'a> {
        Maker { compiler, rules: Vec::new(), stops: Vec::new(), tier: NO, none_recommended: NO, some_not_eligible: NO }
    }

    /// Rules, tier and stops.
    pub fn national(&mut self, national: &Pack) {
        for rule in &national.rules {
            let fires = self.condition(&rule.when);
            self.rules.push(fires);
        }
        let overridden: Vec<Ref> = national.rules.iter().map(|rule| self.any(&self.rules.clone(), rule.yields_to)).collect();
        for (i, by) in overridden.into_iter().enumerate() {
            let none = not(self.compiler.diagrams, by);
            self.rules[i] = self.compiler.diagrams.join(Join::Least, self.rules[i], none);
        }
        for (i, rule) in national.rules.iter().enumerate() {
            let mut constants = [NO; TERMINALS as usize];
            constants[YES as usize] = rule.tier.into();
            let tier = self.compiler.diagrams.replace(self.rules[i], &constants);
            self.tier = self.compiler.diagrams.join(Join::Most, self.tier, tier);
        }
        for stop in &national.stops {
            let stands = self.condition(&stop.when);
            self.stops.push(stands);
        }
    }

    /// Every pathway, and what becomes of them all; a fallback looks at the others, so it comes after them.
    fn pathways(&mut self, packs: &[&Pack], runs: &[bool]) -> Vec<Ref> {
        let listed: Vec<&Pathway> = packs.iter().flat_map(|pack| &pack.pathways).collect();
        let mut made: Vec<Option<Ref>> = listed.iter().map(|pathway| (!pathway.fallback).then(|| self.pathway(&pathway.criteria))).collect();
        let (mut recommended, mut not_eligible) = (NO, NO);
        for (place, pathway) in listed.iter().enumerate() {
            let Some(function) = made[place] else { continue };
            if runs.get(place).copied().unwrap_or(false) && pathway.takes_referrals() {
                let may_fit = one_of(self.compiler.diagrams, function, 1 << YES | 1 << DOUBT);
                recommended = self.compiler.diagrams.join(Join::Most, recommended, may_fit);
            }
            if place >= packs[0].pathways.len() {
                let never_fits = not(self.compiler.diagrams, function);
                not_eligible = self.compiler.diagrams.join(Join::Most, not_eligible, never_fits);
            }
        }
        let forbidding = packs[0].stops.iter().zip(&self.stops).filter(|(stop, _)| stop.forbids_pathways).map(|(_, stands)| *stands);
        let forbidden = forbidding.collect::<Vec<_>>().into_iter().fold(NO, |any, stands| self.compiler.diagrams.join(Join::Most, any, stands));
        let none = not(self.compiler.diagrams, recommended);
        self.none_recommended = self.compiler.diagrams.join(Join::Most, none, forbidden);
        self.some_not_eligible = not_eligible;
        for (place, pathway) in listed.iter().enumerate().filter(|(_, pathway)| pathway.fallback) {
            made[place] = Some(self.pathway(&pathway.criteria));
        }
        made.into_iter().map(|function| function.unwrap_or(NO)).collect()
    }

    /// A pathway: YES where its criteria are met, [`DOUBT`] where only a doubt keeps it open.
    pub fn pathway(&mut self, criteria: &[Criterion]) -> Ref {
        let (mut met, mut open) = (YES, YES);
        for criterion in criteria {
            let yes = self.condition(&criterion.met);
            let doubt = criterion.doubt.as_ref().map_or(NO, |doubt| self.condition(doubt));
            let either = self.compiler.diagrams.join(Join::Most, yes, doubt);
            met = self.compiler.diagrams.join(Join::Least, met, yes);
            open = self.compiler.diagrams.join(Join::Least, open, either);
        }
        // Met everywhere is YES; only kept open by a doubt is DOUBT; else NO.
        let not_met = not(self.compiler.diagrams, met);
        let doubtful = self.compiler.diagrams.join(Join::Least, open, not_met);
        let mut constants = [NO; TERMINALS as usize];
        constants[YES as usize] = DOUBT;
        let doubtful = self.compiler.diagrams.replace(doubtful, &constants);
        self.compiler.diagrams.join(Join::Most, met, doubtful)
    }

    fn any(&mut self, functions: &[Ref], marked: u64) -> Ref {
        let marked: Vec<Ref> = functions.iter().enumerate().filter(|(i, _)| marked & (1 << i) != 0).map(|(_, f)| *f).collect();
        marked.into_iter().fold(NO, |any, function| self.compiler.diagrams.join(Join::Most, any, function))
    }

    /// A condition. What it asks of the pathways is known once they are made.
    pub fn condition(&mut self, condition: &Condition) -> Ref {
        let (rules, stops, tier) = (self.rules.clone(), self.stops.clone(), self.tier);
        let (none_recommended, some_not_eligible) = (self.none_recommended, self.some_not_eligible);
        let any = |diagrams: &mut Diagrams, of: &[Ref], marked: u64| {
            of.iter().enumerate().filter(|(i, _)| marked & (1 << i) != 0).fold(NO, |any, (_, f)| diagrams.join(Join::Most, any, *f))
        };
        self.compiler.condition(condition, &mut |diagrams, decided| match decided {
            Decided::Tier(tiers) => one_of(diagrams, tier, tiers),
            Decided::Fired(marked) => any(diagrams, &rules, marked),
            Decided::Stop(marked) => any(diagrams, &stops, marked),
            // Every answer is known here.
            Decided::Minimum(complete) => {
                if complete {
                    YES
                } else {
                    NO
                }
            }
            Decided::NoneRecommended => none_recommended,
            Decided::SomeNotEligible => some_not_eligible,
        })
    }
}
