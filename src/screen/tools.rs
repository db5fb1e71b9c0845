//! What the element does for the screen: sealing files and opening them again (`src/seal.rs`), which loads only when it is used,
//! sending and printing.

use std::cell::RefCell;

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::browser;

#[wasm_bindgen]
extern "C" {
    /// Made by the element. Each promise ends in bytes, or in a fault with a `code`.
    pub type Tools;
    #[wasm_bindgen(method)]
    fn seal(this: &Tools, bytes: &[u8], passphrase: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn open(this: &Tools, bytes: &[u8], passphrase: &str) -> Promise;
    #[wasm_bindgen(method, js_name = sealTo)]
    fn seal_to(this: &Tools, bytes: &[u8], key: &str) -> Promise;
    #[wasm_bindgen(method, js_name = openWith)]
    fn open_with(this: &Tools, bytes: &[u8], secret: &str) -> Promise;
    /// Its promise always ends in two texts (`embed/send.js`).
    #[wasm_bindgen(method)]
    fn send(this: &Tools, address: &str, body: &str, seconds: f64) -> Promise;
    /// Its promise always ends in whether the browser began to (`embed/print.js`).
    #[wasm_bindgen(method)]
    fn print(this: &Tools, place: &Element, sheet: &str, style: &str) -> Promise;
}

thread_local! {
    static TOOLS: RefCell<Option<Tools>> = const { RefCell::new(None) };
}

/// What comes of it: bytes, or the code of a fault (`SealFault::code`).
pub type Done = Box<dyn Fn(Result<Vec<u8>, String>)>;

/// Takes them.
pub fn take(tools: Tools) {
    TOOLS.set(Some(tools));
}

/// Seals a text with a passphrase.
pub fn seal(text: &str, passphrase: &str, done: Done) {
    with(|tools| tools.seal(text.as_bytes(), passphrase), done);
}

/// Opens what was sealed with a passphrase.
pub fn open(bytes: &[u8], passphrase: &str, done: Done) {
    with(|tools| tools.open(bytes, passphrase), done);
}

/// Seals a text to a public key.
pub fn seal_to(text: &str, key: &str, done: Done) {
    with(|tools| tools.seal_to(text.as_bytes(), key), done);
}

/// Opens what was sealed to a key, with its secret half.
pub fn open_with(bytes: &[u8], secret: &str, done: Done) {
    with(|tools| tools.open_with(bytes, secret), done);
}

/// Sends a text to an address; tells `done` what became of it, and what belongs to that (`embed/send.js`).
pub fn send(address: &str, body: &str, seconds: f64, done: impl Fn(String, String) + 'static) {
    let Some(promise) = TOOLS.with_borrow(|tools| tools.as_ref().map(|tools| tools.send(address, body, seconds))) else { return };
    browser::when(&promise, move |told| {
        let told = Array::from(&told.unwrap_or_default());
        let text = |place| told.get(place).as_string().unwrap_or_default();
        done(text(0), text(1));
    });
}

/// Prints what stands in an element, and nothing else of the page (`embed/print.js`); tells `done` whether the browser began to.
pub fn print(place: &Element, sheet: &str, style: &str, done: impl Fn(bool) + 'static) {
    let Some(promise) = TOOLS.with_borrow(|tools| tools.as_ref().map(|tools| tools.print(place, sheet, style))) else { return };
    browser::when(&promise, move |began| done(began.is_ok_and(|began| began.is_truthy())));
}

fn with(call: impl FnOnce(&Tools) -> Promise, done: Done) {
    let Some(promise) = TOOLS.with_borrow(|tools| tools.as_ref().map(call)) else { return };
    browser::when(&promise, move |result| done(result.map(|bytes| Uint8Array::from(bytes).to_vec()).map_err(|fault| code(&fault))));
}

/// A fault without a code: the program could not be loaded.
fn code(fault: &JsValue) -> String {
    Reflect::get(fault, &"code".into()).ok().and_then(|code| code.as_string()).unwrap_or_else(|| "load".into())
}
