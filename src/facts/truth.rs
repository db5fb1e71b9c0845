//! Three-valued truth: what is open stays open until other facts settle it.

use std::ops::Not;

/// The truth of a condition over what is known so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds, whatever the open answers turn out to be.
    Yes,
    /// It does not hold, whatever the open answers turn out to be.
    No,
    /// Nothing recorded settles it yet.
    Open,
}

impl Truth {
    /// All of them hold. One `No` settles it; without one, an `Open` leaves it open.
    pub fn all(parts: impl IntoIterator<Item = Truth>) -> Truth {
        let mut result = Truth::Yes;
        for part in parts {
            match part {
                Truth::No => return Truth::No,
                Truth::Open => result = Truth::Open,
                Truth::Yes => {}
            }
        }
        result
    }

    /// At least one of them holds. One `Yes` settles it; without one, an `Open` leaves it open.
    pub fn any(parts: impl IntoIterator<Item = Truth>) -> Truth {
        !Truth::all(parts.into_iter().map(Truth::not))
    }

    /// Whether it is known to hold.
    pub fn is_yes(self) -> bool {
        self == Truth::Yes
    }
}

impl Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Open => Truth::Open,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Truth {
        if holds { Truth::Yes } else { Truth::No }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, No, Open, Yes};

    #[test]
    fn all_and_any_follow_kleenes_tables() {
        let table =
            [(Yes, Yes, Yes, Yes), (Yes, No, No, Yes), (Yes, Open, Open, Yes), (No, No, No, No), (No, Open, No, Open), (Open, Open, Open, Open)];
        for (a, b, all, any) in table {
            assert_eq!(Truth::all([a, b]), all, "{a:?} and {b:?}");
            assert_eq!(Truth::all([b, a]), all, "{b:?} and {a:?}");
            assert_eq!(Truth::any([a, b]), any, "{a:?} or {b:?}");
            assert_eq!(Truth::any([b, a]), any, "{b:?} or {a:?}");
        }
        assert_eq!((!Yes, !No, !Open), (No, Yes, Open));
        assert_eq!(Truth::all([]), Yes);
        assert_eq!(Truth::any([]), No);
    }
}
