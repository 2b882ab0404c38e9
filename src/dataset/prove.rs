//! The proof of the evidence: every anchor is looked up in the lines that it is given for.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::model::{Dataset, Evidence, Lines, Origin, Source};

use super::faults::Faults;
use super::rules;

/// A text that sources may be proved against.
#[derive(Debug, Clone)]
pub struct Text {
    /// The name of its file.
    pub name: String,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
    lines: Vec<String>,
}

impl Text {
    /// Takes the bytes of a file. What is not UTF-8 becomes U+FFFD, and then proves nothing.
    pub fn new(name: impl Into<String>, bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        Self { name: name.into(), sha256: sha256(bytes), lines: text.split('\n').map(str::to_owned).collect() }
    }
    /// The number of lines, counted by line feed.
    pub fn len(&self) -> usize {
        self.lines.len()
    }
    /// Whether there is no line; never so, as the empty text has one.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
    /// The lines of a range that the text has.
    pub fn lines(&self, lines: Lines) -> &[String] {
        let first = (lines.first as usize - 1).min(self.lines.len());
        let last = (lines.last as usize).clamp(first, self.lines.len());
        &self.lines[first..last]
    }
}

/// The SHA-256 of some bytes, in lower-case hexadecimal.
///
/// ```
/// assert!(blocs::dataset::sha256(b"").starts_with("e3b0c442"));
/// ```
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A source that is hashed while it is read.
pub struct Hashed<'a> {
    source: &'a mut dyn io::Read,
    hash: Sha256,
}

impl<'a> Hashed<'a> {
    /// Nothing is read yet.
    pub fn new(source: &'a mut dyn io::Read) -> Self {
        Self { source, hash: Sha256::new() }
    }
    /// What [`sha256`] says of all that was read.
    pub fn sha256(self) -> String {
        self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl io::Read for Hashed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let size = self.source.read(buffer)?;
        self.hash.update(&buffer[..size]);
        Ok(size)
    }
}

/// Folds a text for comparison: NFKC, then no white space.
fn fold(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The anchors of an evidence that do not stand in its lines, after NFKC folding and removal of white space.
///
/// ```
/// use blocs::dataset::{Text, prove};
/// use blocs::model::{Evidence, Lines};
/// let text = Text::new("a.txt", "ＩＴＲ に\n署名 89カ国".as_bytes());
/// let lines = Lines::parse("1-2");
/// let evidence = Evidence { source: "a".into(), lines, anchors: vec!["ITR".into(), "90カ国".into()] };
/// assert_eq!(prove(&text, &evidence), ["90カ国"]);
/// ```
pub fn prove<'a>(text: &Text, evidence: &'a Evidence) -> Vec<&'a str> {
    let Some(lines) = evidence.lines else { return Vec::new() };
    let passage = fold(&text.lines(lines).concat());
    evidence.anchors.iter().map(String::as_str).filter(|anchor| !passage.contains(&fold(anchor))).collect()
}

/// Proves every row that has lines; a text that is not there is a note, counted.
pub(super) fn look(dataset: &Dataset, texts: &[Text], faults: &mut Faults) {
    let by_hash: BTreeMap<&str, &Text> = texts.iter().map(|text| (text.sha256.as_str(), text)).collect();
    let held: HashMap<&str, Option<&Text>> = dataset
        .sources
        .iter()
        .map(|source| (source.id.as_str(), by_hash.get(source.sha256.as_str()).copied()))
        .collect();
    let mut unproved: BTreeMap<&str, u64> = BTreeMap::new();
    let mut one = |evidence: &Evidence, origin: &Origin, faults: &mut Faults| {
        if evidence.lines.is_none() {
            return;
        }
        match held.get(evidence.source.as_str()).copied().flatten() {
            Some(text) => row(text, evidence, origin, faults),
            None => {
                if let Some(source) = dataset.source(&evidence.source) {
                    *unproved.entry(source.id.as_str()).or_default() += 1;
                }
            }
        }
    };
    for claim in &dataset.claims {
        one(&claim.evidence, &claim.origin, faults);
    }
    for tally in &dataset.tallies {
        one(&tally.evidence, &tally.origin, faults);
    }
    let table = &dataset.positions;
    let mut proved = BTreeSet::new();
    for position in table.rows.iter().filter(|row| proved.insert((row.detail, row.passage))) {
        if let Some(evidence) = table.evidence(position) {
            one(&evidence, &table.origin(position), faults);
        }
    }
    for (source, rows) in unproved {
        if let Some(Source { origins, .. }) = dataset.source(source) {
            let message = format!("no text of `{source}` in the folder: {rows} rows were not proved");
            faults.push(rules::TEXT_NOT_HELD, &origins[0].file, (origins[0].line, 0, None), message, "", "");
        }
    }
}

fn row(text: &Text, evidence: &Evidence, origin: &Origin, faults: &mut Faults) {
    let Some(lines) = evidence.lines else { return };
    if lines.last as usize > text.len() {
        let message = format!("lines {lines} of `{}`, whose text has {} lines", evidence.source, text.len());
        faults.push(rules::LINES_BEYOND_TEXT, &origin.file, (origin.line, 0, None), message, "", "");
    }
    for anchor in prove(text, evidence) {
        let message = format!("`{anchor}` does not stand in lines {lines} of `{}`", evidence.source);
        let elsewhere: Vec<String> = text
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| fold(line).contains(&fold(anchor)))
            .map(|(at, _)| (at + 1).to_string())
            .take(3)
            .collect();
        let hint =
            if elsewhere.is_empty() { String::new() } else { format!("it stands in line {}", elsewhere.join(", ")) };
        faults.push(rules::ANCHOR_NOT_FOUND, &origin.file, (origin.line, 0, None), message, "", hint);
    }
}
