//! What the answers show: the tier and what raised it, what to do in order, and each pathway with its reasons.

use leptos::prelude::*;

use super::guidance::{lines, part};
use super::pathway::{card, is_help};
use super::{framed, go_on};
use crate::decide::Decision;
use crate::decide::decision::ActionDue;
use crate::decide::explain::fact_words;
use crate::packs::Page;
use crate::packs::journey::{Mode, Step};
use crate::packs::pack::{Advice, Urgency};
use crate::screen::desk::Desk;
use crate::screen::patterns::details::details;
use crate::screen::patterns::tag::tag;
use crate::screen::patterns::text::{body, bullets, heading, part as small, section, source};
use crate::screen::words::{engine, fill, say};

/// The result page.
pub fn page(desk: Desk, page: &'static Page) -> AnyView {
    let decision = desk.decision();
    let community = desk.mode() == Mode::Community;
    let title = if community { say("result.community_title").to_owned() } else { page.title.clone() };
    let actions: Vec<AnyView> = decision.actions.iter().map(action).collect();
    let inner = view! {
        {heading(title)}
        {tier(&decision, community)}
        {raised(desk, &decision)}
        {section(say("result.actions").into())}
        <ol class="waymark-actions">{actions}</ol>
        {pathways(&decision)}
        {missing(&decision)}
        {part(&lines(desk, Step::Refer), Advice::Do, "respond.do")}
        {part(&lines(desk, Step::Refer), Advice::DoNot, "respond.do_not")}
        {part(&lines(desk, Step::Refer), Advice::Know, "respond.know")}
        {go_on(desk, "page.continue")}
    };
    framed(desk, Vec::new(), inner.into_any())
}

fn tier(decision: &Decision<'static>, community: bool) -> AnyView {
    let Some(tier) = engine().bundle().national.tiers.iter().find(|tier| tier.id == decision.tier) else { return ().into_any() };
    let names = |ids: &[&str]| {
        let tiers = engine().bundle().national.tiers.iter().filter(|known| ids.contains(&known.id.as_str()));
        tiers.map(|known| known.says.clone()).collect::<Vec<_>>().join(", ")
    };
    let others: Vec<&str> = decision.still_possible.iter().copied().filter(|id| *id != decision.tier).collect();
    let still = if others.is_empty() { say("result.settled").to_owned() } else { fill("result.still", &[("tiers", &names(&others))]) };
    let still = (!community).then(|| body(still));
    view! {
        <section class="waymark-tier" data-tier=decision.tier>
            <h2 class="govuk-heading-m waymark-tier__name">{tier.says.clone()}</h2>
            {body(tier.explains.clone())}
            {still}
            {source(say("result.no_prediction").into())}
        </section>
    }
    .into_any()
}

/// The rules that fired, in the user's own recorded facts.
fn raised(desk: Desk, decision: &Decision<'static>) -> AnyView {
    let rows: Vec<AnyView> = decision
        .fired
        .iter()
        .map(|fired| {
            let facts = desk.look(|session| fired.facts.iter().map(|fact| fact_words(&engine().bundle().vocabulary, &session.answers, fact)).collect::<Vec<_>>().join("; "));
            view! {
                <li data-rule=fired.rule>
                    {fired.because}
                    <p class="waymark-source">{say("result.facts")}" "{facts}". "{fill("result.source", &[("source", fired.source)])}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    if rows.is_empty() {
        return body(say("result.raised_none").into());
    }
    view! {
        {section(say("result.raised").into())}
        <ul class="govuk-list govuk-list--bullet">{rows}</ul>
    }
    .into_any()
}

/// One thing to do, with its reason and what it means in the area.
pub fn action(due: &ActionDue<'static>) -> AnyView {
    let colour = match due.urgency {
        Urgency::Now => "red",
        Urgency::Today => "orange",
        Urgency::ThisWeek | Urgency::WithReferral => "grey",
    };
    let when = tag(colour, say(["urgency.now", "urgency.today", "urgency.this_week", "urgency.with_referral"][due.urgency as usize]));
    let local: Vec<AnyView> = due.local.iter().map(|local| {
        let contact = (!local.phone.is_empty()).then(|| format!(" {}: {}", local.contact, local.phone)).unwrap_or_default();
        view! { <p class="govuk-body"><strong>{say("result.here")}": "</strong>{local.says}{contact}</p> }.into_any()
    }).collect();
    let why = details(say("result.why").into(), view! { {body(due.because.into())} {source(fill("result.source", &[("source", due.source)]))} }.into_any());
    view! {
        <li class="waymark-action" data-action=due.id>
            {when}
            <p class="govuk-body">{due.says}</p>
            {local}
            {why}
        </li>
    }
    .into_any()
}

fn pathways(decision: &Decision<'static>) -> AnyView {
    let (help, services): (Vec<_>, Vec<_>) = decision.pathways.iter().partition(|pathway| is_help(pathway));
    let (recommended, others): (Vec<_>, Vec<_>) = services.into_iter().partition(|pathway| pathway.recommended);
    let shown: Vec<AnyView> = recommended.into_iter().map(|pathway| card(decision, pathway)).collect();
    let none = shown.is_empty().then(|| body(say("result.recommended_none").into()));
    let rest: Vec<AnyView> = others.into_iter().map(|pathway| card(decision, pathway)).collect();
    let rest = (!rest.is_empty()).then(|| details(say("result.others").into(), rest.into_any()));
    let help: Vec<AnyView> = help.into_iter().map(|pathway| card(decision, pathway)).collect();
    view! {
        {section(say("result.recommended").into())}
        {none}
        {shown}
        {rest}
        {details(say("result.help").into(), help.into_any())}
    }
    .into_any()
}

fn missing(decision: &Decision<'static>) -> AnyView {
    let vocabulary = &engine().bundle().vocabulary;
    let shorts = |ids: &[&str]| ids.iter().filter_map(|id| vocabulary.find(id)).map(|fact| vocabulary.short(fact).to_owned()).collect::<Vec<_>>();
    let inner = if decision.missing.is_empty() {
        body(say("result.none_missing").into())
    } else {
        view! { {body(say("result.missing_lead").into())} {bullets(shorts(&decision.missing))} }.into_any()
    };
    let aside = (!decision.set_aside.is_empty()).then(|| {
        view! { {small(say("result.set_aside").into())} {body(say("result.set_aside_lead").into())} {bullets(shorts(&decision.set_aside))} }
    });
    view! { {details(say("result.missing").into(), inner)} {aside} }.into_any()
}
