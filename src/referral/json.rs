//! The referral as JSON: one stable order, two spaces a level.

use super::Referral;
use serde::Serialize;

/// The JSON Schema (2020-12) of the referral.
pub const SCHEMA: &str = include_str!("referral.schema.json");

impl Referral<'_> {
    /// The whole record.
    pub fn to_json(&self) -> String {
        written(&self.file())
    }
}

/// A file of JSON: a line for each member, and one at the end.
pub fn written(file: &impl Serialize) -> String {
    let mut json = indented(&serde_json::to_string(file).unwrap_or_default());
    json.push('\n');
    json
}

/// Compact JSON with a line for each member. A second formatter of serde would write all types twice into the page.
pub fn indented(compact: &str) -> String {
    let mut out = String::with_capacity(compact.len() * 2);
    let (mut depth, mut text, mut escaped) = (0_usize, false, false);
    let mut signs = compact.chars().peekable();
    while let Some(sign) = signs.next() {
        if text {
            out.push(sign);
            text = escaped || sign != '"';
            escaped = sign == '\\' && !escaped;
            continue;
        }
        match sign {
            '"' => {
                text = true;
                out.push(sign);
            }
            '{' | '[' if matches!(signs.peek(), Some('}' | ']')) => {
                out.push(sign);
                out.extend(signs.next());
            }
            '{' | '[' => {
                depth += 1;
                out.push(sign);
                new_line(&mut out, depth);
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(sign);
            }
            ',' => {
                out.push(sign);
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => out.push(sign),
        }
    }
    out
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    (0..depth).for_each(|_| out.push_str("  "));
}

#[cfg(test)]
mod tests {
    use super::indented;

    #[test]
    fn lines_are_as_serde_writes_them() {
        let value = serde_json::json!({"a": [1, -2.5, {}, [], "x, {y}: \\ \"z\"\n"], "b": {"c": null, "d\"": [true]}, "e": "\\"});
        assert_eq!(indented(&value.to_string()), serde_json::to_string_pretty(&value).unwrap_or_default());
    }
}
