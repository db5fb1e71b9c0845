//! What stands at the head of an export.

use serde::Serialize;

use super::model::Model;

/// What was exported, for which answers and which day.
#[derive(Serialize)]
pub struct About<'a> {
    /// How to use the file.
    pub read_me: &'static str,
    /// The day, which chooses thresholds and what may run.
    pub on: String,
    /// The packs.
    pub packs: Vec<Used<'a>>,
    /// The answers to `area.person` that it is for.
    pub areas: Vec<&'a str>,
}

/// A pack.
#[derive(Serialize)]
pub struct Used<'a> {
    id: &'a str,
    version: &'a str,
    digest: &'a str,
}

impl<'a> About<'a> {
    /// Of a model.
    pub fn of(model: &'a Model<'a>, read_me: &'static str) -> About<'a> {
        let packs = model.packs.iter().map(|pack| Used { id: &pack.id, version: &pack.version, digest: &pack.digest }).collect();
        About { read_me, on: model.on.to_string(), packs, areas: model.areas() }
    }
}
