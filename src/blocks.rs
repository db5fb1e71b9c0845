//! What is read from top to bottom, piece by piece: made once, and written as plain text, as a page of its own, or for
//! the screen. What is written holds the same facts in the same order, however it is written.

pub mod html;
pub mod text;
pub mod tree;

/// A piece of a page that is read from top to bottom, on paper or on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// What must be seen before anything else.
    Alarm(String),
    /// The title of the whole.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// A heading inside a part.
    Sub(String),
    /// A paragraph.
    Text(String),
    /// An item of a list.
    Item(String),
    /// An item of a list that can be read elsewhere, at an address.
    Link(String, String),
    /// Something that belongs to the item above it.
    Note(String),
    /// A label and what stands for it.
    Pair(String, String),
}

impl Block {
    /// An item that leads to a web address. Anything else than a web address, such as a script, leads nowhere.
    pub fn link(text: String, address: &str) -> Block {
        let leads = address.starts_with("https://") || address.starts_with("http://");
        if leads { Block::Link(text, address.into()) } else { Block::Item(text) }
    }
}
