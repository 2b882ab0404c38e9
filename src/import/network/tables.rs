//! The tables of a dataset as they are filled: cells by the names of their columns.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::dataset::{File, Folder, TableKind, package};

/// The most columns of a table.
const MOST: usize = 18;

/// Rows of CSV by table.
#[derive(Default)]
pub(super) struct Tables {
    rows: BTreeMap<TableKind, csv::Writer<Vec<u8>>>,
}

impl Tables {
    /// Adds a row; columns that are not named stay empty.
    pub fn add(&mut self, kind: TableKind, cells: &[(&str, &str)]) {
        let columns = kind.columns();
        let table = self.rows.entry(kind).or_insert_with(|| {
            let mut table = csv::Writer::from_writer(Vec::new());
            // A vector takes every byte, so writing cannot fail; nor can it below.
            let _ = table.write_record(columns.iter().map(|column| column.name));
            table
        });
        let mut row = [""; MOST];
        let mut next = 0;
        for (name, cell) in cells {
            // Cells mostly come in the order of their columns: what was before the last one is looked at after what is behind it.
            let behind = (next..columns.len()).chain(0..next);
            if let Some(at) = behind.into_iter().find(|at| columns[*at].name == *name) {
                (row[at], next) = (cell, at + 1);
            }
        }
        let _ = table.write_record(&row[..columns.len()]);
    }

    /// The dataset.
    pub fn finish(self, name: &str, title: &str, schema: Option<&Value>) -> Folder {
        let mut files: Vec<File> = self
            .rows
            .into_iter()
            .map(|(kind, table)| File {
                name: format!("{}.csv", kind.name()),
                bytes: table.into_inner().unwrap_or_default(),
            })
            .collect();
        let package = package(name, title, &[], &files);
        files.push(File { name: "datapackage.json".to_owned(), bytes: package.into_bytes() });
        if let Some(schema) = schema {
            let text = serde_json::to_string_pretty(schema).unwrap_or_default() + "\n";
            files.push(File { name: "schema.json".to_owned(), bytes: text.into_bytes() });
        }
        Folder { name: name.to_owned(), files, ..Folder::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_table_has_more_columns() {
        assert_eq!(TableKind::ALL.iter().map(|kind| kind.columns().len()).max(), Some(MOST));
    }
}
