//! What to do, and what not to do, from these answers.

use leptos::prelude::*;

use super::{framed, go_on, headed};
use crate::decide::engine::Engine;
use crate::packs::Page;
use crate::packs::journey::Step;
use crate::packs::pack::{Advice, Guidance};
use crate::screen::desk::Desk;
use crate::screen::patterns::text::section;
use crate::screen::words::{engine, say};

/// The page of the respond step that is read and acknowledged.
pub fn page(desk: Desk, page: &'static Page) -> AnyView {
    let lines = lines(desk, Step::Respond);
    let kinds = [(Advice::Do, "respond.do"), (Advice::DoNot, "respond.do_not"), (Advice::Know, "respond.know")];
    let parts: Vec<AnyView> = kinds.into_iter().map(|(kind, key)| part(&lines, kind, key)).collect();
    let inner = view! {
        {headed(page)}
        {parts}
        {go_on(desk, "respond.read")}
    };
    framed(desk, Vec::new(), inner.into_any())
}

/// The lines for a step, on these answers.
pub fn lines(desk: Desk, step: Step) -> Vec<&'static Guidance> {
    let engine: &Engine<'static> = engine();
    desk.look(|session| engine.guidance(&session.answers, desk.on, step, session.mode(engine)))
}

/// The lines of one kind under their heading; nothing where there are none.
pub fn part(lines: &[&'static Guidance], kind: Advice, key: &'static str) -> AnyView {
    let items: Vec<AnyView> = lines
        .iter()
        .filter(|line| line.kind == kind)
        .map(|line| view! { <li data-guidance=line.id.clone()>{line.says.clone()}</li> }.into_any())
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        {section(say(key).into())}
        <ul class="govuk-list govuk-list--bullet">{items}</ul>
    }
    .into_any()
}
