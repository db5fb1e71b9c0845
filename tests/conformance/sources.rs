//! Where the cases of the suite come from: the scenarios, the given vignettes, values at boundaries, and answers to be refused.

use super::support::{bundle, engine};
use super::{form, scenario_pages};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use waymark::facts::Day;
use waymark::packs::pack::Status;

/// A case before it is decided.
pub struct Source {
    /// The file of the suite that it goes to.
    pub file: String,
    pub name: String,
    pub on: Day,
    pub answers: Value,
}

/// Answers that must be refused.
pub struct Refused {
    pub name: String,
    /// As text, because a key may stand twice.
    pub input: String,
    /// A JSON pointer to the place.
    pub at: &'static str,
}

/// Every case, in the order of the files.
pub fn all() -> Vec<Source> {
    let (scenarios, bases) = scenarios();
    scenarios.into_iter().chain(vignettes()).chain(boundaries(&bases)).collect()
}

fn scenarios() -> (Vec<Source>, form::Bases) {
    let (mut sources, mut bases) = (Vec::new(), form::Bases::default());
    for (path, text) in scenario_pages() {
        let page = form::read(&bundle().vocabulary, &path, &text, &mut bases).unwrap_or_else(|faults| panic!("{}", faults.join("\n")));
        let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).expect("a page");
        let file = stem.split('-').next().expect("a name");
        // Of a case with several days the first: the edges of all windows are among the boundaries.
        let first = |case: form::Case| {
            let on = case.expected.first().expect("a day").on;
            Source { file: file.into(), name: case.name.replace('`', ""), on, answers: case.answers }
        };
        sources.extend(page.cases.into_iter().map(first));
    }
    (sources, bases)
}

fn vignettes() -> Vec<Source> {
    let given: Vec<Value> = serde_json::from_str(include_str!("../vignettes/given.json")).expect("vignettes");
    let source = |given: &Value| Source {
        file: "vignettes".into(),
        name: given["name"].as_str().expect("a name").into(),
        on: Day::parse(given["on"].as_str().expect("a day")).expect("a day"),
        answers: given["answers"].clone(),
    };
    given.iter().map(source).collect()
}

/// The day on which a boundary is tried where no day is the boundary.
fn usual() -> Day {
    Day::new(2024, 6, 1).expect("a day")
}

/// Values just below, at and above every place where something changes.
fn boundaries(bases: &form::Bases) -> Vec<Source> {
    let mut made = Vec::new();
    let mut case = |name: String, on: Day, base: &str, more: Value| {
        let mut answers = if base.is_empty() { Map::new() } else { bases.answers(base).expect("a base") };
        answers.extend(more.as_object().expect("an object").clone());
        answers.retain(|_, value| !value.is_null());
        made.push(Source { file: "boundaries".into(), name, on, answers: Value::Object(answers) });
    };
    for area in values_of("area.person") {
        case(format!("area.person = {area}"), usual(), "an early case", json!({"area.person": area}));
    }
    for age in [0, 7, 8, 9, 10, 15, 16, 17, 18, 19, 120] {
        let at = json!({"area.person": "norfolk", "person.age": age});
        case(format!("a grave sign, person.age = {age}"), usual(), "a grave sign", at);
        let at = json!({"area.person": "northumbria_newcastle", "person.age": age});
        case(format!("a child who harms a parent, person.age = {age}"), usual(), "a child who harms a parent", at);
    }
    for band in values_of("person.age_band") {
        let at = json!({"area.person": "northumbria_sunderland", "person.age": null, "person.age_band": band});
        case(format!("person.age_band = {band}, no age"), usual(), "a pattern", at);
    }
    case(
        "an age and an unknown band".into(),
        usual(),
        "a pattern",
        json!({"area.person": "norfolk", "person.age": 16, "person.age_band": "unknown"}),
    );
    for band in values_of("victim.age_band") {
        let at = json!({"area.person": "norfolk", "victim.age_band": band});
        case(format!("victim.age_band = {band}"), usual(), "a grave sign", at);
    }
    for kind in values_of("rel.kind") {
        case(format!("rel.kind = {kind}"), usual(), "a pattern", json!({"area.person": "norfolk", "rel.kind": kind}));
    }
    for count in [0, 1, 2, 3, 999] {
        for fact in ["beh.count_12m", "beh.police_12m"] {
            case(format!("{fact} = {count}"), usual(), "an early case", json!({"area.person": "norfolk", fact: count}));
        }
    }
    for (tool, count) in [
        ("dash_safelives", 0),
        ("dash_safelives", 9),
        ("dash_safelives", 10),
        ("dash_police", 13),
        ("dash_police", 14),
        ("dash_police", 60),
        ("dara", 60),
    ] {
        let at = json!({"area.person": "norfolk", "risk.tool": tool, "risk.tool_count": count});
        case(format!("{tool} counted {count}"), usual(), "an early case", at);
    }
    for fact in bundle().national.minimum.iter().map(|fact| bundle().vocabulary.name(*fact)) {
        for (said, value) in [("not asked", Value::Null), ("not known", json!("unknown"))] {
            case(format!("{fact} {said}"), usual(), "an early case", json!({"area.person": "norfolk", fact: value}));
        }
    }
    for (area, pack) in [
        ("norfolk", "norfolk"),
        ("northumbria_gateshead", "northumbria"),
        ("cumbria_cumberland", "cumbria"),
        ("lincolnshire", "lincolnshire"),
        ("sussex_east", "sussex"),
    ] {
        for on in edges(pack) {
            case(format!("{pack} on {on}"), on, "an early case", json!({"area.person": area}));
        }
        case(format!("{pack}, and nothing else is known"), usual(), "", json!({"area.person": area}));
    }
    for (name, answers) in odd_answers() {
        case(name.into(), usual(), "", answers);
    }
    made
}

fn values_of(fact: &str) -> Vec<&'static str> {
    let vocabulary = &bundle().vocabulary;
    vocabulary.choices(vocabulary.asked(fact).expect("a fact")).iter().map(|choice| choice.is.as_str()).collect()
}

/// The first and last day of every window of a pack, and the days beside them.
fn edges(pack: &str) -> BTreeSet<Day> {
    let pathways = engine().bundle().areas.iter().filter(|one| one.id == pack).flat_map(|pack| &pack.pathways);
    let windows = pathways.filter_map(|pathway| if let Status::Windows { windows, .. } = &pathway.status { Some(windows) } else { None }).flatten();
    let around = |window: &waymark::packs::pack::Window| [window.from.number() - 1, window.from.number(), window.to.number(), window.to.number() + 1];
    windows.flat_map(around).map(Day::of_number).collect()
}

/// Answers that are allowed and easily misread.
fn odd_answers() -> Vec<(&'static str, Value)> {
    vec![
        ("nothing at all", json!({})),
        ("an empty list is an answer", json!({"child.any_0_17": "yes", "child.impact": [], "legal.cjs": []})),
        ("a list of one value that is not known", json!({"legal.cjs": ["unknown"]})),
        ("a list with a value and one that is not known", json!({"legal.cjs": ["convicted_da", "unknown"]})),
        ("not safe to ask reads as not known", json!({"flag.victim_very_frightened": "unsafe_to_ask", "beh.physical.trend": "more"})),
        ("a closed branch", json!({"child.any_0_17": "no", "child.impact": ["saw_or_heard"], "child.youngest_band": "0_4"})),
        ("a branch that may be closed", json!({"child.any_0_17": "unknown", "child.impact": ["saw_or_heard"]})),
        ("a closed behaviour", json!({"beh.physical.present": "no", "beh.physical.severity": "serious_injury_or_life_threat"})),
        ("a closed tool", json!({"risk.tool": "none", "risk.tool_count": 24, "risk.tool_grade": "high"})),
        ("a critical sign is never set aside", json!({"child.any_0_17": "no", "flag.child_directly_harmed": "yes"})),
        ("a source changes nothing", json!({"flag.strangulation": "yes", "source.flag.strangulation": "victim_told_me"})),
        ("dates as far as they are known", json!({"risk.tool": "dara", "risk.tool_date": "2024"})),
        ("the last day of a leap February", json!({"risk.tool": "dara", "risk.tool_date": "2024-02-29"})),
        ("text of any kind", json!({"victim.impact": "\"quoted\"\n\u{2019} \u{1f3e0} </script>"})),
        ("monitoring changes nothing", json!({"flag.strangulation": "yes", "monitor.ethnicity": "mixed", "monitor.religion": "sikh"})),
    ]
}

/// Answers that must be refused, one fault in each.
pub fn refused() -> Vec<Refused> {
    let deep = format!("{{\"adapt\": {}{}}}", "[".repeat(32), "]".repeat(32));
    let long = json!({"victim.impact": "a".repeat(5_001)}).to_string();
    let cases = [
        ("an unknown fact", r#"{"flag.strangled": "yes"}"#, "/flag.strangled"),
        ("a fact id with characters that a pointer escapes", r#"{"flag/x~y": "yes"}"#, "/flag~1x~0y"),
        ("a value outside the list", r#"{"flag.strangulation": "maybe"}"#, "/flag.strangulation"),
        ("not safe to ask, where it is no answer", r#"{"flag.strangulation": "unsafe_to_ask"}"#, "/flag.strangulation"),
        ("true for yes", r#"{"flag.strangulation": true}"#, "/flag.strangulation"),
        ("null", r#"{"flag.strangulation": null}"#, "/flag.strangulation"),
        ("an empty string", r#"{"flag.strangulation": ""}"#, "/flag.strangulation"),
        ("a value in capitals", r#"{"flag.strangulation": "YES"}"#, "/flag.strangulation"),
        ("a list for one value", r#"{"flag.strangulation": ["yes"]}"#, "/flag.strangulation"),
        ("an object for a value", r#"{"flag.strangulation": {"is": "yes"}}"#, "/flag.strangulation"),
        ("one value for a list", r#"{"adapt": "bsl"}"#, "/adapt"),
        ("the same value twice in a list", r#"{"adapt": ["bsl", "evenings", "bsl"]}"#, "/adapt/2"),
        ("a value outside the list, in a list", r#"{"adapt": ["bsl", "signing"]}"#, "/adapt/1"),
        ("a list in a list", r#"{"adapt": [["bsl"]]}"#, "/adapt/0"),
        ("an age as text", r#"{"person.age": "34"}"#, "/person.age"),
        ("an age with a fraction", r#"{"person.age": 34.5}"#, "/person.age"),
        ("an age below nothing", r#"{"person.age": -1}"#, "/person.age"),
        ("an age above the largest", r#"{"person.age": 121}"#, "/person.age"),
        ("a count above the largest", r#"{"risk.tool": "dara", "risk.tool_count": 61}"#, "/risk.tool_count"),
        ("an age that contradicts its band", r#"{"person.age": 34, "person.age_band": "16_17"}"#, "/person.age"),
        ("an age at the edge of another band", r#"{"person.age": 18, "person.age_band": "16_17"}"#, "/person.age"),
        ("a day that is not in the calendar", r#"{"risk.tool_date": "2024-02-30"}"#, "/risk.tool_date"),
        ("29 February in a year without one", r#"{"risk.tool_date": "2023-02-29"}"#, "/risk.tool_date"),
        ("a month that is none", r#"{"risk.tool_date": "2024-13"}"#, "/risk.tool_date"),
        ("a date in another form", r#"{"risk.tool_date": "30/02/2024"}"#, "/risk.tool_date"),
        ("a number for a date", r#"{"risk.tool_date": 2024}"#, "/risk.tool_date"),
        ("a number for text", r#"{"victim.impact": 1}"#, "/victim.impact"),
        ("text that is too long", long.as_str(), "/victim.impact"),
        ("the same key twice", r#"{"now.danger": "yes", "now.danger": "yes"}"#, "/now.danger"),
        ("a fact that is worked out", r#"{"rel.context": "ipv"}"#, "/rel.context"),
        ("another fact that is worked out", r#"{"harm.serious": "no"}"#, "/harm.serious"),
        ("a source that is none", r#"{"source.flag.strangulation": "a friend"}"#, "/source.flag.strangulation"),
        ("the source of an unknown fact", r#"{"source.flag.strangled": "other_agency"}"#, "/source.flag.strangled"),
        ("the source of a fact that is worked out", r#"{"source.rel.context": "other_agency"}"#, "/source.rel.context"),
        ("a list in place of the object", "[]", ""),
        ("text in place of the object", r#""yes""#, ""),
        ("null in place of the object", "null", ""),
        ("nested deeper than 32 levels", deep.as_str(), ""),
        ("the object does not end", r#"{"now.danger": "yes""#, ""),
        ("no JSON at all", "yes", ""),
        ("more behind the object", r#"{"now.danger": "yes"} {}"#, ""),
    ];
    cases.into_iter().map(|(name, input, at)| Refused { name: name.into(), input: input.into(), at }).collect()
}
