//! The frame around every page: the exit, the progress, the page itself, Clear.

use leptos::prelude::*;

use super::desk::{Desk, Toward};
use super::element::{Element, View, classed, element, inside, nothing, row};
use super::exit::{self, Exit};
use super::idle::{self, Idle};
use super::patterns::button::{Look, button, like_link};
use super::patterns::text::{body, bullet_list, inset};
use super::words::{count, engine, fill, language, say};
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
        .dynamic(Box::new(move || languages(desk)))
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
        .child(classed("div", "waymark-tools").dynamic(Box::new(move || tools(desk))).child(clear(clearing)).done())
        .dynamic(Box::new(move || if clearing.get() { confirm_clear(desk, clearing) } else { nothing() }));
    let tag = move || {
        desk.drawn.get();
        Some(language().tag.clone())
    };
    let direction = move || {
        desk.drawn.get();
        Some(language().direction.id().to_owned())
    };
    let drawn = desk.with_root(|root| {
        inside(root)
            .react("lang", Box::new(tag))
            .react("dir", Box::new(direction))
            .child(exit::overlay(exit))
            .dynamic(idle::cover(idle))
            .child(page.done())
    });
    drop(drawn);
    on_cleanup(move || {
        desk.with_root(|root| root.set_text_content(None));
    });
}

/// The way to all services and to drafts; not while a stop must be read first. Who says that others see this device is not
/// offered to leave a file on it.
fn tools(desk: Desk) -> View {
    desk.drawn.get();
    if desk.look(|session| !matches!(session.place, Place::Page(_))) {
        return nothing();
    }
    untrack(|| {
        let services = pages::services_link(desk);
        if desk.is_shared() || desk.step() == Step::Done {
            return services;
        }
        let is_first = desk.look(|session| session.is_at_first(engine()));
        let (toward, key) = if is_first { (Toward::OpenDraft, "draft.open") } else { (Toward::SaveDraft, "draft.save") };
        row(vec![services, like_link(Box::new(move |_| ahead::go(desk, toward))).text(say(key)).done()])
    })
}

/// The other languages, each by its own name.
fn languages(desk: Desk) -> View {
    desk.drawn.get();
    let spoken = &language().tag;
    let others = desk.languages.with_value(|all| all.iter().filter(|(tag, _)| tag != spoken).cloned().collect::<Vec<_>>());
    if others.is_empty() {
        return nothing();
    }
    let choose = |(tag, name): (String, String)| {
        let ask = ["language:", &tag].concat();
        like_link(Box::new(move |_| desk.ask(&ask))).set("lang", &tag).text(&name).done()
    };
    let list = classed("nav", "waymark-languages").set("aria-label", say("language.choose"));
    others.into_iter().map(choose).fold(list, Element::child).done()
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
        key => {
            let lost = desk.lost.with_value(|lost| lost.iter().fold(bullet_list(), |list, line| list.child(element("li").text(line).done())).done());
            inset(row(vec![body(say(key)), lost]))
        }
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
    let steps = Step::ALL.len().to_string();
    let name = step_name(step);
    let position = fill("progress.where", &[("number", &number), ("count", &steps), ("step", name)]);
    let left = ahead::left(desk).filter(|_| step < Step::Check).map(|(left, grown)| left_words(left, grown)).unwrap_or_default();
    let words = classed("p", "govuk-body-s govuk-!-margin-bottom-0").text(&position).text(". ").text(&left);
    let bar = element("progress").set("max", &steps).set("value", &number).set("aria-label", say("progress.label")).set("part", "progress");
    classed("div", "waymark-progress").child(words.done()).child(bar.done()).done()
}

fn left_words(left: usize, grown: usize) -> String {
    let words = if left == 0 { say("progress.left_none").to_owned() } else { count("progress.left", left) };
    // What the last step added is said.
    if grown > 0 { [words, count("progress.grew", grown)].join(" ") } else { words }
}
