//! What to do and what not to do: the lines that each role, setting and situation must and must not be given.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::{answers, bundle, case, day, engine, values, with};
use waymark::facts::FactId;
use waymark::facts::fact::{Handling, Kind};
use waymark::packs::journey::{Mode, Step};
use waymark::packs::pack::{Advice, Guidance, Pack};

/// The roles with the line that is theirs alone.
const ROLES: [(&str, &[&str]); 11] = [
    ("health", &["role_health"]),
    ("housing", &["role_housing", "housing_no_trade"]),
    ("substance_misuse", &["role_substance_misuse"]),
    ("mental_health", &["role_mental_health"]),
    ("childrens_services", &["role_childrens_services"]),
    ("education", &["role_education"]),
    ("police_probation", &["role_police_probation"]),
    ("employer", &["role_employer"]),
    ("other_professional", &["role_other_professional"]),
    ("community_ambassador", &["role_ambassador"]),
    ("friend_or_family", &["role_friend_or_family", "friend_stay_in_touch"]),
];

/// The settings with the line that is theirs alone.
const SETTINGS: [(&str, &[&str]); 9] = [
    ("gp_or_community_health", &["setting_gp_records"]),
    ("hospital", &[]),
    ("home_visit", &["setting_home_visit"]),
    ("office", &[]),
    ("phone_or_video", &["setting_call"]),
    ("community_or_sport_or_leisure", &[]),
    ("workplace", &[]),
    ("online", &["setting_online"]),
    ("other", &[]),
];

/// What is never left out: what was told stays secret, whoever reads.
const ALWAYS: [&str; 2] = ["listen_without_agreeing", "keep_what_they_said"];
const PROFESSIONAL: [&str; 3] = ["do_not_tell_plans", "no_couple_work", "no_confronting"];
const COMMUNITY: [&str; 3] = ["no_interview", "ambassador_pass_it_on", "no_couple_work"];

fn packs() -> impl Iterator<Item = &'static Pack> {
    std::iter::once(&bundle().national).chain(&bundle().areas)
}

fn all_lines() -> impl Iterator<Item = &'static Guidance> {
    packs().flat_map(|pack| &pack.guidance)
}

/// The lines of a step on these answers, as the screen asks for them.
fn lines(json: &Value, step: Step) -> Vec<&'static Guidance> {
    let answers = answers(json);
    engine().guidance(&answers, day("2026-11-22"), step, engine().mode(&answers))
}

fn respond(json: &Value) -> Vec<&'static Guidance> {
    lines(json, Step::Respond)
}

/// The lines as somebody would read them, for messages.
fn as_read(lines: &[&Guidance]) -> String {
    let kind = |line: &Guidance| match line.kind {
        Advice::Do => "do    ",
        Advice::DoNot => "do not",
        Advice::Know => "know  ",
    };
    lines.iter().map(|line| format!("  {:>3} {} {}: {}\n", line.rank, kind(line), line.id, line.says)).collect()
}

/// These lines are there, and those are not.
#[track_caller]
fn given(json: &Value, there: &[&str], not_there: &[&str]) {
    let shown = respond(json);
    let has = |id: &&&str| shown.iter().any(|line| line.id == **id);
    let missing: Vec<&&str> = there.iter().filter(|id| !has(id)).collect();
    let wrong: Vec<&&str> = not_there.iter().filter(|id| has(id)).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "on {json}\nmissing {missing:?}, wrong {wrong:?}, given\n{}", as_read(&shown));
    for id in there.iter().chain(not_there) {
        assert!(all_lines().any(|line| line.id == *id), "no line is called {id}");
    }
}

/// A professional with an adult who harms a partner.
fn professional(more: Value) -> Value {
    let base = json!({"user.role": "health", "rel.kind": "partner", "person.age": 34, "victim.age_band": "18_64", "beh.physical.present": "yes"});
    with(&base, &more)
}

/// What most cases hold: two kinds of harm by an adult partner, a child in the home, blame.
fn typical(role: &str, setting: &str) -> Value {
    professional(json!({
        "user.role": role, "user.setting": setting, "user.also_supports_victim": "no", "area.person": "norfolk", "now.danger": "no",
        "now.person_suicide_risk": "none_known", "rel.cohabiting": "lives_with", "rel.contact_level": "lives_in_family_home",
        "who.mutual_claim": "no", "who.may_be_self_defence": "no", "who.multiple_people_causing_harm": "no",
        "beh.controlling_coercive.present": "yes", "beh.denial_or_blame": ["blames_partner"], "child.any_0_17": "yes",
        "flag.strangulation": "no", "legal.orders": ["none_known"], "eng.help_seeking": "no", "victim.known_to_you": "no",
    }))
}

#[test]
fn each_role_is_given_its_own_lines_and_no_other_roles() {
    let vocabulary = &bundle().vocabulary;
    let known: BTreeSet<&str> = vocabulary.choices(vocabulary.asked("user.role").unwrap()).iter().map(|choice| choice.is.as_str()).collect();
    assert_eq!(known, ROLES.iter().map(|(role, _)| *role).collect(), "every role of the vocabulary is tested");
    for (role, own) in ROLES {
        let others: Vec<&str> = ROLES.iter().filter(|(other, _)| *other != role).flat_map(|(_, ids)| *ids).copied().collect();
        let answers = json!({"user.role": role});
        given(&answers, own, &others);
        given(&answers, &ALWAYS, &[]);
        let community = ["community_ambassador", "friend_or_family"].contains(&role);
        let (there, not_there) = if community { (COMMUNITY, PROFESSIONAL) } else { (PROFESSIONAL, COMMUNITY) };
        let not_there: Vec<&str> = not_there.into_iter().filter(|id| !there.contains(id)).collect();
        given(&answers, &there, &not_there);
    }
}

#[test]
fn each_setting_is_given_its_own_line_and_no_other_settings() {
    let vocabulary = &bundle().vocabulary;
    let known: BTreeSet<&str> = vocabulary.choices(vocabulary.asked("user.setting").unwrap()).iter().map(|choice| choice.is.as_str()).collect();
    assert_eq!(known, SETTINGS.iter().map(|(setting, _)| *setting).collect(), "every setting of the vocabulary is tested");
    for (setting, own) in SETTINGS {
        let others: Vec<&str> = SETTINGS.iter().filter(|(other, _)| *other != setting).flat_map(|(_, ids)| *ids).copied().collect();
        given(&professional(json!({"user.setting": setting})), own, &others);
    }
    // Where a club's ambassador or a friend sees something online, the same holds; the rest is for those at work.
    given(&json!({"user.role": "friend_or_family", "user.setting": "online"}), &["setting_online"], &["setting_call"]);
    given(&json!({"user.role": "friend_or_family", "user.setting": "phone_or_video"}), &[], &["setting_call"]);
}

#[test]
fn denial_and_blame_are_not_joined_in() {
    let told = ["name_the_behaviour", "do_not_nod_along"];
    for how in ["minimises", "blames_partner", "blames_drink", "blames_stress", "denies", "justifies"] {
        given(&professional(json!({"beh.denial_or_blame": [how]})), &[&told[..], &["listen_without_agreeing"]].concat(), &[]);
    }
    for how in ["blames_or_minimises", "denies"] {
        given(&professional(json!({"eng.acknowledges": how})), &told, &[]);
    }
    given(&professional(json!({"beh.denial_or_blame": ["blames_partner"]})), &["blames_partner"], &["blames_drink_or_stress"]);
    given(&professional(json!({"beh.denial_or_blame": ["blames_drink"]})), &["blames_drink_or_stress"], &["blames_partner"]);
    given(&professional(json!({"beh.denial_or_blame": ["blames_stress"]})), &["blames_drink_or_stress"], &["blames_partner"]);
    for none in [json!({"beh.denial_or_blame": ["none"]}), json!({"beh.denial_or_blame": ["unknown"]}), json!({"eng.acknowledges": "names_abuse"})] {
        given(&professional(none), &[], &[&told[..], &["blames_partner", "blames_drink_or_stress"]].concat());
    }
    // Nobody who only noticed something, and nobody for whom it is not safe, is told to name anything.
    given(&json!({"user.role": "friend_or_family", "beh.denial_or_blame": ["denies"]}), &["do_not_nod_along"], &["name_the_behaviour"]);
    given(&professional(json!({"beh.denial_or_blame": ["denies"], "eng.safe_to_discuss": "no"})), &["not_safe_to_talk"], &["name_the_behaviour"]);
    given(&professional(json!({"beh.denial_or_blame": ["denies"], "person.age": 13})), &["do_not_nod_along"], &["name_the_behaviour"]);
}

#[test]
fn where_each_says_the_other_causes_harm_nobody_is_told_to_challenge() {
    let challenge = ["name_the_behaviour", "do_not_nod_along", "blames_partner", "help_seeking"];
    let blame = json!({"beh.denial_or_blame": ["blames_partner"], "eng.help_seeking": "asked_for_help"});
    for fact in ["who.mutual_claim", "who.may_be_self_defence"] {
        given(&professional(with(&blame, &json!({fact: "yes"}))), &["who_is_harmed", "do_not_judge_by_looks"], &challenge);
        given(&professional(json!({fact: "unknown"})), &["who_is_harmed"], &["do_not_judge_by_looks"]);
        given(&professional(json!({fact: "no"})), &[], &["who_is_harmed", "do_not_judge_by_looks"]);
    }
    given(&professional(blame), &challenge, &[]);
}

#[test]
fn suicide_needs_care_and_protection() {
    let told = ["suicide_both", "suicide_not_their_task"];
    for how in ["thoughts", "plan_or_intent", "threat_linked_to_victim"] {
        given(&professional(json!({"now.person_suicide_risk": how})), &told, &[]);
    }
    for how in ["none_known", "unknown"] {
        given(&professional(json!({"now.person_suicide_risk": how})), &[], &told);
    }
    given(&professional(json!({"flag.victim_suicidal": "yes"})), &["harmed_person_suicidal"], &told);
    given(&professional(json!({"flag.victim_suicidal": "unsafe_to_ask"})), &[], &["harmed_person_suicidal"]);
}

#[test]
fn asking_for_help_is_a_chance() {
    for how in ["asked_for_help", "raised_indirectly"] {
        given(&professional(json!({"eng.help_seeking": how})), &["help_seeking", "no_confronting"], &[]);
        given(&professional(json!({"eng.help_seeking": how, "person.age": 15})), &[], &["help_seeking"]);
        given(
            &professional(json!({"eng.help_seeking": how, "eng.safe_to_discuss": "no"})),
            &["not_safe_to_talk"],
            &["help_seeking", "no_confronting"],
        );
    }
    given(&professional(json!({"eng.help_seeking": "no"})), &[], &["help_seeking"]);
}

#[test]
fn children() {
    given(&professional(json!({"child.any_0_17": "yes"})), &["child_first"], &["child_call_first"]);
    for fact in ["now.child_in_danger", "flag.child_directly_harmed", "child.significant_harm_concern"] {
        given(&professional(json!({fact: "yes"})), &["child_first", "child_call_first"], &[]);
        given(&json!({"user.role": "community_ambassador", fact: "yes"}), &["child_first", "child_call_first", "no_interview"], &[]);
        given(&professional(json!({fact: "unknown"})), &[], &["child_call_first"]);
    }
    given(&professional(json!({"child.any_0_17": "no"})), &[], &["child_first", "child_call_first"]);
}

#[test]
fn what_was_told_is_never_repeated() {
    for who in ["victim_told_me", "child_told_me"] {
        let told = json!({"flag.strangulation": "yes", "source.flag.strangulation": who});
        given(&professional(told.clone()), &["keep_what_they_said"], &[]);
        given(&with(&told, &json!({"user.role": "friend_or_family"})), &["keep_what_they_said"], &[]);
    }
    given(&professional(json!({"victim.location_secret": "yes"})), &["location_secret"], &[]);
    given(&professional(json!({"victim.location_secret": "no"})), &[], &["location_secret"]);
}

#[test]
fn one_worker_does_not_serve_both() {
    given(&professional(json!({"user.also_supports_victim": "yes"})), &["also_supports_victim", "keep_what_they_said"], &[]);
    given(&professional(json!({"user.also_supports_victim": "no"})), &[], &["also_supports_victim"]);
    given(&professional(json!({"user.also_supports_victim": "unknown"})), &[], &["also_supports_victim"]);
}

#[test]
fn language_and_ways_of_understanding() {
    let plain = ["interpreter", "neurodivergence", "learning_disability"];
    given(&professional(json!({"need.language": "yes"})), &["interpreter"], &plain[1..]);
    for helps in ["interpreter", "bsl"] {
        given(&professional(json!({"adapt": [helps]})), &["interpreter"], &plain[1..]);
    }
    given(&professional(json!({"need.neurodivergence": "yes"})), &["neurodivergence"], &["interpreter", "learning_disability"]);
    given(&professional(json!({"need.learning_disability": "yes"})), &["learning_disability"], &["interpreter", "neurodivergence"]);
    given(&professional(json!({"adapt": ["easy_read"]})), &["learning_disability"], &["interpreter", "neurodivergence"]);
    given(&professional(json!({"need.language": "no", "adapt": ["evenings"], "need.neurodivergence": "unknown"})), &[], &plain);
}

#[test]
fn the_young_are_children_first() {
    let adult = ["do_not_tell_plans", "no_couple_work", "help_seeking", "name_the_behaviour"];
    let child = ["under_16_words", "no_adult_labels", "do_not_tell_plans_young"];
    for age in [6, 9, 12, 15] {
        let answers = professional(json!({"person.age": age, "rel.kind": "child_to_parent", "eng.help_seeking": "asked_for_help"}));
        given(&answers, &child, &adult);
        given(&answers, if age < 10 { &["under_10_early_help"] } else { &[] }, &["sixteen_seventeen"]);
    }
    for band in [json!({"person.age": 16}), json!({"person.age_band": "16_17"}), json!({"person.age": 30, "victim.age_band": "16_17"})] {
        given(&with(&json!({"user.role": "education"}), &band), &["sixteen_seventeen", "do_not_tell_plans"], &child);
    }
    given(&professional(json!({"person.age": 18})), &["do_not_tell_plans"], &[&child[..], &["sixteen_seventeen"]].concat());
    // Not known is treated as an adult, in words too.
    given(&json!({"user.role": "health", "person.age_band": "unknown"}), &["do_not_tell_plans"], &child);
    given(&professional(json!({"victim.age_band": "under_16"})), &["harmed_child"], &["sixteen_seventeen"]);
}

#[test]
fn orders_are_kept_and_no_contact_is_made() {
    for order in ["non_molestation", "occupation", "restraining", "dvpn_dvpo", "dapn_dapo", "spo", "bail_conditions"] {
        given(&professional(json!({"legal.orders": [order]})), &["order_in_place"], &[]);
    }
    given(&professional(json!({"rel.contact_level": "no_contact_allowed"})), &["order_in_place"], &[]);
    given(&professional(json!({"flag.order_breach": "yes"})), &["order_in_place"], &[]);
    for none in ["child_arrangements", "none_known", "unknown"] {
        given(&professional(json!({"legal.orders": [none]})), &[], &["order_in_place"]);
    }
    given(&professional(json!({"victim.contact_safe_method": ["no_safe_route_known"]})), &["no_safe_route"], &[]);
    given(&professional(json!({"victim.contact_safe_method": ["through_worker"]})), &[], &["no_safe_route"]);
}

#[test]
fn separation_honour_courts_and_the_right_to_stay() {
    for living in ["separated_under_12m", "planning_or_suspected_separation"] {
        given(&professional(json!({"rel.cohabiting": living})), &["separation_care"], &[]);
    }
    given(&professional(json!({"rel.cohabiting": "lives_with"})), &[], &["separation_care"]);
    for fact in ["flag.hba_or_forced_marriage_fgm", "who.multiple_people_causing_harm"] {
        given(&professional(json!({fact: "yes"})), &["hba_no_family"], &[]);
        given(&professional(json!({fact: "unknown"})), &[], &["hba_no_family"]);
    }
    given(&professional(json!({"eng.wants_change": "only_for_contact_or_court"})), &["family_court_motive"], &[]);
    given(&professional(json!({"victim.immigration_insecure": "yes"})), &["right_to_stay"], &[]);
}

#[test]
fn wishes_count_where_they_can_be_known() {
    given(&professional(json!({"victim.known_to_you": "yes"})), &["led_by_their_wishes"], &[]);
    given(&professional(json!({"victim.known_to_you": "no"})), &[], &["led_by_their_wishes"]);
    // Housing has its own words for it, and they hold whoever is known.
    given(&json!({"user.role": "housing", "victim.known_to_you": "no"}), &["role_housing", "housing_no_trade"], &["led_by_their_wishes"]);
}

#[test]
fn danger_comes_first_and_then_who_may_be_looking() {
    let seen = json!({"now.person_present_or_may_see": "yes"});
    assert_eq!(respond(&professional(seen.clone()))[0].id, "may_be_seen");
    let both = respond(&professional(with(&seen, &json!({"now.danger": "yes"}))));
    assert_eq!([&*both[0].id, &*both[1].id], ["danger_before_reading", "may_be_seen"], "{}", as_read(&both));
    given(&professional(json!({"now.danger": "no", "now.person_present_or_may_see": "no"})), &[], &["danger_before_reading", "may_be_seen"]);
    given(&professional(json!({"flag.strangulation": "yes"})), &["tell_your_lead"], &["danger_before_reading"]);
    given(&case("standard"), &[], &["tell_your_lead"]);
}

#[test]
fn a_typical_case_of_each_role_can_be_read() {
    for (role, _) in ROLES {
        for (setting, _) in SETTINGS {
            let shown = respond(&typical(role, setting));
            assert!((4..=12).contains(&shown.len()), "{role}, {setting}: {} lines\n{}", shown.len(), as_read(&shown));
            let ranks: Vec<u8> = shown.iter().map(|line| line.rank).collect();
            assert!(ranks.is_sorted(), "{role}: by rank");
            for kind in [Advice::Do, Advice::DoNot] {
                assert!(shown.iter().any(|line| line.kind == kind), "{role}, {setting}: both what to do and what not\n{}", as_read(&shown));
            }
        }
    }
    // A plain case, without children or blame, is shorter still.
    for (role, _) in ROLES {
        let plain = with(&typical(role, "office"), &json!({"child.any_0_17": "no", "beh.denial_or_blame": ["none"]}));
        let shown = respond(&plain);
        assert!((4..=10).contains(&shown.len()), "{role}: {} lines\n{}", shown.len(), as_read(&shown));
    }
}

#[test]
fn no_answers_at_all_still_give_lines() {
    for mode in [Mode::Professional, Mode::Community] {
        for step in [Step::Respond, Step::Refer, Step::Done] {
            let shown = engine().guidance(&answers(&json!({})), day("2026-11-22"), step, mode);
            assert!(!shown.is_empty(), "{}: {}", mode.id(), step.id());
        }
        let shown = engine().guidance(&answers(&json!({})), day("2026-11-22"), Step::Respond, mode);
        assert!(shown.len() >= 4, "{}:\n{}", mode.id(), as_read(&shown));
    }
}

#[test]
fn every_line_says_where_it_comes_from() {
    for pack in packs() {
        for line in &pack.guidance {
            let cited: Vec<&str> = line.source.split('[').skip(1).filter_map(|rest| rest.split(']').next()).collect();
            let seeds = ["S0", "S1", "S2", "S3", "S4"].iter().any(|seed| line.source.contains(&format!("{seed}-")));
            assert!(!cited.is_empty() || seeds || line.source.contains("domain.md "), "{}: `{}` is no source", line.id, line.source);
            for key in cited {
                assert!(pack.sources.iter().any(|source| source.key == key), "{}: [{key}] is not among the sources", line.id);
            }
        }
    }
}

/// The facts that a line reads; of a derived fact, those it follows from.
fn asked_by(line: &Guidance) -> Vec<FactId> {
    let vocabulary = &bundle().vocabulary;
    let mut facts = line.when.facts();
    let mut i = 0;
    while let Some(fact) = facts.get(i).copied() {
        i += 1;
        let behind = vocabulary.derived(fact).into_iter().flat_map(|derived| derived.when.iter().flatten()).flat_map(|when| when.facts());
        for fact in behind.collect::<Vec<_>>() {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
    }
    facts.retain(|fact| vocabulary.fact(*fact).is_some());
    facts
}

/// Everything that a fact may be answered with, "not known" included.
fn any_answer(fact: FactId) -> Vec<Value> {
    let asked = bundle().vocabulary.fact(fact).expect("an asked fact");
    let open = asked.kind.choices().iter().filter(|choice| choice.open);
    let open = open.map(|choice| if matches!(asked.kind, Kind::Set(_)) { json!([choice.is]) } else { json!(choice.is) });
    values(fact).into_iter().chain(open).collect()
}

/// Answers under which a line might show: each tier, with one or two of the facts that the line reads.
fn tries(line: &Guidance) -> Vec<Value> {
    let name = |fact: &FactId| bundle().vocabulary.name(*fact);
    let one: Vec<Value> = asked_by(line).iter().flat_map(|fact| any_answer(*fact).into_iter().map(move |value| json!({name(fact): value}))).collect();
    let tiers = ["nothing", "standard", "medium", "high", "immediate"].map(case);
    let alone = tiers.iter().flat_map(|tier| std::iter::once(tier.clone()).chain(one.iter().map(move |part| with(tier, part))));
    let two = one.iter().flat_map(|part| one.iter().map(move |other| with(part, other)));
    alone.chain(two).collect()
}

#[test]
fn every_line_can_be_reached() {
    for line in all_lines() {
        let role = |mode: &Mode| if *mode == Mode::Community { "friend_or_family" } else { "health" };
        let mut roles: Vec<Value> = line.modes.iter().map(|mode| json!({"user.role": role(mode)})).collect();
        roles.push(json!({}));
        let shows = |json: &Value| {
            let answers = readable(json)?;
            let shown = engine().guidance(&answers, day("2026-11-22"), line.step, engine().mode(&answers));
            Some(shown.iter().any(|other| other.id == line.id))
        };
        let found = tries(line).iter().any(|tried| roles.iter().any(|role| shows(&with(role, tried)) == Some(true)));
        assert!(found, "no answers were found that show `{}`", line.id);
    }
}

/// Answers, where they do not contradict each other (an age and a band may).
fn readable(json: &Value) -> Option<waymark::facts::Answers> {
    let raw = serde_json::from_value(json.clone()).expect("JSON");
    waymark::facts::Answers::read(&bundle().vocabulary, &raw).ok()
}

#[test]
fn what_a_line_reads_is_asked_before_it_is_shown() {
    let pages = &bundle().journey.pages;
    let shown_at = pages.iter().position(|page| page.id == "what-to-do").expect("the page");
    for line in all_lines().filter(|line| line.step == Step::Respond) {
        for mode in &line.modes {
            let before = |fact: &FactId| pages[..shown_at].iter().any(|page| page.modes.contains(mode) && page.facts.contains(fact));
            let never = |fact: &FactId| !pages.iter().any(|page| page.modes.contains(mode) && page.facts.contains(fact));
            for fact in asked_by(line).iter().filter(|fact| !before(fact)) {
                let name = bundle().vocabulary.name(*fact);
                assert!(never(fact), "{}: {name} is asked only after the advice that rests on it", line.id);
                assert!(*mode == Mode::Community, "{}: {name} is on no page", line.id);
            }
        }
    }
}

/// What a referral carries of these lines, and what is shown to whoever looks over a shoulder, gives nothing away.
#[test]
fn no_line_gives_away_what_is_restricted() {
    let vocabulary = &bundle().vocabulary;
    let safety = &bundle().national.safety;
    let carried: Vec<&str> = safety
        .iter()
        .filter(|rule| ["SR6", "SR12"].contains(&&*rule.id))
        .flat_map(|rule| rule.carried_by.iter().filter_map(|carrier| carrier.strip_prefix("guidance.")))
        .collect();
    assert!(carried.len() >= 4, "{carried:?}");
    for line in all_lines().filter(|line| carried.contains(&&*line.id)) {
        for fact in asked_by(line) {
            assert_eq!(
                vocabulary.fact(fact).unwrap().handling,
                Handling::Normal,
                "{} goes into a referral and reads {}",
                line.id,
                vocabulary.name(fact)
            );
        }
    }
    // No line supposes that the person may read this page, a leaflet or a letter.
    let hands_over = ["show the person", "show them", "give the person", "give them", "let the person read", "leaflet", "send the person"];
    for line in all_lines() {
        let says = line.says.to_lowercase();
        let found: Vec<&&str> = hands_over.iter().filter(|phrase| says.contains(**phrase)).collect();
        assert!(found.is_empty(), "{}: {found:?} in `{}`", line.id, line.says);
    }
}

#[test]
fn do_and_do_not_are_told_apart() {
    for line in all_lines() {
        let forbids = line.says.starts_with("Do not ");
        assert_eq!(forbids, line.kind == Advice::DoNot, "{}: `{}`", line.id, line.says);
    }
}

/// What advice rests on is asked of a professional before it is read: on a page that always asks, or because it can change
/// the result. (An ambassador is never sent to find things out; what they know counts.)
#[test]
fn what_a_line_rests_on_is_asked() {
    let vocabulary = &bundle().vocabulary;
    let mut can_matter: BTreeSet<FactId> = BTreeSet::new();
    for area in vocabulary.choices(vocabulary.asked("area.person").unwrap()) {
        let decision = support::decide(&json!({"area.person": area.is}));
        can_matter.extend(support::ids(&decision, "missing").iter().filter_map(|id| vocabulary.asked(id)));
    }
    let pages = || bundle().journey.pages.iter().filter(|page| page.modes.contains(&Mode::Professional));
    let mut never = Vec::new();
    for line in std::iter::once(&bundle().national).chain(&bundle().areas).flat_map(|pack| &pack.guidance) {
        let of_step = pages().filter(|page| page.step <= line.step);
        let asked = of_step.flat_map(|page| page.facts.iter().filter(|fact| !page.only_what_matters || can_matter.contains(fact)));
        let asked: BTreeSet<FactId> = asked.copied().collect();
        let facts: Vec<FactId> = line.when.facts().into_iter().filter(|fact| vocabulary.fact(*fact).is_some()).collect();
        let always =
            engine().guidance(&answers(&json!({})), day("2024-06-01"), line.step, Mode::Professional).iter().any(|given| given.id == line.id);
        if line.modes.contains(&Mode::Professional) && !always && !facts.is_empty() && !facts.iter().any(|fact| asked.contains(fact)) {
            never.push(&line.id);
        }
    }
    assert!(never.is_empty(), "nobody is asked what these rest on: {never:?}");
}
