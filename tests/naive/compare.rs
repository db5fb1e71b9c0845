//! The two decisions side by side, and the smallest answers on which they differ.

use super::answers;
use super::cases::Object;
use super::decision::{Decision, decide};
use super::pathways::Judged;
use super::plain::{Name, Plain};
use serde_json::Value;
use std::collections::HashMap;
use waymark::decide::{Decision as Decided, Engine};
use waymark::facts::raw::Raw;
use waymark::facts::{Answers, Day};
use waymark::packs::Bundle;

/// One bundle, as both read it.
pub struct World {
    pub bundle: &'static Bundle,
    pub plain: Plain,
    ids: HashMap<Name, Name>,
}

impl World {
    pub fn of(bundle: &'static Bundle) -> World {
        let plain = Plain::of(bundle);
        let ids = plain.pathways().map(|pathway| (pathway.id, pathway.id)).collect();
        World { bundle, plain, ids }
    }

    /// What the plain code decides.
    pub fn naive(&self, object: &Object, on: &str) -> Decision {
        let read = answers::read(&self.plain, object).unwrap_or_else(|wrong| panic!("{wrong:?} in {}", Value::from(object.clone())));
        decide(&self.plain, &read, on)
    }

    /// Answers as the program reads them.
    pub fn read(&self, object: Object) -> Answers {
        let raw: Raw = serde_json::from_value(Value::from(object)).unwrap();
        Answers::read(&self.bundle.vocabulary, &raw).unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    /// What the program decides, all but the reasons and what could still change.
    pub fn program(&self, engine: &Engine<'static>, object: Object, on: &str) -> Decision {
        self.seen(&engine.without_changes(&self.read(object), Day::parse(on).unwrap()))
    }

    fn seen(&self, decided: &Decided<'static>) -> Decision {
        let judged = |pathway: &waymark::decide::decision::PathwayResult<'static>| Judged {
            id: self.ids.get(pathway.id.as_str()).copied().unwrap_or("a pathway of no pack"),
            eligibility: pathway.eligibility.id(),
            availability: pathway.availability.id(),
            recommended: pathway.recommended,
            criteria: pathway.criteria.iter().map(|criterion| (criterion.id, criterion.result)).collect(),
            supports: pathway.supports.iter().map(|argument| argument.id).collect(),
            against: pathway.against.iter().map(|argument| argument.id).collect(),
            instead: pathway.instead.clone(),
        };
        Decision {
            mode: decided.mode,
            packs: decided.packs.iter().map(|pack| pack.id).collect(),
            tier: decided.tier,
            fired: decided.fired.iter().map(|fired| fired.rule).collect(),
            stops: decided.stops.clone(),
            actions: decided.actions.iter().map(|action| action.id).collect(),
            pathways: decided.pathways.iter().map(judged).collect(),
            set_aside: decided.set_aside.clone(),
        }
    }
}

/// Leaves out every answer without which something is still so.
pub fn shrink(mut object: Object, still: impl Fn(&Object) -> bool) -> Object {
    loop {
        let smaller = object.keys().cloned().find_map(|key| {
            let mut less = object.clone();
            less.remove(&key);
            still(&less).then_some(less)
        });
        match smaller {
            Some(less) => object = less,
            None => return object,
        }
    }
}

/// The smallest answers on which the two differ, and both decisions where they do.
pub fn report(world: &World, engine: &Engine<'static>, object: Object, on: &str) -> String {
    let smallest = shrink(object, |object| world.naive(object, on) != world.program(engine, object.clone(), on));
    let (naive, program) = (world.naive(&smallest, on), world.program(engine, smallest.clone(), on));
    let mut lines = vec![format!("on {on}: {}", Value::from(smallest))];
    let mut line = |what: &str, naive: String, program: String| {
        if naive != program {
            lines.push(format!("  {what}\n    naive:   {naive}\n    program: {program}"));
        }
    };
    line("pathways", naive.pathways.len().to_string(), program.pathways.len().to_string());
    for (naive, program) in naive.pathways.iter().zip(&program.pathways) {
        line("pathway", format!("{naive:?}"), format!("{program:?}"));
    }
    let without = |decision: &Decision| format!("{:?}", Decision { pathways: Vec::new(), ..decision.clone() });
    line("decision", without(&naive), without(&program));
    lines.join("\n")
}
