//! The list of services holds what the packs hold, claims nothing that is not known, and says it the same on every face.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use support::{bundle, day};
use waymark::blocks::{Block, text::to_text};
use waymark::decide::explain::sources::{plain, source_words};
use waymark::decide::explain::words::day_words;
use waymark::directory::Directory;
use waymark::packs::pack::{Availability, Pathway, Status};
use waymark::packs::{Bundle, Pack};

const DAYS: [&str; 6] = ["2016-12-31", "2018-05-01", "2023-06-01", "2024-06-01", "2026-11-22", "2031-01-01"];

fn directory(area: &str, on: &str) -> Directory<'static> {
    Directory::of(bundle(), area, day(on)).expect("an area")
}

fn packs() -> impl Iterator<Item = &'static Pack> {
    bundle().areas.iter().chain([&bundle().national])
}

/// The pieces of one pathway of a pack that is listed by itself or first.
fn section(pack: &Pack, pathway: &Pathway, on: &str) -> Vec<Block> {
    let blocks = directory(&pack.id, on).blocks();
    let place = pack.pathways.iter().position(|known| known.id == pathway.id).expect("a pathway");
    let subs: Vec<usize> = (0..blocks.len()).filter(|at| matches!(blocks[*at], Block::Sub(_))).collect();
    let end = (subs[place] + 1..blocks.len()).find(|at| matches!(blocks[*at], Block::Sub(_) | Block::Heading(_))).unwrap_or(blocks.len());
    assert_eq!(blocks[subs[place]], Block::Sub(pathway.name.clone()));
    blocks[subs[place]..end].to_vec()
}

#[test]
fn every_pathway_is_there_with_all_that_its_pack_says() {
    for pack in packs() {
        for pathway in &pack.pathways {
            let text = to_text(&section(pack, pathway, "2024-06-01"));
            let mut parts = vec![pathway.says.clone(), pathway.how.clone(), pathway.delivery.clone(), source_words(bundle(), &pathway.source)];
            for criterion in &pathway.criteria {
                parts.extend([format!("- {}", criterion.says), plain(&criterion.scope).to_owned(), source_words(bundle(), &criterion.source)]);
            }
            for argument in pathway.supports.iter().chain(&pathway.against) {
                parts.extend([format!("- {}", argument.says), source_words(bundle(), &argument.source)]);
            }
            parts.extend(pathway.not_for.iter().map(|says| format!("- {says}")));
            for part in parts {
                assert!(text.contains(&part), "{}/{}: no {part:?} in {text}", pack.id, pathway.id);
            }
        }
    }
}

#[test]
fn what_is_cited_is_named_with_its_address() {
    let mut named = 0;
    for pack in packs() {
        for pathway in &pack.pathways {
            let blocks = section(pack, pathway, "2024-06-01");
            for source in pack.sources.iter().filter(|source| pathway.source.contains(&format!("[{}]", source.key))) {
                let leads = |block: &Block| matches!(block, Block::Link(text, address) if text.contains(&source.title) && *address == source.url);
                assert!(source.url.is_empty() || blocks.iter().any(leads), "{}/{}: {}", pack.id, pathway.id, source.key);
                named += 1;
            }
        }
    }
    assert!(named > 50, "{named}");
}

#[test]
fn nothing_is_said_to_run_that_is_not_known_to_run() {
    let words = |availability: Availability| bundle().words.say(&format!("explain.availability.{}", availability.id())).to_owned();
    let all =
        [Availability::Running, Availability::Ended, Availability::NotStarted, Availability::Unconfirmed, Availability::NamedOnly, Availability::Gap];
    let mut seen = Vec::new();
    for on in DAYS {
        for pack in packs() {
            for pathway in &pack.pathways {
                let text = to_text(&section(pack, pathway, on));
                let availability = pathway.status.on(day(on));
                let said: Vec<Availability> = all.into_iter().filter(|one| text.contains(&words(*one))).collect();
                assert_eq!(said, [availability], "{}/{} on {on}", pack.id, pathway.id);
                if let Some(until) = pathway.status.known_until() {
                    assert!(text.contains(&day_words(&bundle().words, until)), "{}/{} on {on}", pack.id, pathway.id);
                }
                let claims = text.contains("Known to run until") || text.contains("A public page says so");
                let windows = matches!(pathway.status, Status::Windows { .. });
                assert_eq!(claims, windows && availability == Availability::Running, "{}/{} on {on}", pack.id, pathway.id);
                seen.push(availability);
            }
        }
    }
    assert!(all.into_iter().all(|one| seen.contains(&one)), "{seen:?}");
}

#[test]
fn contacts_and_local_words_are_there_with_the_day_of_their_check() {
    for pack in packs() {
        let text = directory(&pack.id, "2024-06-01").to_text();
        for contact in &pack.contacts {
            assert!(text.contains(&format!("- {}: {}", contact.name, contact.phone)), "{}", contact.id);
            let checked = day_words(&bundle().words, contact.checked);
            assert!(!contact.confirmed || text.contains(&format!("The number was checked on {checked}.")), "{}", contact.id);
            assert!(contact.confirmed || text.contains("Nobody has checked this number"), "{}", contact.id);
        }
        pack.locals.iter().for_each(|local| assert!(text.contains(&local.says), "{}", local.action));
    }
}

#[test]
fn an_area_is_named_by_its_pack_or_by_a_place_in_it() {
    let headings = |area: &str| -> Vec<String> {
        let blocks = directory(area, "2024-06-01").blocks();
        blocks.into_iter().filter_map(|block| if let Block::Heading(text) = block { Some(text) } else { None }).collect()
    };
    assert_eq!(headings("sussex_east"), headings("sussex"));
    assert!(headings("sussex").iter().any(|heading| heading.starts_with("Every area")));
    assert!(headings("national").iter().all(|heading| heading.starts_with("Every area")));
    let all = headings("");
    packs().for_each(|pack| assert_eq!(all.iter().filter(|heading| **heading == format!("{}: services", pack.title)).count(), 1, "{}", pack.id));
    for unknown in ["atlantis", "wales", "Norfolk", "norfolk "] {
        assert!(Directory::of(bundle(), unknown, day("2024-06-01")).is_none(), "{unknown}");
    }
}

#[test]
fn the_page_says_what_the_text_says() {
    for pack in packs() {
        let (html, text) = (directory(&pack.id, "2024-06-01").to_html(), directory(&pack.id, "2024-06-01").to_text());
        for sign in ["<html lang=\"en\" dir=\"ltr\">", "<title>", "<main id=\"main\">", "href=\"#main\"", "<nav aria-label="] {
            assert!(html.contains(sign), "{sign}");
        }
        for forbidden in ["<script", "javascript:", "onclick", " style=", "directory.type", "directory.works", "directory.route", "explain."] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
        let read = read(&html).to_lowercase();
        for line in text.lines().map(|line| line.trim_start_matches(['-', '#', ' '])).filter(|line| !line.is_empty()) {
            for part in line.split([':', '<', '>']).map(str::trim) {
                assert!(read.contains(&part.to_lowercase()), "{part:?} of {line:?}");
            }
        }
    }
}

#[test]
fn what_a_pack_holds_stays_text_in_the_page() {
    let mut wild: Bundle = bundle().clone();
    let tag = "<img src=x onerror=alert(1)>&\"'";
    for pathway in &mut wild.areas[0].pathways {
        for text in [&mut pathway.name, &mut pathway.says, &mut pathway.how, &mut pathway.source] {
            text.push_str(tag);
        }
    }
    for source in &mut wild.areas[0].sources {
        source.title.push_str(tag);
        source.url = "javascript:alert(1)".into();
    }
    let area = wild.areas[0].id.clone();
    let html = Directory::of(&wild, &area, day("2024-06-01")).expect("an area").to_html();
    assert!(!html.contains("<img") && !html.contains("javascript:"));
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;"));
}

/// The words of a page without its tags, the addresses of links behind them.
fn read(html: &str) -> String {
    let (head, body) = html.split_once("</nav>").expect("a list of contents");
    let title = head.split_once("<header>").and_then(|(_, title)| title.split_once("</header>")).expect("a header").0;
    let body = format!("{title}{body}");
    let mut out = String::new();
    for part in body.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        if let Some((_, rest)) = tag.split_once("href=\"") {
            out.extend([" ", rest.split('"').next().unwrap_or_default(), " "]);
        }
        out.push_str(text);
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].iter().fold(out, |out, (from, to)| out.replace(from, to))
}
