//! Raw tables: what was written, with its lines; nothing is judged here but whether it is a table at all.

use std::sync::Arc;

use crate::model::Snippet;

use super::columns::TableKind;
use super::faults::Faults;
use super::{csv, json};

/// A file as somebody handed it in: bytes under the name that a reader knows it by.
#[derive(Debug, Clone)]
pub struct File {
    /// The name relative to the dataset's folder, `claims.csv` or `positions/1998.csv`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Separated values.
    Csv { delimiter: u8 },
    /// An array of objects.
    Json,
}

/// A file that has proved to be text and a table: its columns are known, its rows are read on demand.
#[derive(Debug)]
pub(super) struct RawTable {
    pub kind: TableKind,
    pub file: Arc<str>,
    pub text: String,
    pub syntax: Syntax,
    /// For each column of the kind, in its order: the place in a record.
    pub places: Vec<Option<usize>>,
    /// The source that the table is, whose lines its rows are where they name none; empty when it is none.
    pub source: String,
}

/// One record of a table.
pub(super) struct Row<'a> {
    pub table: &'a RawTable,
    pub line: u64,
    /// Where the record begins in the text.
    pub byte: usize,
    pub record: &'a ::csv::StringRecord,
}

impl RawTable {
    /// Reads the file's form and header; faults go to the list, and a table that cannot be read at all is `None`.
    pub fn open(kind: TableKind, file: Arc<str>, bytes: Vec<u8>, faults: &mut Faults) -> Option<Self> {
        let text = super::text::decode(&file, bytes, faults)?;
        if file.ends_with(".json") { json::open(kind, file, text, faults) } else { csv::open(kind, file, text, faults) }
    }

    /// The place in a record of a column, by name; `None` when the table does not have it.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.kind.columns().iter().position(|spec| spec.name == column).and_then(|at| self.places[at])
    }

    /// Whether there is a header and nothing else.
    pub fn is_empty(&self) -> bool {
        match self.syntax {
            Syntax::Csv { delimiter } => {
                let rest = &self.text[csv::first_record(&self.text, &[delimiter]).len()..];
                rest.bytes().all(|byte| byte == delimiter || byte.is_ascii_whitespace())
            }
            Syntax::Json => self.text.trim_matches(['[', ']', ' ', '\n', '\r', '\t']).is_empty(),
        }
    }

    /// Hands each record to `each`, in the order of the file.
    pub fn rows(&self, faults: &mut Faults, mut each: impl FnMut(Row<'_>, &mut Faults)) {
        match self.syntax {
            Syntax::Csv { delimiter } => csv::rows(self, delimiter, faults, &mut each),
            Syntax::Json => json::rows(self, faults, &mut each),
        }
    }
}

impl Row<'_> {
    /// The cell of a column by name, trimmed; empty when the table lacks the column.
    pub fn get(&self, column: &str) -> &str {
        self.at(self.table.place(column))
    }
    /// The cell at a place resolved before, trimmed.
    pub fn at(&self, place: Option<usize>) -> &str {
        let cell = place.and_then(|place| self.record.get(place)).unwrap_or_default();
        // Most cells begin and end with a plain character: looking at two bytes is cheaper than trimming by Unicode.
        match cell.as_bytes() {
            [] => cell,
            [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
            _ => cell.trim(),
        }
    }
    /// Line, character and snippet of a cell (of the record, when the table lacks the column).
    pub fn locate(&self, column: &str) -> (u64, u64, Option<Snippet>) {
        let range = match self.table.syntax {
            Syntax::Csv { delimiter } => self
                .table
                .place(column)
                .and_then(|place| csv::field_range(&self.table.text[self.byte..], delimiter, place)),
            Syntax::Json => json::value_range(&self.table.text[self.byte..], column),
        };
        match range {
            Some((start, end)) => {
                locate_from(&self.table.text, (self.byte, self.line), self.byte + start, self.byte + end)
            }
            None => {
                let (_, _, snippet) = locate_from(&self.table.text, (self.byte, self.line), self.byte, self.byte);
                (self.line, 0, snippet)
            }
        }
    }
}

/// Line, character (both from 1) and a snippet for a range of bytes, shortened around the cell.
pub(crate) fn locate(text: &str, start: usize, end: usize) -> (u64, u64, Option<Snippet>) {
    locate_from(text, (0, 1), start, end)
}

/// The same, counting lines from a byte whose line is known, so that a fault at the end of a large file is cheap.
fn locate_from(text: &str, known: (usize, u64), start: usize, end: usize) -> (u64, u64, Option<Snippet>) {
    const AROUND: usize = 60;
    const CELL: usize = 80;
    let begin_of_line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end_of_line = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
    let line = bytecount(&text.as_bytes()[known.0.min(begin_of_line)..begin_of_line]) + known.1;
    let column = text[begin_of_line..start].chars().count() as u64 + 1;
    let end = end.clamp(start, end_of_line);
    let before = &text[begin_of_line..start];
    let cell = &text[start..end];
    let after = &text[end..end_of_line];
    let mut shown = String::new();
    let skip = before.chars().count().saturating_sub(AROUND);
    if skip > 0 {
        shown.push('…');
    }
    shown.extend(before.chars().skip(skip));
    let from = shown.len();
    shown.extend(cell.chars().take(CELL));
    if cell.chars().nth(CELL).is_some() {
        shown.push('…');
    }
    let to = shown.len();
    shown.extend(after.chars().take(AROUND));
    if after.chars().nth(AROUND).is_some() {
        shown.push('…');
    }
    (line, column, Some(Snippet { text: shown, start: from, end: to }))
}

fn bytecount(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|&&byte| byte == b'\n').count() as u64
}
