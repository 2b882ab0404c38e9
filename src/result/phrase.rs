//! What is said in words: in English, and in Japanese where it has been put into words.

use super::Language;

/// One sentence, heading or caption in both languages of an output, written side by side so that neither is forgotten.
///
/// ```
/// use blocs::result::{Language, Phrase};
/// let said = Phrase::new("2 claims.", "主張2件。");
/// assert_eq!(said.lines(Language::Both), [("en", "2 claims."), ("ja", "主張2件。")]);
/// // What has no Japanese words is said in English, and marked as such.
/// assert_eq!(Phrase::from("2 claims.").lines(Language::Japanese), [("en", "2 claims.")]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Phrase {
    /// In English.
    pub english: String,
    /// In Japanese; empty where nobody has put it into words.
    pub japanese: String,
}

impl Phrase {
    /// The same in both languages.
    pub fn new(english: impl Into<String>, japanese: impl Into<String>) -> Self {
        Self { english: english.into(), japanese: japanese.into() }
    }
    /// A name: the English one in both, where no Japanese one is known.
    pub fn name(english: &str, japanese: &str) -> Self {
        Self::new(english, if japanese.is_empty() { english } else { japanese })
    }
    /// What an output in a language says, line by line, each with the code of the language it is in.
    pub fn lines(&self, language: Language) -> Vec<(&'static str, &str)> {
        let (english, japanese) = (("en", self.english.as_str()), ("ja", self.japanese.as_str()));
        match language {
            Language::Japanese if !self.japanese.is_empty() => vec![japanese],
            Language::Both if !self.japanese.is_empty() && self.japanese != self.english => vec![english, japanese],
            _ => vec![english],
        }
    }
    /// The same on one line.
    pub fn line(&self, language: Language) -> String {
        language.choose(&self.english, &self.japanese)
    }
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.english.is_empty()
    }
}

impl From<&str> for Phrase {
    fn from(english: &str) -> Self {
        Self::new(english, "")
    }
}

impl From<String> for Phrase {
    fn from(english: String) -> Self {
        Self::new(english, "")
    }
}
