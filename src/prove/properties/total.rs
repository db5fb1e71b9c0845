//! Whatever is answered, a rule gives a tier and there is something to do.

use crate::prove::court::{Court, Refutation};

/// Answers on which no rule fires, or nothing is to be done.
pub fn refutations(court: &mut Court<'_>) -> Vec<Refutation> {
    let mut found = Vec::new();
    for (place, says) in [(0, "no rule gives a tier"), (1, "nothing is to be done")] {
        let lists: Vec<_> = court.settings.iter().map(|(setting, all)| (setting.from, [&all.fired, &all.actions][place].clone())).collect();
        for (on, list) in lists {
            let some = court.any(list);
            let none = court.not(some);
            found.extend(court.refute(none, on, None, || says.into()));
        }
    }
    found.truncate(1);
    found
}
