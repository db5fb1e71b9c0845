//! A condition over all answers at once: multi-valued decision diagrams. What is exact in a decision (tiers still
//! possible, answers that still matter) is read off them, and so are proofs.

pub mod compile;
pub mod kernel;
pub mod sway;

pub use compile::{Compiler, Variables};
pub use kernel::{Diagrams, Ref};
