//! Three-valued functions: constants 0 (fails), 1 (open) and 2 (holds), so that "and" is the least and "or" the most.

use crate::diagram::kernel::{Diagrams, Join, Ref, TERMINALS};

/// Fails.
pub const FAILS: Ref = 0;

/// Open: what is known does not settle it.
pub const OPEN: Ref = 1;

/// Holds.
pub const HOLDS: Ref = 2;

/// Both.
pub fn and(diagrams: &mut Diagrams, a: Ref, b: Ref) -> Ref {
    match (a, b) {
        (HOLDS, other) | (other, HOLDS) => other,
        _ => diagrams.join(Join::Least, a, b),
    }
}

/// Either.
pub fn or(diagrams: &mut Diagrams, a: Ref, b: Ref) -> Ref {
    if a == HOLDS || b == HOLDS { HOLDS } else { diagrams.join(Join::Most, a, b) }
}

/// All of them.
pub fn all(diagrams: &mut Diagrams, parts: impl IntoIterator<Item = Ref>) -> Ref {
    parts.into_iter().fold(HOLDS, |all, part| and(diagrams, all, part))
}

/// Any of them.
pub fn any(diagrams: &mut Diagrams, parts: impl IntoIterator<Item = Ref>) -> Ref {
    parts.into_iter().fold(FAILS, |any, part| or(diagrams, any, part))
}

/// Not; what is open stays open.
pub fn not(diagrams: &mut Diagrams, a: Ref) -> Ref {
    mapped(diagrams, a, |truth| 2_u32.saturating_sub(truth))
}

/// Holds where the function is one of these constants (a bit each), and fails elsewhere.
pub fn among(diagrams: &mut Diagrams, function: Ref, constants: u64) -> Ref {
    mapped(diagrams, function, |constant| if constants & (1 << constant) != 0 { HOLDS } else { FAILS })
}

/// Holds where the function holds; open counts as false.
pub fn certain(diagrams: &mut Diagrams, function: Ref) -> Ref {
    among(diagrams, function, 1 << HOLDS)
}

/// Where the first holds, the second; elsewhere the third.
pub fn choose(diagrams: &mut Diagrams, first: Ref, second: Ref, third: Ref) -> Ref {
    let first = certain(diagrams, first);
    let otherwise = not(diagrams, first);
    let (then, otherwise) = (and(diagrams, first, second), and(diagrams, otherwise, third));
    or(diagrams, then, otherwise)
}

/// The function with each constant replaced by another.
pub fn mapped(diagrams: &mut Diagrams, function: Ref, to: impl Fn(Ref) -> Ref) -> Ref {
    let constants: [Ref; TERMINALS as usize] = std::array::from_fn(|constant| to(constant as Ref));
    diagrams.replace(function, &constants)
}
