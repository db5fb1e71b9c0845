//! Small worlds in which every answers object is tried.

pub mod claims;
pub mod conditions;
pub mod differences;
pub mod equality;
pub mod facts;
pub mod plain;
pub mod table;
pub mod world;
