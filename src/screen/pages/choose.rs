//! Where the referral goes, and why.

use std::rc::Rc;

use super::pathway::is_help;
use super::{go_on, headed};
use crate::packs::Page;
use crate::screen::ahead::framed;
use crate::screen::desk::Desk;
use crate::screen::element::{View, row};
use crate::screen::patterns::choices::{Item, Many, choices};
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::body;
use crate::screen::words::say;

/// The choice among what is recommended. A recommended pathway may be left out, with a reason.
pub fn page(desk: Desk, page: &'static Page) -> View {
    let reason = Around {
        id: "reason".into(),
        fact: "chosen.reason".into(),
        question: say("choose.reason").into(),
        hint: say("choose.reason_hint").into(),
        ..Around::default()
    };
    let value = desk.look(|session| session.reason.clone());
    let typed = Box::new(move |text| desk.note(|session| session.reason = text));
    let inner = vec![
        headed(page),
        body(say("choose.lead")),
        recommended(desk),
        field(&reason, Takes::Long, &value, None, typed),
        go_on(desk, "page.continue"),
    ];
    framed(desk, row(inner))
}

fn recommended(desk: Desk) -> View {
    let chosen = desk.look(|session| session.chosen.clone());
    let mut items = Vec::new();
    let mut ids = Vec::new();
    let decision = desk.decision();
    // As on the result page: what is for the person causing harm before help for others.
    let (help, services): (Vec<_>, Vec<_>) =
        decision.nearest_first().into_iter().filter(|pathway| pathway.recommended).partition(|pathway| is_help(pathway));
    for pathway in services.into_iter().chain(help) {
        let chosen = chosen.contains(&pathway.id);
        items.push(Item { value: pathway.id.clone(), says: pathway.name.to_owned(), hint: pathway.says.to_owned(), chosen });
        ids.push(pathway.id.clone());
    }
    if ids.is_empty() {
        return body(say("choose.none"));
    }
    let around = Around { id: "chosen".into(), fact: "chosen".into(), question: say("choose.question").into(), ..Around::default() };
    let choose = move |place: usize, chosen| desk.note(|session| session.choose_pathway(&ids[place], chosen));
    choices(&around, Many::Several, items, None, Rc::new(choose))
}
