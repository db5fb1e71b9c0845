//! One of a list, folded away.

use std::rc::Rc;

use js_sys::Reflect;
use web_sys::Event;

use super::frame::Around;
use crate::screen::element::{View, element};

/// A list of values and their words, of which one is chosen. `choose` is told the value.
pub fn select(around: &Around, items: &[(String, String)], chosen: &str, choose: Rc<dyn Fn(String)>) -> View {
    let label = element("label").set("class", "govuk-label govuk-label--s").set("for", &around.id).text(&around.question);
    let change = move |event: Event| {
        let value = event.target().and_then(|target| Reflect::get(&target, &"value".into()).ok());
        choose(value.and_then(|value| value.as_string()).unwrap_or_default());
    };
    let mut list = element("select").set("class", "govuk-select").set("id", &around.id).on("change", Box::new(change));
    for (value, says) in items {
        list = list.child(element("option").set("value", value).set_if("selected", value == chosen).text(says).done());
    }
    let list = list.set_some("aria-describedby", around.described_by().as_deref());
    around.hint_and_error(around.group(None).child(label.done())).child(list.done()).done()
}
