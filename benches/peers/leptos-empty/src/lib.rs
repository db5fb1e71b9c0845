//! The least page that Leptos makes with something to answer on it.

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Draws as soon as the program is there.
#[wasm_bindgen(start)]
pub fn start() {
    mount_to_body(Question);
}

#[component]
fn Question() -> impl IntoView {
    let answered = RwSignal::new(false);
    view! {
        <label>
            <input type="radio" name="answer" prop:checked=answered on:change=move |_| answered.set(true) />
            "Yes"
        </label>
        <p>{move || if answered.get() { "Answered" } else { "Not answered" }}</p>
    }
}
