//! Just enough of CSS to rewrite what Sass prints: blocks, and declarations inside them.

/// One thing in a sheet or in an at-rule that groups others.
#[derive(Debug, PartialEq)]
pub enum Item {
    /// `@charset "utf-8";`
    Statement(String),
    /// `@media print { ... }`
    Group { prelude: String, items: Vec<Item> },
    /// `.a, .b { ... }`, and at-rules that hold declarations
    Rule { prelude: String, declarations: Vec<Declaration> },
}

#[derive(Debug, PartialEq)]
pub struct Declaration {
    pub name: String,
    pub value: String,
}

const GROUPING: [&str; 5] = ["@media", "@supports", "@container", "@layer", "@starting-style"];

pub fn parse(css: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = css.trim_start_matches('\u{feff}').trim();
    while !rest.is_empty() {
        let end = find(rest, &['{', ';']);
        let (prelude, tail) = rest.split_at(end);
        let prelude = prelude.trim().to_owned();
        if !tail.starts_with('{') {
            items.push(Item::Statement(prelude));
            rest = tail.get(1..).unwrap_or("").trim_start();
            continue;
        }
        let length = block_length(tail);
        let body = tail.get(1..length - 1).unwrap_or("");
        items.push(if GROUPING.iter().any(|name| prelude.starts_with(name)) {
            Item::Group { prelude, items: parse(body) }
        } else {
            Item::Rule { prelude, declarations: declarations(body) }
        });
        rest = tail.get(length..).unwrap_or("").trim_start();
    }
    items
}

pub fn print(items: &[Item]) -> String {
    items.iter().map(printed).collect()
}

fn printed(item: &Item) -> String {
    match item {
        Item::Statement(text) => format!("{text};"),
        Item::Group { prelude, items } => format!("{prelude}{{{}}}", print(items)),
        Item::Rule { prelude, declarations } => {
            let body: Vec<_> = declarations.iter().map(|one| format!("{}:{}", one.name, one.value)).collect();
            format!("{prelude}{{{}}}", body.join(";"))
        }
    }
}

fn declarations(body: &str) -> Vec<Declaration> {
    split(body, ';')
        .filter_map(|text| text.split_once(':'))
        .map(|(name, value)| Declaration { name: name.trim().to_owned(), value: value.trim().to_owned() })
        .collect()
}

/// The parts between separators that stand outside of strings and brackets.
pub fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let current = rest?;
        let end = find(current, &[separator]);
        let (part, tail) = current.split_at(end);
        rest = tail.strip_prefix(separator);
        Some(part.trim())
    })
    .filter(|part| !part.is_empty())
}

/// Where the first of `wanted` stands outside of strings and brackets, else the end.
fn find(text: &str, wanted: &[char]) -> usize {
    let mut depth = 0_usize;
    let mut scan = Scan::default();
    for (at, c) in text.char_indices() {
        if scan.is_text(c) {
            continue;
        }
        match c {
            _ if depth == 0 && wanted.contains(&c) => return at,
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

/// The length of the block that `text` begins with, both braces included.
fn block_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut scan = Scan::default();
    for (at, c) in text.char_indices() {
        if scan.is_text(c) {
            continue;
        }
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
}

/// Knows, letter by letter, what lies inside of a string or behind a backslash.
#[derive(Default)]
struct Scan {
    quote: Option<char>,
    escaped: bool,
}

impl Scan {
    fn is_text(&mut self, c: char) -> bool {
        if std::mem::take(&mut self.escaped) {
            return true;
        }
        if c == '\\' {
            self.escaped = true;
            return true;
        }
        match self.quote {
            Some(quote) => {
                if c == quote {
                    self.quote = None;
                }
                true
            }
            None if c == '"' || c == '\'' => {
                self.quote = Some(c);
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_parsed_prints_the_same() {
        for css in [
            "@charset \"utf-8\";a{b:c}",
            ".a::before{content:\"};{\";color:red}@media print{.b{c:d}.e{f:g}}",
            ".a\\:b{x:url(data:a;b)}",
            "a[title=\"x;y\"]{b:c}",
        ] {
            assert_eq!(print(&parse(css)), css);
        }
    }

    #[test]
    fn a_byte_order_mark_and_a_cut_end_do_no_harm() {
        assert_eq!(print(&parse("\u{feff}a{b:c}")), "a{b:c}");
        assert_eq!(parse("a{b:c").len(), 1);
    }

    #[test]
    fn lists_split_outside_of_brackets() {
        assert_eq!(split("rgb(1, 2), \"a,b\" , c", ',').collect::<Vec<_>>(), ["rgb(1, 2)", "\"a,b\"", "c"]);
    }
}
