//! The gaps of an area: what a review found by hand is found, every example is one, and every verdict holds for whole answers made from dice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "gaps/review.rs"]
mod review;
mod support;
#[path = "gaps/table.rs"]
mod table;

use review::Review;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::OnceLock;
use support::{Dice, answers, bundle, day, decide_on, engine, some_answers, with};
use table::need;
use waymark::facts::{Condition, Truth};
use waymark::packs::pack::{Availability, Pathway};
use waymark::packs::text::files::PackFiles;
use waymark::prove::gaps::{Gaps, NeedGaps, Verdict};
use waymark::prove::needs::{self, Needs};
use waymark::prove::survey::Survey;

const DAYS: [&str; 7] = ["2018-06-01", "2022-05-01", "2023-03-28", "2023-06-01", "2024-06-01", "2026-11-22", "2031-01-01"];

fn needs() -> &'static Needs {
    static NEEDS: OnceLock<Needs> = OnceLock::new();
    NEEDS.get_or_init(|| needs::read(&PackFiles::built_in(), bundle()).unwrap_or_else(|faults| panic!("{}", faults[0])))
}

fn gaps(area: &str, on: &str) -> Gaps<'static> {
    Gaps::of(bundle(), needs(), area, day(on)).expect("an area")
}

fn survey(area: &str) -> Survey<'static> {
    Survey::of(bundle(), needs(), area, day(DAYS[0])).expect("an area")
}

fn areas() -> impl Iterator<Item = &'static str> {
    bundle().areas.iter().map(|pack| pack.id.as_str()).chain(["wales"])
}

fn review() -> Review {
    Review::read(include_str!("gaps/northumbria-2023-03-28.toml"))
}

/// The verdict of one combination.
fn verdict(need: &NeedGaps<'_>, place: &str, tier: &str, status: &str) -> Verdict {
    let is = |cell: &&waymark::prove::gaps::Cell<'_>| cell.place == place && cell.tier == Some(tier) && cell.status == Some(status);
    need.cells.iter().find(is).unwrap_or_else(|| panic!("{}: no case in {place}, {tier}, {status}", need.id)).verdict
}

/// The pathway of this name, `pack/id`.
fn pathway(id: &str) -> &'static Pathway {
    let (pack, id) = id.split_once('/').expect("pack/id");
    let packs = || std::iter::once(&bundle().national).chain(&bundle().areas);
    let pack = packs().find(|known| known.id == pack).expect("a pack");
    pack.pathways.iter().find(|known| known.id == id).expect("a pathway")
}

#[test]
fn every_gap_that_the_review_lists_is_found() {
    let review = review();
    let on_slide = |slide: &str| review.points.iter().filter(|point| point.slide.starts_with(slide)).map(|point| point.number).collect::<Vec<_>>();
    assert_eq!((on_slide("Tertiary"), on_slide("Secondary"), on_slide("Primary")), ((1..=8).collect(), (1..=5).collect(), (1..=3).collect()));
    let gaps = gaps(&review.area, &review.on);
    for point in &review.points {
        assert!(!point.needs.is_empty(), "{}", point.says);
        for id in &point.needs {
            let need = need(&gaps, id);
            assert!(point.slide.to_lowercase().starts_with(need.level.id()), "{id} is on another level than {}", point.slide);
            assert_ne!(need.verdict, Verdict::Running, "{id} is met, and the review says: {}", point.says);
            assert!(!need.cells.is_empty() && need.groups.iter().any(|group| group.verdict != Verdict::Running && group.example.is_some()));
        }
    }
    // What is stated without any doubt is missing altogether.
    for id in ["high_harm", "orders_that_require", "housing", "stalking", "fathers", "substance_treatment", "workforce", "diversion", "parents_group"]
    {
        assert_eq!(need(&gaps, id).verdict, Verdict::Nothing, "{id}");
    }
}

#[test]
fn the_table_is_up_to_date() {
    let review = review();
    let table = table::write(&review, &gaps(&review.area, &review.on));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/gaps/README.md");
    if std::env::var_os("WAYMARK_WRITE").is_some() {
        std::fs::write(&path, &table).expect("a table");
    }
    let difference = table::difference(&std::fs::read_to_string(&path).unwrap_or_default(), &table);
    assert!(difference.is_none(), "{}", difference.unwrap_or_default());
}

#[test]
fn stalking_is_answered_from_the_day_on_which_its_service_begins() {
    let mut survey = survey("northumbria");
    let ids = |need: &NeedGaps<'_>| need.pathways.iter().map(|offer| (offer.id.clone(), offer.availability)).collect::<Vec<_>>();
    let only = |availability| vec![("northumbria/stalking_intervention".to_owned(), availability)];
    let before = survey.gaps(day("2023-03-31"));
    assert_eq!((need(&before, "stalking").verdict, ids(need(&before, "stalking"))), (Verdict::Nothing, only(Availability::NotStarted)));
    let within = survey.gaps(day("2023-06-01"));
    let stalking = need(&within, "stalking");
    assert_eq!(ids(stalking), only(Availability::Running));
    let at = |status| verdict(stalking, "northumbria_gateshead", "high", status);
    // Only the police and their partners put people forward; while the police look into it, only the team can tell.
    assert_eq!((at("none"), at("police"), at("court"), at("probation")), (Verdict::Nothing, Verdict::Some, Verdict::Some, Verdict::Some));
    let none = stalking.cells.iter().find(|cell| cell.status == Some("none")).expect("a cell");
    assert_eq!(none.by.out_of_reach, ["northumbria/stalking_intervention"]);
    let left = stalking.groups.iter().find(|group| group.verdict == Verdict::Some).and_then(|group| group.example.as_ref()).expect("a case");
    assert!(serde_json::to_value(left).unwrap()["legal.cjs"].as_array().unwrap().contains(&json!("under_investigation")), "{left:?}");
    let after = survey.gaps(day("2024-04-01"));
    assert_eq!((need(&after, "stalking").verdict, ids(need(&after, "stalking"))), (Verdict::Nothing, only(Availability::Ended)));
}

#[test]
fn the_change_project_counts_inside_its_windows_alone() {
    let mut survey = survey("norfolk");
    for (on, expected) in [
        ("2023-03-31", Verdict::Unconfirmed),
        ("2023-04-01", Verdict::Some),
        ("2024-04-01", Verdict::Some),
        ("2025-03-31", Verdict::Some),
        ("2025-04-01", Verdict::Nothing),
    ] {
        let gaps = survey.gaps(day(on));
        let programme = need(&gaps, "partner_programme");
        assert_eq!(verdict(programme, "norfolk", "high", "none"), expected, "{on}");
        let counts = programme.pathways.iter().any(|offer| offer.id == "norfolk/change_project" && offer.counts);
        assert_eq!(counts, expected != Verdict::Nothing, "{on}");
    }
}

#[test]
fn a_programme_of_one_council_is_no_answer_in_the_next() {
    let gaps = gaps("northumbria", "2024-06-01");
    let early = need(&gaps, "early_help");
    let at = |place| verdict(early, place, "medium", "none");
    assert_eq!((at("northumbria_newcastle"), at("northumbria_gateshead")), (Verdict::Running, Verdict::Nothing));
    assert_eq!(early.verdict, Verdict::Some);
    let runs = early.groups.iter().find(|group| group.verdict == Verdict::Running).expect("a group");
    assert_eq!(
        (runs.places.as_slice(), runs.by.running.as_slice()),
        (["northumbria_newcastle"].as_slice(), ["northumbria/make_a_change".into()].as_slice())
    );
    assert!(runs.example.is_none());
    let elsewhere = early.groups.iter().find(|group| group.verdict == Verdict::Nothing).expect("a group");
    assert_eq!((elsewhere.places.len(), elsewhere.by.ask.as_slice()), (5, ["northumbria/make_a_change".into()].as_slice()));
    // One place by itself says the same of that place.
    let gateshead = self::gaps("northumbria_gateshead", "2024-06-01");
    let here = early.cells.iter().filter(|cell| cell.place == "northumbria_gateshead").map(|cell| cell.verdict);
    assert_eq!(need(&gateshead, "early_help").cells.iter().map(|cell| cell.verdict).collect::<Vec<_>>(), here.collect::<Vec<_>>());
}

#[test]
fn work_that_is_known_not_to_fit_is_no_answer_for_lgbt_people() {
    let gaps = gaps("northumbria", "2023-03-28");
    let lgbt = need(&gaps, "lgbt");
    let group = lgbt.groups.iter().find(|group| group.verdict == Verdict::Some).expect("a group");
    assert_eq!(group.by.running, ["northumbria/local_authority_programme"]);
    let case = serde_json::to_value(group.example.as_ref().expect("a case")).unwrap();
    // The programme takes this very person by its rules; its pack says to ask first.
    let plain = support::without(&case, &["adapt"]);
    let admits = with(&plain, &json!({"eng.acknowledges": "some", "eng.agrees_to_referral": "yes", "person.sex_recorded": "male"}));
    let decision = decide_on(&admits, "2023-03-28");
    assert_ne!(support::pathway(&decision, "northumbria/local_authority_programme")["eligibility"], "not_eligible");
}

/// Every example of every area, on days on which different things run, is decided: it is in the tier, the need concerns it, and nothing
/// that counts is both eligible and running.
#[test]
fn every_example_is_confirmed_by_the_decision() {
    let (mut seen, mut longest) = (0, 0);
    for area in areas() {
        let mut survey = survey(area);
        for on in DAYS {
            let gaps = survey.gaps(day(on));
            for (need, group) in gaps.needs.iter().flat_map(|need| need.groups.iter().map(move |group| (need, group))) {
                assert_eq!(group.example.is_some(), group.verdict != Verdict::Running);
                let Some(example) = &group.example else { continue };
                let case = serde_json::to_value(example).unwrap();
                let decision = decide_on(&case, on);
                let place = format!("{} in {area} on {on}: {case}", need.id);
                assert!(group.tiers.is_empty() || group.tiers.iter().any(|tier| decision["tier"] == *tier), "{place}");
                assert!(group.places.iter().any(|place| case["area.person"] == *place), "{place}");
                let asked = needs().needs.iter().find(|known| known.id == need.id).expect("a need");
                let answers = answers(&case);
                engine().judge(&answers, day(on), |knowledge, tiering| {
                    let truth = |condition: &Condition| knowledge.truth(condition, &|decided| tiering.decided(decided));
                    assert!(truth(&asked.whom).is_yes(), "{place}");
                    let within: Vec<&str> =
                        needs().statuses.iter().filter(|status| truth(&status.within).is_yes()).map(|status| status.id.as_str()).collect();
                    assert!(group.statuses.is_empty() || (within.len() == 1 && group.statuses.contains(&within[0])), "{place}");
                    let status = needs().statuses.iter().find(|status| within.contains(&status.id.as_str()) && !group.statuses.is_empty());
                    for offer in &need.pathways {
                        let found = support::pathway(&decision, &offer.id);
                        let reached = status.is_none_or(|status| status.routes.iter().any(|route| route == offer.route));
                        let opposed = truth(&asked.against(pathway(&offer.id))).is_yes();
                        let answers_it = found["eligibility"] == "eligible" && found["availability"] == "running" && reached && !opposed;
                        assert!(!answers_it, "{place}: {}", offer.id);
                    }
                });
                seen += 1;
                longest = longest.max(case.as_object().unwrap().len());
            }
        }
    }
    assert!(seen > 1_000 && longest < 60, "{seen} {longest}");
}

/// Whole answers made from dice, decided by the engine: what a case finds is what the verdict of its combination says.
#[test]
fn verdicts_hold_for_whole_answers_made_from_dice() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut counts = std::collections::BTreeMap::<Verdict, usize>::new();
    let mut partly = [0, 0];
    for area in areas() {
        let mut survey = survey(area);
        for on in DAYS {
            let gaps = survey.gaps(day(on));
            for round in 0..600 {
                let here = json!({"area.person": gaps.places[dice.roll(gaps.places.len())].id});
                let case = with(&some_answers(&mut dice, 2 + round % 24, usize::MAX), &here);
                for (verdict, found) in against_the_engine(&gaps, &case, on) {
                    *counts.entry(verdict).or_default() += 1;
                    if verdict == Verdict::Some {
                        partly[usize::from(found)] += 1;
                    }
                }
            }
        }
    }
    assert!(counts.len() == 4 && counts.values().all(|count| *count > 1_000) && partly.iter().all(|count| *count > 300), "{counts:?} {partly:?}");
}

/// For each need that concerns a case: the verdict of its combination, and whether the engine finds a pathway. The two must agree.
fn against_the_engine(gaps: &Gaps<'_>, case: &Value, on: &str) -> Vec<(Verdict, bool)> {
    let answers = answers(case);
    let decision = engine().outline(&answers, day(on));
    engine().judge(&answers, day(on), |knowledge, tiering| {
        let truth = |condition: &Condition| match knowledge.truth(condition, &|decided| tiering.decided(decided)) {
            Truth::Open => panic!("open on whole answers: {case}"),
            truth => truth.is_yes(),
        };
        let status: Vec<_> = needs().statuses.iter().filter(|status| truth(&status.within)).collect();
        assert_eq!(status.len(), 1, "{case}");
        let tier = bundle().national.tiers[tiering.tier].id.as_str();
        let mut agreed = Vec::new();
        for asked in needs().needs.iter().filter(|asked| truth(&asked.whom)) {
            let told = need(gaps, &asked.id);
            let (one_case, place) = (asked.tiers != 0, case["area.person"].as_str().unwrap_or_default());
            let is = |cell: &&waymark::prove::gaps::Cell<'_>| {
                cell.place == place && (!one_case || (cell.tier == Some(tier) && cell.status == Some(status[0].id.as_str())))
            };
            let Some(cell) = told.cells.iter().find(is) else {
                let spans = |mask: u64, at: usize| mask & (1 << at) != 0;
                let at = needs().statuses.iter().position(|known| known.id == status[0].id).expect("a status");
                assert!(one_case && !(spans(asked.tiers, tiering.tier) && spans(asked.statuses, at)), "{}: {case} is in no combination", told.id);
                continue;
            };
            let answered = |availability: Availability| {
                told.pathways.iter().any(|offer| {
                    let found = decision.pathways.iter().find(|found| found.id == offer.id).expect("a pathway");
                    let reached = !one_case || status[0].routes.iter().any(|route| route == offer.route);
                    found.eligibility.id() == "eligible"
                        && found.availability == availability
                        && reached
                        && !truth(&asked.against(pathway(&offer.id)))
                })
            };
            let (runs, may) = (answered(Availability::Running), answered(Availability::Unconfirmed));
            let holds = match cell.verdict {
                Verdict::Running => runs,
                Verdict::Some => true,
                Verdict::Unconfirmed => !runs,
                Verdict::Nothing => !runs && !may,
            };
            assert!(holds, "{} is {} on {on} for {case}", told.id, cell.verdict.id());
            agreed.push((cell.verdict, runs));
        }
        agreed
    })
}

#[test]
fn every_combination_is_in_one_group_with_its_verdict() {
    for area in areas() {
        for on in ["2018-06-01", "2024-06-01"] {
            for need in gaps(area, on).needs {
                for cell in &need.cells {
                    let holds = |list: &[&str], one: Option<&str>| one.is_none_or(|one| list.contains(&one));
                    let of: Vec<_> = need
                        .groups
                        .iter()
                        .filter(|group| {
                            holds(&group.places, Some(cell.place)) && holds(&group.tiers, cell.tier) && holds(&group.statuses, cell.status)
                        })
                        .collect();
                    assert!(of.len() == 1 && of[0].verdict == cell.verdict, "{} in {area} on {on}: {cell:?}", need.id);
                }
            }
        }
    }
}

#[test]
fn a_survey_that_is_used_again_says_what_a_new_one_says() {
    let mut survey = survey("sussex");
    for on in ["2024-06-01", "2018-06-01", "2024-06-01"] {
        let (again, anew) = (survey.gaps(day(on)), gaps("sussex", on));
        assert_eq!(serde_json::to_value(&again).unwrap(), serde_json::to_value(&anew).unwrap(), "{on}");
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_waymark")).args(arguments).output().expect("the program")
}

#[test]
fn the_command_writes_text_and_json() {
    let text = run(&["gaps", "northumbria", "--on", "2023-03-28"]);
    assert!(text.status.success() && text.stderr.is_empty());
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.starts_with("Gaps in Northumbria\n") && text.contains("28 March 2023"), "{text}");
    let heads = ["TERTIARY PREVENTION", "# Work made for stalking", "SECONDARY PREVENTION", "PRIMARY PREVENTION"].map(|head| text.find(head));
    assert!(heads.iter().all(Option::is_some) && heads.is_sorted(), "{heads:?}");
    assert!(!text.contains(['{', '}']), "a word without what belongs in it: {text}");
    let json = run(&["gaps", "northumbria_gateshead", "--on", "2023-06-01", "--format", "json"]);
    assert!(json.status.success());
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&json["area"], &json["on"], &json["title"]), (&json!("northumbria_gateshead"), &json!("2023-06-01"), &json!("Gateshead")));
    let stalking = json["needs"].as_array().unwrap().iter().find(|need| need["id"] == "stalking").unwrap();
    assert_eq!((&stalking["verdict"], &stalking["level"], &stalking["cells"][0]["verdict"]), (&json!("some"), &json!("tertiary"), &json!("nothing")));
    assert!(stalking["groups"][0]["example"].is_object());
    let ids: Vec<&str> = json["packs"].as_array().unwrap().iter().filter_map(|pack| pack["id"].as_str()).collect();
    assert_eq!(ids, ["national", "northumbria", "needs"]);
}

#[test]
fn what_cannot_be_used_is_refused_in_one_line() {
    for (arguments, says) in [
        (["gaps", "norfollk", "--on", "2024-06-01"].as_slice(), "did you mean `norfolk`"),
        (["gaps"].as_slice(), "AREA"),
        (["gaps", "norfolk", "--format", "html"].as_slice(), "text or json"),
        (["gaps", "norfolk", "--on", "2024-06-31"].as_slice(), "--on"),
        (["gaps", "norfolk", "sussex"].as_slice(), "sussex"),
    ] {
        let output = run(arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && output.stdout.is_empty() && error.lines().count() == 1 && error.contains(says), "{error}");
    }
}
