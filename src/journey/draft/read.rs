//! Reads the JSON of a draft strictly: its size and depth are bounded, no key stands twice, none is missing and none is unknown.
//! What it names is not looked up here: ids that a later vocabulary has dropped are no fault.

use std::collections::BTreeSet;

use super::fault::{DraftFault, What};
use super::{LARGEST, VERSION};
use crate::facts::Day;
use crate::facts::raw::{DEEPEST, Raw};
use crate::journey::beforehand::{LONGEST_NAME, is_name};
use crate::packs::Mode;

/// A draft as it was written, by names.
pub struct Draft {
    pub made: Day,
    /// Id and digest of each pack.
    pub packs: Vec<(String, String)>,
    pub vocabulary: String,
    pub mode: Mode,
    pub answers: Vec<(String, Raw)>,
    pub beforehand: Vec<FilledIn>,
    pub typed: Vec<(String, String)>,
    pub details: Vec<(String, String)>,
    pub opened: Vec<(String, usize)>,
    pub page: String,
    pub stop: Option<String>,
    pub from_check: bool,
    /// Pages, each with the questions that stood there.
    pub trail: Vec<(String, Vec<String>)>,
    /// Stops, each with the rules that had fired.
    pub acknowledged: Vec<(String, Vec<String>)>,
    pub chosen: Vec<String>,
    pub choice_fell: bool,
    pub reason: String,
    pub fallen: Vec<String>,
    pub passed_over: Vec<String>,
    /// Contradictions.
    pub settled: Vec<String>,
    pub resume_at: String,
}

/// A value that was filled in beforehand.
pub struct FilledIn {
    pub fact: String,
    pub value: Raw,
    pub source: Option<String>,
    pub from: String,
}

/// Makes a draft of one version into one of the next.
pub type Migration = fn(Vec<(String, Raw)>) -> Vec<(String, Raw)>;

/// The migrations, each with the version it starts from. Version 1 is the first that there was.
const MIGRATIONS: &[(u64, Migration)] = &[(1, without_offers)];

/// In version 1 nothing said what had been filled in beforehand.
fn without_offers(mut members: Vec<(String, Raw)>) -> Vec<(String, Raw)> {
    members.push(("beforehand".into(), Raw::List(Vec::new())));
    members
}

/// Reads a draft.
pub fn read(bytes: &[u8]) -> Result<Draft, DraftFault> {
    if bytes.len() > LARGEST {
        return Err(DraftFault::whole(What::TooLarge, format!("{} bytes", bytes.len()), format!("at most {LARGEST}")));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let raw: Raw = serde_json::from_slice(bytes).map_err(|fault| match fault.is_eof() && !bytes.trim_ascii().is_empty() {
        true => DraftFault::whole(What::CutOff, "JSON that ends too early", "the whole of it"),
        false => DraftFault::whole(What::NotJson, "no JSON", "a draft"),
    })?;
    if raw.depth() > DEEPEST {
        return Err(DraftFault::whole(What::NotADraft, "JSON nested too deep", format!("at most {DEEPEST} levels")));
    }
    draft(brought_up(raw, MIGRATIONS, VERSION)?)
}

/// Brings a draft of an earlier version up to the latest, step by step.
pub fn brought_up(raw: Raw, migrations: &[(u64, Migration)], latest: u64) -> Result<Raw, DraftFault> {
    let not_a_draft = |found: String| DraftFault::whole(What::NotADraft, found, "an object with \"waymark_draft\"");
    let Raw::Object(mut members) = raw else { return Err(not_a_draft(raw.describe())) };
    let mark = members.iter().position(|(key, _)| key == super::MARK).ok_or_else(|| not_a_draft("an object without it".into()))?;
    let Raw::Whole(mut version) = members[mark].1 else { return Err(not_a_draft(members[mark].1.describe())) };
    if version > latest {
        return Err(DraftFault::whole(What::Newer, format!("version {version}"), format!("at most {latest}")));
    }
    while version < latest {
        let migration = migrations.iter().find(|(from, _)| *from == version);
        members = migration.ok_or_else(|| not_a_draft(format!("version {version}, which there never was")))?.1(members);
        version += 1;
        members.iter_mut().filter(|(key, _)| key == super::MARK).for_each(|(_, value)| *value = Raw::Whole(version));
    }
    Ok(Raw::Object(members))
}

fn draft(raw: Raw) -> Result<Draft, DraftFault> {
    once(&raw, "")?;
    let mut of = Members::of(raw, "")?;
    let day = of.text("made")?;
    let made = Day::parse(&day).ok_or_else(|| DraftFault::broken("/made", format!("\"{day}\""), "a day as YYYY-MM-DD"))?;
    let mode = of.text("mode")?;
    let modes = [Mode::Professional, Mode::Community];
    let mode =
        modes.into_iter().find(|known| known.id() == mode).ok_or_else(|| DraftFault::broken("/mode", mode, modes.map(Mode::id).join(" or ")))?;
    let mut place = Members::of(of.take("place")?, "/place")?;
    let (page, stop) = (place.text("page")?, place.take("stop")?);
    let stop = text_or_none(stop, "/place/stop")?;
    place.end()?;
    of.take(super::MARK)?;
    let draft = Draft {
        made,
        mode,
        page,
        stop,
        packs: of.each("packs", |mut pack| {
            let named = (pack.text("id")?, pack.text("digest")?);
            pack.text("version")?;
            pack.end()?;
            Ok(named)
        })?,
        vocabulary: of.text("vocabulary")?,
        answers: of.members("answers")?,
        beforehand: of.each("beforehand", FilledIn::read)?,
        typed: of.texts("typed")?,
        details: of.texts("details")?,
        opened: of.counts("opened")?,
        from_check: of.flag("from_check")?,
        trail: of.each("trail", |visit| visit.named("page", "facts"))?,
        acknowledged: of.each("acknowledged", |stop| stop.named("stop", "rules"))?,
        chosen: of.names("chosen")?,
        choice_fell: of.flag("choice_fell")?,
        reason: of.text("reason")?,
        fallen: of.names("fallen")?,
        passed_over: of.names("passed_over")?,
        settled: of.names("settled")?,
        resume_at: of.text("resume_at")?,
    };
    of.end()?;
    Ok(draft)
}

impl FilledIn {
    fn read(mut of: Members) -> Result<FilledIn, DraftFault> {
        let (fact, value, from) = (of.text("fact")?, of.take("value")?, of.text("from")?);
        let source = text_or_none(of.take("source")?, &of.at("source"))?;
        if !from.is_empty() && !is_name(&from) {
            return Err(DraftFault::broken(of.at("from"), "no name", format!("plain text of at most {LONGEST_NAME} characters")));
        }
        of.end()?;
        Ok(FilledIn { fact, value, source, from })
    }
}

/// Whether each key of every object stands once.
fn once(raw: &Raw, at: &str) -> Result<(), DraftFault> {
    match raw {
        Raw::Object(members) => {
            let mut seen = BTreeSet::new();
            for (key, value) in members {
                let here = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                if !seen.insert(key) {
                    return Err(DraftFault::broken(here, "the same key twice", "each key once"));
                }
                once(value, &here)?;
            }
            Ok(())
        }
        Raw::List(items) => items.iter().enumerate().try_for_each(|(place, item)| once(item, &format!("{at}/{place}"))),
        _ => Ok(()),
    }
}

/// The members of one object, taken out one by one; one that is left in the end is nobody's.
struct Members {
    at: String,
    left: Vec<(String, Raw)>,
}

impl Members {
    fn of(raw: Raw, at: impl Into<String>) -> Result<Members, DraftFault> {
        let at = at.into();
        match raw {
            Raw::Object(left) => Ok(Members { at, left }),
            other => Err(DraftFault::broken(at, other.describe(), "an object")),
        }
    }

    fn at(&self, key: &str) -> String {
        format!("{}/{key}", self.at)
    }

    fn take(&mut self, key: &str) -> Result<Raw, DraftFault> {
        let place = self.left.iter().position(|(name, _)| name == key);
        place.map(|place| self.left.swap_remove(place).1).ok_or_else(|| DraftFault::broken(self.at(key), "nothing", "a value"))
    }

    fn end(&self) -> Result<(), DraftFault> {
        self.left.first().map_or(Ok(()), |(key, _)| Err(DraftFault::broken(self.at(key), "an unknown key", "only keys of this version")))
    }

    fn text(&mut self, key: &str) -> Result<String, DraftFault> {
        let at = self.at(key);
        text(self.take(key)?, &at)
    }

    fn flag(&mut self, key: &str) -> Result<bool, DraftFault> {
        match self.take(key)? {
            Raw::Bool(flag) => Ok(flag),
            other => Err(DraftFault::broken(self.at(key), other.describe(), "true or false")),
        }
    }

    fn members(&mut self, key: &str) -> Result<Vec<(String, Raw)>, DraftFault> {
        let at = self.at(key);
        Ok(Members::of(self.take(key)?, at)?.left)
    }

    fn texts(&mut self, key: &str) -> Result<Vec<(String, String)>, DraftFault> {
        let at = self.at(key);
        self.members(key)?.into_iter().map(|(name, raw)| Ok((name, text(raw, &at)?))).collect()
    }

    fn counts(&mut self, key: &str) -> Result<Vec<(String, usize)>, DraftFault> {
        let at = self.at(key);
        self.members(key)?.into_iter().map(|(name, raw)| Ok((name, count(raw, &at)?))).collect()
    }

    fn each<T>(&mut self, key: &str, read: impl Fn(Members) -> Result<T, DraftFault>) -> Result<Vec<T>, DraftFault> {
        let at = self.at(key);
        let items = list(self.take(key)?, &at)?;
        items.into_iter().enumerate().map(|(place, item)| read(Members::of(item, format!("{at}/{place}"))?)).collect()
    }

    fn names(&mut self, key: &str) -> Result<Vec<String>, DraftFault> {
        let at = self.at(key);
        list(self.take(key)?, &at)?.into_iter().map(|item| text(item, &at)).collect()
    }

    /// An object of a name and a list of names.
    fn named(mut self, name: &str, list: &str) -> Result<(String, Vec<String>), DraftFault> {
        let named = (self.text(name)?, self.names(list)?);
        self.end()?;
        Ok(named)
    }
}

fn text(raw: Raw, at: &str) -> Result<String, DraftFault> {
    match raw {
        Raw::Text(text) => Ok(text),
        other => Err(DraftFault::broken(at, other.describe(), "text")),
    }
}

fn text_or_none(raw: Raw, at: &str) -> Result<Option<String>, DraftFault> {
    if raw == Raw::Null { Ok(None) } else { text(raw, at).map(Some) }
}

fn count(raw: Raw, at: &str) -> Result<usize, DraftFault> {
    match raw {
        Raw::Whole(number) if number < 1_000 => Ok(number as usize),
        other => Err(DraftFault::broken(at, other.describe(), "a whole number below 1000")),
    }
}

fn list(raw: Raw, at: &str) -> Result<Vec<Raw>, DraftFault> {
    match raw {
        Raw::List(items) => Ok(items),
        other => Err(DraftFault::broken(at, other.describe(), "a list")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A version 0 that never was, in which the place was the name of a page.
    fn placed(mut members: Vec<(String, Raw)>) -> Vec<(String, Raw)> {
        for (_, value) in members.iter_mut().filter(|(key, _)| key == "place") {
            *value = Raw::Object(vec![("page".into(), value.clone()), ("stop".into(), Raw::Null)]);
        }
        members
    }

    fn raw(text: &str) -> Raw {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn an_earlier_version_is_brought_up_where_there_is_a_way_and_refused_where_there_is_none() {
        let old = r#"{"waymark_draft": 0, "place": "case"}"#;
        let new = r#"{"waymark_draft": 1, "place": {"page": "case", "stop": null}}"#;
        assert_eq!(brought_up(raw(old), &[(0, placed)], 1), Ok(raw(new)));
        assert_eq!(brought_up(raw(new), &[(0, placed)], 1), Ok(raw(new)));
        assert_eq!(brought_up(raw(old), &[(0, |same| same), (1, placed)], 2).map(|draft| draft.depth()), Ok(2));
        assert_eq!(brought_up(raw(old), MIGRATIONS, VERSION).unwrap_err().what, What::NotADraft);
        let brought = brought_up(raw(new), MIGRATIONS, VERSION);
        assert_eq!(brought, Ok(raw(r#"{"waymark_draft": 2, "place": {"page": "case", "stop": null}, "beforehand": []}"#)));
        assert_eq!(brought_up(raw(r#"{"waymark_draft": 3}"#), MIGRATIONS, VERSION).unwrap_err().what, What::Newer);
    }

    #[test]
    fn a_later_version_may_begin_with_anything_but_its_own_number() {
        for text in [r#"{"waymark_draft": "1"}"#, r#"{"waymark_draft": -1}"#, r#"{"waymark_draft": 1.5}"#, "{}", "[]", "1"] {
            assert_eq!(brought_up(raw(text), MIGRATIONS, VERSION).unwrap_err().what, What::NotADraft, "{text}");
        }
    }
}
