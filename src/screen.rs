//! What is seen: Leptos views that ask the decision and show it. No rule lives here. State is the session;
//! everything else is worked out from it.

pub mod browser;
pub mod element;
pub mod patterns;
pub mod words;

// The view for authors has a frame and pages of its own.
#[cfg(not(feature = "author"))]
pub mod app;
#[cfg(not(feature = "author"))]
pub mod desk;
#[cfg(not(feature = "author"))]
pub mod exit;
#[cfg(not(feature = "author"))]
pub mod idle;
#[cfg(not(feature = "author"))]
pub mod pages;
#[cfg(not(any(feature = "author", feature = "first")))]
pub mod papers;

#[cfg(not(any(feature = "author", feature = "first")))]
pub mod receive;

// What lies ahead of the first page. The program that draws that page alone asks the element for it.
#[cfg(not(any(feature = "author", feature = "first")))]
#[path = "screen/ahead/whole.rs"]
pub mod ahead;
#[cfg(feature = "first")]
#[path = "screen/ahead/first.rs"]
pub mod ahead;

#[cfg(not(feature = "author"))]
pub use app::app;
#[cfg(not(feature = "author"))]
pub use desk::Desk;
