//! The format's own program (`age`, https://age-encryption.org) opens what is sealed here, and what it seals is opened here.
//! `cargo xtask test --full` installs it and sets `WAYMARK_AGE`; without it these tests say that they were left out.

use crate::{TOLD, WORDS};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use waymark::seal::{SealFault, open, open_with, seal, seal_to};

/// The format's programs, where they are to be used.
fn is_there() -> bool {
    let there = std::env::var_os("WAYMARK_AGE").is_some();
    if !there {
        eprintln!("left out: WAYMARK_AGE is not set (`cargo xtask test --full` sets it)");
    }
    there
}

/// A folder of its own, which goes in the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("waymark-seal-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn age() -> Command {
    let mut age = Command::new("age");
    age.stdin(Stdio::null());
    age
}

/// `age` takes a passphrase from a terminal alone: `expect` is one, and answers each question with it.
fn age_in_a_terminal(arguments: &[&str], passphrase: &str) -> bool {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/seal/terminal.exp");
    let mut expect = Command::new("expect");
    expect.args(["-f", script]).args(arguments).env("WAYMARK_WORDS", passphrase).stdin(Stdio::null());
    expect.status().expect("expect").success()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A key that the format's own program made: its public and its secret half.
fn key(folder: &Folder) -> (String, String, PathBuf) {
    let path = folder.0.join("key.txt");
    let made = Command::new("age-keygen").arg("-o").arg(&path).stderr(Stdio::null()).status().expect("age-keygen");
    assert!(made.success());
    let file = fs::read_to_string(&path).unwrap();
    let public = file.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap().to_owned();
    let secret = file.lines().find(|line| line.starts_with("AGE-SECRET-KEY-")).unwrap().to_owned();
    (public, secret, path)
}

#[test]
fn the_formats_own_program_opens_what_is_sealed_to_a_key() {
    if !is_there() {
        return;
    }
    let folder = Folder::new("to-key");
    let (public, _, key) = key(&folder);
    for plain in [TOLD.to_vec(), Vec::new(), vec![7; 200_000]] {
        let sealed = folder.put("sealed.age", &seal_to(&plain, &public).unwrap());
        let opened = age().args(["--decrypt", "-i"]).arg(&key).arg(&sealed).output().expect("age");
        assert!(opened.status.success() && opened.stdout == plain, "{}", String::from_utf8_lossy(&opened.stderr));
    }
}

#[test]
fn what_the_formats_own_program_seals_to_a_key_is_opened() {
    if !is_there() {
        return;
    }
    let folder = Folder::new("from-key");
    let (public, secret, _) = key(&folder);
    let plain = folder.put("plain.json", TOLD);
    for armour in [&["--armor"][..], &[]] {
        let sealed = age().args(["-r", &public]).args(armour).arg(&plain).output().expect("age").stdout;
        assert_eq!(open_with(&sealed, &secret), Ok(TOLD.to_vec()));
        assert_eq!(open(&sealed, WORDS), Err(SealFault::ForAKey));
    }
}

#[test]
fn the_formats_own_program_opens_what_is_sealed_with_a_passphrase() {
    if !is_there() {
        return;
    }
    let folder = Folder::new("to-words");
    let words = "zażółć gęślą jaźń 7";
    for passphrase in [WORDS, words] {
        let sealed = folder.put("sealed.age", &seal(TOLD, passphrase).unwrap());
        let out = folder.0.join("out.json");
        assert!(age_in_a_terminal(&["--decrypt", "-o", text(&out), text(&sealed)], passphrase));
        assert_eq!(fs::read(&out).unwrap(), TOLD);
        fs::remove_file(&out).unwrap();
        assert!(!age_in_a_terminal(&["--decrypt", "-o", text(&out), text(&sealed)], "another passphrase"));
    }
}

#[test]
fn what_the_formats_own_program_seals_with_a_passphrase_is_opened() {
    if !is_there() {
        return;
    }
    let folder = Folder::new("from-words");
    let (plain, sealed) = (folder.put("plain.json", TOLD), folder.0.join("sealed.age"));
    for armour in [&["--armor"][..], &[]] {
        let arguments = [&["--passphrase"], armour, &["-o", text(&sealed), text(&plain)]].concat();
        assert!(age_in_a_terminal(&arguments, WORDS));
        let bytes = fs::read(&sealed).unwrap();
        assert_eq!(open(&bytes, WORDS), Ok(TOLD.to_vec()));
        assert_eq!(open(&bytes, "another passphrase"), Err(SealFault::WrongPassphrase));
        fs::remove_file(&sealed).unwrap();
    }
}
