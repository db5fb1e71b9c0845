//! Waymark: recognise, respond, refer.
//!
//! Data walks one way through these folders, and each imports only what stands before it:
//!
//! - [`blocks`]: what is read from top to bottom, and the ways in which it is written.
//! - [`facts`]: what can be known: finite domains, the vocabulary, answers, what follows from them.
//! - [`packs`]: rules as data: what a pack holds, its text form with its faults, its compact form.
//! - [`diagram`]: a condition over all answers at once.
//! - [`decide`]: answers, packs and a day become a decision with its reasons.
//! - `lint`: what a pack says and cannot mean. Native, and for authors.
//! - `prove`: the decision over all answers: what is proved, what is missing, what differs, and what engines of other people make of
//!   the packs. Native, and for authors.
//! - [`directory`]: every service in plain words.
//! - [`referral`]: the record that goes out, and its faces.
//! - [`receive`]: a referral that comes in, decided again, and the reply to it.
//! - [`journey`]: the way through the pages, replayed from the answers.
//! - [`screen`]: what is seen. Natively its patterns alone, written as HTML.
//! - `embed`: what a host page may call. In the browser only.
//! - `author`: the view for authors of packs. In the browser only.
//! - `seal`: files sealed with a passphrase or to a key, and opened again. In the browser a program of its own.

pub mod blocks;
pub mod decide;
pub mod diagram;
pub mod directory;
pub mod facts;
pub mod journey;
#[cfg(any(not(target_arch = "wasm32"), feature = "author"))]
pub mod lint;
pub mod packs;
#[cfg(any(not(target_arch = "wasm32"), feature = "author"))]
pub mod prove;
pub mod receive;
pub mod referral;

// In the browser, four programs are made of this library: the first page alone (with the feature `first`), everything that
// comes after it, the view for authors of packs (with the feature `author`), and what seals files (with the feature `seal`).
// The first three draw with the same elements and patterns.
#[cfg(any(test, all(target_arch = "wasm32", feature = "author")))]
pub mod author;
#[cfg(all(target_arch = "wasm32", not(feature = "author"), not(feature = "seal")))]
pub mod embed;
#[cfg(not(all(target_arch = "wasm32", feature = "seal")))]
pub mod screen;
#[cfg(any(not(target_arch = "wasm32"), feature = "seal"))]
pub mod seal;
