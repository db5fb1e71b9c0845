//! What holds over all whole answers at once, said of the packs that decide: the needs that nothing running answers.

pub mod gaps;
pub mod needs;
pub mod survey;
