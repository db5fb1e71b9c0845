//! The text areas of the opened files, as the browser has them.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::bench::Bench;
use super::opened::in_area;

/// Puts the caret at a place of a file, and shows it.
pub fn go_to(bench: Bench, number: u32, text: &str, start: usize, end: usize) {
    let selector = ["#text-", &number.to_string()].concat();
    let found = bench.with_root(|root| root.query_selector(&selector).ok().flatten()).flatten();
    let Some(area) = found.and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) else { return };
    let (start, end) = (in_area(text, start), in_area(text, end));
    // A browser shows the caret of an area that takes the focus, and only then.
    drop(area.blur());
    drop(area.set_selection_range(start, start));
    drop(area.focus());
    drop(area.set_selection_range(start, end));
}
