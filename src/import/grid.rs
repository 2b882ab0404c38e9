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

    /// Hands out each row with its line.
    pub fn rows(&self, mut each: impl FnMut(u64, &::csv::StringRecord)) {
        let mut reader =
            ::csv::ReaderBuilder::new().delimiter(self.delimiter).flexible(true).from_reader(self.text.as_bytes());
        let mut record = ::csv::StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            let line = record.position().map_or(0, ::csv::Position::line);
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                each(line, &record);
            }
        }
    }
}
