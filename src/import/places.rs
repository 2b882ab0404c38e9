//! What the door finds in an imported dataset is told of the file that it was made of: nobody has seen its tables yet.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assembly::slug;
use crate::dataset::{Folder, rules};
use crate::model::Diagnostic;

/// The id of the document that an imported file is.
pub(super) fn source_of(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    slug(&format!("file-{stem}"))
}

/// The id, or where it is taken the first of `ID-2`, `ID-3`, ... that is not.
pub(super) fn another(id: String, is_taken: impl Fn(&str) -> bool) -> String {
    let mut given = id.clone();
    let mut number = 2;
    while is_taken(&given) {
        given = format!("{id}-{number}");
        number += 1;
    }
    given
}

/// The faults of a folder that an import made, at the lines of its files, where the row at fault knows its own; else of
/// the first file as a whole, with the row of the table that was made of it.
///
/// # Example
/// ```
/// use blocs::{dataset, import::{self, Foreign, Format, Options, Register}};
/// let text = "who,forum\nann,x\nben,x\n";
/// let file = Foreign::new("t.csv", text.as_bytes().to_vec()).unwrap();
/// let options = Options { name: "in".into(), relation: "likes".into(), ..Options::default() };
/// let folder = import::import(&[file], Format::TwoMode, &options, &Register::default()).unwrap();
/// let faults = dataset::load(vec![folder.clone()], None).diagnostics;
/// assert_eq!((faults[0].file.as_ref(), faults[0].line), ("in/claims.csv", 2));
/// let told = import::told_of_files(faults, &folder, &["t.csv"]);
/// assert_eq!((told[0].file.as_ref(), told[0].line), ("t.csv", 2));
/// ```
pub fn told_of_files(faults: Vec<Diagnostic>, folder: &Folder, files: &[&str]) -> Vec<Diagnostic> {
    let sources = sources(folder, files);
    let first: Arc<str> = files.first().copied().unwrap_or_default().into();
    let mut tables: BTreeMap<String, BTreeMap<u64, (String, u64)>> = BTreeMap::new();
    let told = |mut fault: Diagnostic| {
        if *fault.file == *folder.name {
            fault.message += " in the dataset made of it";
            fault.file = first.clone();
            return fault;
        }
        let table = fault.file.strip_prefix(folder.name.as_str()).and_then(|path| path.strip_prefix('/'));
        let Some(table) = table.map(str::to_owned) else { return fault };
        let rows = tables.entry(table.clone()).or_insert_with(|| rows(folder, &table));
        let row = rows.range(..=fault.line).next_back().filter(|_| fault.line > 1);
        let place = row.and_then(|(_, (source, line))| Some((*sources.get(source)?, *line)));
        match place {
            Some((file, line)) => (fault.file, fault.line) = (file.into(), line),
            None => {
                let line = if fault.line > 0 { format!(", line {},", fault.line) } else { String::new() };
                fault.message = format!("{} ({table}{line} of the dataset made of it)", fault.message);
                (fault.file, fault.line) = (first.clone(), 0);
            }
        }
        // The cell is one of a table that is not there, and its quotes are right.
        (fault.column, fault.snippet) = (0, None);
        if fault.rule == rules::CELL_TOO_LONG.name {
            fault.hint.clear();
        }
        fault
    };
    let mut told: Vec<Diagnostic> = faults.into_iter().map(told).collect();
    told.sort();
    told
}

/// The file behind each source: its document is called as the file is.
fn sources<'f>(folder: &Folder, files: &[&'f str]) -> BTreeMap<String, &'f str> {
    let mut sources = BTreeMap::new();
    let Some(file) = folder.files.iter().find(|file| file.name == "entities.csv") else { return sources };
    let mut reader = ::csv::Reader::from_reader(file.bytes.as_slice());
    let header = reader.headers().cloned().unwrap_or_default();
    let place = |name: &str| header.iter().position(|column| column == name);
    let (Some(id), Some(kind), Some(name)) = (place("id"), place("kind"), place("name")) else { return sources };
    for record in reader.records().filter_map(Result::ok) {
        let of = |at: usize| record.get(at).unwrap_or_default();
        let file = files.iter().find(|file| **file == of(name) && of(id).starts_with(&source_of(file)));
        if let Some(file) = file.filter(|_| of(kind) == "document") {
            sources.insert(of(id).to_owned(), *file);
        }
    }
    sources
}

/// The source and the line that each row of a table names, by its own line.
fn rows(folder: &Folder, table: &str) -> BTreeMap<u64, (String, u64)> {
    let mut rows = BTreeMap::new();
    let Some(file) = folder.files.iter().find(|file| file.name == table) else { return rows };
    let mut reader = ::csv::Reader::from_reader(file.bytes.as_slice());
    let header = reader.headers().cloned().unwrap_or_default();
    let place = |name: &str| header.iter().position(|column| column == name);
    let (Some(source), Some(lines)) = (place("source"), place("lines")) else { return rows };
    for record in reader.records().filter_map(Result::ok) {
        let line = record.position().map_or(0, ::csv::Position::line);
        let first = record.get(lines).and_then(|lines| lines.parse().ok());
        if let (Some(source), Some(first)) = (record.get(source), first) {
            rows.insert(line, (source.to_owned(), first));
        }
    }
    rows
}
