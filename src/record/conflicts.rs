//! Where claims disagree: all sides kept, none resolved.

use crate::model::{Diagnostic, Severity};
use crate::result::{Cell, CellKind, ColumnRole, Method, Table};

/// The conflicts that the door found, one a row.
pub fn table(diagnostics: &[Diagnostic]) -> Table {
    let conflicts: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Conflict).collect();
    let mut table =
        Table::new("conflicts", Method::new("conflicts of the record", "").counting("conflicts", conflicts.len()))
            .titled("Where the record disagrees with itself")
            .column("rule", CellKind::Text, ColumnRole::Class, "")
            .column("conflict", CellKind::Text, ColumnRole::Label, "")
            .column("row", CellKind::Text, ColumnRole::Evidence, "")
            .column("against", CellKind::Text, ColumnRole::Attribute, "");
    for found in conflicts {
        table.push([
            Cell::text(found.rule),
            Cell::text(&found.message),
            Cell::text(format!("{}:{}", found.file, found.line)),
            Cell::text(&found.hint),
        ]);
    }
    table
}
