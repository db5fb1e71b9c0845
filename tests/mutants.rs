//! Deliberate faults, planted in the built-in packs one at a time: each is one that an author makes and that could hurt somebody,
//! and each must be caught by `waymark check` or by `waymark prove`. `WAYMARK_WRITE=1 cargo test --test mutants` writes the table anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "mutants/planted.rs"]
mod planted;
#[path = "mutants/table.rs"]
mod table;

use planted::{Caught, Mutant};
use std::collections::BTreeSet;
use std::path::Path;

/// How many threads share the work.
const THREADS: usize = 2;

/// What becomes of every mutant, in their order.
fn tried(mutants: &[Mutant]) -> Vec<Caught> {
    let part =
        |first: usize| mutants.iter().enumerate().skip(first).step_by(THREADS).map(|(place, mutant)| (place, mutant.tried())).collect::<Vec<_>>();
    let mut tried: Vec<(usize, Caught)> = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..THREADS).map(|first| scope.spawn(move || part(first))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("a thread")).collect()
    });
    tried.sort_by_key(|(place, _)| *place);
    tried.into_iter().map(|(_, caught)| caught).collect()
}

#[test]
fn every_planted_fault_is_caught() {
    let mutants = planted::all();
    let names: BTreeSet<&str> = mutants.iter().map(|mutant| &*mutant.name).collect();
    assert!(names.len() == mutants.len() && mutants.len() >= 60, "{} mutants, {} names", mutants.len(), names.len());
    let tried = tried(&mutants);
    let wrong: Vec<String> = mutants.iter().zip(&tried).filter_map(|(mutant, caught)| mutant.disappoints(caught)).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), mutants.len(), wrong.join("\n"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutants/README.md");
    let table = table::written(&mutants, &tried);
    if std::env::var_os("WAYMARK_WRITE").is_some() {
        std::fs::write(&path, &table).expect("a table");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(there == table, "tests/mutants/README.md is out of date: WAYMARK_WRITE=1 cargo test --test mutants");
}
