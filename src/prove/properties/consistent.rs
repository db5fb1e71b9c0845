//! Nothing contradicts itself.

use crate::prove::court::{Court, Refutation};

/// Answers on which a service is both recommended and forbidden, or a fact has two values.
pub fn refutations(court: &mut Court<'_>) -> Vec<Refutation> {
    let mut found = Vec::new();
    let bundle = court.lens.bundle;
    for at in 0..court.settings.len() {
        let on = court.settings[at].0.from;
        let forbidding: Vec<usize> = (0..bundle.national.stops.len()).filter(|stop| bundle.national.stops[*stop].forbids_pathways).collect();
        let stands = forbidding.iter().map(|stop| court.settings[at].1.stops[*stop]).collect();
        let forbidden = court.any(stands);
        for (place, (pack, pathway)) in court.place.pathways().enumerate() {
            let recommended = court.settings[at].1.pathways[place].recommended;
            let bad = court.and(forbidden, recommended);
            found.extend(court.refute(bad, on, None, || format!("{}/{} is both recommended and forbidden", pack.id, pathway.id)));
        }
    }
    for (place, derived) in bundle.vocabulary.derived.iter().enumerate() {
        for (first, second) in (0..derived.values.len()).flat_map(|second| (0..second).map(move |first| (first, second))) {
            for at in 0..court.settings.len() {
                let (on, values) = (court.settings[at].0.from, court.settings[at].1.derived(place).to_vec());
                let (one, other) = (court.certain(values[first]), court.certain(values[second]));
                let bad = court.and(one, other);
                let values = (&derived.values[first].is, &derived.values[second].is);
                found.extend(court.refute(bad, on, None, || format!("{} is both {} and {}", derived.id, values.0, values.1)));
            }
        }
    }
    found
}
