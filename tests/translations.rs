//! Every text of the page is translated into every language that has a folder, and nothing else is.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "translations/skeleton.rs"]
mod skeleton;
mod support;

use skeleton::{folders, read, sources, write};
use support::bundle;

#[test]
fn every_text_is_translated_and_nothing_else() {
    let sources = sources(bundle());
    assert!(sources.len() > 2_000, "{}", sources.len());
    for folder in folders() {
        if std::env::var_os("WAYMARK_WRITE").is_some() {
            write(&folder, &sources);
        }
        read(&folder).unwrap_or_else(|faults| panic!("{}", faults.iter().map(|fault| format!("{fault}\n")).collect::<String>()));
    }
}
