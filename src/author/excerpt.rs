//! The lines at fault, with the place that is meant: what an author sees without looking it up in the file.

use std::ops::Range;

use crate::packs::text::fault::{place, plain};

/// Characters that are shown before the place, and of the place and what follows it.
const BEFORE: usize = 80;
const AFTER: usize = 160;

/// One line, in three parts.
#[derive(Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Which line it is, from 1.
    pub line: usize,
    /// What stands before the place.
    pub before: String,
    /// The place; empty where something is missing there.
    pub place: String,
    /// What stands behind it.
    pub after: String,
}

impl Excerpt {
    /// The first line of a place in a text. A long line is cut around it.
    pub fn of(text: &str, span: &Range<usize>) -> Excerpt {
        let (head, tail) = text.split_at_checked(span.start).unwrap_or((text, ""));
        let line_start = head.rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = tail.find('\n').unwrap_or(tail.len());
        let length = (span.end - span.start.min(span.end)).min(line_end);
        let (marked, after) = tail[..line_end].split_at_checked(length).unwrap_or(("", &tail[..line_end]));
        let marked = marked.trim_end_matches('\r');
        Excerpt {
            line: place(text, span.start).0,
            before: end_of(head[line_start..].trim_start_matches('\u{feff}')),
            place: plain(marked, AFTER),
            after: plain(after.trim_end(), AFTER.saturating_sub(marked.chars().count())),
        }
    }
}

/// The end of a text that is too long to be shown whole.
fn end_of(text: &str) -> String {
    let long = text.chars().count().saturating_sub(BEFORE);
    let shown: String = text.chars().skip(long).collect();
    let cut = if long > 0 { "…" } else { "" };
    [cut, &plain(&shown, BEFORE)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, at: &str) -> (usize, String, String, String) {
        let start = text.find(at).unwrap_or(text.len());
        let found = Excerpt::of(text, &(start..start + at.len()));
        (found.line, found.before, found.place, found.after)
    }

    fn told(line: usize, before: &str, place: &str, after: &str) -> (usize, String, String, String) {
        (line, before.into(), place.into(), after.into())
    }

    #[test]
    fn a_line_is_told_in_three_parts() {
        assert_eq!(excerpt("a = 1\r\nb = two # x\r\nc = 3\r\n", "two"), told(2, "b = ", "two", " # x"));
        assert_eq!(excerpt("\u{feff}b = two", "two"), told(1, "b = ", "two", ""));
    }

    #[test]
    fn of_several_lines_the_first_is_shown() {
        assert_eq!(excerpt("a = [\r\n  1,\r\n]\r\n", "[\r\n  1,\r\n]"), told(1, "a = ", "[", ""));
    }

    #[test]
    fn what_is_missing_has_a_place_without_text() {
        assert_eq!(excerpt("a = 1\nb =\n", ""), told(1, "", "", "a = 1"));
        assert_eq!(excerpt("a = 1\n", "nothing"), told(2, "", "", ""));
        assert_eq!(excerpt("", "nothing"), told(1, "", "", ""));
    }

    #[test]
    fn long_lines_are_cut_and_nothing_turns_the_writing_round() {
        let (_, before, place, after) = excerpt(&format!("{}two\u{202e}{}", "日".repeat(900), "x".repeat(900)), "two");
        assert_eq!((before.chars().count(), place.as_str(), after.chars().count()), (81, "two", 158));
        assert!(before.starts_with('…') && after.ends_with('…') && !after.contains('\u{202e}'));
    }
}
