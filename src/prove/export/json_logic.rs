//! JSON Logic: one named expression a rule, in an order in which each needs only what stands before it. Only the operators
//! that every implementation has: `var`, `and`, `or`, `!`, `===`, `in`, `>=`, `<`, `if`.

use serde::Serialize;
use serde_json::{Value, json};

use super::about::About;
use super::model::{Model, PathwayTests};
use super::test::{Literal, Looks, Subject, Test};
use crate::decide::tier::bits;
use crate::packs::pack::Rule;

/// How to use the file.
const READ_ME: &str = "Complete answers only: every fact that is not set aside is settled. Make the answers object nested (each dot in a \
fact id opens an object), then evaluate the rules in order and store each result in it under the rule's name.";

/// The whole file.
#[derive(Serialize)]
pub struct JsonLogic<'a> {
    /// What it is.
    #[serde(flatten)]
    pub about: About<'a>,
    /// The rules, in order.
    pub rules: Vec<Named<'a>>,
}

/// One rule: its name, what it is, and its expression.
#[derive(Serialize)]
pub struct Named<'a> {
    /// Where its result is stored.
    pub name: String,
    /// What kind of rule it is.
    pub kind: &'static str,
    /// The rule in words.
    pub says: &'a str,
    /// Where it comes from.
    pub source: &'a str,
    /// The expression.
    pub logic: Value,
}

impl<'a> JsonLogic<'a> {
    /// Writes a model down.
    pub fn of(model: &'a Model<'a>) -> JsonLogic<'a> {
        let writer = Writer { model };
        JsonLogic { about: About::of(model, READ_ME), rules: writer.rules() }
    }
}

struct Writer<'a> {
    model: &'a Model<'a>,
}

impl<'a> Writer<'a> {
    fn rules(&self) -> Vec<Named<'a>> {
        let model = self.model;
        let mut rules: Vec<Named<'a>> = model.derived.iter().map(|derived| self.derived(derived)).collect();
        for (rule, test) in &model.rules {
            let name = found(rule);
            let kind = if rule.yields_to == 0 { "tier rule" } else { "tier rule, before it yields" };
            rules.push(Named { name, kind, says: &rule.says, source: &rule.source, logic: self.test(test) });
        }
        for (rule, _) in model.rules.iter().filter(|(rule, _)| rule.yields_to != 0) {
            let over: Vec<Value> = bits(rule.yields_to).map(|other| var(&found(model.rules[other].0))).collect();
            let logic = json!({"and": [var(&found(rule)), {"!": joined("or", over)}]});
            rules.push(Named { name: format!("fired.{}", rule.id), kind: "tier rule", says: &rule.says, source: &rule.source, logic });
        }
        rules.push(Named { name: "tier".into(), kind: "tier", says: "The highest tier that a rule gives.", source: "", logic: self.tier() });
        for (stop, test) in &model.stops {
            rules.push(Named { name: format!("stop.{}", stop.id), kind: "stop", says: &stop.says, source: &stop.source, logic: self.test(test) });
        }
        for fallback in [false, true] {
            model.pathways.iter().filter(|pathway| pathway.pathway.fallback == fallback).for_each(|pathway| self.pathway(pathway, &mut rules));
        }
        for (action, test) in &model.actions {
            let name = format!("action.{}", action.id);
            rules.push(Named { name, kind: "action", says: &action.says, source: &action.source, logic: self.test(test) });
        }
        rules
    }

    fn derived(&self, derived: &super::model::DerivedTests<'a>) -> Named<'a> {
        let subject = Subject::Derived(derived.id);
        let otherwise = derived.fact.otherwise.map(usize::from);
        let mut steps = Vec::new();
        for (value, test) in derived.values.iter().filter(|(value, _)| Some(*value) != otherwise) {
            steps.extend([self.test(test), json!(self.model.named(subject, *value))]);
        }
        steps.push(otherwise.map_or(Value::Null, |value| json!(self.model.named(subject, value))));
        let (name, says, source) = (derived.fact.id.clone(), &derived.fact.short, &derived.fact.source);
        Named { name, kind: "derived fact", says, source, logic: json!({"if": steps}) }
    }

    fn tier(&self) -> Value {
        let mut steps = Vec::new();
        for (tier, rules) in self.model.tiers().filter(|(_, rules)| !rules.is_empty()) {
            steps.extend([self.test(&Test::one_of(Subject::Fired, rules, true)), json!(self.model.named(Subject::Tier, tier))]);
        }
        steps.push(json!(self.model.named(Subject::Tier, self.model.lowest_open())));
        json!({"if": steps})
    }

    fn pathway(&self, pathway: &PathwayTests<'a>, rules: &mut Vec<Named<'a>>) {
        let what = pathway.pathway;
        let criterion = |id: &str| format!("criterion.{}.{id}", pathway.id);
        for tests in &pathway.criteria {
            let mut steps = vec![self.test(&tests.met), json!("met")];
            if tests.doubt != Test::NEVER {
                steps.extend([self.test(&tests.doubt), json!("unknown")]);
            }
            steps.push(json!("not_met"));
            let one = tests.criterion;
            rules.push(Named { name: criterion(&one.id), kind: "criterion", says: &one.says, source: &one.source, logic: json!({"if": steps}) });
        }
        let results = |result: &str| -> Vec<Value> {
            pathway.criteria.iter().map(|tests| json!({"===": [var(&criterion(&tests.criterion.id)), result]})).collect()
        };
        let logic = json!({"if": [joined("or", results("not_met")), "not_eligible", joined("or", results("unknown")), "cannot_tell", "eligible"]});
        let name = format!("eligibility.{}", pathway.id);
        rules.push(Named { name: name.clone(), kind: "eligibility", says: &what.name, source: &what.source, logic });
        let possible = json!({"!==": [var(&name), "not_eligible"]});
        let free = self.test(&Test::one_of(Subject::Stop, self.model.forbidding(), false));
        let logic = if pathway.availability.may_run() { json!({"and": [possible, free]}) } else { json!(false) };
        rules.push(Named { name: format!("recommended.{}", pathway.id), kind: "recommendation", says: &what.name, source: &what.source, logic });
    }

    fn test(&self, test: &Test) -> Value {
        match test {
            Test::All(parts) => joined("and", parts.iter().map(|part| self.test(part)).collect()),
            Test::Any(parts) => joined("or", parts.iter().map(|part| self.test(part)).collect()),
            Test::One(literal) => self.literal(literal),
        }
    }

    fn literal(&self, literal: &Literal) -> Value {
        let model = self.model;
        match &literal.looks {
            Looks::AtLeast(fact, number) => json!({(if literal.holds { ">=" } else { "<" }): [var(model.vocabulary().name(*fact)), number]}),
            Looks::OneOf(subject @ (Subject::Asked(fact) | Subject::Derived(fact)), values) => {
                let fact_var = || var(model.vocabulary().name(*fact));
                let named = |value: &usize| model.named(*subject, *value);
                match values.as_slice() {
                    _ if model.is_list(*fact) => {
                        let holds = joined("or", values.iter().map(|value| json!({"in": [named(value), fact_var()]})).collect());
                        if literal.holds { holds } else { json!({"!": holds}) }
                    }
                    [only] => json!({(if literal.holds { "===" } else { "!==" }): [fact_var(), named(only)]}),
                    _ => {
                        let holds = json!({"in": [fact_var(), values.iter().map(named).collect::<Vec<_>>()]});
                        if literal.holds { holds } else { json!({"!": holds}) }
                    }
                }
            }
            Looks::OneOf(Subject::Tier, values) => {
                let holds = json!({"in": [var("tier"), values.iter().map(|value| model.named(Subject::Tier, *value)).collect::<Vec<_>>()]});
                if literal.holds { holds } else { json!({"!": holds}) }
            }
            Looks::OneOf(subject, values) => {
                let holds = joined("or", values.iter().map(|value| self.result(*subject, *value)).collect());
                if literal.holds { holds } else { json!({"!": holds}) }
            }
        }
    }

    /// A result that stands by itself.
    fn result(&self, subject: Subject, value: usize) -> Value {
        let name = self.model.named(subject, value);
        match subject {
            Subject::Found => var(&self.model.rules.get(value).map_or_else(String::new, |(rule, _)| found(rule))),
            Subject::Fired => var(&format!("fired.{name}")),
            Subject::Stop => var(&format!("stop.{name}")),
            Subject::Recommended => var(&format!("recommended.{name}")),
            Subject::NotEligible => json!({"===": [var(&format!("eligibility.{name}")), "not_eligible"]}),
            Subject::Asked(_) | Subject::Derived(_) | Subject::Tier => Value::Null,
        }
    }
}

/// Where the result of a rule's own condition is stored.
fn found(rule: &Rule) -> String {
    format!("{}.{}", if rule.yields_to == 0 { "fired" } else { "found" }, rule.id)
}

fn var(name: &str) -> Value {
    json!({"var": name})
}

/// Several parts as one; the only part by itself. No parts are what holds always (`and`), or never (`or`).
fn joined(how: &str, mut parts: Vec<Value>) -> Value {
    match (parts.len(), parts.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            parts.push(last);
            json!({how: parts})
        }
        (_, None) => json!(how == "and"),
    }
}
