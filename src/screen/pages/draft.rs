//! A draft: saved as a sealed file by the user's own act, and opened again.

use std::rc::Rc;

use js_sys::{Function, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlInputElement;

use crate::journey::draft::{Part, Resumed};
use crate::screen::ahead::put_over;
use crate::screen::browser;
use crate::screen::desk::{Desk, Over};
use crate::screen::element::{Act, View, classed, element, row};
use crate::screen::patterns::back_link::back_link;
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::field::{Takes, field};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::{body, heading, warning};
use crate::screen::patterns::upload::upload;
use crate::screen::tools;
use crate::screen::words::{engine, fill, say};

/// How to save a draft.
pub fn save(desk: Desk) -> View {
    let (passphrase, told) = (StoredValue::new(String::new()), RwSignal::new(""));
    let press = move |_| {
        told.set(say("draft.sealing"));
        let Ok(draft) = desk.look(|session| session.save(engine(), desk.on)) else { return told.set(say("draft.fault.too_large")) };
        let name = ["form-", &desk.on.to_string(), ".age"].concat();
        let done = move |sealed: Result<Vec<u8>, String>| {
            let saved = sealed.map(|file| browser::save(&name, "application/octet-stream", &String::from_utf8_lossy(&file)).is_ok());
            told.set(match saved {
                Ok(true) => say("done.saved"),
                Ok(false) => say("seal.fault.load"),
                Err(code) => fault("seal.fault.", &code),
            });
        };
        tools::seal(&draft, &passphrase.get_value(), Box::new(done));
    };
    let inner = vec![
        heading(say("draft.save")),
        body(say("draft.save_lead")),
        warning(say("form.restricted"), say("draft.warning")),
        secret(passphrase, say("draft.new_hint")),
        button(Look::Primary, say("draft.save_now"), Box::new(press)),
        status(told),
    ];
    framed(desk, inner)
}

/// How to open one.
pub fn open(desk: Desk) -> View {
    let (passphrase, told) = (StoredValue::new(String::new()), RwSignal::new(""));
    let file = StoredValue::new_local(JsValue::NULL);
    let chosen = move |input: &HtmlInputElement| {
        let files = Reflect::get(input, &"files".into()).and_then(|files| Reflect::get_u32(&files, 0));
        file.set_value(files.unwrap_or(JsValue::NULL));
    };
    let around = Around { id: "draft-file".into(), fact: "draft.file".into(), question: say("draft.file").into(), ..Around::default() };
    let inner = vec![
        heading(say("draft.open")),
        body(say("draft.open_lead")),
        upload(&around, ".age", false, Rc::new(chosen)),
        secret(passphrase, ""),
        button(Look::Primary, say("draft.open_now"), opening(desk, file, passphrase, told)),
        status(told),
    ];
    framed(desk, inner)
}

/// Reads the file, opens it, and takes it up in place of what is there; what cannot be opened changes nothing.
fn opening(desk: Desk, file: StoredValue<JsValue, LocalStorage>, passphrase: StoredValue<String>, told: RwSignal<&'static str>) -> Act {
    Box::new(move |_| {
        let Some(read) = file.with_value(read_file) else { return told.set(say("draft.no_file")) };
        told.set(say("draft.opening"));
        browser::when(&read, move |bytes| {
            let Ok(bytes) = bytes else { return told.set(say("receiving.unread")) };
            let opened = move |opened: Result<Vec<u8>, String>| match opened {
                Ok(draft) => match resume(desk, &draft) {
                    Ok(()) => {}
                    Err(code) => told.set(fault("draft.fault.", code)),
                },
                Err(code) => told.set(fault("seal.fault.", &code)),
            };
            tools::open(&Uint8Array::new(&bytes).to_vec(), &passphrase.get_value(), Box::new(opened));
        });
    })
}

fn read_file(file: &JsValue) -> Option<js_sys::Promise> {
    let read: Function = Reflect::get(file, &"arrayBuffer".into()).ok()?.dyn_into().ok()?;
    read.call0(file).ok()?.dyn_into().ok()
}

/// Takes up what was kept in this tab.
pub fn resume_kept(desk: Desk) {
    if let Some(draft) = browser::kept() {
        // What cannot be read was not written by this version: it goes with the next answer.
        let _ = resume(desk, draft.as_bytes());
    }
}

fn resume(desk: Desk, draft: &[u8]) -> Result<(), &'static str> {
    let mut result = Err("broken");
    desk.note(|session| result = session.resume(engine(), draft, desk.on).map_err(|fault| fault.what.code()));
    let resumed = result?;
    desk.over.set(Over::Nothing);
    desk.act(|_| {});
    desk.lost.set_value(lines(&resumed));
    desk.notice.set(if resumed.other_rules || !resumed.lost.is_empty() { "draft.other_rules" } else { "draft.opened" });
    Ok(())
}

/// What could not be carried over, in words.
fn lines(resumed: &Resumed) -> Vec<String> {
    let vocabulary = &engine().bundle().vocabulary;
    let name = |part: Part, name: &str| match part {
        Part::Answer => vocabulary.find(name).map_or_else(|| name.to_owned(), |fact| vocabulary.short(fact).to_owned()),
        Part::Detail => super::details::label(name),
        Part::Pathway => name.to_owned(),
    };
    resumed.lost.iter().map(|lost| fill("draft.lost", &[("name", &name(lost.part, &lost.name)), ("value", &lost.value)])).collect()
}

/// The field for a passphrase.
pub fn secret(passphrase: StoredValue<String>, hint: &str) -> View {
    let around = Around {
        id: "passphrase".into(),
        fact: "draft.passphrase".into(),
        question: say("draft.passphrase").into(),
        hint: hint.into(),
        ..Around::default()
    };
    field(&around, Takes::Text, "", None, Box::new(move |text| passphrase.set_value(text)))
}

fn status(told: RwSignal<&'static str>) -> View {
    element("p").set("class", "govuk-body").set("role", "status").react_text(Box::new(move || told.get())).done()
}

fn framed(desk: Desk, inner: Vec<View>) -> View {
    let back = back_link(say("page.back"), Box::new(move |_| put_over(desk, Over::Nothing)));
    classed("div", "waymark-over").child(back).child(row(inner)).done()
}

/// The words for the code of a fault.
fn fault(table: &str, code: &str) -> &'static str {
    say(&[table, code].concat())
}
