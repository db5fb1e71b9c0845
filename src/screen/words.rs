//! The words and the engine, made once for every screen of a page.

use std::cell::{Cell, RefCell};

use crate::decide::Engine;
use crate::packs::Bundle;
#[cfg(feature = "first")]
use crate::packs::First;
#[cfg(not(feature = "author"))]
use crate::packs::{Language, bundle::NotABundle};

#[cfg(feature = "first")]
static FIRST: &[u8] = include_bytes!(env!("WAYMARK_BUNDLE", "build the screen with `cargo xtask dist` or `cargo xtask serve`"));

thread_local! {
    /// What speaks now.
    static ENGINE: Cell<Option<&'static Engine<'static>>> = const { Cell::new(None) };
    /// One for each language that has come, that in which all is written first.
    static LANGUAGES: RefCell<Vec<&'static Engine<'static>>> = const { RefCell::new(Vec::new()) };
    /// The packs that the host brought, as they came.
    static BROUGHT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Reads what the first page carries, once. Called before anything is drawn.
#[cfg(feature = "first")]
pub fn read_first() -> Result<(), NotABundle> {
    if ENGINE.get().is_none() {
        kept(First::read(FIRST)?).pages.iter().for_each(add);
        speak("");
    }
    Ok(())
}

/// Takes the packs that the host brought, checked and in the compact form. They come before the rules, which they become part of.
#[cfg(not(any(feature = "author", feature = "first")))]
pub fn take_packs(bytes: &[u8]) -> Result<(), NotABundle> {
    Bundle::read(bytes)?;
    BROUGHT.set(bytes.to_vec());
    Ok(())
}

/// Takes the rules in a language. They arrive while the first question is being answered, where another language is chosen, and anew where
/// the host brings packs later. What the host brought has no translation, and so is the same in each.
#[cfg(not(any(feature = "author", feature = "first")))]
pub fn take_rules(bytes: &[u8]) -> Result<(), NotABundle> {
    let mut bundle = Bundle::read(bytes)?;
    BROUGHT.with_borrow(|brought| if brought.is_empty() { Ok(()) } else { Bundle::read(brought).map(|brought| bundle.bring(brought)) })?;
    add(kept(bundle));
    speak(&language().tag);
    Ok(())
}

#[cfg(not(feature = "author"))]
fn add(bundle: &'static Bundle) {
    let engine: &Engine<'_> = kept(Engine::new(bundle));
    let tag = |engine: &Engine<'static>| engine.bundle().words.language.tag.clone();
    LANGUAGES.with_borrow_mut(|languages| match languages.iter_mut().find(|known| tag(known) == tag(engine)) {
        Some(known) => *known = engine,
        None => languages.push(engine),
    });
}

/// Speaks a language from now on, or one that it is a kind of (`pl` for `pl-PL`); the first where it has not come.
#[cfg(not(feature = "author"))]
pub fn speak(asked: &str) {
    LANGUAGES.with_borrow(|languages| {
        let is = |tag: &str| languages.iter().find(|engine| engine.bundle().words.language.tag.eq_ignore_ascii_case(tag));
        let found = is(asked).or_else(|| is(asked.split('-').next().unwrap_or_default())).or(languages.first());
        ENGINE.set(found.copied());
    });
}

/// What speaks the language of the services: referrals are written in it, whatever is spoken on the screen.
#[cfg(not(any(feature = "author", feature = "first")))]
pub fn of_services() -> &'static Engine<'static> {
    LANGUAGES.with_borrow(|languages| languages.first().copied()).unwrap_or_else(engine)
}

/// The language that is spoken now.
#[cfg(not(feature = "author"))]
pub fn language() -> &'static Language {
    &engine().bundle().words.language
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
    let engine: &'static Engine<'static> = kept(Engine::new(bundle));
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
