//! One pathway as a card: whether it fits, whether it runs, why, and what else.

use super::result::from;
use crate::decide::Decision;
use crate::decide::decision::{Argument, CriterionResult, Eligibility, PathwayResult};
use crate::decide::explain::day_words;
use crate::facts::Day;
use crate::packs::pack::Availability;
use crate::screen::element::{View, classed, element, nothing, row};
use crate::screen::patterns::details::details;
use crate::screen::patterns::tag::tag;
use crate::screen::patterns::text::{body, bullet_list, bullets, part, source};
use crate::screen::words::{engine, fill, say};

/// Help and advice for anybody stands apart from services that work with the person or the family.
pub fn is_help(pathway: &PathwayResult<'_>) -> bool {
    pathway.kind == "help_seeking" || pathway.kind == "victim_support"
}

/// The card.
pub fn card(decision: &Decision<'static>, pathway: &PathwayResult<'static>) -> View {
    let class = if pathway.recommended { "waymark-pathway waymark-pathway--recommended" } else { "waymark-pathway" };
    let name = classed("h3", "govuk-heading-s").text(pathway.name);
    let head = classed("div", "waymark-pathway__head").child(name.done()).child(fits(pathway)).child(runs(pathway));
    let inner = classed("div", "waymark-pathway__body")
        .child(body(pathway.says))
        .child(until(pathway))
        .child(instead(decision, pathway))
        .child(details(say("result.how"), body(pathway.how)))
        .child(details(say("result.criteria"), reasons(pathway)));
    classed("article", class)
        .set("data-pathway", &pathway.id)
        .set("data-eligibility", pathway.eligibility.id())
        .set("data-availability", pathway.availability.id())
        .child(head.done())
        .child(inner.done())
        .done()
}

fn fits(pathway: &PathwayResult<'static>) -> View {
    let (colour, key) = match pathway.eligibility {
        Eligibility::Eligible => ("green", "eligibility.eligible"),
        Eligibility::NotEligible => ("grey", "eligibility.not_eligible"),
        Eligibility::CannotTell => ("yellow", "eligibility.cannot_tell"),
    };
    tag(colour, say(key))
}

fn runs(pathway: &PathwayResult<'static>) -> View {
    let (colour, key) = match pathway.availability {
        Availability::Running => ("green", "availability.running"),
        Availability::Unconfirmed => ("yellow", "availability.unconfirmed"),
        other => ("grey", ["", "availability.ended", "availability.not_started", "", "availability.named_only", "availability.gap"][other as usize]),
    };
    tag(colour, say(key))
}

fn until(pathway: &PathwayResult<'static>) -> View {
    match pathway.known_until.as_deref().and_then(Day::parse) {
        Some(day) => source(&fill("result.known_until", &[("day", &day_words(&engine().bundle().words, day))])),
        None => nothing(),
    }
}

fn reasons(pathway: &PathwayResult<'static>) -> View {
    let mut criteria = bullet_list();
    for one in &pathway.criteria {
        criteria = criteria.child(criterion(one));
    }
    let mut inner = vec![criteria.done(), arguments("result.supports", &pathway.supports), arguments("result.against", &pathway.against)];
    if !pathway.not_for.is_empty() {
        inner.extend([part(say("result.not_for")), bullets(&pathway.not_for)]);
    }
    inner.push(source(&from(pathway.source)));
    row(inner)
}

fn criterion(criterion: &CriterionResult<'static>) -> View {
    let result = say(match criterion.result {
        "met" => "criterion.met",
        "not_met" => "criterion.not_met",
        _ => "criterion.unknown",
    });
    let result = element("strong").text(result).text(": ");
    let mut item = element("li").set("data-criterion", criterion.id).set("data-result", criterion.result);
    item = item.child(result.done()).text(criterion.because);
    if !criterion.scope.is_empty() {
        item = item.text(" ").text(criterion.scope);
    }
    item.child(source(&from(criterion.source))).done()
}

fn arguments(key: &'static str, arguments: &[Argument<'static>]) -> View {
    if arguments.is_empty() {
        return nothing();
    }
    let lines: Vec<&str> = arguments.iter().map(|argument| argument.because).collect();
    row(vec![part(say(key)), bullets(&lines)])
}

/// What answers the need where this pathway does not.
fn instead(decision: &Decision<'static>, pathway: &PathwayResult<'static>) -> View {
    if pathway.instead.is_empty() {
        return nothing();
    }
    let name = |id: &&str| {
        let pathway = decision.pathways.iter().find(|other| other.id == *id).map(|other| other.name);
        pathway.or_else(|| decision.actions.iter().find(|due| due.id == *id).map(|due| due.says))
    };
    let names: Vec<&str> = pathway.instead.iter().filter_map(name).collect();
    row(vec![body(say("result.instead")), bullets(&names)])
}
