//! Opens packs: from files of the author's own, or one that is built in, to begin with.

use std::rc::Rc;

use js_sys::{Function, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, HtmlInputElement};

use super::bench::Bench;
use super::opened::plain_name;
use crate::packs::text::fault::plain;
use crate::packs::text::files::{LARGEST, PackFiles, from_bytes, too_large};
use crate::screen::element::{View, classed, element, nothing, row};
use crate::screen::patterns::button::like_link;
use crate::screen::patterns::details::details;
use crate::screen::patterns::frame::Around;
use crate::screen::patterns::text::bullet_list;
use crate::screen::patterns::upload::upload;
use crate::screen::words::{fill, say};

/// The field for files, what could not be opened, and the built-in packs.
pub fn open(bench: Bench) -> View {
    let around = Around { id: "open".into(), question: say("open.label").into(), hint: say("open.hint").into(), ..Around::default() };
    let field = upload(&around, ".toml,text/plain", true, Rc::new(move |input| take(bench, input)));
    let refused = element("div").set("role", "alert").dynamic(Box::new(move || refused(&bench.refused.get())));
    row(vec![field, refused.done(), details(say("open.built_in"), built_in(bench))])
}

/// Why files could not be opened; nothing of what is open goes.
fn refused(why: &[String]) -> View {
    if why.is_empty() {
        return nothing();
    }
    let mut list = classed("ul", "govuk-list");
    for why in why {
        let prefix = classed("span", "govuk-visually-hidden").text(say("error.prefix"));
        let line = classed("span", "govuk-error-message").child(prefix.done()).text(" ").text(why);
        list = list.child(element("li").child(line.done()).done());
    }
    list.done()
}

fn built_in(bench: Bench) -> View {
    let mut list = bullet_list();
    for file in PackFiles::built_in().packs {
        let name = file.name.clone();
        let open = like_link(Box::new(move |_| {
            bench.refused.set(Vec::new());
            bench.open_built_in(&name);
        }));
        list = list.child(element("li").child(open.text(&file.name).done()).done());
    }
    list.done()
}

/// Reads the files that were chosen. The field is emptied, so that the same file can be chosen again.
fn take(bench: Bench, input: &HtmlInputElement) {
    bench.refused.set(Vec::new());
    let files = input.files();
    let count = files.as_ref().map_or(0, |files| files.length());
    (0..count).filter_map(|place| files.as_ref()?.get(place)).for_each(|file| read(bench, file));
    input.set_value("");
}

fn read(bench: Bench, file: File) {
    let name = plain(&file.name(), 100);
    if file.size() > LARGEST as f64 {
        return refuse(bench, too_large(&name, file.size() as u64));
    }
    let (for_bytes, for_fault) = (name.clone(), name);
    let bytes = move |buffer: JsValue| arrived(bench, &for_bytes, Uint8Array::new(&buffer).to_vec());
    let fault = move |_: JsValue| refuse(bench, fill("open.unread", &[("file", &for_fault)]));
    let promise: JsValue = file.unchecked_into::<Blob>().array_buffer().into();
    let (bytes, fault) = (Closure::once_into_js(bytes), Closure::once_into_js(fault));
    drop(Reflect::get(&promise, &"then".into()).and_then(|then| Function::from(then).call2(&promise, &bytes, &fault)));
}

fn arrived(bench: Bench, name: &str, bytes: Vec<u8>) {
    match from_bytes(name, bytes) {
        Err(why) => refuse(bench, why),
        Ok(file) if !file.name.ends_with(".toml") => refuse(bench, fill("open.no_toml", &[("file", name)])),
        Ok(file) => {
            if !bench.open(file) {
                refuse(bench, fill("open.twice", &[("file", &plain_name(name))]));
            }
        }
    }
}

/// The view may have gone while the file was read.
fn refuse(bench: Bench, why: String) {
    let _ = bench.refused.try_update(|all| all.push(why));
}
