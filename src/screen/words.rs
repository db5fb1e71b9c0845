//! The words and the engine, made once for every screen of a page.

use std::cell::OnceCell;

use crate::decide::Engine;
use crate::packs::Bundle;
use crate::packs::bundle::NotABundle;

static PACKS: &[u8] = include_bytes!(env!("WAYMARK_BUNDLE", "build the screen with `cargo xtask dist` or `cargo xtask serve`"));

thread_local! {
    static ENGINE: OnceCell<&'static Engine<'static>> = const { OnceCell::new() };
}

/// Reads the packs that the page carries, once. Called before anything is drawn.
pub fn read_packs() -> Result<(), NotABundle> {
    if ENGINE.with(|engine| engine.get().is_some()) {
        return Ok(());
    }
    let bundle: &'static Bundle = Box::leak(Box::new(Bundle::read(PACKS)?));
    let engine: &'static Engine<'static> = Box::leak(Box::new(Engine::new(bundle)));
    ENGINE.with(|place| {
        place.get_or_init(|| engine);
    });
    Ok(())
}

/// The engine. One without any pack stands in where the packs could not be read, so that nothing can fail here.
pub fn engine() -> &'static Engine<'static> {
    let empty = || -> &'static Engine<'static> { Box::leak(Box::new(Engine::new(Box::leak(Box::default())))) };
    ENGINE.with(|engine| *engine.get_or_init(empty))
}

/// The text of a key.
pub fn say(key: &str) -> &'static str {
    match engine().bundle().words.find(key) {
        Some(text) => text,
        None => "",
    }
}

/// The text of a key with each `{name}` replaced.
pub fn fill(key: &str, parts: &[(&str, &str)]) -> String {
    engine().bundle().words.fill(key, parts)
}
