//! The words and the engine, made once for every screen of a page.

use std::cell::Cell;

use crate::decide::Engine;
use crate::packs::Bundle;
#[cfg(feature = "first")]
use crate::packs::First;
#[cfg(not(feature = "author"))]
use crate::packs::bundle::NotABundle;

#[cfg(feature = "first")]
static FIRST: &[u8] = include_bytes!(env!("WAYMARK_BUNDLE", "build the screen with `cargo xtask dist` or `cargo xtask serve`"));

thread_local! {
    static ENGINE: Cell<Option<&'static Engine<'static>>> = const { Cell::new(None) };
}

/// Reads what the first page carries, once. Called before anything is drawn.
#[cfg(feature = "first")]
pub fn read_first() -> Result<(), NotABundle> {
    if ENGINE.get().is_none()
        && let Some(page) = kept(First::read(FIRST)?).pages.first()
    {
        put(page);
    }
    Ok(())
}

/// Takes the rules, which arrive while the first question is being answered.
#[cfg(not(any(feature = "author", feature = "first")))]
pub fn take_rules(bytes: &[u8]) -> Result<(), NotABundle> {
    put(kept(Bundle::read(bytes)?));
    Ok(())
}

/// Takes words alone: the view for authors brings its own, and reads the rules from their text.
#[cfg(feature = "author")]
pub fn take_words(words: crate::packs::Words) {
    put(kept(Bundle { words, ..Bundle::default() }));
}

/// The engine. One without anything stands in where nothing could be read, so that nothing can fail here.
pub fn engine() -> &'static Engine<'static> {
    ENGINE.get().unwrap_or_else(|| put(kept(Bundle::default())))
}

/// What is read lives as long as the page: the first page in every language, and the rules.
fn kept<T>(read: T) -> &'static T {
    Box::leak(Box::new(read))
}

fn put(bundle: &'static Bundle) -> &'static Engine<'static> {
    let engine: &'static Engine<'static> = Box::leak(Box::new(Engine::new(bundle)));
    ENGINE.set(Some(engine));
    engine
}

/// The text of a key.
pub fn say(key: &str) -> &'static str {
    engine().bundle().words.find(key).unwrap_or_default()
}

/// The form of a key that a count takes, with `{count}` replaced.
pub fn count(key: &str, count: usize) -> String {
    engine().bundle().words.count(key, count)
}

/// The text of a key with each `{name}` replaced.
pub fn fill(key: &str, parts: &[(&str, &str)]) -> String {
    engine().bundle().words.fill(key, parts)
}
