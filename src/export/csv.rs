//! CSV: a header and the rows, nothing else, so that spreadsheets and pandas open it unaided.
//!
//! An undefined cell is empty; a column that has one is followed by the column `NAME_undefined` with the reasons. The
//! method stands in no line of the table: [`sidecar`] gives it, to be written beside the file as `FILE.method.json`.
//! Lists are joined by `; `, booleans are `yes` and `no`. There is no byte order mark, since most readers take it for
//! a part of the first name. Text that begins with `=` is left as it is: data is not changed to suit a spreadsheet.

use std::io;

use super::{Spec, json, tame, undefined};
use crate::result::{Cell, Column, Parted, Table};

pub(super) const SPEC: Spec = Spec { name: "csv", extensions: &["csv"] };

/// What is added to the name of a CSV file to name its sidecar.
pub const SIDECAR_SUFFIX: &str = ".method.json";

/// Writes a table.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows = Rows::begin(table, table.columns.iter().map(has_undefined).collect(), out)?;
    rows.put(table)?;
    rows.out.flush()
}

/// Writes a table that is made part by part: the same bytes.
///
/// # Errors
/// Those of the writer.
pub(super) fn write_parted(table: &dyn Parted, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows = Rows::begin(&table.heading(), table.undefined(), out)?;
    for part in (0..).map_while(|number| table.part(number)) {
        rows.put(&part)?;
    }
    rows.out.flush()
}

/// A header that is written, and the rows behind it.
struct Rows<'a> {
    out: &'a mut dyn io::Write,
    /// For each column, whether one with reasons follows it.
    reasons: Vec<bool>,
    /// The line that is being made.
    line: String,
}

impl<'a> Rows<'a> {
    fn begin(heading: &Table, reasons: Vec<bool>, out: &'a mut dyn io::Write) -> io::Result<Self> {
        let mut rows = Self { out, reasons, line: String::new() };
        for (column, reasons) in heading.columns.iter().zip(rows.reasons.clone()) {
            rows.text(&column.name);
            if reasons {
                rows.text(&format!("{}_undefined", column.name));
            }
        }
        if !rows.reasons.is_empty() {
            rows.end()?;
        }
        Ok(rows)
    }
    fn put(&mut self, table: &Table) -> io::Result<()> {
        let rows = if self.reasons.is_empty() { 0 } else { table.len() };
        for row in 0..rows {
            for (at, column) in table.columns.iter().enumerate() {
                let Some(cell) = column.cells.get(row) else { continue };
                let reason = undefined(cell);
                match cell {
                    _ if reason.is_some() => self.text(""),
                    Cell::Text(text) => self.text(text),
                    Cell::List(_) => self.text(&cell.plain()),
                    // What is no text needs no quotes.
                    _ => {
                        cell.write_plain(&mut self.line);
                        self.line.push(',');
                    }
                }
                if self.reasons[at] {
                    self.text(reason.unwrap_or_default());
                }
            }
            self.end()?;
        }
        Ok(())
    }
    /// A field and the comma behind it, in quotes where it needs them.
    fn text(&mut self, text: &str) {
        let text = tame(text);
        if text.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            self.line.push('"');
            self.line.push_str(&text.replace('"', "\"\""));
            self.line.push('"');
        } else {
            self.line.push_str(&text);
        }
        self.line.push(',');
    }
    /// Writes the line, without its last comma. One that would be blank is an empty field in quotes.
    fn end(&mut self) -> io::Result<()> {
        self.line.pop();
        if self.line.is_empty() {
            self.line.push_str("\"\"");
        }
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }
}

fn has_undefined(column: &Column) -> bool {
    column.cells.iter().any(|cell| undefined(cell).is_some())
}

/// What a CSV file cannot say of itself, as JSON: name, title, method, and type, role and unit of each column.
///
/// ```
/// use blocs::export::csv;
/// use blocs::result::{Method, Table};
/// let table = Table::new("agreement", Method::new("agreement", "Lijphart 1963").seeded(7));
/// assert!(csv::sidecar(&table).contains(r#""seed": 7"#));
/// ```
pub fn sidecar(table: &Table) -> String {
    // Pretty printing of a value whose keys are texts cannot fail; `{:#}` is the same printer without a Result.
    format!("{:#}\n", json::heading(table))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{hostile_table, sample_table, written};
    use super::super::{TableFormat, write_table};
    use super::*;
    use crate::result::{CellKind, ColumnRole, Method};

    #[test]
    fn undefined_cells_are_empty_with_the_reason_beside_them() {
        let text = written(|out| write_table(&sample_table(), TableFormat::Csv, out));
        let golden = "actor,agreement,agreement_undefined,joint_items,allies\n\
                      日本,0.666666667,,6,us; uk\n\
                      \"a, \"\"b\"\"\",,\"2 joint items, minimum 5\",2,\n";
        assert_eq!(text, golden);
    }

    #[test]
    fn hostile_cells_come_back() {
        let table = hostile_table();
        let text = written(|out| write_table(&table, TableFormat::Csv, out));
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap().len(), table.columns.len());
        let records: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), table.len());
        for (row, record) in records.iter().enumerate() {
            for (column, field) in table.columns.iter().zip(record) {
                assert_eq!(field, tame(&column.cells[row].plain()));
            }
        }
    }

    /// The `csv` crate, which wrote these files before, is the oracle.
    #[test]
    fn the_same_bytes_as_the_csv_crate_writes() {
        let mut one = Table::new("one", Method::default()).column("a", CellKind::Text, ColumnRole::Label, "");
        for text in ["", "x", "a,b", "\"", "two\nlines", " blank ", "=1", "\u{feff}"] {
            one.push([Cell::text(text)]);
        }
        for table in [hostile_table(), sample_table(), one] {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            let reasons: Vec<bool> = table.columns.iter().map(has_undefined).collect();
            let columns = || table.columns.iter().zip(&reasons);
            let names = columns().flat_map(|(column, reasons)| {
                let reason = reasons.then(|| format!("{}_undefined", column.name));
                [Some(tame(&column.name).into_owned()), reason].into_iter().flatten()
            });
            writer.write_record(names.collect::<Vec<String>>()).unwrap();
            for row in 0..table.len() {
                let fields = columns().flat_map(|(column, reasons)| {
                    let cell = &column.cells[row];
                    let reason = undefined(cell);
                    let said = if reason.is_some() { String::new() } else { tame(&cell.plain()).into_owned() };
                    let reason = reasons.then(|| tame(reason.unwrap_or_default()).into_owned());
                    [Some(said), reason].into_iter().flatten()
                });
                writer.write_record(fields.collect::<Vec<String>>()).unwrap();
            }
            let wanted = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            assert_eq!(written(|out| write(&table, out)), wanted);
        }
    }

    /// A table of two parts.
    struct Halves(Table);

    impl Parted for Halves {
        fn heading(&self) -> Table {
            self.0.pick(&[])
        }
        fn undefined(&self) -> Vec<bool> {
            self.0.columns.iter().map(has_undefined).collect()
        }
        fn part(&self, number: usize) -> Option<Table> {
            let (half, all) = (self.0.len() / 2, self.0.len());
            [0..half, half..all].get(number).map(|rows| self.0.pick(&rows.clone().collect::<Vec<_>>()))
        }
    }

    #[test]
    fn part_by_part_the_same_bytes_in_every_format() {
        for table in [hostile_table(), sample_table()] {
            for format in TableFormat::ALL {
                let whole = written(|out| write_table(&table, *format, out));
                let parted = written(|out| super::super::write_parted(&Halves(table.clone()), *format, out));
                assert_eq!(parted, whole, "{}", format.name());
            }
            assert_eq!(Halves(table.clone()).first(1), table.pick(&[0]));
            assert_eq!(Halves(table.clone()).whole(), table);
        }
    }

    #[test]
    fn a_table_without_columns_is_an_empty_file() {
        assert_eq!(written(|out| write(&Table::new("none", Method::default()), out)), "");
    }
}
