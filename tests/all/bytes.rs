//! The same tables in other bytes: rows shuffled, other delimiters, line ends, a byte order mark, JSON.

use std::path::Path;

use blocs::dataset::TableKind;

use crate::common::{Lots, files, records, root};

/// How a spreadsheet might write a table.
#[derive(Clone, Copy)]
pub struct Dialect {
    pub delimiter: u8,
    pub ends: csv::Terminator,
    pub mark: bool,
    pub quotes: csv::QuoteStyle,
}

/// As our own tables are written.
pub const PLAIN: Dialect =
    Dialect { delimiter: b',', ends: csv::Terminator::Any(b'\n'), mark: false, quotes: csv::QuoteStyle::Necessary };

pub const DIALECTS: [Dialect; 4] = [
    PLAIN,
    Dialect { delimiter: b';', ends: csv::Terminator::CRLF, mark: true, quotes: csv::QuoteStyle::Necessary },
    Dialect { delimiter: b'\t', ends: csv::Terminator::CRLF, mark: false, quotes: csv::QuoteStyle::Necessary },
    Dialect { delimiter: b',', ends: csv::Terminator::CRLF, mark: true, quotes: csv::QuoteStyle::Always },
];

/// Every file of a dataset of this repository that the door reads.
pub fn tables(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("graph-data").join(name);
    let read = |name: &str| TableKind::of_file(name).is_some() || name == "datapackage.json";
    files(&folder).into_iter().filter(|(name, _)| read(name)).collect()
}

/// The same records in another order and another dialect.
pub fn rewrite(bytes: &[u8], dialect: Dialect, lots: Option<&mut Lots>) -> Vec<u8> {
    let mut rows = records(bytes);
    if let Some(lots) = lots {
        lots.shuffle(&mut rows[1..]);
    }
    let mut writer = csv::WriterBuilder::new()
        .delimiter(dialect.delimiter)
        .terminator(dialect.ends)
        .quote_style(dialect.quotes)
        .from_writer(if dialect.mark { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() });
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The JSON twin: one object a record; empty cells are left out, as programs that write JSON do.
pub fn twin(bytes: &[u8]) -> Vec<u8> {
    let rows = records(bytes);
    let objects = rows[1..].iter().map(|row| {
        let members = rows[0].iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        members.map(|(name, cell)| (name.clone(), cell.as_str().into())).collect::<serde_json::Map<_, _>>()
    });
    serde_json::to_vec_pretty(&objects.collect::<Vec<_>>()).unwrap()
}

pub fn is_csv(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "csv")
}
