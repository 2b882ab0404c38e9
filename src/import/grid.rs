//! A foreign CSV: a header, and rows that know their line.

use std::sync::Arc;

use crate::dataset::{Faults, begin, decode, locate, open_quote, rules};

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
        if let Some(open) = open_quote(&text, delimiter) {
            let place = locate(&text, open, open + 1);
            let hint = "close them; a quote that belongs to a cell is written twice";
            faults.push(rules::RAGGED_ROW, &name, place, "quotes that are not closed", "\"a cell\"", hint);
            return None;
        }
        let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map(|header| header.iter().map(|name| name.trim().to_owned()).collect());
        let header: Vec<String> = header.unwrap_or_default();
        for (at, column) in header.iter().enumerate().filter(|(_, column)| !column.is_empty()) {
            if header[..at].contains(column) {
                let message = format!("column `{column}` twice");
                faults.push(rules::REPEATED_COLUMN, &name, (1, 0, None), message, "each name once", "");
            }
        }
        Some(Self { file: name, text, delimiter, header })
    }

    /// The place of a column; a fault that names those there are when it is missing.
    pub fn column(&self, name: &str, faults: &mut Faults) -> Option<usize> {
        let found = self.place(name);
        if found.is_none() {
            let shown: Vec<&str> = self.header.iter().take(12).map(String::as_str).collect();
            let message = format!("column `{name}` is missing");
            let expected = format!("one of the columns {}", shown.join(", "));
            let hint = "name columns as the header does, as in --columns decision=...,actor=...,position=...";
            faults.push(rules::MISSING_COLUMN, &self.file, (1, 0, None), message, &expected, hint);
        }
        found
    }

    /// Hands out each row with its line; a row with other cells than the header has names is a fault, and none.
    pub fn rows(&self, faults: &mut Faults, mut each: impl FnMut(u64, &::csv::StringRecord, &mut Faults)) {
        let width = self.header.len();
        self.records(|line, record| {
            if record.len() == width {
                return each(line, record, faults);
            }
            let message = format!("{} cells", record.len());
            let expected = format!("{width} cells, as the header has");
            let hint = "a cell with the delimiter in it must be quoted";
            faults.push(rules::RAGGED_ROW, &self.file, (line, 0, None), message, &expected, hint);
        });
    }

    /// Hands out each row that is not blank, as long as it is.
    pub fn records(&self, mut each: impl FnMut(u64, &::csv::StringRecord)) {
        let mut reader =
            ::csv::ReaderBuilder::new().delimiter(self.delimiter).flexible(true).from_reader(self.text.as_bytes());
        let mut record = ::csv::StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                each(begin(&self.text, &record).0, &record);
            }
        }
    }

    /// The place of a column that need not be there.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.header.iter().position(|name| name == column)
    }

    /// What a row says in columns that nobody reads, to be kept as its note: `name = value; ...`.
    pub fn rest(&self, record: &::csv::StringRecord, read: &[usize]) -> String {
        let cells =
            record.iter().map(str::trim).enumerate().filter(|(at, cell)| !read.contains(at) && !cell.is_empty());
        let said = cells.map(|(at, cell)| match self.header.get(at).filter(|name| !name.is_empty()) {
            Some(name) => format!("{name} = {cell}"),
            None => format!("column {} = {cell}", at + 1),
        });
        said.collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines and cells counted by hand, with both ends of lines, blank lines, quotes in and around cells.
    #[test]
    fn rows_know_their_lines() {
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
    }
}
