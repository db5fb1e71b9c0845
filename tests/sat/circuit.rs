//! Gates over a SAT solver: what is said twice is built once.

use batsat::{BasicSolver, Lit, SolverInterface, lbool};
use std::collections::HashMap;

/// A solver, and the gates made in it.
pub struct Circuit {
    solver: BasicSolver,
    yes: Lit,
    gates: HashMap<Vec<Lit>, Lit>,
}

impl Circuit {
    /// With nothing in it.
    pub fn new() -> Circuit {
        let mut solver = BasicSolver::default();
        let yes = Lit::new(solver.new_var_default(), true);
        solver.add_clause_reuse(&mut vec![yes]);
        Circuit { solver, yes, gates: HashMap::new() }
    }

    /// What always holds.
    pub fn yes(&self) -> Lit {
        self.yes
    }

    /// What never holds.
    pub fn no(&self) -> Lit {
        !self.yes
    }

    /// Whether something holds always or never.
    pub fn constant(&self, holds: bool) -> Lit {
        if holds { self.yes } else { !self.yes }
    }

    /// Something that may hold or not.
    pub fn fresh(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    /// At least one of them holds, from now on.
    pub fn require(&mut self, parts: impl IntoIterator<Item = Lit>) {
        self.solver.add_clause_reuse(&mut parts.into_iter().collect());
    }

    /// All of them hold.
    pub fn all(&mut self, parts: impl IntoIterator<Item = Lit>) -> Lit {
        let mut inputs: Vec<Lit> = parts.into_iter().filter(|part| *part != self.yes).collect();
        inputs.sort_unstable();
        inputs.dedup();
        // A part and its opposite stand side by side.
        if inputs.contains(&self.no()) || inputs.windows(2).any(|pair| pair[0] == !pair[1]) {
            return self.no();
        }
        match inputs[..] {
            [] => return self.yes,
            [one] => return one,
            _ => {}
        }
        if let Some(gate) = self.gates.get(&inputs) {
            return *gate;
        }
        let gate = self.fresh();
        inputs.iter().for_each(|input| self.require([!gate, *input]));
        self.require(inputs.iter().map(|input| !*input).chain([gate]));
        self.gates.insert(inputs, gate);
        gate
    }

    /// At least one of them holds.
    pub fn any(&mut self, parts: impl IntoIterator<Item = Lit>) -> Lit {
        !self.all(parts.into_iter().map(|part| !part))
    }

    /// Some but not both.
    pub fn differ(&mut self, a: Lit, b: Lit) -> Lit {
        let (only_a, only_b) = (self.all([a, !b]), self.all([!a, b]));
        self.any([only_a, only_b])
    }

    /// Exactly one of them holds, from now on.
    pub fn one_of(&mut self, parts: &[Lit]) {
        self.require(parts.iter().copied());
        for (place, part) in parts.iter().enumerate() {
            parts[..place].iter().for_each(|other| self.require([!*part, !*other]));
        }
    }

    /// Whether all of these can hold at once; [`Circuit::holds`] then tells how.
    pub fn can(&mut self, assumed: &[Lit]) -> bool {
        self.solver.solve_limited(assumed) == lbool::TRUE
    }

    /// Whether something holds in the way that was found last.
    pub fn holds(&self, what: Lit) -> bool {
        self.solver.value_lit(what) == lbool::TRUE
    }
}
