//! The sheet: Sass compiles it for a page, `fit` turns it into one for a shadow root.

use crate::css::{self, Declaration, Item};
use crate::{npm, run, steps::Steps};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Compiles a sheet of `style/` into `folder` and gives the file.
pub fn build(steps: &Steps, folder: &Path, name: &str) -> Result<PathBuf> {
    steps.say(format!("compiling {name}.scss"));
    let compiled = folder.join(format!("{name}.sass.css"));
    let mut sass = npm::tool("sass");
    sass.args(["--no-source-map", "--style=compressed", "--quiet-deps", "--load-path=node_modules", &format!("style/{name}.scss")]).arg(&compiled);
    run::check(&mut sass, "Sass says above which line of style/ it could not read.")?;
    let css = fs::read_to_string(&compiled).with_context(|| format!("cannot read {}", compiled.display()))?;

    let fitted = folder.join(format!("{name}.fitted.css"));
    fs::write(&fitted, fit(&css))?;
    let sheet = folder.join(format!("{name}.css"));
    let mut esbuild = npm::tool("esbuild");
    esbuild.arg(&fitted).arg("--minify").arg("--log-level=warning").arg(format!("--outfile={}", sheet.display()));
    run::check(&mut esbuild, "The sheet that it could not read is printed above; style.rs made it.")?;
    Ok(sheet)
}

/// Fits a page's sheet to a shadow root inside somebody else's page.
///
/// - `:root` matches nothing there; our own root takes its place, and not the host element: that is the page's, whose rules come before ours.
/// - `rem` follows the host page's `<html>`, which may hold anything; `--wm-rem` is the reader's own size.
/// - The width that matters is that of the column the element stands in, not that of the window.
/// - Sides follow the direction of writing, so that right-to-left languages need no second sheet.
/// - What only Internet Explorer reads goes: it cannot run the program.
pub fn fit(css: &str) -> String {
    css::print(&css::parse(css).into_iter().filter_map(fit_item).collect::<Vec<_>>())
}

fn fit_item(item: Item) -> Option<Item> {
    match item {
        Item::Statement(_) => None,
        Item::Group { prelude, items } => {
            let prelude = fit_query(&prelude)?;
            let items: Vec<_> = items.into_iter().filter_map(fit_item).collect();
            (!items.is_empty()).then_some(Item::Group { prelude, items })
        }
        Item::Rule { prelude, declarations } => {
            let declarations: Vec<_> = declarations.into_iter().filter_map(fit_declaration).collect();
            (!declarations.is_empty()).then(|| Item::Rule { prelude: prelude.replace(":root", ".waymark"), declarations })
        }
    }
}

/// A condition on width alone becomes one on the container; others stay.
fn fit_query(prelude: &str) -> Option<String> {
    let Some(list) = prelude.strip_prefix("@media") else {
        return Some(prelude.to_owned());
    };
    let kept: Vec<_> = css::split(list, ',').filter(|query| !query.contains("-ms-") && !query.contains("screen\\0")).collect();
    match kept.as_slice() {
        [] => None,
        [query] if query.starts_with("(min-width") || query.starts_with("(max-width") => Some(format!("@container {query}")),
        queries => Some(format!("@media {}", queries.join(","))),
    }
}

fn fit_declaration(declaration: Declaration) -> Option<Declaration> {
    let Declaration { name, value } = declaration;
    // The breakpoints are told to scripts that are not ours.
    if name.starts_with("-ms-") || name.starts_with("--govuk-breakpoint") {
        return None;
    }
    let value = without_fallbacks(&scaled(&value));
    let (name, value) = logical(name, value);
    Some(Declaration { name, value })
}

/// Turns left and right into start and end.
fn logical(name: String, value: String) -> (String, String) {
    let side = |text: &str| match text {
        "left" => Some("start"),
        "right" => Some("end"),
        _ => None,
    };
    let (plain, important) = match value.strip_suffix("!important") {
        Some(plain) => (plain.trim(), " !important"),
        None => (value.as_str(), ""),
    };
    match name.as_str() {
        "left" | "right" => (format!("inset-inline-{}", side(&name).unwrap_or_default()), value),
        "text-align" => match side(plain) {
            Some(side) => (name, format!("{side}{important}")),
            None => (name, value),
        },
        "float" | "clear" => match side(plain) {
            Some(side) => (name, format!("inline-{side}{important}")),
            None => (name, value),
        },
        _ => {
            let parts: Vec<_> = name.split('-').collect();
            match parts.as_slice() {
                [kind @ ("margin" | "padding" | "border"), edge @ ("left" | "right"), rest @ ..] => {
                    let rest: String = rest.iter().map(|part| format!("-{part}")).collect();
                    (format!("{kind}-inline-{}{rest}", side(edge).unwrap_or_default()), value)
                }
                _ => (name, value),
            }
        }
    }
}

/// `1.5rem` becomes `calc(1.5*var(--wm-rem))`.
fn scaled(value: &str) -> String {
    let mut parts = value.split("rem").peekable();
    let mut out = String::with_capacity(value.len());
    while let Some(before) = parts.next() {
        let Some(after) = parts.peek() else {
            out.push_str(before);
            break;
        };
        let (head, number) = before.split_at(before.len() - trailing_number(before));
        let ends_a_word = !after.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        if number.is_empty() || !ends_a_word {
            out.push_str(before);
            out.push_str("rem");
        } else {
            out.push_str(head);
            out.push_str("calc(");
            out.push_str(number);
            out.push_str("*var(--wm-rem))");
        }
    }
    out
}

/// How many bytes at the end of `text` write a number.
fn trailing_number(text: &str) -> usize {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = text.len() - head.len();
    let negative = digits > 0 && head.ends_with('-') && !head.ends_with("--");
    digits + usize::from(negative)
}

/// The sheet declares every colour it names, so that what it falls back to is never read.
fn without_fallbacks(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find("var(--govuk-") {
        let (before, var) = rest.split_at(at);
        out.push_str(before);
        let end = css::split(var.get(4..).unwrap_or(""), ')').next().map_or(var.len(), |inner| 4 + inner.len());
        let inner = var.get(4..end).unwrap_or("");
        out.push_str(&format!("var({}", inner.split(',').next().unwrap_or("").trim()));
        rest = var.get(end..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_becomes_our_own() {
        assert_eq!(fit("\u{feff}:root{--a: 1}"), ".waymark{--a:1}");
    }

    #[test]
    fn text_units_follow_the_reader_and_not_the_page() {
        assert_eq!(fit("a{font-size:1.1875rem}"), "a{font-size:calc(1.1875*var(--wm-rem))}");
        assert_eq!(fit("a{b:max(1px, .0625rem) -2rem}"), "a{b:max(1px, calc(.0625*var(--wm-rem))) calc(-2*var(--wm-rem))}");
        assert_eq!(fit("a{b:var(--my-rem) 2em;c:premium}"), "a{b:var(--my-rem) 2em;c:premium}");
    }

    #[test]
    fn widths_are_those_of_the_column() {
        assert_eq!(fit("@media(min-width: 40em){a{b:c}}"), "@container (min-width: 40em){a{b:c}}");
        assert_eq!(fit("@media print{a{b:c}}"), "@media print{a{b:c}}");
        assert_eq!(fit("@media(hover: none),(pointer: coarse){a{b:c}}"), "@media (hover: none),(pointer: coarse){a{b:c}}");
    }

    #[test]
    fn what_only_internet_explorer_reads_goes() {
        assert_eq!(fit("@media screen and (-ms-high-contrast: active),(-ms-high-contrast: none){a{b:c}}"), "");
        assert_eq!(
            fit("@media screen and (forced-colors: active),(-ms-high-contrast: active){a{b:c}}"),
            "@media screen and (forced-colors: active){a{b:c}}"
        );
    }

    #[test]
    fn sides_follow_the_writing() {
        assert_eq!(
            fit("a{margin-left:1px;border-right-width:2px;left:0;text-align:right;float:left}"),
            "a{margin-inline-start:1px;border-inline-end-width:2px;inset-inline-start:0;text-align:end;float:inline-start}"
        );
        assert_eq!(fit("a{margin-right:0 !important;text-align:center}"), "a{margin-inline-end:0 !important;text-align:center}");
    }

    #[test]
    fn colours_need_no_fallback() {
        assert_eq!(
            fit("a{b:0 -2px var(--govuk-focus-colour, #fd0),0 4px var(--govuk-text-colour, #0b0c0c)}"),
            "a{b:0 -2px var(--govuk-focus-colour),0 4px var(--govuk-text-colour)}"
        );
        assert_eq!(fit("a{b:var(--waymark-x, #fff)}"), "a{b:var(--waymark-x, #fff)}");
    }
}
