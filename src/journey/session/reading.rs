//! What stands on the page they are leaving: read, with what is missing or wrong.

use super::Session;
use crate::decide::Engine;
use crate::facts::fact::range_of;
use crate::facts::{Answers, Day, FactId, Kind, Value};
use crate::journey::typed::{self, PageFault};
use crate::packs::Page;
use crate::referral::DetailFault;
use crate::referral::fields::{self, FIELDS};

impl Session {
    /// Reads what was typed on the page and finds what is missing or wrong.
    pub(super) fn read_page(&mut self, engine: &Engine<'_>, on: Day) -> Vec<PageFault> {
        let vocabulary = &engine.bundle().vocabulary;
        let mut faults = Vec::new();
        let asked = self.asked_here(engine, on);
        for fact in asked.iter().copied() {
            let name = vocabulary.name(fact);
            if self.typed.has(name) {
                match typed::read(vocabulary, fact, self.typed.get(name)) {
                    Ok(value) => self.answer(fact, value),
                    Err(fault) => faults.push(fault),
                }
            }
            if self.lacks(engine, &self.counting(engine, on), fact) && !is_faulty(&faults, name) {
                faults.push(PageFault { field: name.into(), says: "fault.choose".into(), parts: Vec::new() });
            }
        }
        let contradicted = self.band_against_age(engine, &self.counting(engine, on));
        faults.extend(
            contradicted.filter(|(number, _)| asked.contains(number)).map(|(_, fault)| fault).filter(|fault| !is_faulty(&faults, &fault.field)),
        );
        if self.page_id() == "choose" {
            self.settle_choice(engine, on);
        }
        if let Some(page) = engine.bundle().journey.pages.iter().find(|page| page.id == self.page_id()) {
            self.settle_dates();
            let found = self.faulty_details(engine, on, page);
            self.waiting = found.is_none();
            faults.extend(found.into_iter().flatten().map(|fault| PageFault {
                says: fault.key(&engine.bundle().words),
                field: fault.field,
                parts: Vec::new(),
            }));
        }
        faults
    }

    /// What is wrong with the details that a page asks for; none where that cannot be told yet.
    pub(super) fn faulty_details(&self, engine: &Engine<'_>, on: Day, page: &Page) -> Option<Vec<DetailFault>> {
        if page.details.is_empty() {
            return Some(Vec::new());
        }
        let stands_here = |fault: &DetailFault| page.details.iter().any(|section| fault.field.split('.').next() == Some(section.as_str()));
        let faults = (self.check_details)(&self.counting_details(engine), self.mode(engine), on)?;
        Some(faults.into_iter().filter(stands_here).collect())
    }

    /// Dates of details may be typed as people write them.
    fn settle_dates(&mut self) {
        for field in FIELDS.iter().filter(|field| matches!(field.kind, fields::Kind::Date | fields::Kind::Day)) {
            let entries = if field.repeats() { self.details.count(field.section()) } else { 1 };
            for path in (0..entries).map(|place| field.at(place)) {
                let text = typed::iso(self.details.get(&path).trim());
                self.details.set(&path, text);
            }
        }
    }

    /// A number that contradicts the band that was chosen for it, with the fault that says so.
    pub(super) fn band_against_age(&self, engine: &Engine<'_>, counted: &Answers) -> Option<(FactId, PageFault)> {
        let vocabulary = &engine.bundle().vocabulary;
        vocabulary.ids().find_map(|id| {
            let Some(Kind::Bands { of, covers, values }) = vocabulary.fact(id).map(|fact| &fact.kind) else { return None };
            let (Some(Value::Number(number)), Some(Value::Choice(chosen))) = (counted.get(*of), counted.get(id)) else { return None };
            let (range, chosen) = (range_of(vocabulary.cuts(*of), *number), usize::from(*chosen));
            let contradicts = !values[chosen].open && covers[chosen] & (1 << range) == 0;
            let parts = vec![("band", values[chosen].says.clone())];
            contradicts.then(|| (*of, PageFault { field: vocabulary.name(*of).into(), says: "fault.band".into(), parts }))
        })
    }
}

fn is_faulty(faults: &[PageFault], field: &str) -> bool {
    faults.iter().any(|fault| fault.field == field)
}
