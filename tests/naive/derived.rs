//! Facts that follow from others: as the packs define them, and a third time as `contract.md` 2 lists them.

use super::answers::Answer;
use super::conditions::{Seen, Situation, Verdict};
use super::plain::{Derived, Name, Plain};

/// Works out every derived fact, each after those it rests on.
pub fn derive(plain: &Plain, situation: &mut Situation<'_>) {
    for derived in &plain.derived {
        let value = Seen::OneOf(value(derived, situation));
        situation.seen.push(value);
    }
}

/// The value that holds; where none does, those that are still open, and the one that stands otherwise.
fn value(derived: &Derived, situation: &Situation<'_>) -> Vec<Name> {
    let verdicts: Vec<(Name, Verdict)> = derived.values.iter().filter_map(|(name, when)| Some((*name, situation.holds(when.as_ref()?)))).collect();
    let of = |wanted: Verdict| verdicts.iter().filter(move |(_, verdict)| *verdict == wanted).map(|(name, _)| *name);
    let true_ones: Vec<Name> = of(Verdict::True).collect();
    assert!(true_ones.len() <= 1, "{} has the values {true_ones:?} at once", derived.id);
    if !true_ones.is_empty() {
        return true_ones;
    }
    of(Verdict::Open).chain(derived.otherwise).collect()
}

/// The derived facts of `contract.md` 2 and the value that its table gives each; what the table leaves out is not here.
pub fn by_the_contract(plain: &Plain, situation: &Situation<'_>) -> Vec<(Name, &'static str)> {
    let told = Told { plain, situation };
    let mut list = vec![
        ("rel.context", told.context()),
        ("flag.coercive_control", told.coercive_control()),
        ("flag.separation_recent_or_planned", told.separation()),
        ("harm.serious", told.serious()),
        ("harm.repeat", told.repeat()),
        ("user.mode", told.mode()),
    ];
    let escalating = told.any_behaviour("trend", &["more"]);
    if escalating {
        list.push(("flag.escalating", "yes"));
    }
    list
}

struct Told<'p, 's> {
    plain: &'p Plain,
    situation: &'p Situation<'s>,
}

impl Told<'_, '_> {
    fn seen(&self, fact: &str) -> &Seen {
        &self.situation.seen[self.plain.place(fact)]
    }

    /// The answer that settles a fact; none where it is open or set aside.
    fn of(&self, fact: &str) -> Option<Name> {
        match (self.situation.answers.get(fact), self.seen(fact)) {
            (_, Seen::Aside) => None,
            (Some(Answer::One(value)), _) if self.plain.fact(fact).unwrap().values.contains(value) => Some(value),
            _ => None,
        }
    }

    /// yes where one has the wanted value; unknown where one is not settled; else no.
    fn any(&self, list: &[(&str, &[&str])]) -> &'static str {
        let told: Vec<Option<bool>> = list.iter().map(|(fact, wanted)| self.of(fact).map(|value| wanted.contains(&value))).collect();
        if told.contains(&Some(true)) {
            "yes"
        } else if told.contains(&None) {
            "unknown"
        } else {
            "no"
        }
    }

    fn any_behaviour(&self, field: &str, wanted: &[&str]) -> bool {
        self.behaviours().any(|behaviour| self.of(&format!("{behaviour}.{field}")).is_some_and(|value| wanted.contains(&value)))
    }

    fn behaviours(&self) -> impl Iterator<Item = &'static str> {
        self.plain.facts.iter().filter_map(|fact| fact.id.strip_suffix(".present")).filter(|id| id.starts_with("beh."))
    }

    fn under_18(&self) -> bool {
        let young = ["under_10", "10_15", "16_17"];
        let age = match self.situation.answers.get("person.age") {
            Some(Answer::Number(age)) => Some(*age < 18),
            _ => None,
        };
        age.unwrap_or_else(|| self.of("person.age_band").is_some_and(|band| young.contains(&band)))
    }

    fn context(&self) -> &'static str {
        match self.of("rel.kind") {
            Some("partner" | "ex_partner" | "spouse_or_civil_partner" | "engaged_or_was" | "parent_of_same_child") => {
                if self.under_18() {
                    "teen_ipv"
                } else {
                    "ipv"
                }
            }
            Some("child_to_parent") => "capva",
            Some("adult_child_to_parent" | "parent_to_adult_child" | "sibling" | "grandparent_or_inlaw_or_other_relative") => "familial",
            Some(_) => "not_da",
            None => "unknown",
        }
    }

    fn coercive_control(&self) -> &'static str {
        let yes: &[&str] = &["yes"];
        self.any(&[("beh.controlling_coercive.present", yes), ("beh.monitoring_jealousy.present", yes), ("beh.isolating.present", yes)])
    }

    fn separation(&self) -> &'static str {
        self.any(&[("rel.cohabiting", &["separated_under_12m", "planning_or_suspected_separation"])])
    }

    fn serious(&self) -> &'static str {
        let yes: &[&str] = &["yes"];
        let flags = self.any(&[
            ("flag.strangulation", yes),
            ("now.threat_to_kill", &["past_12m", "this_week_or_now"]),
            ("flag.weapon_used_or_access", yes),
            ("flag.sexual_violence", yes),
            ("flag.stalking_fixated", yes),
            ("flag.hba_or_forced_marriage_fgm", yes),
            ("flag.child_directly_harmed", yes),
            ("flag.order_breach", yes),
        ]);
        let open = |behaviour: Name| self.of(&format!("{behaviour}.present")) == Some("yes") && self.of(&format!("{behaviour}.severity")).is_none();
        if flags == "yes" || self.any_behaviour("severity", &["serious_injury_or_life_threat"]) || self.tool_says_high() {
            "yes"
        } else if flags == "unknown" || self.behaviours().any(open) {
            "unknown"
        } else {
            "no"
        }
    }

    /// The grade, or a count that reaches the threshold on a tool that counts as DASH does.
    fn tool_says_high(&self) -> bool {
        let counted = match (self.situation.answers.get("risk.tool_count"), self.seen("risk.tool_count")) {
            (_, Seen::Aside) => false,
            (Some(Answer::Number(count)), _) => *count >= self.situation.thresholds["dash_high"],
            _ => false,
        };
        let other_tool = matches!(self.of("risk.tool"), Some("dara" | "other"));
        self.of("risk.tool_grade") == Some("high") || (counted && !other_tool)
    }

    fn repeat(&self) -> &'static str {
        self.any(&[
            ("hist.same_victim_repeat", &["yes"]),
            ("hist.other_victims", &["one_other", "two_or_more"]),
            ("beh.pattern", &["ongoing_pattern"]),
        ])
    }

    fn mode(&self) -> &'static str {
        match self.of("user.role") {
            Some("community_ambassador" | "friend_or_family") => "community",
            _ => "professional",
        }
    }
}
