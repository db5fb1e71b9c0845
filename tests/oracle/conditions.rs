//! Conditions as chance has them, of every shape that a pack can write.

use super::facts::Thing;
use crate::support::Dice;

/// How much of the decision a condition may look at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asks {
    /// Facts that are asked.
    Facts,
    /// What follows from them, and the minimum set.
    Minimum,
    /// Which rules fired.
    Fired,
    /// Tier and stops.
    Tier,
    /// What became of the pathways.
    Pathways,
}

/// Makes conditions on the facts of a world.
#[derive(Clone)]
pub struct Conditions {
    facts: Vec<String>,
    leaves: Vec<&'static [&'static str]>,
}

const DECIDED: [(Asks, &str); 9] = [
    (Asks::Minimum, r#"{ sum = "yes" }"#),
    (Asks::Minimum, r#"{ minimum = "answered" }"#),
    (Asks::Minimum, r#"{ minimum = "open" }"#),
    (Asks::Fired, r#"{ fired = ["r1", "r2"] }"#),
    (Asks::Tier, r#"{ tier = ["high", "now"] }"#),
    (Asks::Tier, r#"{ tier = ["calm", "plain"] }"#),
    (Asks::Tier, r#"{ stop = "stop0" }"#),
    (Asks::Pathways, r#"{ recommended = "none" }"#),
    (Asks::Pathways, r#"{ not_eligible = "some" }"#),
];

impl Conditions {
    /// On these things; where somebody lives is looked at less than the rest.
    pub fn on(things: &[Thing]) -> Conditions {
        Conditions {
            facts: things.iter().map(|thing| thing.facts[0].to_owned()).collect(),
            leaves: things.iter().map(|thing| thing.leaves).collect(),
        }
    }

    /// The facts of the minimum set, as a list holds them.
    pub fn minimum(&self) -> String {
        self.facts.iter().skip(1).take(2).map(|fact| format!("\"{fact}\"")).collect::<Vec<_>>().join(", ")
    }

    /// All facts but where somebody lives, as a list holds them.
    pub fn others(&self) -> String {
        self.facts.iter().skip(1).map(|fact| format!("\"{fact}\"")).collect::<Vec<_>>().join(", ")
    }

    /// A condition of any shape.
    pub fn any(&mut self, asks: Asks, dice: &mut Dice) -> String {
        self.made(asks, 2, dice)
    }

    /// A condition that is met by danger alone, or (now and then) one of any shape.
    pub fn mostly_danger(&mut self, asks: Asks, dice: &mut Dice) -> String {
        if dice.one_in(4) {
            return self.any(asks, dice);
        }
        let (one, other) = (self.danger(dice), self.danger(dice));
        match dice.roll(4) {
            0 => format!("{{ any = [{one}, {other}] }}"),
            1 => format!("{{ all = [{one}, {other}] }}"),
            _ => one,
        }
    }

    fn danger(&self, dice: &mut Dice) -> String {
        let leaves = self.leaves[1 + dice.roll(self.leaves.len() - 1)];
        leaves[dice.roll(2)].to_owned()
    }

    fn made(&mut self, asks: Asks, depth: usize, dice: &mut Dice) -> String {
        if depth == 0 || dice.one_in(2) {
            return self.leaf(asks, dice);
        }
        let mut part = || self.made(asks, depth - 1, dice);
        let (one, other) = (part(), part());
        match dice.roll(6) {
            0 | 1 => format!("{{ all = [{one}, {other}] }}"),
            2 | 3 => format!("{{ any = [{one}, {other}] }}"),
            4 => format!("{{ not = {one} }}"),
            _ => format!("{{ certain = {one} }}"),
        }
    }

    fn leaf(&mut self, asks: Asks, dice: &mut Dice) -> String {
        let decided: Vec<&str> = DECIDED.iter().filter(|(needs, _)| *needs <= asks).map(|(_, leaf)| *leaf).collect();
        if !decided.is_empty() && dice.one_in(4) {
            return decided[dice.roll(decided.len())].to_owned();
        }
        let thing = dice.roll(self.leaves.len());
        self.leaves[thing][dice.roll(self.leaves[thing].len())].to_owned()
    }
}
