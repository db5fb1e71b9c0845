//! What is made ready to be read (`blocks/tree.rs`), as elements of the screen.

use crate::blocks::tree::Node;
use crate::screen::element::{Element, View, element};

/// Draws them.
pub fn blocks(nodes: &[Node]) -> View {
    filled(element("div"), nodes).done()
}

fn filled(whole: Element, nodes: &[Node]) -> Element {
    nodes.iter().fold(whole, |whole, node| match node {
        Node::Text(text) => whole.text(text),
        Node::Element { tag, attributes, inner } => whole.child(drawn(tag, attributes.iter(), inner)),
    })
}

fn drawn<'a>(tag: &str, attributes: impl Iterator<Item = (&'a &'static str, &'a String)>, inner: &[Node]) -> View {
    filled(attributes.fold(element(tag), |whole, (name, value)| whole.set(name, value)), inner).done()
}
