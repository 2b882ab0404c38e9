//! A sentence that is written in English and names things, with the Japanese of each name beside it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::{Deref, Range};

use super::{Phrase, translated};

/// A sentence beside a number: a remark of a method, the title of a table. What it names it carries in both languages, so
/// that a translation puts each name where it stands and looks for none in finished text.
///
/// It reads as its English text ([`Deref`]).
///
/// ```
/// use blocs::result::{Phrase, Saying};
/// let names = [Phrase::new("UN GGE", "国連GGE"), Phrase::new("UN", "国際連合")];
/// let saying = Saying::of("left out: {} and {}", names);
/// assert_eq!(&*saying, "left out: UN GGE and UN");
/// let terms = [("left out: {} and {}", "除いた：{}と{}")].into();
/// assert_eq!(saying.japanese(&terms).as_deref(), Some("除いた：国連GGEと国際連合"));
/// // What names nothing is translated by its form alone.
/// assert_eq!(Saying::from("left out: a and b").japanese(&terms).as_deref(), Some("除いた：aとb"));
/// assert_eq!(Saying::from("two left feet").japanese(&terms), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Saying {
    english: String,
    /// Where names stand in it, in their order, and what each is called in Japanese.
    names: Vec<(Range<usize>, String)>,
}

/// Stands where a name does while the form of a sentence is looked up.
const NAME: char = '\u{fffc}';

impl Saying {
    /// A form with `{}` for each part, in their order. A part that has Japanese words is a name; a number has none.
    pub fn of(form: &str, parts: impl IntoIterator<Item = Phrase>) -> Self {
        let mut saying = Self::default();
        let mut parts = parts.into_iter();
        for (at, piece) in form.split("{}").enumerate() {
            if at > 0 {
                saying.name(parts.next().unwrap_or_default());
            }
            saying.english.push_str(piece);
        }
        saying
    }
    fn name(&mut self, name: Phrase) {
        let begin = self.english.len();
        self.english.push_str(&name.english);
        if !name.japanese.is_empty() {
            self.names.push((begin..self.english.len(), name.japanese));
        }
    }
    /// The Japanese of it; `None` where nobody has put its form into Japanese.
    pub fn japanese(&self, terms: &BTreeMap<&'static str, &'static str>) -> Option<String> {
        if self.names.is_empty() {
            return translated(terms, &self.english);
        }
        let mut form = String::new();
        let mut rest = 0;
        for (place, _) in &self.names {
            form.push_str(&self.english[rest..place.start]);
            form.push(NAME);
            rest = place.end;
        }
        form.push_str(&self.english[rest..]);
        let told = translated(terms, &form)?;
        // A sentence that has this sign of its own cannot be told apart from its names.
        let whole = told.matches(NAME).count() == self.names.len();
        let mut pieces = told.split(NAME);
        let first = pieces.next().unwrap_or_default().to_owned();
        let named = self.names.iter().zip(pieces).map(|((_, name), piece)| format!("{name}{piece}"));
        whole.then(|| named.fold(first, |told, next| told + &next))
    }
}

impl Deref for Saying {
    type Target = str;
    fn deref(&self) -> &str {
        &self.english
    }
}

impl fmt::Display for Saying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}

impl From<String> for Saying {
    fn from(english: String) -> Self {
        Self { english, names: Vec::new() }
    }
}

impl From<&str> for Saying {
    fn from(english: &str) -> Self {
        english.to_owned().into()
    }
}

impl From<&String> for Saying {
    fn from(english: &String) -> Self {
        english.clone().into()
    }
}

impl PartialEq<str> for Saying {
    fn eq(&self, other: &str) -> bool {
        self.english == other
    }
}

impl PartialEq<&str> for Saying {
    fn eq(&self, other: &&str) -> bool {
        self.english == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name inside another, a name with marks of a list, and one that reads like a part of the form.
    #[test]
    fn names_are_put_in_once_and_nowhere_else() {
        let terms = [("{} left out, {}; and {}", "{}を除外（{}）。{}")].into();
        let names = ["UN", "Group, UN and Co; and more", "left out"];
        let saying = Saying::of("{} left out, {}; and {}", names.map(|name| Phrase::new(name, format!("<{name}>"))));
        assert_eq!(&*saying, "UN left out, Group, UN and Co; and more; and left out");
        let told = saying.japanese(&terms).unwrap();
        assert_eq!(told, "<UN>を除外（<Group, UN and Co; and more>）。<left out>");
        // The sign that stands for names, in a text of its own.
        let odd = Saying::of("{} left out, {}; and {}", [Phrase::new("a", "b"), "\u{fffc}".into(), "c".into()]);
        assert_eq!(odd.japanese(&terms), None);
    }
}
