//! A fault as compilers show it: one line that says everything, then the lines at fault with marks under them.
//!
//! The marks are set by `annotate-snippets`, which draws rustc's own messages: it knows how wide characters are,
//! what a tab takes and how a place of several lines is drawn.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

use super::fault::Fault;

/// How wide what is shown may be, in columns; a longer line is cut around the place.
const WIDTH: usize = 120;

/// Bytes of a file that are drawn at most: of a line without end, the part around the place.
const DRAWN: usize = 16 * 1024;

/// Shows a fault of a file with this text.
pub fn show(fault: &Fault, text: &str, coloured: bool) -> String {
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    let places: Vec<&Range<usize>> = std::iter::once(&fault.span).chain(fault.beside.as_ref().map(|(span, _)| span)).collect();
    let window = window(text, &places).unwrap_or_else(|| window(text, &places[..1]).unwrap_or_else(|| around(text, &fault.span)));
    let drawn = text.get(window.clone()).unwrap_or_default();
    let within = |span: &Range<usize>| span.start.max(window.start) - window.start..span.end.clamp(window.start, window.end) - window.start;
    let first_line = text.get(..window.start).unwrap_or_default().matches('\n').count() + 1;
    let mut snippet = Snippet::source(drawn).line_start(first_line).annotation(AnnotationKind::Primary.span(within(&fault.span)));
    if let Some((span, says)) = fault.beside.as_ref().filter(|(span, _)| span.start >= window.start && span.end <= window.end) {
        snippet = snippet.annotation(AnnotationKind::Context.span(within(span)).label(says));
    }
    let drawing = renderer.term_width(WIDTH).render(&[Group::with_level(Level::ERROR).element(snippet)]);
    format!("{fault}\n{drawing}\n")
}

/// The whole lines in which these places stand; none where that is too much to draw.
fn window(text: &str, places: &[&Range<usize>]) -> Option<Range<usize>> {
    let (start, end) = (places.iter().map(|span| span.start).min()?, places.iter().map(|span| span.end).max()?);
    let start = text.get(..start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let end = text.get(end..)?.find('\n').map_or(text.len(), |newline| end + newline);
    (end - start <= DRAWN).then_some(start..end)
}

/// What stands around a place on its line, where its lines are too much to draw.
fn around(text: &str, place: &Range<usize>) -> Range<usize> {
    let (before, after) = text.split_at_checked(place.start).unwrap_or((text, ""));
    let line = before.rfind('\n').map_or(before, |newline| &before[newline + 1..]);
    let bytes = |c: char| c.len_utf8();
    let left: usize = line.chars().rev().take(WIDTH).map(bytes).sum();
    let right: usize = after.chars().take_while(|c| *c != '\n').take(2 * WIDTH).map(bytes).sum();
    before.len() - left..before.len() + right
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packs::text::file;

    fn shown(text: &str, at: &str) -> String {
        let start = text.find(at).unwrap_or(text.len());
        show(&Fault::at(&file("x.toml", text), start..start + at.len(), "wrong", "mend"), text, false)
    }

    #[test]
    fn the_place_is_pointed_at_under_its_line() {
        assert_eq!(shown("a = 1\nb = two\nc = 3\n", "two"), "x.toml:2:5: wrong (`two`); mend\n  |\n2 | b = two\n  |     ^^^\n");
    }

    #[test]
    fn wide_characters_combining_ones_and_tabs_keep_the_mark_in_its_place() {
        // A tab is drawn as four columns, each of the two characters as two, the e with its accent as one.
        let out = shown("\ta = \"日本e\u{301}\", b = two\n", "two");
        assert_eq!(out, "x.toml:1:18: wrong (`two`); mend\n  |\n1 |     a = \"日本e\u{301}\", b = two\n  |                      ^^^\n");
    }

    #[test]
    fn a_place_of_several_lines_is_bracketed() {
        let out = shown("a = [\n  1,\n]\nb = 2\n", "[\n  1,\n]");
        assert_eq!(out, "x.toml:1:5: wrong (`[`); mend\n  |\n1 |   a = [\n  |  _____^\n2 | |   1,\n3 | | ]\n  | |_^\n");
    }

    #[test]
    fn another_place_is_shown_beside_it() {
        let text = "id = \"a\"\nx = 1\nx2 = 1\nx3 = 1\nx4 = 1\nid = \"a\"\n";
        let fault = Fault::at(&file("x.toml", text), 36..44, "twice", "mend").beside(0..8, "first here");
        let out = show(&fault, text, false);
        assert!(out.contains("1 | id = \"a\"\n  | -------- first here\n...\n6 | id = \"a\"\n  | ^^^^^^^^\n"), "{out}");
    }

    #[test]
    fn an_empty_file_and_the_end_of_one_can_be_pointed_at() {
        assert!(shown("", "nothing").contains("x.toml:1:1"));
        assert!(shown("a = 1\n", "nothing").contains("x.toml:2:1"));
    }

    #[test]
    fn nothing_in_a_pack_steers_the_terminal() {
        let out = shown("a = \"\u{1b}[31m\u{202e}red\"\n", "\u{1b}[31m\u{202e}red");
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out}");
        assert!(show(&Fault::at(&file("x.toml", "a"), 0..1, "w\u{1b}[2J\nx", "m"), "a", false).starts_with("x.toml:1:1: w␛[2J x (`a`); m\n"));
    }

    #[test]
    fn a_line_without_end_is_cut_around_the_place() {
        let text = format!("{}two{}", "日".repeat(500_000), "x".repeat(500_000));
        let out = shown(&text, "two");
        assert!(out.len() < 2_000 && out.contains("two") && out.contains("^^^"), "{out}");
    }
}
