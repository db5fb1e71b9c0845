//! Two ways of deciding: the program, and a plain second one that shares nothing with it but the reader of packs.
//! Cases follow from their numbers, so a difference that is found once is found again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "naive/mod.rs"]
mod naive;
mod support;

use naive::cases::{Object, case};
use naive::compare::{World, report};
use naive::coverage::Coverage;
use naive::decision::{Decision, decide, situation};
use naive::derived::by_the_contract;
use naive::plain::Name;
use naive::{answers, conditions::Seen, exact, impossible, refused};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use support::{bundle, day};
use waymark::decide::Engine;
use waymark::packs::text::{self, files::PackFiles};

/// How many answers objects are decided both ways.
const CASES: u64 = 100_000;

/// How many threads share them.
const THREADS: usize = 2;

/// A day on which some services run and others do not, for what does not hang on the day.
const ON: &str = "2024-06-01";

fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| World::of(bundle()))
}

/// Decides some cases both ways; stops at the first difference.
fn agree(world: &World, made: impl Fn(u64) -> (Object, String), seeds: impl Iterator<Item = u64>) -> Result<Coverage, String> {
    let engine = Engine::new(world.bundle);
    let mut coverage = Coverage::default();
    for seed in seeds {
        let (object, on) = made(seed);
        let naive = world.naive(&object, &on);
        if naive != world.program(&engine, object, &on) {
            return Err(report(world, &engine, made(seed).0, &on));
        }
        coverage.count(&world.plain, &naive);
    }
    Ok(coverage)
}

#[test]
fn both_decide_the_same_and_everything_comes_out() {
    let world = world();
    let parts = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..THREADS as u64)
            .map(|first| scope.spawn(move || agree(world, |seed| case(&world.plain, seed), (first..CASES).step_by(THREADS))))
            .collect();
        parts.into_iter().map(|part| part.join().unwrap()).collect::<Vec<_>>()
    });
    let mut coverage = Coverage::default();
    for part in parts {
        coverage.join(part.unwrap_or_else(|difference| panic!("{difference}")));
    }
    let (never, impossible) = (coverage.never(&world.plain), impossible::impossible(&world.plain));
    let unseen: Vec<_> = never.difference(&impossible).collect();
    assert!(unseen.is_empty(), "never came out, though nothing proves that it cannot: {unseen:?}");
    let wrong: Vec<_> = impossible.difference(&never).collect();
    assert!(wrong.is_empty(), "came out, though it was proved that it cannot: {wrong:?}");
    for (count, key) in coverage.rarest(20) {
        println!("{count:>6} {key:?}");
    }
}

#[test]
fn what_follows_is_what_the_contract_lists() {
    let plain = &world().plain;
    let always_count = |id: &str| id.starts_with("now.") || id.starts_with("flag.");
    assert!(plain.facts.iter().all(|fact| fact.hangs_on.is_none() || !always_count(fact.id)));
    for seed in 0..20_000 {
        let (object, on) = case(plain, seed);
        let read = answers::read(plain, &object).unwrap();
        let situation = situation(plain, &read, &on);
        for (fact, value) in by_the_contract(plain, &situation) {
            let Seen::OneOf(values) = &situation.seen[plain.place(fact)] else { panic!("{fact}") };
            let known = if let [one] = values[..] { one } else { "unknown" };
            assert_eq!(known, value, "{fact} in {}", Value::from(object));
        }
    }
}

#[test]
fn an_area_s_own_thresholds_count_from_their_day() {
    let mut files = PackFiles::built_in();
    let own = |id: &str, value: u16, from: &str| format!("[[threshold]]\nid = \"{id}\"\nvalue = {value}\n{from}\nsource = \"S4\"\n\n");
    let more = [
        own("escalation_incidents", 5, "from = 2024-01-01"),
        own("escalation_incidents", 4, ""),
        own("dash_high", 16, "from = 2023-03-28"),
        own("escalation_incidents", 2, "from = 2026-01-01"),
    ];
    let changed = files.text("cumbria.toml").replacen("[[pathway]]", &format!("{}[[pathway]]", more.concat()), 1);
    files.replace(text::file("cumbria.toml", &changed));
    let bundle = Box::leak(Box::new(text::load(&files).unwrap_or_else(|faults| panic!("{faults:?}"))));
    let changed = World::of(bundle);
    let counted = |seed: u64| {
        let (mut object, on) = case(&changed.plain, seed);
        object.extend([("area.person".to_owned(), "cumbria_cumberland".into()), ("beh.count_12m".to_owned(), (seed % 7).into())]);
        (object, on)
    };
    agree(&changed, counted, 0..2_000).unwrap_or_else(|difference| panic!("{difference}"));
    let other = |seed: &u64| {
        let (object, on) = counted(*seed);
        changed.naive(&object, &on).fired != world().naive(&object, &on).fired
    };
    let others = (0..2_000).filter(other).count();
    assert!(others > 200, "thresholds change {others} decisions");
}

#[test]
fn the_same_objects_are_refused_at_the_same_keys() {
    let (world, mut refused) = (world(), 0);
    for seed in 0..10_000 {
        let members = refused::doubtful(&world.plain, seed);
        let text = refused::written(&members);
        let (naive, program) = (refused::naive(&world.plain, &members), refused::program(&world.bundle.vocabulary, &text));
        assert_eq!(naive, program, "wrong keys, naive and program, in {text}");
        refused += usize::from(!naive.is_empty());
    }
    assert!((3_000..8_000).contains(&refused), "{refused} of 10000 are refused");
}

/// What comes of a case: the tier, what to do, the stops, and each pathway's eligibility.
fn result(decision: &Decision) -> (Name, BTreeSet<Name>, Vec<Name>, Vec<Name>) {
    let eligibility = decision.pathways.iter().map(|judged| judged.eligibility).collect();
    (decision.tier, decision.actions.iter().copied().collect(), decision.stops.clone(), eligibility)
}

#[test]
fn what_is_possible_and_what_is_missing_are_exact() {
    let (world, plain) = (world(), &world().plain);
    let engine = Engine::new(world.bundle);
    let (mut tried, mut several) = (0, 0);
    for seed in 0..600 {
        let object = exact::nearly_whole(plain, seed);
        let read = answers::read(plain, &object).unwrap();
        let Some(open) = exact::open(plain, &read, ON) else { continue };
        let outcomes = exact::outcomes(plain, &object, &open, ON);
        let found = engine.without_changes(&world.read(object.clone()), day(ON));
        let shown = Value::from(object);
        tried += outcomes.len();

        let tiers: Vec<Name> = plain.all_tiers.iter().copied().filter(|tier| outcomes.iter().any(|outcome| outcome.tier == *tier)).collect();
        assert_eq!(found.still_possible, tiers, "tiers still possible in {shown}");
        several += usize::from(tiers.len() > 1);

        let now = decide(plain, &read, ON);
        let incomplete = exact::incomplete(plain, &read, &now);
        let exact = exact::matter(plain, &read, &open, &outcomes, result);
        let missing: BTreeSet<Name> = found.missing.iter().copied().collect();
        assert_eq!(missing, exact.union(&incomplete).copied().collect(), "what is missing in {shown}");

        for (place, pathway) in found.pathways.iter().enumerate() {
            let listed = plain.pathways().find(|listed| listed.id == pathway.id).unwrap();
            let mut exact = exact::matter(plain, &read, &open, &outcomes, |outcome| outcome.pathways[place].eligibility);
            // What looks at the tier waits for the tier.
            if now.pathways[place].eligibility == "cannot_tell" && listed.looks_at_tier() {
                exact.extend(&incomplete);
            }
            let missing: BTreeSet<Name> = pathway.missing.iter().copied().collect();
            assert_eq!(missing, exact, "what is missing for {} in {shown}", pathway.id);
        }
    }
    assert!(tried > 10_000 && several > 100, "{tried} ways, {several} with several tiers");
}

#[test]
fn what_would_change_a_pathway_is_all_that_would() {
    let (world, plain) = (world(), &world().plain);
    let engine = Engine::new(world.bundle);
    let (mut listed, mut left_out) = (0, 0);
    for seed in 0..200 {
        let object = if seed % 2 == 0 { case(plain, seed).0 } else { exact::nearly_whole(plain, seed) };
        let tried = exact::single_changes(plain, &object, ON);
        let found = engine.decide(&world.read(object.clone()), day(ON));
        let shown = Value::from(object);
        for (place, pathway) in found.pathways.iter().enumerate() {
            let listed_pathway = plain.pathways().find(|listed| listed.id == pathway.id).unwrap();
            if listed_pathway.fallback {
                continue;
            }
            let flips = |tried: &&exact::Tried| tried.gives[place] != pathway.eligibility.id();
            let changes: BTreeSet<Name> = pathway.would_change.iter().map(|change| change.fact).collect();
            for change in tried.iter().filter(flips) {
                // Left out is what could not change the pathway once all is known, and moves it only as long as too little is.
                let open = pathway.missing.contains(&change.fact);
                let meanwhile = [found.tier, change.tier].contains(&plain.open_tier);
                let may_be_left_out = !open && (meanwhile || !plain.fact(change.fact).unwrap().changeable);
                let listed = changes.contains(change.fact);
                left_out += usize::from(!listed);
                assert!(listed || may_be_left_out, "{}: {} to {} is not named in {shown}", pathway.id, change.fact, change.to);
            }
            for change in &pathway.would_change {
                let to = serde_json::to_value(&change.to).unwrap();
                let same = tried.iter().find(|tried| tried.fact == change.fact && tried.to == to);
                assert_eq!(same.map(|tried| tried.gives[place]), Some(change.gives.id()), "{}: {change:?} in {shown}", pathway.id);
                assert_ne!(change.gives, pathway.eligibility, "{}: {change:?} in {shown}", pathway.id);
                let best = tried.iter().any(|tried| tried.fact == change.fact && tried.gives[place] == "eligible" && flips(&tried));
                assert_eq!(change.gives.id() == "eligible", best, "{}: {change:?} is not the best in {shown}", pathway.id);
                listed += 1;
            }
        }
    }
    assert!(listed > 1_000, "only {listed} changes");
    println!("{listed} changes; {left_out} that settle nothing were left out");
}
