//! Pieces as a page of its own that prints to A4: headings, lists and description lists, no script, and nothing that
//! loads anything.

use super::Block;
use super::tree::{Node, PAPER, tree};

/// How what is on the page looks, on a screen and on paper.
pub const STYLE: &str = include_str!("page.css");

/// What stands around the pieces.
pub struct Page<'a> {
    /// The language, as in the `lang` attribute.
    pub lang: &'a str,
    /// Which way the language is written, as in the `dir` attribute.
    pub dir: &'a str,
    /// The title of the window.
    pub title: &'a str,
    /// The words of the link that skips to the main part.
    pub skip: &'a str,
    /// The name of the list of all headings; empty where none is wanted.
    pub contents: &'a str,
    /// What stands at the head of every sheet of paper; may be empty.
    pub head: &'a str,
    /// How the sheets are numbered: `{page}` of `{pages}`.
    pub number: &'a str,
}

impl Page<'_> {
    /// How every sheet of paper looks: its size, and what stands in its margins.
    pub fn sheet(&self) -> String {
        let number = quoted(self.number).replace("\\7b page\\7d ", "\" counter(page) \"").replace("\\7b pages\\7d ", "\" counter(pages) \"");
        let margin = "font:9pt Arial,sans-serif;color:#0b0c0c;content";
        format!("@page{{size:A4;margin:18mm;@top-center{{{margin}:{}}}@bottom-right{{{margin}:{number}}}}}", quoted(self.head))
    }
}

/// A text as styles write it: nothing in it ends the text, or the element that the style stands in.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for sign in text.chars() {
        if sign.is_ascii() && !sign.is_ascii_alphanumeric() && sign != ' ' {
            out.push_str(&format!("\\{:x} ", u32::from(sign)));
        } else {
            out.push(sign);
        }
    }
    out.push('"');
    out
}

/// The page.
pub fn to_html(page: &Page<'_>, blocks: &[Block]) -> String {
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"");
    escape(&mut out, page.lang);
    out.push_str("\" dir=\"");
    escape(&mut out, page.dir);
    out.push_str("\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta name=\"robots\" content=\"noindex\">\n<title>");
    escape(&mut out, page.title);
    out.extend(["</title>\n<style>", &page.sheet(), STYLE.trim_end(), "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">"]);
    escape(&mut out, page.skip);
    out.push_str("</a>\n");
    let mut nodes = tree(blocks, &PAPER);
    if !page.contents.is_empty() {
        let titled = matches!(nodes.first(), Some(Node::Element { tag: "h1", .. }));
        header(&mut out, nodes.drain(..usize::from(titled)));
        contents(&mut out, page.contents, &mut nodes);
    }
    out.push_str("<main id=\"main\">\n");
    nodes.iter().for_each(|node| write(&mut out, node));
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// The title, before the list of contents.
fn header(out: &mut String, title: impl Iterator<Item = Node>) {
    out.push_str("<header>\n");
    title.for_each(|node| write(out, &node));
    out.push_str("</header>\n");
}

/// The list of all headings, each with the place that its link leads to.
fn contents(out: &mut String, name: &str, nodes: &mut [Node]) {
    out.push_str("<nav aria-label=\"");
    escape(out, name);
    out.push_str("\">\n<ul>\n");
    for (place, node) in nodes.iter_mut().enumerate() {
        let Node::Element { tag: tag @ ("h2" | "h3"), attributes, inner } = node else { continue };
        let id = format!("part-{place}");
        out.push_str(&format!("<li class=\"{tag}\"><a href=\"#{id}\">"));
        inner.iter().for_each(|node| write(out, node));
        out.push_str("</a></li>\n");
        attributes.insert("id", id);
    }
    out.push_str("</ul>\n</nav>\n");
}

fn write(out: &mut String, node: &Node) {
    match node {
        Node::Text(text) => escape(out, text),
        Node::Element { tag, attributes, inner } => {
            out.extend(["<", tag]);
            for (name, value) in attributes {
                out.extend([" ", name, "=\""]);
                escape(out, value);
                out.push('"');
            }
            out.push('>');
            if matches!(*tag, "ul" | "dl") {
                out.push('\n');
            }
            inner.iter().for_each(|node| write(out, node));
            out.extend(["</", tag, ">"]);
            if !matches!(*tag, "strong" | "a" | "dt") {
                out.push('\n');
            }
        }
    }
}

/// Writes text so that nothing in it is read as markup.
pub(crate) fn escape(out: &mut String, text: &str) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_in_it_is_text() {
        let page =
            Page { lang: "\"><i>", dir: "\"><i>", title: "</title><i>", skip: "<i>", contents: "\"><i>", head: "</style><i>\\\"", number: "<i>" };
        let wild = || "<i>&\"'".to_owned();
        let blocks = [
            Block::Alarm(wild()),
            Block::Title(wild()),
            Block::Heading(wild()),
            Block::Sub(wild()),
            Block::Text(wild()),
            Block::Item(wild()),
            Block::link(wild(), "https://example.org/\"><i>"),
            Block::Note(wild()),
            Block::Pair(wild(), wild()),
        ];
        let html = to_html(&page, &blocks);
        assert!(!html.contains("<i>"), "{html}");
        assert_eq!(html.matches("&lt;i&gt;&amp;&quot;&#39;").count(), 12);
    }

    #[test]
    fn every_heading_has_its_link() {
        let page = Page { lang: "en", dir: "ltr", title: "a", skip: "b", contents: "c", head: "", number: "" };
        let blocks = ["d", "e"].map(|text| Block::Heading(text.into()));
        let html = to_html(&page, &blocks);
        assert!(html.contains("<li class=\"h2\"><a href=\"#part-1\">e</a></li>") && html.contains("<h2 id=\"part-1\">e</h2>"), "{html}");
    }

    #[test]
    fn every_sheet_has_its_head_and_its_number() {
        let page = Page { lang: "en", dir: "ltr", title: "a", skip: "b", contents: "", head: "Kept: \"apart\"", number: "Page {page} of {pages}" };
        let sheet = page.sheet();
        assert!(sheet.contains("content:\"Kept\\3a  \\22 apart\\22 \""), "{sheet}");
        assert!(sheet.contains("content:\"Page \" counter(page) \" of \" counter(pages) \"\""), "{sheet}");
        assert!(to_html(&page, &[]).contains(&format!("<style>{sheet}body")));
    }
}
