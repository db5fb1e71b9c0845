//! Puts the parts together: one engine for one bundle, deciding as often as it is asked.

use std::cell::RefCell;
use std::rc::Rc;

use super::changes;
use super::decision::{ActionDue, Decision, Eligibility, Fired, LocalWords, PackUsed, PathwayResult};
use super::next::next;
use super::outlook::{Open, Outlook};
use super::pathways::{Look, eligibility};
use super::tier::{Tiering, bits};
use super::witness::facts_behind;
use crate::facts::condition::Decided;
use crate::facts::{Answers, Condition, Day, FactId, Knowledge, Truth, Value};
use crate::packs::journey::Step;
use crate::packs::pack::{Action, Guidance, Pathway};
use crate::packs::{Bundle, Mode, Pack};

/// Decides, with one bundle of packs.
pub struct Engine<'a> {
    bundle: &'a Bundle,
    /// Exact outlooks are made once for each choice of area, thresholds and what may run.
    outlooks: RefCell<Vec<(Setting, Rc<Outlook>)>>,
    /// What was worth asking when it was last looked at: a page looks more than once.
    last_worth: RefCell<Option<Worth>>,
}

/// What asking is worth, by fact, on these answers and this day.
type Worth = (Answers, Day, Rc<Vec<f64>>);

/// What an outlook is made for: the value of `area.person`, where it chooses a pack, the thresholds, and which pathways
/// may run.
type Setting = (Option<usize>, Vec<u16>, Vec<bool>);

impl<'a> Engine<'a> {
    /// An engine for a bundle.
    pub fn new(bundle: &'a Bundle) -> Engine<'a> {
        Engine { bundle, outlooks: RefCell::default(), last_worth: RefCell::default() }
    }

    /// The bundle it decides with.
    pub fn bundle(&self) -> &'a Bundle {
        self.bundle
    }

    /// The packs that apply: the national one, then the area's.
    pub fn packs(&self, answers: &Answers) -> Vec<&'a Pack> {
        self.bundle.packs_for(self.area(answers))
    }

    /// As what the answers are given.
    pub fn mode(&self, answers: &Answers) -> Mode {
        if self.follows(answers, "user.mode", Mode::Community.id()) { Mode::Community } else { Mode::Professional }
    }

    /// Whether a derived fact that needs no threshold certainly has this value.
    pub fn follows(&self, answers: &Answers, fact: &str, value: &str) -> bool {
        let vocabulary = &self.bundle.vocabulary;
        let Some(fact) = vocabulary.find(fact) else { return false };
        let place = vocabulary.choices(fact).iter().position(|choice| choice.is == value);
        place.is_some_and(|place| Knowledge::new(vocabulary, answers, &[]).of(fact).is(1 << place).is_yes())
    }

    /// The value of every named threshold on a day: the area's where it has one, else the national one.
    pub fn thresholds(&self, answers: &Answers, on: Day) -> Vec<u16> {
        self.bundle.thresholds_on(&self.packs(answers), Some(on))
    }

    /// What is known from answers on a day, and what the tier rules and stops make of it, for somebody to look at.
    pub fn judge<T>(&self, answers: &Answers, on: Day, look: impl FnOnce(&Knowledge<'_>, &Tiering) -> T) -> T {
        let thresholds = self.thresholds(answers, on);
        let knowledge = Knowledge::new(&self.bundle.vocabulary, answers, &thresholds);
        look(&knowledge, &Tiering::of(&self.bundle.national, &knowledge))
    }

    /// Decides.
    pub fn decide(&self, answers: &Answers, on: Day) -> Decision<'a> {
        self.settle::<true, true>(answers, on)
    }

    /// Decides, but for what would change each pathway, which takes half the time.
    pub fn without_changes(&self, answers: &Answers, on: Day) -> Decision<'a> {
        self.settle::<true, false>(answers, on)
    }

    /// What comes out, without its reasons: the tier, the actions, and how each pathway stands. The screen has the reasons from
    /// the part that loads later, and so need not load the code for them.
    pub fn outline(&self, answers: &Answers, on: Day) -> Decision<'a> {
        self.settle::<false, false>(answers, on)
    }

    /// The tier, the actions, and how each pathway stands, without what is still open: a few microseconds.
    pub fn plain(&self, answers: &Answers, on: Day) -> Decision<'a> {
        let thresholds = self.thresholds(answers, on);
        let knowledge = Knowledge::new(&self.bundle.vocabulary, answers, &thresholds);
        let tiering = Tiering::of(&self.bundle.national, &knowledge);
        let packs = self.packs(answers);
        let pathways = self.pathways::<false>(&knowledge, &tiering, &packs, on);
        let actions = self.actions::<false>(&knowledge, &tiering, &packs, &pathways);
        self.outlined(answers, on, &packs, &tiering, actions, pathways)
    }

    fn outlined(
        &self,
        answers: &Answers,
        on: Day,
        packs: &[&'a Pack],
        tiering: &Tiering,
        actions: Vec<ActionDue<'a>>,
        pathways: Vec<PathwayResult<'a>>,
    ) -> Decision<'a> {
        let (mode, tier) = (self.mode(answers).id(), self.tier(tiering.tier));
        Decision { on: on.to_string(), mode, packs: used(packs), tier, actions, pathways, ..Decision::default() }
    }

    fn tier(&self, place: usize) -> &'a str {
        self.bundle.national.tiers.get(place).map_or("", |tier| &tier.id)
    }

    fn settle<const REASONS: bool, const CHANGES: bool>(&self, answers: &Answers, on: Day) -> Decision<'a> {
        let thresholds = self.thresholds(answers, on);
        let knowledge = Knowledge::new(&self.bundle.vocabulary, answers, &thresholds);
        let tiering = Tiering::of(&self.bundle.national, &knowledge);
        let packs = self.packs(answers);
        let outlook = self.outlook(answers, &packs, &thresholds, on);
        let open = outlook.open(&knowledge);
        let weights = if REASONS { self.weights(&knowledge, &tiering, open.weights(|_| true, self.low_tiers()), packs.len()) } else { Vec::new() };
        let mut pathways = self.pathways::<REASONS>(&knowledge, &tiering, &packs, on);
        self.add_missing(&knowledge, &tiering, &packs, &open, &weights, &mut pathways);
        if CHANGES {
            let vocabulary = &self.bundle.vocabulary;
            let missing = |pathway: &PathwayResult<'_>| pathway.missing.iter().filter_map(|name| vocabulary.asked(name)).collect::<Vec<_>>();
            let listed = packs.iter().flat_map(|pack| &pack.pathways).zip(&pathways).enumerate();
            // What would change a fallback is said at the pathways that it stands in for.
            let candidates = |(place, (pathway, result)): (usize, (&Pathway, &PathwayResult<'_>))| match pathway.fallback {
                true => Vec::new(),
                false => changes::candidates(&knowledge, &missing(result), &outlook.reads(place)),
            };
            let facts: Vec<Vec<FactId>> = listed.map(candidates).collect();
            self.add_changes(answers, &thresholds, &packs, &facts, &mut pathways);
        }
        let actions = self.actions::<REASONS>(&knowledge, &tiering, &packs, &pathways);
        let outline = self.outlined(answers, on, &packs, &tiering, actions, pathways);
        if !REASONS {
            return outline;
        }
        let pathways = with_alternatives(&packs, outline.pathways, &outline.actions);
        let missing = ranked(&weights);
        let national = &self.bundle.national;
        let name = |fact: &FactId| self.name(*fact);
        Decision {
            still_possible: bits(open.tiers()).map(|place| self.tier(place)).collect(),
            fired: self.fired(&knowledge, &tiering),
            stops: bits(tiering.stops).map(|i| &*national.stops[i].id).collect(),
            pathways,
            set_aside: knowledge.set_aside().iter().map(name).collect(),
            next: next(self.bundle, &knowledge, &tiering, &weights, self.mode(answers)).iter().map(name).collect(),
            missing: missing.iter().map(name).collect(),
            ..outline
        }
    }

    /// Adds to each pathway the single answers that would flip its eligibility, out of the facts worth trying.
    fn add_changes(&self, answers: &Answers, thresholds: &[u16], packs: &[&Pack], facts: &[Vec<FactId>], pathways: &mut [PathwayResult<'a>]) {
        let now: Vec<Eligibility> = pathways.iter().map(|pathway| pathway.eligibility).collect();
        let listed: Vec<&Pathway> = packs.iter().flat_map(|pack| &pack.pathways).collect();
        let flipped =
            changes::changes(&self.bundle.vocabulary, answers, facts, &now, |answers, places| self.eligibility(answers, thresholds, &listed, places));
        for (pathway, changes) in pathways.iter_mut().zip(flipped) {
            pathway.would_change = changes;
        }
    }

    /// What the answers make of some of the pathways, each apart from all others.
    fn eligibility(&self, answers: &Answers, thresholds: &[u16], listed: &[&Pathway], places: &[usize]) -> Vec<Eligibility> {
        let knowledge = Knowledge::new(&self.bundle.vocabulary, answers, thresholds);
        let tiering = Tiering::of(&self.bundle.national, &knowledge);
        places.iter().map(|place| eligibility(&knowledge, listed[*place], &|decided| tiering.decided(decided))).collect()
    }

    /// The lines that guide in a step, on these answers, small ranks first. A line with words for the person causing harm comes up
    /// only where it does without what is restricted from them, too.
    pub fn guidance(&self, answers: &Answers, on: Day, step: Step, mode: Mode) -> Vec<&'a Guidance> {
        let mut lines = self.lines(answers, on, step, mode);
        if lines.iter().any(|line| line.said_to_person) {
            let open_to_all = self.lines(&answers.for_the_person(&self.bundle.vocabulary), on, step, mode);
            lines.retain(|line| !line.said_to_person || open_to_all.iter().any(|open| open.id == line.id));
        }
        lines.sort_by_key(|line| line.rank);
        lines
    }

    fn lines(&self, answers: &Answers, on: Day, step: Step, mode: Mode) -> Vec<&'a Guidance> {
        self.judge(answers, on, |knowledge, tiering| {
            let holds = |line: &Guidance| knowledge.truth(&line.when, &|decided| tiering.decided(decided)).is_yes();
            let shown = |line: &&Guidance| line.step == step && line.modes.contains(&mode) && holds(line);
            self.packs(answers).into_iter().flat_map(|pack| &pack.guidance).filter(shown).collect()
        })
    }

    fn name(&self, fact: FactId) -> &'a str {
        self.bundle.vocabulary.name(fact)
    }

    fn names(&self, facts: Vec<FactId>) -> Vec<&'a str> {
        facts.into_iter().map(|fact| self.name(fact)).collect()
    }

    fn area(&self, answers: &Answers) -> Option<usize> {
        match self.bundle.vocabulary.asked("area.person").and_then(|fact| answers.get(fact)) {
            Some(Value::Choice(area)) => Some((*area).into()),
            _ => None,
        }
    }

    fn outlook(&self, answers: &Answers, packs: &[&Pack], thresholds: &[u16], on: Day) -> Rc<Outlook> {
        let local = packs.get(1).and_then(|_| self.area(answers));
        let runs = packs.iter().flat_map(|pack| &pack.pathways).map(|pathway| pathway.status.on(on).may_run()).collect();
        let setting = (local, thresholds.to_vec(), runs);
        let mut outlooks = self.outlooks.borrow_mut();
        if let Some((_, made)) = outlooks.iter().find(|(known, _)| *known == setting) {
            return Rc::clone(made);
        }
        let made = Rc::new(Outlook::new(&self.bundle.vocabulary, packs, thresholds, &setting.2));
        outlooks.push((setting, Rc::clone(&made)));
        made
    }

    fn fired(&self, knowledge: &Knowledge<'_>, tiering: &Tiering) -> Vec<Fired<'a>> {
        let national = &self.bundle.national;
        let fired = |i: usize| {
            let rule = &national.rules[i];
            let facts = facts_behind(knowledge, &rule.when, &|decided| tiering.decided(decided));
            let tier = national.tiers.get(usize::from(rule.tier)).map_or("", |tier| &tier.id);
            Fired { rule: &rule.id, tier, facts: self.names(facts), because: &rule.says, source: &rule.source }
        };
        bits(tiering.fired).map(fired).collect()
    }

    fn pathways<const REASONS: bool>(&self, knowledge: &Knowledge<'_>, tiering: &Tiering, packs: &[&'a Pack], on: Day) -> Vec<PathwayResult<'a>> {
        let forbidden = bits(tiering.stops).any(|i| self.bundle.national.stops[i].forbids_pathways);
        let listed: Vec<(&'a Pack, &'a Pathway)> = packs.iter().flat_map(|pack| pack.pathways.iter().map(move |p| (*pack, p))).collect();
        let plain = |decided| tiering.decided(decided);
        let first = Look { vocabulary: &self.bundle.vocabulary, knowledge, decided: &plain, on, forbidden };
        let looked: Vec<Option<PathwayResult<'a>>> = listed.iter().map(|(pack, p)| (!p.fallback).then(|| first.at::<REASONS>(pack, p))).collect();
        let judged = listed.iter().zip(&looked).map(|((_, p), result)| (*p, result.as_ref()));
        let (none, some) = self.became(judged);
        let with_pathways = |decided| match decided {
            Decided::NoneRecommended => none.into(),
            Decided::SomeNotEligible => some.into(),
            other => tiering.decided(other),
        };
        let look = Look { decided: &with_pathways, ..first };
        listed.iter().zip(looked).map(|((pack, p), done)| done.unwrap_or_else(|| look.at::<REASONS>(pack, p))).collect()
    }

    /// Adds to each pathway the facts whose answer can still change its eligibility, the heaviest first where weights are given.
    fn add_missing(
        &self,
        knowledge: &Knowledge<'_>,
        tiering: &Tiering,
        packs: &[&Pack],
        open: &Open<'_>,
        weights: &[f64],
        results: &mut [PathwayResult<'a>],
    ) {
        let listed = packs.iter().flat_map(|pack| &pack.pathways);
        for (place, (pathway, result)) in listed.zip(results).enumerate() {
            let mut missing = open.pathway(place);
            // While too little is known for a tier, what looks at the tier waits for all that a tier needs.
            if result.eligibility == Eligibility::CannotTell && self.waits_for_minimum(tiering) && pathway.looks_at_tier() {
                missing.extend(self.open_minimum(knowledge));
                missing.sort_unstable();
                missing.dedup();
            }
            if !weights.is_empty() {
                missing.sort_by(|a, b| weights[b.index()].total_cmp(&weights[a.index()]));
            }
            result.missing = self.names(missing);
        }
    }

    /// What became of all pathways but the fallbacks, which look at the others: whether none that takes referrals is recommended,
    /// and whether some pathway of the area is not eligible. They stand in the order of the packs.
    fn became<'p>(&self, judged: impl Iterator<Item = (&'p Pathway, Option<&'p PathwayResult<'p>>)>) -> (bool, bool) {
        let (mut none_recommended, mut some_not_eligible) = (true, false);
        for (place, (pathway, result)) in judged.enumerate().filter(|(_, (pathway, _))| !pathway.fallback) {
            let local = place >= self.bundle.national.pathways.len();
            none_recommended &= !(pathway.takes_referrals() && result.is_some_and(|result| result.recommended));
            some_not_eligible |= local && result.is_some_and(|result| result.eligibility == Eligibility::NotEligible);
        }
        (none_recommended, some_not_eligible)
    }

    /// The tiers that are given only once the minimum set is answered, a bit each.
    fn low_tiers(&self) -> u64 {
        let mut low = 0;
        for rule in &self.bundle.national.rules {
            rule.when.visit(&mut |part| low |= u64::from(matches!(part, Condition::Decided(Decided::Minimum(_)))) << rule.tier);
        }
        low
    }

    /// Whether too little is known for a tier.
    fn waits_for_minimum(&self, tiering: &Tiering) -> bool {
        self.bundle.national.tiers.get(tiering.tier).is_some_and(|tier| tier.open)
    }

    /// What is still open of what a tier needs.
    fn open_minimum(&self, knowledge: &Knowledge<'_>) -> impl Iterator<Item = FactId> {
        self.bundle.national.minimum.iter().copied().filter(|fact| !knowledge.is_settled(*fact))
    }

    fn actions<const REASONS: bool>(
        &self,
        knowledge: &Knowledge<'_>,
        tiering: &Tiering,
        packs: &[&'a Pack],
        pathways: &[PathwayResult<'a>],
    ) -> Vec<ActionDue<'a>> {
        let listed = packs.iter().flat_map(|pack| &pack.pathways);
        let (none_recommended, some_not_eligible) = self.became(listed.zip(pathways).map(|(pathway, result)| (pathway, Some(result))));
        let decided = |what| match what {
            Decided::NoneRecommended => Truth::from(none_recommended),
            Decided::SomeNotEligible => some_not_eligible.into(),
            other => tiering.decided(other),
        };
        let holds = |condition| knowledge.truth(condition, &decided).is_yes();
        let mut due: Vec<&'a Action> = self.bundle.national.actions.iter().filter(|action| holds(&action.when)).collect();
        let danger = tiering.tier + 1 == self.bundle.national.tiers.len();
        due.sort_by_key(|action| action.turn(danger, action.first_when.as_ref().is_some_and(holds)));
        due.into_iter()
            .map(|action| ActionDue {
                id: &action.id,
                urgency: action.urgency,
                says: &action.says,
                because: &action.because,
                facts: if REASONS { self.names(facts_behind(knowledge, &action.when, &decided)) } else { Vec::new() },
                local: packs.iter().flat_map(|pack| local_words(pack, &action.id)).collect(),
                source: &action.source,
            })
            .collect()
    }

    /// For each fact what its answer is likely to settle: nothing, where it cannot matter any more. The minimum set counts
    /// too, by the chance `low` that the tier will need it; and without an area nothing local can be looked at.
    fn weights(&self, knowledge: &Knowledge<'_>, tiering: &Tiering, (mut weights, low): (Vec<f64>, f64), packs: usize) -> Vec<f64> {
        weights.resize(self.bundle.vocabulary.facts.len(), 0.0);
        if self.waits_for_minimum(tiering) {
            self.open_minimum(knowledge).for_each(|fact| weights[fact.index()] += low.max(f64::EPSILON));
        }
        let area = self.bundle.vocabulary.asked("area.person");
        if let Some(area) = area.filter(|area| packs < 2 && !knowledge.is_settled(*area)) {
            weights[area.index()] += ABOVE_ALL;
        }
        weights
    }

    /// For each fact what its answer is likely to settle of the tier, the actions, the stops and the pathways that count.
    pub fn settles(&self, answers: &Answers, on: Day, counts: impl Fn(&Pathway) -> bool) -> Vec<f64> {
        self.judge(answers, on, |knowledge, tiering| {
            let packs = self.packs(answers);
            let counted: Vec<bool> = packs.iter().flat_map(|pack| &pack.pathways).map(counts).collect();
            let outlook = self.outlook(answers, &packs, knowledge.thresholds, on);
            let weights = outlook.open(knowledge).weights(|place| counted.get(place).copied().unwrap_or(false), self.low_tiers());
            self.weights(knowledge, tiering, weights, packs.len())
        })
    }

    /// For each fact what asking for it is worth on a day: a pathway that cannot be used counts for nothing.
    pub fn worth(&self, answers: &Answers, on: Day) -> Rc<Vec<f64>> {
        if let Some((asked, day, worth)) = &*self.last_worth.borrow()
            && *day == on
            && asked == answers
        {
            return Rc::clone(worth);
        }
        let worth = Rc::new(self.settles(answers, on, |pathway| pathway.status.on(on).may_run()));
        *self.last_worth.borrow_mut() = Some((answers.clone(), on, Rc::clone(&worth)));
        worth
    }
}

/// What is worth more than all that follows from it.
const ABOVE_ALL: f64 = 1e6;

/// The facts that can still change the result, the one that settles most first.
fn ranked(weights: &[f64]) -> Vec<FactId> {
    let mut facts: Vec<FactId> = (0..).zip(weights).filter(|(_, weight)| **weight > 0.0).map(|(place, _)| FactId(place)).collect();
    facts.sort_by(|a, b| weights[b.index()].total_cmp(&weights[a.index()]).then(a.cmp(b)));
    facts
}

fn used<'a>(packs: &[&'a Pack]) -> Vec<PackUsed<'a>> {
    packs.iter().map(|p| PackUsed { id: &p.id, version: &p.version, digest: &p.digest }).collect()
}

fn local_words<'a>(pack: &'a Pack, action: &str) -> Vec<LocalWords<'a>> {
    let words = pack.locals.iter().filter(|local| local.action == action);
    words
        .map(|local| {
            let contact = local.contact.and_then(|place| pack.contacts.get(usize::from(place)));
            LocalWords {
                says: &local.says,
                contact: contact.map_or("", |contact| &contact.name),
                phone: contact.map_or("", |contact| &contact.phone),
                source: &local.source,
            }
        })
        .collect()
}

/// For every pathway that does not answer the need: what does.
fn with_alternatives<'a>(packs: &[&'a Pack], pathways: Vec<PathwayResult<'a>>, actions: &[ActionDue<'a>]) -> Vec<PathwayResult<'a>> {
    let recommended: Vec<String> = pathways.iter().filter(|p| p.recommended).map(|p| p.id.clone()).collect();
    let answers_need = |reference: &&str| match reference.strip_prefix("action.") {
        Some(action) => actions.iter().any(|due| due.id == action),
        None => recommended.iter().any(|id| id == reference),
    };
    let listed = packs.iter().flat_map(|pack| &pack.pathways);
    listed
        .zip(pathways)
        .map(|(pathway, result)| {
            if result.eligibility != Eligibility::NotEligible && result.availability.may_run() {
                return result;
            }
            let named = pathway.instead.iter().map(String::as_str).filter(answers_need);
            let mut instead: Vec<&str> = named.map(|reference| reference.strip_prefix("action.").unwrap_or(reference)).collect();
            if instead.is_empty() {
                instead.extend(actions.iter().map(|due| due.id).filter(|id| *id == "specialist_advice"));
            }
            PathwayResult { instead, ..result }
        })
        .collect()
}
