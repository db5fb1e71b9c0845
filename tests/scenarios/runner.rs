//! The runner itself: a scenario that is wrong fails, and says where.

use super::coverage::{self, Shown};
use super::form::Never;
use super::{Outcome, outcome, read, run};

const BASE: &str = "# A page\n\n```base: a sign\non = 2024-06-01\narea.person = norfolk\nrel.kind = ex_partner\nflag.strangulation = yes\n```\n";

/// What is wrong with a page that has one case with these answers and these expectations.
fn wrong(answers: &str, expected: &str) -> Vec<String> {
    faults(&format!("{BASE}\n## A case\n\nSomebody.\n\n```answers\n{answers}\n```\n```expected\n{expected}\n```\n"))
}

fn faults(text: &str) -> Vec<String> {
    let (page, mut faults) = read(&[("page.md".into(), text.into())]);
    faults.extend(run(&page.cases).1);
    faults
}

#[track_caller]
fn right(expected: &str) {
    assert_eq!(wrong("like: a sign", expected), Vec::<String>::new(), "{expected}");
}

/// One fault, in the line of the first expectation, with all of these in it.
#[track_caller]
fn differs(expected: &str, parts: &[&str]) {
    let wrong = wrong("like: a sign", expected);
    assert_eq!(wrong.len(), 1, "{expected}: {wrong:?}");
    assert!(wrong[0].starts_with("page.md:18: "), "{wrong:?}");
    parts.iter().for_each(|part| assert!(wrong[0].contains(part), "no {part:?} in {wrong:?}"));
}

#[test]
fn each_kind_of_line_can_hold() {
    for line in [
        "tier: high",
        "mode: professional",
        "still possible: high, immediate",
        "fired: H5",
        "stops: none",
        "set aside: nothing",
        "actions: marac_referral, set_review",
        "no action: call_999, no_contact",
        "first action: marac_referral",
        "missing: person.age_band",
        "guidance: keep_what_they_said",
        "no guidance: no_interview",
        "norfolk/change_project: cannot tell because age, running, recommended, route via_panel",
        "norfolk/cara: not eligible because no_serious_sign and standard_risk, unconfirmed",
        "norfolk/marac: eligible",
        "instead of norfolk/cara: norfolk/change_project",
    ] {
        right(line);
    }
}

#[test]
fn each_kind_of_line_can_fail() {
    differs("tier: medium", &["tier", "expected medium", "found high"]);
    differs("mode: community", &["expected community", "found professional"]);
    differs("still possible: high", &["still possible", "expected high", "found high, immediate"]);
    differs("fired: H5, M1", &["expected H5, M1", "found H5"]);
    differs("fired: none", &["expected none", "found H5"]);
    differs("stops: possible_victim", &["expected possible_victim", "found none"]);
    differs("set aside: child.impact", &["expected child.impact"]);
    differs("actions: call_999", &["expected action call_999"]);
    differs("no action: marac_referral", &["expected no action marac_referral"]);
    differs("actions in order: marac_referral", &["expected marac_referral, found "]);
    differs("first action: call_999", &["first action", "expected call_999", "found marac_referral"]);
    differs("missing: flag.strangulation", &["expected missing flag.strangulation"]);
    differs("missing: nothing", &["expected none", "now.danger"]);
    differs("guidance: no_interview", &["expected guidance no_interview"]);
    differs("no guidance: keep_what_they_said", &["expected no guidance keep_what_they_said"]);
    differs("recommended: none", &["expected none", "norfolk/marac"]);
    differs("norfolk/marac: not eligible", &["norfolk/marac", "expected not eligible", "found eligible"]);
    differs("norfolk/marac: gap", &["expected gap", "found running"]);
    differs("norfolk/marac: not recommended", &["expected not recommended", "found recommended"]);
    differs("norfolk/cara: recommended", &["expected recommended", "found not recommended"]);
    differs("norfolk/marac: route court", &["expected court", "found direct"]);
    differs("norfolk/cara: not eligible because adult", &["because adult", "no_serious_sign"]);
    differs("norfolk/change_project: cannot tell because partner", &["because partner", "because age"]);
    differs("instead of norfolk/cara: norfolk/nidas", &["instead of norfolk/cara", "expected norfolk/nidas"]);
    differs("norfolk/nobody: eligible", &["norfolk/nobody", "found none of that name"]);
}

#[test]
fn every_difference_is_told() {
    assert_eq!(wrong("like: a sign", "tier: medium\nstops: possible_victim\nnorfolk/marac: not eligible, gap").len(), 4);
}

#[test]
fn a_line_that_is_not_understood_fails() {
    for (line, part) in [
        ("tier high", "what: value"),
        ("teir: high", "teir"),
        ("norfolk/marac: perhaps", "perhaps"),
        ("norfolk/marac: eligible because adult", "because"),
        ("norfolk/marac: running because adult", "because"),
        ("actions: none", "expected names"),
    ] {
        let wrong = wrong("like: a sign", line);
        assert!(wrong.len() == 1 && wrong[0].starts_with("page.md:18: ") && wrong[0].contains(part), "{line}: {wrong:?}");
    }
}

#[test]
fn answers_are_read_strictly() {
    for (answers, part) in [
        ("like: a signal", "a signal"),
        ("like: a sign\nflag.strangled = yes", "flag.strangled"),
        ("like: a sign\nflag.strangulation = perhaps", "yes, no, unknown"),
        ("like: a sign\nflag.strangulation: yes", "fact = answer"),
        ("like: a sign\nperson.age = young", "whole number"),
        ("like: a sign\nperson.age = 34\nperson.age = 35", "twice"),
        ("like: a sign\nrel.context = ipv", "can be asked"),
        ("like: a sign\non = yesterday", "YYYY-MM-DD"),
        ("like: a sign\nadapt = bsl, signing", "interpreter"),
        ("like: a sign\nsource.person.age = a friend", "victim_told_me"),
        ("like: a sign\nperson.age = 34\nperson.age_band = 16_17", "band"),
        ("flag.strangulation = yes", "expected a day"),
    ] {
        let wrong = wrong(answers, "tier: high");
        assert!(wrong.first().is_some_and(|first| first.starts_with("page.md:") && first.contains(part)), "{answers}: {wrong:?}");
    }
}

#[test]
fn answers_are_taken_back_and_lists_are_read() {
    assert_eq!(wrong("like: a sign\nflag.strangulation = not asked", "tier: not enough known\nfired: N1"), Vec::<String>::new());
    assert_eq!(wrong("like: a sign\nchild.any_0_17 = no\nchild.impact = fear, direct_harm", "set aside: child.impact"), Vec::<String>::new());
    assert_eq!(wrong("like: a sign\nadapt = none of these\nsource.flag.strangulation = victim_told_me", "tier: high"), Vec::<String>::new());
}

#[test]
fn a_block_in_the_wrong_place_fails() {
    let answers = "```answers\nlike: a sign\n```\n";
    let expected = "```expected\ntier: high\n```\n";
    for (text, part) in [
        (format!("## A case\n\nSomebody.\n\n{answers}"), "what must come out"),
        (format!("## A case\n\nSomebody.\n\n{expected}"), "expected answers before it"),
        (format!("## A case\n\n{answers}{expected}"), "sentences"),
        (format!("## A case\n\nSomebody.\n\n{answers}{expected}{answers}{expected}"), "a second"),
        (format!("## A case\n\nSomebody.\n\n{answers}```expectations\ntier: high\n```\n"), "expected"),
        (format!("## A case\n\nSomebody.\n\n{answers}```expected on monday\ntier: high\n```\n"), "expected a day"),
        (format!("## A case\n\nSomebody.\n\n{answers}```expected\n```\n"), "a line of what must come out"),
        (format!("## A case\n\nSomebody.\n\n{answers}```expected\ntier: high\n"), "end of the block"),
        ("```json\n{}\n```\n".into(), "json"),
        ("```base: a sign\non = 2024-06-01\n```\n".into(), "a new name"),
        ("## `norfolk/cara`\n\n```never\nperhaps\n```\n".into(), "not eligible: reason"),
    ] {
        let wrong = faults(&format!("{BASE}\n{text}"));
        assert!(!wrong.is_empty() && wrong.iter().any(|wrong| wrong.contains(part)), "{text}: {wrong:?}");
    }
}

#[test]
fn a_case_holds_on_each_of_its_days() {
    let text = |second: &str| {
        let days = format!(
            "```expected on 2025-03-31\nnorfolk/change_project: running\n```\n```expected on 2025-04-01\nnorfolk/change_project: {second}\n```\n"
        );
        faults(&format!("{BASE}\n## A case\n\nSomebody.\n\n```answers\nlike: a sign\n```\n{days}"))
    };
    assert_eq!(text("ended"), Vec::<String>::new());
    assert_eq!(text("running").len(), 1);
}

#[test]
fn what_holds_everywhere_stands_over_the_base_and_under_the_case() {
    let page = |own: &str| {
        let everywhere = "```everywhere\nrel.kind = sibling\n```\n";
        let expected = "```expected\nnorfolk/change_project: not eligible because partner\n```\n";
        faults(&format!("{BASE}\n{everywhere}\n## A case\n\nSomebody.\n\n```answers\nlike: a sign\nperson.age = 34\n{own}\n```\n{expected}"))
    };
    assert_eq!(page(""), Vec::<String>::new());
    assert!(page("rel.kind = ex_partner")[0].contains("expected not eligible, found eligible"));
}

#[test]
fn what_is_not_shown_is_named() {
    let Outcome { page, shown, .. } = outcome();
    let kept = |shown: &&Shown<'static>| {
        !["`norfolk/cara`", "`H7`", "`no_contact`", "`SR7`", "`possible_victim`"].iter().any(|id| shown.section.contains(id))
    };
    let shown: Vec<Shown<'_>> = shown.iter().filter(kept).map(|shown| Shown { ..*shown }).collect();
    let absent = coverage::of_pathways(&shown, &page.never);
    for one in ["norfolk/cara: eligible", "norfolk/cara: not_eligible", "norfolk/cara: cannot_tell", "norfolk/cara: a day before its windows"] {
        assert!(absent.iter().any(|absent| absent == one), "{one} in {absent:?}");
    }
    assert_eq!(coverage::of_rules(&shown), ["rule H7", "action no_contact", "stop possible_victim", "safety rule SR7"]);
    let reasons = coverage::of_criteria(&shown);
    assert!(reasons.contains(&"norfolk/cara: cannot_tell because standard_risk".into()) && reasons.iter().all(|one| one.starts_with("norfolk/cara")));
    assert!(coverage::of_pathways(&shown, &[]).contains(&"national/fallback: cannot_tell".into()));
}

#[test]
fn an_exception_must_be_proved() {
    let never = |id: &str, eligibility: &'static str, reason: &str| {
        coverage::may_be(&Never { at: "page.md:1".into(), section: format!("`{id}`"), eligibility, reason: reason.into() })
    };
    assert_eq!(never("national/victim_helplines", "cannot_tell", "it has no criteria"), None);
    assert_eq!(never("national/respect_phoneline", "cannot_tell", "every answer settles it"), None);
    assert_eq!(never("national/fallback", "cannot_tell", "it asks only whether something is recommended"), None);
    for (id, eligibility, reason, part) in [
        ("national/clares_law", "cannot_tell", "it has no criteria", "it has criteria"),
        ("national/clares_law", "cannot_tell", "it asks only whether something is recommended", "asks for more"),
        ("national/respect_phoneline", "not_eligible", "every answer settles it", "it is not_eligible for one"),
        ("national/adult_safeguarding", "cannot_tell", "every answer settles it", "it is cannot_tell for one"),
        ("norfolk/cara", "cannot_tell", "every answer settles it", "more than answers"),
        ("norfolk/cara", "cannot_tell", "nobody asks", "a reason that can be proved"),
        ("norfolk/nobody", "cannot_tell", "it has no criteria", "a heading with a pathway"),
    ] {
        let found = never(id, eligibility, reason).unwrap_or_default();
        assert!(found.starts_with("page.md:1: ") && found.contains(part), "{id} {reason}: {found}");
    }
}
