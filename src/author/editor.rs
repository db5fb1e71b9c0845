//! The opened files, each in a text area of its own, of which one is seen.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement};

use super::bench::Bench;
use super::opened::Opened;
use crate::packs::text::files::PackFiles;
use crate::screen::browser;
use crate::screen::element::{View, classed, element, nothing};
use crate::screen::patterns::button::{Look, button};
use crate::screen::patterns::choices::{Item, Many, choices};
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::body;
use crate::screen::words::{fill, say};

/// Which file is seen, and the files.
pub fn editor(bench: Bench) -> View {
    let all = move || {
        let opened = bench.opened.read();
        untrack(|| {
            let mut whole = element("div").child(which(bench, &opened));
            for file in opened.iter() {
                whole = whole.child(one(bench, file));
            }
            whole.done()
        })
    };
    element("div").dynamic(Box::new(all)).done()
}

/// The choice of the file that is seen, where there are several.
fn which(bench: Bench, opened: &[Opened]) -> View {
    if opened.len() < 2 {
        return nothing();
    }
    let numbers: Vec<u32> = opened.iter().map(|file| file.number).collect();
    let item = |file: &Opened| Item {
        value: file.file.name.clone(),
        says: file.file.name.clone(),
        hint: String::new(),
        chosen: file.number == bench.current.get_untracked(),
    };
    let around = Around { id: "which".into(), question: say("edit.which").into(), ..Around::default() };
    let choose = move |place: usize, _| bench.current.set(numbers.get(place).copied().unwrap_or_default());
    choices(&around, Many::OneInLine, opened.iter().map(item).collect(), None, Rc::new(choose))
}

fn one(bench: Bench, file: &Opened) -> View {
    let (number, name, id) = (file.number, file.file.name.clone(), file.area());
    let hint = [&id, "-hint"].concat();
    let label = element("label").set("class", "govuk-label govuk-label--s").set("for", &id).text(&fill("edit.label", &[("file", &name)]));
    let place = if is_built_in(&name) { say("edit.in_place") } else { say("edit.beside") };
    let place = element("div").set("id", &hint).set("class", "govuk-hint").text(place);
    let area = classed("textarea", "govuk-textarea waymark-code").set("id", &id).set("rows", "18").set("aria-describedby", &hint);
    let area = area.set("spellcheck", "false").set("autocomplete", "off").set("autocapitalize", "off").set("translate", "no");
    let area = area.value(&file.file.text).on("input", Box::new(move |event| bench.type_in(number, held(&event))));
    let hidden = move || (bench.current.get() != number).then(String::new);
    let group = classed("div", "govuk-form-group").child(label.done()).child(place.done()).child(area.done());
    element("div").react("hidden", Box::new(hidden)).child(group.done()).child(buttons(bench, number, name)).done()
}

fn is_built_in(name: &str) -> bool {
    PackFiles::built_in().into_file(name).is_some()
}

fn held(event: &Event) -> String {
    event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok()).map(|area| area.value()).unwrap_or_default()
}

/// Save and close; closing asks first where something is not saved.
fn buttons(bench: Bench, number: u32, name: String) -> View {
    let asking = RwSignal::new(false);
    let is_changed = move || bench.opened.read_untracked().iter().any(|file| file.number == number && file.is_changed());
    let shut = move |_| if is_changed() { asking.set(true) } else { close(bench, number) };
    let buttons = classed("div", "govuk-button-group")
        .child(button(Look::Secondary, say("edit.save"), Box::new(move |_| save(bench, number, &name))))
        .child(button(Look::Secondary, say("edit.close"), Box::new(shut)));
    let asked = move || if asking.get() { untrack(|| ask(bench, number, asking)) } else { nothing() };
    element("div").child(buttons.done()).dynamic(Box::new(asked)).done()
}

fn ask(bench: Bench, number: u32, asking: RwSignal<bool>) -> View {
    let yes = button(Look::Warning, say("edit.close_yes"), Box::new(move |_| close(bench, number)));
    let no = button(Look::Secondary, say("edit.close_no"), Box::new(move |_| asking.set(false)));
    let buttons = classed("div", "govuk-button-group").child(yes).child(no);
    classed("div", "govuk-inset-text").set("role", "alert").child(body(say("edit.close_sure"))).child(buttons.done()).done()
}

/// The focus goes back to where files are opened.
fn close(bench: Bench, number: u32) {
    bench.close(number);
    bench.with_root(|root| browser::focus(root, "#open"));
}

fn save(bench: Bench, number: u32, name: &str) {
    let text = bench.opened.read_untracked().iter().find(|file| file.number == number).map(|file| file.file.text.clone());
    if let Some(text) = text
        && browser::save(name, "application/toml", &text).is_ok()
    {
        bench.save(number);
    }
}
