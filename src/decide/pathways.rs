//! Each pathway: eligible, available, recommended. Four different answers that must never be mixed.

use super::decision::{Argument, CriterionResult, Eligibility, PathwayResult};
use super::witness::facts_behind;
use crate::facts::condition::Decided;
use crate::facts::{Day, FactId, Knowledge, Truth, Vocabulary};
use crate::packs::Pack;
use crate::packs::pack::{self, Criterion, Pathway};

/// What a pathway is looked at with.
pub struct Look<'k, 'a> {
    /// The names of facts.
    pub vocabulary: &'a Vocabulary,
    /// What is known.
    pub knowledge: &'k Knowledge<'k>,
    /// Answers what a condition asks of the decision.
    pub decided: &'k dyn Fn(Decided) -> Truth,
    /// The day.
    pub on: Day,
    /// Whether a stop forbids every pathway.
    pub forbidden: bool,
}

impl<'a> Look<'_, 'a> {
    /// Says what can be said of one pathway; what would change it, and what to use instead, come later.
    /// Without `REASONS`, only how it stands.
    pub fn at<const REASONS: bool>(&self, pack: &'a Pack, pathway: &'a Pathway) -> PathwayResult<'a> {
        let arguments = |arguments| if REASONS { self.arguments(arguments) } else { Vec::new() };
        let criteria = if REASONS { pathway.criteria.iter().map(|criterion| self.criterion(criterion)).collect() } else { Vec::new() };
        let eligibility = eligibility(self.knowledge, pathway, self.decided);
        let availability = pathway.status.on(self.on);
        PathwayResult {
            id: format!("{}/{}", pack.id, pathway.id),
            name: &pathway.name,
            says: &pathway.says,
            prevention: &pathway.prevention,
            kind: &pathway.kind,
            eligibility,
            availability,
            known_until: if REASONS { pathway.status.known_until().map(|day| day.to_string()) } else { None },
            route: &pathway.route,
            how: &pathway.how,
            recommended: eligibility != Eligibility::NotEligible && availability.may_run() && !self.forbidden,
            criteria,
            supports: arguments(&pathway.supports),
            against: arguments(&pathway.against),
            not_for: pathway.not_for.iter().map(String::as_str).collect(),
            missing: Vec::new(),
            would_change: Vec::new(),
            instead: Vec::new(),
            source: &pathway.source,
        }
    }

    fn criterion(&self, criterion: &'a Criterion) -> CriterionResult<'a> {
        let (result, why_not) = match truth(self.knowledge, criterion, self.decided) {
            Truth::Yes => ("met", false),
            Truth::No => ("not_met", !criterion.why_not.is_empty()),
            Truth::Open => ("unknown", false),
        };
        CriterionResult {
            id: &criterion.id,
            result,
            because: if why_not { &criterion.why_not } else { &criterion.says },
            scope: &criterion.scope,
            source: &criterion.source,
            facts: self.names(criterion.met.facts()),
        }
    }

    fn arguments(&self, arguments: &'a [pack::Argument]) -> Vec<Argument<'a>> {
        let speaks = |argument: &&pack::Argument| self.knowledge.truth(&argument.when, self.decided).is_yes();
        arguments
            .iter()
            .filter(speaks)
            .map(|argument| Argument {
                id: &argument.id,
                because: &argument.says,
                facts: self.names(facts_behind(self.knowledge, &argument.when, self.decided)),
                source: &argument.source,
            })
            .collect()
    }

    fn names(&self, facts: Vec<FactId>) -> Vec<&'a str> {
        facts.into_iter().map(|fact| self.vocabulary.name(fact)).collect()
    }
}

/// The three-valued conjunction of a pathway's criteria.
pub fn eligibility(knowledge: &Knowledge<'_>, pathway: &Pathway, decided: &dyn Fn(Decided) -> Truth) -> Eligibility {
    match Truth::all(pathway.criteria.iter().map(|criterion| truth(knowledge, criterion, decided))) {
        Truth::Yes => Eligibility::Eligible,
        Truth::No => Eligibility::NotEligible,
        Truth::Open => Eligibility::CannotTell,
    }
}

fn truth(knowledge: &Knowledge<'_>, criterion: &Criterion, decided: &dyn Fn(Decided) -> Truth) -> Truth {
    let met = knowledge.truth(&criterion.met, decided);
    let doubtful = || criterion.doubt.as_ref().is_some_and(|doubt| knowledge.truth(doubt, decided).is_yes());
    if !met.is_yes() && doubtful() { Truth::Open } else { met }
}
