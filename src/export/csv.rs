//! CSV: a header and the rows, nothing else, so that spreadsheets and pandas open it unaided.
//!
//! An undefined cell is empty; a column that has one is followed by the column `NAME_undefined` with the reasons. The
//! method stands in no line of the table: [`sidecar`] gives it, to be written beside the file as `FILE.method.json`.
//! Lists are joined by `; `, booleans are `yes` and `no`. There is no byte order mark, since most readers take it for
//! a part of the first name. Text that begins with `=` is left as it is: data is not changed to suit a spreadsheet.

use std::io;

use serde_json::Value;

use super::{Spec, has_undefined, json, tame, told, undefined};
use crate::result::{Cell, CellKind, CellRef, ColumnRole, Method, RowByRow, Table, Undefined};

pub(super) const SPEC: Spec = Spec { name: "csv", extensions: &["csv"] };

/// What is added to the name of a CSV file to name its sidecar.
pub const SIDECAR_SUFFIX: &str = ".method.json";

/// Writes a table.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows = Rows::begin(table, table.columns.iter().map(has_undefined).collect(), out)?;
    let mut told = table.rows();
    (0..table.len()).try_for_each(|row| rows.put(told.row(row).iter().copied()))?;
    rows.out.flush()
}

/// Writes a table whose rows are told one by one: the same bytes.
///
/// # Errors
/// Those of the writer.
pub(super) fn write_row_by_row(table: &dyn RowByRow, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows = Rows::begin(&table.heading(), table.undefined(), out)?;
    told(table, |row| rows.put(row.iter().map(Cell::read)))?;
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
    fn put<'c>(&mut self, cells: impl Iterator<Item = CellRef<'c>>) -> io::Result<()> {
        if self.reasons.is_empty() {
            return Ok(());
        }
        for (at, cell) in cells.enumerate() {
            let reason = undefined(cell);
            match cell {
                _ if reason.is_some() => self.text(""),
                CellRef::Text(text) => self.text(text),
                CellRef::List(_) => self.text(&cell.plain()),
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
        self.end()
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

/// A table read back from the two files that were written of it.
///
/// Numbers have the nine digits that were written, units are left out, and a list whose items hold `; ` has more of
/// them. A role that this version does not know is a plain attribute.
///
/// # Errors
/// In words, when the two are not what [`write()`] and [`sidecar`] made.
///
/// ```
/// use blocs::export::csv;
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Table, Undefined};
/// let mut table = Table::new("pairs", Method::new("agreement", "").with("minimum", 5))
///     .column("actor", CellKind::Text, ColumnRole::Actor, "")
///     .column("value", CellKind::Number, ColumnRole::Value, "");
/// table.push([Cell::text("a"), Cell::Number(0.5)]);
/// table.push([Cell::Empty, Cell::Undefined(Undefined::because("no joint item"))]);
/// let mut bytes = Vec::new();
/// csv::write(&table, &mut bytes).unwrap();
/// assert_eq!(csv::read(&bytes, csv::sidecar(&table).as_bytes()).unwrap(), table);
/// ```
pub fn read(bytes: &[u8], sidecar: &[u8]) -> Result<Table, String> {
    let heading: Value = serde_json::from_slice(sidecar).map_err(|error| error.to_string())?;
    let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    let said = &heading["method"];
    let pairs = |of: &Value| of.as_object().cloned().unwrap_or_default().into_iter();
    let method = Method {
        name: text(&said["name"]),
        parameters: pairs(&said["parameters"]).map(|(name, value)| (name, text(&value))).collect(),
        n: pairs(&said["n"]).filter_map(|(what, n)| Some((what, n.as_u64()?))).collect(),
        seed: said["seed"].as_u64(),
        reference: text(&said["reference"]),
        notes: said["notes"].as_array().into_iter().flatten().map(text).map(Into::into).collect(),
        ..Method::default()
    };
    let mut table = Table { title: text(&heading["title"]).into(), ..Table::new(text(&heading["name"]), method) };
    let columns = heading["columns"].as_array().ok_or("it names no columns")?;
    for column in columns {
        let kind = CellKind::ALL.iter().copied().find(|kind| column["type"] == kind.word());
        let role = ColumnRole::parse(&text(&column["role"])).unwrap_or(ColumnRole::Attribute);
        table = table.column(&text(&column["name"]), kind.unwrap_or(CellKind::Text), role, "");
    }
    let mut reader = ::csv::Reader::from_reader(bytes);
    let head = reader.headers().map_err(|error| error.to_string())?.clone();
    let place = |name: &str| head.iter().position(|field| field == name);
    let places = table.columns.iter().map(|column| {
        let value = place(&tame(&column.name)).ok_or_else(|| format!("it has no column `{}`", column.name))?;
        let reasons = place(&tame(&format!("{}_undefined", column.name)));
        Ok::<_, String>((column.kind, value, reasons.filter(|reasons| *reasons == value + 1)))
    });
    let places: Vec<_> = places.collect::<Result<_, _>>()?;
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let cells = places.iter().map(|&(kind, value, reasons)| {
            let reason = reasons.and_then(|at| record.get(at)).filter(|reason| !reason.is_empty());
            match reason {
                Some(reason) => Ok(Cell::Undefined(Undefined::because(reason.to_owned()))),
                None => read_cell(kind, record.get(value).unwrap_or_default()),
            }
        });
        table.push(cells.collect::<Result<Vec<_>, String>>()?);
    }
    Ok(table)
}

fn read_cell(kind: CellKind, field: &str) -> Result<Cell, String> {
    let wrong = || format!("`{field}` is no {}", kind.word());
    Ok(match (kind, field) {
        (_, "") => Cell::Empty,
        (CellKind::Text, text) => Cell::text(text),
        (CellKind::Integer, text) => Cell::Integer(text.parse().map_err(|_| wrong())?),
        (CellKind::Number, text) => Cell::Number(text.parse().ok().filter(|x: &f64| x.is_finite()).ok_or_else(wrong)?),
        (CellKind::Boolean, "yes") => Cell::Boolean(true),
        (CellKind::Boolean, "no") => Cell::Boolean(false),
        (CellKind::Boolean, _) => return Err(wrong()),
        (CellKind::List, text) => Cell::List(text.split("; ").map(str::to_owned).collect()),
    })
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::super::tests::{hostile_table, sample_table, written};
    use super::super::{TableFormat, write_table};
    use super::*;

    #[test]
    fn what_was_not_written_here_is_told() {
        let side = sidecar(&sample_table());
        for (bytes, words) in [("actor\n", "no column `agreement`"), ("", "no column `actor`")] {
            assert!(read(bytes.as_bytes(), side.as_bytes()).unwrap_err().contains(words));
        }
        let wrong = "actor,agreement,joint_items,allies\na,high,1,\n";
        assert_eq!(read(wrong.as_bytes(), side.as_bytes()).unwrap_err(), "`high` is no number");
        assert!(read(b"", b"no json").is_err());
    }

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
                assert_eq!(field, tame(&column.cells.at(row).plain()));
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
                    let cell = column.cells.at(row);
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

    /// A table that tells its rows.
    struct Told(Table);

    impl RowByRow for Told {
        fn heading(&self) -> Table {
            self.0.pick(&[])
        }
        fn undefined(&self) -> Vec<bool> {
            self.0.columns.iter().map(has_undefined).collect()
        }
        fn each_row(&self, tell: &mut dyn FnMut(&[Cell]) -> ControlFlow<()>) -> ControlFlow<()> {
            (0..self.0.len()).try_for_each(|row| tell(&self.0.row(row).map(CellRef::to_cell).collect::<Vec<_>>()))
        }
    }

    #[test]
    fn row_by_row_the_same_bytes_in_every_format() {
        for table in [hostile_table(), sample_table()] {
            for format in TableFormat::ALL {
                let (mut whole, mut told) = (Vec::new(), Vec::new());
                write_table(&table, *format, &mut whole).unwrap();
                super::super::write_row_by_row(&Told(table.clone()), *format, &mut told).unwrap();
                assert!(told == whole, "{}", format.name());
            }
            assert_eq!(Told(table.clone()).first(0), table.pick(&[]));
            assert_eq!(Told(table.clone()).first(1), table.pick(&[0]));
            assert_eq!(Told(table.clone()).whole(), table);
        }
    }

    /// Takes so many bytes, then nothing.
    struct Full(usize);

    impl io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.0);
            self.0 -= taken;
            if taken > 0 { Ok(taken) } else { Err(io::ErrorKind::StorageFull.into()) }
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_told() {
        let told = Told(sample_table());
        let length = written(|out| write(&told.0, out)).len();
        for format in [TableFormat::Csv, TableFormat::JsonLines] {
            let error = super::super::write_row_by_row(&told, format, &mut Full(length / 2)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        }
    }

    #[test]
    fn a_table_without_columns_is_an_empty_file() {
        assert_eq!(written(|out| write(&Table::new("none", Method::default()), out)), "");
    }
}
