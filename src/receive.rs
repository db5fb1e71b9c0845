//! What comes in: a referral file at the service that receives it, decided again; the reply that is made of it; and the
//! reply file when it comes back. Files are read strictly and bounded: nobody knows who wrote them.

pub mod again;
pub mod bounded;
pub mod canonical;
pub mod fault;
mod parts;
pub mod received;
pub mod reply;
pub mod shape;
pub mod view;

pub use canonical::Reference;
pub use fault::{Fault, Kind};
pub use received::Received;
pub use reply::Reply;
