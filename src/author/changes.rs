//! Who is decided differently than by the built-in packs: each class of change once.

use std::sync::Arc;

use leptos::prelude::*;

use super::answers::answers;
use super::bench::{Bench, Found};
use super::task::{Task, breathe, pause};
use crate::decide::explain::words::day_words;
use crate::facts::Day;
use crate::packs::{Bundle, text};
use crate::prove::court::BUDGET;
use crate::prove::diff::{Change, Differences, What, differences_gradually};
use crate::screen::element::{View, classed, element, nothing, row};
use crate::screen::patterns::text::{body, bullets, part};
use crate::screen::words::{fill, say};

/// How long nothing is typed before packs are compared, in milliseconds.
const PAUSE: u32 = 1_000;

/// How many changes are drawn; who has changed more sees that from these.
const SHOWN: usize = 100;

/// What was compared, and what came of it.
struct Compared {
    found: Arc<Found>,
    on: Day,
    differences: Differences,
}

/// The differences.
pub fn changes(bench: Bench) -> View {
    let (compared, task) = (RwSignal::new(None), Task::new());
    Effect::new(move |_| start(bench, compared, task));
    let told = move || classed("span", "").text(&told(bench, compared.get().as_deref())).done();
    let told = classed("p", "govuk-body").set("role", "status").dynamic(Box::new(told));
    let list = move || compared.get().map_or_else(nothing, |compared: Arc<Compared>| untrack(|| list(&compared)));
    element("div").child(body(say("diff.lead"))).child(told.done()).dynamic(Box::new(list)).done()
}

fn start(bench: Bench, compared: RwSignal<Option<Arc<Compared>>>, task: Task) {
    let (found, on) = (bench.found.get(), bench.on.get());
    if bench.checking.get() {
        return task.stop();
    }
    let Some(found) = found.filter(|found| found.bundle.is_some() && !bench.opened.read_untracked().is_empty()) else {
        task.stop();
        return compared.set(None);
    };
    task.start(async move {
        pause(PAUSE).await;
        let (Ok(old), Some(new)) = (text::built_in(), &found.bundle) else { return };
        pause(0).await;
        let differences = differences_gradually(&old, new, on, BUDGET, Some(breathe)).await;
        compared.set(Some(Arc::new(Compared { found: found.clone(), on, differences })));
    });
}

fn told(bench: Bench, compared: Option<&Compared>) -> String {
    let found = bench.found.get();
    let Some(found) = found.filter(|_| !bench.checking.get()) else { return say("diff.waiting").to_owned() };
    if bench.opened.read_untracked().is_empty() {
        return say("diff.closed").to_owned();
    }
    if found.bundle.is_none() {
        return say("diff.waiting").to_owned();
    }
    match compared.filter(|compared| Arc::ptr_eq(&compared.found, &found) && compared.on == bench.on.get()) {
        None => say("diff.working").to_owned(),
        Some(Compared { differences, on, .. }) => {
            let day = found.bundle.as_ref().map(|bundle| day_words(&bundle.words, *on)).unwrap_or_default();
            match differences.changes.len() + differences.questions.len() {
                0 => fill("diff.none", &[("day", &day)]),
                1 => fill("diff.one", &[("day", &day)]),
                count => fill("diff.many", &[("count", &count.to_string()), ("day", &day)]),
            }
        }
    }
}

fn list(compared: &Compared) -> View {
    let Some(bundle) = &compared.found.bundle else { return nothing() };
    let Differences { questions, changes, incomplete } = &compared.differences;
    let known = |fact: &str, value: &Option<String>| value.as_ref().map_or_else(|| fact.to_owned(), |value| [fact, " = ", value].concat());
    let asked: Vec<String> = questions
        .iter()
        .map(|question| fill(if question.is_new { "diff.new" } else { "diff.gone" }, &[("what", &known(&question.fact, &question.value))]))
        .collect();
    let mut views = vec![bullets(&asked.iter().map(String::as_str).collect::<Vec<_>>())];
    let mut place = None;
    for change in changes.iter().take(SHOWN) {
        if place != Some(&change.place) {
            place = Some(&change.place);
            views.push(part(&title(bundle, &change.place.1)));
        }
        views.push(one(bundle, change));
    }
    if changes.len() > SHOWN {
        views.push(body(&fill("diff.more", &[("count", &(changes.len() - SHOWN).to_string())])));
    }
    views.push(if *incomplete { body(say("diff.incomplete")) } else { nothing() });
    row(views)
}

fn title(bundle: &Bundle, id: &str) -> String {
    // Where there is no pack of the area, the national one stands alone.
    bundle.areas.iter().find(|pack| pack.id == id).map_or_else(|| say("diff.elsewhere").to_owned(), |pack| pack.title.clone())
}

fn one(bundle: &Bundle, change: &Change) -> View {
    let tier = |id: &String| bundle.national.tiers.iter().find(|tier| tier.id == *id).map_or_else(|| id.clone(), |tier| tier.says.clone());
    let (from, to) = match &change.names {
        Some((from, to)) => (tier(from), tier(to)),
        None => (value(change.from), value(change.to)),
    };
    let what = classed("p", "govuk-body waymark-fault__wrong").text(&subject(bundle, &change.what)).done();
    let head = row(vec![what, body(&fill("diff.change", &[("from", &from), ("to", &to)]))]);
    let more = match &change.example {
        None => body(say("diff.everybody")),
        Some(example) => row(vec![body(&fill("diff.share", &[("share", &percent(change.share))])), answers(bundle, example)]),
    };
    classed("div", "waymark-fault").set("data-change", "").child(head).child(more).done()
}

fn subject(bundle: &Bundle, what: &What) -> String {
    let pathway = |id: &str| {
        let (pack, name) = id.split_once('/').unwrap_or(("", id));
        let pack = bundle.areas.iter().chain([&bundle.national]).find(|known| known.id == pack);
        let found = pack.and_then(|pack| pack.pathways.iter().find(|pathway| pathway.id == name));
        found.map_or_else(|| id.to_owned(), |pathway| pathway.name.clone())
    };
    let action = |id: &str| bundle.national.actions.iter().find(|action| action.id == id).map_or_else(|| id.to_owned(), |action| action.says.clone());
    match what {
        What::Tier => say("diff.tier").to_owned(),
        What::Action(id) => fill("diff.action", &[("name", &action(id))]),
        What::Eligibility(id) => fill("diff.eligibility", &[("name", &pathway(id))]),
        What::Availability(id) => fill("diff.availability", &[("name", &pathway(id))]),
    }
}

fn value(id: &str) -> String {
    say(&["diff_value.", id].concat()).to_owned()
}

/// A share in two figures that mean something.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    match percent {
        _ if percent < 0.01 => say("diff.least").to_owned(),
        _ if percent < 1.0 => format!("{percent:.2} %"),
        _ if percent > 99.9 => say("diff.most").to_owned(),
        _ => format!("{percent:.1} %"),
    }
}
