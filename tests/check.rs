//! `waymark check` on broken packs: each as an author would break it, with what must come out beside it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use waymark::lint;
use waymark::packs::text::files::PackFiles;
use waymark::packs::text::{file, load, show};
use waymark::prove::needs;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn check(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_waymark")).current_dir(ROOT).arg("check").args(arguments).output().expect("the program")
}

/// The broken packs: files, and folders whose files stand in the place of those of `base`.
fn broken() -> Vec<PathBuf> {
    let all = std::fs::read_dir(Path::new(ROOT).join("tests/broken")).unwrap().map(|item| item.unwrap().path());
    let mut broken: Vec<PathBuf> =
        all.filter(|path| path.extension().is_none_or(|extension| extension == "toml") && !path.ends_with("base")).collect();
    broken.sort();
    broken
}

fn files(case: &Path) -> Vec<PathBuf> {
    if case.is_file() {
        return vec![case.into()];
    }
    let mut files: Vec<PathBuf> = std::fs::read_dir(case).unwrap().map(|item| item.unwrap().path()).collect();
    files.sort();
    files
}

fn shown(path: &Path) -> &str {
    path.strip_prefix(ROOT).unwrap().to_str().unwrap()
}

/// The lines at which a fault must point: those marked `# <- here`, and those after a line with `# v here`.
fn marked(path: &Path) -> BTreeSet<(String, usize)> {
    let text = std::fs::read_to_string(path).unwrap();
    let place = |(number, line): (usize, &str)| match (line.contains("# <- here"), line.contains("# v here")) {
        (true, _) => Some(number + 1),
        (_, true) => Some(number + 2),
        _ => None,
    };
    text.lines().enumerate().filter_map(place).map(|line| (shown(path).to_owned(), line)).collect()
}

/// The place that the first line of each fault gives: file, line, column.
fn places(out: &str) -> Vec<(String, usize, usize)> {
    let place = |line: &str| {
        let mut parts = line.splitn(4, ':');
        let (file, line, column, rest) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
        (file.ends_with(".toml") && rest.contains("; ")).then(|| (file.to_owned(), line, column))
    };
    out.lines().filter_map(place).collect()
}

#[test]
fn every_broken_pack_is_told_as_it_should_be() {
    let write = std::env::var_os("WAYMARK_WRITE").is_some();
    let cases = broken();
    assert!(cases.len() >= 60, "{}", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let files = files(case);
        let names: Vec<&str> = files.iter().map(|path| shown(path)).collect();
        let base: &[&str] = if case.is_dir() { &["--packs", "tests/broken/base"] } else { &[] };
        let output = check(&[base, &names].concat());
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(1), "{}: {out}{}", case.display(), String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty() && !out.contains('\u{1b}'));
        let pointed: BTreeSet<(String, usize)> = places(&out).into_iter().map(|(file, line, _)| (file, line)).collect();
        let marked: BTreeSet<(String, usize)> = files.iter().flat_map(|path| marked(path)).collect();
        assert!(!marked.is_empty(), "{} has no mark", case.display());
        assert_eq!(pointed, marked, "{}\n{out}", case.display());
        let beside =
            if case.is_dir() { case.join("../").join(format!("{}.txt", case.file_name().unwrap().display())) } else { case.with_extension("txt") };
        if write {
            std::fs::write(&beside, &out).unwrap();
        } else if std::fs::read_to_string(&beside).unwrap_or_default() != out {
            wrong.push(format!("{}:\n{out}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "not as written beside it (WAYMARK_WRITE=1 writes it anew):\n{}", wrong.join("\n"));
}

/// The marks under a line stand under the column that the first line names.
#[test]
fn every_fault_is_one_line_then_its_lines_with_marks() {
    for case in broken() {
        let text = std::fs::read_to_string(if case.is_dir() { PathBuf::from(format!("{}.txt", case.display())) } else { case.with_extension("txt") });
        let text = text.unwrap_or_default();
        for block in text.split("\n\n").filter(|block| block.contains(".toml:")) {
            let (first, drawing) = block.split_once('\n').expect("marks");
            assert_eq!(places(first).len(), 1, "{block}");
            let (_, line, _) = places(first).remove(0);
            assert!(
                drawing.lines().any(|drawn| drawn.trim_start().starts_with(&format!("{line} | ")) || drawn.trim() == format!("{line} |")),
                "{block}"
            );
            assert!(drawing.contains('^'), "{block}");
        }
        assert!(text.ends_with(" found\n"), "{}", case.display());
    }
}

fn scratch(name: &str, bytes: &[u8]) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

const GOOD: &str = "id = \"wales\"\nversion = \"1.0.0\"\ntitle = \"Wales\"\nareas = [\"wales\"]\nchecked = 2026-11-22\n";

/// Exit 2, nothing on standard output, one line that says all of this.
#[track_caller]
fn refused(path: &str, parts: &[&str]) {
    let began = Instant::now();
    let output = check(&[path]);
    let error = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(output.stdout.is_empty() && error.matches('\n').count() == 1 && error.starts_with(path), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(5));
    parts.iter().for_each(|part| assert!(error.contains(part), "no {part:?} in {error:?}"));
}

#[test]
fn what_is_no_text_file_is_refused() {
    refused(&scratch("utf16le.toml", &[&[0xff, 0xfe][..], b"i\0d\0"].concat()), &[":1:1:", "UTF-16", "save the file as UTF-8"]);
    refused(&scratch("utf16be.toml", &[&[0xfe, 0xff][..], b"\0i\0d"].concat()), &[":1:1:", "UTF-16"]);
    refused(&scratch("latin1.toml", b"id = \"x\"\ntitle = \"Caf\xe9\"\n"), &[":2:13:", "not UTF-8"]);
    refused(env!("CARGO_TARGET_TMPDIR"), &["found a folder", "--packs"]);
    refused("/dev/null", &["a device"]);
    refused("/no/such/pack.toml", &["No such file"]);
}

#[test]
fn a_file_too_large_to_be_a_pack_is_refused_unread() {
    let path = scratch("large.toml", b"");
    std::fs::File::options().write(true).open(&path).unwrap().set_len(50 * 1024 * 1024).unwrap();
    refused(&path, &["52428800 bytes", "4194304 at most"]);
}

/// The faults of one pack that is made here, each with its first line.
#[track_caller]
fn found(name: &str, text: &str) -> String {
    let output = check(&[&scratch(name, text.as_bytes())]);
    assert_eq!(output.status.code(), Some(1), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_byte_order_mark_is_accepted_and_takes_no_column() {
    let output = check(&[&scratch("bom.toml", format!("\u{feff}{GOOD}").as_bytes())]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(found("bom-fault.toml", &format!("\u{feff}idd = 1\n{GOOD}")).contains("bom-fault.toml:1:1: `idd` is not known here"));
    assert!(found("two-boms.toml", &format!("{GOOD}\u{feff}")).contains("two-boms.toml:6:1: "));
}

#[test]
fn windows_line_ends_are_accepted() {
    assert_eq!(check(&[&scratch("crlf.toml", GOOD.replace('\n', "\r\n").as_bytes())]).status.code(), Some(0));
    let out = found("crlf-fault.toml", &GOOD.replace("title", "tilte").replace('\n', "\r\n"));
    assert!(out.contains("crlf-fault.toml:3:1: `tilte` is not known here (`tilte`); did you mean `title`?\n") && !out.contains('\r'), "{out:?}");
    assert!(found("cr.toml", &GOOD.replace('\n', "\r")).contains("cr.toml:1:"));
}

#[test]
fn characters_that_no_text_has_are_named() {
    assert!(found("nul.toml", &GOOD.replace("Wales", "Wa\0les")).contains("nul.toml:3:12: a NUL byte (`␀`); take it out"));
    assert!(
        found("escape.toml", &GOOD.replace("Wales", "\u{1b}[2JWales")).contains("escape.toml:3:10: a control character (U+001B) (`␛`); take it out")
    );
    let hidden = found("hidden.toml", &GOOD.replace("areas = [\"wales\"]", "areas = [\"w\\u001b[2J\\u202eales\"]"));
    assert!(!hidden.contains(['\u{1b}', '\u{202e}']), "{hidden:?}");
}

#[test]
fn an_empty_file_is_told_as_such() {
    for (name, text) in [("empty.toml", ""), ("blank.toml", "\n \n"), ("bom-only.toml", "\u{feff}")] {
        assert!(found(name, text).contains(&format!("{name}:1:1: this file is empty; write a pack into it")));
    }
    assert!(found("remarks.toml", "# to be written\n").contains("remarks.toml:1:1: `id` is missing"));
}

#[test]
fn depth_does_not_overflow() {
    let times = |text: &str, times: usize| text.repeat(times);
    let deep = [
        format!("{GOOD}x = {}{}\n", times("[", 100_000), times("]", 100_000)),
        format!("{GOOD}x = {}\n", times("[", 100_000)),
        format!("{GOOD}x = {}1{}\n", times("{ not = ", 100_000), times("}", 100_000)),
        format!("{GOOD}{}x = 1\n", times("x.", 100_000)),
        format!("{GOOD}[{}x]\n", times("x.", 100_000)),
    ];
    for (place, text) in deep.iter().enumerate() {
        let out = found(&format!("deep-{place}.toml"), text);
        assert!(out.contains(&format!("deep-{place}.toml:6:")) && out.contains("nested too deep") && out.len() < 5_000, "{out}");
    }
    let condition = format!("{}{{ \"harm.serious\" = \"yse\" }}{}", times("{ not = ", 70), times(" }", 70));
    let pathway = format!("{GOOD}[[pathway]]\nid = \"x\"\n[[pathway.criterion]]\nmet = {condition}\n");
    assert!(found("deep-condition.toml", &pathway).contains("has no value `yse`"));
}

#[test]
fn a_file_full_of_faults_is_told_in_time_and_in_part() {
    let began = Instant::now();
    let text = GOOD.to_owned() + &(0..200_000).map(|n| format!("k{n} = {n}\n")).collect::<String>();
    let out = found("full.toml", &text);
    assert!(out.contains("500 faults found") && out.contains("there are more faults"));
    let line = format!("{GOOD}x = [{}]\n", "\"\", ".repeat(200_000));
    assert!(found("long.toml", &line).len() < 5_000);
    let many = format!("{GOOD}{}", "[[pathway]]\n".repeat(100_000));
    assert!(found("many.toml", &many).contains("a list of 100000 entries"));
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
}

#[test]
fn two_broken_files_are_told_in_one_run() {
    let out = check(&["tests/broken/16-misspelt-value.toml", "tests/broken/30-window-ends-before-it-begins.toml"]);
    let out = String::from_utf8(out.stdout).unwrap();
    assert!(out.contains("16-misspelt-value.toml:") && out.contains("30-window-ends-before-it-begins.toml:"), "{out}");
}

/// Other commands take no broken pack: one line, exit 2.
#[test]
fn a_broken_pack_is_refused_in_one_line_elsewhere() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check-folder");
    std::fs::create_dir_all(&folder).unwrap();
    for file in PackFiles::built_in().packs {
        std::fs::write(folder.join(&file.name), file.text.replace("title = \"Norfolk\"", "title = \"\"")).unwrap();
    }
    let mut program = Command::new(env!("CARGO_BIN_EXE_waymark"));
    let output = program.args(["decide", "--packs"]).arg(&folder).stdin(std::process::Stdio::null()).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.len(), error.lines().count()), (Some(2), 0, 1), "{error}");
    assert!(error.starts_with("norfolk.toml:6:9: an empty text"), "{error}");
}

static BUILT_IN: LazyLock<PackFiles> = LazyLock::new(PackFiles::built_in);

/// A way to spoil a text by one step.
#[derive(Clone, Debug)]
enum Step {
    DeleteLine,
    DoubleLine,
    SwapLines,
    DeleteByte,
    DoubleByte,
    FlipByte(u8),
    Insert(&'static str),
    Cut,
}

fn step() -> impl Strategy<Value = Step> {
    let bits = (0_u8..8).prop_map(|bit| Step::FlipByte(1 << bit));
    let signs = ["\"", "[", "]", "{", "}", "=", ",", "#", "\n", "\\", "[[", "*", "\u{0}", "é", "日", "  "];
    let insert = proptest::sample::select(signs.to_vec()).prop_map(Step::Insert);
    prop_oneof![
        Just(Step::DeleteLine),
        Just(Step::DoubleLine),
        Just(Step::SwapLines),
        Just(Step::DeleteByte),
        Just(Step::DoubleByte),
        bits,
        insert,
        Just(Step::Cut)
    ]
}

/// The text with one step done at a place; what is no UTF-8 any more is put right as an editor would.
fn spoilt(text: &str, step: &Step, place: proptest::sample::Index) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (line, at) = (place.index(lines.len().max(1)), place.index(text.len().max(1)));
    let with_lines = |change: &dyn Fn(&mut Vec<&str>)| {
        let mut lines = lines.clone();
        change(&mut lines);
        lines.concat().into_bytes()
    };
    let mut bytes = text.as_bytes().to_vec();
    let bytes = match step {
        _ if text.is_empty() => bytes,
        Step::DeleteLine => with_lines(&|lines| {
            lines.remove(line);
        }),
        Step::DoubleLine => with_lines(&|lines| lines.insert(line, lines[line])),
        Step::SwapLines => with_lines(&|lines| lines.swap(line, line / 2)),
        Step::DeleteByte => [&text.as_bytes()[..at], &text.as_bytes()[at + 1..]].concat(),
        Step::DoubleByte => [&text.as_bytes()[..=at], &text.as_bytes()[at..]].concat(),
        Step::FlipByte(bit) => {
            bytes[at] ^= bit;
            bytes
        }
        Step::Insert(sign) => [&text.as_bytes()[..at], sign.as_bytes(), &text.as_bytes()[at..]].concat(),
        Step::Cut => bytes[..at].to_vec(),
    };
    String::from_utf8_lossy(&bytes).into_owned()
}

proptest! {
    // Each case reads four packs, which takes about 50 ms unoptimised.
    #![proptest_config(ProptestConfig { cases: 80, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoilt_pack_is_read_or_pointed_at(
        pack in any::<proptest::sample::Index>(),
        steps in proptest::collection::vec((step(), any::<proptest::sample::Index>()), 1..4),
    ) {
        let original = pack.get(&BUILT_IN.packs);
        let text = steps.iter().fold(original.text.clone(), |text, (step, place)| spoilt(&text, step, *place));
        let mut files = BUILT_IN.clone();
        let needed = ["vocabulary.toml", "journey.toml", "national.toml", &original.name];
        files.packs.retain(|file| needed.contains(&file.name.as_str()));
        files.replace(file(&original.name, &text));
        let read = load(&files);
        prop_assert!(read.as_ref().err().is_none_or(|faults| !faults.is_empty()));
        // What is read without a fault is asked whether it can mean what it says.
        for fault in read.map_or_else(|faults| faults, |bundle| [lint::faults(&files, &bundle), needs::check(&files, &bundle)].concat()) {
            let text = files.text(&fault.file);
            let line = text.split('\n').nth(fault.line - 1);
            prop_assert!(line.is_some_and(|line| fault.column >= 1 && fault.column <= line.chars().count() + 1), "{fault} is outside the file");
            prop_assert!(!fault.mend.is_empty() && !fault.to_string().contains(['\n', '\r']), "{fault}");
            prop_assert!(fault.span.start <= fault.span.end && fault.span.end <= text.len() && text.get(fault.span.clone()).is_some(), "{fault}");
            prop_assert!(show::show(&fault, text, false).contains('^'), "{fault}");
        }
    }
}
