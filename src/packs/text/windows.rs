//! Reads when a pathway runs: its status and its windows.

use super::table::Entry;
use crate::packs::pack::{Availability, Status, Window};

/// Reads the status of a pathway, with its windows where it has some.
pub fn status(entry: &Entry<'_>) -> Status {
    let statuses = [("windows", 0), ("standing", 1), ("named_only", 2), ("gap", 3)];
    let found = entry.one_of("status", &statuses);
    let status = match found {
        Some(1) => Status::Standing,
        Some(2) => Status::NamedOnly,
        Some(3) => Status::Gap,
        // What is meant shows in what stands there.
        None if !entry.has("windows") => return Status::Gap,
        _ => return windows(entry),
    };
    let written = entry.text("status");
    for key in ["windows", "before", "after"].iter().filter(|key| entry.value(key).is_some()) {
        let wrong = format!("`{key}` says nothing beside status = \"{written}\"");
        let mend = format!("write status = \"windows\" if a source says when it runs, or take `{key}` out");
        entry.fault_beside(entry.span_of(key), wrong, mend, (entry.span_of("status"), "because of this status"));
    }
    status
}

fn windows(entry: &Entry<'_>) -> Status {
    let befores = [("unconfirmed", Availability::Unconfirmed), ("not_started", Availability::NotStarted)];
    let afters = [("ended", Availability::Ended), ("unconfirmed", Availability::Unconfirmed)];
    let before = entry.value("before").and_then(|value| entry.name_of(value, &befores));
    let after = entry.value("after").and_then(|value| entry.name_of(value, &afters));
    let entries = entry.entries("windows");
    let mut windows: Vec<(Window, &Entry<'_>)> = entries.iter().filter_map(|entry| Some((window(entry)?, entry))).collect();
    windows.sort_by_key(|(window, _)| window.from);
    for pair in windows.windows(2).filter(|pair| pair[1].0.from <= pair[0].0.to) {
        let ((earlier, beside), (later, at)) = (&pair[0], &pair[1]);
        let wrong = format!("this window begins on {}, before the one that ends on {} is over", later.from, earlier.to);
        at.fault_beside(at.span.clone(), wrong, "make them one, or let the second begin later", (beside.span.clone(), "the one that is not over"));
    }
    if entries.is_empty() {
        let (wrong, mend) = (
            "there are no windows",
            "add `windows = [ { from = 2024-04-01, to = 2025-03-31, source = \"…\" } ]`, or use standing, named_only or gap",
        );
        entry.fault(entry.span_of(if entry.has("windows") { "windows" } else { "status" }), wrong, mend);
    }
    Status::Windows {
        windows: windows.into_iter().map(|(window, _)| window).collect(),
        before: before.unwrap_or(Availability::Unconfirmed),
        after: after.unwrap_or(Availability::Ended),
    }
}

/// A window of a contract, or the time for which a page's word is taken; none where its days are not known.
fn window(entry: &Entry<'_>) -> Option<Window> {
    let source = entry.text("source");
    let window = if ["checked", "recheck_months"].iter().any(|key| entry.has(key)) { page(entry, source) } else { contract(entry, source) };
    entry.done();
    window
}

fn contract(entry: &Entry<'_>, source: String) -> Option<Window> {
    entry.required_day("from");
    entry.required_day("to");
    let (from, to) = (entry.day("from")?, entry.day("to")?);
    if to < from {
        entry.fault(entry.span.clone(), format!("this window ends on {to}, before it begins"), "put the earlier day in `from`");
        return None;
    }
    Some(Window { from, to, stale: false, source })
}

fn page(entry: &Entry<'_>, source: String) -> Option<Window> {
    entry.required_day("checked");
    if !entry.has("recheck_months") {
        entry.missing("recheck_months", "add how many months the page's word is taken for, such as `recheck_months = 12`".into());
    }
    if entry.value("to").is_some() {
        let mend = "take `to` out, as it follows from `checked` and `recheck_months`; or take those two out and write from and to";
        entry.fault(entry.span_of("to"), "`to` says nothing beside `checked`", mend);
    }
    let (months, checked) = (entry.whole_number("recheck_months")?, entry.day("checked")?);
    if months == 0 {
        entry.fault(entry.span_of("recheck_months"), "no time for which the page's word is taken", "write 1 or more months");
        return None;
    }
    let (from, to) = (entry.day("from").unwrap_or(checked), checked.after_months(months.into()));
    if to < from {
        let wrong = format!("this window begins on {from}, but the page checked on {checked} is only taken at its word until {to}");
        entry.fault(entry.span_of("from"), wrong, "put in `from` the first day that the page gives, and in `checked` the day on which it was read");
        return None;
    }
    Some(Window { from, to, stale: true, source })
}
