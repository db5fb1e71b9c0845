//! Waymark: recognise, respond, refer.
//!
//! Data walks one way through these folders, and each imports only what stands before it:
//!
//! - [`facts`]: what can be known: finite domains, the vocabulary, answers, what follows from them.
//! - [`packs`]: rules as data: what a pack holds, its text form with its faults, its compact form.
//! - [`diagram`]: a condition over all answers at once.
//! - [`decide`]: answers, packs and a day become a decision with its reasons.
//! - [`referral`]: the record that goes out, and its faces.
//! - [`journey`]: the way through the pages, replayed from the answers.
//! - [`screen`]: what is seen. In the browser only.
//! - [`embed`]: what a host page may call. In the browser only.

pub mod decide;
pub mod diagram;
pub mod facts;
pub mod journey;
pub mod packs;
pub mod referral;

#[cfg(target_arch = "wasm32")]
pub mod embed;
#[cfg(target_arch = "wasm32")]
pub mod screen;
