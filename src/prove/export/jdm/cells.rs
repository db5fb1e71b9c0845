//! What stands in a table's cells and above its columns, in the words of the ZEN language.

use crate::prove::export::model::Model;
use crate::prove::export::test::{Literal, Looks, Subject};

/// The words above a column.
pub fn heading(model: &Model<'_>, subject: Subject) -> String {
    match subject {
        Subject::Asked(fact) | Subject::Derived(fact) => model.vocabulary().short(fact).into(),
        Subject::Found => "Rules whose conditions hold".into(),
        Subject::Fired => "Rules that count".into(),
        Subject::Stop => "Stops".into(),
        Subject::Tier => "Tier".into(),
        Subject::Recommended => "Recommended".into(),
        Subject::NotEligible => "Not eligible".into(),
    }
}

/// What a column looks at. `value` is one of the values that are looked for.
pub fn field(model: &Model<'_>, subject: Subject, value: usize) -> String {
    match subject {
        Subject::Asked(fact) | Subject::Derived(fact) => model.vocabulary().name(fact).into(),
        Subject::Found => "map(flatten(values(found)), #.rule)".into(),
        Subject::Fired => "map(fired, #.rule)".into(),
        Subject::Stop => "map(stops, #.stop)".into(),
        Subject::Tier => "tier".into(),
        Subject::Recommended => format!("map(recommended.{}, #.pathway)", group(model, value)),
        Subject::NotEligible => format!(r#"map(filter(eligibility.{}, #.eligibility == "not_eligible"), #.pathway)"#, group(model, value)),
    }
}

/// Fallbacks are decided after the others, and kept apart.
fn group(model: &Model<'_>, pathway: usize) -> &'static str {
    match model.pathways.get(pathway) {
        Some(tests) if tests.pathway.fallback => "fallbacks",
        _ => "pathways",
    }
}

/// The cell that holds where all these literals on one subject hold.
pub fn cell(model: &Model<'_>, literals: &[&Literal]) -> String {
    match literals {
        // The editor's own short forms.
        [Literal { looks: Looks::OneOf(subject, values), holds: true }] if !holds_list(model, *subject) => names(model, *subject, values),
        _ => literals.iter().map(|literal| one(model, literal)).collect::<Vec<_>>().join(" and "),
    }
}

fn one(model: &Model<'_>, literal: &Literal) -> String {
    match &literal.looks {
        Looks::AtLeast(_, number) => format!("{} {number}", if literal.holds { ">=" } else { "<" }),
        Looks::OneOf(subject, values) if holds_list(model, *subject) => {
            let some = if literal.holds { "some" } else { "none" };
            // A list that was not asked for holds nothing.
            let list = if matches!(subject, Subject::Asked(_)) { "$ ?? []" } else { "$" };
            format!("{some}({list}, # in [{}])", names(model, *subject, values))
        }
        Looks::OneOf(subject, values) => format!("{}in [{}]", if literal.holds { "" } else { "not " }, names(model, *subject, values)),
    }
}

fn holds_list(model: &Model<'_>, subject: Subject) -> bool {
    match subject {
        Subject::Asked(fact) => model.is_list(fact),
        Subject::Derived(_) | Subject::Tier => false,
        Subject::Found | Subject::Fired | Subject::Stop | Subject::Recommended | Subject::NotEligible => true,
    }
}

fn names(model: &Model<'_>, subject: Subject, values: &[usize]) -> String {
    values.iter().map(|value| quoted(model.named(subject, *value))).collect::<Vec<_>>().join(", ")
}

/// A text as the language writes it: it knows no escapes, so the quotes are those that the text has not.
pub fn quoted(text: &str) -> String {
    match (text.contains('"'), text.contains('\'')) {
        (false, _) => format!("\"{text}\""),
        (true, false) => format!("'{text}'"),
        (true, true) => format!("\"{}\"", text.replace('"', "'")),
    }
}
