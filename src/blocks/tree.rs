//! Pieces as elements: lists closed, notes inside their items. Pages are written from it, and the screen draws it.

use super::Block;
use serde::ser::{Serialize, SerializeSeq, Serializer};
use std::collections::BTreeMap;

/// An element, or text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Text.
    Text(String),
    /// An element.
    Element {
        /// Its tag.
        tag: &'static str,
        /// Its attributes.
        attributes: BTreeMap<&'static str, String>,
        /// What is in it.
        inner: Vec<Node>,
    },
}

/// The class that each kind of piece has; empty for none.
pub struct Look {
    /// Of an alarm.
    pub alarm: &'static str,
    /// Of the title.
    pub title: &'static str,
    /// Of the heading of a part.
    pub heading: &'static str,
    /// Of a heading inside a part.
    pub sub: &'static str,
    /// Of a paragraph.
    pub text: &'static str,
    /// Of a list.
    pub list: &'static str,
    /// Of a note.
    pub note: &'static str,
    /// Of a link.
    pub link: &'static str,
    /// Of a list of pairs, of its rows, labels and texts.
    pub pairs: [&'static str; 4],
    /// Links open beside the page, so that nothing on it is lost, and the title takes the focus.
    pub on_screen: bool,
}

/// As a page of its own has it.
pub const PAPER: Look =
    Look { alarm: "alarm", title: "", heading: "", sub: "", text: "", list: "", note: "note", link: "", pairs: ["", "", "", ""], on_screen: false };

/// As the screen has it.
pub const SCREEN: Look = Look {
    alarm: "govuk-body govuk-!-font-weight-bold",
    title: "govuk-heading-l",
    heading: "govuk-heading-m",
    sub: "govuk-heading-s",
    text: "govuk-body",
    list: "govuk-list govuk-list--bullet",
    note: "waymark-source",
    link: "govuk-link",
    pairs: ["govuk-summary-list", "govuk-summary-list__row", "govuk-summary-list__key", "govuk-summary-list__value"],
    on_screen: true,
};

impl Node {
    /// An element with a class, where it has one.
    fn new(tag: &'static str, class: &str, inner: Vec<Node>) -> Node {
        let attributes = if class.is_empty() { BTreeMap::new() } else { BTreeMap::from([("class", class.to_owned())]) };
        Node::Element { tag, attributes, inner }
    }

    fn with(mut self, name: &'static str, value: &str) -> Node {
        if let Node::Element { attributes, .. } = &mut self {
            attributes.insert(name, value.into());
        }
        self
    }
}

/// The pieces as elements.
pub fn tree(blocks: &[Block], look: &Look) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for block in blocks {
        let text = |text: &str| vec![Node::Text(text.into())];
        match block {
            Block::Alarm(words) => nodes.push(Node::new("p", look.alarm, vec![Node::new("strong", "", text(words))])),
            Block::Title(words) => {
                let title = Node::new("h1", look.title, text(words));
                nodes.push(if look.on_screen { title.with("tabindex", "-1") } else { title });
            }
            Block::Heading(words) => nodes.push(Node::new("h2", look.heading, text(words))),
            Block::Sub(words) => nodes.push(Node::new("h3", look.sub, text(words))),
            Block::Text(words) => nodes.push(Node::new("p", look.text, text(words))),
            Block::Item(words) => into_list(&mut nodes, "ul", look.list, Node::new("li", "", text(words))),
            Block::Link(words, address) => {
                let link = Node::new("a", look.link, text(words)).with("href", address).with("rel", "noreferrer");
                let link = if look.on_screen { link.with("target", "_blank") } else { link };
                into_list(&mut nodes, "ul", look.list, Node::new("li", "", vec![link]));
            }
            Block::Note(words) => to_item(&mut nodes, Node::new("p", look.note, text(words))),
            Block::Pair(label, words) => {
                let [list, row, key, value] = look.pairs;
                let pair = vec![Node::new("dt", key, text(label)), Node::new("dd", value, text(words))];
                into_list(&mut nodes, "dl", list, Node::new("div", row, pair));
            }
        }
    }
    nodes
}

/// Puts an item into the list that stands last, or into a new one.
fn into_list(nodes: &mut Vec<Node>, list: &'static str, class: &'static str, item: Node) {
    match nodes.last_mut() {
        Some(Node::Element { tag, inner, .. }) if *tag == list => inner.push(item),
        _ => nodes.push(Node::new(list, class, vec![item])),
    }
}

/// Puts a note into the item that stands last; where there is none it stands by itself.
fn to_item(nodes: &mut Vec<Node>, note: Node) {
    if let Some(Node::Element { tag: "ul", inner, .. }) = nodes.last_mut()
        && let Some(Node::Element { inner: item, .. }) = inner.last_mut()
    {
        return item.push(note);
    }
    nodes.push(note);
}

/// Compact: text as a string, an element as a list of its tag, its attributes and what is in it.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Text(text) => serializer.serialize_str(text),
            Node::Element { tag, attributes, inner } => {
                let mut list = serializer.serialize_seq(Some(inner.len() + 2))?;
                list.serialize_element(tag)?;
                list.serialize_element(attributes)?;
                inner.iter().try_for_each(|node| list.serialize_element(node))?;
                list.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_what_stands_together_and_notes_go_into_their_item() {
        let text = |text: &str| text.to_owned();
        let blocks = [
            Block::Item(text("a")),
            Block::Note(text("b")),
            Block::link(text("c"), "https://example.org/"),
            Block::Text(text("d")),
            Block::Note(text("e")),
            Block::Pair(text("f"), text("g")),
        ];
        let json = serde_json::to_string(&tree(&blocks, &PAPER)).unwrap_or_default();
        let expected = r#"[["ul",{},["li",{},"a",["p",{"class":"note"},"b"]],["li",{},["a",{"href":"https://example.org/","rel":"noreferrer"},"c"]]],["p",{},"d"],["p",{"class":"note"},"e"],["dl",{},["div",{},["dt",{},"f"],["dd",{},"g"]]]]"#;
        assert_eq!(json, expected);
    }

    #[test]
    fn only_a_web_address_is_a_link() {
        for address in ["javascript:alert(1)", "data:text/html,x", "//example.org", "", "HTTPS:evil"] {
            assert_eq!(Block::link("a".into(), address), Block::Item("a".into()), "{address}");
        }
    }
}
