//! The rows of a table that is printed or written, and which table of an answer is meant.

use std::collections::BTreeSet;
use std::io::{self, Write};

use blocs::export::{TableFormat, write_row_by_row, write_table};
use blocs::result::{Block, Document, RowByRow, Table};

use super::failure::Failure;

/// The rows of a main table, at once or one by one.
#[derive(Clone, Copy)]
pub enum Rows<'a> {
    /// Held whole.
    Whole(&'a Table),
    /// Made while they are written.
    OneByOne(&'a dyn RowByRow),
}

impl Rows<'_> {
    /// Writes them in a format.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(self, format: TableFormat, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Whole(table) => write_table(table, format, out),
            Self::OneByOne(table) => write_row_by_row(table, format, out),
        }
    }
    /// The table without its rows.
    pub fn heading(self) -> Table {
        match self {
            Self::Whole(table) => table.pick(&[]),
            Self::OneByOne(table) => table.heading(),
        }
    }
}

/// The main table, or the one of a page that has this name.
///
/// # Errors
/// When there is none; the names that there are.
pub fn named_table<'a>(name: Option<&str>, main: Option<Rows<'a>>, page: &'a Document) -> Result<Rows<'a>, Failure> {
    let main_name = main.map(|rows| rows.heading().name);
    let Some(name) = name.filter(|name| main_name.as_deref() != Some(*name)) else {
        return main.ok_or_else(|| Failure::command("this command has no table"));
    };
    let of_page = || {
        page.blocks.iter().filter_map(|block| match block {
            Block::Table { table, .. } => Some(table),
            _ => None,
        })
    };
    of_page().find(|table| table.name == name).map(Rows::Whole).ok_or_else(|| {
        let names: BTreeSet<String> = main_name.into_iter().chain(of_page().map(|table| table.name.clone())).collect();
        let names: Vec<String> = names.into_iter().collect();
        Failure::command(format!("this answer has no table `{name}`; it has {}", names.join(", ")))
    })
}
