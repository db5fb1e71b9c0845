//! A language's translations: its `.po` files, checked, and a bundle with every text replaced by them.

use std::collections::{BTreeSet, HashMap};

use super::fault::{Fault, Faults};
use super::files::PackFile;
use super::plural;
use super::po::{Entry, Po, told_twice};
use super::words::about;
use crate::packs::{Bundle, Language};

/// What the header of a file must say, and what it is in `Language`.
const HEADER: [(&str, &str); 4] = [("X-Language-Name", "name"), ("X-Direction", "direction"), ("Plural-Forms", "plural"), ("X-Review", "review")];

/// The texts of one language.
#[derive(Clone, Debug, Default)]
pub struct Translation {
    /// The language.
    pub language: Language,
    /// By the one place that a text is for, if it is for one, and the English text.
    texts: HashMap<(Option<String>, String), String>,
    /// The forms of what is counted, by the English form for one.
    counts: HashMap<String, Vec<String>>,
}

impl Translation {
    /// Reads the files of a language. What is not translated yet is left out; what is translated wrongly is a fault.
    pub fn read(tag: &str, files: &[PackFile]) -> Result<Translation, Vec<Fault>> {
        let faults = Faults::default();
        let read: Vec<(PackFile, Po)> = files.iter().map(|file| (file.clone(), Po::read(file, &faults))).collect();
        told_twice(&read, &faults);
        let mut translation = Translation::default();
        for (file, po) in &read {
            let language = header(tag, file, po, &faults);
            let first = file.name == files[0].name;
            if !first && language != translation.language {
                faults.add(Fault::at(file, 0..0, "the header is not that of the other files", format!("make it that of {}", files[0].name)));
            }
            translation.language = language;
            let forms = plural::forms(po.about("Plural-Forms").unwrap_or_default()).map_or(0, |(count, _)| count);
            po.entries.iter().filter(|entry| entry.is_done()).for_each(|entry| {
                for (wrong, mend) in wrong(entry, forms, &translation.language) {
                    faults.add_with(|| Fault::at(file, entry.span.clone(), wrong, mend));
                }
                translation.take(entry);
            });
        }
        let found = faults.into_sorted();
        if found.is_empty() { Ok(translation) } else { Err(found) }
    }

    fn take(&mut self, entry: &Entry) {
        if entry.plural.is_some() {
            self.counts.insert(entry.id.clone(), entry.says.clone());
        } else {
            self.texts.insert((entry.place.clone(), entry.id.clone()), entry.says.concat());
        }
    }

    /// The translation of a text: the one for this very place, else the one for all.
    fn text(&self, place: &str, english: &str) -> Option<&String> {
        let of = |place: Option<String>| self.texts.get(&(place, english.to_owned()));
        of(Some(place.into())).or_else(|| of(None))
    }
}

fn header(tag: &str, file: &PackFile, po: &Po, faults: &Faults) -> Language {
    let mut language = Language { tag: tag.into(), ..Language::default() };
    let wrong = |key: &str, mend: String| faults.add(Fault::at(file, 0..0, format!("`{key}` in the header is missing or wrong"), mend));
    if po.about("Language") != Some(tag) {
        wrong("Language", format!("write \"Language: {tag}\\n\", as the folder is called"));
    }
    for (key, name) in HEADER {
        // A translation is never the original, which alone needs no review.
        let says = po.about(key).filter(|says| *says != "original");
        if let Err(mend) = about(&mut language, name, says.unwrap_or_default()) {
            wrong(key, mend.into());
        }
    }
    language
}

/// What is wrong in a translation, and how to mend it: nothing that is filled in, cited or counted may be lost or made up.
fn wrong(entry: &Entry, forms: usize, language: &Language) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if entry.plural.is_some() && entry.says.len() != forms {
        found.push((
            format!("{} forms of a count", entry.says.len()),
            format!("write msgstr[0] to msgstr[{}], as Plural-Forms says", forms.saturating_sub(1)),
        ));
    }
    for (form, says) in entry.says.iter().enumerate() {
        // A form for one count alone need not say the count.
        let single = language.forms.iter().filter(|known| usize::from(**known) == form).count() == 1;
        let english: Vec<&String> = entry.plural.iter().chain((entry.plural.is_none() || single).then_some(&entry.id)).collect();
        for (kind, parts) in KEPT {
            if !english.iter().any(|english| parts(english) == parts(says)) {
                let wanted: Vec<String> = parts(english[0]).into_iter().collect();
                found.push((format!("{kind} not as in the English"), format!("have these and no others: {}", wanted.join(" "))));
            }
        }
    }
    found
}

/// What a translation keeps as it is.
type Parts = fn(&str) -> BTreeSet<String>;
const KEPT: [(&str, Parts); 4] = [
    ("what is filled in is", |text| between(text, '{', '}')),
    ("what is cited is", |text| between(text, '[', ']')),
    ("numbers are", numbers),
    ("spaces at the ends are", |text| ends(text)),
];

fn between(text: &str, open: char, close: char) -> BTreeSet<String> {
    let inner = text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0));
    inner.map(|inner| format!("{open}{inner}{close}")).collect()
}

fn numbers(text: &str) -> BTreeSet<String> {
    text.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| !digits.is_empty()).map(str::to_owned).collect()
}

fn ends(text: &str) -> BTreeSet<String> {
    let at = |is: bool, says: &str| is.then(|| says.to_owned());
    at(text.starts_with(' '), "a space before").into_iter().chain(at(text.ends_with(' '), "a space after")).collect()
}

impl Bundle {
    /// The same bundle in another language. Ids, order, rules and the vocabulary's digest stay, and so do all answers. A text
    /// without a translation stays as it is, so that packs of a host can be shown too.
    pub fn translated(&self, by: &Translation) -> Bundle {
        let mut bundle = self.clone();
        bundle.each_text(&mut |place, _, says| {
            if let Some(text) = by.text(place, says) {
                says.clone_from(text);
            }
        });
        for ((_, forms), (_, english)) in bundle.words.counts.iter_mut().zip(&self.words.counts) {
            if let Some(translated) = english.first().and_then(|one| by.counts.get(one)) {
                forms.clone_from(translated);
            }
        }
        bundle.words.language = by.language.clone();
        bundle
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::packs::text::{built_in, file};

    const HEADER: &str = concat!(
        "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"X-Language-Name: Polski\\n\"\n\"X-Direction: ltr\\n\"\n\"X-Review: not reviewed\\n\"\n",
        "\"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n\"\n\n"
    );

    fn read(entries: &str) -> Result<Translation, Vec<String>> {
        Translation::read("pl", &[file("a.po", &format!("{HEADER}{entries}"))]).map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    fn told(entries: &str, part: &str) {
        let faults = read(entries).err().unwrap_or_default();
        assert!(faults.iter().any(|fault| fault.contains(part)), "{entries}: {faults:?}");
    }

    #[test]
    fn a_bundle_is_translated_text_by_text_and_stays_the_same_otherwise() {
        let english = built_in().unwrap_or_default();
        let polish = read(concat!(
            "msgid \"Continue\"\nmsgstr \"Dalej\"\n\n#, fuzzy\nmsgid \"Back\"\nmsgstr \"Plecy\"\n\n",
            "msgctxt \"vocabulary.tri.yes\"\nmsgid \"Yes\"\nmsgstr \"Owszem\"\n\nmsgid \"Yes\"\nmsgstr \"Tak\"\n\n",
            "msgid \"1 more page before you check your answers.\"\nmsgid_plural \"About {count} more pages before you check your answers.\"\n",
            "msgstr[0] \"Jeszcze jedna strona.\"\nmsgstr[1] \"Jeszcze {count} strony.\"\nmsgstr[2] \"Jeszcze {count} stron.\"\n"
        ));
        let bundle = english.translated(&polish.unwrap_or_default());
        assert_eq!(bundle.words.say("page.continue"), "Dalej");
        assert_eq!(bundle.words.say("page.back"), "Back", "what a tool guessed is not shown");
        let yes = |of: &str| bundle.vocabulary.choices(bundle.vocabulary.find(of).unwrap())[0].says.clone();
        assert_eq!(bundle.vocabulary.tri[0].says, "Owszem");
        assert_eq!(yes("now.danger"), "Tak");
        let left = |count| bundle.words.count("progress.left", count);
        assert_eq!([1, 3, 12, 22].map(left), ["Jeszcze jedna strona.", "Jeszcze 3 strony.", "Jeszcze 12 stron.", "Jeszcze 22 strony."]);
        let grew = |count| bundle.words.count("progress.grew", count);
        assert_eq!(grew(5), "Your last answers added 5 to the pages that are left.", "untranslated: the English form");
        assert_eq!((bundle.words.language.name.as_str(), bundle.words.language.reviewed), ("Polski", false));
        assert_eq!(bundle.vocabulary.digest, english.vocabulary.digest);
        let back = Bundle::read(&bundle.to_bytes()).unwrap_or_default();
        assert_eq!(format!("{back:?}"), format!("{bundle:?}"));
    }

    #[test]
    fn what_is_lost_or_made_up_is_a_fault() {
        told("msgid \"Call {phone} now\"\nmsgstr \"Teraz {telefon}\"\n", "{phone}");
        told("msgid \"Call 999\"\nmsgstr \"Prosimy 112\"\n", "numbers");
        told("msgid \"From 16. [LEG-DAA]\"\nmsgstr \"Od 16.\"\n", "[LEG-DAA]");
        told("msgid \"and \"\nmsgstr \"i\"\n", "spaces");
        told("msgid \"1 page\"\nmsgid_plural \"{count} pages\"\nmsgstr[0] \"1\"\nmsgstr[1] \"{count}\"\n", "2 forms");
        told("msgid \"1 page\"\nmsgid_plural \"{count} pages\"\nmsgstr[0] \"1\"\nmsgstr[1] \"2\"\nmsgstr[2] \"{count}\"\n", "{count}");
        assert!(read("msgid \"Call 999\"\nmsgstr \"\"\n").is_ok(), "not yet translated is no fault here");
    }

    #[test]
    fn what_is_no_po_file_is_a_fault_with_its_line() {
        told("msgid \"a\"\n", "a.po:9:1");
        told("msgid \"a\nmsgstr \"b\"\n", "no text in quotes");
        told("msgid \"a\\q\"\nmsgstr \"b\"\n", "no text in quotes");
        told("msgstr \"b\"\n", "out of order");
        told("msgid \"a\"\nmsgstr[1] \"b\"\n", "out of order");
        told("mgsid \"a\"\nmsgstr \"b\"\n", "`mgsid`");
        told("\"a\"\n", "belongs to nothing");
        told("msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n", "translated already");
        told("msgid \"\"\nmsgstr \"Language: pl\\n\"\n", "header once");
        let two = [file("a.po", HEADER), file("b.po", &HEADER.replace("ltr", "rtl"))];
        assert!(Translation::read("pl", &two).is_err_and(|faults| faults[0].file == "b.po"));
        for (part, of) in [
            ("Language: pl", "Language: cy"),
            ("X-Review: not", "X-Review: half"),
            ("X-Review: not reviewed", "X-Review: original"),
            ("Plural-Forms: nplurals=3", "Plural-Forms: x"),
        ] {
            assert!(Translation::read("pl", &[file("a.po", &HEADER.replace(part, of))]).is_err(), "{of}");
        }
    }

    #[test]
    fn a_file_is_written_as_it_was_read() {
        let text = format!(
            "{HEADER}# a note\n#. a hint\n#: a.place\n#, fuzzy\nmsgctxt \"a.place\"\nmsgid \"say \\\"a\\\"\\n\"\nmsgstr \"\\\\\"\n\nmsgid \"1\"\nmsgid_plural \"n\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n"
        );
        let po = Po::read(&file("a.po", &text), &Faults::default());
        assert_eq!(po.to_string(), text);
        assert!(po.entries.iter().all(|entry| !entry.is_done()));
    }
}
