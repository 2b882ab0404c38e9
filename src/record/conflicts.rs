//! Where claims disagree: all sides kept, none resolved.

use crate::model::{Diagnostic, Severity};
use crate::result::{Cell, CellKind, ColumnRole, Method, Table};

/// Whether a table names the rows of the dataset at which a conflict was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// For whoever mends the tables.
    Shown,
    /// For reports: the same data in another order of rows is the same report.
    Left,
}

/// The conflicts that the door found, one a row, in the order of their rules and words.
///
/// ```
/// use blocs::{dataset, record::conflicts::{self, Rows}, result::ColumnRole};
/// let loaded = dataset::load(vec![dataset::builtin("toy-council").unwrap()], None);
/// let table = conflicts::table(&loaded.diagnostics, Rows::Left);
/// assert_eq!(table.text(0, ColumnRole::Label), "`eli` on `vote-5` is for and against");
/// ```
pub fn table(diagnostics: &[Diagnostic], rows: Rows) -> Table {
    let mut conflicts: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Conflict).collect();
    conflicts.sort_by_key(|found| (found.rule, &found.message, found.line));
    let mut table =
        Table::new("conflicts", Method::new("conflicts of the record", "").counting("conflicts", conflicts.len()))
            .titled("Where the record disagrees with itself")
            .column("rule", CellKind::Text, ColumnRole::Class, "")
            .column("conflict", CellKind::Text, ColumnRole::Label, "");
    if rows == Rows::Shown {
        table = table.column("row", CellKind::Text, ColumnRole::Evidence, "").column(
            "against",
            CellKind::Text,
            ColumnRole::Attribute,
            "",
        );
    }
    for found in conflicts {
        let said = [Cell::text(found.rule), Cell::text(&found.message)];
        let place = || [Cell::text(format!("{}:{}", found.file, found.line)), Cell::text(&found.hint)];
        table.push(said.into_iter().chain((rows == Rows::Shown).then(place).into_iter().flatten()));
    }
    table
}
