//! What is said, apart from where it is said. The texts stand in `public/words`.

use super::Language;

/// The words of one language, by key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The language.
    pub language: Language,
    /// Keys and texts, sorted by key.
    pub texts: Vec<(String, String)>,
    /// Keys, and the forms of what is counted, as the language has them; sorted by key.
    pub counts: Vec<(String, Vec<String>)>,
}

impl Words {
    /// The text of a key, if it has one.
    pub fn find(&self, key: &str) -> Option<&str> {
        find(&self.texts, key).map(String::as_str)
    }

    /// The text of a key. A key without a text shows itself; a test makes sure that none does.
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The text of a key with each `{name}` replaced.
    pub fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        filled(self.say(key), parts)
    }

    /// What is to be said before the words of a translation that nobody has checked yet.
    pub fn notice(&self) -> Option<&str> {
        if self.language.reviewed { None } else { self.find("language.not_reviewed") }
    }

    /// The form of a key that a count takes, with `{count}` replaced.
    pub fn count(&self, key: &str, count: usize) -> String {
        let form = find(&self.counts, key).and_then(|forms| forms.get(self.language.form(count)).or(forms.last()));
        filled(form.map_or(key, String::as_str), &[("count", &count.to_string())])
    }
}

fn find<'w, T>(list: &'w [(String, T)], key: &str) -> Option<&'w T> {
    let place = list.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok()?;
    Some(&list[place].1)
}

fn filled(text: &str, parts: &[(&str, &str)]) -> String {
    parts.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
