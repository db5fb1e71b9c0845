//! What the element may call (`embed/author.js`).

use std::any::Any;

use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::bench::Bench;
use super::check::meaning;
use super::{host, page};
use crate::facts::Day;
use crate::packs::text::fault::{Fault, Faults};
use crate::packs::text::{file, load, words};
use crate::screen::browser;
use crate::screen::words::take_words;

/// The words of this view. They stand apart from those of the screen, which would have to carry them.
const WORDS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/public/words/author/en.toml"));

/// One mounted view. Freeing it takes the view down.
#[wasm_bindgen]
pub struct Handle {
    bench: Bench,
    /// Dropped with the handle: the view goes, and what it kept is disposed of.
    _mounted: Box<dyn Any>,
}

/// Draws the view in `root`.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, _options: &JsValue, _host: HtmlElement) -> Result<Handle, JsError> {
    let today = Day::parse(&browser::today()).ok_or_else(|| JsError::new("this device has no usable date: set its clock"))?;
    take_words(words::read("en", &[file("en.toml", WORDS)], &Faults::default()));
    let owner = Owner::new();
    let bench = owner.with(|| Bench::new(root.clone(), today));
    let mounted = owner.with(|| mount_to(root, move || page::page(bench)));
    Ok(Handle { bench, _mounted: Box::new((mounted, owner)) })
}

/// The packs that a host brings, by name and content, checked as those that are built in and in the form that the whole screen takes. Else
/// every fault, one a line.
#[wasm_bindgen]
pub async fn host_packs(names: Vec<String>, contents: Vec<Uint8Array>) -> Result<Vec<u8>, JsError> {
    let brought = names.iter().zip(contents).map(|(name, content)| host::brought(name, content.to_vec()));
    let brought = brought.collect::<Result<Vec<_>, _>>().map_err(|why| JsError::new(&why))?;
    let files = host::files(&brought);
    let told = |faults: Vec<Fault>| JsError::new(&faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n"));
    let bundle = load(&files).map_err(told)?;
    let faults = meaning(&files, &bundle).await;
    if faults.is_empty() { Ok(host::only(&brought, bundle).to_bytes()) } else { Err(told(faults)) }
}

#[wasm_bindgen]
impl Handle {
    /// Nothing is decided here.
    pub fn decision(&self) -> Option<String> {
        None
    }

    /// Closes every file.
    pub fn clear(&self) {
        self.bench.clear();
    }
}
