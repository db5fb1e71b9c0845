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
    /// How many nodes there may be, where that is limited.
    limit: Option<usize>,
}

impl Diagrams {
    /// A store that takes at most so many nodes. Once it is full its functions mean nothing: see [`Diagrams::is_full`].
    pub fn with_limit(limit: usize) -> Diagrams {
        Diagrams { limit: Some(limit), ..Diagrams::default() }
    }

    /// Whether there was no room for a node that was needed.
    pub fn is_full(&self) -> bool {
        self.limit.is_some_and(|limit| self.nodes.len() >= limit)
    }

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
        if self.is_full() {
            return NO;
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
        if self.is_full() {
            return NO;
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

    /// The variable that a function looks at first and the function for each of its values; none for a constant.
    pub fn looks_at(&self, function: Ref) -> Option<(u16, &[Ref])> {
        self.get(function).map(|node| (node.variable, &*node.branches))
    }

    /// The function with a variable held at a value.
    pub fn held(&mut self, function: Ref, variable: u16, value: usize) -> Ref {
        let mut done = vec![NOT_YET; self.nodes.len()];
        self.held_in(function, variable, value, &mut done)
    }

    fn held_in(&mut self, function: Ref, variable: u16, value: usize, done: &mut [Ref]) -> Ref {
        let Some(node) = self.get(function).filter(|node| node.variable <= variable).cloned() else { return function };
        let place = (function - TERMINALS) as usize;
        if done[place] == NOT_YET {
            done[place] = if node.variable == variable {
                node.branches.get(value).copied().unwrap_or(NO)
            } else {
                let branches = node.branches.iter().map(|&branch| self.held_in(branch, variable, value, done)).collect();
                self.node(node.variable, branches)
            };
        }
        done[place]
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
