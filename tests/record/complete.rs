//! The record holds what a good referral holds (`domain.md` B6): `b6.toml` says where, and what it names is there and is asked for.
//! `WAYMARK_WRITE=1 cargo test --test record` writes the table anew.

use super::support::{bundle, engine};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use waymark::packs::Mode;
use waymark::referral::fields::{FIELDS, Field, Need};
use waymark::referral::{Details, Referral};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/record");

fn facts_of(held: &str) -> Vec<&'static str> {
    let all = bundle().vocabulary.facts.iter().map(|fact| fact.id.as_str());
    match held.strip_suffix('*') {
        Some(family) => all.filter(|id| id.starts_with(family)).collect(),
        None => all.filter(|id| *id == held).collect(),
    }
}

fn field_of(held: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.path == held)
}

#[test]
fn the_record_holds_what_a_good_referral_holds() {
    let source: toml::Table = fs::read_to_string(format!("{FOLDER}/b6.toml")).unwrap().parse().unwrap();
    let answers = super::support::answers(&super::support::case("high"));
    let details = Details::default();
    let record: Value = serde_json::from_str(&Referral::new(engine(), &answers, &details, super::support::day("2024-06-01")).to_json()).unwrap();
    let asked: BTreeSet<&str> = bundle().journey.pages.iter().flat_map(|page| &page.facts).map(|fact| bundle().vocabulary.name(*fact)).collect();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    let mut table = String::from(HEAD);
    for part in source["part"].as_array().unwrap() {
        table += &format!("\n## {}\n\n| what | why it is here | held by |\n|---|---|---|\n", part["title"].as_str().unwrap());
        for item in part["items"].as_array().unwrap() {
            let says = item["says"].as_str().unwrap();
            let mut held = Vec::new();
            for name in item["held"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()) {
                if let Some(member) = name.strip_prefix('=') {
                    assert!(record.pointer(&format!("/{member}")).is_some(), "{says}: the record has no {member}");
                    held.push(format!("`{}` of the record", member.replace('/', ".")));
                    continue;
                }
                let facts = facts_of(name);
                match field_of(name) {
                    Some(field) => assert!(field.need(Mode::Professional) != Need::No, "{says}: nobody is asked for {name}"),
                    None => assert!(!facts.is_empty(), "{says}: there is no {name}"),
                }
                for fact in facts.iter().filter(|fact| field_of(fact).is_none() && !fact.starts_with("monitor.")) {
                    assert!(asked.contains(fact), "{says}: no page asks for {fact}");
                }
                named.extend(facts);
                named.extend(field_of(name).map(|field| field.path));
                held.push(format!("`{name}`"));
            }
            assert!(!held.is_empty(), "{says}: nothing holds it");
            let why = match item["mark"].as_str().unwrap() {
                "seen" => "on forms in use",
                "seed" => "a seed paper asks for it",
                "own" => "our own",
                other => panic!("{other}"),
            };
            table += &format!("| {says} | {why} | {} |\n", held.join(", "));
        }
    }
    let facts = bundle().vocabulary.facts.iter().map(|fact| fact.id.as_str());
    let surplus: Vec<&str> = facts.chain(FIELDS.iter().map(|field| field.path)).filter(|name| !named.contains(name)).collect();
    assert_eq!(surplus, NOT_REFERRED, "what is asked for without need");
    let path = format!("{FOLDER}/README.md");
    if std::env::var_os("WAYMARK_WRITE").is_some() {
        fs::write(&path, &table).unwrap();
    } else {
        assert!(fs::read_to_string(&path).unwrap_or_default() == table, "`WAYMARK_WRITE=1 cargo test --test record` writes the table anew");
    }
}

/// What is asked for the screen alone.
const NOT_REFERRED: [&str; 1] = ["user.device_private"];

const HEAD: &str = "# What the record holds\n
What a good referral about a person causing harm holds, from forms in use and from the seed papers, and the facts (by id), details (by path) and members of the
record that hold it here. Made from `b6.toml` and checked: everything named is there, and some page asks a professional for it; nothing is asked for that no
line names. The drive, MATAC and CARA forms could not be found, so nothing of them is here.\n";
