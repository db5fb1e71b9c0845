//! The pages: questions drawn from the vocabulary, and the few that are not questions.

pub mod question;

#[cfg(not(feature = "first"))]
pub mod check;
#[cfg(not(feature = "first"))]
pub mod choose;
#[cfg(not(feature = "first"))]
pub mod contradiction;
#[cfg(not(feature = "first"))]
pub mod details;
#[cfg(not(feature = "first"))]
pub mod directory;
#[cfg(not(feature = "first"))]
pub mod done;
#[cfg(not(feature = "first"))]
pub mod draft;
#[cfg(not(feature = "first"))]
pub mod guidance;
#[cfg(not(feature = "first"))]
pub mod pathway;
#[cfg(not(feature = "first"))]
pub mod result;
#[cfg(not(feature = "first"))]
pub mod stop;

use super::ahead;
use super::desk::{Desk, Toward};
use super::element::{View, nothing, row};
use super::patterns::button::{Look, button, like_link};
use super::patterns::text::{body, heading};
use super::words::say;
#[cfg(not(feature = "first"))]
use super::words::{engine, fill};
use crate::packs::Page;
#[cfg(not(feature = "first"))]
use crate::{journey::PageFault, packs::Mode};

/// Heading and lead of a page.
fn headed(page: &'static Page) -> View {
    let lead = if page.lead.is_empty() { nothing() } else { body(&page.lead) };
    row(vec![heading(&page.title), lead])
}

/// The button that goes on.
fn go_on(desk: Desk, key: &'static str) -> View {
    button(Look::Primary, say(key), Box::new(move |_| ahead::go(desk, Toward::Next)))
}

/// The way to the list of services.
pub fn services_link(desk: Desk) -> View {
    like_link(Box::new(move |_| ahead::go(desk, Toward::Services))).text(say("page.services")).done()
}

/// The id of a field's control.
pub fn control_id(field: &str) -> String {
    field.replace('.', "-")
}

/// The words for what is wrong with a field: they name it as the page in this mode does.
#[cfg(not(feature = "first"))]
pub fn fault_words(fault: &PageFault, mode: Mode) -> String {
    let vocabulary = &engine().bundle().vocabulary;
    let found = vocabulary.find(&fault.field);
    let label = found.map_or_else(|| details::label(&fault.field), |fact| vocabulary.short(fact).to_owned());
    let question = found.and_then(|fact| vocabulary.fact(fact)).map_or("", |fact| fact.asks(mode == Mode::Community));
    let mut parts: Vec<(&str, &str)> = fault.parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    parts.extend([("field", label.as_str()), ("question", question)]);
    fill(&fault.says, &parts)
}
