//! What the part that loads later has made ready to be seen: elements as lists of tag, attributes and what is in them
//! (`blocks/tree.rs`). It is our own program that says so; whatever packs hold is text in it.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

use crate::screen::element::{Element, View, element};

/// Draws them.
pub fn blocks(nodes: &JsValue) -> View {
    filled(element("div"), &Array::from(nodes), 0).done()
}

fn filled(mut whole: Element, nodes: &Array, from: u32) -> Element {
    for place in from..nodes.length() {
        let node = nodes.get(place);
        whole = match node.as_string() {
            Some(text) => whole.text(&text),
            None => whole.child(drawn(&Array::from(&node))),
        };
    }
    whole
}

fn drawn(node: &Array) -> View {
    let mut whole = element(&text(node, 0));
    for attribute in Object::entries(node.get(1).unchecked_ref()).iter() {
        let attribute = Array::from(&attribute);
        whole = whole.set(&text(&attribute, 0), &text(&attribute, 1));
    }
    filled(whole, node, 2).done()
}

fn text(list: &Array, place: u32) -> String {
    list.get(place).as_string().unwrap_or_default()
}
