//! Waymark: recognise, respond, refer.
pub mod decide;
pub mod diagram;
pub mod facts;
pub mod packs;
