//! What may carry a fact: everything in packs, vocabulary, words, pages, referral and tests that has a name.

use super::citations;
use super::rows::Row;
use serde_json::Value;
use std::path::Path;
use waymark::facts::fact::{Choice, Fact};
use waymark::packs::pack::{Argument, Pathway, Status};
use waymark::packs::{Bundle, Pack};
use waymark::referral::fields::FIELDS;
use waymark::referral::json::SCHEMA;

/// What a reference names.
#[derive(Debug)]
pub struct Carrier {
    /// What kind of thing it is, in words.
    pub what: &'static str,
    /// What it says.
    pub says: String,
    /// Where it says that it comes from, if it has a place for that.
    pub source: Option<String>,
}

fn carrier(what: &'static str, says: &str, source: &str) -> Option<Carrier> {
    Some(Carrier { what, says: says.into(), source: Some(source.into()) })
}

fn unsourced(what: &'static str, says: &str) -> Option<Carrier> {
    Some(Carrier { what, says: says.into(), source: None })
}

/// Everything that can be named.
pub struct Known<'a> {
    bundle: &'a Bundle,
    schema: Value,
}

impl<'a> Known<'a> {
    pub fn new(bundle: &'a Bundle) -> Known<'a> {
        Known { bundle, schema: serde_json::from_str(SCHEMA).expect("a schema") }
    }

    /// What a reference names, or what is wrong with it.
    pub fn find(&self, reference: &str) -> Result<Carrier, String> {
        let missing = |what: &str| format!("`{reference}`: {what} is called so");
        let Some((kind, name)) = reference.split_once(':') else { return Err(format!("`{reference}`: no kind of reference")) };
        match kind {
            "pathway" | "criterion" | "supports" | "against" | "window" | "local" | "guidance" | "contact" | "source" => {
                let (pack, name) = name.split_once('/').ok_or_else(|| missing("no pack"))?;
                let pack = self.packs().find(|known| known.id == pack).ok_or_else(|| missing("no pack"))?;
                self.in_pack(pack, kind, name).map_err(|what| format!("`{reference}`: {what}"))
            }
            "rule" | "stop" | "action" | "safety" | "tier" => self.national(kind, name).map_err(missing),
            "fact" | "value" | "derived" | "origin" => self.vocabulary(kind, name).map_err(missing),
            "words" | "detail" | "referral" | "page" | "test" => self.elsewhere(kind, name).map_err(missing),
            _ => Err(format!("`{reference}`: no kind of reference")),
        }
    }

    fn packs(&self) -> impl Iterator<Item = &'a Pack> + use<'a> {
        std::iter::once(&self.bundle.national).chain(&self.bundle.areas)
    }

    fn in_pack(&self, pack: &Pack, kind: &str, name: &str) -> Result<Carrier, &'static str> {
        let (id, part) = name.split_once('#').unwrap_or((name, ""));
        let pathway = || pack.pathways.iter().find(|pathway| pathway.id == id);
        let argument = |list: fn(&Pathway) -> &[Argument]| pathway().and_then(|pathway| list(pathway).iter().find(|argument| argument.id == part));
        match kind {
            "pathway" => {
                let found = pathway().ok_or("no pathway is called so")?;
                part_of(found, part).and_then(|says| carrier("Service", &says, &found.source)).ok_or("no part of the pathway is called so")
            }
            "criterion" => {
                let found = pathway().and_then(|pathway| pathway.criteria.iter().find(|criterion| criterion.id == part));
                found.and_then(|found| carrier("Who it is for", &found.says, &found.source)).ok_or("no criterion is called so")
            }
            "supports" => argument(|pathway| &pathway.supports)
                .and_then(|found| carrier("What speaks for it", &found.says, &found.source))
                .ok_or("no argument is called so"),
            "against" => argument(|pathway| &pathway.against)
                .and_then(|found| carrier("What speaks against it", &found.says, &found.source))
                .ok_or("no argument is called so"),
            "window" => pathway().and_then(|pathway| window(pathway, part)).ok_or("no window begins so"),
            "local" => {
                let found = pack.locals.iter().find(|local| local.action == name);
                found.and_then(|found| carrier("What to do here", &found.says, &found.source)).ok_or("no words of the area are for this")
            }
            "guidance" => {
                let found = pack.guidance.iter().find(|line| line.id == name);
                found.and_then(|found| carrier("Advice", &found.says, &found.source)).ok_or("no line is called so")
            }
            "contact" => {
                let found = pack.contacts.iter().find(|contact| contact.id == name);
                found.and_then(|found| carrier("Number", &found.name, &found.source)).ok_or("no contact is called so")
            }
            _ => {
                let found = pack.sources.iter().find(|source| source.key == name);
                found.and_then(|found| unsourced("Source", &found.title)).ok_or("no source is called so")
            }
        }
    }

    fn national(&self, kind: &str, name: &str) -> Result<Carrier, &'static str> {
        let pack = &self.bundle.national;
        match kind {
            "rule" => pack.rules.iter().find(|rule| rule.id == name).and_then(|found| carrier("Rule", &found.says, &found.source)).ok_or("no rule"),
            "stop" => pack.stops.iter().find(|stop| stop.id == name).and_then(|found| carrier("Stop", &found.says, &found.source)).ok_or("no stop"),
            "action" => pack
                .actions
                .iter()
                .find(|action| action.id == name)
                .and_then(|found| carrier("Action", &found.says, &found.source))
                .ok_or("no action"),
            "safety" => {
                let found = pack.safety.iter().find(|rule| rule.id == name);
                found.and_then(|found| carrier("Safety rule", &found.says, &found.source)).ok_or("no safety rule")
            }
            _ => pack.tiers.iter().find(|tier| tier.id == name).and_then(|found| unsourced("Result", &found.explains)).ok_or("no tier"),
        }
    }

    fn vocabulary(&self, kind: &str, name: &str) -> Result<Carrier, &'static str> {
        let vocabulary = &self.bundle.vocabulary;
        match kind {
            "fact" => {
                let found = vocabulary.facts.iter().find(|fact| is_called(fact, name)).ok_or("no question")?;
                let says = if name.contains('*') { family(found) } else { found.question.clone() };
                carrier("Question", &says, &found.source).ok_or("no question")
            }
            "value" => {
                let (fact, is) = name.split_once('#').ok_or("no value")?;
                let fact = vocabulary.facts.iter().find(|known| known.id == fact).ok_or("no value")?;
                let value: &Choice = fact.kind.choices().iter().find(|choice| choice.is == is).ok_or("no value")?;
                carrier("Answer", &format!("{}: {}", fact.short, value.says), &fact.source).ok_or("no value")
            }
            "derived" => {
                let found = vocabulary.derived.iter().find(|derived| derived.id == name);
                found.and_then(|found| carrier("Follows from answers", &found.short, &found.source)).ok_or("no derived fact")
            }
            _ => {
                let found = vocabulary.origins.iter().find(|origin| origin.is == name);
                found.and_then(|found| unsourced("How it is known", &found.says)).ok_or("no way of knowing")
            }
        }
    }

    fn elsewhere(&self, kind: &str, name: &str) -> Result<Carrier, &'static str> {
        match kind {
            "words" => self.bundle.words.find(name).and_then(|says| unsourced("Words", says)).ok_or("no words"),
            "detail" => {
                let field = FIELDS.iter().find(|field| field.path == name).ok_or("no detail")?;
                unsourced("Detail of the referral", self.bundle.words.say(&format!("details.{}.label", field.path))).ok_or("no detail")
            }
            "referral" => {
                let found = name.split('.').try_fold(&self.schema, |at, part| self.property(at, part));
                found.and_then(|_| unsourced("Field of the referral", &name.replace('.', ", "))).ok_or("no field")
            }
            "page" => {
                let page = self.bundle.journey.pages.iter().find(|page| page.id == name).ok_or("no page")?;
                let says = if page.lead.is_empty() { page.title.clone() } else { format!("{}: {}", page.title, page.lead) };
                unsourced("Page", &says).ok_or("no page")
            }
            _ => {
                let (file, test) = name.split_once('#').ok_or("no test")?;
                let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file).with_extension("rs");
                let text = std::fs::read_to_string(path).map_err(|_| "no test")?;
                if !text.contains(&format!("fn {test}(")) {
                    return Err("no test");
                }
                unsourced("Test", &test.replace('_', " ")).ok_or("no test")
            }
        }
    }

    /// A property of the referral's schema, through references and lists.
    fn property<'s>(&'s self, schema: &'s Value, name: &str) -> Option<&'s Value> {
        if let Some(reference) = schema["$ref"].as_str() {
            return self.property(self.schema.pointer(reference.strip_prefix('#')?)?, name);
        }
        schema["properties"].get(name).or_else(|| self.property(schema.get("items")?, name))
    }

    /// Every source of the packs and the vocabulary, with its place.
    pub fn cited(&self) -> Vec<(String, String)> {
        let vocabulary = &self.bundle.vocabulary;
        let mut all: Vec<(String, String)> = vocabulary.facts.iter().map(|fact| (fact.id.clone(), fact.source.clone())).collect();
        all.extend(vocabulary.derived.iter().map(|derived| (derived.id.clone(), derived.source.clone())));
        for pack in self.packs() {
            let mut add = |id: &str, source: &str| all.push((format!("{}/{id}", pack.id), source.into()));
            pack.thresholds.iter().for_each(|threshold| add("threshold", &threshold.source));
            pack.rules.iter().for_each(|rule| add(&rule.id, &rule.source));
            pack.stops.iter().for_each(|stop| add(&stop.id, &stop.source));
            pack.actions.iter().for_each(|action| add(&action.id, &action.source));
            pack.locals.iter().for_each(|local| add(&local.action, &local.source));
            pack.safety.iter().for_each(|rule| add(&rule.id, &rule.source));
            pack.guidance.iter().for_each(|line| add(&line.id, &line.source));
            pack.contacts.iter().for_each(|contact| add(&contact.id, &contact.source));
            for pathway in &pack.pathways {
                add(&pathway.id, &pathway.source);
                pathway.criteria.iter().for_each(|part| [&part.source, &part.scope].into_iter().for_each(|text| add(&part.id, text)));
                pathway.supports.iter().chain(&pathway.against).for_each(|part| add(&part.id, &part.source));
                if let Status::Windows { windows, .. } = &pathway.status {
                    windows.iter().for_each(|window| add(&pathway.id, &window.source));
                }
            }
        }
        all
    }
}

/// A pathway by its name, or what one of its texts says.
fn part_of(pathway: &Pathway, part: &str) -> Option<String> {
    let text = match part {
        "" => return Some(named(pathway)),
        "says" => pathway.says.clone(),
        "how" => pathway.how.clone(),
        "delivery" => pathway.delivery.clone(),
        "not_for" => pathway.not_for.join(" "),
        _ => return None,
    };
    (!text.is_empty()).then(|| format!("{}: {text}", pathway.name))
}

fn named(pathway: &Pathway) -> String {
    let known = match pathway.status {
        Status::NamedOnly => " (named, and not known to be here)",
        Status::Gap => " (missing here)",
        _ => "",
    };
    format!("{}{known}", pathway.name)
}

fn window(pathway: &Pathway, from: &str) -> Option<Carrier> {
    let Status::Windows { windows, .. } = &pathway.status else { return None };
    let window = windows.iter().find(|window| window.from.to_string() == from)?;
    carrier("Known to run", &format!("{}, from {} to {}", pathway.name, window.from, window.to), &window.source)
}

/// Whether a fact has this name, in which a star stands for one part.
fn is_called(fact: &Fact, name: &str) -> bool {
    let (parts, wanted): (Vec<&str>, Vec<&str>) = (fact.id.split('.').collect(), name.split('.').collect());
    parts.len() == wanted.len() && parts.iter().zip(wanted).all(|(part, wanted)| wanted == "*" || *part == wanted)
}

/// What the facts of a family ask, without the member's own words.
fn family(fact: &Fact) -> String {
    let asks = fact.question.split_once(": ").map_or(fact.question.as_str(), |(_, asks)| asks);
    if asks == fact.question { "For each kind of behaviour: has the person done it?".into() } else { format!("For each behaviour: {asks}") }
}

/// References that name nothing.
pub fn unknown(known: &Known<'_>, rows: &[Row]) -> Vec<String> {
    rows.iter().flat_map(|row| row.references().filter_map(|one| known.find(one).err()).map(|wrong| format!("{}: {wrong}", row.id))).collect()
}

/// Carriers whose source does not name the fact's seed, and those set beside although it does.
pub fn uncited(known: &Known<'_>, rows: &[Row]) -> Vec<String> {
    let mut faults = Vec::new();
    for row in rows {
        let seed = row.seed();
        let source = |reference: &String| known.find(reference).ok().and_then(|carrier| carrier.source);
        for (reference, source) in row.carried_by.iter().filter_map(|one| Some((one, source(one)?))) {
            if !citations::names(&source, seed) {
                faults.push(format!("{}: the source of `{reference}` does not name {seed}; set it `beside`: {source}", row.id));
            }
        }
        for (reference, source) in row.beside.iter().filter_map(|one| Some((one, source(one)?))) {
            if citations::names(&source, seed) {
                faults.push(format!("{}: `{reference}` stands beside, and its source names {seed}: {source}", row.id));
            }
        }
    }
    faults
}
