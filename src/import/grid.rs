//! A foreign CSV: a header, and rows that know their line.

use std::sync::Arc;

use crate::dataset::{Faults, decode, rules};

use super::Foreign;

/// A table that has proved to be text with a header.
pub(super) struct Grid {
    pub file: Arc<str>,
    pub text: String,
    pub delimiter: u8,
    pub header: Vec<String>,
}

impl Grid {
    pub fn open(file: &Foreign, faults: &mut Faults) -> Option<Self> {
        let name: Arc<str> = file.name.as_str().into();
        let text = decode(&name, file.bytes.clone(), faults)?;
        let first = text.lines().next().unwrap_or_default();
        if first.trim().is_empty() {
            faults.whole(rules::EMPTY_FILE, &name, "the file is empty", "a header and rows", "");
            return None;
        }
        let delimiter = [b';', b'\t', b','].into_iter().max_by_key(|mark| first.matches(char::from(*mark)).count());
        let delimiter = delimiter.unwrap_or(b',');
        if let Some(place) = open_quotes(&text, delimiter) {
            let place = (place.0, place.1, None);
            let message = "quotes that are not closed";
            faults.push(rules::RAGGED_ROW, &name, place, message, "\"a cell\"", "the rows behind them are one cell");
            return None;
        }
        let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map(|header| header.iter().map(|name| name.trim().to_owned()).collect());
        let header = header.unwrap_or_default();
        Some(Self { file: name, text, delimiter, header })
    }

    /// The place of a column; a fault that names those there are when it is missing.
    pub fn column(&self, name: &str, faults: &mut Faults) -> Option<usize> {
        let found = self.header.iter().position(|column| column == name);
        if found.is_none() {
            let shown: Vec<&str> = self.header.iter().take(12).map(String::as_str).collect();
            let message = format!("column `{name}` is missing");
            let expected = format!("one of the columns {}", shown.join(", "));
            let hint = "name the columns with --columns decision=...,actor=...,position=...";
            faults.push(rules::MISSING_COLUMN, &self.file, (1, 0, None), message, &expected, hint);
        }
        found
    }

    /// Hands out each row with its line; a fault where it has not as many cells as the header.
    pub fn rows(&self, faults: &mut Faults, mut each: impl FnMut(u64, &::csv::StringRecord, &mut Faults)) {
        let mut reader =
            ::csv::ReaderBuilder::new().delimiter(self.delimiter).flexible(true).from_reader(self.text.as_bytes());
        let (mut record, mut lines) = (::csv::StringRecord::new(), Lines::default());
        while let Ok(true) = reader.read_record(&mut record) {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let (line, width) = (lines.of(&self.text, &record), self.header.len());
            if record.len() == width {
                each(line, &record, faults);
            } else {
                let message = format!("{} cells where the header has {width}", record.len());
                let hint = "a delimiter inside a cell must be quoted";
                faults.push(rules::RAGGED_ROW, &self.file, (line, 0, None), message, &format!("{width} cells"), hint);
            }
        }
    }
}

/// The lines of records, in their order: the reader counts a line that ends with a carriage return and a line feed only
/// with the record behind it, and blank lines with the record before.
#[derive(Default)]
pub(super) struct Lines {
    at: usize,
    before: u64,
}

impl Lines {
    pub fn of(&mut self, text: &str, record: &::csv::StringRecord) -> u64 {
        let begin = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let rest = text.as_bytes().get(begin..).unwrap_or_default();
        let blank = rest.iter().position(|byte| !matches!(byte, b'\n' | b'\r')).unwrap_or(0);
        let passed = text.as_bytes().get(self.at..begin + blank).unwrap_or_default();
        self.before += passed.iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.at = begin + blank;
        self.before + 1
    }
}

/// Line and column of quotes that begin a cell and never end.
pub(super) fn open_quotes(text: &str, delimiter: u8) -> Option<(u64, u64)> {
    let (mut open, mut begins) = (None, true);
    for (at, byte) in text.bytes().enumerate() {
        match open {
            // Quotes within quotes are two: they end and begin again.
            Some(_) if byte == b'"' => (open, begins) = (None, true),
            Some(_) => {}
            None if byte == b'"' && begins => open = Some(at),
            None => begins = byte == delimiter || byte == b'\n' || byte == b'\r',
        }
    }
    let before = &text[..open?];
    let line = before.bytes().filter(|&byte| byte == b'\n').count() as u64 + 1;
    Some((line, before.rsplit('\n').next().map_or(0, |line| line.chars().count()) as u64 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines and cells counted by hand, with both ends of lines, blank lines, quotes in and around cells.
    #[test]
    fn rows_know_their_lines_and_quotes_their_ends() {
        for end in ["\n", "\r\n"] {
            let rows = ["a,b", "1,\"x", "y\"", "", "2,\"5\"\"\"", "3,5\" wide", "4", "5,6,7", ",", "8,9"].join(end);
            let mut faults = Faults::default();
            let grid =
                Grid::open(&Foreign { name: "t.csv".to_owned(), bytes: rows.into_bytes() }, &mut faults).unwrap();
            let mut lines = Vec::new();
            grid.rows(&mut faults, |line, record, _| lines.push((line, record[0].to_owned())));
            assert_eq!(lines, [(2, "1"), (5, "2"), (6, "3"), (10, "8")].map(|(line, cell)| (line, cell.to_owned())));
            let ragged: Vec<u64> = faults.into_sorted().iter().map(|fault| fault.line).collect();
            assert_eq!(ragged, [7, 8]);
        }
        assert_eq!(open_quotes("a,b\n1,\"x\ny", b','), Some((2, 3)));
        assert_eq!(open_quotes("a;b\n\"\"\"x\";\"\"", b';'), None);
    }
}
