//! How a number was made: it travels with the number into every table, graph, caption and report.

use std::collections::BTreeMap;
use std::fmt;

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
    pub notes: Vec<String>,
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
    pub fn noting(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
    /// The same with other words for its name, its parameters and what it counted, where there are any.
    ///
    /// ```
    /// use blocs::result::Method;
    /// let method = Method::new("agreement", "").with("minimum", 5).counting("actors", 4);
    /// let terms = [("agreement", "同調度"), ("actors", "主体")].into();
    /// assert_eq!(method.told(&terms).to_string(), "同調度 (minimum = 5; n: 4 主体)");
    /// ```
    #[must_use]
    pub fn told(&self, terms: &BTreeMap<&'static str, &'static str>) -> Self {
        let one = |word: &str| terms.get(word).map_or_else(|| word.to_owned(), |other| (*other).to_owned());
        // What was done on the way stands behind a semicolon.
        let term = |word: &String| match terms.contains_key(word.as_str()) {
            true => one(word),
            false => word.split("; ").map(one).collect::<Vec<_>>().join("; "),
        };
        Self {
            name: term(&self.name),
            parameters: self.parameters.iter().map(|(name, value)| (term(name), term(value))).collect(),
            n: self.n.iter().map(|(what, n)| (term(what), *n)).collect(),
            ..self.clone()
        }
    }
    /// Adds remarks.
    #[must_use]
    pub fn noting_each(mut self, notes: &[String]) -> Self {
        self.notes.extend_from_slice(notes);
        self
    }
}

impl fmt::Display for Method {
    /// One line, notes left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        let mut parts = Vec::new();
        if !self.parameters.is_empty() {
            let list: Vec<String> = self.parameters.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            parts.push(list.join(", "));
        }
        if !self.n.is_empty() {
            let list: Vec<String> = self.n.iter().map(|(what, n)| format!("{n} {what}")).collect();
            parts.push(format!("n: {}", list.join(", ")));
        }
        if let Some(seed) = self.seed {
            parts.push(format!("seed {seed}"));
        }
        if !self.reference.is_empty() {
            parts.push(self.reference.clone());
        }
        if parts.is_empty() { Ok(()) } else { write!(f, " ({})", parts.join("; ")) }
    }
}
