//! What is seen: Leptos views that ask the decision and show it. No rule lives here. State is the session;
//! everything else is worked out from it.

pub mod element;
pub mod patterns;

// Elsewhere than in the browser there are the patterns alone, drawn as HTML.
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod words;

// The view for authors has a frame and pages of its own.
#[cfg(all(target_arch = "wasm32", not(feature = "author")))]
pub mod app;
#[cfg(all(target_arch = "wasm32", not(feature = "author")))]
pub mod desk;
#[cfg(all(target_arch = "wasm32", not(feature = "author")))]
pub mod exit;
#[cfg(all(target_arch = "wasm32", not(feature = "author")))]
pub mod idle;
#[cfg(all(target_arch = "wasm32", not(feature = "author")))]
pub mod pages;
#[cfg(all(target_arch = "wasm32", not(any(feature = "author", feature = "first"))))]
pub mod papers;
#[cfg(all(target_arch = "wasm32", not(any(feature = "author", feature = "first"))))]
pub mod tools;

#[cfg(all(target_arch = "wasm32", not(any(feature = "author", feature = "first"))))]
pub mod receive;

// What lies ahead of the first page. The program that draws that page alone asks the element for it.
#[cfg(all(target_arch = "wasm32", not(any(feature = "author", feature = "first"))))]
#[path = "screen/ahead/whole.rs"]
pub mod ahead;
#[cfg(all(target_arch = "wasm32", feature = "first"))]
#[path = "screen/ahead/first.rs"]
pub mod ahead;

#[cfg(all(target_arch = "wasm32", not(feature = "author")))]
pub use app::app;
#[cfg(all(target_arch = "wasm32", not(feature = "author")))]
pub use desk::Desk;
