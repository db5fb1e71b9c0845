//! Exit this page: the government pattern, made for a component. Answers go first, then the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::browser;
use super::desk::Desk;
use super::words::say;

/// The shortcut is forgotten when the next press takes longer, in milliseconds.
const TOO_LATE: u32 = 5_000;

/// What the exit shows.
#[derive(Clone, Copy)]
pub struct Exit {
    desk: Desk,
    /// How often Shift was pressed, 0 to 2.
    pressed: RwSignal<u8>,
    /// What is read out.
    told: RwSignal<&'static str>,
    /// The page is being left.
    gone: RwSignal<bool>,
}

impl Exit {
    /// Sets the exit up, and listens for Shift pressed three times.
    pub fn new(desk: Desk) -> Exit {
        let exit = Exit { desk, pressed: RwSignal::new(0), told: RwSignal::new(""), gone: RwSignal::new(false) };
        exit.listen();
        exit
    }

    /// Clears the answers, hides everything, and leaves.
    pub fn go(self) {
        self.pressed.set(0);
        self.told.set("");
        self.gone.set(true);
        self.desk.with_root(|root| drop(root.class_list().add_1("waymark-gone")));
        self.desk.clear();
        self.desk.emit("waymark-exit", &());
        browser::leave(say("exit.href"));
    }

    fn press(self, timer: &Rc<RefCell<Option<Timeout>>>) {
        let count = self.pressed.get_untracked() + 1;
        if count > 2 {
            timer.borrow_mut().take();
            return self.go();
        }
        self.pressed.set(count);
        self.told.set(if count == 1 { say("exit.two") } else { say("exit.one") });
        *timer.borrow_mut() = Some(Timeout::new(TOO_LATE, move || {
            self.pressed.set(0);
            self.told.set(say("exit.expired"));
            Timeout::new(TOO_LATE, move || {
                self.told.try_set("");
            }).forget();
        }));
    }

    fn listen(self) {
        let timer = Rc::new(RefCell::new(None));
        // Shift held for a capital letter must not count: the key that came up before it had Shift with it.
        let as_modifier = Rc::new(Cell::new(false));
        let options = EventListenerOptions::run_in_capture_phase();
        let keys = EventListener::new_with_options(&document(), "keyup", options, move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
            let alone = matches!(key.key().as_str(), "Shift") && !as_modifier.get();
            as_modifier.set(key.shift_key());
            if alone {
                self.press(&timer);
            } else if self.pressed.get_untracked() > 0 {
                timer.borrow_mut().take();
                self.pressed.set(0);
                self.told.set("");
            }
        });
        // Back from another page: a fresh screen, not an empty one.
        let shown = EventListener::new(&window(), "pageshow", move |_| {
            self.gone.set(false);
            self.pressed.set(0);
            self.told.set("");
            self.desk.with_root(|root| drop(root.class_list().remove_1("waymark-gone")));
        });
        let listeners = StoredValue::new_local((keys, shown));
        on_cleanup(move || listeners.dispose());
    }
}

/// The button, with its lights and what is read out.
pub fn button(exit: Exit) -> AnyView {
    let lights = (0..3u8).map(|light| {
        let class = move || lit("govuk-exit-this-page__indicator-light", "on", exit.pressed.get() > light);
        view! { <span class=class></span> }
    });
    let indicator = move || lit("govuk-exit-this-page__indicator", "visible", exit.pressed.get() > 0);
    let leave = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        exit.go();
    };
    view! {
        <div class="govuk-exit-this-page">
            <a href=say("exit.href") role="button" draggable="false" rel="nofollow noreferrer" class="govuk-button govuk-button--warning govuk-exit-this-page__button" on:click=leave>
                <span class="govuk-visually-hidden">{say("exit.emergency")}" "</span>
                {say("exit.button")}
                <div class=indicator aria-hidden="true">
                    {lights.collect_view()}
                </div>
            </a>
            <div role="status" class="govuk-visually-hidden">{move || exit.told.get()}</div>
        </div>
    }
    .into_any()
}

fn lit(block: &str, modifier: &str, on: bool) -> String {
    if on { format!("{block} {block}--{modifier}") } else { block.to_owned() }
}

/// An early tab stop that does the same.
pub fn skip_link(exit: Exit) -> AnyView {
    let leave = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        exit.go();
    };
    view! { <a href=say("exit.href") rel="nofollow noreferrer" class="govuk-skip-link" on:click=leave>{say("exit.button")}</a> }.into_any()
}

/// What covers the page while it is being left.
pub fn overlay(exit: Exit) -> AnyView {
    view! {
        <Show when=move || exit.gone.get()>
            <div class="waymark-overlay" role="alert">{say("exit.loading")}</div>
        </Show>
    }
    .into_any()
}
