//! Checks the packs while they are edited, after a pause.

use std::sync::Arc;

use leptos::prelude::*;

use super::bench::{Bench, Found};
use super::task::{breathe, pause};
use crate::lint;
use crate::packs::Bundle;
use crate::packs::text::fault::Fault;
use crate::packs::text::files::PackFiles;
use crate::packs::text::load;
use crate::prove::{claims, needs};

/// How long nothing is typed before a check begins, in milliseconds.
const PAUSE: u32 = 400;

/// Checks after a pause: something was typed.
pub fn later(bench: Bench) {
    check(bench, PAUSE);
}

/// Checks at once: files came or went.
pub fn soon(bench: Bench) {
    check(bench, 0);
}

fn check(bench: Bench, time: u32) {
    bench.checking.set(true);
    bench.check.start(async move {
        pause(time).await;
        let files = bench.files();
        let found = match load(&files) {
            Err(faults) => Found { files, faults, bundle: None },
            Ok(bundle) => {
                let faults = meaning(&files, &bundle).await;
                let bundle = faults.is_empty().then_some(bundle);
                Found { files, faults, bundle }
            }
        };
        bench.found.set(Some(Arc::new(found)));
        bench.checking.set(false);
    });
}

/// Whether packs can mean what they say is asked once they are well-formed.
pub async fn meaning(files: &PackFiles, bundle: &Bundle) -> Vec<Fault> {
    breathe().await;
    let mut faults = lint::faults(files, bundle);
    breathe().await;
    faults.extend(needs::check(files, bundle));
    faults.extend(claims::read(files, bundle).err().unwrap_or_default());
    faults
}
