//! A sealed file that was chosen: it opens with its passphrase, or with the service's secret key. Neither is kept.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::tray::Tray;
use crate::screen::browser;
use crate::screen::element::{View, classed, nothing, row};
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::{body, section};
use crate::screen::patterns::upload::upload;
use crate::screen::tools::{self, Done};
use crate::screen::words::say;

/// How the line with a secret key begins, whatever stands around it.
const SECRET: &str = "AGE-SECRET-KEY-";

/// The form, where a sealed file waits.
pub fn form(tray: Tray) -> View {
    classed("div", "waymark-unlock")
        .dynamic(Box::new(move || if tray.sealed.with(Option::is_some) { untrack(|| waiting(tray)) } else { nothing() }))
        .done()
}

fn waiting(tray: Tray) -> View {
    let told = RwSignal::new("");
    let typed = StoredValue::new(String::new());
    let around = |id: &str, key: &str, hint: &str| Around {
        id: id.into(),
        fact: id.into(),
        question: say(key).into(),
        hint: say(hint).into(),
        ..Around::default()
    };
    let secret =
        field(&around("unlock-secret", "unlock.secret", "unlock.secret_hint"), Takes::Text, "", None, Box::new(move |text| typed.set_value(text)));
    let chosen = move |input: &HtmlInputElement| {
        let file = input.files().and_then(|files| files.get(0));
        input.set_value("");
        let Some(file) = file else { return };
        browser::read(file, move |bytes| {
            if !told.is_disposed() {
                open(tray, &String::from_utf8_lossy(&bytes.unwrap_or_default()), true, told);
            }
        });
    };
    let file = upload(&around("unlock-key", "unlock.key", "unlock.key_hint"), ".txt,.key,.age", false, Rc::new(chosen));
    let press = move |_| open(tray, &typed.get_value(), false, told);
    let status = classed("p", "govuk-body").set("role", "status").react_text(Box::new(move || told.get())).done();
    row(vec![
        section(say("unlock.title")),
        body(say("unlock.about")),
        secret,
        button(Look::Primary, say("unlock.press"), Box::new(press)),
        file,
        status,
    ])
}

/// Opens the file that waits with a passphrase, or with the secret key in a text. What cannot be opened goes on waiting.
fn open(tray: Tray, text: &str, is_key: bool, told: RwSignal<&'static str>) {
    let Some(sealed) = tray.sealed.get_untracked() else { return };
    let key = text.split_whitespace().find(|word| word.starts_with(SECRET));
    if key.is_none() && is_key {
        return told.set(say("seal.fault.not_a_key"));
    }
    told.set(say("draft.opening"));
    let done: Done = Box::new(move |opened| match opened {
        // Another file may have been chosen, or all may have been cleared.
        _ if told.is_disposed() => {}
        Ok(plain) => tray.open(&plain),
        Err(code) => told.set(say(&["seal.fault.", &code].concat())),
    });
    match key {
        Some(key) => tools::open_with(&sealed, key, done),
        None => tools::open(&sealed, text, done),
    }
}
