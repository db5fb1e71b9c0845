//! The frame around every page: the exit, the progress, the page itself, Clear.

use leptos::prelude::*;

use super::desk::Desk;
use super::element::{Element, View, classed, element, inside, nothing};
use super::exit::{self, Exit};
use super::idle::{self, Idle};
use super::patterns::button::{Look, button, like_link};
use super::patterns::text::{body, inset};
use super::words::{fill, say};
use super::{ahead, pages};
use crate::journey::Place;
use crate::packs::journey::Step;

/// Draws the whole screen in the desk's root. Leptos' own view is empty: what stands there goes with its owner.
pub fn app(desk: Desk) {
    let exit = Exit::new(desk);
    let idle = Idle::new(desk);
    let clearing = RwSignal::new(false);
    let page = frame(desk)
        .child(exit::skip_link(exit))
        .child(exit::button(exit))
        .child(announcer(desk))
        .dynamic(Box::new(move || notice(desk)))
        .dynamic(Box::new(move || {
            desk.drawn.get();
            untrack(|| progress(desk))
        }))
        .dynamic(Box::new(move || {
            desk.drawn.get();
            clearing.set(false);
            untrack(|| ahead::page(desk))
        }))
        .child(classed("div", "waymark-tools").dynamic(Box::new(move || services(desk))).child(clear(clearing)).done())
        .dynamic(Box::new(move || if clearing.get() { confirm_clear(desk, clearing) } else { nothing() }));
    let drawn = desk.with_root(|root| inside(root).child(exit::overlay(exit)).dynamic(idle::cover(idle)).child(page.done()));
    drop(drawn);
    on_cleanup(move || {
        desk.with_root(|root| root.set_text_content(None));
    });
}

/// The way to all services; not while a stop must be read first.
fn services(desk: Desk) -> View {
    desk.drawn.get();
    let stopped = desk.look(|session| matches!(session.place, Place::Stop(_)));
    if stopped { nothing() } else { untrack(|| pages::services_link(desk)) }
}

/// Says the new step once when it changes: what the heading does not tell.
fn announcer(desk: Desk) -> View {
    let step = move || {
        desk.drawn.get();
        if desk.drawn.get_untracked() == 0 { "" } else { step_name(desk.step()) }
    };
    classed("div", "govuk-visually-hidden").set("role", "status").react_text(Box::new(step)).done()
}

fn step_name(step: Step) -> &'static str {
    say(&["step.", step.id()].concat())
}

/// A sentence about the screen itself.
pub fn notice(desk: Desk) -> View {
    match desk.notice.get() {
        "" => nothing(),
        key => inset(body(say(key))),
    }
}

/// The frame, with the step and the mode for those who look from outside.
fn frame(desk: Desk) -> Element {
    let step = move || {
        desk.drawn.get();
        Some(desk.step().id().to_owned())
    };
    let mode = move || {
        desk.drawn.get();
        Some(desk.mode().id().to_owned())
    };
    classed("div", "waymark-page").react("data-step", Box::new(step)).react("data-mode", Box::new(mode))
}

/// The button that asks whether to clear.
pub fn clear(clearing: RwSignal<bool>) -> View {
    let expanded = move || Some(String::from(if clearing.get() { "true" } else { "false" }));
    let press = move |_| clearing.set(!clearing.get_untracked());
    like_link(Box::new(press)).react("aria-expanded", Box::new(expanded)).text(say("clear.button")).done()
}

/// The question whether to clear.
pub fn confirm_clear(desk: Desk, clearing: RwSignal<bool>) -> View {
    let buttons = classed("div", "govuk-button-group").child(button(Look::Warning, say("clear.yes"), Box::new(move |_| desk.clear()))).child(button(
        Look::Secondary,
        say("clear.no"),
        Box::new(move |_| clearing.set(false)),
    ));
    classed("div", "govuk-inset-text")
        .set("role", "group")
        .set("aria-label", say("clear.sure"))
        .child(classed("p", "govuk-body govuk-!-font-weight-bold").text(say("clear.sure")).done())
        .child(classed("p", "govuk-body").text(say("clear.warning")).done())
        .child(buttons.done())
        .done()
}

/// Which step, and how much is left. It never grows without saying so.
fn progress(desk: Desk) -> View {
    let step = desk.step();
    let number = (step as usize + 1).to_string();
    let count = Step::ALL.len().to_string();
    let name = step_name(step);
    let position = fill("progress.where", &[("number", &number), ("count", &count), ("step", name)]);
    let left = ahead::left(desk).filter(|_| step < Step::Check).map(|(left, before)| left_words(left, before)).unwrap_or_default();
    let words = classed("p", "govuk-body-s govuk-!-margin-bottom-0").text(&position).text(". ").text(&left);
    let bar = element("progress").set("max", &count).set("value", &number).set("aria-label", say("progress.label"));
    classed("div", "waymark-progress").child(words.done()).child(bar.done()).done()
}

fn left_words(left: usize, before: Option<usize>) -> String {
    let words = match left {
        0 => say("progress.left_none").to_owned(),
        1 => say("progress.left_one").to_owned(),
        _ => fill("progress.left", &[("left", &left.to_string())]),
    };
    // One page fewer is what Continue should bring; more is said.
    match before.map_or(0, |before| (left + 1).saturating_sub(before)) {
        0 => words,
        grown => [words, fill("progress.grew", &[("more", &grown.to_string())])].join(" "),
    }
}
