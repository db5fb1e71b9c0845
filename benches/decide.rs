//! What a decision costs natively: `cargo bench --bench decide`. Plain time, the median of many.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../tests/support/mod.rs"]
mod support;

use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};
use support::{Dice, answers, bundle, day, some_answers};
use waymark::decide::Engine;
use waymark::decide::outlook::Outlook;
use waymark::packs::{Bundle, text};
use waymark::referral::{Details, Referral};

/// The median time of a call, over at least 40 calls and about half a second.
fn median(mut call: impl FnMut()) -> Duration {
    let mut times = Vec::new();
    let start = Instant::now();
    while times.len() < 40 || (start.elapsed() < Duration::from_millis(500) && times.len() < 5_000) {
        let before = Instant::now();
        call();
        times.push(before.elapsed());
    }
    times.sort();
    times[times.len() / 2]
}

fn row(what: &str, time: Duration, more: &str) {
    println!("{what:<44} {:>10.1} µs  {more}", time.as_secs_f64() * 1e6);
}

fn main() {
    let engine = Engine::new(bundle());
    let on = day("2024-06-01");
    let typical = json!({
        "user.role": "health", "area.person": "norfolk", "rel.kind": "ex_partner", "person.age": 34, "victim.age_band": "18_64", "now.danger": "no",
        "now.threat_to_kill": "none_known", "flag.strangulation": "yes", "rel.cohabiting": "separated_under_12m", "beh.physical.present": "yes",
        "beh.physical.severity": "injury_or_serious_fear", "beh.isolating.present": "unknown", "child.any_0_17": "yes", "child.impact": ["saw_or_heard"],
        "beh.pattern": "ongoing_pattern", "hist.other_victims": "unknown", "need.alcohol_drugs": "some",
    });
    let cases: [(&str, Value); 4] = [
        ("nothing answered, no area", json!({})),
        ("nothing answered, Norfolk", json!({"area.person": "norfolk"})),
        ("typical", typical.clone()),
        ("every question answered", some_answers(&mut Dice(7), 20, usize::MAX)),
    ];
    println!("one decision");
    for (name, json) in &cases {
        let answers = answers(json);
        row(&format!("  {name}"), median(|| drop(black_box(engine.decide(&answers, on)))), "");
    }
    let answered = answers(&typical);
    let details = Details::default();
    println!("beside it");
    row("  a referral as JSON", median(|| drop(black_box(Referral::new(&engine, &answered, &details, on).to_json()))), "");
    let packs = engine.packs(&answered);
    let thresholds = engine.thresholds(&answered, on);
    let runs: Vec<bool> = packs.iter().flat_map(|pack| &pack.pathways).map(|pathway| pathway.status.on(on).may_run()).collect();
    let outlook = || Outlook::new(&bundle().vocabulary, &packs, &thresholds, &runs);
    let size = outlook().size();
    row("  making an outlook (once an area)", median(|| drop(black_box(outlook()))), &format!("{size} nodes"));
    row("  reading the packs from text", median(|| drop(black_box(text::built_in()))), "");
    let bytes = bundle().to_bytes();
    let read = || Bundle::read(&bytes);
    row("  reading the packs from the compact form", median(|| drop(black_box(read()))), &format!("{} bytes", bytes.len()));
}
