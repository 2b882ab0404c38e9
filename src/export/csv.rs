//! CSV: a header and the rows, nothing else, so that spreadsheets and pandas open it unaided.
//!
//! An undefined cell is empty; a column that has one is followed by the column `NAME_undefined` with the reasons. The
//! method stands in no line of the table: [`sidecar`] gives it, to be written beside the file as `FILE.method.json`.
//! Lists are joined by `; `, booleans are `yes` and `no`. There is no byte order mark, since most readers take it for
//! a part of the first name. Text that begins with `=` is left as it is: data is not changed to suit a spreadsheet.

use std::borrow::Cow;
use std::io;

use super::{Spec, json, tame, undefined};
use crate::result::{Column, Parted, Table};

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
    rows.writer.flush()
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
    rows.writer.flush()
}

/// A header that is written, and the rows behind it.
struct Rows<'a> {
    writer: ::csv::Writer<&'a mut dyn io::Write>,
    /// For each column, whether one with reasons follows it.
    reasons: Vec<bool>,
    field: String,
}

impl<'a> Rows<'a> {
    fn begin(heading: &Table, reasons: Vec<bool>, out: &'a mut dyn io::Write) -> io::Result<Self> {
        let mut writer = ::csv::WriterBuilder::new().from_writer(out);
        let mut record: Vec<Cow<'_, str>> = Vec::new();
        for (column, reasons) in heading.columns.iter().zip(&reasons) {
            record.push(tame(&column.name));
            if *reasons {
                record.push(Cow::Owned(format!("{}_undefined", column.name)));
            }
        }
        if !record.is_empty() {
            writer.write_record(record.iter().map(|field| field.as_bytes()))?;
        }
        Ok(Self { writer, reasons, field: String::new() })
    }
    fn put(&mut self, table: &Table) -> io::Result<()> {
        let rows = if self.reasons.is_empty() { 0 } else { table.len() };
        for row in 0..rows {
            for (column, reasons) in table.columns.iter().zip(&self.reasons) {
                let Some(cell) = column.cells.get(row) else { continue };
                let reason = undefined(cell);
                self.field.clear();
                if reason.is_none() {
                    cell.write_plain(&mut self.field);
                }
                self.writer.write_field(tame(&self.field).as_bytes())?;
                if *reasons {
                    self.writer.write_field(tame(reason.unwrap_or_default()).as_bytes())?;
                }
            }
            self.writer.write_record(None::<&[u8]>)?;
        }
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
    use crate::result::Method;

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

    #[test]
    fn a_table_without_columns_is_an_empty_file() {
        assert_eq!(written(|out| write(&Table::new("none", Method::default()), out)), "");
    }
}
