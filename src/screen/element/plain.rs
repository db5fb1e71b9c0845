//! Elements as a tree that is written as HTML, for native programs: whatever signals would say is read once, and no event comes.

use crate::blocks::html::escape;

/// Elements that have no inside, and no end.
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta"];

/// An event; none ever comes.
pub enum Event {}

impl Event {
    /// Keeps the browser from what it would do.
    pub fn prevent_default(&self) {
        match *self {}
    }
}

/// What the control holds that an event is about.
pub fn held(event: &Event) -> String {
    match *event {}
}

/// Whether the radio or checkbox is chosen that an event is about.
pub fn is_chosen(event: &Event) -> bool {
    match *event {}
}

/// Something that can be seen, whole: an element, or several in a row.
#[derive(Clone)]
pub struct View(Vec<Node>);

#[derive(Clone)]
enum Node {
    Text(String),
    /// HTML as it stands.
    Raw(String),
    Element(Element),
}

/// An element while it is put together.
#[derive(Clone)]
pub struct Element {
    tag: String,
    attributes: Vec<(String, String)>,
    inner: Vec<Node>,
}

/// Nothing.
pub fn nothing() -> View {
    View(Vec::new())
}

/// Several, one after the other.
pub fn row(views: Vec<View>) -> View {
    View(views.into_iter().flat_map(|view| view.0).collect())
}

/// HTML as it stands. There is no such thing in the browser: no element is made from text there.
pub fn raw(html: &str) -> View {
    View(vec![Node::Raw(html.to_owned())])
}

/// A new element.
pub fn element(tag: &str) -> Element {
    Element { tag: tag.to_owned(), attributes: Vec::new(), inner: Vec::new() }
}

/// A new element of a drawing.
pub fn drawing(tag: &str) -> Element {
    element(tag)
}

impl From<&str> for View {
    fn from(text: &str) -> View {
        View(vec![Node::Text(text.to_owned())])
    }
}

impl View {
    /// The same once more.
    pub fn again(&self) -> View {
        self.clone()
    }

    /// As HTML.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        self.0.iter().for_each(|node| write(&mut out, node));
        out
    }
}

impl Element {
    /// Sets an attribute.
    pub fn set(mut self, name: &str, value: &str) -> Element {
        self.attributes.retain(|(other, _)| other != name);
        self.attributes.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets an attribute as `value` has it.
    pub fn react(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Element {
        self.set_some(name, value().as_deref())
    }

    /// Adds text.
    pub fn text(self, text: &str) -> Element {
        self.child(View::from(text))
    }

    /// Adds the text that `text` reads.
    pub fn react_text(self, text: Box<dyn Fn() -> &'static str>) -> Element {
        self.text(text())
    }

    /// Adds what is seen in it.
    pub fn child(mut self, child: View) -> Element {
        self.inner.extend(child.0);
        self
    }

    /// Adds what `draw` makes.
    pub fn dynamic(self, draw: Box<dyn Fn() -> View>) -> Element {
        self.child(draw())
    }

    /// Answers an event; none ever comes.
    pub fn on(self, _event: &'static str, _act: super::Act) -> Element {
        self
    }

    /// Sets what a field holds.
    pub fn value(self, value: &str) -> Element {
        if self.tag == "textarea" { self.text(value) } else { self.set("value", value) }
    }

    /// A hold on the element, to change it later.
    pub fn handle(&self) -> Handle {
        Handle
    }

    /// It is ready.
    pub fn done(self) -> View {
        View(vec![Node::Element(self)])
    }
}

/// A hold on an element. What is written out does not change any more.
#[derive(Clone)]
pub struct Handle;

impl Handle {
    /// Sets an attribute, or takes it away.
    pub fn set(&self, _name: &str, _value: Option<&str>) {}

    /// Puts text in the place of what is in it.
    pub fn say(&self, _text: &str) {}

    /// Whether it is chosen.
    pub fn is_chosen(&self) -> bool {
        false
    }

    /// Chooses it, or not.
    pub fn choose(&self, _chosen: bool) {}
}

/// Something that waits for its time, which never comes.
pub struct Later;

/// Runs something after so many milliseconds, unless what comes back is dropped before.
pub fn later(_milliseconds: u32, _run: Box<dyn FnOnce()>) -> Later {
    Later
}

fn write(out: &mut String, node: &Node) {
    match node {
        Node::Text(text) => escape(out, text),
        Node::Raw(html) => out.push_str(html),
        Node::Element(element) => {
            out.extend(["<", &element.tag]);
            for (name, value) in &element.attributes {
                out.extend([" ", name, "=\""]);
                escape(out, value);
                out.push('"');
            }
            out.push('>');
            if !VOID.contains(&element.tag.as_str()) {
                element.inner.iter().for_each(|node| write(out, node));
                out.extend(["</", &element.tag, ">"]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::classed;
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped_and_void_elements_have_no_end() {
        let label = classed("label", "a\"b").text("<i>").child(element("input").set_if("checked", true).value("&").done());
        assert_eq!(label.done().to_html(), "<label class=\"a&quot;b\">&lt;i&gt;<input checked=\"\" value=\"&amp;\"></label>");
    }

    #[test]
    fn what_signals_say_is_read_once() {
        let element = element("p").react("hidden", Box::new(|| None)).react_text(Box::new(|| "a")).dynamic(Box::new(|| "b".into()));
        assert_eq!(element.done().to_html(), "<p>ab</p>");
    }

    #[test]
    fn an_attribute_set_twice_stands_once() {
        assert_eq!(element("p").set("id", "a").set("id", "b").done().to_html(), "<p id=\"b\"></p>");
    }
}
