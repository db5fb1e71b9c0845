//! The referral, made: to download, copy, print or hand over, by the user's own act only.

use leptos::prelude::*;

use super::guidance::{lines, part};
use super::framed;
use crate::packs::Page;
use crate::packs::journey::{Mode, Step};
use crate::packs::pack::Advice;
use crate::referral::Referral;
use crate::screen::browser;
use crate::screen::desk::Desk;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::details::details;
use crate::screen::patterns::text::{bullets, section, warning};
use crate::screen::words::{engine, say};

/// The last page.
pub fn page(desk: Desk, _page: &'static Page) -> AnyView {
    let (json, text) = desk.look(|session| {
        let referral = Referral::new(engine(), &session.answers, &session.details, desk.on);
        (referral.to_json(), referral.to_text())
    });
    let decision = desk.decision();
    let title = if desk.mode() == Mode::Community { "done.title_community" } else { "done.title" };
    let chosen = desk.look(|session| session.chosen());
    let routes: Vec<String> = decision.pathways.iter().filter(|p| chosen.contains(&p.id)).map(|p| format!("{}: {}", p.name, p.how)).collect();
    let where_to = (!routes.is_empty()).then(|| view! { {section(say("done.where_to").into())} {bullets(routes)} });
    let told = RwSignal::new("");
    let inner = view! {
        <div class="govuk-panel govuk-panel--confirmation">
            <h1 class="govuk-panel__title" tabindex="-1">{say(title)}</h1>
            <div class="govuk-panel__body">{say("done.not_sent")}</div>
        </div>
        {warning(say("form.restricted"), say("done.restricted").into())}
        {where_to}
        {outlets(desk, &json, &text, told)}
        <p class="govuk-body" role="status">{move || told.get()}</p>
        {part(&lines(desk, Step::Done), Advice::Do, "done.next")}
        {part(&lines(desk, Step::Done), Advice::DoNot, "respond.do_not")}
        {part(&lines(desk, Step::Done), Advice::Know, "done.after")}
        {details(say("done.text").into(), view! { <pre class="waymark-record" tabindex="0">{text.clone()}</pre> }.into_any())}
        {button(Look::Secondary, say("done.start_again"), move || desk.clear())}
    };
    framed(desk, Vec::new(), inner.into_any())
}

fn outlets(desk: Desk, json: &str, text: &str, told: RwSignal<&'static str>) -> AnyView {
    let download = {
        let json = json.to_owned();
        button(Look::Primary, say("done.download"), move || {
            let name = format!("form-{}.json", desk.on);
            told.set(if browser::save(&name, "application/json", &json).is_ok() { say("done.saved") } else { say("done.copy_failed") });
        })
    };
    let copy = {
        let text = text.to_owned();
        button(Look::Secondary, say("done.copy"), move || {
            browser::copy(text.clone(), move |copied| told.set(say(if copied { "done.copied" } else { "done.copy_failed" })));
        })
    };
    let hand_over = (desk.submit.with_value(|submit| submit == "event")).then(|| {
        let json = json.to_owned();
        button(Look::Primary, say("done.hand_over"), move || {
            desk.emit_json("waymark-referral", &json);
            told.set(say("done.handed_over"));
        })
    });
    view! {
        <div class="govuk-button-group">
            {hand_over}
            {download}
            {copy}
            {button(Look::Secondary, say("done.print"), browser::print)}
        </div>
    }
    .into_any()
}
