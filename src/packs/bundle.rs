//! Everything that one build of Waymark knows, in the compact form that the page loads.

use super::{Journey, Pack, Words};
use crate::facts::Vocabulary;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The vocabulary, the pages, the packs and the words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Bundle {
    /// What can be known.
    pub vocabulary: Vocabulary,
    /// Names of thresholds, in the order in which conditions count them.
    pub thresholds: Vec<String>,
    /// The pages of the screen.
    pub journey: Journey,
    /// The pack that always applies.
    pub national: Pack,
    /// The packs of areas.
    pub areas: Vec<Pack>,
    /// The words of the screen.
    pub words: Words,
}

/// Bytes that are no bundle of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotABundle;

impl fmt::Display for NotABundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the packs were built for another version: build the page again")
    }
}

impl std::error::Error for NotABundle {}

impl Bundle {
    /// Reads the compact form.
    pub fn read(bytes: &[u8]) -> Result<Bundle, NotABundle> {
        postcard::from_bytes(bytes).map_err(|_| NotABundle)
    }

    /// Writes the compact form.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The national pack, then the pack that serves this value of `area.person`, if there is one.
    pub fn packs_for(&self, area: Option<usize>) -> Vec<&Pack> {
        let local = area.and_then(|area| self.areas.iter().find(|pack| pack.areas & (1 << area) != 0));
        std::iter::once(&self.national).chain(local).collect()
    }
}
