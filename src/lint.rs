//! What a pack says and cannot mean, found over all answers at once: rules that can never fire, criteria that never decide,
//! two values where there may be one. Native only; `packs::text` has found the pack well-formed before.
//!
//! Each finding is exact for conditions that look at facts alone. A condition that looks at what is *known* (`said`,
//! `certain`, `minimum`, `tier` ...) is held between two bounds, so that nothing is called dead that could live.

mod bounds;
mod derived;
mod example;
mod journey;
mod national;
mod pathways;
mod thresholds;
mod worlds;

use crate::packs::Bundle;
use crate::packs::text::fault::{Fault, Faults};
use crate::packs::text::files::{NO_AREA, PackFiles};
use crate::packs::text::syntax;
use crate::packs::text::table::Entry;
use worlds::Worlds;

/// Everything found in packs that were read without a fault.
pub fn faults(files: &PackFiles, bundle: &Bundle) -> Vec<Fault> {
    let faults = Faults::default();
    let parsed: Vec<_> = files.packs.iter().filter_map(|file| Some((file, syntax::parse(file, &faults)?))).collect();
    let named = |name: &str| parsed.iter().find(|(file, _)| file.name == name).map(|(file, table)| Entry::whole(file, table, &faults));
    let areas = parsed.iter().filter(|(file, _)| !NO_AREA.contains(&file.name.as_str()));
    let areas: Vec<Entry<'_>> = areas.map(|(file, table)| Entry::whole(file, table, &faults)).collect();
    let mut worlds = Worlds::of(bundle);
    if let Some(vocabulary) = named("vocabulary.toml") {
        derived::check(&vocabulary, bundle, &mut worlds);
    }
    if let Some(pages) = named("journey.toml") {
        journey::check(&pages, bundle, &mut worlds);
    }
    if let Some(national) = named("national.toml") {
        national::check(&national, bundle, &mut worlds);
        pathways::check(&national, &bundle.national, worlds.everywhere());
        thresholds::check(&national, bundle);
    }
    for (place, (file, pack)) in areas.iter().zip(&bundle.areas).enumerate() {
        pathways::check(file, pack, worlds.in_area(place));
        thresholds::check(file, bundle);
    }
    faults.into_sorted()
}
