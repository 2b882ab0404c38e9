//! How a number was made: it travels with the number into every table, graph, caption and report.

use std::collections::BTreeMap;
use std::fmt;

use super::{Language, Saying, translated_in};

/// Name, parameters as used, n, seed and reference of what was computed.
///
/// ```
/// use blocs::result::Method;
/// let method = Method::new("agreement", "Lijphart 1963")
///     .with("minimum", 5)
///     .counting("actors", 4)
///     .counting("items", 6);
/// assert_eq!(method.to_string(), "agreement (minimum = 5; n: 4 actors, 6 items; Lijphart 1963)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Method {
    /// The name of the method, the field's own.
    pub name: String,
    /// Parameters as they were used, defaults included, in a fixed order.
    pub parameters: Vec<(String, String)>,
    /// What was counted: `("actors", 12)`.
    pub n: Vec<(String, u64)>,
    /// The seed, when chance took part.
    pub seed: Option<u64>,
    /// The publications that define it, `Lijphart 1963`; separated by `; ` when several. Full entries are in `brief`.
    pub reference: String,
    /// What a reader must know beside the number: actors set aside, dates assumed.
    pub notes: Vec<Saying>,
    /// What belongs to it and is in no file of it, how much of it, and where it is.
    pub left_out: Vec<(String, u64, String)>,
}

impl Method {
    /// A method with its reference (empty when there is none to cite).
    pub fn new(name: impl Into<String>, reference: impl Into<String>) -> Self {
        Self { name: name.into(), reference: reference.into(), ..Self::default() }
    }
    /// Adds a parameter as used.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl fmt::Display) -> Self {
        self.parameters.push((name.into(), value.to_string()));
        self
    }
    /// Adds a count.
    #[must_use]
    pub fn counting(mut self, what: impl Into<String>, n: usize) -> Self {
        self.n.push((what.into(), n as u64));
        self
    }
    /// Adds the seed.
    #[must_use]
    pub fn seeded(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }
    /// Adds a remark.
    #[must_use]
    pub fn noting(mut self, note: impl Into<Saying>) -> Self {
        self.note(note);
        self
    }
    /// The same, on a method that stands somewhere already.
    pub fn note(&mut self, note: impl Into<Saying>) {
        self.notes.push(note.into());
    }
    /// Says what no file of it holds, and where that is; nothing where there is none of it.
    #[must_use]
    pub fn leaving_out(mut self, what: impl Into<String>, n: usize, place: impl Into<String>) -> Self {
        if n > 0 {
            self.left_out.push((what.into(), n as u64, place.into()));
        }
        self
    }
    /// The same with other words for its name, its parameters and what it counted, where there are any: those of its own
    /// (`name/word`), of a parameter (`parameter/value`), else those of all.
    ///
    /// ```
    /// use blocs::result::Method;
    /// let method = Method::new("agreement", "").with("minimum", 5).counting("actors", 4);
    /// let terms = [("agreement", "同調度"), ("actors", "主体")].into();
    /// assert_eq!(method.told(&terms).to_string(), "同調度 (minimum = 5; n: 4 主体)");
    /// ```
    #[must_use]
    pub fn told(&self, terms: &BTreeMap<&'static str, &'static str>) -> Self {
        let told = |places: &[&str], word: &str| {
            let one = |word: &str| translated_in(terms, places, word).unwrap_or_else(|| word.to_owned());
            // What was done on the way stands behind a semicolon.
            match terms.contains_key(word) {
                true => one(word),
                false => word.split("; ").map(one).collect::<Vec<_>>().join("; "),
            }
        };
        let own = self.name.as_str();
        // A list of words is told word by word, where all are known.
        let value = |name: &str, text: &str| {
            let places = [own, name];
            let word = |word: &str| translated_in(terms, &places, word);
            let words = || text.split(' ').map(word).collect::<Option<Vec<_>>>();
            match words() {
                Some(words) if words.len() > 1 && !terms.contains_key(text) => words.join("・"),
                _ => told(&places, text),
            }
        };
        let parameter = |(name, said): &(String, String)| (told(&[own], name), value(name, said));
        Self {
            name: told(&[], own),
            parameters: self.parameters.iter().map(parameter).collect(),
            n: self.n.iter().map(|(what, n)| (told(&[own], what), *n)).collect(),
            ..self.clone()
        }
    }
    /// One line, notes left out, set as a language sets it; its words are those that it has ([`told`](Self::told)).
    ///
    /// ```
    /// use blocs::result::{Language, Method};
    /// let method = Method::new("同調度", "Lijphart 1963").with("最小", 5).counting("主体", 4).seeded(1);
    /// assert_eq!(method.line(Language::Japanese), "同調度（最小 = 5；数：主体4；乱数の種1；Lijphart 1963）");
    /// ```
    pub fn line(&self, language: Language) -> String {
        let japanese = language == Language::Japanese;
        let comma = if japanese { "、" } else { ", " };
        let parameters: Vec<String> = self.parameters.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let counts = self.n.iter().map(|(what, n)| match japanese {
            true => format!("{what}{n}"),
            false => format!("{n} {}", counted(*n, what)),
        });
        let counts = counts.collect::<Vec<_>>().join(comma);
        let named = |name: &str, said: String| if said.is_empty() { said } else { format!("{name}{said}") };
        let seed = self.seed.map(|seed| seed.to_string()).unwrap_or_default();
        let [n, seeded] = if japanese { ["数：", "乱数の種"] } else { ["n: ", "seed "] };
        let mut parts = vec![parameters.join(comma), named(n, counts), named(seeded, seed), self.reference.clone()];
        parts.retain(|part| !part.is_empty());
        match (parts.is_empty(), japanese) {
            (true, _) => self.name.clone(),
            (_, true) => format!("{}（{}）", self.name, parts.join("；")),
            (_, false) => format!("{} ({})", self.name, parts.join("; ")),
        }
    }
    /// Adds what another number was made with, on which this one rests: parameters and counts of other names, its
    /// seed, references and remarks.
    ///
    /// ```
    /// use blocs::result::Method;
    /// let groups = Method::new("Leiden", "Traag 2019").with("minimum", 5).with("gamma", 0.5).seeded(1);
    /// let method = Method::new("cohesion", "Rice 1928").with("minimum", 2).resting_on(&groups);
    /// assert_eq!(method.to_string(), "cohesion (minimum = 2, gamma = 0.5; seed 1; Rice 1928; Traag 2019)");
    /// ```
    #[must_use]
    pub fn resting_on(mut self, other: &Self) -> Self {
        let new = |(name, _): &&(String, String)| self.parameters.iter().all(|(known, _)| known != name);
        let parameters: Vec<_> = other.parameters.iter().filter(new).cloned().collect();
        let counted = |(what, _): &&(String, u64)| self.n.iter().all(|(known, _)| known != what);
        let n: Vec<_> = other.n.iter().filter(counted).cloned().collect();
        self.parameters.extend(parameters);
        self.n.extend(n);
        self.seed = self.seed.or(other.seed);
        let references = [self.reference.as_str(), other.reference.as_str()];
        self.reference = references.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join("; ");
        let unsaid: Vec<_> = other.notes.iter().filter(|note| !self.notes.contains(note)).cloned().collect();
        self.noting_each(unsaid)
    }
    /// Its remarks, a line each.
    pub fn told_notes(&self) -> String {
        self.notes.iter().map(|note| &**note).collect::<Vec<_>>().join("\n")
    }
    /// Adds remarks.
    #[must_use]
    pub fn noting_each<T: Into<Saying>>(mut self, notes: impl IntoIterator<Item = T>) -> Self {
        self.note_each(notes);
        self
    }
    /// The same, on a method that stands somewhere already.
    pub fn note_each<T: Into<Saying>>(&mut self, notes: impl IntoIterator<Item = T>) {
        self.notes.extend(notes.into_iter().map(Into::into));
    }
}

/// What was counted, of one: `entities in a group` are an `entity in a group`.
///
/// ```
/// use blocs::result::counted;
/// assert_eq!((counted(1, "entities in a group").as_str(), counted(2, "claims").as_str()), ("entity in a group", "claims"));
/// assert_eq!(counted(1, "ties"), "tie");
/// ```
pub fn counted(n: u64, what: &str) -> String {
    let after = [" that ", " in ", " with "].iter().filter_map(|word| what.find(word)).min();
    let (things, rest) = what.split_at(after.unwrap_or(what.len()));
    match (things.strip_suffix("ies"), things.strip_suffix('s')) {
        _ if n != 1 => what.to_owned(),
        _ if things == "vertices" => format!("vertex{rest}"),
        _ if things == "ties" => format!("tie{rest}"),
        (Some(stem), _) if stem != "ser" => format!("{stem}y{rest}"),
        (None, Some(one)) => format!("{one}{rest}"),
        _ => what.to_owned(),
    }
}

impl fmt::Display for Method {
    /// One line in English, notes left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.line(Language::English))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_remark_is_remarked_once() {
        let of = |notes: &[&str]| notes.iter().map(|note| (*note).to_owned()).collect::<Vec<_>>();
        let groups = Method::new("groups", "").noting_each(of(&["12 are left out", "two stand alone"]));
        let items = Method::new("items", "").noting_each(of(&["12 are left out"])).resting_on(&groups);
        assert_eq!(items.notes, ["12 are left out", "two stand alone"]);
    }

    #[test]
    fn one_thing_is_said_in_the_singular() {
        let counts = [
            ("items", 1),
            ("entities", 1),
            ("series", 1),
            ("defined pairs", 1),
            ("actors", 0),
            ("主体", 1),
            ("actors that no forum names", 1),
        ];
        let method = counts.iter().fold(Method::new("m", ""), |method, (what, n)| method.counting(*what, *n));
        assert_eq!(
            method.to_string(),
            "m (n: 1 item, 1 entity, 1 series, 1 defined pair, 0 actors, 1 主体, 1 actor that no forum names)"
        );
    }
}
