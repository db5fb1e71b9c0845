//! Reduced, ordered, multi-valued, multi-terminal decision diagrams with shared nodes. A function is one number;
//! two equal functions are the same number, so a variable stands in a diagram exactly where its value can matter.

use std::collections::HashMap;

/// A function: a node, or (below [`TERMINALS`]) the constant with that value.
pub type Ref = u32;

/// How many constants there are.
pub const TERMINALS: Ref = 16;

/// The constant that stands for "does not hold".
pub const NO: Ref = 0;

/// The constant that stands for "holds".
pub const YES: Ref = 1;

/// Stands where a function was not looked at yet.
const NOT_YET: Ref = Ref::MAX;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Node {
    pub(super) variable: u16,
    /// The function for each value of the variable.
    pub(super) branches: Box<[Ref]>,
}

/// How two constants are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Join {
    /// The smaller: "and".
    Least,
    /// The larger: "or", and the highest of two tiers.
    Most,
}

/// A store of functions that share their parts.
#[derive(Default)]
pub struct Diagrams {
    nodes: Vec<Node>,
    known: HashMap<Node, Ref>,
    joined: HashMap<(Join, Ref, Ref), Ref>,
}

impl Diagrams {
    /// How many nodes there are.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    /// The function that is `branches[value]` for each value of the variable.
    pub fn node(&mut self, variable: u16, branches: Box<[Ref]>) -> Ref {
        if let Some(&first) = branches.first()
            && branches.iter().all(|&branch| branch == first)
        {
            return first;
        }
        let node = Node { variable, branches };
        if let Some(&place) = self.known.get(&node) {
            return place;
        }
        let place = TERMINALS + self.nodes.len() as Ref;
        self.nodes.push(node.clone());
        self.known.insert(node, place);
        place
    }

    pub(super) fn get(&self, function: Ref) -> Option<&Node> {
        self.nodes.get(function.checked_sub(TERMINALS)? as usize)
    }

    /// The variable that a function looks at first; constants come after all variables.
    fn first_variable(&self, function: Ref) -> u16 {
        self.get(function).map_or(u16::MAX, |node| node.variable)
    }

    fn branch(&self, function: Ref, variable: u16, value: usize) -> Ref {
        match self.get(function) {
            Some(node) if node.variable == variable => node.branches[value],
            _ => function,
        }
    }

    /// Joins two functions, value by value.
    pub fn join(&mut self, how: Join, a: Ref, b: Ref) -> Ref {
        let (a, b) = (a.min(b), a.max(b));
        match how {
            _ if a == b => return a,
            Join::Least if a == NO => return NO,
            Join::Most if a == NO => return b,
            _ => {}
        }
        if b < TERMINALS {
            return if how == Join::Least { a } else { b };
        }
        if let Some(&done) = self.joined.get(&(how, a, b)) {
            return done;
        }
        let variable = self.first_variable(a).min(self.first_variable(b));
        let values = [a, b].iter().filter_map(|&f| self.get(f)).find(|node| node.variable == variable).map_or(0, |node| node.branches.len());
        let branches = (0..values)
            .map(|value| {
                let (x, y) = (self.branch(a, variable, value), self.branch(b, variable, value));
                self.join(how, x, y)
            })
            .collect();
        let result = self.node(variable, branches);
        self.joined.insert((how, a, b), result);
        result
    }

    /// The function with each constant replaced by another.
    pub fn replace(&mut self, function: Ref, constants: &[Ref; TERMINALS as usize]) -> Ref {
        let mut done = vec![NOT_YET; self.nodes.len()];
        self.replace_in(function, constants, &mut done)
    }

    fn replace_in(&mut self, function: Ref, constants: &[Ref; TERMINALS as usize], done: &mut [Ref]) -> Ref {
        if function < TERMINALS {
            return constants[function as usize];
        }
        let place = (function - TERMINALS) as usize;
        if done[place] != NOT_YET {
            return done[place];
        }
        let Some(Node { variable, branches }) = self.get(function).cloned() else { return function };
        let branches = branches.iter().map(|&branch| self.replace_in(branch, constants, done)).collect();
        let result = self.node(variable, branches);
        done[place] = result;
        result
    }

    /// Copies a function into another store, keeping only the values that are still possible.
    pub fn narrow(&self, function: Ref, possible: &[u64], into: &mut Narrowed) -> Ref {
        let Some(node) = self.get(function) else { return function };
        let place = (function - TERMINALS) as usize;
        into.done.resize(self.nodes.len(), NOT_YET);
        if into.done[place] != NOT_YET {
            return into.done[place];
        }
        let mask = possible.get(usize::from(node.variable)).copied().unwrap_or(u64::MAX);
        let kept: Vec<Ref> = node
            .branches
            .iter()
            .enumerate()
            .filter(|(value, _)| mask & (1 << value) != 0)
            .map(|(_, &branch)| self.narrow(branch, possible, into))
            .collect();
        let result = into.diagrams.node(node.variable, kept.into());
        into.done[place] = result;
        result
    }

    /// One way down a function to something else than NO: the variables on it, each with its branch. `choose` picks one of the
    /// branches that lead there.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn way(&self, function: Ref, choose: impl Fn(u16, &[usize]) -> usize) -> Vec<(u16, usize)> {
        let (mut at, mut way) = (function, Vec::new());
        while let Some(node) = self.get(at) {
            let open: Vec<usize> = (0..node.branches.len()).filter(|branch| node.branches[*branch] != NO).collect();
            let branch = choose(node.variable, &open);
            way.push((node.variable, branch));
            at = node.branches[branch];
        }
        way
    }

    /// Every variable whose value can change the function, in order.
    pub fn variables_of(&self, functions: &[Ref]) -> Vec<u16> {
        let mut variables = Vec::new();
        self.reach(functions, |node| variables.push(node.variable), |_| {});
        variables.sort_unstable();
        variables.dedup();
        variables
    }

    /// Every constant that the function can become, a bit each.
    pub fn constants_of(&self, function: Ref) -> u64 {
        let mut constants = 0;
        self.reach(&[function], |_| {}, |constant| constants |= 1 << constant);
        constants
    }

    fn reach(&self, from: &[Ref], mut node: impl FnMut(&Node), mut constant: impl FnMut(Ref)) {
        let mut seen = vec![false; self.nodes.len()];
        let mut open = from.to_vec();
        while let Some(function) = open.pop() {
            match self.get(function) {
                Some(found) if !seen[(function - TERMINALS) as usize] => {
                    seen[(function - TERMINALS) as usize] = true;
                    node(found);
                    open.extend_from_slice(&found.branches);
                }
                Some(_) => {}
                None => constant(function),
            }
        }
    }
}

/// Functions narrowed to what is still possible.
#[derive(Default)]
pub struct Narrowed {
    /// The narrowed functions. Values that are no longer possible are left out of their nodes.
    pub diagrams: Diagrams,
    done: Vec<Ref>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A variable with two values, and the function that holds for the second.
    fn is(diagrams: &mut Diagrams, variable: u16) -> Ref {
        diagrams.node(variable, [NO, YES].into())
    }

    #[test]
    fn equal_functions_are_the_same_number() {
        let mut d = Diagrams::default();
        let (a, b, c) = (is(&mut d, 0), is(&mut d, 1), is(&mut d, 2));
        let ab = d.join(Join::Least, a, b);
        let left = d.join(Join::Most, ab, c);
        let (ac, bc) = (d.join(Join::Most, a, c), d.join(Join::Most, b, c));
        let right = d.join(Join::Least, ac, bc);
        assert_eq!(left, right, "(a and b) or c is (a or c) and (b or c)");
    }

    #[test]
    fn a_variable_that_cannot_matter_is_not_there() {
        let mut d = Diagrams::default();
        let (a, b) = (is(&mut d, 0), is(&mut d, 1));
        let not = [YES, NO, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
        let not_a = d.replace(a, &not);
        let (x, y) = (d.join(Join::Least, a, b), d.join(Join::Least, not_a, b));
        let either = d.join(Join::Most, x, y);
        assert_eq!(either, b);
        assert_eq!(d.variables_of(&[x]), [0, 1]);
        assert_eq!(d.variables_of(&[either]), [1]);
    }

    #[test]
    fn narrowing_keeps_only_what_is_possible() {
        let mut d = Diagrams::default();
        let (a, b) = (is(&mut d, 0), is(&mut d, 1));
        let both = d.join(Join::Least, a, b);
        let mut into = Narrowed::default();
        let narrowed = d.narrow(both, &[0b10, 0b11], &mut into);
        assert_eq!(into.diagrams.variables_of(&[narrowed]), [1]);
        assert_eq!(into.diagrams.constants_of(narrowed), 0b11);
        let mut into = Narrowed::default();
        assert_eq!(d.narrow(both, &[0b01, 0b11], &mut into), NO);
    }

    #[test]
    fn the_highest_of_two_tiers_is_their_join() {
        let mut d = Diagrams::default();
        let (high, medium) = (d.node(0, [0, 4].into()), d.node(1, [0, 3].into()));
        let tier = d.join(Join::Most, high, medium);
        assert_eq!(d.constants_of(tier), 0b11001);
    }
}
