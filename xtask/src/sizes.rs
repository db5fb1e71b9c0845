//! What the files weigh on the line, and the budget for what loads before the first question.

use anyhow::{Result, bail};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Add;

/// Everything that the module way loads is inside these two.
const FIRST_QUESTION: [&str; 2] = ["waymark.mjs", "waymark_bg.wasm"];
/// Brotli bytes. The smallest comparable form needs half as much again.
const BUDGET: usize = 100_000;

#[derive(Clone, Copy, Default)]
pub struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Add for Size {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

pub struct Sizes {
    files: Vec<(String, Size)>,
    first_question: Size,
}

impl Sizes {
    pub fn of(files: &BTreeMap<String, Vec<u8>>) -> Result<Self> {
        let files = files.iter().map(|(name, bytes)| Ok((name.clone(), size(bytes)?))).collect::<Result<Vec<_>>>()?;
        let first_question =
            files.iter().filter(|(name, _)| FIRST_QUESTION.contains(&name.as_str())).fold(Size::default(), |sum, (_, size)| sum + *size);
        Ok(Self { files, first_question })
    }

    pub fn json(&self) -> Value {
        let files: Vec<_> =
            self.files.iter().map(|(name, size)| json!({"name": name, "raw": size.raw, "gzip": size.gzip, "brotli": size.brotli})).collect();
        let first = self.first_question;
        json!({"first_question": {"raw": first.raw, "gzip": first.gzip, "brotli": first.brotli}, "files": files})
    }

    pub fn table(&self) -> String {
        let row = |name: &str, size: Size| format!("{name:<24}{:>10}{:>10}{:>10}\n", size.raw, size.gzip, size.brotli);
        let mut table = format!("{:<24}{:>10}{:>10}{:>10}\n", "bytes", "raw", "gzip", "brotli");
        table.extend(self.files.iter().map(|(name, size)| row(name, *size)));
        table.push_str(&row("before first question", self.first_question));
        table
    }

    /// Fails over the budget. It is set for a standard library built for size; a ready-made one is only told of.
    pub fn within_budget(&self, small: bool) -> Result<()> {
        let found = self.first_question.brotli;
        if !small {
            println!("The standard library was not built for size here, so the budget of {BUDGET} is not asked.");
        } else if found > BUDGET {
            bail!(
                "{found} bytes of brotli load before the first question; the budget is {BUDGET}.\n`twiggy top` on a build that keeps its names tells what grew."
            );
        }
        Ok(())
    }
}

fn size(bytes: &[u8]) -> Result<Size> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() })?;
    Ok(Size { raw: bytes.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(wasm: usize) -> Sizes {
        let size = |brotli| Size { raw: 9, gzip: 5, brotli };
        let files = vec![("waymark.js".to_owned(), size(999_999))];
        Sizes { files, first_question: size(wasm) }
    }

    #[test]
    fn only_what_loads_first_counts() {
        let files = ["waymark.js", "waymark.mjs", "waymark_bg.wasm"].map(|name| (name.to_owned(), vec![b'a'; 100])).into();
        assert_eq!(Sizes::of(&files).unwrap().first_question.raw, 200);
    }

    #[test]
    fn the_budget_is_a_limit() {
        assert!(
            sizes(BUDGET).within_budget(true).is_ok()
                && sizes(BUDGET + 1).within_budget(true).is_err()
                && sizes(BUDGET + 1).within_budget(false).is_ok()
        );
    }

    #[test]
    fn the_file_has_the_agreed_shape() {
        let json = sizes(1).json();
        assert_eq!(json["first_question"], json!({"raw": 9, "gzip": 5, "brotli": 1}));
        assert_eq!(json["files"][0], json!({"name": "waymark.js", "raw": 9, "gzip": 5, "brotli": 999_999}));
    }
}
