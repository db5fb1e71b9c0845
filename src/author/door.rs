//! What the element may call (`embed/author.js`).

use std::any::Any;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::bench::Bench;
use super::page;
use crate::facts::Day;
use crate::packs::text::fault::Faults;
use crate::packs::text::{file, words};
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
