//! The letters of a pattern become nodes, arrows and repetitions; what they name is looked up later.

use super::{PatternFault, Repeat};

/// A word and the column it begins at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub column: usize,
}

/// An arrow as written: its words, whether it points back, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrittenArrow {
    pub words: Vec<Word>,
    pub back: bool,
    pub column: usize,
}

/// A part as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WrittenPart {
    Step { arrow: WrittenArrow, repeat: Option<Repeat>, to: Vec<Word>, text: String },
    Group { parts: Vec<WrittenPart>, repeat: Option<Repeat> },
}

/// A pattern as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub first: Vec<Word>,
    pub parts: Vec<WrittenPart>,
}

/// Parentheses lie no deeper than this.
const DEEPEST: usize = 16;

/// The largest number of repetitions that can be written.
const MOST: usize = 100;

/// Reads a pattern.
pub(super) fn written(text: &str) -> Result<Written, PatternFault> {
    let mut letters = Letters { all: text.chars().collect(), at: 0, depth: 0 };
    let first = letters.node("a kind, an entity or `any`")?;
    let parts = letters.parts()?;
    if letters.at < letters.all.len() {
        let arrow = "an arrow such as `-proposes->` or `<-cites-`";
        return Err(letters.unexpected(if letters.all[letters.at] == ')' { "a `(` before it" } else { arrow }));
    }
    if parts.is_empty() {
        return Err(letters.unexpected("an arrow such as `-proposes->` or `<-cites-`"));
    }
    Ok(Written { first, parts })
}

struct Letters {
    all: Vec<char>,
    at: usize,
    depth: usize,
}

impl Letters {
    /// The next letter that is no space; the place is moved to it.
    fn peek(&mut self) -> Option<char> {
        while self.all.get(self.at).is_some_and(|letter| letter.is_whitespace()) {
            self.at += 1;
        }
        self.all.get(self.at).copied()
    }
    fn takes(&mut self, letter: char) -> bool {
        let found = self.peek() == Some(letter);
        self.at += usize::from(found);
        found
    }
    fn unexpected(&mut self, expected: &str) -> PatternFault {
        let found = match self.peek() {
            None => "the end of the pattern".to_owned(),
            Some(letter) if is_letter(letter) => {
                let rest = self.all[self.at..].iter().take_while(|letter| is_letter(**letter));
                format!("`{}`", rest.collect::<String>())
            }
            Some(letter) => format!("`{letter}`"),
        };
        let hint = match self.peek() {
            Some('*' | '+' | '?' | '{') => {
                "; a repetition stands behind its arrow, before the node: `-cites->* document`"
            }
            _ => "",
        };
        PatternFault { column: self.at + 1, message: format!("found {found}, expected {expected}{hint}") }
    }
    fn fault<T>(&mut self, expected: &str) -> Result<T, PatternFault> {
        Err(self.unexpected(expected))
    }
    /// A name: letters, digits, `_`, `.`, `:`, and `-` before one of these; or anything between quotation marks.
    fn word(&mut self, expected: &str) -> Result<Word, PatternFault> {
        let first = self.peek();
        let column = self.at + 1;
        if first == Some('"') {
            let rest = &self.all[self.at + 1..];
            let Some(length) = rest.iter().position(|letter| *letter == '"').filter(|length| *length > 0) else {
                return Err(PatternFault {
                    column,
                    message: "found `\"`, expected a name and a second `\"`".to_owned(),
                });
            };
            let text = rest[..length].iter().collect();
            self.at += length + 2;
            return Ok(Word { text, column });
        }
        if !first.is_some_and(is_letter) {
            return self.fault(expected);
        }
        let begin = self.at;
        while let Some(&letter) = self.all.get(self.at) {
            let joins = letter == '-' && self.all.get(self.at + 1).copied().is_some_and(is_letter);
            if !is_letter(letter) && !joins {
                break;
            }
            self.at += 1;
        }
        Ok(Word { text: self.all[begin..self.at].iter().collect(), column })
    }
    fn words(&mut self, expected: &str) -> Result<Vec<Word>, PatternFault> {
        let mut words = vec![self.word(expected)?];
        while self.takes('|') {
            words.push(self.word(expected)?);
        }
        Ok(words)
    }
    fn node(&mut self, expected: &str) -> Result<Vec<Word>, PatternFault> {
        self.words(expected)
    }
    /// Steps and groups, until something else comes.
    fn parts(&mut self) -> Result<Vec<WrittenPart>, PatternFault> {
        let mut parts = Vec::new();
        loop {
            parts.push(match self.peek() {
                Some('(') => self.group()?,
                Some('-' | '<') => self.step()?,
                _ => return Ok(parts),
            });
        }
    }
    fn group(&mut self) -> Result<WrittenPart, PatternFault> {
        if self.depth == DEEPEST {
            return self.fault(&format!("parentheses no deeper than {DEEPEST}"));
        }
        self.at += 1;
        self.depth += 1;
        let parts = self.parts()?;
        self.depth -= 1;
        if parts.is_empty() {
            return self.fault("an arrow such as `-proposes->` or `<-cites-`");
        }
        if !self.takes(')') {
            return self.fault("an arrow or `)`");
        }
        Ok(WrittenPart::Group { parts, repeat: self.repeat()? })
    }
    fn step(&mut self) -> Result<WrittenPart, PatternFault> {
        let begin = self.at;
        let back = self.takes('<');
        if !self.takes('-') {
            return self.fault("`-` after `<`, as in `<-cites-`");
        }
        let words = self.words("a relation, a class of steps or `any`")?;
        if !self.takes('-') {
            let both = if back { "`-` (as in `<-cites- document`)" } else { "`->` (as in `-proposes-> document`)" };
            return self.fault(&format!("{both} or `|`"));
        }
        match (back, self.all.get(self.at) == Some(&'>')) {
            (false, true) => self.at += 1,
            (false, false) => return self.fault("`>`, as in `-proposes-> document`"),
            (true, true) => return self.fault("an arrow that points one way"),
            (true, false) => {}
        }
        let repeat = self.repeat()?;
        let to = self.node("the node that the arrow leads to: a kind, an entity or `any`")?;
        let text = self.all[begin..self.at].iter().collect::<String>().trim_end().to_owned();
        let arrow = WrittenArrow { words, back, column: begin + 1 };
        Ok(WrittenPart::Step { arrow, repeat, to, text })
    }
    fn repeat(&mut self) -> Result<Option<Repeat>, PatternFault> {
        let of = |least, most| Ok(Some(Repeat { least, most }));
        match self.peek() {
            Some('*') => self.at += 1,
            Some('+') => {
                self.at += 1;
                return of(1, None);
            }
            Some('?') => {
                self.at += 1;
                return of(0, Some(1));
            }
            Some('{') => {
                self.at += 1;
                return self.between().map(Some);
            }
            _ => return Ok(None),
        }
        of(0, None)
    }
    /// `2}`, `1,3}` or `2,}`.
    fn between(&mut self) -> Result<Repeat, PatternFault> {
        let column = self.at;
        let least = self.number()?;
        let most = match (self.takes(','), self.peek()) {
            (false, _) => Some(least),
            (true, Some('}')) => None,
            (true, _) => Some(self.number()?),
        };
        if !self.takes('}') {
            return self.fault("`}`, as in `{1,3}`");
        }
        if most.is_some_and(|most| most < least || most == 0) {
            let message = "found a repetition that allows nothing, expected `{1,3}`: the fewest times, then the most";
            return Err(PatternFault { column, message: message.to_owned() });
        }
        Ok(Repeat { least, most })
    }
    fn number(&mut self) -> Result<usize, PatternFault> {
        self.peek();
        let digits: String = self.all[self.at..].iter().take_while(|letter| letter.is_ascii_digit()).collect();
        match digits.parse() {
            Ok(number) if number <= MOST => {
                self.at += digits.len();
                Ok(number)
            }
            _ => self.fault(&format!("a whole number, {MOST} at most")),
        }
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || ['_', '.', ':', '/', '&', '\''].contains(&letter)
}
