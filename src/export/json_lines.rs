//! JSON lines: name, title, method and columns in the first line, then a row a line, as in [`json`].

use std::io;

use super::{Spec, json, told};
use crate::result::{Cell, CellRef, RowByRow, Table};

pub(super) const SPEC: Spec = Spec { name: "jsonl", extensions: &["jsonl", "ndjson"] };

/// Writes a table.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", json::heading(table))?;
    let mut lines = Lines::of(table, out);
    let mut rows = table.rows();
    (0..table.len()).try_for_each(|row| lines.put(rows.row(row).iter().copied()))
}

/// Writes a table whose rows are told one by one: the same bytes.
///
/// # Errors
/// Those of the writer.
pub(super) fn write_row_by_row(table: &dyn RowByRow, out: &mut dyn io::Write) -> io::Result<()> {
    let heading = table.heading();
    writeln!(out, "{}", json::heading(&heading))?;
    let mut lines = Lines::of(&heading, out);
    told(table, |row| lines.put(row.iter().map(Cell::read)))
}

/// The lines behind the first.
struct Lines<'a> {
    row: json::Row,
    line: String,
    out: &'a mut dyn io::Write,
}

impl<'a> Lines<'a> {
    fn of(table: &Table, out: &'a mut dyn io::Write) -> Self {
        Self { row: json::Row::of(table), line: String::new(), out }
    }
    fn put<'c>(&mut self, cells: impl Iterator<Item = CellRef<'c>>) -> io::Result<()> {
        self.line.clear();
        self.row.put(cells, &mut self.line);
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::tests::{hostile_table, sample_table, written};
    use super::super::{TableFormat, write_table};

    #[test]
    fn the_method_comes_first_then_a_row_a_line() {
        let text = written(|out| write_table(&sample_table(), TableFormat::JsonLines, out));
        let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0]["method"]["seed"], 7);
        assert_eq!(lines[1]["agreement"], 0.666666667);
        assert_eq!(lines[2]["agreement"]["undefined"], "2 joint items, minimum 5");
    }

    #[test]
    fn no_cell_breaks_a_line() {
        let table = hostile_table();
        let text = written(|out| write_table(&table, TableFormat::JsonLines, out));
        assert_eq!(text.lines().count(), table.len() + 1);
    }
}
