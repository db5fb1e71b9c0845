//! Where the referral goes, and why.

use leptos::prelude::*;

use super::{framed, go_on, headed};
use crate::packs::Page;
use crate::screen::desk::Desk;
use crate::screen::patterns::choices::{Item, Many, choices};
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::body;
use crate::screen::words::say;

/// The choice among what is recommended. A recommended pathway may be left out, with a reason.
pub fn page(desk: Desk, page: &'static Page) -> AnyView {
    let decision = desk.decision();
    let options: Vec<(String, &str, &str)> =
        decision.pathways.iter().filter(|p| p.recommended).map(|p| (p.id.clone(), p.name, p.says)).collect();
    let chosen = desk.look(|session| session.chosen());
    let items = options.iter().map(|(id, name, says)| Item {
        value: id.clone(),
        says: (*name).to_owned(),
        hint: (*says).to_owned(),
        chosen: chosen.contains(id),
    });
    let around = Around { id: "chosen".into(), fact: "chosen".into(), question: say("choose.question").into(), ..Around::default() };
    let ids: Vec<String> = options.iter().map(|(id, _, _)| id.clone()).collect();
    let list = if ids.is_empty() {
        body(say("choose.none").into())
    } else {
        choices(around, Many::Several, items.collect(), || false, move |place, chosen| {
            desk.note(|session| session.choose_pathway(&ids[place], chosen));
        })
    };
    let reason = Around {
        id: "reason".into(),
        fact: "chosen.reason".into(),
        question: say("choose.reason").into(),
        hint: say("choose.reason_hint").into(),
        ..Around::default()
    };
    let value = desk.look(|session| session.reason.clone());
    let inner = view! {
        {headed(page)}
        {body(say("choose.lead").into())}
        {list}
        {field(reason, Takes::Long, value, || false, move |text| desk.note(|session| session.reason = text))}
        {go_on(desk, "page.continue")}
    };
    framed(desk, Vec::new(), inner.into_any())
}
