//! What a scenario says must come out: how each line is read, and how it is held against a decision.

use serde_json::Value;

/// One line of an expected block.
#[derive(Debug, PartialEq)]
pub enum Claim {
    /// `tier: high`, `mode: community`: the field has this value.
    Field(&'static str, String),
    /// `fired: H5`, `stops: none`, `still possible: ...`, `set aside: ...`, `actions in order: ...`: the list is exactly this.
    Exactly(&'static str, Vec<String>),
    /// `actions: ...`, `missing: ...`, `guidance: ...`: these are in the list.
    Holds(&'static str, Vec<String>),
    /// `no action: ...`, `no guidance: ...`: these are not in the list.
    Lacks(&'static str, Vec<String>),
    /// `first action: call_999`
    First(String),
    /// `recommended: ...`: these pathways and no others.
    Recommended(Vec<String>),
    /// `instead of pack/id: ...`: these are among what to use instead.
    Instead(String, Vec<String>),
    /// `pack/id: not eligible because age, ended, not recommended`
    Pathway(String, Vec<Part>),
}

/// One thing said of a pathway.
#[derive(Debug, PartialEq)]
pub enum Part {
    Eligibility(&'static str),
    /// The criteria that are not met, or not known, and no others.
    Because(Vec<String>),
    Availability(&'static str),
    Recommended(bool),
    Route(String),
}

const ELIGIBILITIES: [&str; 3] = ["eligible", "not_eligible", "cannot_tell"];
const AVAILABILITIES: [&str; 6] = ["running", "ended", "not_started", "unconfirmed", "named_only", "gap"];

/// Reads `eligible`, `not eligible` or `cannot tell`.
pub fn eligibility(text: &str) -> Option<&'static str> {
    one_of(&ELIGIBILITIES, text)
}

fn one_of(names: &[&'static str], text: &str) -> Option<&'static str> {
    names.iter().find(|name| name.replace('_', " ") == text).copied()
}

/// Reads a line.
pub fn read(line: &str) -> Result<Claim, String> {
    let (key, rest) = line.split_once(": ").ok_or_else(|| format!("expected `what: value`, found `{line}`"))?;
    let list = || if matches!(rest, "none" | "nothing") { Vec::new() } else { rest.split(", ").map(str::to_owned).collect() };
    let some = || Some(list()).filter(|list| !list.is_empty()).ok_or_else(|| format!("{key}: expected names, found `{rest}`"));
    Ok(match key {
        "tier" => Claim::Field("tier", rest.replace(' ', "_")),
        "mode" => Claim::Field("mode", rest.into()),
        "fired" => Claim::Exactly("fired", list()),
        "stops" => Claim::Exactly("stops", list()),
        "set aside" => Claim::Exactly("set_aside", list()),
        "still possible" => Claim::Exactly("still_possible", list().iter().map(|tier| tier.replace(' ', "_")).collect()),
        "actions in order" => Claim::Exactly("actions", list()),
        "actions" => Claim::Holds("actions", some()?),
        "no action" => Claim::Lacks("actions", some()?),
        "first action" => Claim::First(rest.into()),
        "missing" if list().is_empty() => Claim::Exactly("missing", Vec::new()),
        "missing" => Claim::Holds("missing", list()),
        "guidance" => Claim::Holds("guidance", some()?),
        "no guidance" => Claim::Lacks("guidance", some()?),
        "recommended" => Claim::Recommended(list()),
        _ => match key.strip_prefix("instead of ") {
            Some(pathway) => Claim::Instead(pathway.into(), some()?),
            None if key.contains('/') => Claim::Pathway(key.into(), parts(rest)?),
            None => return Err(format!("expected a line that is known, found `{key}:`")),
        },
    })
}

fn parts(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for text in text.split(", ") {
        let (says, because) = text.split_once(" because ").map_or((text, None), |(says, because)| (says, Some(because)));
        let part = match says {
            "recommended" => Part::Recommended(true),
            "not recommended" => Part::Recommended(false),
            _ => (one_of(&ELIGIBILITIES, says).map(Part::Eligibility))
                .or_else(|| one_of(&AVAILABILITIES, says).map(Part::Availability))
                .or_else(|| says.strip_prefix("route ").map(|route| Part::Route(route.into())))
                .ok_or_else(|| format!("expected eligibility, availability, route or recommended, found `{says}`"))?,
        };
        let reasons = matches!(part, Part::Eligibility("not_eligible" | "cannot_tell"));
        parts.push(part);
        match because {
            Some(because) if reasons => parts.push(Part::Because(because.split(" and ").map(str::to_owned).collect())),
            Some(_) => return Err(format!("expected `because` after not eligible or cannot tell, found `{text}`")),
            None => {}
        }
    }
    Ok(parts)
}

/// Everything in which the decision differs from the claim, as `expected ..., found ...`. `guidance` are the lines that guide.
pub fn differences(claim: &Claim, decision: &Value, guidance: &[String]) -> Vec<String> {
    let list = |name: &str| if name == "guidance" { guidance.to_vec() } else { ids(&decision[name]) };
    let words = |name: &str| name.trim_end_matches('s').replace('_', " ");
    match claim {
        Claim::Field(name, expected) => differ(name, expected, decision[*name].as_str().unwrap_or_default()),
        Claim::Exactly(name, expected) => differ(&name.replace('_', " "), &join(expected), &join(&list(name))),
        Claim::Holds(name, expected) => {
            let absent = expected.iter().filter(|id| !list(name).contains(id));
            absent.map(|id| format!("expected {} {id}, found {}", words(name), join(&list(name)))).collect()
        }
        Claim::Lacks(name, unwanted) => {
            let present = unwanted.iter().filter(|id| list(name).contains(id));
            present.map(|id| format!("expected no {} {id}, found {}", words(name), join(&list(name)))).collect()
        }
        Claim::First(expected) => differ("first action", expected, ids(&decision["actions"]).first().map_or("none", String::as_str)),
        Claim::Recommended(expected) => {
            let found = decision["pathways"].as_array().into_iter().flatten().filter(|pathway| pathway["recommended"] == true);
            let mut found: Vec<String> = found.filter_map(|pathway| pathway["id"].as_str().map(str::to_owned)).collect();
            let mut expected = expected.clone();
            found.sort();
            expected.sort();
            differ("recommended", &join(&expected), &join(&found))
        }
        Claim::Instead(id, expected) => with_pathway(decision, id, |pathway| {
            let found = ids(&pathway["instead"]);
            let absent = expected.iter().filter(|id| !found.contains(id));
            absent.map(|instead| format!("instead of {id}: expected {instead}, found {}", join(&found))).collect()
        }),
        Claim::Pathway(id, parts) => with_pathway(decision, id, |pathway| parts.iter().flat_map(|part| part_differs(id, part, pathway)).collect()),
    }
}

fn part_differs(id: &str, part: &Part, pathway: &Value) -> Vec<String> {
    let field = |name: &str, expected: &str| differ(id, &expected.replace('_', " "), &pathway[name].as_str().unwrap_or_default().replace('_', " "));
    match part {
        Part::Eligibility(expected) => field("eligibility", expected),
        Part::Availability(expected) => field("availability", expected),
        Part::Route(expected) => field("route", expected),
        Part::Recommended(expected) if pathway["recommended"] == *expected => Vec::new(),
        Part::Recommended(true) => vec![format!("{id}: expected recommended, found not recommended")],
        Part::Recommended(false) => vec![format!("{id}: expected not recommended, found recommended")],
        Part::Because(expected) => {
            let result = if pathway["eligibility"] == "not_eligible" { "not_met" } else { "unknown" };
            let criteria = pathway["criteria"].as_array().into_iter().flatten().filter(|criterion| criterion["result"] == result);
            let mut found: Vec<String> = criteria.filter_map(|criterion| criterion["id"].as_str().map(str::to_owned)).collect();
            let mut expected = expected.clone();
            found.sort();
            expected.sort();
            differ(id, &format!("because {}", expected.join(" and ")), &format!("because {}", found.join(" and ")))
        }
    }
}

fn with_pathway(decision: &Value, id: &str, look: impl FnOnce(&Value) -> Vec<String>) -> Vec<String> {
    let found = decision["pathways"].as_array().into_iter().flatten().find(|pathway| pathway["id"] == id);
    found.map_or_else(|| vec![format!("{id}: expected this pathway, found none of that name")], look)
}

fn differ(what: &str, expected: &str, found: &str) -> Vec<String> {
    if expected == found { Vec::new() } else { vec![format!("{what}: expected {expected}, found {found}")] }
}

/// Names in a row: of very many, the first.
fn join(names: &[String]) -> String {
    match names.len() {
        0 => "none".into(),
        1..=30 => names.join(", "),
        many => format!("{} and {} more", names[..30].join(", "), many - 30),
    }
}

/// The ids of a list, whether they stand alone, as `rule` or as `id`.
fn ids(list: &Value) -> Vec<String> {
    let id = |item: &Value| item.as_str().or(item["rule"].as_str()).or(item["id"].as_str()).map(str::to_owned);
    list.as_array().into_iter().flatten().filter_map(id).collect()
}
