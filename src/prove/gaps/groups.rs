//! Combinations with the same verdict, put together as somebody would say them: "at every level of risk, with or without police".

/// One combination: place, tier, status (0 where the need has none), and what is true of it.
pub type Cell<L> = ([usize; 3], L);

/// Places, tiers and statuses of which every combination that has cases has the same label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<L> {
    /// Places, tiers and statuses.
    pub spans: [Vec<usize>; 3],
    /// The label.
    pub label: L,
}

/// Groups the cells, each into exactly one group. Tiers are put together before statuses, or the other way round where that takes fewer
/// groups; places come last.
pub fn groups<L: Copy + PartialEq>(cells: &[Cell<L>]) -> Vec<Group<L>> {
    let [tiers_first, statuses_first] = [[1, 2, 0], [2, 1, 0]].map(|axes| along(cells, axes));
    if statuses_first.len() < tiers_first.len() { statuses_first } else { tiers_first }
}

/// Groups the cells axis after axis.
fn along<L: Copy + PartialEq>(cells: &[Cell<L>], axes: [usize; 3]) -> Vec<Group<L>> {
    let mut groups: Vec<Group<L>> = cells.iter().map(|(at, label)| Group { spans: at.map(|index| vec![index]), label: *label }).collect();
    for (place, _) in axes.iter().enumerate() {
        let mut merged: Vec<Group<L>> = Vec::new();
        for group in groups {
            let both = merged.iter_mut().find_map(|other| Some((joined(other, &group, &axes[place + 1..], cells)?, other)));
            match both {
                Some((both, other)) => *other = both,
                None => merged.push(group),
            }
        }
        groups = merged;
    }
    groups
}

/// Two groups as one, where they are alike on the later axes and nothing else lies within both.
fn joined<L: Copy + PartialEq>(a: &Group<L>, b: &Group<L>, later: &[usize], cells: &[Cell<L>]) -> Option<Group<L>> {
    if a.label != b.label || later.iter().any(|axis| a.spans[*axis] != b.spans[*axis]) {
        return None;
    }
    let both: [Vec<usize>; 3] = std::array::from_fn(|axis| {
        let mut all = [a.spans[axis].as_slice(), b.spans[axis].as_slice()].concat();
        all.sort_unstable();
        all.dedup();
        all
    });
    let within = |spans: &[Vec<usize>; 3], at: &[usize; 3]| (0..3).all(|axis| spans[axis].contains(&at[axis]));
    let theirs = |at: &[usize; 3]| within(&a.spans, at) || within(&b.spans, at);
    let alone = cells.iter().all(|(at, _)| !within(&both, at) || theirs(at));
    alone.then_some(Group { spans: both, label: a.label })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_is_said_once() {
        let cell = |tier: usize, status: usize, label: u8| ([0, tier, status], label);
        let cells = [cell(0, 0, 1), cell(0, 1, 1), cell(1, 0, 1), cell(1, 1, 2), cell(2, 0, 1)];
        let found = groups(&cells);
        // Every cell is in exactly one group, and a group holds no cell with another label.
        for (at, label) in &cells {
            let of: Vec<&Group<u8>> = found.iter().filter(|group| (0..3).all(|axis| group.spans[axis].contains(&at[axis]))).collect();
            assert!(of.len() == 1 && of[0].label == *label, "{found:?}");
        }
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn a_combination_without_cases_parts_nothing() {
        let cells = [([0, 0, 0], 1), ([0, 0, 1], 1), ([0, 1, 1], 1), ([1, 0, 0], 1), ([1, 1, 0], 1)];
        assert_eq!(groups(&cells), [Group { spans: [vec![0, 1], vec![0, 1], vec![0, 1]], label: 1 }]);
    }
}
