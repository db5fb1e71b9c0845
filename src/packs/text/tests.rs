//! Packs with one thing wrong in them: each fault must point at it and say how to mend it.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::fault::Fault;
use super::files::PackFiles;
use super::{file, load};

/// The faults of the built-in packs with one text in one file replaced.
fn faults(name: &str, old: &str, new: &str) -> Vec<Fault> {
    let mut files = PackFiles::built_in();
    let text = files.text(name);
    assert!(text.contains(old), "{name} has no {old:?}");
    let changed = text.replacen(old, new, 1);
    files.replace(file(name, &changed));
    load(&files).err().unwrap_or_default()
}

/// One fault, at the line of `at`, that says these words.
#[track_caller]
fn one(name: &str, old: &str, new: &str, at: &str, says: &[&str]) {
    let found = faults(name, old, new);
    let shown: String = found.iter().map(|fault| format!("{fault}\n")).collect();
    let fault = found
        .iter()
        .find(|fault| says.iter().all(|part| fault.to_string().contains(part)))
        .unwrap_or_else(|| panic!("no fault says {says:?}:\n{shown}"));
    assert_eq!(fault.file, name);
    let text = PackFiles::built_in().text(name).replacen(old, new, 1);
    let line = text.lines().nth(fault.line - 1).unwrap_or_default();
    assert!(line.contains(at), "line {} is {line:?}, not the one of {at:?}\n{shown}", fault.line);
    assert!(fault.column >= 1 && fault.column <= line.chars().count() + 1);
    assert!(!fault.mend.is_empty() && !fault.to_string().contains('\n'));
}

#[test]
fn the_packs_have_no_faults() {
    assert_eq!(load(&PackFiles::built_in()).err(), None);
}

#[test]
fn what_is_no_toml() {
    one("norfolk.toml", "title = \"Norfolk\"", "title = Norfolk", "title = Norfolk", &["a text that is not in quotes", "write \"Norfolk\""]);
    one("norfolk.toml", "title = \"Norfolk\"", "title = \"Norfolk\"\ntitle = \"Norfolk\"", "title", &["stands here twice"]);
}

#[test]
fn keys_that_are_missing_unknown_or_of_the_wrong_type() {
    one("norfolk.toml", "version = \"1.0.0\"\n", "", "", &["`version` is missing"]);
    one("norfolk.toml", "version = \"1.0.0\"", "version = 1", "version = 1", &["found a number, expected a text in quotes"]);
    one(
        "norfolk.toml",
        "prevention = \"tertiary\"",
        "preventoin = \"tertiary\"",
        "preventoin",
        &["`preventoin` is not known here", "did you mean `prevention`?"],
    );
    one("norfolk.toml", "prevention = \"tertiary\"", "prevention = \"tertary\"", "tertary", &["did you mean `tertiary`?"]);
    one("norfolk.toml", "route = \"via_panel\"", "route = \"panel\"", "panel", &["`panel` is not known here"]);
    one(
        "norfolk.toml",
        "checked = 2026-11-22\nconfirmed = true",
        "checked = \"soon\"\nconfirmed = true",
        "checked = \"soon\"",
        &["a day such as 2024-04-01"],
    );
    one("norfolk.toml", "confirmed = true", "confirmed = \"yes\"", "confirmed = \"yes\"", &["true or false"]);
    one("national.toml", "urgency = \"now\"\nrank = 10", "urgency = \"soon\"\nrank = 10", "urgency = \"soon\"", &["use one of: now, today"]);
    one("journey.toml", "step = \"safety\"", "step = \"safe\"", "step = \"safe\"", &["safety"]);
}

#[test]
fn conditions_that_name_what_is_not_there() {
    one(
        "norfolk.toml",
        "{ \"harm.serious\" = \"yes\" }",
        "{ \"harm.serius\" = \"yes\" }",
        "harm.serius",
        &["no fact is called `harm.serius`", "did you mean `harm.serious`?"],
    );
    one(
        "norfolk.toml",
        "{ \"harm.serious\" = \"yes\" }",
        "{ \"harm.serious\" = \"yse\" }",
        "yse",
        &["`harm.serious` has no value `yse`", "did you mean `yes`?"],
    );
    one(
        "norfolk.toml",
        "met = { \"rel.context\" = [\"ipv\", \"teen_ipv\"] }",
        "met = { \"rel.kind\" = \"unknown\" }",
        "unknown",
        &["not known, so no rule can accept it", "`said`"],
    );
    one(
        "norfolk.toml",
        "met = { \"person.age\" = { at_least = 18 } }",
        "met = { \"person.age\" = { at_least = 21 } }",
        "21",
        &["not a cut point", "cuts"],
    );
    one(
        "norfolk.toml",
        "met = { \"person.age\" = { at_least = 18 } }",
        "met = { \"person.age\" = { at_least = 18, below = 16 } }",
        "below",
        &["no number is in this range"],
    );
    one("norfolk.toml", "met = { \"person.age\" = { at_least = 18 } }", "met = { \"person.age\" = 18 }", "18", &["compared with a range"]);
    one(
        "norfolk.toml",
        "met = { \"person.age\" = { at_least = 18 } }",
        "met = { \"person.age\" = { over = 18 } }",
        "over",
        &["use at_least and below"],
    );
    one(
        "norfolk.toml",
        "when = { tier = [\"high\", \"immediate\"] }",
        "when = { tier = [\"hihg\", \"immediate\"] }",
        "hihg",
        &["no tier is called `hihg`", "did you mean `high`?"],
    );
    one(
        "norfolk.toml",
        "when = { tier = [\"high\", \"immediate\"] }",
        "when = { recommended = \"none\" }",
        "recommended",
        &["may not be asked here"],
    );
    one("national.toml", "when = { \"risk.own_judgement\" = \"high\" }", "when = { tier = \"high\" }", "tier", &["may not be asked here"]);
    one(
        "national.toml",
        "at_least = \"dash_high\"",
        "at_least = \"dash_hihg\"",
        "dash_hihg",
        &["no threshold is called", "did you mean `dash_high`?"],
    );
    one(
        "national.toml",
        "id = \"escalation_incidents\"\nvalue = 3",
        "id = \"escalation_incidents\"\nvalue = 7",
        "escalation_incidents",
        &["is 7 in some pack", "cuts"],
    );
    one("national.toml", "{ \"beh.*.severity\"", "{ \"bah.*.severity\"", "bah", &["stands for no fact"]);
    one("national.toml", "yields_to = [\"H*\"]", "yields_to = [\"X*\"]", "X*", &["no rule is called `X*`"]);
    one(
        "national.toml",
        "when = { any = [\n  { \"now.danger\" = \"yes\" },",
        "when = { any = { \"now.danger\" = \"yes\" }, all = [",
        "any",
        &["`any` takes a list"],
    );
}

#[test]
fn pathways_that_contradict_themselves() {
    one(
        "norfolk.toml",
        "{ from = 2023-04-01, to = 2024-03-31, source = \"S1-10, S1-45\" }",
        "{ from = 2024-04-01, to = 2023-03-31, source = \"S1\" }",
        "2024-04-01",
        &["ends on 2023-03-31, before it begins"],
    );
    one(
        "norfolk.toml",
        "{ from = 2023-04-01, to = 2024-03-31, source = \"S1-10, S1-45\" }",
        "{ from = 2023-04-01, to = 2024-04-30, source = \"S1\" }",
        "2024-04-01",
        &["before the one that ends on 2024-04-30"],
    );
    one(
        "norfolk.toml",
        "checked = 2026-11-22, recheck_months = 12, source = \"[NSAB]",
        "checked = 2026-11-22, source = \"[NSAB]",
        "NSAB",
        &["`recheck_months` is missing"],
    );
    one(
        "norfolk.toml",
        "\"norfolk/dappa\",\n  \"norfolk/marac\",",
        "\"norfolk/dapa\",\n  \"norfolk/marac\",",
        "norfolk/dapa",
        &["`norfolk/dapa` does not exist"],
    );
    one(
        "norfolk.toml",
        "action = \"child_front_door\"",
        "action = \"child_frontdoor\"",
        "child_frontdoor",
        &["no action is called `child_frontdoor`", "did you mean `child_front_door`?"],
    );
    one("norfolk.toml", "contact = \"cads\"", "contact = \"cades\"", "cades", &["did you mean `cads`?"]);
    one("norfolk.toml", "id = \"dappa\"", "id = \"change_project\"", "change_project", &["two entries [[pathway]] are called `change_project`"]);
    one(
        "norfolk.toml",
        "scope = \"This service answers a need, so it looks at whether the need is there. It shuts nobody out.\"\n",
        "",
        "met",
        &["a protected characteristic", "scope"],
    );
    one("norfolk.toml", "areas = [\"norfolk\"]", "areas = [\"norfolc\"]", "norfolc", &["did you mean `norfolk`?"]);
    one(
        "national.toml",
        "carried_by = [\"action.call_999\",",
        "carried_by = [\"action.call_998\",",
        "call_998",
        &["`action.call_998` does not exist"],
    );
}

#[test]
fn two_packs_that_want_the_same_place() {
    let mut files = PackFiles::built_in();
    let text = files.text("norfolk.toml").to_owned();
    files.replace(file("zz.toml", &text));
    let found = load(&files).err().unwrap_or_default();
    let shown: String = found.iter().map(|fault| format!("{fault}\n")).collect();
    assert!(found.iter().any(|fault| fault.file == "zz.toml" && fault.wrong.contains("`norfolk`") && fault.line == 4), "{shown}");
    files.replace(file("zz.toml", &text.replacen("id = \"norfolk\"", "id = \"broads\"", 1)));
    let found = load(&files).err().unwrap_or_default();
    let shown: String = found.iter().map(|fault| format!("{fault}\n")).collect();
    assert!(found.iter().any(|fault| fault.file == "zz.toml" && fault.wrong.contains("area") && fault.line == 7), "{shown}");
}

#[test]
fn a_vocabulary_that_contradicts_itself() {
    let name = "vocabulary.toml";
    one(name, "id = \"now.child_in_danger\"", "id = \"now.danger\"", "now.danger", &["two facts are called `now.danger`"]);
    one(name, "group = \"now\"\ntype = \"tri\"", "group = \"never\"\ntype = \"tri\"", "never", &["no group is called `never`"]);
    one(name, "group = \"now\"\ntype = \"tri\"", "group = \"now\"\ntype = \"try\"", "try", &["no type is called `try`"]);
    one(name, "cuts = [8, 10, 16, 18, 19]", "cuts = [8, 8]", "cuts", &["no cut points"]);
    one(name, "at_least = 10, below = 16", "at_least = 11, below = 16", "at_least = 11", &["11 is no cut point"]);
    one(name, "handling = \"normal\"", "handling = \"open\"", "open", &["normal"]);
    one(
        name,
        "hangs_on = { \"child.any_0_17\" = \"yes\" }",
        "hangs_on = { any = [ { \"child.any_0_17\" = \"yes\" } ] }",
        "hangs_on",
        &["hangs on one other fact"],
    );
}

#[test]
fn files_that_are_missing() {
    for name in ["vocabulary.toml", "journey.toml", "national.toml"] {
        let mut files = PackFiles::built_in();
        files.packs.retain(|file| file.name != name);
        let found = load(&files).err().unwrap_or_default();
        assert!(found.iter().any(|fault| fault.file == name && fault.wrong.contains("missing")));
    }
}

#[test]
fn every_fault_is_found_at_once() {
    let mut files = PackFiles::built_in();
    let text = files.text("norfolk.toml").replacen("prevention = \"tertiary\"", "prevention = \"fourth\"", 1).replacen(
        "route = \"police_only\"",
        "route = \"police\"",
        1,
    );
    files.replace(file("norfolk.toml", &text));
    assert_eq!(load(&files).err().map(|faults| faults.len()), Some(2));
}
