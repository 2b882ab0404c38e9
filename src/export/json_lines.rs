//! JSON lines: name, title, method and columns in the first line, then a row a line, as in [`json`].

use std::io;

use super::{Spec, json};
use crate::result::{Parted, Table};

pub(super) const SPEC: Spec = Spec { name: "jsonl", extensions: &["jsonl", "ndjson"] };

/// Writes a table.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", json::heading(table))?;
    rows(table, out)
}

/// Writes a table that is made part by part: the same bytes.
///
/// # Errors
/// Those of the writer.
pub(super) fn write_parted(table: &dyn Parted, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", json::heading(&table.heading()))?;
    (0..).map_while(|number| table.part(number)).try_for_each(|part| rows(&part, out))
}

fn rows(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    let (row, mut line) = (json::Row::of(table), String::new());
    (0..table.len()).try_for_each(|at| {
        line.clear();
        row.put(at, &mut line);
        line.push('\n');
        out.write_all(line.as_bytes())
    })
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
