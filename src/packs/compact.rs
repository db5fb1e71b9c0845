//! The compact form of packs, which the page loads. Written and read field by field in one order; a derive of serde would
//! cost the page 35 kB for the same. Bytes that end too early, or hold what cannot be, are noticed at the end of reading.

use crate::facts::Day;
use crate::facts::condition::{Condition, Decided};
use crate::facts::fact::{Choice, Fact, FactId, Handling, HangsOn, Kind, Need, Protection};
use crate::facts::vocabulary::{Derived, Group, Origin, Vocabulary};
use crate::packs::codes::{Code, Codes};
use crate::packs::journey::{Contradiction, Journey, Mode, Page, Step};
use crate::packs::language::{Direction, Language};
use crate::packs::pack::{
    Action, Advice, Argument, Availability, Contact, Criterion, Guidance, Key, Local, Pack, Pathway, Rule, Safety, Source, Status, Stop, Threshold,
    Tier, Urgency, Whom, Window,
};
use crate::packs::{Bundle, Words};

/// What can be written in the compact form and read back.
pub trait Compact: Sized {
    /// Writes it at the end of `out`.
    fn write(&self, out: &mut Vec<u8>);
    /// Reads it. Where the bytes do not hold one, the reader remembers that and something empty comes back.
    fn read(from: &mut Reader<'_>) -> Self;
}

/// Reads bytes from the front.
pub struct Reader<'b> {
    bytes: &'b [u8],
    /// Whether something could not be read.
    pub failed: bool,
}

impl<'b> Reader<'b> {
    /// A reader of these bytes.
    pub fn new(bytes: &'b [u8]) -> Reader<'b> {
        Reader { bytes, failed: false }
    }

    /// Whether everything was read, and all of it was right.
    pub fn is_done(&self) -> bool {
        self.bytes.is_empty() && !self.failed
    }

    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => {
                self.failed = true;
                0
            }
        }
    }

    /// A number, seven bits a byte, the lowest first.
    fn number(&mut self) -> u64 {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 || shift > 63 {
                return number;
            }
        }
    }

    /// A count of things that take a byte or more each.
    fn count(&mut self) -> usize {
        let count = self.number() as usize;
        if count > self.bytes.len() {
            self.failed = true;
            return 0;
        }
        count
    }
}

fn write_number(mut number: u64, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Compact for $type {
            fn write(&self, out: &mut Vec<u8>) {
                write_number(*self as u64, out);
            }
            fn read(from: &mut Reader<'_>) -> $type {
                from.number() as $type
            }
        }
    )*};
}
numbers!(u8, u16, u64);

impl Compact for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push((*self).into());
    }
    fn read(from: &mut Reader<'_>) -> bool {
        from.byte() == 1
    }
}

impl Compact for Day {
    fn write(&self, out: &mut Vec<u8>) {
        write_number(self.number().into(), out);
    }
    fn read(from: &mut Reader<'_>) -> Day {
        Day::of_number(from.number() as u32)
    }
}

impl Compact for FactId {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }
    fn read(from: &mut Reader<'_>) -> FactId {
        FactId(u16::read(from))
    }
}

impl Compact for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_number(self.len() as u64, out);
        out.extend_from_slice(self.as_bytes());
    }
    fn read(from: &mut Reader<'_>) -> String {
        let count = from.count();
        let (text, rest) = from.bytes.split_at(count);
        from.bytes = rest;
        match std::str::from_utf8(text) {
            Ok(text) => text.into(),
            Err(_) => {
                from.failed = true;
                String::new()
            }
        }
    }
}

impl<T: Compact> Compact for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_number(self.len() as u64, out);
        self.iter().for_each(|item| item.write(out));
    }
    fn read(from: &mut Reader<'_>) -> Vec<T> {
        let count = from.count();
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            if from.failed {
                break;
            }
            items.push(T::read(from));
        }
        items
    }
}

impl<T: Compact> Compact for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(item) = self {
            item.write(out);
        }
    }
    fn read(from: &mut Reader<'_>) -> Option<T> {
        bool::read(from).then(|| T::read(from))
    }
}

impl<A: Compact, B: Compact> Compact for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(from: &mut Reader<'_>) -> (A, B) {
        (A::read(from), B::read(from))
    }
}

/// Structs: their fields, one after the other. A field that is left out here does not compile.
macro_rules! structs {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl Compact for $type {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)*
            }
            fn read(from: &mut Reader<'_>) -> $type {
                $type { $($field: Compact::read(from)),* }
            }
        }
    )*};
}

structs! {
    Group { id, title }
    Origin { is, says, restricts }
    Choice { is, says, open }
    HangsOn { fact, accepts }
    Fact { id, group, kind, question, hint, short, community, need, handling, protected, changeable, not_beforehand, hangs_on, source }
    Derived { id, short, values, when, otherwise, source }
    Vocabulary { version, digest, tri, groups, facts, derived, origins }
    Page { id, step, modes, title, lead, facts, details, only_what_matters, when }
    Contradiction { id, title, says, when }
    Journey { version, pages, contradictions }
    Language { tag, name, direction, reviewed, forms }
    Words { language, texts, counts }
    Code { id, system, code, display, when, source }
    Codes { version, codes, priorities }
    Source { key, title, date, url }
    Tier { id, says, explains, open }
    Threshold { name, value, from, source }
    Rule { id, tier, when, yields_to, says, source }
    Stop { id, when, forbids_pathways, says, mend, source }
    Action { id, urgency, rank, first_when, when, says, because, source }
    Local { action, says, contact, source }
    Safety { id, says, carried_by, source }
    Guidance { id, step, kind, modes, when, rank, said_to_person, says, source }
    Contact { id, name, phone, says, whom, checked, confirmed, source }
    Key { age, checked, source }
    Window { from, to, stale, source }
    Criterion { id, met, doubt, says, why_not, scope, source }
    Argument { id, when, says, source }
    Pathway { id, name, whom, prevention, kind, delivery, route, how, says, status, criteria, supports, against, fallback, not_for, instead, key, source }
    Bundle { vocabulary, thresholds, journey, words, codes, national, areas }
    Pack { id, version, digest, title, areas, sources, tiers, thresholds, minimum, rules, stops, actions, locals, safety, guidance, contacts, pathways }
}

/// Enums without fields: their place in this list.
macro_rules! enums {
    ($($type:ident { $first:ident $(, $name:ident)* })*) => {$(
        impl Compact for $type {
            fn write(&self, out: &mut Vec<u8>) {
                out.push(*self as u8);
            }
            fn read(from: &mut Reader<'_>) -> $type {
                let place = from.byte();
                $(if place == $type::$name as u8 {
                    return $type::$name;
                })*
                from.failed |= place != $type::$first as u8;
                $type::$first
            }
        }
    )*};
}

enums! {
    Need { Core, Referral, Apart }
    Protection { None, Full, ButForTheLaw }
    Handling { Normal, RestrictedFromPerson, NeedToKnow }
    Direction { Ltr, Rtl }
    Step { Start, Safety, Recognise, Respond, Refer, Check, Done }
    Mode { Professional, Community }
    Urgency { Now, Today, ThisWeek, WithReferral }
    Advice { Do, DoNot, Know }
    Whom { Person, Victim, Family, Supporter, System, Advice, Community }
    Availability { Running, Ended, NotStarted, Unconfirmed, NamedOnly, Gap }
}

impl Compact for Kind {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Kind::Choice(values) => tagged(0, out, |out| values.write(out)),
            Kind::Set(values) => tagged(1, out, |out| values.write(out)),
            Kind::Number { max, cuts } => tagged(2, out, |out| {
                max.write(out);
                cuts.write(out);
            }),
            Kind::Bands { of, values, covers } => tagged(3, out, |out| {
                of.write(out);
                values.write(out);
                covers.write(out);
            }),
            Kind::Date => out.push(4),
            Kind::Text => out.push(5),
        }
    }
    fn read(from: &mut Reader<'_>) -> Kind {
        match from.byte() {
            0 => Kind::Choice(Compact::read(from)),
            1 => Kind::Set(Compact::read(from)),
            2 => Kind::Number { max: Compact::read(from), cuts: Compact::read(from) },
            3 => Kind::Bands { of: Compact::read(from), values: Compact::read(from), covers: Compact::read(from) },
            4 => Kind::Date,
            tag => {
                from.failed |= tag != 5;
                Kind::Text
            }
        }
    }
}

impl Compact for Status {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Status::Windows { windows, before, after } => tagged(0, out, |out| {
                windows.write(out);
                before.write(out);
                after.write(out);
            }),
            Status::Standing => out.push(1),
            Status::NamedOnly => out.push(2),
            Status::Gap => out.push(3),
        }
    }
    fn read(from: &mut Reader<'_>) -> Status {
        match from.byte() {
            0 => Status::Windows { windows: Compact::read(from), before: Compact::read(from), after: Compact::read(from) },
            1 => Status::Standing,
            2 => Status::NamedOnly,
            tag => {
                from.failed |= tag != 3;
                Status::Gap
            }
        }
    }
}

impl Compact for Condition {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Condition::All(parts) => tagged(0, out, |out| parts.write(out)),
            Condition::Any(parts) => tagged(1, out, |out| parts.write(out)),
            Condition::Not(part) => tagged(2, out, |out| part.write(out)),
            Condition::Certain(part) => tagged(3, out, |out| part.write(out)),
            Condition::Is { fact, accepts } => tagged(4, out, |out| {
                fact.write(out);
                accepts.write(out);
            }),
            Condition::AtLeast { fact, threshold } => tagged(5, out, |out| {
                fact.write(out);
                threshold.write(out);
            }),
            Condition::Said { fact, values } => tagged(6, out, |out| {
                fact.write(out);
                values.write(out);
            }),
            Condition::Decided(decided) => tagged(7, out, |out| {
                let (tag, mask) = match decided {
                    Decided::Tier(mask) => (0, *mask),
                    Decided::Fired(mask) => (1, *mask),
                    Decided::Stop(mask) => (2, *mask),
                    Decided::Minimum(complete) => (3, (*complete).into()),
                    Decided::NoneRecommended => (4, 0),
                    Decided::SomeNotEligible => (5, 0),
                };
                out.push(tag);
                mask.write(out);
            }),
        }
    }
    fn read(from: &mut Reader<'_>) -> Condition {
        match from.byte() {
            0 => Condition::All(Compact::read(from)),
            1 => Condition::Any(Compact::read(from)),
            2 => Condition::Not(Box::new(Compact::read(from))),
            3 => Condition::Certain(Box::new(Compact::read(from))),
            4 => Condition::Is { fact: Compact::read(from), accepts: Compact::read(from) },
            5 => Condition::AtLeast { fact: Compact::read(from), threshold: Compact::read(from) },
            6 => Condition::Said { fact: Compact::read(from), values: Compact::read(from) },
            7 => Condition::Decided(read_decided(from)),
            _ => {
                from.failed = true;
                Condition::always()
            }
        }
    }
}

fn read_decided(from: &mut Reader<'_>) -> Decided {
    let (tag, mask) = (from.byte(), from.number());
    match tag {
        0 => Decided::Tier(mask),
        1 => Decided::Fired(mask),
        2 => Decided::Stop(mask),
        3 => Decided::Minimum(mask == 1),
        4 => Decided::NoneRecommended,
        _ => {
            from.failed |= tag != 5;
            Decided::SomeNotEligible
        }
    }
}

fn tagged(tag: u8, out: &mut Vec<u8>, fields: impl FnOnce(&mut Vec<u8>)) {
    out.push(tag);
    fields(out);
}
