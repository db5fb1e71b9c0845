//! Where the text of packs comes from: built in, or a folder.

use include_dir::{Dir, include_dir};
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

static PACKS: Dir = include_dir!("$CARGO_MANIFEST_DIR/public/packs");

/// The words of the language that all is written in first. The folder as a whole would put every translation into the view for authors.
const WORDS: [(&str, &str); 3] = [
    ("en.receive.toml", include_str!("../../../public/words/en.receive.toml")),
    ("en.referral.toml", include_str!("../../../public/words/en.referral.toml")),
    ("en.toml", include_str!("../../../public/words/en.toml")),
];

/// A pack larger than this is refused unread, in bytes.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// The files of a folder that are no pack of an area.
pub const NO_AREA: [&str; 6] = ["vocabulary.toml", "journey.toml", "national.toml", "codes.toml", "claims.toml", "needs.toml"];

/// One file.
#[derive(Clone, Debug)]
pub struct PackFile {
    /// Its name without the folder.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// The files of packs and words.
#[derive(Clone, Debug, Default)]
pub struct PackFiles {
    /// Vocabulary, journey, national pack and areas, by name.
    pub packs: Vec<PackFile>,
    /// One file a language.
    pub words: Vec<PackFile>,
}

impl PackFiles {
    /// The files that this build was made with.
    pub fn built_in() -> PackFiles {
        PackFiles { packs: embedded(&PACKS), words: words() }
    }

    /// The packs of a folder, with the built-in words.
    pub fn folder(folder: &Path) -> Result<PackFiles, String> {
        let at = |error: std::io::Error| format!("{}: {error}", folder.display());
        let mut packs = Vec::new();
        for item in std::fs::read_dir(folder).map_err(at)? {
            let path = item.map_err(at)?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                packs.push(read_file(&path)?);
            }
        }
        packs.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(PackFiles { packs, words: words() })
    }

    /// The text of one file; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.packs.iter().chain(&self.words).find(|file| file.name == name).map_or("", |file| &file.text)
    }

    /// The pack or the words of this name.
    pub fn into_file(self, name: &str) -> Option<PackFile> {
        self.packs.into_iter().chain(self.words).find(|file| file.name == name)
    }

    /// Puts a file in the place of the one with the same name, or beside the other packs.
    pub fn replace(&mut self, file: PackFile) {
        match self.packs.iter_mut().chain(&mut self.words).find(|old| old.name == file.name) {
            Some(old) => *old = file,
            None => self.packs.push(file),
        }
    }
}

/// Reads one file, refusing what is no file, what is too large and what is no text.
pub fn read_file(path: &Path) -> Result<PackFile, String> {
    let shown = path.display();
    let cannot = |error: std::io::Error| format!("{shown}: found {error}, expected a pack file");
    let about = std::fs::metadata(path).map_err(cannot)?;
    if about.is_dir() {
        return Err(format!("{shown}: found a folder, expected a pack file; `--packs` takes a folder"));
    }
    if !about.is_file() {
        return Err(format!("{shown}: found a device or a pipe, expected a pack file"));
    }
    if about.len() > LARGEST {
        return Err(too_large(&shown, about.len()));
    }
    // The file may grow while it is read, and what a system makes up as it goes says that it has no length.
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(cannot)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(&shown, bytes.len() as u64));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    from_bytes(&shown.to_string(), bytes).map(|file| PackFile { name, ..file })
}

/// What is said of a file of this many bytes, which is larger than any pack.
pub fn too_large(name: &impl fmt::Display, size: u64) -> String {
    format!("{name}: found {size} bytes, expected {LARGEST} at most; split it or leave out what is no rule")
}

/// A file of this name that somebody chose, from its bytes.
pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<PackFile, String> {
    match text_of(bytes) {
        Ok(text) => Ok(PackFile { name: name.into(), text }),
        Err((place, found)) => Err(format!("{name}:{place}: found {found}, expected text; save the file as UTF-8")),
    }
}

/// The text that bytes are, or where and why they are none.
fn text_of(bytes: Vec<u8>) -> Result<String, (String, &'static str)> {
    let utf_16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if utf_16 {
        return Err(("1:1".into(), "UTF-16"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        let (line, column) = super::fault::place(&good, good.len());
        (format!("{line}:{column}"), "a byte that is not UTF-8")
    })
}

fn words() -> Vec<PackFile> {
    WORDS.map(|(name, text)| super::file(name, text)).into()
}

fn embedded(folder: &Dir<'_>) -> Vec<PackFile> {
    let mut files: Vec<PackFile> = folder
        .files()
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|file| Some(PackFile { name: file.path().to_str()?.into(), text: file.contents_utf8()?.into() }))
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_words_is_built_in() {
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/public/words")).into_iter().flatten().flatten();
        let mut files: Vec<String> =
            folder.map(|item| item.file_name().to_string_lossy().into_owned()).filter(|name| name.ends_with(".toml")).collect();
        files.sort();
        assert_eq!(files, WORDS.map(|(name, _)| name));
    }
}
