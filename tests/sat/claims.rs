//! What is claimed of the packs: `contract.md` 3 and 5, `domain.md` C(iii) and C(iv), in terms of what is asked.

use super::conditions::{Say, all, any, certain, not};
use waymark::facts::FactId;
use waymark::facts::condition::Condition;
use waymark::facts::fact::{Protection, range_of};
use waymark::facts::raw::Raw;
use waymark::packs::Bundle;
use waymark::packs::text::files::PackFiles;
use waymark::prove::claims::{Claims, Danger};

/// The actions that nothing may take away: those of the contract's table from the first to specialist advice.
pub const GUARDED: [&str; 14] = [
    "call_999",
    "silent_solution",
    "worker_safety",
    "suicide_crisis",
    "child_front_door",
    "adult_safeguarding",
    "position_of_trust",
    "marac_referral",
    "priority_panel",
    "police",
    "hba_specialist",
    "victim_support_offer",
    "separate_worker",
    "specialist_advice",
];

/// The actions that the law ties to age.
pub const BY_AGE: [&str; 3] = ["child_front_door", "marac_referral", "priority_panel"];

/// The signs of very serious danger (H5), as far as they are a plain yes.
const FLAGS: [&str; 7] = [
    "flag.strangulation",
    "flag.weapon_used_or_access",
    "flag.sexual_violence",
    "flag.stalking_fixated",
    "flag.hba_or_forced_marriage_fgm",
    "flag.child_directly_harmed",
    "flag.order_breach",
];

/// The three kinds of control.
const CONTROL: [&str; 3] = ["beh.controlling_coercive.present", "beh.monitoring_jealousy.present", "beh.isolating.present"];

/// Without an answer to each of these nothing below medium is said.
pub const MINIMUM: [&str; 13] = [
    "now.danger",
    "now.threat_to_kill",
    "flag.strangulation",
    "flag.weapon_used_or_access",
    "flag.sexual_violence",
    "flag.stalking_fixated",
    "rel.cohabiting",
    "beh.controlling_coercive.present",
    "beh.monitoring_jealousy.present",
    "beh.isolating.present",
    "child.any_0_17",
    "beh.pattern",
    "hist.other_victims",
];

/// The kinds of relationship that the law calls connected.
const CONNECTED: [&str; 10] = [
    "partner",
    "ex_partner",
    "spouse_or_civil_partner",
    "engaged_or_was",
    "parent_of_same_child",
    "adult_child_to_parent",
    "child_to_parent",
    "parent_to_adult_child",
    "sibling",
    "grandparent_or_inlaw_or_other_relative",
];

/// How high a tier is. Too little known is no lowering of standard.
pub fn height(tier: &str) -> usize {
    match tier {
        "nothing_recorded" => 0,
        "standard" | "not_enough_known" => 1,
        "medium" => 2,
        "high" => 3,
        "immediate" => 4,
        other => panic!("no tier is called {other}"),
    }
}

/// A fact whose settled values run from calm to danger, a mask each.
pub struct Rising {
    /// The fact.
    pub fact: FactId,
    /// Its values, from the calmest on.
    pub steps: Vec<u64>,
}

/// Every fact with an order of danger, as `claims.toml` lists them.
pub fn rising(bundle: &Bundle) -> Vec<Rising> {
    let say = Say(bundle);
    let step = |fact: FactId, value: &Raw| match value {
        Raw::Text(value) => say.values(fact, &[value]),
        Raw::Whole(number) => 1 << range_of(bundle.vocabulary.cuts(fact), *number as u16),
        other => panic!("{} is no value", other.describe()),
    };
    let rising = |danger: &Danger| {
        let fact = say.fact(&danger.fact);
        Rising { fact, steps: danger.values.iter().map(|value| step(fact, value)).collect() }
    };
    listed(bundle).dangers.iter().map(rising).collect()
}

fn listed(bundle: &Bundle) -> Claims {
    waymark::prove::claims::read(&PackFiles::built_in(), bundle).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// Facts that must change neither the tier nor a guarded action.
pub fn equal(bundle: &Bundle) -> Vec<FactId> {
    let vocabulary = &bundle.vocabulary;
    vocabulary.ids().filter(|id| vocabulary.fact(*id).is_some_and(|fact| fact.protected == Protection::Full)).collect()
}

/// What alone makes a tier this high (`domain.md` C(iii)), each with a name.
pub fn signs(bundle: &Bundle) -> Vec<(&'static str, usize, Condition)> {
    let say = Say(bundle);
    let severity = |values: &[&str]| say.behaviour("severity", values);
    let kill = say.is("now.threat_to_kill", &["past_12m", "this_week_or_now"]);
    let suicide = say.is("now.person_suicide_risk", &["plan_or_intent", "threat_linked_to_victim"]);
    let flags = say.some(&FLAGS);
    let now = ["now.danger", "now.child_in_danger", "now.weapon_present"];
    let other_tool = certain(say.is("risk.tool", &["dara", "other"]));
    let counted = |threshold| all([say.reaches("risk.tool_count", threshold), not(other_tool.clone())]);
    let split = say.is("rel.cohabiting", &["separated_under_12m", "planning_or_suspected_separation"]);
    let forced = ["beh.physical.present", "beh.sexual.present", "flag.sexual_violence"];
    let escalating = say.behaviour("trend", &["more"]);
    let baby = all([say.yes("flag.victim_pregnant_or_new_baby_18m"), say.some(&["beh.physical.present", CONTROL[0], CONTROL[1], CONTROL[2]])]);
    let incidents = |at_least: &dyn Fn(&str) -> Condition| any([at_least("beh.police_12m"), at_least("beh.count_12m")]);
    let needs = any([
        say.is("need.alcohol_drugs", &["some", "chaotic_needs_stabilising", "in_treatment"]),
        say.is("need.mental_health", &["severe_or_crisis"]),
    ]);
    let apart = say.is("rel.cohabiting", &["separated_under_12m", "separated_over_12m"]);
    vec![
        ("I1", 4, any([say.some(&now), say.is("now.threat_to_kill", &["this_week_or_now"])])),
        ("I2 threatened", 4, say.yes("now.threat_to_worker")),
        ("I2 alone", 4, all([say.yes("user.alone_with_person_now"), any([say.some(&now), kill.clone(), suicide.clone(), flags.clone()])])),
        ("I3", 4, suicide),
        ("H1", 3, any([say.is("risk.tool_grade", &["high"]), counted("dash_high")])),
        ("H2", 3, say.is("risk.own_judgement", &["high"])),
        ("H3", 3, all([say.is("marac.heard", &["within_12m"]), say.yes("marac.incident_since")])),
        ("H4", 3, incidents(&|id| say.reaches(id, "escalation_incidents"))),
        ("H5", 3, any([flags, kill])),
        ("H6", 3, all([split, say.some(&CONTROL), say.some(&forced)])),
        ("H7 severe", 3, severity(&["serious_injury_or_life_threat"])),
        ("H7 several", 3, all([say.is("hist.other_victims", &["two_or_more"]), severity(&["injury_or_serious_fear"])])),
        ("H8 frightened", 3, all([say.yes("flag.victim_very_frightened"), escalating.clone()])),
        ("H8 baby", 3, baby),
        ("M1", 2, say.some(&CONTROL)),
        ("M2", 2, any([say.is("beh.pattern", &["ongoing_pattern"]), incidents(&|id| say.at_least(id, 2))])),
        ("M3 worse", 2, escalating),
        ("M3 children", 2, say.is("child.impact", &["saw_or_heard", "used_in_abuse"])),
        ("M3 used", 2, say.some(&["beh.using_children.present", "flag.child_used_or_abduction_threat"])),
        ("M3 after a split", 2, all([say.yes("beh.harassment_stalking.present"), apart])),
        ("M3 by phone", 2, say.yes("beh.tech_facilitated.present")),
        ("M4", 2, any([say.is("risk.tool_grade", &["medium"]), counted("dash_medium")])),
        ("M5", 2, all([needs, say.some(&["beh.physical.present", "beh.threats_intimidation.present"])])),
        ("M6", 2, say.some(&["flag.animal_harm", "beh.harming_animals_or_property.present", "beh.threats_intimidation.present"])),
    ]
}

/// What makes children's services be called, whatever else is answered (`contract.md` 3).
pub fn children(bundle: &Bundle) -> Vec<(&'static str, Condition)> {
    let say = Say(bundle);
    vec![
        ("a child in danger", say.yes("now.child_in_danger")),
        ("a child harmed", say.yes("flag.child_directly_harmed")),
        ("a concern", say.yes("child.significant_harm_concern")),
        ("the person is under 18", say.below("person.age", 18)),
        ("the person harmed is under 18", say.is("victim.age_band", &["under_16", "16_17"])),
        ("children at high", all([say.yes("child.any_0_17"), say.tier(&["high", "immediate"])])),
    ]
}

/// When each other action is due (`contract.md` 3).
pub fn actions(bundle: &Bundle) -> Vec<(&'static str, Condition)> {
    let say = Say(bundle);
    let young = certain(any([say.is("victim.age_band", &["under_16"]), say.below("person.age", 16)]));
    let marac = all([say.tier(&["high", "immediate"]), say.is("rel.kind", &CONNECTED), not(young)]);
    let unconnected = say.is("rel.kind", &["unpaid_carer_not_relative", "household_not_relative", "acquaintance_or_stranger"]);
    let repeat = all([say.yes("hist.same_victim_repeat"), say.behaviour("trend", &["more"])]);
    let serious = any([say.some(&FLAGS), say.behaviour("severity", &["serious_injury_or_life_threat"])]);
    let marked = any([say.is("hist.other_victims", &["one_other", "two_or_more"]), repeat, serious]);
    vec![
        ("call_999", say.fired("I")),
        ("silent_solution", all([say.fired("I"), say.yes("now.victim_cannot_speak")])),
        ("worker_safety", any([say.fired("I2"), say.yes("now.person_present_or_may_see")])),
        ("suicide_crisis", say.is("now.person_suicide_risk", &["plan_or_intent", "threat_linked_to_victim"])),
        ("adult_safeguarding", say.yes("flag.victim_isolated_or_adult_at_risk")),
        ("position_of_trust", say.yes("flag.position_of_trust")),
        ("marac_referral", marac),
        ("priority_panel", all([marked, not(certain(say.below("person.age", 16)))])),
        ("police", any([all([unconnected, say.fired("H")]), say.some(&["flag.stalking_fixated", "flag.order_breach"])])),
        ("hba_specialist", say.some(&["flag.hba_or_forced_marriage_fgm", "who.multiple_people_causing_harm"])),
        ("victim_support_offer", not(certain(say.tier(&["nothing_recorded"])))),
        ("separate_worker", say.yes("user.also_supports_victim")),
        ("specialist_advice", Condition::always()),
    ]
}

/// When specialist advice stands first, where nobody is in danger now.
pub fn advice_first(bundle: &Bundle) -> Condition {
    let say = Say(bundle);
    let who = ["who.mutual_claim", "who.may_be_self_defence", "who.multiple_people_causing_harm"];
    let mut parts: Vec<Condition> = who.iter().map(|id| say.unknown(id)).collect();
    parts.push(say.some(&who[..2]));
    parts.push(not(certain(say.tier(&["standard", "medium", "high", "immediate"]))));
    parts.push(say.nothing_recommended());
    any(parts)
}

/// Who may be the one that is harmed.
pub fn possible_victim(bundle: &Bundle) -> Condition {
    Say(bundle).some(&["who.mutual_claim", "who.may_be_self_defence"])
}

/// Who is a child first: a MARAC is never for them.
pub fn under_16(bundle: &Bundle) -> Condition {
    certain(Say(bundle).below("person.age", 16))
}
