//! The view for those who write packs, `<waymark-screen mode="author">`: packs opened from files, and what can be told of them.
//! It stands beside the screen as a program of its own, so that nobody else waits for it. State is the opened files as they
//! were edited; everything else is worked out. Nothing is sent or kept.

pub mod excerpt;
pub mod host;
pub mod opened;

#[cfg(target_arch = "wasm32")]
pub mod answers;
#[cfg(target_arch = "wasm32")]
pub mod bench;
#[cfg(target_arch = "wasm32")]
pub mod caret;
#[cfg(target_arch = "wasm32")]
pub mod changes;
#[cfg(target_arch = "wasm32")]
pub mod check;
#[cfg(target_arch = "wasm32")]
pub mod days;
#[cfg(target_arch = "wasm32")]
pub mod door;
#[cfg(target_arch = "wasm32")]
pub mod editor;
#[cfg(target_arch = "wasm32")]
pub mod faults;
#[cfg(target_arch = "wasm32")]
pub mod gaps;
#[cfg(target_arch = "wasm32")]
pub mod open;
#[cfg(target_arch = "wasm32")]
pub mod page;
#[cfg(target_arch = "wasm32")]
pub mod picture;
#[cfg(target_arch = "wasm32")]
pub mod places;
#[cfg(target_arch = "wasm32")]
pub mod proofs;
#[cfg(target_arch = "wasm32")]
pub mod task;
