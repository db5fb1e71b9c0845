//! Answers, packs and a day in; a decision out: tier, stops, actions, pathways, and what would still matter.
//! A pure function: no clock, no storage, no browser.

pub mod beforehand;
pub mod changes;
pub mod decision;
pub mod engine;
pub mod explain;
pub mod next;
pub mod outlook;
pub mod pathways;
pub mod tier;
pub mod witness;

pub use decision::Decision;
pub use engine::Engine;
