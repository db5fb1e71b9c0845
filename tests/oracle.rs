//! Brute force as the judge of the prover: in small worlds that chance made every answers object there is (with all that may be
//! absent, unknown, known by its band or listed in part) is decided on every day, and every claim is tried by its plain meaning,
//! with loops. The prover must come to the same verdicts; whatever it shows must be so, and nothing smaller may show it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "oracle/mod.rs"]
mod oracle;
mod support;

use oracle::differences::differences as plain_differences;
use oracle::facts::{Thing, size};
use oracle::plain::{Found, is_empty, refuted, thing_of};
use oracle::table::{Table, objects};
use oracle::world::{World, days};
use std::collections::BTreeMap;
use support::Dice;
use waymark::facts::raw::Raw;
use waymark::facts::{Condition, Day};
use waymark::packs::Bundle;
use waymark::prove::claims::{self, ClaimKind};
use waymark::prove::court::{BUDGET, Refutation};
use waymark::prove::diff::{What, differences};
use waymark::prove::properties::{Verdict, prove};
use waymark::prove::setting::Place;

/// How many worlds are looked at.
const WORLDS: u64 = 240;

/// How often each claim was refuted, found empty and proved.
type Seen = BTreeMap<&'static str, [usize; 3]>;

#[test]
fn every_verdict_is_what_loops_find() {
    let mut seen = Seen::new();
    for (kind, counts) in in_two_threads(judge).into_iter().flatten() {
        let all = seen.entry(kind).or_default();
        (0..3).for_each(|verdict| all[verdict] += counts[verdict]);
    }
    for (kind, [refuted, empty, proved]) in &seen {
        println!("{kind:<20} {refuted:>5} refuted {empty:>5} empty {proved:>5} proved");
        assert!(*refuted > 20 && *proved > 20, "{kind}");
    }
    assert_eq!(seen.len(), 13);
}

/// Looks at every other world in each of two threads.
fn in_two_threads(judge: fn(u64, &mut Seen)) -> Vec<Seen> {
    let half = |first: u64| {
        let mut seen = Seen::new();
        (first..=WORLDS).step_by(2).for_each(|number| judge(number, &mut seen));
        seen
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = [1, 2].map(|first| scope.spawn(move || half(first))).into();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn world(number: u64) -> (World, Vec<Thing>) {
    World::of(&mut Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
}

fn judge(number: u64, seen: &mut Seen) {
    let (world, things) = world(number);
    let bundle = world.bundle();
    let claims = claims::read(&world.files(), &bundle).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let (objects, days) = (objects(&bundle, &things), days());
    let claimed: Vec<&Condition> = claims.claims.iter().flat_map(|claim| claim.kind.conditions()).collect();
    let trials = prove(&bundle, &claims, &[], None);
    for (place, trial) in Place::all(&bundle).iter().zip(&trials) {
        let table = Table::of(&bundle, &things, &objects, place.packs.clone(), &days, &claimed);
        for (claim, finding) in claims.claims.iter().zip(&trial.findings) {
            let kind = kind_of(&claim.kind);
            let about = || format!("world {number}, {}, {kind}", trial.place);
            let found = refuted(&table, &claims, &claim.kind);
            let verdict = match &finding.verdict {
                Verdict::Refuted(refutations) => {
                    all_is_so(&table, &found, refutations, &claim.kind, &about());
                    0
                }
                Verdict::Empty(_) => 1,
                Verdict::Proved => 2,
                Verdict::NotProved => panic!("{}: no room", about()),
            };
            let plainly = if found.0.is_empty() { 2 - usize::from(is_empty(&table, &claim.kind)) } else { 0 };
            assert_eq!(verdict, plainly, "{}: {:?}", about(), found.0.first_key_value());
            seen.entry(kind).or_default()[verdict] += 1;
        }
    }
}

/// What the prover shows is so, nothing smaller shows the same, and (where it tells all) nothing is left out.
fn all_is_so(table: &Table<'_>, found: &Found, refutations: &[Refutation], kind: &ClaimKind, about: &str) {
    for refutation in refutations {
        let day = refutation.answers.as_ref().map(|_| refutation.on.map_or(0, |on| day_of(table.days, on)));
        let change = refutation.answers.as_ref().and_then(|answers| Some(change(table, answers, refutation.change.as_ref()?, about)));
        let smallest = found.0.get(&(refutation.wrong.clone(), day, change));
        let shown = refutation.answers.as_ref().map_or(0, size);
        assert_eq!(smallest, Some(&shown), "{about}: {refutation:?}");
    }
    // Of these the prover tells the first alone.
    if !matches!(kind, ClaimKind::Total | ClaimKind::StopsWin { .. } | ClaimKind::NoneRecommended(_)) {
        let mut told: Vec<&str> = refutations.iter().map(|refutation| refutation.wrong.as_str()).collect();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told, found.sentences(), "{about}");
    }
}

fn day_of(days: &[Day], on: Day) -> usize {
    days.iter().position(|day| *day == on).expect("a day on which something changes")
}

/// A change that was shown: the thing, and its ways before and after, which must be ways to answer.
fn change(table: &Table<'_>, answers: &[(String, Raw)], (fact, to): &(String, Option<Raw>), about: &str) -> (usize, usize, usize) {
    let (place, thing) = thing_of(table.things, fact);
    let before: Vec<(String, Raw)> = answers.iter().filter(|(of, _)| thing.facts.contains(&of.as_str())).cloned().collect();
    let mut after: Vec<(String, Raw)> = before.iter().filter(|(of, _)| of != fact).cloned().collect();
    after.extend(to.iter().map(|value| (fact.clone(), value.clone())));
    after.sort_by(|(a, _), (b, _)| a.cmp(b));
    // In a list there is no order.
    let sorted = |(fact, value): (String, Raw)| match value {
        Raw::List(mut values) => {
            values.sort_by_key(Raw::describe);
            (fact, Raw::List(values))
        }
        value => (fact, value),
    };
    let (before, mut after): (Vec<_>, Vec<_>) = (before.into_iter().map(sorted).collect(), after.into_iter().map(sorted).collect());
    // A number takes the place of a band that it contradicts, and the other way round.
    if thing.facts.len() == 2 && !thing.ways.contains(&after) {
        after.retain(|(of, _)| of == fact);
    }
    let way = |recorded: &Vec<(String, Raw)>| thing.ways.iter().position(|way| way == recorded);
    let ways = way(&before).zip(way(&after));
    let (from, to) = ways.unwrap_or_else(|| panic!("{about}: {before:?} cannot become {after:?}"));
    (place, from, to)
}

fn kind_of(kind: &ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Total => "total",
        ClaimKind::MoreDanger => "more_danger",
        ClaimKind::NotKnowing { .. } => "not_knowing",
        ClaimKind::Equal(_) => "equal",
        ClaimKind::StopsWin { .. } => "stops_win",
        ClaimKind::AlwaysDue(_) => "always_due",
        ClaimKind::AtLeast(_) => "at_least",
        ClaimKind::NeedsAnswers(..) => "needs_answers",
        ClaimKind::NoneRecommended(_) => "none_recommended",
        ClaimKind::Stands(..) => "stands",
        ClaimKind::Alive => "alive",
        ClaimKind::Consistent => "consistent",
        ClaimKind::Confidential => "confidential",
    }
}

#[test]
fn every_difference_is_what_loops_find() {
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for number in 1..=WORLDS {
        let (world, things) = world(number);
        let mut dice = Dice(number);
        let changed = world.changed(&mut dice);
        let (old, new) = (world.bundle(), changed.bundle());
        let on = days()[dice.roll(4)];
        compare(number, &old, &new, &things, on, &mut classes);
    }
    println!("{classes:?}");
    assert!(classes.values().all(|count| *count > 20) && classes.len() == 4, "{classes:?}");
}

fn compare(number: u64, old: &Bundle, new: &Bundle, things: &[Thing], on: Day, classes: &mut BTreeMap<&'static str, usize>) {
    let (found, mut plain) = (differences(old, new, on, BUDGET), plain_differences(old, new, things, on));
    assert!(!found.incomplete && found.questions.is_empty());
    for change in found.changes {
        let (from, to) = change.names.clone().unwrap_or((change.from.into(), change.to.into()));
        let class = (change.place.clone(), change.what.clone(), from, to);
        let covered = plain.remove(&class).unwrap_or_else(|| panic!("world {number}: {class:?} is no change"));
        let share = covered.weight / covered.of;
        assert!((share - change.share).abs() < 1e-9, "world {number}: {class:?} covers {share} and not {}", change.share);
        // Where it is so for everybody no example is given.
        let smallest = change.example.as_ref().map(size);
        assert_eq!(smallest, (covered.weight < covered.of).then_some(covered.smallest), "world {number}: {class:?}");
        *classes.entry(name(&change.what)).or_default() += 1;
    }
    assert!(plain.is_empty(), "world {number}: {:?}", plain.keys().next());
}

fn name(what: &What) -> &'static str {
    match what {
        What::Tier => "tier",
        What::Action(_) => "action",
        What::Eligibility(_) => "eligibility",
        What::Availability(_) => "availability",
    }
}
