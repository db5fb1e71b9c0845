//! What any pattern takes beside what is its own.

use crate::screen::element::{Element, element};

/// More classes and attributes for the outermost element of a pattern.
#[derive(Clone, Default)]
pub struct Extra {
    /// Classes beside the pattern's own, with spaces between them.
    pub classes: String,
    /// Attributes beside the pattern's own.
    pub attributes: Vec<(&'static str, String)>,
}

impl Extra {
    /// Classes alone.
    pub fn classes(classes: &str) -> Extra {
        Extra { classes: classes.to_owned(), attributes: Vec::new() }
    }

    /// An element with the pattern's own classes, then these.
    pub fn open(&self, tag: &str, own: &str) -> Element {
        self.put_on(element(tag).set("class", &spaced(&[own, &self.classes])))
    }

    /// Puts the attributes on an element that has its classes.
    pub fn put_on(&self, to: Element) -> Element {
        self.attributes.iter().fold(to, |to, (name, value)| to.set(name, value))
    }
}

/// Words with a space between them, leaving out what is empty.
pub fn spaced(words: &[&str]) -> String {
    let mut whole = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if !whole.is_empty() {
            whole.push(' ');
        }
        whole.push_str(word);
    }
    whole
}
