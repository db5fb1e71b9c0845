//! What is proved of the packs in an area, claim by claim, and the smallest answers on which a claim fails.

use std::sync::Arc;

use leptos::prelude::*;

use super::answers::{answers, line};
use super::bench::{Bench, Found};
use super::places;
use super::task::{Task, breathe, pause};
use crate::decide::explain::words::day_words;
use crate::packs::Bundle;
use crate::prove::claims;
use crate::prove::court::Refutation;
use crate::prove::properties::{Finding, Verdict, prove_gradually};
use crate::screen::element::{View, classed, element, nothing, row};
use crate::screen::patterns::details::details;
use crate::screen::patterns::tag::tag;
use crate::screen::patterns::text::body;
use crate::screen::words::{fill, say};

/// How long nothing is typed before proofs begin, in milliseconds: they take seconds.
const PAUSE: u32 = 1_200;

/// How many refutations of one claim are shown: one tells most, twenty tell no more.
const SHOWN: usize = 3;

/// One claim, and what was found of it as soon as that is known. It lives as long as somebody looks at it.
type Tried = (String, ArcRwSignal<Option<Arc<Finding>>>);

/// The claims that are being tried.
#[derive(Clone)]
struct Trial {
    found: Arc<Found>,
    area: String,
    claims: Vec<Tried>,
}

/// The claims with what was found.
pub fn proofs(bench: Bench) -> View {
    let (trial, task) = (RwSignal::new(None), Task::new());
    Effect::new(move |_| start(bench, trial, task));
    let told = move || classed("span", "").text(&count(bench, trial.get().as_ref())).done();
    let told = classed("p", "govuk-body").set("role", "status").dynamic(Box::new(told));
    let list = move || trial.get().map_or_else(nothing, |trial| untrack(|| list(&trial)));
    element("div").child(body(say("proofs.lead"))).child(told.done()).dynamic(Box::new(list)).done()
}

/// Tries the claims anew whenever the packs or the area have changed.
fn start(bench: Bench, trial: RwSignal<Option<Trial>>, task: Task) {
    let found = bench.found.get();
    if bench.checking.get() {
        return task.stop();
    }
    let Some((found, bundle)) = found.as_ref().and_then(|found| Some((found, found.bundle.as_ref()?))) else {
        task.stop();
        return trial.set(None);
    };
    let (found, area) = (found.clone(), places::chosen(bench, bundle));
    let Ok(claims) = claims::read(&found.files, bundle) else { return };
    // What was found before says nothing of the packs as they are now.
    let tried: Vec<Tried> = claims.claims.iter().map(|claim| (claim.says.clone(), ArcRwSignal::new(None))).collect();
    trial.set(Some(Trial { found: found.clone(), area: area.clone(), claims: tried.clone() }));
    task.start(async move {
        pause(PAUSE).await;
        let Some(bundle) = &found.bundle else { return };
        let mut left = tried.into_iter();
        let tell = |finding| {
            if let Some((_, signal)) = left.next() {
                signal.set(Some(Arc::new(finding)));
            }
        };
        prove_gradually(bundle, &claims, &area, breathe, tell).await;
    });
}

/// How many claims are proved; read out when all have been tried.
fn count(bench: Bench, trial: Option<&Trial>) -> String {
    let Some(trial) = trial else { return say("proofs.waiting").to_owned() };
    let found: Vec<_> = trial.claims.iter().map(|(_, finding)| finding.get()).collect();
    if bench.checking.get() || found.iter().any(Option::is_none) {
        return say("proofs.working").to_owned();
    }
    let proved = found.iter().flatten().filter(|finding| finding.verdict.is_proved()).count().to_string();
    let title = trial.found.bundle.as_ref().and_then(|bundle| bundle.areas.iter().find(|pack| pack.id == trial.area)).map_or("", |pack| &pack.title);
    fill("proofs.count", &[("proved", &proved), ("all", &found.len().to_string()), ("area", title)])
}

fn list(trial: &Trial) -> View {
    let mut list = classed("ol", "govuk-list waymark-claims");
    for (says, finding) in &trial.claims {
        let (says, finding, found) = (says.clone(), finding.clone(), trial.found.clone());
        let drawn = move || {
            let finding = finding.get();
            untrack(|| claim(&says, finding.as_deref(), found.bundle.as_ref()))
        };
        list = list.child(classed("li", "waymark-claim").dynamic(Box::new(drawn)).done());
    }
    list.done()
}

fn claim(says: &str, finding: Option<&Finding>, bundle: Option<&Bundle>) -> View {
    let (colour, key) = match finding.map(|finding| &finding.verdict) {
        None => ("grey", "proofs.trying"),
        Some(Verdict::Proved) => ("green", "proofs.proved"),
        Some(Verdict::Empty(_)) => ("yellow", "proofs.empty"),
        Some(Verdict::Refuted(_)) => ("red", "proofs.refuted"),
        Some(Verdict::NotProved) => ("orange", "proofs.no_room"),
    };
    let head = classed("p", "govuk-body").child(tag(colour, say(key))).text(" ").text(says).done();
    let more = match (finding.map(|finding| &finding.verdict), bundle) {
        (Some(Verdict::Empty(why)), _) => body(&fill("proofs.empty_why", &[("why", why)])),
        (Some(Verdict::NotProved), _) => body(say("proofs.no_room_why")),
        (Some(Verdict::Refuted(all)), Some(bundle)) => refutations(bundle, all),
        _ => nothing(),
    };
    row(vec![head, more])
}

fn refutations(bundle: &Bundle, all: &[Refutation]) -> View {
    let drawn = |refutations: &[Refutation]| row(refutations.iter().map(|refutation| one(bundle, refutation)).collect());
    let (first, more) = all.split_at(all.len().min(SHOWN));
    let more = match more.len() {
        0 => nothing(),
        count => details(&fill("proofs.more", &[("count", &count.to_string())]), drawn(more)),
    };
    row(vec![drawn(first), more])
}

fn one(bundle: &Bundle, refutation: &Refutation) -> View {
    let vocabulary = &bundle.vocabulary;
    let mut views = vec![classed("p", "govuk-body govuk-!-margin-bottom-1").text(&refutation.wrong).done()];
    if let Some(on) = refutation.on {
        views.push(body(&fill("proofs.from", &[("day", &day_words(&bundle.words, on))])));
    }
    views.extend(refutation.answers.as_ref().map(|recorded| answers(bundle, recorded)));
    views.extend(refutation.change.as_ref().map(|(fact, value)| {
        let short = vocabulary.asked(fact).map_or(fact.as_str(), |fact| vocabulary.short(fact));
        body(&match value {
            Some(value) => fill("proofs.then", &[("answer", &line(bundle, fact, value))]),
            None => fill("proofs.without", &[("fact", short)]),
        })
    }));
    classed("div", "govuk-inset-text").child(row(views)).done()
}
