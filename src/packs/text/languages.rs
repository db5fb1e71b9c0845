//! The languages beside the one that all is written in first: a folder of `.po` files each.

use include_dir::{Dir, include_dir};
use std::path::Path;

use super::fault::Fault;
use super::files::{PackFile, from_bytes, read_file};
use super::translation::Translation;

static WORDS: Dir = include_dir!("$CARGO_MANIFEST_DIR/public/words");

/// The tags of the languages that this build was made with.
pub fn tags() -> Vec<&'static str> {
    WORDS.dirs().filter(|folder| !files(folder).is_empty()).filter_map(|folder| folder.path().to_str()).collect()
}

/// A language that this build was made with, or what is wrong with its files. None where there is none of this tag.
pub fn built_in(tag: &str) -> Option<Result<Translation, Vec<Fault>>> {
    let folder = WORDS.dirs().find(|folder| folder.path().to_str() == Some(tag))?;
    Some(files(folder)).filter(|files| !files.is_empty()).map(|files| Translation::read(tag, &files))
}

fn files(folder: &Dir<'_>) -> Vec<PackFile> {
    let po = folder.files().filter(|file| is_po(file.path()));
    let mut files: Vec<PackFile> = po.filter_map(|file| from_bytes(name(file.path()), file.contents().to_vec()).ok()).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The languages of a folder such as `public/words`: each tag with its files. A folder without `.po` files is none.
pub fn folder(words: &Path) -> Result<Vec<(String, Vec<PackFile>)>, String> {
    let mut found = Vec::new();
    for path in entries(words)?.into_iter().filter(|path| path.is_dir()) {
        let files = entries(&path)?.iter().filter(|path| is_po(path)).map(|path| read_file(path)).collect::<Result<Vec<_>, _>>()?;
        if !files.is_empty() {
            found.push((name(&path).to_owned(), files));
        }
    }
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let at = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = std::fs::read_dir(folder).map_err(at)?.map(|item| Ok(item.map_err(at)?.path())).collect::<Result<Vec<_>, String>>()?;
    paths.sort();
    Ok(paths)
}

fn is_po(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "po")
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}
