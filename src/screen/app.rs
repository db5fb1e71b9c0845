//! The frame around every page: the exit, the progress, the page itself, Clear.

use leptos::prelude::*;

use super::desk::Desk;
use super::element::{Element, View, classed, element, inside, nothing};
use super::exit::{self, Exit};
use super::pages::{self, directory};
use super::patterns::button::{Look, button, like_link};
use super::words::{engine, fill, say};
use crate::journey::Place;
use crate::packs::journey::Step;

/// Draws the whole screen in the desk's root. Leptos' own view is empty: what stands there goes with its owner.
pub fn app(desk: Desk) {
    let exit = Exit::new(desk);
    let clearing = RwSignal::new(false);
    let page = frame(desk)
        .child(exit::skip_link(exit))
        .child(exit::button(exit))
        .dynamic(Box::new(move || {
            desk.drawn.get();
            untrack(|| progress(desk))
        }))
        .dynamic(Box::new(move || {
            desk.drawn.get();
            clearing.set(false);
            untrack(|| pages::page(desk))
        }))
        .child(classed("div", "waymark-tools").dynamic(Box::new(move || services(desk))).child(clear(clearing)).done())
        .dynamic(Box::new(move || if clearing.get() { confirm_clear(desk, clearing) } else { nothing() }));
    let drawn = desk.with_root(|root| inside(root).dynamic(exit::overlay(exit)).child(page.done()));
    drop(drawn);
    on_cleanup(move || {
        desk.with_root(|root| root.set_text_content(None));
    });
}

/// The way to all services; not while a stop must be read first.
fn services(desk: Desk) -> View {
    desk.drawn.get();
    let stopped = desk.look(|session| matches!(session.place, Place::Stop(_)));
    if stopped { nothing() } else { untrack(|| directory::link(desk)) }
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
fn clear(clearing: RwSignal<bool>) -> View {
    let expanded = move || Some(String::from(if clearing.get() { "true" } else { "false" }));
    let press = move |_| clearing.set(!clearing.get_untracked());
    like_link(Box::new(press)).react("aria-expanded", Box::new(expanded)).text(say("clear.button")).done()
}

fn confirm_clear(desk: Desk, clearing: RwSignal<bool>) -> View {
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
    let name = say(&["step.", step.id()].concat());
    let position = fill("progress.where", &[("number", &number), ("count", &count), ("step", name)]);
    let (left, grown) = desk.look(|session| (session.left(engine(), desk.on), session.grown(engine(), desk.on)));
    let left_words = match (step, left) {
        (Step::Check | Step::Done, _) => String::new(),
        // Until the rules are there nobody can tell.
        _ if !engine().bundle().has_rules() => String::new(),
        (_, 0) => say("progress.left_none").to_owned(),
        (_, 1) => say("progress.left_one").to_owned(),
        _ => fill("progress.left", &[("left", &left.to_string())]),
    };
    // What the last step added is said.
    let grew = if grown > 0 && step < Step::Check { fill("progress.grew", &[("more", &grown.to_string())]) } else { String::new() };
    let words = classed("p", "govuk-body-s govuk-!-margin-bottom-0").text(&position).text(". ").text(&left_words).text(" ").text(&grew);
    let bar = element("progress").set("max", &count).set("value", &number).set("aria-label", say("progress.label"));
    classed("div", "waymark-progress").child(words.done()).child(bar.done()).done()
}
