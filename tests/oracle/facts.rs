//! What may be asked in a small world, and every way to record it.

use waymark::facts::raw::Raw;
use waymark::prove::space::Recorded;

/// One thing that may be known: a fact, or a number together with its band.
pub struct Thing {
    /// The facts, the first of them the one that names it.
    pub facts: &'static [&'static str],
    /// Every way to record it, not at all first.
    pub ways: Vec<Recorded>,
    /// How it stands in `vocabulary.toml`.
    pub toml: String,
    /// Conditions on it, the first of them more likely to be of danger.
    pub leaves: &'static [&'static str],
}

/// The answers to where the person lives; a pack serves the east.
const AREA: [&str; 3] = ["east", "west", "unknown"];

const TRI: [&str; 3] = ["yes", "no", "unknown"];

/// Where the person lives: asked in every world.
pub fn area() -> Thing {
    let leaves = &[r#"{ "area.person" = "east" }"#, r#"{ said = { "area.person" = "unknown" } }"#];
    Thing { facts: &["area.person"], ways: singles("area.person", &AREA), toml: list("area.person", "enum", &AREA, ""), leaves }
}

/// Everything else, of which a world takes a few. What hangs on another comes after it.
pub fn all(hangs_on: Option<&str>) -> Vec<Thing> {
    let grades = ["none", "some", "much", "unknown"];
    let sexes = ["female", "male", "unknown"];
    let hangs_on = hangs_on.map(|on| format!("hangs_on = {on}\n")).unwrap_or_default();
    vec![
        Thing {
            facts: &["alarm"],
            ways: singles("alarm", &TRI),
            toml: fact("alarm", "tri", ""),
            leaves: &[r#"{ alarm = "yes" }"#, r#"{ alarm = "no" }"#, r#"{ said = { alarm = "unknown" } }"#, r#"{ said = { alarm = "no" } }"#],
        },
        Thing {
            facts: &["hurt"],
            ways: singles("hurt", &grades),
            toml: list("hurt", "enum", &grades, ""),
            leaves: &[
                r#"{ hurt = "much" }"#,
                r#"{ hurt = ["some", "much"] }"#,
                r#"{ hurt = "some" }"#,
                r#"{ said = { hurt = ["none", "unknown"] } }"#,
            ],
        },
        Thing {
            facts: &["mark"],
            ways: singles("mark", &TRI),
            toml: fact("mark", "tri", &hangs_on),
            leaves: &[r#"{ mark = "yes" }"#, r#"{ mark = "no" }"#, r#"{ said = { mark = "yes" } }"#],
        },
        Thing {
            facts: &["age", "age_band"],
            ways: ages(),
            toml: format!("{}{}", fact("age", "count", "max = 99\ncuts = [10, 18]\n"), band()),
            leaves: &[
                r#"{ age = { at_least = "limit" } }"#,
                r#"{ age = { below = 18 } }"#,
                r#"{ age = { at_least = 10, below = 18 } }"#,
                r#"{ age_band = "child" }"#,
                r#"{ age_band = ["child", "adult"] }"#,
                r#"{ said = { age_band = "unknown" } }"#,
                r#"{ said = { age_band = "child" } }"#,
            ],
        },
        Thing {
            facts: &["kinds"],
            ways: sets(),
            toml: list("kinds", "set", &["a", "b", "unknown"], ""),
            leaves: &[r#"{ kinds = "a" }"#, r#"{ kinds = ["a", "b"] }"#, r#"{ said = { kinds = "b" } }"#, r#"{ said = { kinds = "unknown" } }"#],
        },
        Thing {
            facts: &["sex"],
            ways: singles("sex", &sexes),
            toml: list("sex", "enum", &sexes, ""),
            leaves: &[r#"{ sex = "male" }"#, r#"{ sex = ["female", "male"] }"#, r#"{ said = { sex = "unknown" } }"#],
        },
        Thing {
            facts: &["secret"],
            ways: singles("secret", &TRI),
            toml: fact("secret", "tri", "handling = \"restricted_from_person\"\n"),
            leaves: &[r#"{ secret = "yes" }"#, r#"{ secret = "no" }"#],
        },
    ]
}

fn fact(id: &str, kind: &str, more: &str) -> String {
    format!(
        "[[fact]]\nid = \"{id}\"\ngroup = \"all\"\ntype = \"{kind}\"\nquestion = \"?\"\nshort = \"{id}\"\nneed = \"core\"\nsource = \"none\"\n{more}\n"
    )
}

fn list(id: &str, kind: &str, values: &[&str], more: &str) -> String {
    let value = |value: &&str| format!("{{ is = \"{value}\", says = \"{value}\", open = {} }}", *value == "unknown");
    let values: Vec<String> = values.iter().map(value).collect();
    fact(id, kind, &format!("values = [{}]\n{more}", values.join(", ")))
}

fn band() -> String {
    let child = r#"{ is = "child", says = "Child", below = 18 }"#;
    let others = r#"{ is = "adult", says = "Adult", at_least = 18 }, { is = "unknown", says = "Not known", open = true }"#;
    fact("age_band", "enum", &format!("bands_of = \"age\"\nvalues = [{child}, {others}]\n"))
}

fn singles(fact: &str, values: &[&str]) -> Vec<Recorded> {
    let recorded = values.iter().map(|value| vec![(fact.to_owned(), Raw::Text((*value).into()))]);
    std::iter::once(Vec::new()).chain(recorded).collect()
}

/// Each number with each band that does not contradict it.
fn ages() -> Vec<Recorded> {
    let mut ways = Vec::new();
    for number in [None, Some(0), Some(10), Some(18)] {
        for band in [None, Some("child"), Some("adult"), Some("unknown")] {
            let agrees = match (number, band) {
                (Some(number), Some("child")) => number < 18,
                (Some(number), Some("adult")) => number >= 18,
                _ => true,
            };
            let recorded = number.map(|number| ("age".to_owned(), Raw::Whole(number)));
            let banded = band.map(|band| ("age_band".to_owned(), Raw::Text(band.into())));
            ways.extend(agrees.then(|| recorded.into_iter().chain(banded).collect()));
        }
    }
    ways
}

/// Not recorded, and every list of its values.
fn sets() -> Vec<Recorded> {
    let lists = (0..8).map(|held| {
        let values = ["a", "b", "unknown"].iter().enumerate().filter(|(place, _)| held & (1 << place) != 0);
        vec![("kinds".to_owned(), Raw::List(values.map(|(_, value)| Raw::Text((*value).into())).collect()))]
    });
    std::iter::once(Vec::new()).chain(lists).collect()
}

/// Whether a way records nothing but that it is not known.
pub fn is_open(way: &Recorded) -> bool {
    let open = |value: &Raw| *value == Raw::Text("unknown".into());
    way.iter().all(|(_, value)| match value {
        Raw::List(values) => values.iter().any(open),
        value => open(value),
    })
}

/// How many answers a way holds: each value of a list counts, too.
pub fn size(way: &Recorded) -> usize {
    let held = |value: &Raw| match value {
        Raw::List(values) => values.iter().filter(|value| **value != Raw::Text("unknown".into())).count(),
        _ => 0,
    };
    way.iter().map(|(_, value)| 1 + held(value)).sum()
}
