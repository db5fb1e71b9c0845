//! Radios and checkboxes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::frame::{Around, field_set};

/// One value that can be chosen.
pub struct Item {
    /// The value.
    pub value: String,
    /// What it says.
    pub says: String,
    /// A sentence that helps; may be empty.
    pub hint: String,
    /// Whether it is chosen when the page is drawn.
    pub chosen: bool,
}

/// Whether one or several can be chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// Radios.
    One,
    /// Radios beside each other, for short answers.
    OneInLine,
    /// Checkboxes.
    Several,
}

/// A group of radios or checkboxes. `choose` is told the place of the item and whether it is now chosen.
pub fn choices(
    around: Around,
    many: Many,
    items: Vec<Item>,
    hidden: impl Fn() -> bool + Send + 'static,
    choose: impl Fn(usize, bool) + Clone + Send + 'static,
) -> AnyView {
    let (kind, block) = if many == Many::Several { ("checkbox", "govuk-checkboxes") } else { ("radio", "govuk-radios") };
    let group = match many {
        Many::One => "govuk-radios",
        Many::OneInLine => "govuk-radios govuk-radios--inline",
        Many::Several => "govuk-checkboxes",
    };
    let rows: Vec<AnyView> = items
        .into_iter()
        .enumerate()
        .map(|(place, item)| {
            let choose = choose.clone();
            row(&around.id, kind, block, place, item, Box::new(move |chosen| choose(place, chosen)))
        })
        .collect();
    let controls = view! { <div class=group>{rows}</div> }.into_any();
    field_set(around, controls, hidden)
}

fn row(group: &str, kind: &'static str, block: &'static str, place: usize, item: Item, choose: Box<dyn Fn(bool) + Send>) -> AnyView {
    let id = if place == 0 { group.to_owned() } else { format!("{group}-{}", place + 1) };
    let hint_id = (!item.hint.is_empty()).then(|| format!("{id}-item-hint"));
    let hint = hint_id.clone().map(|hint_id| view! { <div id=hint_id class=format!("govuk-hint {block}__hint")>{item.hint}</div> });
    let change = move |event: leptos::ev::Event| {
        let chosen = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()).is_some_and(|input| input.checked());
        choose(chosen);
    };
    view! {
        <div class=format!("{block}__item")>
            <input class=format!("{block}__input") id=id.clone() name=group.to_owned() type=kind value=item.value checked=item.chosen aria-describedby=hint_id on:change=change />
            <label class=format!("govuk-label {block}__label") for=id>{item.says}</label>
            {hint}
        </div>
    }
    .into_any()
}
