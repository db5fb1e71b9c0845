//! Pieces as plain text.

use super::Block;

/// The pieces as plain text. What somebody wrote is set in, line by line, so that it cannot pass for a heading.
pub fn to_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    for (i, block) in blocks.iter().enumerate() {
        let (gap, first, next, text) = match block {
            Block::Alarm(text) => ("", "!!! ", "!!! ", text.to_uppercase()),
            Block::Title(text) => ("\n", "", "", text.clone()),
            Block::Heading(text) => ("\n\n", "", "", text.to_uppercase()),
            Block::Sub(text) => ("\n", "# ", "# ", text.clone()),
            Block::Text(text) => ("", "", "  ", text.clone()),
            Block::Item(text) => ("", "- ", "  ", text.clone()),
            Block::Link(text, address) => ("", "- ", "  ", format!("{text} <{address}>")),
            Block::Note(text) => ("", "    ", "    ", text.clone()),
            Block::Pair(label, text) => ("", "", "    ", format!("{label}: {text}")),
        };
        if i > 0 {
            out.push_str(gap);
        }
        for (line, text) in text.lines().enumerate() {
            out.push_str(if line == 0 { first } else { next });
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
    out
}
