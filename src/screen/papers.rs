//! What is worked out of a session to be read: the decision, why it is so, the list of services, the faces of a referral.

use crate::blocks::Block;
use crate::blocks::tree::{SCREEN, tree};
use crate::decide::{Decision, explain};
use crate::directory::Directory;
use crate::facts::answers::Written;
use crate::facts::{Answers, Day};
use crate::journey::{Filled, Session};
use crate::packs::Mode;
use crate::receive::Reference;
use crate::referral::{DetailFault, Referral};

use super::desk::Desk;
use super::element::{View, nothing};
use super::patterns::blocks::blocks;
use super::patterns::details::{details, details_about};
use super::words::{engine, fill, of_services};

impl Desk {
    /// What comes out on the answers that count, without its reasons.
    pub fn decision(self) -> Decision<'static> {
        self.look(|session| engine().outline(&session.counting(engine(), self.on), self.on))
    }

    /// Why the decision is as it is.
    pub fn explained(self) -> Explained {
        self.look(|session| Explained::of(&session.counting(engine(), self.on), self.on))
    }
}

/// What is wrong with the details.
pub fn check(filled: &Filled, mode: Mode, on: Day) -> Option<Vec<DetailFault>> {
    Some(filled.details().faults(mode, on))
}

/// The list of an area's services, drawn.
pub fn directory(area: &str, on: Day) -> View {
    let Some(directory) = Directory::of(engine().bundle(), area, on) else { return nothing() };
    let told = |block| match block {
        Block::Link(text, address) => Block::Link(fill("explain.new_tab", &[("text", &text)]), address),
        other => other,
    };
    let list: Vec<Block> = directory.blocks().into_iter().map(told).collect();
    blocks(&tree(&list, &SCREEN))
}

/// What is explained of a decision, by part (`explain::parts`).
pub struct Explained(Vec<(String, Vec<Block>)>);

impl Explained {
    /// Explains the decision on answers.
    pub fn of(answers: &Answers, on: Day) -> Explained {
        Explained(explain::parts(engine().bundle(), answers, &engine().decide(answers, on)))
    }

    /// One part, drawn; nothing where there is none.
    pub fn part(&self, key: &str) -> View {
        self.drawn(key).unwrap_or_else(nothing)
    }

    /// One part, folded away under a summary.
    pub fn folded(&self, summary: &str, key: &str) -> View {
        self.drawn(key).map_or_else(nothing, |part| details(summary, part))
    }

    /// One part of several with the same summary, folded away; `about` is for who cannot see what it stands under.
    pub fn folded_about(&self, summary: &str, about: &str, key: &str) -> View {
        self.drawn(key).map_or_else(nothing, |part| details_about(summary, about, part))
    }

    fn drawn(&self, key: &str) -> Option<View> {
        let (_, part) = self.0.iter().find(|(name, _)| name == key)?;
        Some(blocks(&tree(part, &SCREEN)))
    }
}

/// The referral of a session in the language of the services, in the face that `write` draws.
pub fn face<T>(session: &Session, on: Day, write: fn(&Referral<'_>) -> T) -> T {
    let (answers, details) = (session.counting(engine(), on), session.counting_details(engine()).details());
    write(&Referral::new(of_services(), &answers, &details, on))
}

/// What identifies the referral of a session.
pub fn reference(session: &Session, on: Day) -> Reference {
    let answers = session.counting(engine(), on);
    Reference::of_parts(&Written(&engine().bundle().vocabulary, &answers), &session.counting_details(engine()).details())
}
