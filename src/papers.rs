//! The part of the page that loads later: explanations, the list of services, and what a referral needs. It stands beside
//! the screen as a program of its own, so that nobody waits for it before the first question, and it gives the same
//! words as the native program.

use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

use crate::blocks::Block;
use crate::blocks::tree::{Node, SCREEN, tree};
use crate::decide::{Engine, explain};
use crate::directory::Directory;
use crate::facts::raw::Raw;
use crate::facts::{Answers, Day};
use crate::packs::{Bundle, Mode};
use crate::referral::{Details, Referral};

/// Makes decisions and referrals out of JSON.
#[wasm_bindgen]
pub struct Papers {
    engine: Engine<'static>,
}

#[wasm_bindgen]
impl Papers {
    /// Reads the rules.
    #[wasm_bindgen(constructor)]
    pub fn new(rules: &[u8]) -> Result<Papers, JsError> {
        let bundle: &'static Bundle = Box::leak(Box::new(Bundle::read(rules)?));
        Ok(Papers { engine: Engine::new(bundle) })
    }

    /// What is wrong with details (an object from path to text): a list of pairs of path and code, as JSON.
    pub fn faults(&self, details: &str, mode: &str, on: &str) -> Result<String, JsError> {
        let mode = if mode == Mode::Community.id() { Mode::Community } else { Mode::Professional };
        let faults = read_details(details)?.faults(mode, day(on)?);
        let pairs: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.field.as_str(), fault.code.as_ref())).collect();
        Ok(serde_json::to_string(&pairs)?)
    }

    /// The decision on answers, as JSON.
    pub fn decision(&self, answers: &str, on: &str) -> Result<String, JsError> {
        let answers = self.answers(answers)?;
        Ok(serde_json::to_string(&self.engine.decide(&answers, day(on)?))?)
    }

    /// Why, in the words of `waymark explain`: an object from part (`explain::parts`) to its elements, as JSON.
    pub fn explain(&self, answers: &str, on: &str) -> Result<String, JsError> {
        let answers = self.answers(answers)?;
        let parts = explain::parts(self.engine.bundle(), &answers, &self.engine.decide(&answers, day(on)?));
        let drawn: BTreeMap<String, Vec<Node>> = parts.into_iter().map(|(key, blocks)| (key, tree(&blocks, &SCREEN))).collect();
        Ok(serde_json::to_string(&drawn)?)
    }

    /// The list of an area's services as elements, as JSON.
    pub fn directory(&self, area: &str, on: &str) -> Result<String, JsError> {
        let directory = Directory::of(self.engine.bundle(), area, day(on)?).ok_or_else(|| JsError::new("no such area"))?;
        let words = &self.engine.bundle().words;
        let told = |block| match block {
            Block::Link(text, address) => Block::Link(words.fill("explain.new_tab", &[("text", &text)]), address),
            other => other,
        };
        let blocks: Vec<Block> = directory.blocks().into_iter().map(told).collect();
        Ok(serde_json::to_string(&tree(&blocks, &SCREEN))?)
    }

    /// One face of the referral: `json`, `text` or `html`.
    pub fn face(&self, answers: &str, details: &str, on: &str, format: &str) -> Result<String, JsError> {
        let (answers, details) = (self.answers(answers)?, read_details(details)?);
        let referral = Referral::new(&self.engine, &answers, &details, day(on)?);
        Ok(match format {
            "text" => referral.to_text(),
            "html" => referral.to_html(),
            _ => referral.to_json(),
        })
    }

    fn answers(&self, json: &str) -> Result<Answers, JsError> {
        let raw: Raw = serde_json::from_str(json)?;
        Answers::read(&self.engine.bundle().vocabulary, &raw)
            .map_err(|faults| JsError::new(&faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
    }
}

fn read_details(json: &str) -> Result<Details, JsError> {
    let mut details = Details::default();
    if let Raw::Object(members) = serde_json::from_str(json)? {
        for (path, text) in members {
            if let Raw::Text(text) = text {
                details.set(&path, text);
            }
        }
    }
    Ok(details)
}

fn day(text: &str) -> Result<Day, JsError> {
    Day::parse(text).ok_or_else(|| JsError::new("the day must be written as YYYY-MM-DD"))
}
