//! What is said, apart from where it is said. The texts stand in `public/words/<language>.toml`.

/// The words of one language, by key.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Language, as in the `lang` attribute.
    pub lang: String,
    /// Keys and texts, sorted by key.
    pub texts: Vec<(String, String)>,
}

impl Words {
    /// The text of a key, if it has one.
    pub fn find(&self, key: &str) -> Option<&str> {
        let place = self.texts.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok()?;
        Some(&self.texts[place].1)
    }

    /// The text of a key. A key without a text shows itself; a test makes sure that none does.
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The text of a key with each `{name}` replaced.
    pub fn fill(&self, key: &str, parts: &[(&str, &str)]) -> String {
        parts.iter().fold(self.say(key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}
