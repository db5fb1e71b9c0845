//! The referral as a page that prints to A4: headings, lists and description lists, and nothing that loads anything.

use super::Referral;
use crate::decide::explain::Block;

const STYLE: &str = include_str!("referral.css");

impl Referral<'_> {
    /// A page of its own.
    pub fn to_html(&self) -> String {
        let blocks = self.blocks();
        let title = self.bundle.words.say("referral.page_title");
        let lang = escaped(&self.bundle.words.lang);
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
            escaped(title)
        );
        let mut open = "";
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let (around, html) = match block {
                Block::Alarm(text) => ("", format!("<p class=\"alarm\"><strong>{}</strong></p>\n", escaped(text))),
                Block::Title(text) => ("", format!("<h1>{}</h1>\n", escaped(text))),
                Block::Heading(text) => ("", format!("<h2>{}</h2>\n", escaped(text))),
                Block::Sub(text) => ("", format!("<h3>{}</h3>\n", escaped(text))),
                Block::Text(text) => ("", format!("<p>{}</p>\n", escaped(text))),
                Block::Item(text) => {
                    let notes = blocks[at + 1..].iter().map_while(|block| if let Block::Note(note) = block { Some(escaped(note)) } else { None });
                    let notes: String = notes.map(|note| format!("<p class=\"note\">{note}</p>")).collect();
                    ("ul", format!("<li>{}{notes}</li>\n", escaped(text)))
                }
                Block::Note(_) => {
                    at += 1;
                    continue;
                }
                Block::Pair(label, text) => ("dl", format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(label), escaped(text))),
            };
            turn(&mut out, &mut open, around);
            out.push_str(&html);
            at += 1;
        }
        turn(&mut out, &mut open, "");
        out.push_str("</main>\n</body>\n</html>\n");
        out
    }
}

/// Closes the list that is open and opens the next, where they differ.
fn turn<'a>(out: &mut String, open: &mut &'a str, next: &'a str) {
    if *open == next {
        return;
    }
    if !open.is_empty() {
        out.push_str(&format!("</{open}>\n"));
    }
    if !next.is_empty() {
        out.push_str(&format!("<{next}>\n"));
    }
    *open = next;
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
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
    out
}
