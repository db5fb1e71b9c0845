//! What it costs to check, prove, find the gaps of and compare packs: `cargo bench --bench prove [-- SUBJECT...]`. Each line is a process of
//! its own, so that its memory is its own. Subjects are the built-in areas, and made-up ones with 10, 100 and 1,000 pathways.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write;
use std::process::Command;
use std::time::{Duration, Instant};
use support::{Dice, day};
use waymark::lint;
use waymark::packs::Bundle;
use waymark::packs::text::files::{PackFile, PackFiles};
use waymark::packs::text::load;
use waymark::prove::court::BUDGET;
use waymark::prove::diff::differences;
use waymark::prove::properties::{Verdict, prove};
use waymark::prove::survey::Survey;
use waymark::prove::{claims, needs};

const SUBJECTS: [&str; 8] = ["norfolk", "northumbria", "cumbria", "lincolnshire", "sussex", "10", "100", "1000"];
const TASKS: [&str; 4] = ["check", "prove", "gaps", "diff"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [one, subject, task] = arguments.as_slice()
        && one == "one"
    {
        println!("{}", measured(subject, task));
        return;
    }
    let named = |subject: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == subject);
    println!("{:<14} {:>9} {:>8} {:>12} {:>12} {:>10}  ", "pack", "pathways", "task", "time", "nodes", "memory");
    for subject in SUBJECTS.into_iter().filter(|subject| named(subject)) {
        for task in TASKS {
            let output = Command::new(std::env::current_exe().unwrap()).args(["one", subject, task]).output().unwrap();
            let line = if output.status.success() { String::from_utf8(output.stdout).unwrap() } else { "  did not end well\n".into() };
            print!("{subject:<14} {line}");
        }
    }
}

/// One line: how many pathways, the task, the median time, nodes, the most memory that the process took, what was found.
fn measured(subject: &str, task: &str) -> String {
    let files = files(subject, 0);
    let area = if subject.parse::<usize>().is_ok() { "norfolk" } else { subject };
    let bundle = load(&files).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let pathways = bundle.areas.iter().find(|pack| pack.id == area).map_or(0, |pack| pack.pathways.len());
    let (time, (nodes, found)) = median(|| match task {
        "check" => (0, checked(&files)),
        "prove" => proved(&files, &bundle, area),
        "gaps" => gaps(&files, &bundle, area),
        _ => compared(&bundle, &self::files(subject, 1)),
    });
    let nodes = if nodes == 0 { String::new() } else { nodes.to_string() };
    format!("{pathways:>9} {task:>8} {:>9.0} ms {nodes:>12} {:>7} MB  {found}", time.as_secs_f64() * 1e3, memory())
}

/// The median time of a few calls (one, where a call takes long), and what the last one gave.
fn median<T>(mut call: impl FnMut() -> T) -> (Duration, T) {
    let (start, mut times) = (Instant::now(), Vec::new());
    loop {
        let before = Instant::now();
        let given = call();
        times.push(before.elapsed());
        if times.len() >= 5 || start.elapsed() > Duration::from_secs(5) {
            times.sort();
            return (times[times.len() / 2], given);
        }
    }
}

fn checked(files: &PackFiles) -> String {
    let bundle = load(files).unwrap_or_else(|faults| panic!("{}", faults[0]));
    match lint::faults(files, &bundle).len() {
        0 => String::new(),
        faults => format!("{faults} faults"),
    }
}

fn proved(files: &PackFiles, bundle: &Bundle, area: &str) -> (usize, String) {
    let claims = claims::read(files, bundle).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let trial = prove(bundle, &claims, &[area.to_owned()], None).remove(0);
    let count = |wanted: fn(&Verdict) -> bool| trial.findings.iter().filter(|finding| wanted(&finding.verdict)).count();
    let counts = [
        (count(Verdict::is_proved), "proved"),
        (count(|verdict| matches!(verdict, Verdict::Refuted(_))), "refuted"),
        (count(|verdict| matches!(verdict, Verdict::NotProved)), "not proved"),
    ];
    let told: Vec<String> = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    (trial.nodes, format!("{}, {} days", told.join(", "), trial.settings))
}

fn gaps(files: &PackFiles, bundle: &Bundle, area: &str) -> (usize, String) {
    let needs = needs::read(files, bundle).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let on = day("2023-03-28");
    let mut survey = Survey::of(bundle, &needs, area, on).expect("an area");
    let gaps = survey.gaps(on);
    (survey.size(), format!("{} needs", gaps.needs.len()))
}

fn compared(old: &Bundle, new: &PackFiles) -> (usize, String) {
    let new = load(new).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let found = differences(old, &new, day("2024-06-01"), BUDGET);
    (0, format!("{} changes{}", found.changes.len(), if found.incomplete { ", not all" } else { "" }))
}

/// The most memory that this process has taken, in megabytes, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<usize>().ok());
    peak.map_or_else(|| "?".into(), |kilobytes| (kilobytes / 1024).to_string())
}

/// The files of a subject; in its second version one criterion asks for more.
fn files(subject: &str, version: usize) -> PackFiles {
    let mut files = PackFiles::built_in();
    let (name, text) = match subject.parse() {
        Ok(pathways) => ("norfolk.toml".to_owned(), made_up(pathways, version)),
        Err(_) => {
            let name = format!("{subject}.toml");
            let text = files.text(&name).to_owned();
            (name, if version == 0 { text } else { with_one_more_rule(&text) })
        }
    };
    files.replace(PackFile { name, text });
    files
}

/// The pack with one more criterion at the end, for its last pathway.
fn with_one_more_rule(text: &str) -> String {
    let criterion = "\n[[pathway.criterion]]\nid = \"one_more\"\nmet = { \"eng.agrees_to_referral\" = \"yes\" }\nsays = \"The person agrees.\"\nsource = \"S0\"\n";
    // A criterion belongs to the pathway that stands above it.
    let last = text.rfind("[[pathway.criterion]]").expect("a criterion");
    format!("{}{}\n{}", &text[..last], criterion.trim_start(), &text[last..])
}

/// A pack with so many pathways: their kinds of relationship, ages, tiers, signs and windows by chance.
fn made_up(pathways: usize, version: usize) -> String {
    let mut dice = Dice(20_261_122);
    let mut text = String::from(
        "id = \"norfolk\"\nversion = \"1.0.0\"\ntitle = \"Norfolk\"\nareas = [\"norfolk\"]\nchecked = 2026-11-22\n\n\
         [[source]]\nkey = \"S0\"\ntitle = \"Made up\"\ndate = 2024-02-12\n",
    );
    let signs = [
        "beh.physical.present",
        "beh.economic.present",
        "beh.isolating.present",
        "beh.tech_facilitated.present",
        "need.housing",
        "child.any_0_17",
        "eng.agrees_to_referral",
    ];
    let contexts = ["\"ipv\"", "\"familial\"", "\"ipv\", \"teen_ipv\"", "\"capva\""];
    let tiers = ["\"standard\", \"medium\"", "\"medium\", \"high\"", "\"high\", \"immediate\"", "\"standard\""];
    for number in 0..pathways {
        let year = 2018 + dice.roll(8);
        let _ = write!(
            text,
            "\n[[pathway]]\nid = \"p{number}\"\nname = \"Service {number}\"\nfor = \"person\"\nprevention = \"tertiary\"\ntype = \"behaviour_change\"\nroute = \"direct\"\n\
             how = \"Ask.\"\nsays = \"Help.\"\nstatus = \"windows\"\nbefore = \"unconfirmed\"\nafter = \"ended\"\n\
             windows = [{{ from = {year}-04-01, to = {}-03-31, source = \"S0\" }}]\nsource = \"S0\"\ninstead = [\"action.specialist_advice\"]\n",
            year + 1 + dice.roll(3)
        );
        let mut criterion = |id: &str, met: String, scope: &str| {
            let _ = write!(text, "\n[[pathway.criterion]]\nid = \"{id}\"\nmet = {{ {met} }}\nsays = \"It is so.\"\nsource = \"S0\"\n{scope}");
        };
        criterion("kind", format!("\"rel.context\" = [{}]", contexts[dice.roll(contexts.len())]), "scope = \"By law. S0\"\n");
        criterion("tier", format!("tier = [{}]", tiers[dice.roll(tiers.len())]), "");
        let (one, other) = (signs[dice.roll(signs.len())], signs[dice.roll(signs.len())]);
        criterion("signs", format!("any = [{{ \"{one}\" = \"yes\" }}, {{ \"{other}\" = \"yes\" }}]"), "");
        if version == 1 && number + 1 == pathways {
            criterion("one_more", "\"eng.safe_to_discuss\" = \"yes\"".into(), "");
        }
    }
    text
}
