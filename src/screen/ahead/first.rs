//! What lies ahead of the first page, for the program that draws that page alone: it asks the element for the rest, which
//! takes over with what was answered.

use leptos::prelude::{Get, Set};

use crate::facts::FactId;
use crate::journey::session::CheckDetails;
use crate::packs::Page;
use crate::screen::desk::{Desk, Toward};
use crate::screen::element::{View, classed, nothing, row};
use crate::screen::pages::question;
use crate::screen::words::{engine, say};

/// There are no details yet.
pub const CHECK: CheckDetails = |_, _, _| None;

/// Asks the element to go on with the rest of the screen, and says that it is coming.
pub fn go(desk: Desk, toward: Toward) {
    desk.waiting.set(true);
    desk.ask(toward.id());
}

/// The first page.
pub fn page(desk: Desk) -> View {
    match engine().bundle().journey.pages.first() {
        Some(page) => question::page(desk, page),
        None => nothing(),
    }
}

/// The page, and that the rest is loading for who wants to go on already.
pub fn framed(desk: Desk, inner: View) -> View {
    let told = move || if desk.waiting.get() { say("exit.loading") } else { "" };
    let loading = classed("p", "govuk-body").set("role", "status").react_text(Box::new(told));
    row(vec![inner, loading.done()])
}

/// Everything that the page holds is asked.
pub fn questions(_: Desk, page: &Page) -> Vec<FactId> {
    page.facts.clone()
}

/// What to keep in mind needs the rules.
pub fn advice(_: Desk, _: &Page) -> Option<View> {
    None
}

/// Nothing is judged here.
pub fn error_at(_: Desk, _: &str) -> String {
    String::new()
}

/// What is filled in beforehand brings the whole screen.
pub fn filled_in(_: Desk, _: FactId) -> String {
    String::new()
}

/// Nobody can tell how much is left without the rules.
pub fn left(_: Desk) -> Option<(usize, usize)> {
    None
}

/// Where somebody lives is asked later.
pub fn start_in(_: Desk, _: &str) {}

/// The first page alone is no draft.
pub fn keep_draft(_: Desk) {}

/// The host is told of the first page when the rest is there.
pub fn tell_progress(_: Desk) {}
