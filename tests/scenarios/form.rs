//! The form of a scenario: Markdown with a heading a case, some sentences, a block of answers and a block of what must come out.
//! Read strictly: a line that is not understood is a fault with its place.

use super::claim::{self, Claim};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use waymark::facts::fact::Kind;
use waymark::facts::{Answers, Day, Vocabulary, raw::Raw};

/// One file of scenarios.
#[derive(Default)]
pub struct Page {
    pub cases: Vec<Case>,
    pub never: Vec<Never>,
}

/// One case: who and what, and what must come out of it on one day or several.
pub struct Case {
    /// `file:line` of its heading.
    pub at: String,
    /// The heading of the second level that it stands under.
    pub section: String,
    /// All its headings.
    pub name: String,
    pub answers: Value,
    pub expected: Vec<Expected>,
}

/// What must come out on a day.
pub struct Expected {
    pub on: Day,
    /// Each claim with the `file:line` of its line.
    pub claims: Vec<(String, Claim)>,
}

/// An eligibility that a pathway can never have, and why.
pub struct Never {
    pub at: String,
    pub section: String,
    pub eligibility: &'static str,
    pub reason: String,
}

/// Answers that cases start from, by name. `None` takes an answer back.
#[derive(Default)]
pub struct Bases(BTreeMap<String, Given>);

#[derive(Clone, Default)]
struct Given {
    answers: Map<String, Value>,
    on: Option<Day>,
}

impl Bases {
    /// The answers of a base.
    pub fn answers(&self, name: &str) -> Option<Map<String, Value>> {
        self.0.get(name).map(|given| given.answers.clone())
    }
}

/// A fenced block, and where it stands.
#[derive(Default)]
struct Block {
    line: usize,
    /// How many backticks open and close it.
    fence: usize,
    kind: String,
    lines: Vec<(usize, String)>,
    place: Place,
}

/// The headings above a line.
#[derive(Clone, Default)]
struct Place {
    line: usize,
    section: String,
    heading: String,
    /// Whether a sentence stands under the heading.
    told: bool,
}

/// Reads one page; its bases are added to those that later pages may start from.
pub fn read(vocabulary: &Vocabulary, file: &str, text: &str, bases: &mut Bases) -> Result<Page, Vec<String>> {
    let mut reader = Reader { vocabulary, file, bases, everywhere: Given::default(), page: Page::default(), faults: Vec::new() };
    let blocks = reader.blocks(text);
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let name = block.kind.strip_prefix("base: ").map(str::to_owned);
        match (block.kind.as_str(), name) {
            (_, Some(name)) => reader.base(name, &block),
            ("everywhere", _) => reader.everywhere = reader.given(&block, Given::default()),
            ("answers", _) => {
                let mut expected = Vec::new();
                while let Some(next) = blocks.next_if(|next| next.place.line == block.place.line && next.kind.starts_with("expected")) {
                    expected.push(next);
                }
                reader.case(&block, &expected);
            }
            ("never", _) => reader.never(&block),
            ("text", _) => {}
            (kind, _) => reader.fault(block.line, format!("expected answers before it, a base, everywhere or never, found a block `{kind}`")),
        }
    }
    if reader.faults.is_empty() { Ok(reader.page) } else { Err(reader.faults) }
}

struct Reader<'a> {
    vocabulary: &'a Vocabulary,
    file: &'a str,
    bases: &'a mut Bases,
    everywhere: Given,
    page: Page,
    faults: Vec<String>,
}

impl Reader<'_> {
    fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.file)
    }

    fn fault(&mut self, line: usize, what: impl AsRef<str>) {
        self.faults.push(format!("{}: {}", self.at(line), what.as_ref()));
    }

    fn blocks(&mut self, text: &str) -> Vec<Block> {
        let (mut blocks, mut place, mut open) = (Vec::new(), Place::default(), None::<Block>);
        for (line, text) in text.lines().enumerate().map(|(i, text)| (i + 1, text.trim_end())) {
            let fence = text.len() - text.trim_start_matches('`').len();
            match &mut open {
                Some(block) if fence == block.fence && fence == text.len() => blocks.extend(open.take()),
                Some(block) if !text.is_empty() => block.lines.push((line, text.to_owned())),
                Some(_) => {}
                None if fence >= 3 => open = Some(Block { line, fence, kind: text[fence..].into(), lines: Vec::new(), place: place.clone() }),
                None => place.step(line, text),
            }
        }
        if let Some(block) = open {
            self.fault(block.line, "expected the end of the block, found the end of the file");
        }
        blocks
    }

    fn base(&mut self, name: String, block: &Block) {
        let given = self.given(block, Given::default());
        if self.bases.0.insert(name.clone(), given).is_some() {
            self.fault(block.line, format!("expected a new name, found a second base `{name}`"));
        }
    }

    /// The answers of a block, over those it is like, over `under`.
    fn given(&mut self, block: &Block, under: Given) -> Given {
        let mut given = Given::default();
        let mut seen = Vec::new();
        let like = block.lines.first().and_then(|(line, text)| Some((*line, text.strip_prefix("like: ")?)));
        if let Some((line, name)) = like {
            match self.bases.0.get(name) {
                Some(base) => given = base.clone(),
                None => self.fault(line, format!("expected the name of a base, found `{name}`")),
            }
        }
        given.put(under);
        for (line, text) in block.lines.iter().skip(usize::from(like.is_some())) {
            let Some((key, value)) = text.split_once(" = ") else {
                self.fault(*line, format!("expected `fact = answer`, found `{text}`"));
                continue;
            };
            if seen.contains(&key) {
                self.fault(*line, format!("expected `{key}` once, found it twice"));
            }
            seen.push(key);
            match self.answer(key, value) {
                Ok(Answer::On(day)) => given.on = Some(day),
                Ok(Answer::Is(value)) => drop(given.answers.insert(key.into(), value)),
                Err(expected) => self.fault(*line, format!("{key}: expected {expected}, found `{value}`")),
            }
        }
        given
    }

    fn answer(&self, key: &str, text: &str) -> Result<Answer, String> {
        if key == "on" {
            return Day::parse(text).map(Answer::On).ok_or_else(|| "a day as YYYY-MM-DD".into());
        }
        let fact = self.vocabulary.asked(key.strip_prefix("source.").unwrap_or(key)).and_then(|id| self.vocabulary.fact(id));
        let fact = fact.ok_or("a fact that can be asked")?;
        let value = match &fact.kind {
            _ if text == "not asked" => return Ok(Answer::Is(Value::Null)),
            _ if key.starts_with("source.") => json!(text),
            Kind::Set(_) if text == "none of these" => json!([]),
            Kind::Set(_) => json!(text.split(", ").collect::<Vec<_>>()),
            Kind::Number { .. } => json!(text.parse::<u32>().map_err(|_| "a whole number")?),
            _ => json!(text),
        };
        let alone: Raw = serde_json::from_value(json!({key: value})).map_err(|fault| fault.to_string())?;
        Answers::read(self.vocabulary, &alone).map_err(|faults| faults[0].expected.clone())?;
        Ok(Answer::Is(value))
    }

    fn case(&mut self, block: &Block, expected: &[Block]) {
        let place = &block.place;
        let given = self.given(block, self.everywhere.clone());
        let answers: Map<String, Value> = given.answers.into_iter().filter(|(_, value)| !value.is_null()).collect();
        if !place.told {
            self.fault(block.line, "expected sentences that say what the case is, found none");
        }
        if expected.is_empty() {
            self.fault(block.line, "expected a block of what must come out, found none");
        }
        if self.page.cases.iter().any(|case| case.at == self.at(place.line)) {
            self.fault(block.line, "expected one block of answers under a heading, found a second");
        }
        let raw: Raw = serde_json::from_value(Value::Object(answers.clone())).unwrap_or(Raw::Null);
        for fault in Answers::read(self.vocabulary, &raw).err().unwrap_or_default() {
            self.fault(block.line, fault.to_string());
        }
        let expected = expected.iter().filter_map(|block| self.expected(block, given.on)).collect();
        let name = [place.section.as_str(), place.heading.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        let case = Case { at: self.at(place.line), section: place.section.clone(), name, answers: Value::Object(answers), expected };
        self.page.cases.push(case);
    }

    fn expected(&mut self, block: &Block, on: Option<Day>) -> Option<Expected> {
        let on = if block.kind == "expected" { on } else { block.kind.strip_prefix("expected on ").and_then(Day::parse) };
        let mut claims = Vec::new();
        for (line, text) in &block.lines {
            match claim::read(text) {
                Ok(claim) => claims.push((self.at(*line), claim)),
                Err(fault) => self.fault(*line, fault),
            }
        }
        if block.lines.is_empty() {
            self.fault(block.line, "expected a line of what must come out, found none");
        }
        if on.is_none() {
            self.fault(block.line, format!("expected a day, as `on = 2024-06-01` or `expected on 2024-06-01`, found `{}`", block.kind));
        }
        Some(Expected { on: on?, claims })
    }

    fn never(&mut self, block: &Block) {
        for (line, text) in &block.lines {
            let read = text.split_once(": ").and_then(|(eligibility, reason)| Some((claim::eligibility(eligibility)?, reason)));
            match read {
                Some((eligibility, reason)) => {
                    let never = Never { at: self.at(*line), section: block.place.section.clone(), eligibility, reason: reason.into() };
                    self.page.never.push(never);
                }
                None => self.fault(*line, format!("expected `not eligible: reason`, found `{text}`")),
            }
        }
    }
}

/// What a line of answers gives: the day, or an answer (null takes it back).
enum Answer {
    On(Day),
    Is(Value),
}

impl Given {
    fn put(&mut self, over: Given) {
        self.answers.extend(over.answers);
        self.on = over.on.or(self.on);
    }
}

impl Place {
    fn step(&mut self, line: usize, text: &str) {
        if let Some(heading) = text.strip_prefix("### ") {
            *self = Place { line, section: std::mem::take(&mut self.section), heading: heading.into(), told: false };
        } else if let Some(section) = text.strip_prefix("## ") {
            *self = Place { line, section: section.into(), heading: String::new(), told: false };
        } else {
            self.told |= !text.is_empty() && !text.starts_with('#');
        }
    }
}
