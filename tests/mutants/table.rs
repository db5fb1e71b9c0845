//! The mutants as a page for reading.

use super::planted::{Caught, Mutant};
use std::fmt::Write;

const HEAD: &str = "# Planted faults

Each line is one fault that an author could make, planted in the built-in packs by itself (the files in this folder hold the text that is
replaced), what it would do to somebody, and what finds it: `waymark check`, or a claim of `waymark prove` (the numbers of
`public/packs/claims.toml`) with the smallest answers on which it shows. Written by `WAYMARK_WRITE=1 cargo test --test mutants`.
";

/// The whole page.
pub fn written(mutants: &[Mutant], tried: &[Caught]) -> String {
    let mut page = HEAD.to_owned();
    let listed = || mutants.iter().zip(tried);
    let count = |wanted: fn(&Caught) -> bool| tried.iter().filter(|caught| wanted(caught)).count();
    let (checked, refuted) = (count(|caught| matches!(caught, Caught::Checked(_))), count(|caught| matches!(caught, Caught::Refuted(_))));
    let _ = writeln!(
        page,
        "\n{} faults: {checked} found by `check`, {refuted} by `prove`, {} by neither.\n",
        mutants.len(),
        mutants.len() - checked - refuted
    );
    page.push_str("| fault | kind | what it would do | found by | with |\n|---|---|---|---|---|\n");
    for (mutant, caught) in listed() {
        let with = match caught {
            Caught::Checked(fault) => fault,
            Caught::Refuted(wrong) => wrong,
            Caught::Not => continue,
        };
        let _ = writeln!(page, "| {} | {} | {} | {} | {} |", mutant.name, cell(&mutant.kind), cell(&mutant.harm), mutant.caught_by, cell(with));
    }
    page.push_str("\n## What neither finds\n\n| fault | kind | what it would do | why |\n|---|---|---|---|\n");
    for (mutant, _) in listed().filter(|(_, caught)| matches!(caught, Caught::Not)) {
        let _ = writeln!(page, "| {} | {} | {} | {} |", mutant.name, cell(&mutant.kind), cell(&mutant.harm), cell(&mutant.because));
    }
    page
}

/// A text as a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
