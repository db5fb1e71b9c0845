//! A small world: a vocabulary of a few facts, a national pack, one area and claims, as chance has it.

use super::conditions::{Asks, Conditions};
use super::facts::{Thing, all, area};
use crate::support::Dice;
use waymark::facts::Day;
use waymark::packs::Bundle;
use waymark::packs::text::files::PackFiles;
use waymark::packs::text::{file, load};

/// How many answers objects a world may have.
const LARGEST: usize = 1_500;

/// The actions; what is due of them may be guarded.
pub const ACTIONS: usize = 4;

/// A world as it is written.
#[derive(Clone)]
pub struct World {
    vocabulary: String,
    rules: Vec<String>,
    stops: Vec<String>,
    actions: Vec<String>,
    lines: Vec<String>,
    /// Of the national pack, then of the area.
    pathways: [Vec<String>; 2],
    claims: String,
    conditions: Conditions,
}

impl World {
    /// A world of its own for each number.
    pub fn of(dice: &mut Dice) -> (World, Vec<Thing>) {
        let things = things(dice);
        let mut conditions = Conditions::on(&things);
        let vocabulary = vocabulary(&things, &mut conditions, dice);
        let rules = 3 + dice.roll(4);
        let mut world = World {
            vocabulary,
            rules: (0..rules).map(|place| rule(place, &mut conditions, dice)).collect(),
            stops: (0..2).map(|place| stop(place, &mut conditions, dice)).collect(),
            actions: (0..ACTIONS).map(|place| action(place, &mut conditions, dice)).collect(),
            lines: (0..2).map(|place| line(place, &mut conditions, dice)).collect(),
            pathways: [vec![], vec![]],
            claims: super::claims::write(&things, &mut conditions, dice),
            conditions,
        };
        world.pathways = [0, 1].map(|pack| (0..=pack).map(|place| pathway(pack, place, &mut world.conditions, dice)).collect());
        (world, things)
    }

    /// The world with one thing, or two, decided otherwise.
    pub fn changed(&self, dice: &mut Dice) -> World {
        let mut changed = self.clone();
        for _ in 0..=dice.roll(2) {
            let conditions = &mut changed.conditions;
            let (list, entry): (&mut Vec<String>, String) = match dice.roll(4) {
                0 => {
                    let place = dice.roll(changed.rules.len());
                    changed.rules[place] = rule(place, conditions, dice);
                    continue;
                }
                1 => (&mut changed.stops, stop(0, conditions, dice)),
                2 => (&mut changed.actions, action(0, conditions, dice)),
                _ => (&mut changed.pathways[1], pathway(1, 0, conditions, dice)),
            };
            list[0] = entry;
        }
        changed
    }

    /// Its files.
    pub fn files(&self) -> PackFiles {
        let head = |id: &str| format!("id = \"{id}\"\nversion = \"1\"\nchecked = 2026-01-01\n");
        let pack =
            |id: &str, parts: &[&Vec<String>]| parts.iter().fold(format!("{}title = \"{id}\"\n", head(id)), |text, part| text + &part.concat());
        let threshold = |value: u16, from: &str| format!("[[threshold]]\nid = \"limit\"\nvalue = {value}\n{from}source = \"none\"\n");
        let tiers = [("calm", false), ("unclear", true), ("plain", false), ("high", false), ("now", false)];
        let tier = |(id, open): &(&str, bool)| format!("[[tier]]\nid = \"{id}\"\nsays = \"{id}\"\nexplains = \"{id}\"\nopen = {open}\n");
        let mut national = vec![tiers.iter().map(tier).collect(), threshold(10, "")];
        national.push(format!("[[minimum]]\nfacts = [{}]\nsource = \"none\"\n", self.conditions.minimum()));
        let national = pack("national", &[&national, &self.rules, &self.stops, &self.actions, &self.lines, &self.pathways[0]]);
        let local = pack("local", &[&vec!["areas = [\"east\"]\n".into(), threshold(18, "from = 2024-03-01\n")], &self.pathways[1]]);
        let packs = vec![
            file("claims.toml", &(head("claims") + &self.claims)),
            file("journey.toml", &head("journey")),
            file("local.toml", &local),
            file("national.toml", &national),
            file("vocabulary.toml", &(head("vocabulary") + &self.vocabulary)),
        ];
        PackFiles { packs, words: PackFiles::built_in().words }
    }

    /// The world as it is read.
    pub fn bundle(&self) -> Bundle {
        load(&self.files()).unwrap_or_else(|faults| panic!("{}", faults.iter().map(|fault| format!("{fault}\n")).collect::<String>()))
    }
}

/// Every day on which something may begin or end, and one before them all.
pub fn days() -> Vec<Day> {
    ["1900-01-01", "2024-03-01", "2024-04-01", "2025-04-01"].iter().filter_map(|day| Day::parse(day)).collect()
}

/// A few things to ask, so that every way to answer can be tried.
fn things(dice: &mut Dice) -> Vec<Thing> {
    let names = ["alarm", "hurt", "mark", "age", "kinds", "sex", "secret"];
    let mut chosen: Vec<&str> = Vec::new();
    let sizes = |chosen: &[&str]| all(None).iter().filter(|thing| chosen.contains(&thing.facts[0])).map(|thing| thing.ways.len()).product::<usize>();
    for _ in 0..12 {
        let name = names[dice.roll(names.len())];
        let more: Vec<&str> = chosen.iter().copied().chain([name]).collect();
        if !chosen.contains(&name) && sizes(&more) * area().ways.len() <= LARGEST {
            chosen = more;
        }
    }
    let on = [("alarm", r#"{ alarm = "yes" }"#), ("hurt", r#"{ hurt = ["some", "much"] }"#)];
    let hangs_on = on.iter().find(|(fact, _)| chosen.contains(fact)).map(|(_, on)| *on).filter(|_| !dice.one_in(4));
    [area()].into_iter().chain(all(hangs_on).into_iter().filter(|thing| chosen.contains(&thing.facts[0]))).collect()
}

fn vocabulary(things: &[Thing], conditions: &mut Conditions, dice: &mut Dice) -> String {
    let mut text = "[tri]\nyes = \"Yes\"\nno = \"No\"\nunknown = \"Not known\"\nunsafe_to_ask = \"Not safe to ask\"\n".to_owned();
    text.push_str("[[group]]\nid = \"all\"\ntitle = \"All\"\n");
    things.iter().for_each(|thing| text.push_str(&thing.toml));
    let (yes, no) = (conditions.any(Asks::Facts, dice), conditions.any(Asks::Facts, dice));
    // Now and then both may be true at once.
    let no = if dice.one_in(2) { format!("{{ all = [{no}, {{ not = {yes} }}] }}") } else { no };
    let other = if dice.one_in(3) { format!(", when = {no}") } else { String::new() };
    let values = format!("{{ is = \"yes\", says = \"Yes\", when = {yes} }}, {{ is = \"no\", says = \"No\"{other} }}");
    let otherwise = if other.is_empty() || dice.one_in(2) { "otherwise = \"no\"\n" } else { "" };
    text + &format!("[[derived]]\nid = \"sum\"\nshort = \"sum\"\nsource = \"none\"\nvalues = [{values}]\n{otherwise}")
}

fn rule(place: usize, conditions: &mut Conditions, dice: &mut Dice) -> String {
    let head =
        |tier: &str, when: &str| format!("[[rule]]\nid = \"r{place}\"\ntier = \"{tier}\"\nwhen = {when}\nsays = \"r{place}\"\nsource = \"none\"\n");
    match place {
        // The usual ground: with too little known the tier is unclear, else it is calm at the least.
        0 if !dice.one_in(5) => head("unclear", r#"{ minimum = "open" }"#),
        1 if !dice.one_in(5) => head("calm", r#"{ minimum = "answered" }"#),
        _ => {
            let tier = ["calm", "plain", "high", "high", "now", "now"][dice.roll(6)];
            let yields = if place > 2 && dice.one_in(4) { format!("yields_to = [\"r{}\"]\n", place - 1) } else { String::new() };
            head(tier, &conditions.mostly_danger(Asks::Minimum, dice)) + &yields
        }
    }
}

fn stop(place: usize, conditions: &mut Conditions, dice: &mut Dice) -> String {
    let forbids = if place == 0 && !dice.one_in(4) { "pathways" } else { "nothing" };
    let when = conditions.mostly_danger(Asks::Fired, dice);
    format!("[[stop]]\nid = \"stop{place}\"\nwhen = {when}\nforbids = \"{forbids}\"\nsays = \"s\"\nmend = \"m\"\nsource = \"none\"\n")
}

fn action(place: usize, conditions: &mut Conditions, dice: &mut Dice) -> String {
    let urgency = if place == 0 { "now" } else { ["now", "today", "this_week"][dice.roll(3)] };
    let when = match place {
        0 if !dice.one_in(3) => "when = { tier = [\"high\", \"now\"] }\n".to_owned(),
        3 if !dice.one_in(3) => String::new(),
        _ => format!("when = {}\n", conditions.mostly_danger(Asks::Pathways, dice)),
    };
    let first = if dice.one_in(3) { format!("first_when = {}\n", conditions.any(Asks::Pathways, dice)) } else { String::new() };
    format!(
        "[[action]]\nid = \"act{place}\"\nurgency = \"{urgency}\"\nrank = {}\n{when}{first}says = \"a\"\nbecause = \"b\"\nsource = \"none\"\n",
        10 + place
    )
}

fn line(place: usize, conditions: &mut Conditions, dice: &mut Dice) -> String {
    let when = conditions.any(Asks::Tier, dice);
    let spoken = place == 0;
    format!(
        "[[guidance]]\nid = \"line{place}\"\nstep = \"respond\"\nkind = \"do\"\nmodes = [\"professional\"]\nwhen = {when}\nrank = 1\n\
         said_to_person = {spoken}\nsays = \"l\"\nsource = \"none\"\n"
    )
}

fn pathway(pack: usize, place: usize, conditions: &mut Conditions, dice: &mut Dice) -> String {
    let fallback = pack == 0 && dice.one_in(3);
    let asks = if fallback { Asks::Pathways } else { Asks::Tier };
    let whom = if dice.one_in(4) { "victim" } else { "person" };
    let route = if dice.one_in(4) { "police_only" } else { "direct" };
    let window = "windows = [{ from = 2024-04-01, to = 2025-03-31, source = \"none\" }]\n";
    let status = match dice.roll(5) {
        0 => "status = \"gap\"\n".to_owned(),
        1 | 2 => {
            let (before, after) = (["unconfirmed", "not_started"][dice.roll(2)], ["ended", "unconfirmed"][dice.roll(2)]);
            format!("status = \"windows\"\nbefore = \"{before}\"\nafter = \"{after}\"\n{window}")
        }
        _ => "status = \"standing\"\n".to_owned(),
    };
    let instead = [format!("action.act{}", dice.roll(ACTIONS)), format!("{}/path{}", ["local", "national"][usize::from(place == 1 || pack == 0)], 0)];
    // Of the national pack there is one alone, and the first of the area names the second.
    let instead =
        if pack == 0 { instead[0].clone() } else { [instead[0].clone(), instead[1].replace("local/path0", "local/path1")][dice.roll(2)].clone() };
    let instead = if dice.one_in(3) { "[]".to_owned() } else { format!("[\"{instead}\"]") };
    let mut text = format!(
        "[[pathway]]\nid = \"path{place}\"\nname = \"p\"\nfor = \"{whom}\"\nprevention = \"none\"\ntype = \"support\"\nroute = \"{route}\"\nhow = \"h\"\n\
         says = \"p\"\n{status}source = \"none\"\nfallback = {fallback}\ninstead = {instead}\n"
    );
    for criterion in 0..1 + dice.roll(2) {
        let met = conditions.any(asks, dice);
        let doubt = if dice.one_in(4) { format!("doubt = {}\n", conditions.any(asks, dice)) } else { String::new() };
        let scope = if dice.one_in(2) { "scope = \"so it says\"\n" } else { "" };
        text.push_str(&format!("[[pathway.criterion]]\nid = \"c{criterion}\"\nmet = {met}\n{doubt}says = \"c\"\n{scope}source = \"none\"\n"));
    }
    let (list, when) = (["supports", "against"][dice.roll(2)], conditions.any(asks, dice));
    text + &format!("[[pathway.{list}]]\nid = \"s\"\nwhen = {when}\nsays = \"s\"\nsource = \"none\"\n")
}
