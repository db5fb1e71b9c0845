//! The frame around every page: the exit, the progress, the page itself, Clear.

use leptos::prelude::*;

use super::desk::Desk;
use super::exit::{self, Exit};
use super::pages;
use super::patterns::button::{Look, button};
use super::words::{engine, fill, say};
use crate::packs::journey::Step;

/// The whole screen.
pub fn app(desk: Desk) -> AnyView {
    let exit = Exit::new(desk);
    let clearing = RwSignal::new(false);
    let step = move || {
        desk.drawn.get();
        desk.step().id()
    };
    let mode = move || {
        desk.drawn.get();
        desk.mode().id()
    };
    let page = move || {
        desk.drawn.get();
        clearing.set(false);
        untrack(|| pages::page(desk))
    };
    view! {
        {exit::overlay(exit)}
        <div class="waymark-page" data-step=step data-mode=mode>
            {exit::skip_link(exit)}
            {exit::button(exit)}
            {move || { desk.drawn.get(); untrack(|| progress(desk)) }}
            {page}
            <div class="waymark-tools">
                <button type="button" class="waymark-link-button govuk-link" aria-expanded=move || clearing.get().to_string() on:click=move |_| clearing.update(|open| *open = !*open)>
                    {say("clear.button")}
                </button>
            </div>
            <Show when=move || clearing.get()>{move || confirm_clear(desk, clearing)}</Show>
        </div>
    }
    .into_any()
}

fn confirm_clear(desk: Desk, clearing: RwSignal<bool>) -> AnyView {
    view! {
        <div class="govuk-inset-text" role="group" aria-label=say("clear.sure")>
            <p class="govuk-body govuk-!-font-weight-bold">{say("clear.sure")}</p>
            <p class="govuk-body">{say("clear.warning")}</p>
            <div class="govuk-button-group">
                {button(Look::Warning, say("clear.yes"), move || desk.clear())}
                {button(Look::Secondary, say("clear.no"), move || clearing.set(false))}
            </div>
        </div>
    }
    .into_any()
}

/// Which step, and how much is left. It never grows without saying so.
fn progress(desk: Desk) -> AnyView {
    let step = desk.step();
    let number = (step as usize + 1).to_string();
    let count = Step::ALL.len().to_string();
    let position = fill("progress.where", &[("number", &number), ("count", &count), ("step", say(&format!("step.{}", step.id())))]);
    let (left, before) = desk.look(|session| (session.way(engine(), desk.on).left_after(engine(), session.page_id()), session.left_before));
    let left_words = match (step, left) {
        (Step::Check | Step::Done, _) => String::new(),
        (_, 0) => say("progress.left_none").to_owned(),
        (_, 1) => say("progress.left_one").to_owned(),
        _ => fill("progress.left", &[("left", &left.to_string())]),
    };
    // One page fewer is what Continue should bring; more is said.
    let grown = before.map(|before| (left + 1).saturating_sub(before)).filter(|more| *more > 0 && step < Step::Check);
    let grew = grown.map(|more| fill("progress.grew", &[("more", &more.to_string())])).unwrap_or_default();
    view! {
        <div class="waymark-progress">
            <p class="govuk-body-s govuk-!-margin-bottom-0">{position}". "{left_words}" "{grew}</p>
            <progress max=count value=number aria-label=say("progress.label")></progress>
        </div>
    }
    .into_any()
}
