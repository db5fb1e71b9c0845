//! The words that people read keep the rules of `language.toml`: respectful, precise, plain, without score or promise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "language/reading.rs"]
mod reading;
mod support;
#[path = "language/texts.rs"]
mod texts;

use std::collections::BTreeSet;
use std::sync::OnceLock;
use support::bundle;
use texts::{Group, Text};
use toml::{Table, Value};
use waymark::packs::text::files::PackFiles;
use waymark::prove::{claims, needs};

/// All texts that somebody reads, each once for its place.
fn all() -> &'static [Text] {
    static ALL: OnceLock<Vec<Text>> = OnceLock::new();
    let needs = || needs::read(&PackFiles::built_in(), bundle()).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let claims = || claims::read(&PackFiles::built_in(), bundle()).unwrap_or_else(|faults| panic!("{}", faults[0]));
    let for_authors = || texts::of_words(&texts::for_authors());
    let lists = || [texts::of_bundle(bundle()), texts::of_needs(&needs()), texts::of_claims(&claims()), for_authors()];
    ALL.get_or_init(|| lists().into_iter().flatten().collect())
}

fn rules() -> &'static Table {
    static RULES: OnceLock<Table> = OnceLock::new();
    RULES.get_or_init(|| include_str!("language.toml").parse().expect("TOML"))
}

fn entries<'t>(table: &'t Table, key: &str) -> Vec<&'t Table> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table).collect()
}

fn text<'t>(table: &'t Table, key: &str) -> &'t str {
    table.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'t>(table: &'t Table, key: &str) -> Vec<&'t str> {
    table.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// A text as its words alone, small, one space before and after each: phrases are then found whole.
fn plain(text: &str) -> String {
    let words: Vec<String> = reading::words(text).map(|word| word.replace('\u{2019}', "'").trim_matches('\'').to_lowercase()).collect();
    format!(" {} ", words.join(" "))
}

/// A phrase to look for. A star at an end stands for the rest of that word.
struct Phrase {
    core: String,
    open_start: bool,
    open_end: bool,
}

impl Phrase {
    fn read(written: &str) -> Phrase {
        let core = plain(written.trim_matches('*')).trim().to_owned();
        Phrase { core, open_start: written.starts_with('*'), open_end: written.ends_with('*') }
    }

    /// The words of a plain text that it finds, whole.
    fn find(&self, text: &str) -> Option<String> {
        text.match_indices(&self.core).find_map(|(at, core)| {
            let (before, after) = (&text[..at], &text[at + core.len()..]);
            let (head, tail) = (before.rsplit(' ').next().unwrap_or_default(), after.split(' ').next().unwrap_or_default());
            let whole = (head.is_empty() || (self.open_start && head.len() > 1)) && (tail.is_empty() || self.open_end);
            whole.then(|| format!("{head}{core}{tail}"))
        })
    }
}

fn phrases(rule: &Table) -> Vec<Phrase> {
    list(rule, "words").into_iter().map(Phrase::read).collect()
}

/// What phrases find in a plain text, the rule's exceptions left out. Exceptions that were needed are noted by their place.
fn caught(rule: &Table, phrases: &[Phrase], at: &str, plainly: &str, needed: &mut BTreeSet<usize>) -> Vec<String> {
    let hits = |text: &str| phrases.iter().filter_map(|phrase| phrase.find(text)).collect::<Vec<_>>();
    let mut found = hits(plainly);
    let mut left = plainly.to_owned();
    for (place, except) in entries(rule, "except").into_iter().enumerate() {
        if found.is_empty() {
            break;
        }
        match (text(except, "within"), text(except, "at")) {
            ("", start) if at.starts_with(start) => left.clear(),
            ("", _) => {}
            (within, _) => left = left.replace(&plain(within), " "),
        }
        let still = hits(&left);
        if still.len() < found.len() {
            needed.insert(place);
        }
        found = still;
    }
    found
}

#[test]
fn no_word_is_used_that_is_to_be_avoided() {
    let plainly: Vec<(&Text, String)> = all().iter().map(|said| (said, plain(&said.says))).collect();
    let mut found = Vec::new();
    for rule in entries(rules(), "avoid") {
        let (phrases, mut needed) = (phrases(rule), BTreeSet::new());
        for (said, plain) in &plainly {
            for word in caught(rule, &phrases, &said.at, plain, &mut needed) {
                found.push(format!("{}: \"{word}\" in \"{}\"\n    use: {}\n    why: {}", said.at, said.says, text(rule, "use"), text(rule, "why")));
            }
        }
        let excepted = entries(rule, "except");
        let idle = excepted.iter().enumerate().filter(|(place, _)| !needed.contains(place));
        found.extend(idle.map(|(_, except)| format!("an exception that nothing needs: {}{}", text(except, "within"), text(except, "at"))));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_rule_is_whole_and_awake() {
    let avoid = entries(rules(), "avoid");
    assert!(avoid.len() >= 20, "{}", avoid.len());
    for rule in avoid {
        for key in ["use", "why", "source", "catches"] {
            assert!(!text(rule, key).is_empty(), "{:?} has no `{key}`", list(rule, "words"));
        }
        assert!(
            entries(rule, "except").iter().all(|except| !text(except, "because").is_empty()),
            "{:?}: an exception without a reason",
            list(rule, "words")
        );
        let found = caught(rule, &phrases(rule), "", &plain(text(rule, "catches")), &mut BTreeSet::new());
        assert!(!found.is_empty(), "{} misses \"{}\"", list(rule, "words").join(", "), text(rule, "catches"));
    }
    for rule in entries(rules(), "written") {
        assert!(!written_as_it_must(rule, text(rule, "catches")), "{} misses \"{}\"", text(rule, "word"), text(rule, "catches"));
        assert!(list(rule, "as").iter().all(|form| written_as_it_must(rule, form)));
    }
}

#[test]
fn phrases_are_found_as_whole_words() {
    let said = plain("Recognised: the person's 'honour', e.g. its size.");
    assert_eq!(said, " recognised the person's honour e g its size ");
    let find = |phrase: &str, text: &str| Phrase::read(phrase).find(text);
    assert_eq!(find("honour", &said).as_deref(), Some("honour"));
    assert_eq!(find("recognis*", &said).as_deref(), Some("recognised"));
    assert_eq!(find("e.g.", &said).as_deref(), Some("e g"));
    assert_eq!(find("son's", &said), None);
    assert_eq!(find("hon", &said), None);
    assert_eq!(find("*ize", " to organize it ").as_deref(), Some("organize"));
    assert_eq!(find("*ized", " its size "), None);
}

/// Wherever the word stands, it stands in one of its forms.
fn written_as_it_must(rule: &Table, says: &str) -> bool {
    let stands = says.to_lowercase().matches(text(rule, "word")).count();
    let well: usize = list(rule, "as").iter().map(|form| says.matches(form).count()).sum();
    stands == well
}

#[test]
fn words_of_one_form_have_that_form() {
    for rule in entries(rules(), "written") {
        let wrong: Vec<String> =
            all().iter().filter(|said| !written_as_it_must(rule, &said.says)).map(|said| format!("{}: \"{}\"", said.at, said.says)).collect();
        assert!(wrong.is_empty(), "{}: {}\n{}", text(rule, "word"), text(rule, "why"), wrong.join("\n"));
        assert!(all().iter().any(|said| plain(&said.says).contains(text(rule, "word"))), "nothing says {}", text(rule, "word"));
    }
}

/// A text without the citations that stand in square brackets.
fn uncited(text: &str) -> String {
    text.split('[').map(|part| part.split_once(']').map_or(part, |(_, after)| after)).collect()
}

#[test]
fn nothing_is_shouted() {
    let known = rules()["capitals"].as_table().expect("a table");
    let mut used = BTreeSet::new();
    for said in all() {
        assert!(!said.says.contains('!'), "{}: \"{}\"", said.at, said.says);
        let shouted = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
        for word in uncited(&said.says).split(|c: char| !c.is_alphanumeric()).filter(shouted) {
            assert!(known.contains_key(word), "{}: {word} in \"{}\"", said.at, said.says);
            used.insert(word.to_owned());
        }
    }
    let idle: Vec<&String> = known.keys().filter(|word| !used.contains(*word)).collect();
    assert!(idle.is_empty(), "nothing says {idle:?}");
}

#[test]
fn no_sentence_is_too_long() {
    let table = rules()["sentences"].as_table().expect("a table");
    let longest = table["longest"].as_integer().expect("a number") as usize;
    let longer: Vec<&str> = entries(table, "longer").into_iter().map(|except| text(except, "says")).collect();
    assert!(longer.len() <= 5, "a short list");
    let too_long = |sentence: &&str| reading::words(sentence).count() > longest && !longer.contains(sentence);
    let found: Vec<String> = all()
        .iter()
        .flat_map(|said| reading::sentences(&said.says).into_iter().filter(too_long).map(|sentence| format!("{}: \"{sentence}\"", said.at)))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn sentences_end_where_they_end() {
    let said = "Call 999. You can say: \"I hear you.\" You can wait? Yes: 0.5 is no end.";
    assert_eq!(reading::sentences(said), ["Call 999.", "You can say: \"I hear you.\"", "You can wait?", "Yes: 0.5 is no end."]);
}

#[test]
fn syllables_are_counted_as_they_are_heard() {
    let known = [
        "a eye else safe homes noise makes used called known year their through people's:2 don't real ones stays cared tried trained needs",
        "person:2 harmed children:2 abuse:2 service:2 police:2 people:2 able:2 little:2 table:2 wanted:2 changes:2 partner:2 quiet:2 being:2 doing:2",
        "seeing:2 agrees:2 safely:2 someone:2 sometimes:2 create:2 baby:2 carried:2 worries:2 married:2 unknown:2 courses:2 programme:2 frightened:2",
        "safeguarding:3 behaviour:3 violence:3 referral:3 specialist:3 agreement:3 area:3 idea:3 area's:3 assessment:3 serious:3 domestic:3 suicide:3",
        "recorded:3 decided:3 period:3 violent:3 conviction:3 anyone:3 everyone:3 themselves:2 social:2 special:2 patient:2 services:3 yes MARAC 999",
        "emergency:4 situation:4 interpreter:4 immediate:4 relationship:4 associate:4 usually:4",
    ];
    for item in known.iter().flat_map(|line| line.split(' ')) {
        let (word, count) = item.split_once(':').map_or((item, 1), |(word, count)| (word, count.parse().unwrap()));
        assert_eq!(reading::syllables(word), count, "{word}");
    }
}

#[test]
fn the_grade_follows_the_formula() {
    // Six words, one sentence, seven syllables: 0.39 * 6 + 11.8 * 7 / 6 - 15.59.
    assert!((reading::grade("The cat sat on the table.") - (2.34 + 11.8 * 7.0 / 6.0 - 15.59)).abs() < 1e-9);
    let hard = "Organisations should endeavour to facilitate multidisciplinary communication regarding safeguarding responsibilities.";
    assert!(reading::grade(hard) > 15.0 && reading::grade("Call them. Then wait.") < 2.0);
}

/// Names of services and terms of law count as one short word each.
fn without_names(says: &str, names: &[&str]) -> String {
    names.iter().fold(uncited(says), |text, name| text.replace(name, "name"))
}

#[test]
fn it_is_easy_to_read() {
    let table = rules()["reading"].as_table().expect("a table");
    let limit = |key: &str| table[key].as_float().expect("a number");
    let names = list(table, "names");
    let idle: Vec<&&str> = names.iter().filter(|name| !all().iter().any(|said| said.says.contains(**name))).collect();
    assert!(idle.is_empty(), "names that nothing says: {idle:?}");
    let mut report = Vec::new();
    let mut good = true;
    for group in [Group::Questions, Group::Hints, Group::Guidance, Group::Pathways, Group::Words, Group::Other] {
        let once: BTreeSet<&str> = all().iter().filter(|said| said.group == group && can_be_graded(said)).map(|said| said.says.as_str()).collect();
        let mut graded: Vec<(f64, &str)> = once.into_iter().map(|says| (reading::grade(&without_names(says, &names)), says)).collect();
        graded.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (median, tenth) = (graded[graded.len() / 2].0, graded[graded.len() * 9 / 10].0);
        let hardest = graded.last().map_or(0.0, |last| last.0);
        good &= median <= limit("median") && tenth < limit("worst_tenth") && hardest <= limit("hardest");
        report.push(format!("{group:?}: {} texts, median {median:.1}, nine in ten below {tenth:.1}, hardest {hardest:.1}", graded.len()));
        report.extend(graded.iter().rev().take(12).map(|(grade, says)| format!("    {grade:4.1} {says}")));
    }
    assert!(good, "{}", report.join("\n"));
}

/// The formula says nothing of a label, or of a sentence of four words, by itself: these are graded together.
fn can_be_graded(said: &Text) -> bool {
    !matches!(said.group, Group::Words | Group::Other) || (said.says.ends_with(['.', '?']) && reading::words(&said.says).count() > 4)
}

#[test]
fn all_words_together_are_easy_to_read() {
    let table = rules()["reading"].as_table().expect("a table");
    let names = list(table, "names");
    let together = |of: &dyn Fn(&Text) -> bool| {
        let once: BTreeSet<&str> = all().iter().filter(|said| of(said)).map(|said| said.says.as_str()).collect();
        let text: String = once.iter().map(|says| format!("{}. ", without_names(says, &names).trim_end_matches(['.', '?', ':']))).collect();
        (once.len(), reading::grade(&text))
    };
    let (texts, grade) = together(&|_| true);
    let (labels, of_labels) = together(&|said| !can_be_graded(said));
    let limit = table["together"].as_float().expect("a number");
    assert!(grade <= limit && of_labels <= limit && labels > 300 && texts > 2_000, "{texts} texts: {grade:.1}, {labels} labels: {of_labels:.1}");
}

#[test]
fn the_walk_misses_no_text() {
    let walked: BTreeSet<&str> = all().iter().map(|said| said.says.as_str()).collect();
    let mut files = PackFiles::built_in();
    files.words.push(texts::for_authors());
    let (written, strangers) = texts::of_files(&files, &bundle().words.language.tag);
    assert!(strangers.is_empty(), "keys of which nobody has said whether people read them: {strangers:?}");
    // A family's texts have the member's own words put in: `{says}` and the like.
    let (patterns, whole): (Vec<&String>, Vec<&String>) = written.iter().partition(|says| is_pattern(says));
    let missed: Vec<&&String> = whole.iter().filter(|says| !walked.contains(says.as_str())).collect();
    assert!(missed.is_empty(), "not walked: {missed:?}");
    let fits = |says: &str, pattern: &str| pattern.split(['{', '}']).step_by(2).all(|part| says.contains(part));
    let unused: Vec<&&String> = patterns.iter().filter(|pattern| !walked.iter().any(|says| fits(says, pattern))).collect();
    assert!(unused.is_empty(), "patterns of which nothing came: {unused:?}");
    // And the other way: nothing was walked that no file holds.
    let made: Vec<&&str> = walked.iter().filter(|says| !written.contains(**says) && !patterns.iter().any(|pattern| fits(says, pattern))).collect();
    assert!(made.is_empty(), "in no file: {made:?}");
    let made = walked.iter().filter(|says| !written.contains(**says)).count();
    assert_eq!(walked.len(), whole.len() + made, "each text of the files once, and those made from patterns");
    assert!(made >= 15 * 8, "15 behaviours with eight texts each, {made}");
}

/// Whether a text of the vocabulary is one in which a member's words are put.
fn is_pattern(says: &str) -> bool {
    ["{says}", "{question}", "{hint}", "{community}"].iter().any(|slot| says.contains(slot)) && !is_words_text(says)
}

/// The word files use some of the same names for what the screen fills in.
fn is_words_text(says: &str) -> bool {
    all().iter().any(|said| said.at.starts_with("words.") && said.says == says)
}
