//! The way through the screen, on cases that chance made, in all areas, both modes and on two days: what is asked, in
//! which order, that nothing that counts is left out, and nothing useless is asked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "way/cases.rs"]
mod cases;
#[path = "way/change.rs"]
mod change;
#[path = "way/contradiction.rs"]
mod contradiction;
#[path = "way/left.rs"]
mod left;
mod support;
#[path = "way/walk.rs"]
mod walk;

use cases::{Known, areas, case, fact};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use support::{Dice, bundle, day, engine};
use walk::{Walked, names, press_continue, result, session, still_useful, top_rules, walk};
use waymark::decide::next::is_reachable;
use waymark::facts::fact::Need;
use waymark::facts::{Answers, Condition, Day, FactId, Kind, Value};
use waymark::journey::Place;
use waymark::packs::{Mode, Page, Step};

const DAYS: [&str; 2] = ["2024-06-01", "2026-11-22"];

/// A case, and the way that somebody went with it.
pub struct Tried {
    label: String,
    on: Day,
    mode: Mode,
    known: Known,
    case: Answers,
    walked: Walked,
}

impl Tried {
    fn new(dice: &mut Dice, area: usize, number: usize, known: Known) -> Tried {
        let mode = if number % 3 == 2 { Mode::Community } else { Mode::Professional };
        let on = day(DAYS[(number + area) % 2]);
        let case = case(dice, known, mode, area);
        let walked = walk(on, &case, "done");
        let area = &bundle().vocabulary.choices(fact("area.person"))[area].is;
        Tried { label: format!("{area}, {}, {known:?}, number {number}, {on}", mode.id()), on, mode, known, case, walked }
    }

    /// Everything that somebody in this mode could be asked, as far as it is known.
    fn all(&self) -> Answers {
        let mut all = self.case.clone();
        let on_a_page: BTreeSet<FactId> = pages(self.mode).flat_map(|page| page.facts.iter().copied()).collect();
        bundle().vocabulary.ids().filter(|fact| !on_a_page.contains(fact)).for_each(|fact| all.set(fact, None));
        all
    }

    fn asked(&self) -> BTreeSet<FactId> {
        self.walked.passed.iter().flat_map(|passed| passed.asked.iter().copied()).collect()
    }
}

/// The pages of a mode.
fn pages(mode: Mode) -> impl Iterator<Item = &'static Page> {
    bundle().journey.pages.iter().filter(move |page| page.modes.contains(&mode))
}

/// Cases of every area, each kind of knowledge, both modes and both days; made once for all tests.
fn tried() -> &'static [Tried] {
    static TRIED: OnceLock<Vec<Tried>> = OnceLock::new();
    TRIED.get_or_init(|| {
        let half = |first: usize| {
            let mut dice = Dice(88_172_645_463_325_252 ^ (first as u64 + 1) << 20);
            let mut tried = Vec::new();
            for area in (first..areas()).step_by(2) {
                for known in [Known::Even, Known::Quiet, Known::Partly] {
                    tried.extend((0..9).map(|number| Tried::new(&mut dice, area, number, known)));
                }
            }
            tried
        };
        std::thread::scope(|scope| {
            let halves = [0, 1].map(|first| scope.spawn(move || half(first)));
            halves.into_iter().flat_map(|half| half.join().unwrap()).collect()
        })
    })
}

#[test]
fn steps_go_forward_and_danger_comes_before_any_question_about_the_case() {
    for Tried { label, walked, .. } in tried() {
        let steps: Vec<Step> = walked.passed.iter().map(|passed| passed.page.step).collect();
        assert!(steps.is_sorted(), "{label}: {steps:?}");
        for passed in &walked.passed {
            let names = names(&passed.asked);
            let is_early = |name: &&str| name.starts_with("now.") || name.starts_with("user.") || *name == "area.person";
            // A question about the danger may come later, where a later answer tells of it; none about the case comes earlier.
            assert!(passed.page.step > Step::Safety || names.iter().all(is_early), "{label}: {names:?} on {}", passed.page.id);
        }
    }
}

#[test]
fn every_page_and_every_question_comes_once() {
    for tried in tried() {
        let passed = &tried.walked.passed;
        let (mut seen, mut asked) = (BTreeSet::new(), BTreeSet::new());
        for passed in passed {
            assert!(seen.insert(&passed.page.id), "{}: {} twice", tried.label, passed.page.id);
            assert!(passed.page.facts.is_empty() || !passed.asked.is_empty(), "{}: nothing is asked on {}", tried.label, passed.page.id);
            for fact in &passed.asked {
                assert!(asked.insert(*fact), "{}: {} twice, again on {}", tried.label, names(&[*fact])[0], passed.page.id);
            }
        }
    }
}

#[test]
fn what_a_page_always_asks_is_not_left_out() {
    for tried in tried() {
        let (asked, session) = (tried.asked(), &tried.walked.session);
        engine().judge(&session.answers, tried.on, |knowledge, tiering| {
            for page in pages(tried.mode).filter(|page| !page.only_what_matters && is_reachable(page, knowledge, tiering)) {
                let left_out = page.facts.iter().find(|fact| !asked.contains(*fact) && session.is_shown(engine(), **fact));
                assert!(left_out.is_none(), "{}: {:?} of {}", tried.label, left_out.map(|fact| names(&[*fact])), page.id);
            }
        });
    }
}

#[test]
fn nothing_useless_is_asked() {
    for Tried { label, walked, .. } in tried() {
        for passed in &walked.passed {
            assert!(passed.useless.is_empty(), "{label}: {:?} on {}", names(&passed.useless), passed.page.id);
        }
    }
}

#[test]
fn of_pages_that_ask_what_matters_the_one_that_settles_most_comes_first() {
    let mut compared = 0;
    for Tried { label, walked, .. } in tried() {
        for passed in &walked.passed {
            assert!(passed.worth.windows(2).all(|pair| pair[0] >= pair[1]), "{label}: {:?} from {} on", passed.worth, passed.page.id);
            compared += passed.worth.len().saturating_sub(1);
        }
    }
    assert!(compared > 3_000, "{compared}");
}

#[test]
fn at_the_result_no_open_question_could_change_it() {
    for tried in tried() {
        let before = tried.walked.passed.iter().take_while(|passed| passed.page.id != "result");
        let asked: BTreeSet<FactId> = before.flat_map(|passed| passed.asked.iter().copied()).collect();
        let useful: Vec<FactId> =
            still_useful(&tried.walked.at_result, tried.mode, tried.on).into_iter().filter(|fact| !asked.contains(fact)).collect();
        assert!(useful.is_empty(), "{}: {:?}", tried.label, names(&useful));
    }
}

#[test]
fn the_result_is_that_of_all_answers() {
    for tried in tried().iter().filter(|tried| tried.known != Known::Partly) {
        let (walked, all) = (result(&tried.walked.at_result, tried.on), result(&tried.all(), tried.on));
        assert_eq!(walked, all, "{}", tried.label);
    }
}

#[test]
fn what_is_asked_for_the_referral_does_not_change_the_result() {
    let mut more = 0;
    for tried in tried().iter().filter(|tried| tried.known != Known::Partly) {
        let (at_result, at_end) = (&tried.walked.at_result, &tried.walked.session.answers);
        more += at_end.answered().count() - at_result.answered().count();
        assert_eq!(result(at_result, tried.on), result(at_end, tried.on), "{}", tried.label);
    }
    assert!(more > 1_000, "{more} answers after the result");
}

/// From one page to the next one page fewer is left, but for pages that the answers opened: a branch, the pages of the
/// area or the mode, or a page of the referral that takes over what does not matter to the result any more.
#[test]
fn what_is_left_grows_only_by_what_an_answer_opened() {
    let mut grown: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for Tried { label, walked, .. } in tried() {
        for pair in walked.passed.windows(2).filter(|pair| pair[1].page.step < Step::Check) {
            let [before, after] = pair else { continue };
            let now: Vec<&String> = std::iter::once(&after.page.id).chain(&after.left).collect();
            *grown.entry((before.page.step.id(), now.len().saturating_sub(before.left.len()))).or_default() += 1;
            let is_opened = |page: &Page| page.when != Condition::always() || (page.step == Step::Refer && !page.only_what_matters);
            for id in now.into_iter().filter(|id| !before.left.contains(id)) {
                let explained = before.page.step == Step::Start || is_opened(walk::page(id));
                assert!(explained, "{label}: {id} came up after {}; how often by how much: {grown:?}", before.page.id);
            }
        }
    }
    let often = |at_least: usize| grown.iter().filter(|((_, by), _)| *by >= at_least).map(|(_, count)| count).sum::<usize>();
    assert!(often(1) * 10 < often(0) && often(6) * 100 < often(0), "how often by how much: {grown:?}");
}

#[test]
fn back_leads_to_the_page_before_and_loses_nothing() {
    for tried in tried().iter().step_by(7) {
        let Tried { label, on, walked, .. } = tried;
        let mut session = walked.session.clone();
        let there: Vec<&String> = walked.passed.iter().map(|passed| &passed.page.id).collect();
        for id in there.iter().rev().skip(1) {
            session.go_back(engine(), *on);
            assert_eq!((session.page_id(), &session.place), (id.as_str(), &Place::Page((*id).clone())), "{label}");
        }
        assert_eq!(session.answers, walked.session.answers, "{label}");
        for passed in &walked.passed[..walked.passed.len() - 1] {
            assert_eq!((session.page_id(), session.asked_here(engine(), *on)), (passed.page.id.as_str(), passed.asked.clone()), "{label}");
            assert!(press_continue(&mut session, *on).is_empty(), "{label}: held up on {} once more", passed.page.id);
        }
        assert_eq!((session.page_id(), &session.answers), ("done", &walked.session.answers), "{label}");
    }
}

#[test]
fn back_and_on_again_half_way_changes_nothing() {
    for Tried { label, on, case, walked, .. } in tried().iter().step_by(11) {
        let mut session = session();
        for pair in walked.passed.windows(2) {
            assert_eq!(session.page_id(), pair[0].page.id, "{label}");
            walk::answer(&mut session, *on, case);
            press_continue(&mut session, *on);
            let left = session.left(engine(), *on);
            session.go_back(engine(), *on);
            assert_eq!(session.page_id(), pair[0].page.id, "{label}: back from {}", pair[1].page.id);
            press_continue(&mut session, *on);
            assert_eq!((session.page_id(), session.left(engine(), *on)), (pair[1].page.id.as_str(), left), "{label}");
        }
    }
}

#[test]
fn the_rest_is_not_known_answers_what_it_can_and_goes_on() {
    let vocabulary = &bundle().vocabulary;
    for (mode, role) in [(Mode::Professional, 0), (Mode::Community, 9)] {
        for (area, on) in (0..areas()).flat_map(|area| DAYS.map(|on| (area, day(on)))) {
            let mut session = session();
            session.choose(fact("user.role"), role);
            session.choose(fact("area.person"), area);
            while session.page_id() != "done" {
                session.rest_not_known(engine(), on);
                for fact in session.asked_here(engine(), on) {
                    let kind = &vocabulary.fact(fact).unwrap().kind;
                    let closed = matches!(kind, Kind::Choice(_) | Kind::Bands { .. });
                    let open = closed && kind.choices().iter().any(|choice| choice.open);
                    if closed && !open && session.answers.get(fact).is_none() {
                        session.choose(fact, 0);
                    }
                    let answer = session.answers.get(fact);
                    let is_open = matches!(answer, Some(Value::Choice(place)) if kind.choices()[usize::from(*place)].open);
                    assert!(!open || is_open || vocabulary.name(fact) == "area.person", "{} {answer:?}", vocabulary.name(fact));
                }
                assert!(press_continue(&mut session, on).is_empty());
            }
            let decision = engine().without_changes(&session.answers, on);
            assert_eq!((decision.tier, session.mode(engine())), ("not_enough_known", mode), "area {area} on {on}");
        }
    }
}

#[test]
fn danger_holds_up_once_and_again_when_another_rule_tells_of_it() {
    let mut again = 0;
    for Tried { label, walked, .. } in tried() {
        let mut known = 0;
        for passed in &walked.passed {
            let stops = walked.stops.iter().filter(|(stop, page)| stop == "immediate_danger" && *page == passed.page.id).count();
            let is_new = passed.top_rules & !known != 0;
            again += usize::from(is_new && known != 0);
            known |= passed.top_rules;
            assert_eq!(stops, usize::from(is_new), "{label}: on {}", passed.page.id);
        }
    }
    assert!(again > 10, "another rule fired {again} times");
}

/// Somebody who is alone with the person is in danger once a very serious sign is told of, which comes late.
#[test]
fn whether_it_is_safe_to_speak_is_asked_as_soon_as_danger_is_told() {
    let quiet = support::some_answers(&mut support::Dice(1), usize::MAX, usize::MAX);
    let safe = serde_json::json!({
        "user.device_private": "yes", "user.role": "health", "user.setting": "hospital", "area.person": "norfolk", "user.also_supports_victim": "no",
        "now.danger": "no", "now.child_in_danger": "no", "now.weapon_present": "no", "now.threat_to_kill": "none_known", "now.victim_cannot_speak": "yes",
        "now.person_present_or_may_see": "no", "user.alone_with_person_now": "yes", "now.threat_to_worker": "no", "now.person_suicide_risk": "none_known",
        "rel.kind": "partner", "victim.age_band": "18_64",
    });
    let told = |more: serde_json::Value, at: &str, then: &str| {
        let case = support::answers(&support::with(&support::with(&quiet, &safe), &more));
        let passed = walk(day(DAYS[1]), &case, then).passed;
        let pages: Vec<&str> = passed.iter().map(|passed| passed.page.id.as_str()).collect();
        assert!(pages.ends_with(&[at, then]), "{pages:?}");
        assert_eq!(names(&passed.last().unwrap().asked), ["now.victim_cannot_speak"]);
    };
    told(serde_json::json!({"now.danger": "yes"}), "danger-now", "safe-to-speak");
    told(serde_json::json!({"now.threat_to_kill": "past_12m"}), "your-safety", "safe-to-speak");
    told(serde_json::json!({"now.person_suicide_risk": "plan_or_intent"}), "suicide", "safe-to-speak");
    told(serde_json::json!({"flag.strangulation": "yes"}), "critical-signs", "safe-to-speak-now");
}

#[test]
fn fewer_signs_of_danger_do_not_hold_up_again() {
    let (on, mut session) = (day(DAYS[1]), session());
    let case = support::answers(&serde_json::json!({
        "user.device_private": "yes", "user.role": "health", "user.setting": "hospital", "area.person": "norfolk", "user.also_supports_victim": "no",
        "now.danger": "yes", "now.child_in_danger": "no", "now.weapon_present": "no", "now.threat_to_kill": "none_known", "now.victim_cannot_speak": "no",
        "now.person_present_or_may_see": "no", "user.alone_with_person_now": "no", "now.threat_to_worker": "yes", "now.person_suicide_risk": "none_known",
    }));
    let mut stops = 0;
    while session.page_id() != "who" {
        walk::answer(&mut session, on, &case);
        stops += press_continue(&mut session, on).len();
    }
    assert_eq!((stops, top_rules(&session.answers, on).count_ones()), (2, 2));
    while session.page_id() != "danger-now" {
        session.go_back(engine(), on);
    }
    session.choose(fact("now.danger"), 1);
    assert!(press_continue(&mut session, on).is_empty(), "no new rule has fired");
    session.choose(fact("now.danger"), 0);
    assert!(press_continue(&mut session, on).is_empty(), "that rule was acknowledged before");
}

#[test]
fn a_possible_victim_holds_up_on_leaving_the_result_alone() {
    let mut held = 0;
    for Tried { label, on, mode, walked, .. } in tried() {
        let at = walked.stops.iter().filter(|(stop, _)| stop == "possible_victim").map(|(_, page)| page.as_str()).collect::<Vec<_>>();
        let stands = engine().without_changes(&walked.at_result, *on).stops.contains(&"possible_victim");
        assert_eq!(at, if stands { vec!["result"] } else { Vec::new() }, "{label}");
        assert!(!stands || *mode == Mode::Professional, "{label}");
        held += at.len();
    }
    assert!(held > 10, "{held}");
}

#[test]
fn every_fact_that_can_matter_is_on_a_page_of_the_professional_mode() {
    let vocabulary = &bundle().vocabulary;
    let on_a_page: BTreeSet<FactId> = pages(Mode::Professional).flat_map(|page| page.facts.iter().copied()).collect();
    for (area, on) in (0..areas()).flat_map(|area| DAYS.map(|on| (area, day(on)))) {
        let mut answers = Answers::none(vocabulary);
        answers.set(fact("area.person"), Some(Value::Choice(area as u8)));
        let worth = engine().worth(&answers, on);
        let missing: Vec<FactId> = vocabulary.ids().filter(|fact| worth[fact.index()] > 0.0 && !on_a_page.contains(fact)).collect();
        assert!(missing.is_empty(), "{:?} in area {area}", names(&missing));
    }
}

/// `waymark check` refuses a journey without it; this says which facts it is about, and which it lets go.
#[test]
fn every_fact_of_the_referral_is_on_a_page_that_always_asks() {
    let vocabulary = &bundle().vocabulary;
    let with = |need: Need| vocabulary.ids().filter(move |fact| vocabulary.fact(*fact).unwrap().need == need).collect::<Vec<FactId>>();
    let always: BTreeSet<FactId> =
        pages(Mode::Professional).filter(|page| !page.only_what_matters).flat_map(|page| page.facts.iter().copied()).collect();
    let left_out: Vec<FactId> = with(Need::Referral).into_iter().filter(|fact| !always.contains(fact)).collect();
    assert!(with(Need::Referral).len() > 8 && left_out.is_empty(), "{:?}", names(&left_out));
    // Equality monitoring is asked on no page (domain.md B6, 2: a sheet of its own).
    assert!(names(&with(Need::Apart)).iter().all(|name| name.starts_with("monitor.")));
    assert!(bundle().journey.pages.iter().all(|page| with(Need::Apart).iter().all(|fact| !page.facts.contains(fact))));
}
