//! JDM, the decision graph of the GoRules editor and the ZEN engine: decision tables, one after the other, each adding its
//! rows to what the tables before it found.

mod cells;
mod table;

use serde::Serialize;

use super::about::About;
use super::model::{Model, PathwayTests};
use super::test::{Subject, Test};
use crate::decide::decision::Eligibility;
use crate::decide::tier::bits;
use cells::quoted;
use table::{Hit, Sheet, Table};

/// How to use the file.
const READ_ME: &str = "Complete answers only: every fact that is not set aside is settled. Make the answers object nested (each dot in a \
fact id opens an object) before it goes in. A row is one way in which a rule holds; a rule with no row cannot hold on complete answers.";

/// The whole file.
#[derive(Serialize)]
pub struct Jdm<'a> {
    #[serde(rename = "contentType")]
    content_type: &'static str,
    /// What it is; the editor passes over it.
    waymark: About<'a>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Serialize)]
struct Node {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    name: String,
    position: Position,
    content: Content,
}

#[derive(Serialize)]
struct Position {
    x: usize,
    y: usize,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Content {
    Table(Table),
    Results(Results),
    Schema { schema: &'static str },
}

/// What comes out: the results without the answers, which no table can leave out.
#[derive(Serialize)]
struct Results {
    expressions: Vec<Expression>,
    #[serde(rename = "passThrough")]
    pass_through: bool,
    #[serde(rename = "inputField")]
    input_field: Option<String>,
    #[serde(rename = "outputPath")]
    output_path: Option<String>,
    #[serde(rename = "executionMode")]
    mode: &'static str,
}

#[derive(Serialize)]
struct Expression {
    id: String,
    key: String,
    value: String,
}

#[derive(Serialize)]
struct Edge {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "sourceId")]
    source: String,
    #[serde(rename = "targetId")]
    target: String,
}

impl<'a> Jdm<'a> {
    /// Writes a model down. A condition that comes to too many rows is an error.
    pub fn of(model: &'a Model<'a>) -> Result<Jdm<'a>, String> {
        let writer = Writer { model };
        let mut stages = vec![writer.derived()?, writer.found()?, vec![writer.fired()?, writer.tier()?, writer.stops()?]];
        for fallback in [false, true] {
            stages.extend(writer.pathways(fallback)?);
        }
        stages.push(vec![writer.actions()?]);
        let mut nodes = vec![end("answers", "inputNode", "Answers", 0)];
        for (stage, tables) in stages.iter_mut().enumerate() {
            for (place, (id, name, table)) in tables.drain(..).enumerate() {
                // One column a stage; the tables of a stage stand below each other, and are gone through from top to bottom.
                let position = Position { x: (stage + 1) * 360, y: place * 120 };
                nodes.push(Node { id, kind: "decisionTableNode", name, position, content: Content::Table(table) });
            }
        }
        let after = stages.len() + 1;
        let position = Position { x: after * 360, y: 0 };
        nodes.push(Node {
            id: "results".into(),
            kind: "expressionNode",
            name: "Results".into(),
            position,
            content: Content::Results(writer.results()),
        });
        nodes.push(end("decision", "outputNode", "Decision", (after + 1) * 360));
        let edges = nodes.windows(2).map(|pair| edge(&pair[0].id, &pair[1].id)).collect();
        Ok(Jdm { content_type: "application/vnd.gorules.decision", waymark: About::of(model, READ_ME), nodes, edges })
    }
}

fn end(id: &str, kind: &'static str, name: &str, x: usize) -> Node {
    Node { id: id.into(), kind, name: name.into(), position: Position { x, y: 0 }, content: Content::Schema { schema: "" } }
}

fn edge(source: &str, target: &str) -> Edge {
    Edge { id: format!("{source} to {target}"), kind: "edge", source: source.into(), target: target.into() }
}

/// A node's id and name, and its table.
type Named = (String, String, Table);

struct Writer<'a> {
    model: &'a Model<'a>,
}

impl<'a> Writer<'a> {
    fn sheet(&self, outputs: &'static [&'static str]) -> Sheet<'a> {
        Sheet::new(self.model, outputs)
    }

    /// A table for each fact that follows from others; the last row is what it is where no other holds.
    fn derived(&self) -> Result<Vec<Named>, String> {
        let mut tables = Vec::new();
        for derived in &self.model.derived {
            let fact = derived.fact;
            let subject = Subject::Derived(derived.id);
            let otherwise = fact.otherwise.map(usize::from);
            let mut sheet = self.sheet(&[]);
            sheet.output(&fact.id);
            for (value, test) in derived.values.iter().filter(|(value, _)| Some(*value) != otherwise) {
                let says = fact.values.get(*value).map_or("", |choice| &choice.says);
                sheet.rows(test, says, &[self.model.named(subject, *value)])?;
            }
            if let Some(value) = otherwise {
                sheet.rows(&Test::ALWAYS, "Otherwise", &[self.model.named(subject, value)])?;
            }
            tables.push((fact.id.clone(), format!("{}: {}", fact.id, fact.short), sheet.into_table(Hit::First, None)));
        }
        Ok(tables)
    }

    /// A table for each tier: the rules whose conditions hold.
    fn found(&self) -> Result<Vec<Named>, String> {
        let mut tables = Vec::new();
        for (tier, rules) in self.model.tiers().filter(|(_, rules)| !rules.is_empty()) {
            let mut sheet = self.sheet(&["rule", "source"]);
            for rule in rules {
                let (rule, test) = &self.model.rules[rule];
                sheet.rows(test, &rule.says, &[&rule.id, &rule.source])?;
            }
            let id = self.model.named(Subject::Tier, tier);
            let name = format!("Tier rules: {}", self.model.bundle.national.tiers[tier].says);
            tables.push((format!("found {id}"), name, sheet.into_table(Hit::Collect, Some(format!("found.{id}")))));
        }
        Ok(tables)
    }

    /// The rules that count: those whose conditions hold, but for those that yield to another.
    fn fired(&self) -> Result<Named, String> {
        let mut sheet = self.sheet(&["rule", "tier", "source"]);
        for (place, (rule, _)) in self.model.rules.iter().enumerate() {
            let yields = Test::one_of(Subject::Found, bits(rule.yields_to).collect(), false);
            let test = Test::all([Test::one_of(Subject::Found, vec![place], true), yields]);
            let tier = self.model.named(Subject::Tier, rule.tier.into());
            sheet.rows(&test, &rule.says, &[&rule.id, tier, &rule.source])?;
        }
        Ok(("fired".into(), "Tier rules that count".into(), sheet.into_table(Hit::Collect, Some("fired".into()))))
    }

    fn tier(&self) -> Result<Named, String> {
        let mut sheet = self.sheet(&["tier"]);
        for (tier, rules) in self.model.tiers().filter(|(_, rules)| !rules.is_empty()) {
            let says = &self.model.bundle.national.tiers[tier].says;
            sheet.rows(&Test::one_of(Subject::Fired, rules, true), says, &[self.model.named(Subject::Tier, tier)])?;
        }
        sheet.rows(&Test::ALWAYS, "Otherwise", &[self.model.named(Subject::Tier, self.model.lowest_open())])?;
        Ok(("tier".into(), "Tier: the highest that a rule gives".into(), sheet.into_table(Hit::First, None)))
    }

    fn stops(&self) -> Result<Named, String> {
        let mut sheet = self.sheet(&["stop", "source"]);
        for (stop, test) in &self.model.stops {
            sheet.rows(test, &stop.says, &[&stop.id, &stop.source])?;
        }
        Ok(("stops".into(), "Stops".into(), sheet.into_table(Hit::Collect, Some("stops".into()))))
    }

    /// A table for the criteria of each pathway, then one that joins them, then what is recommended. Fallbacks look at what
    /// became of the others, and so come after them.
    fn pathways(&self, fallback: bool) -> Result<Vec<Vec<Named>>, String> {
        let group = if fallback { "fallbacks" } else { "pathways" };
        let within = || self.model.pathways.iter().filter(|pathway| pathway.pathway.fallback == fallback);
        if within().next().is_none() && fallback {
            return Ok(Vec::new());
        }
        let criteria = within().map(|pathway| self.criteria(pathway)).collect::<Result<Vec<_>, _>>()?;
        let title = |what: &str| if fallback { format!("{what} (fallbacks)") } else { what.into() };
        let mut eligibility = self.sheet(&["pathway", "eligibility"]);
        let mut recommended = self.sheet(&["pathway", "availability"]);
        for (place, pathway) in self.model.pathways.iter().enumerate().filter(|(_, pathway)| pathway.pathway.fallback == fallback) {
            let ids: Vec<String> = pathway.criteria.iter().map(|tests| criterion_id(pathway, &tests.criterion.id)).collect();
            let name = &pathway.pathway.name;
            joined(&mut eligibility, &ids, name, &pathway.id);
            if pathway.availability.may_run() {
                let free = Test::one_of(Subject::Stop, self.model.forbidding(), false);
                let possible = Test::one_of(Subject::NotEligible, vec![place], false);
                recommended.rows(&Test::all([possible, free]), name, &[&pathway.id, pathway.availability.id()])?;
            }
        }
        let eligibility = eligibility.into_table(Hit::Collect, Some(format!("eligibility.{group}")));
        let recommended = recommended.into_table(Hit::Collect, Some(format!("recommended.{group}")));
        Ok(vec![
            criteria,
            vec![
                (format!("eligibility {group}"), title("Eligibility"), eligibility),
                (format!("recommended {group}"), title("Recommended"), recommended),
            ],
        ])
    }

    fn criteria(&self, pathway: &PathwayTests<'a>) -> Result<Named, String> {
        let mut sheet = self.sheet(&["criterion", "result", "source"]);
        for tests in &pathway.criteria {
            let criterion = tests.criterion;
            let id = criterion_id(pathway, &criterion.id);
            sheet.rows(&tests.met, &criterion.says, &[&id, "met", &criterion.source])?;
            sheet.rows(&tests.doubt, &format!("Unless it is met: {}", criterion.says), &[&id, "unknown", &criterion.source])?;
        }
        let path = format!("criteria.{}", pathway.id);
        Ok((format!("criteria {}", pathway.id), pathway.pathway.name.clone(), sheet.into_table(Hit::Collect, Some(path))))
    }

    fn results(&self) -> Results {
        let derived = self.model.derived.iter().map(|derived| derived.fact.id.as_str());
        let keys = derived.chain(["tier", "fired", "stops", "criteria", "eligibility", "recommended", "actions"]);
        let expressions = keys.map(|key| Expression { id: key.into(), key: key.into(), value: key.into() }).collect();
        Results { expressions, pass_through: false, input_field: None, output_path: None, mode: "single" }
    }

    fn actions(&self) -> Result<Named, String> {
        let mut sheet = self.sheet(&["action", "source"]);
        for (action, test) in &self.model.actions {
            sheet.rows(test, &action.says, &[&action.id, &action.source])?;
        }
        Ok(("actions".into(), "Actions".into(), sheet.into_table(Hit::Collect, Some("actions".into()))))
    }
}

fn criterion_id(pathway: &PathwayTests<'_>, criterion: &str) -> String {
    format!("{}/{criterion}", pathway.id)
}

/// Three rows for a pathway: all criteria are met, or none fails, or one does.
fn joined(sheet: &mut Sheet<'_>, criteria: &[String], name: &str, id: &str) {
    let all = format!("all([{}], # in $)", criteria.iter().map(|id| quoted(id)).collect::<Vec<_>>().join(", "));
    let met = |cell: String| ("Criteria met".into(), r#"map(filter(flatten(values(criteria)), #.result == "met"), #.criterion)"#.into(), cell);
    let open = |cell: String| ("Criteria met or unknown".into(), "map(flatten(values(criteria)), #.criterion)".into(), cell);
    if criteria.is_empty() {
        return sheet.row(Vec::new(), name, &[id, Eligibility::Eligible.id()]);
    }
    let not = |cell: &str| format!("not {cell}");
    sheet.row(vec![met(all.clone())], name, &[id, Eligibility::Eligible.id()]);
    sheet.row(vec![met(not(&all)), open(all.clone())], name, &[id, Eligibility::CannotTell.id()]);
    sheet.row(vec![open(not(&all))], name, &[id, Eligibility::NotEligible.id()]);
}
