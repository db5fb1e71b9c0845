//! What the answers show: the tier and what raised it, what to do in order, and each pathway with its reasons.

use super::guidance::parts;
use super::pathway::{card, is_help};
use super::{framed, go_on};
use crate::decide::Decision;
use crate::decide::decision::{ActionDue, Eligibility, Fired, PathwayResult};
use crate::decide::explain::fact_words;
use crate::packs::Page;
use crate::packs::journey::{Mode, Step};
use crate::packs::pack::Urgency;
use crate::screen::desk::Desk;
use crate::screen::element::{View, classed, element, nothing, row};
use crate::screen::patterns::details::details;
use crate::screen::patterns::tag::tag;
use crate::screen::patterns::text::{body, bullet_list, bullets, heading, part as small, section, source};
use crate::screen::words::{engine, fill, say};

/// The result page.
pub fn page(desk: Desk, page: &'static Page) -> View {
    let decision = desk.decision();
    let community = desk.mode() == Mode::Community;
    let title = if community { say("result.community_title") } else { &page.title };
    let mut actions = classed("ol", "waymark-actions");
    for due in &decision.actions {
        actions = actions.child(action(due));
    }
    let inner = vec![
        heading(title),
        tier(&decision, community),
        raised(desk, &decision),
        section(say("result.actions")),
        actions.done(),
        pathways(desk, &decision),
        missing(&decision),
        parts(desk, Step::Refer),
        go_on(desk, "page.continue"),
    ];
    framed(desk, Vec::new(), row(inner))
}

fn tier(decision: &Decision<'static>, community: bool) -> View {
    let tiers = &engine().bundle().national.tiers;
    let Some(tier) = tiers.iter().find(|tier| tier.id == decision.tier) else { return nothing() };
    let name = classed("h2", "govuk-heading-m waymark-tier__name").text(&tier.says);
    let mut whole = classed("section", "waymark-tier").set("data-tier", decision.tier).child(name.done()).child(body(&tier.explains));
    if !community {
        whole = whole.child(body(&still(decision)));
    }
    whole.child(source(say("result.no_prediction"))).done()
}

/// Which other tiers the open answers could still give.
fn still(decision: &Decision<'static>) -> String {
    let mut names = String::new();
    for tier in &engine().bundle().national.tiers {
        if tier.id != decision.tier && decision.still_possible.contains(&tier.id.as_str()) {
            if !names.is_empty() {
                names.push_str(", ");
            }
            names.push_str(&tier.says);
        }
    }
    let settled = decision.still_possible.iter().all(|id| *id == decision.tier);
    if settled { say("result.settled").to_owned() } else { fill("result.still", &[("tiers", &names)]) }
}

/// The rules that fired, in the user's own recorded facts.
fn raised(desk: Desk, decision: &Decision<'static>) -> View {
    if decision.fired.is_empty() {
        return body(say("result.raised_none"));
    }
    let mut rules = bullet_list();
    for fired in &decision.fired {
        rules = rules.child(rule(desk, fired));
    }
    row(vec![section(say("result.raised")), rules.done()])
}

fn rule(desk: Desk, fired: &Fired<'static>) -> View {
    let mut facts = String::new();
    for fact in &fired.facts {
        if !facts.is_empty() {
            facts.push_str("; ");
        }
        facts.push_str(&desk.look(|session| fact_words(&engine().bundle().vocabulary, &session.answers, fact)));
    }
    let rests_on = classed("p", "waymark-source").text(say("result.facts")).text(" ").text(&facts).text(". ").text(&from(fired.source));
    element("li").set("data-rule", fired.rule).text(fired.because).child(rests_on.done()).done()
}

/// Where something comes from, in words.
pub fn from(source: &str) -> String {
    fill("result.source", &[("source", source)])
}

/// One thing to do, with its reason and what it means in the area.
pub fn action(due: &ActionDue<'static>) -> View {
    let colour = match due.urgency {
        Urgency::Now => "red",
        Urgency::Today => "orange",
        Urgency::ThisWeek | Urgency::WithReferral => "grey",
    };
    let when = tag(colour, say(["urgency.now", "urgency.today", "urgency.this_week", "urgency.with_referral"][due.urgency as usize]));
    let mut item = classed("li", "waymark-action").set("data-action", due.id).child(when);
    // The area's own words say the same, and where to turn.
    if due.local.is_empty() {
        item = item.child(body(due.says));
    }
    for local in &due.local {
        let mut line = classed("p", "govuk-body").text(local.says);
        if !local.phone.is_empty() && !local.says.contains(local.phone) {
            line = line.text(" ").text(local.contact).text(": ").text(local.phone);
        }
        item = item.child(line.done());
    }
    item.child(details(say("result.why"), row(vec![body(due.because), source(&from(due.source))]))).done()
}

fn pathways(desk: Desk, decision: &Decision<'static>) -> View {
    let (mut shown, mut rest, mut help) = (Vec::new(), Vec::new(), Vec::new());
    let under_16 = desk.look(|session| engine().follows(&session.answers, "person.under_16", "yes"));
    for pathway in nearest_first(decision) {
        if under_16 && pathway.eligibility == Eligibility::NotEligible {
            continue;
        }
        let place = match (is_help(pathway), pathway.recommended) {
            (true, _) => &mut help,
            (false, true) => &mut shown,
            (false, false) => &mut rest,
        };
        place.push(card(decision, pathway));
    }
    let helping = details(say("result.help"), row(help));
    if desk.mode() == Mode::Community {
        // One safe step: help first, and what services there are only for those who look.
        shown.append(&mut rest);
        return row(vec![helping, details(say("result.services"), row(shown))]);
    }
    let mut inner = vec![section(say("result.recommended"))];
    if shown.is_empty() {
        inner.push(body(say("result.recommended_none")));
    }
    inner.append(&mut shown);
    if !rest.is_empty() {
        inner.push(details(say("result.others"), row(rest)));
    }
    inner.push(helping);
    row(inner)
}

/// The area's pathways before the national ones, and of each those that fit before those that may.
fn nearest_first<'d>(decision: &'d Decision<'static>) -> Vec<&'d PathwayResult<'static>> {
    let national = &engine().bundle().national.id;
    let mut ordered = Vec::new();
    for local in [true, false] {
        for fits in [true, false] {
            ordered.extend(decision.pathways.iter().filter(|pathway| {
                let is_local = pathway.id.split('/').next() != Some(national);
                is_local == local && (pathway.eligibility == Eligibility::Eligible) == fits
            }));
        }
    }
    ordered
}

fn missing(decision: &Decision<'static>) -> View {
    let inner = if decision.missing.is_empty() {
        body(say("result.none_missing"))
    } else {
        row(vec![body(say("result.missing_lead")), shorts(&decision.missing)])
    };
    let mut whole = vec![details(say("result.missing"), inner)];
    if !decision.set_aside.is_empty() {
        whole.extend([small(say("result.set_aside")), body(say("result.set_aside_lead")), shorts(&decision.set_aside)]);
    }
    row(whole)
}

/// The short names of facts, as a list.
fn shorts(ids: &[&'static str]) -> View {
    let vocabulary = &engine().bundle().vocabulary;
    let names: Vec<&str> = ids.iter().filter_map(|id| vocabulary.find(id)).map(|fact| vocabulary.short(fact)).collect();
    bullets(&names)
}
