//! How likely each variable is to sway a function, over all ways in which the open variables may turn out.

use super::kernel::{Diagrams, Ref, TERMINALS};

/// What a variable weighs at least, where it can make a difference at all.
const LEAST: f64 = 1e-9;

/// How likely each constant is.
pub type Chances = [f64; TERMINALS as usize];

impl Diagrams {
    /// For each variable how many of the functions its value is likely to sway, every value of a variable being as
    /// likely as any other: the sum, over the functions, of the chance that the variable is looked at and makes a
    /// difference there. A variable that is certain to be needed for one function weighs 1 for it.
    ///
    /// What stands in a function can make a difference, so it weighs a little at least: more than nothing exactly
    /// where it can still matter. The difference between two branches is the distance between their chances. That is exact for functions
    /// that only ever rise, or only ever fall, with the variable, as nearly all rules do.
    pub fn sway(&self, functions: &[Ref], variables: usize, chances: &[Chances]) -> Vec<f64> {
        let mut reached = vec![0.0; self.size()];
        for place in functions.iter().filter_map(|function| place(*function)) {
            reached[place] += 1.0;
        }
        let mut sway = vec![0.0; variables];
        // A node is made after its branches, so going down the list every way to a node is known before the node.
        for at in (0..self.size()).rev() {
            let (here, Some(node)) = (reached[at], self.get(at as Ref + TERMINALS)) else { continue };
            if here == 0.0 {
                continue;
            }
            if let Some(sum) = sway.get_mut(usize::from(node.variable)) {
                *sum += here * distance(chances, &node.branches);
            }
            for branch in node.branches.iter().filter_map(|branch| place(*branch)) {
                reached[branch] += here / node.branches.len() as f64;
            }
        }
        sway
    }

    /// For each node how likely each constant is below it.
    pub fn chances(&self) -> Vec<Chances> {
        let mut chances: Vec<Chances> = Vec::with_capacity(self.size());
        for at in 0..self.size() {
            let mut sum = [0.0; TERMINALS as usize];
            if let Some(node) = self.get(at as Ref + TERMINALS) {
                let share = 1.0 / node.branches.len() as f64;
                for branch in &node.branches {
                    let below = of(&chances, *branch);
                    sum.iter_mut().zip(below).for_each(|(sum, chance)| *sum += share * chance);
                }
            }
            chances.push(sum);
        }
        chances
    }
}

fn place(function: Ref) -> Option<usize> {
    Some(function.checked_sub(TERMINALS)? as usize)
}

/// The chances of a function.
pub fn of(chances: &[Chances], function: Ref) -> Chances {
    match place(function) {
        Some(place) => chances[place],
        None => std::array::from_fn(|constant| if constant as Ref == function { 1.0 } else { 0.0 }),
    }
}

/// How far the branches lie apart, up to 1 where two share no constant. They differ, even where their chances do not.
fn distance(chances: &[Chances], branches: &[Ref]) -> f64 {
    let (mut most, mut least) = ([0.0_f64; TERMINALS as usize], [1.0_f64; TERMINALS as usize]);
    for branch in branches {
        for (constant, chance) in of(chances, *branch).into_iter().enumerate() {
            most[constant] = most[constant].max(chance);
            least[constant] = least[constant].min(chance);
        }
    }
    (most.iter().zip(least).map(|(most, least)| most - least).sum::<f64>() / 2.0).clamp(LEAST, 1.0)
}

#[cfg(test)]
mod tests {
    use super::super::kernel::{Join, NO, YES};
    use super::*;

    fn is(diagrams: &mut Diagrams, variable: u16) -> Ref {
        diagrams.node(variable, [NO, YES].into())
    }

    #[test]
    fn what_alone_decides_is_certain_to_be_needed() {
        let mut d = Diagrams::default();
        let a = is(&mut d, 0);
        assert_eq!(d.sway(&[a], 2, &d.chances()), [1.0, 0.0]);
        assert_eq!(d.sway(&[a, a, YES], 2, &d.chances()), [2.0, 0.0], "two functions count twice, a constant not at all");
    }

    #[test]
    fn of_two_that_must_both_hold_each_counts_by_half() {
        let mut d = Diagrams::default();
        let (a, b) = (is(&mut d, 0), is(&mut d, 1));
        let both = d.join(Join::Least, a, b);
        assert_eq!(d.sway(&[both], 2, &d.chances()), [0.5, 0.5], "whatever the order of the variables in the diagram");
        let (c, either) = (is(&mut d, 2), d.join(Join::Most, a, b));
        let all = d.join(Join::Least, either, c);
        let sway = d.sway(&[all], 3, &d.chances());
        assert!(sway[2] > sway[0] && sway[0] == sway[1], "{sway:?}");
    }

    /// Against counting: flip each variable in every case and see how often the function changes.
    #[test]
    fn the_chance_is_that_of_a_change_making_a_difference() {
        let mut d = Diagrams::default();
        let v: Vec<Ref> = (0..5).map(|variable| is(&mut d, variable)).collect();
        let (x, y) = (d.join(Join::Least, v[0], v[3]), d.join(Join::Most, v[1], v[4]));
        let z = d.join(Join::Least, y, v[2]);
        let function = d.join(Join::Most, x, z);
        let value = |case: u32| {
            let mut at = function;
            while let Some(node) = d.get(at) {
                at = node.branches[(case >> node.variable & 1) as usize];
            }
            at
        };
        let counted: Vec<f64> = (0..5).map(|bit| (0..32).filter(|case| value(*case) != value(case ^ 1 << bit)).count() as f64 / 32.0).collect();
        assert_eq!(d.sway(&[function], 5, &d.chances()), counted);
    }

    #[test]
    fn what_matters_without_changing_the_chances_still_weighs_something() {
        let mut d = Diagrams::default();
        let (b, not_b) = (is(&mut d, 1), d.node(1, [YES, NO].into()));
        let either_but_not_both = d.node(0, [b, not_b].into());
        let sway = d.sway(&[either_but_not_both], 2, &d.chances());
        assert!(sway[0] > 0.0 && sway[1] == 1.0, "{sway:?}");
    }
}
