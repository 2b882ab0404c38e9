//! Separated values as spreadsheets write them: `,` `;` or tab, CRLF or LF, quoted or not.

use std::sync::Arc;

use super::columns::TableKind;
use super::faults::Faults;
use super::raw::{RawTable, Row, Syntax, locate};
use super::rules;

/// A cell longer than this is a slip (an unclosed quote, a pasted document), never a name, a date or an anchor.
pub(super) const LONGEST_CELL: usize = 1 << 20;

/// What may stand between cells.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Reads the header and finds the delimiter under which most of its names are known.
pub(super) fn open(kind: TableKind, file: Arc<str>, text: String, faults: &mut Faults) -> Option<RawTable> {
    let header = first_record(&text, &DELIMITERS);
    if header.trim().is_empty() {
        faults.whole(
            rules::EMPTY_FILE,
            &file,
            "the file is empty",
            &format!("a header: {}", kind.header()),
            "remove the file, or give it its header",
        );
        return None;
    }
    let known = |delimiter: u8| {
        split(header, delimiter).iter().filter(|name| kind.columns().iter().any(|spec| spec.name == *name)).count()
    };
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(|&delimiter| known(delimiter)).unwrap_or(b',');
    if known(delimiter) == 0 && split(header, b',').len() == 1 && split(header, b';').len() == 1 {
        let guess = ['|', ':', ' '].into_iter().find(|&mark| header.contains(mark));
        let found = locate(&text, 0, header.len());
        let hint = guess.map_or("separate the columns by commas".to_owned(), |mark| {
            format!("the columns seem to be separated by `{mark}`: export with `,` `;` or tab")
        });
        faults.push(
            rules::WRONG_DELIMITER,
            &file,
            found,
            "the header is a single unknown column",
            &format!("columns separated by `,` `;` or tab: {}", kind.header()),
            hint,
        );
        return None;
    }
    let names = split(header, delimiter);
    let places = kind.places(&file, &names, faults, |name_at| {
        field_range(&text, delimiter, name_at).map_or((1, 0, None), |(start, end)| locate(&text, start, end))
    })?;
    Some(RawTable { kind, file, text, syntax: Syntax::Csv { delimiter }, places, source: String::new() })
}

/// Hands each record to `each`. Blank records, which spreadsheets leave at the end, are no records.
pub(super) fn rows(table: &RawTable, delimiter: u8, faults: &mut Faults, each: &mut dyn FnMut(Row<'_>, &mut Faults)) {
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(true)
        .flexible(true)
        .from_reader(table.text.as_bytes());
    let width = reader.headers().map_or(0, ::csv::StringRecord::len);
    let mut record = ::csv::StringRecord::new();
    // The text is UTF-8 and in memory, so a record can only be read.
    while let Ok(true) = reader.read_record(&mut record) {
        let (line, byte) = begin(&table.text, &record);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row = Row { table, line, byte, record: &record };
        if record.len() != width {
            let found = locate(&table.text, byte, byte + first_record(&table.text[byte..], &[delimiter]).len());
            faults.push(
                rules::RAGGED_ROW,
                &table.file,
                (line, 0, found.2),
                format!("{} cells", record.len()),
                &format!("{width} cells, as the header has"),
                "a cell with the delimiter in it must be quoted",
            );
            continue;
        }
        if let Some(place) = record.iter().position(|cell| cell.len() > LONGEST_CELL) {
            let name =
                table.places.iter().position(|&at| at == Some(place)).map_or("", |at| table.kind.columns()[at].name);
            let (line, column, snippet) = row.locate(name);
            faults.push(
                rules::CELL_TOO_LONG,
                &table.file,
                (line, column, snippet),
                format!("a cell of {} bytes", record.get(place).map_or(0, str::len)),
                "at most 1 MiB a cell",
                "is a quote left open?",
            );
            continue;
        }
        each(row, faults);
    }
}

/// The line and the byte where a record begins. The reader's own place may be at line ends before it: at blank lines, and
/// at the line feed of a `\r\n`, which it counts with the record that follows.
pub(crate) fn begin(text: &str, record: &::csv::StringRecord) -> (u64, usize) {
    let Some(position) = record.position() else { return (0, 0) };
    let start = (position.byte() as usize).min(text.len());
    let ends = text.as_bytes()[start..].iter().take_while(|&&byte| byte == b'\n' || byte == b'\r');
    let (feeds, skipped) = ends.fold((0, 0), |(feeds, skipped), &byte| (feeds + u64::from(byte == b'\n'), skipped + 1));
    (position.line() + feeds, start + skipped)
}

/// Where a reader stands in a record: a quote opens a cell only at its beginning, as the `csv` crate takes it; later
/// it is a character like any other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Begin,
    Bare,
    Quoted,
    /// Behind a quote in a quoted cell: its end, unless another quote follows.
    Behind,
}

impl At {
    /// The state behind a byte that ends no cell.
    fn after(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Begin | Self::Behind, b'"') => Self::Quoted,
            (Self::Quoted, b'"') => Self::Behind,
            (Self::Quoted, _) => Self::Quoted,
            _ => Self::Bare,
        }
    }
}

/// Where quotes open that never close, or that close lines later in the midst of a text: rows have been swallowed.
pub(crate) fn open_quote(text: &str, delimiter: u8) -> Option<usize> {
    if !text.contains('"') {
        return None;
    }
    let (mut state, mut opened, mut lines) = (At::Begin, 0, false);
    for (at, byte) in text.bytes().enumerate() {
        if state != At::Quoted && [delimiter, b'\n', b'\r'].contains(&byte) {
            state = At::Begin;
            continue;
        }
        let next = state.after(byte);
        match (state, next) {
            (At::Begin, At::Quoted) => (opened, lines) = (at, false),
            (At::Quoted, _) => lines |= byte == b'\n',
            (At::Behind, At::Bare) if lines => return Some(opened),
            _ => {}
        }
        state = next;
    }
    (state == At::Quoted).then_some(opened)
}

/// The raw text of the first record: up to the first line end outside quotes.
pub(super) fn first_record<'a>(text: &'a str, delimiters: &[u8]) -> &'a str {
    let mut state = At::Begin;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' | b'\r' if state != At::Quoted => return &text[..at],
            _ if state != At::Quoted && delimiters.contains(&byte) => state = At::Begin,
            _ => state = state.after(byte),
        }
    }
    text
}

fn split(header: &str, delimiter: u8) -> Vec<String> {
    let mut reader = ::csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(header.as_bytes());
    let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
    record.iter().map(|name| name.trim().to_lowercase()).collect()
}

/// The bytes of a field in the raw text of a record, quotes left out.
pub(super) fn field_range(record: &str, delimiter: u8, field: usize) -> Option<(usize, usize)> {
    let bytes = record.as_bytes();
    let (mut start, mut state, mut seen) = (0, At::Begin, 0);
    for at in 0..=bytes.len() {
        let byte = bytes.get(at).copied();
        match byte {
            Some(byte) if state == At::Quoted || ![delimiter, b'\n', b'\r'].contains(&byte) => {
                state = state.after(byte);
                continue;
            }
            _ if seen == field => {
                let inner = record[start..at].strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                return Some(if inner.is_some() { (start + 1, at - 1) } else { (start, at) });
            }
            _ if byte != Some(delimiter) => return None,
            _ => (start, state, seen) = (at + 1, At::Begin, seen + 1),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_behind_quotes_and_delimiters() {
        let record = "a,\"b, \"\"c\"\"\",d\nnext";
        assert_eq!(field_range(record, b',', 0), Some((0, 1)));
        assert_eq!(field_range(record, b',', 1).map(|(s, e)| &record[s..e]), Some("b, \"\"c\"\""));
        assert_eq!(field_range(record, b',', 2).map(|(s, e)| &record[s..e]), Some("d"));
        assert_eq!(field_range(record, b',', 3), None);
        // A quote inside a bare cell, and one behind a quoted part, open nothing.
        let field = |record: &'static str, at| field_range(record, b',', at).map(|(s, e)| &record[s..e]);
        assert_eq!(field("6\" pipe,b", 1), Some("b"));
        assert_eq!(field("\"a\"b\",c", 1), Some("c"));
        assert_eq!(field("\"\",\"\"\"\",\"", 1), Some("\"\""));
    }

    #[test]
    fn quotes_left_open_are_found_where_they_open() {
        assert_eq!(open_quote("a,b\nc,\"d\ne,f\n", b','), Some(6));
        // The quotes of the next row close them: what follows is no delimiter.
        assert_eq!(open_quote("a,\"b\nc,\"d\n", b','), Some(2));
        for whole in ["a,\"b\nc\",\"d \"\"e\"\"\"\n", "6\" pipe,b\n", "\"a\"b,c\n", "\"a\""] {
            assert_eq!(open_quote(whole, b','), None, "{whole}");
        }
    }
}
