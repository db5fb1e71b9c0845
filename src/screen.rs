//! What is seen: Leptos views that ask the decision and show it. No rule lives here. State is the session;
//! everything else is worked out from it.

pub mod app;
pub mod browser;
pub mod desk;
pub mod element;
pub mod exit;
pub mod pages;
pub mod papers;
pub mod patterns;
pub mod words;

pub use app::app;
pub use desk::Desk;
