//! What the answers show: the tier, what to do in order, and each pathway. Why it is so comes from the part that loads
//! later, in the words of `waymark explain`.

use super::go_on;
use super::guidance::parts;
use super::pathway::{card, is_help};
use crate::decide::Decision;
use crate::decide::decision::{ActionDue, Eligibility};
use crate::packs::Page;
use crate::packs::journey::{Mode, Step};
use crate::packs::pack::Urgency;
use crate::screen::ahead::framed;
use crate::screen::desk::Desk;
use crate::screen::element::{View, classed, nothing, row};
use crate::screen::papers::Explained;
use crate::screen::patterns::details::details;
use crate::screen::patterns::tag::tag;
use crate::screen::patterns::text::{body, heading, section, source};
use crate::screen::words::{engine, say};

/// The result page.
pub fn page(desk: Desk, page: &'static Page) -> View {
    let (decision, explained) = (desk.decision(), desk.explained());
    let community = desk.mode() == Mode::Community;
    let title = if community { say("result.community_title") } else { &page.title };
    let mut actions = classed("ol", "waymark-actions");
    for due in &decision.actions {
        actions = actions.child(action(&explained, due));
    }
    let inner = vec![
        heading(title),
        tier(&decision),
        if community { explained.folded(say("result.because"), "tier") } else { explained.part("tier") },
        section(say("result.actions")),
        actions.done(),
        pathways(desk, &decision, &explained),
        explained.folded(say("result.missing"), "open"),
        explained.part("set_aside"),
        parts(desk, Step::Refer),
        go_on(desk, "page.continue"),
    ];
    framed(desk, row(inner))
}

fn tier(decision: &Decision<'static>) -> View {
    let tiers = &engine().bundle().national.tiers;
    let Some(tier) = tiers.iter().find(|tier| tier.id == decision.tier) else { return nothing() };
    let name = classed("h2", "govuk-heading-m waymark-tier__name").text(&tier.says);
    let whole = classed("section", "waymark-tier").set("data-tier", decision.tier).child(name.done()).child(body(&tier.explains));
    whole.child(source(say("result.no_prediction"))).done()
}

/// One thing to do, with its reason and what it means in the area.
pub fn action(explained: &Explained, due: &ActionDue<'static>) -> View {
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
    item.child(explained.folded_about(say("result.why"), due.says, &["action.", due.id].concat())).done()
}

fn pathways(desk: Desk, decision: &Decision<'static>, explained: &Explained) -> View {
    let (mut shown, mut rest, mut help) = (Vec::new(), Vec::new(), Vec::new());
    let under_16 = desk.look(|session| engine().follows(&session.counting(engine(), desk.on), "person.under_16", "yes"));
    for pathway in decision.nearest_first() {
        if under_16 && pathway.eligibility == Eligibility::NotEligible {
            continue;
        }
        let place = match (is_help(pathway), pathway.recommended) {
            (true, _) => &mut help,
            (false, true) => &mut shown,
            (false, false) => &mut rest,
        };
        place.push(card(explained, pathway));
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
