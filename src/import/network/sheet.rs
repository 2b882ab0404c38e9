//! A file as rows of cells: a table with a delimiter, or lines of words with white space between.
//!
//! - Lines before the first row that begin with `#` or `%` are remarks, in lines of words all such lines; a table may call
//!   its first column `#`.
//! - Two words, and then a dictionary or a number with a comma, are a line of words, whatever marks it holds.
//! - A word in double quotes may hold white space, and a quote that is written twice or behind `\`.
//! - A first column without a name that counts the rows is left out: pandas and R write it. So is a first cell that the
//!   header does not name, as `write.table` writes the names of rows, where it cannot be an id before a weight without a name.
//!   Any other column without a name is called `column` and its number.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::{Foreign, Header, Options};
use super::with_line_feeds;
use crate::dataset::{Faults, begin, decode, locate, open_quote, rules};

/// What to do where lines have a word more than the header: which one has no name only their author knows.
const ONE_MORE: &str = "put a text with white space in it in double quotes; where the first word names the row, or the last has \
                        no name, give it one in the header (R leaves out the names of rows by row.names=FALSE)";
/// The same of cells.
const CELL_MORE: &str = "where the first cell names the row, or the last has no name, give it one in the header (R leaves out the \
                         names of rows by row.names=FALSE)";

/// A file as rows of cells, each row with its line.
pub(super) struct Sheet {
    pub file: Arc<str>,
    text: String,
    /// Where each line begins, once a fault asks.
    begins: OnceCell<Vec<usize>>,
    /// `None`: white space.
    delimiter: Option<u8>,
    pub header: Vec<String>,
    /// Where the first line is that is no remark: its byte and its number.
    first: (usize, u64),
    /// Whether that line is the header.
    has_header: bool,
    /// Lines of two ids and a weight, or anything else behind them, without a header.
    pub free: bool,
    /// The column that counts the rows, which is not read.
    pub counter: Option<usize>,
}

/// What a table is, by its columns.
pub(super) enum Sort {
    Ties {
        from: usize,
        to: usize,
    },
    Nodes {
        id: usize,
    },
    /// The claims behind our own ties, which carry them too.
    Claims,
}

/// A word of a line: the byte where it begins, the one behind it, and what it says.
struct Word<'t> {
    at: usize,
    end: usize,
    text: Cow<'t, str>,
}

impl Sheet {
    pub fn open(file: &Foreign, options: &Options, faults: &mut Faults) -> Option<Self> {
        let name: Arc<str> = file.name.as_str().into();
        let text = with_line_feeds(decode(&name, file.bytes.clone(), faults)?);
        let mut sheet = Self {
            file: name,
            text,
            begins: OnceCell::new(),
            delimiter: None,
            header: Vec::new(),
            first: (0, 0),
            has_header: true,
            free: false,
            counter: None,
        };
        if !sheet.finds_first_line(options) {
            sheet.fault(1, 0, "no ties", "a table, or lines of two ids", "", faults);
            return None;
        }
        if let Some(delimiter) = sheet.delimiter
            && let Some(open) = open_quote(&sheet.text[sheet.first.0..], delimiter)
        {
            let (line, column, _) = locate(&sheet.text, sheet.first.0 + open, sheet.first.0 + open + 1);
            let message = "quotes that are not closed";
            faults.push(rules::BAD_GRAPH_FILE, &sheet.file, (line, column, None), message, "\"a cell\"", "");
            return None;
        }
        sheet.names_columns(options);
        let mut seen = BTreeSet::new();
        let twice = sheet.header.iter().find(|name| !seen.insert(name.as_str())).cloned();
        if let Some(name) = twice {
            sheet.fault(sheet.first.1, 0, &format!("column `{name}` twice"), "each name once", "", faults);
            return None;
        }
        Some(sheet)
    }

    /// The line of the header, or of the first row.
    pub fn line(&self) -> u64 {
        self.first.1
    }

    /// Whether the last line has its end.
    pub fn ends(&self) -> bool {
        self.text.ends_with('\n')
    }

    /// The first line that is no remark, with its delimiter and its cells. A line of remark form is the header of a table
    /// whose first column is called by the mark alone, where it names the ends of ties.
    fn finds_first_line(&mut self, options: &Options) -> bool {
        let mut at = 0;
        for number in 1.. {
            let Some(line) = self.text[at..].split_inclusive('\n').next() else { return false };
            let next = at + line.len();
            if !line.trim().is_empty() {
                self.first = (at, number);
                self.delimiter = delimiter(line);
                self.header = match self.delimiter {
                    Some(_) => {
                        let mut record = ::csv::StringRecord::new();
                        let text = if is_remark(line) { line } else { &self.text[at..] };
                        // A text that is UTF-8 has records, whatever is in it.
                        let _ = self.reader(text, false).read_record(&mut record);
                        record.iter().map(|name| name.trim().to_owned()).collect()
                    }
                    None => words(line.trim_end()).flatten().map(|word| word.text.into_owned()).collect(),
                };
                let marked = self.delimiter.is_some() && self.header.first().is_some_and(|name| is_mark(name));
                if !is_remark(line) || marked && matches!(self.sort(options), Some(Sort::Ties { .. })) {
                    return true;
                }
            }
            at = next;
        }
        false
    }

    fn names_columns(&mut self, options: &Options) {
        let named = !options.columns.source.is_empty() || !options.columns.target.is_empty();
        if options.header == Header::None {
            self.has_header = false;
            self.header = (1..=self.header.len()).map(|at| at.to_string()).collect();
            if self.delimiter.is_some() && !named {
                let usual = ["source", "target"].iter().zip(&mut self.header);
                usual.for_each(|(usual, name)| (*usual).clone_into(name));
                let weighs = |cell: &str| is_missing(cell) || cell.trim().parse::<f64>().is_ok();
                if self.header.len() > 2 && self.all(2, |_, cell| weighs(cell)) {
                    "weight".clone_into(&mut self.header[2]);
                }
            }
        }
        if self.delimiter.is_none() && (self.has_header || !named) {
            if self.has_header && self.header.len() == 1 && self.sort(options).is_some() {
                // One column is no list of ties: a table of nodes that says no more than their ids.
                self.delimiter = Some(b',');
                return;
            }
            if !self.has_header || self.sort(options).is_none() {
                (self.has_header, self.free) = (false, true);
                self.header = ["source", "target", "weight", "data"].map(str::to_owned).to_vec();
                return;
            }
        }
        if self.has_header {
            self.names_rows();
        }
        if self.header.first().is_some_and(String::is_empty) && self.counter.is_none() {
            self.counter = self.counts(0).then_some(0);
        }
        for (at, name) in self.header.iter_mut().enumerate() {
            let is_end = [&options.columns.source, &options.columns.target].contains(&&*name);
            if name.is_empty() || (!self.has_header && !is_end && name.parse::<usize>().is_ok()) {
                *name = format!("column {}", at + 1);
            }
        }
    }

    /// Rows that all have a cell more than the header: the first names the row, where the header is in quotes (R) or has a
    /// space for it (pandas), and where [`Sheet::are_names_of_rows`].
    fn names_rows(&mut self) {
        if !self.have_one_more() {
            return;
        }
        let header = &self.text[self.first.0..];
        let of_words = self.delimiter.is_none();
        let quoted = of_words && header.trim_start().starts_with('"');
        let spaced =
            of_words && header.starts_with(' ') && !self.lines().skip(1).any(|(_, line)| line.starts_with(' '));
        self.header.insert(0, String::new());
        if quoted || spaced && self.counts(0) || self.are_names_of_rows() {
            self.counter = Some(0);
        } else {
            self.header.remove(0);
        }
    }

    /// Whether there are rows, and all of them have a cell more than the header.
    fn have_one_more(&self) -> bool {
        let width = self.header.len() + 1;
        if self.delimiter.is_none() {
            let mut lines = self.lines().skip(1).peekable();
            return lines.peek().is_some() && lines.all(|(_, line)| words(line).flatten().count() == width);
        }
        let (mut reader, mut record) = (self.reader(&self.text[self.first.0..], true), ::csv::StringRecord::new());
        let mut any = false;
        while let Ok(true) = reader.read_record(&mut record) {
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                if record.len() != width {
                    return false;
                }
                any = true;
            }
        }
        any
    }

    /// Whether the first cells name the rows, as R has them: they count the rows from 1, or each is there once. Elsewhere the last
    /// cell may as well be the one without a name: a weight behind two ids, which may count up too, the second word of a text, the
    /// decimals behind a comma.
    fn are_names_of_rows(&self) -> bool {
        let last = self.header.len() - 1;
        let only_ends = last == 2;
        let numbers = self.all(last, |_, cell| is_number(cell.trim()) || is_missing(cell));
        if self.all(0, |row, cell| cell.trim().parse() == Ok(row + 1)) {
            let whole = self.all(last, |_, cell| cell.trim().parse::<u64>().is_ok());
            return (!only_ends || !numbers || whole) && !self.all(last, |_, cell| cell.trim().is_empty());
        }
        let (mut seen, mut once) = (BTreeSet::new(), true);
        self.rows(&mut Faults::default(), |_, cells, _| once &= seen.insert(cells[0].trim().to_owned()));
        once && match self.delimiter {
            None => numbers && !only_ends,
            // Texts have commas, and hardly a tab.
            Some(delimiter) => !numbers && delimiter == b'\t',
        }
    }

    /// Whether a column counts the rows, from 0 or from 1.
    fn counts(&self, column: usize) -> bool {
        [0, 1].into_iter().any(|first| self.all(column, |row, cell| cell.parse() == Ok(row + first)))
    }

    /// Whether all cells of a column are of a kind, each with the number of its row from 0.
    pub fn all(&self, column: usize, is: impl Fn(usize, &str) -> bool) -> bool {
        let (mut sound, mut row) = (true, 0);
        self.rows(&mut Faults::default(), |_, cells, _| {
            sound = sound && is(row, &cells[column]);
            row += 1;
        });
        sound
    }

    fn reader<'t>(&self, text: &'t str, has_headers: bool) -> ::csv::Reader<&'t [u8]> {
        let mut builder = ::csv::ReaderBuilder::new();
        builder.delimiter(self.delimiter.unwrap_or(b' ')).flexible(true).has_headers(has_headers);
        builder.from_reader(text.as_bytes())
    }

    /// The lines of words from the first on, each with its number.
    fn lines(&self) -> impl Iterator<Item = (u64, &str)> {
        let lines = (self.first.1..).zip(self.text[self.first.0..].lines());
        lines.filter(|(number, line)| *number == self.first.1 || !is_remark(line))
    }

    pub fn place(&self, name: &str) -> Option<usize> {
        let exact = self.header.iter().position(|column| column == name);
        exact.or_else(|| self.header.iter().position(|column| column.eq_ignore_ascii_case(name)))
    }

    pub fn sort(&self, options: &Options) -> Option<Sort> {
        let named = |name: &str, usual: [&str; 2]| {
            let usual = || usual.iter().find_map(|name| self.place(name));
            if name.is_empty() { usual() } else { self.header.iter().position(|column| column == name) }
        };
        let from = named(&options.columns.source, ["source", "from"]);
        let to = named(&options.columns.target, ["target", "to"]);
        if let (Some(from), Some(to)) = (from, to)
            && from != to
        {
            return Some(Sort::Ties { from, to });
        }
        if self.place("tie").is_some() && self.place("claim").is_some() {
            return Some(Sort::Claims);
        }
        self.place("id").or_else(|| self.place("name")).map(|id| Sort::Nodes { id })
    }

    /// Each row with its line and as many cells as the header has names; a fault where it has not.
    pub fn rows(&self, faults: &mut Faults, mut each: impl FnMut(u64, &[Cow<'_, str>], &mut Faults)) {
        let width = self.header.len();
        if self.delimiter.is_none() {
            for (number, line) in self.lines().skip(usize::from(self.has_header)) {
                match self.cells(line) {
                    Err(at) => {
                        let place = (number, line[..at].chars().count() as u64 + 1, None);
                        let message = "quotes that are not closed, or a word behind them";
                        faults.push(rules::BAD_GRAPH_FILE, &self.file, place, message, "\"a word\"", "");
                    }
                    Ok(cells) if cells.len() < 2 => {
                        self.fault(number, 0, "a line of one id", "two ids, and a weight", "", faults);
                    }
                    Ok(cells) if cells.len() != width => {
                        let message = format!("{} words where the header has {width}", cells.len());
                        let hint = match cells.len() - 1 == width {
                            true => ONE_MORE,
                            false => "put a text with white space in it in double quotes",
                        };
                        let cell = cells.len().min(width) - 1;
                        self.fault(number, cell, &message, &format!("{width} words"), hint, faults);
                    }
                    Ok(cells) => each(number, &cells, faults),
                }
            }
            return;
        }
        let text = &self.text[self.first.0..];
        let mut reader = self.reader(text, self.has_header);
        let mut record = ::csv::StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            let line = begin(text, &record).0 + self.first.1 - 1;
            let cells: Vec<Cow<'_, str>> = record.iter().map(Cow::Borrowed).collect();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if cells.len() == width {
                each(line, &cells, faults);
            } else {
                let message = format!("{} cells where the header has {width}", cells.len());
                let hint = if cells.len() - 1 == width { CELL_MORE } else { "" };
                self.fault(line, cells.len().min(width) - 1, &message, &format!("{width} cells"), hint, faults);
            }
        }
    }

    /// The words of a line; or the byte of a quote that is not closed before the end of its word.
    fn cells<'t>(&self, line: &'t str) -> Result<Vec<Cow<'t, str>>, usize> {
        let mut cells: Vec<Cow<'t, str>> = Vec::with_capacity(self.header.len());
        for next in words(line) {
            if !self.free || cells.len() < 2 {
                cells.push(next?.text);
                continue;
            }
            if let Ok(word) = &next
                && cells.len() == 2
                && (is_number(&word.text) || is_missing(&word.text))
            {
                cells.push(word.text.clone());
                continue;
            }
            // What is no weight is data, to the end of the line: networkx writes a dictionary there.
            let at = next.as_ref().map_or_else(|at| *at, |word| word.at);
            let data = match next {
                Ok(word) if line[word.end..].trim().is_empty() => word.text,
                _ => line[at..].trim_end().into(),
            };
            cells.resize(3, "".into());
            cells.push(if data == "{}" { "".into() } else { data });
            break;
        }
        if self.free && cells.len() > 1 {
            cells.resize(self.header.len(), "".into());
        }
        Ok(cells)
    }

    /// A fault in a cell of a line.
    pub fn fault(&self, line: u64, cell: usize, message: &str, expected: &str, hint: &str, faults: &mut Faults) {
        let begins = self
            .begins
            .get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect());
        let begin = begins.get(usize::try_from(line).unwrap_or(1).saturating_sub(1));
        let text = begin.and_then(|at| self.text[*at..].lines().next()).unwrap_or_default();
        let at = match self.delimiter {
            None => words(text).nth(cell).map_or(0, |word| word.map_or_else(|at| at, |word| word.at)),
            Some(delimiter) => {
                let (mut quoted, mut before) = (false, 0);
                let mut begins = |byte: &u8| {
                    quoted ^= *byte == b'"';
                    before += usize::from(*byte == delimiter && !quoted);
                    before == cell
                };
                let ends = text.bytes().position(|byte| begins(&byte));
                ends.map_or(0, |at| at + usize::from(cell > 0))
            }
        };
        let column = text.get(..at).map_or(1, |before| before.chars().count() as u64 + 1);
        faults.push(rules::BAD_GRAPH_FILE, &self.file, (line, column, None), message, expected, hint);
    }
}

/// The words of a line, to the end or to the first that cannot be told from the next: the byte where that begins.
fn words(line: &str) -> impl Iterator<Item = Result<Word<'_>, usize>> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let at = end + line[end..].find(|c: char| !c.is_whitespace())?;
        let word = if line[at..].starts_with('"') { quoted(line, at) } else { Some(bare(line, at)) };
        end = word.as_ref().map_or(line.len(), |word| word.end);
        Some(word.ok_or(at))
    })
}

fn bare(line: &str, at: usize) -> Word<'_> {
    let end = line[at..].find(char::is_whitespace).map_or(line.len(), |length| at + length);
    Word { at, end, text: line[at..end].into() }
}

/// The word in the quotes that open at a byte; none where they do not close before white space or the end of the line.
fn quoted(line: &str, at: usize) -> Option<Word<'_>> {
    let (begin, bytes) = (at + 1, line.as_bytes());
    let mut end = begin;
    loop {
        match (bytes.get(end)?, bytes.get(end + 1)) {
            (b'"' | b'\\', Some(b'"')) => end += 2,
            (b'"', _) => break,
            _ => end += 1,
        }
    }
    let inside = &line[begin..end];
    let text =
        if inside.contains('"') { inside.replace("\"\"", "\"").replace("\\\"", "\"").into() } else { inside.into() };
    let behind = &line[end + 1..];
    (behind.is_empty() || behind.starts_with(char::is_whitespace)).then_some(Word { at, end: end + 1, text })
}

/// The mark that a line has most of, outside of quotes; none where two words without it are followed by a dictionary, as
/// networkx writes it, or by a number with a comma.
fn delimiter(line: &str) -> Option<u8> {
    let count = |mark: u8| {
        let mut quoted = false;
        let outside = |byte: &u8| {
            quoted ^= *byte == b'"';
            !quoted && *byte == mark
        };
        line.as_bytes().iter().copied().filter(outside).count()
    };
    let marks = [b',', b';', b'\t'].map(|mark| (count(mark), mark));
    let (_, mark) = marks.into_iter().max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0)?;
    let third = words(line).nth(2).and_then(Result::ok);
    let is_behind = third.is_some_and(|word| {
        let number = is_number(&word.text) && line[word.end..].trim().is_empty();
        (number || word.text.starts_with('{')) && !line.as_bytes()[..word.at].contains(&mark)
    });
    (!is_behind).then_some(mark)
}

/// Whether a word is a number, or would be with a point where its comma is: who reads a weight tells that.
fn is_number(word: &str) -> bool {
    word.parse::<f64>().is_ok() || word.replacen(',', ".", 1).parse::<f64>().is_ok()
}

/// Whether a weight is not there, as R writes it too.
pub(super) fn is_missing(cell: &str) -> bool {
    matches!(cell.trim(), "" | "NA")
}

fn is_mark(name: &str) -> bool {
    matches!(name, "#" | "%")
}

fn is_remark(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with(['#', '%'])
}
