//! The pages: questions drawn from the vocabulary, and the few that are not questions.

pub mod check;
pub mod choose;
pub mod contradiction;
pub mod details;
pub mod directory;
pub mod done;
pub mod guidance;
pub mod pathway;
pub mod question;
pub mod result;
pub mod stop;

use leptos::prelude::GetUntracked;

use super::desk::Desk;
use super::element::{View, nothing, row};
use super::patterns::button::{Look, back_link, button};
use super::patterns::error_summary::{Problem, error_summary};
use super::patterns::text::{body, heading, inset};
use super::words::{engine, fill, say};
use crate::journey::{PageFault, Place};
use crate::packs::Page;

/// The page they are on, whole.
pub fn page(desk: Desk) -> View {
    let place = desk.look(|session| session.place.clone());
    let area = desk.directory.get_untracked();
    if !area.is_empty() && matches!(place, Place::Page(_)) {
        return directory::page(desk, area);
    }
    match place {
        Place::Stop(id) => stop::page(desk, &id),
        Place::Contradiction(_) => contradiction::page(desk),
        Place::Page(id) => match engine().bundle().journey.pages.iter().find(|page| page.id == id) {
            Some(page) => by_id(desk, page),
            None => nothing(),
        },
    }
}

fn by_id(desk: Desk, page: &'static Page) -> View {
    match page.id.as_str() {
        "what-to-do" => guidance::page(desk, page),
        "result" => result::page(desk, page),
        "choose" => choose::page(desk, page),
        _ if !page.details.is_empty() => details::page(desk, page),
        "check" => check::page(desk, page),
        "done" => done::page(desk, page),
        _ => question::page(desk, page),
    }
}

/// The link back, what is wrong, and what stands on the page.
fn framed(desk: Desk, faults: Vec<PageFault>, inner: View) -> View {
    let first = engine().bundle().journey.pages.first().map_or("", |page| page.id.as_str());
    let back = desk.look(|session| !matches!(&session.place, Place::Page(id) if id == first));
    let back = if back { back_link(say("page.back"), Box::new(move |_| desk.act(|session| session.go_back(engine(), desk.on)))) } else { nothing() };
    let problems = faults.iter().map(|fault| Problem { id: control_id(&fault.field), says: fault_words(fault) }).collect();
    row(vec![back, error_summary(desk, problems), moved(desk), inner])
}

/// What the last step put aside, and what counts again: nothing is dropped without a word.
fn moved(desk: Desk) -> View {
    let vocabulary = &engine().bundle().vocabulary;
    let mut lines = Vec::new();
    desk.look(|session| {
        for aside in &session.put_aside {
            lines.push(body(&fill("aside.comes_back", &[("fact", vocabulary.short(aside.fact)), ("closed_by", vocabulary.short(aside.closed_by))])));
        }
        for fact in &session.brought_back {
            lines.push(body(&fill("aside.counts_again", &[("fact", vocabulary.short(*fact))])));
        }
    });
    if lines.is_empty() { nothing() } else { inset(row(lines)) }
}

/// Heading and lead of a page.
fn headed(page: &'static Page) -> View {
    let lead = if page.lead.is_empty() { nothing() } else { body(&page.lead) };
    row(vec![heading(&page.title), lead])
}

/// The button that goes on.
fn go_on(desk: Desk, key: &'static str) -> View {
    button(Look::Primary, say(key), Box::new(move |_| desk.act(|session| session.go_on(engine(), desk.on))))
}

/// The id of a field's control.
fn control_id(field: &str) -> String {
    field.replace('.', "-")
}

/// What is wrong with a field; empty where nothing is.
fn error_at(faults: &[PageFault], field: &str) -> String {
    faults.iter().find(|fault| fault.field == field).map(fault_words).unwrap_or_default()
}

fn fault_words(fault: &PageFault) -> String {
    let vocabulary = &engine().bundle().vocabulary;
    let label = match vocabulary.find(&fault.field) {
        Some(fact) => vocabulary.short(fact).to_owned(),
        None => details::label(&fault.field),
    };
    let mut parts: Vec<(&str, &str)> = fault.parts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    parts.push(("field", &label));
    fill(&fault.says, &parts)
}
