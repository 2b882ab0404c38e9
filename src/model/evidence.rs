//! Two different "where": the line of our table, and the passage in the world that supports it.

use std::fmt;
use std::sync::Arc;

/// Where we wrote it: a table of a dataset and a line in it (1-based).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The table as a reader names it, `cyber-norms/claims.csv`.
    pub file: Arc<str>,
    /// The line on which the record begins, counted from 1.
    pub line: u64,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A range of lines in a text, 1-based and inclusive, counted by line feed.
///
/// ```
/// use blocs::model::Lines;
/// assert_eq!(Lines::parse("37-40"), Some(Lines { first: 37, last: 40 }));
/// assert_eq!(Lines::parse("40-37"), None);
/// assert_eq!(Lines { first: 5, last: 5 }.to_string(), "5");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lines {
    /// First line of the passage.
    pub first: u32,
    /// Last line of the passage, not before the first.
    pub last: u32,
}

impl Lines {
    /// Reads `12` or `12-15`; `None` when the text is neither, starts at 0 or runs backwards.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = match text.split_once('-') {
            Some((first, last)) => (first.trim().parse().ok()?, last.trim().parse().ok()?),
            None => {
                let line = text.trim().parse().ok()?;
                (line, line)
            }
        };
        (first >= 1 && first <= last).then_some(Self { first, last })
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}-{}", self.first, self.last) }
    }
}

/// Where the world says it: a source, a passage of its text, and short terms that stand there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The id of the document that makes the claim.
    pub source: String,
    /// The passage, where a text is held.
    pub lines: Option<Lines>,
    /// Names and numbers found in the passage; where no text is held, the page, paragraph or record.
    pub anchors: Vec<String>,
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        match self.lines {
            Some(lines) => write!(f, ":{lines}"),
            None if self.anchors.is_empty() => Ok(()),
            None => write!(f, " ({})", self.anchors.join(", ")),
        }
    }
}
