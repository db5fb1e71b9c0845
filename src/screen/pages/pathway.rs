//! One pathway as a card: whether it fits, whether it runs, why, and what else.

use leptos::prelude::*;

use crate::decide::Decision;
use crate::decide::decision::{Argument, Eligibility, PathwayResult};
use crate::decide::explain::day_words;
use crate::facts::Day;
use crate::packs::pack::Availability;
use crate::screen::patterns::details::details;
use crate::screen::patterns::tag::tag;
use crate::screen::patterns::text::{body, bullets, part, source};
use crate::screen::words::{engine, fill, say};

/// Help and advice for anybody stands apart from services that work with the person or the family.
pub fn is_help(pathway: &PathwayResult<'_>) -> bool {
    pathway.kind == "help_seeking" || pathway.kind == "victim_support"
}

/// The card.
pub fn card(decision: &Decision<'static>, pathway: &PathwayResult<'static>) -> AnyView {
    let class = if pathway.recommended { "waymark-pathway waymark-pathway--recommended" } else { "waymark-pathway" };
    let fits = match pathway.eligibility {
        Eligibility::Eligible => tag("green", say("eligibility.eligible")),
        Eligibility::NotEligible => tag("grey", say("eligibility.not_eligible")),
        Eligibility::CannotTell => tag("yellow", say("eligibility.cannot_tell")),
    };
    let runs = match pathway.availability {
        Availability::Running => tag("green", say("availability.running")),
        Availability::Unconfirmed => tag("yellow", say("availability.unconfirmed")),
        other => tag("grey", say(["", "availability.ended", "availability.not_started", "", "availability.named_only", "availability.gap"][other as usize])),
    };
    let until = pathway.known_until.as_deref().and_then(Day::parse).map(|day| {
        source(fill("result.known_until", &[("day", &day_words(&engine().bundle().words, day))]))
    });
    let instead = instead(decision, pathway);
    view! {
        <article class=class data-pathway=pathway.id.clone() data-eligibility=pathway.eligibility.id() data-availability=pathway.availability.id()>
            <div class="waymark-pathway__head">
                <h3 class="govuk-heading-s">{pathway.name}</h3>
                {fits}
                {runs}
            </div>
            <div class="waymark-pathway__body">
                {body(pathway.says.into())}
                {until}
                {instead}
                {details(say("result.how").into(), body(pathway.how.into()))}
                {details(say("result.criteria").into(), reasons(pathway))}
            </div>
        </article>
    }
    .into_any()
}

fn reasons(pathway: &PathwayResult<'static>) -> AnyView {
    let rows: Vec<AnyView> = pathway
        .criteria
        .iter()
        .map(|criterion| {
            let result = say(match criterion.result {
                "met" => "criterion.met",
                "not_met" => "criterion.not_met",
                _ => "criterion.unknown",
            });
            let scope = (!criterion.scope.is_empty()).then(|| format!(" {}", criterion.scope)).unwrap_or_default();
            view! {
                <li data-criterion=criterion.id data-result=criterion.result>
                    <strong>{result}": "</strong>
                    {criterion.because}
                    {scope}
                    <p class="waymark-source">{fill("result.source", &[("source", criterion.source)])}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    let not_for: Vec<String> = pathway.not_for.iter().map(|line| (*line).to_owned()).collect();
    let not_for = (!not_for.is_empty()).then(|| view! { {part(say("result.not_for").into())} {bullets(not_for)} });
    view! {
        <ul class="govuk-list govuk-list--bullet">{rows}</ul>
        {arguments("result.supports", &pathway.supports)}
        {arguments("result.against", &pathway.against)}
        {not_for}
        {source(fill("result.source", &[("source", pathway.source)]))}
    }
    .into_any()
}

fn arguments(key: &'static str, arguments: &[Argument<'static>]) -> AnyView {
    if arguments.is_empty() {
        return ().into_any();
    }
    let lines = arguments.iter().map(|argument| argument.because.to_owned()).collect();
    view! { {part(say(key).into())} {bullets(lines)} }.into_any()
}

/// What answers the need where this pathway does not.
fn instead(decision: &Decision<'static>, pathway: &PathwayResult<'static>) -> AnyView {
    if pathway.instead.is_empty() {
        return ().into_any();
    }
    let name = |id: &&str| {
        let pathway = decision.pathways.iter().find(|other| other.id == *id).map(|other| other.name);
        let action = decision.actions.iter().find(|due| due.id == *id).map(|due| due.says);
        pathway.or(action).map(str::to_owned)
    };
    let names: Vec<String> = pathway.instead.iter().filter_map(name).collect();
    view! { {body(say("result.instead").into())} {bullets(names)} }.into_any()
}
