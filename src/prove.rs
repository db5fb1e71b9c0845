//! What is proved of packs, and who else is asked.

pub mod export;
