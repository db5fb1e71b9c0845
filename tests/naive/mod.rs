//! The decision a second time, written from `contract.md`, `domain.md` and `public/packs/README.md` as plainly as can be:
//! names instead of places, lists instead of masks, trying every way instead of diagrams. It shares the reader of packs
//! with the program and nothing else. Slow and simple on purpose.

pub mod actions;
pub mod answers;
pub mod cases;
pub mod compare;
pub mod conditions;
pub mod coverage;
pub mod decision;
pub mod derived;
pub mod exact;
pub mod impossible;
pub mod pathways;
pub mod plain;
pub mod refused;
pub mod tiers;
