//! Parquet: typed columns, packed, that pandas, pyarrow, polars, R's arrow and DuckDB read as they are.
//!
//! - Text is a string, whole numbers are 64-bit integers, numbers doubles, yes and no booleans, a list is a list of strings.
//!   Every column may hold nulls: an empty cell is one, and so is an undefined one, whose reason stands in the column
//!   `NAME_undefined`, which is there where it is needed.
//! - The metadata key `blocs` holds what the sidecar of a CSV file holds: name, title, method, and type, role and unit of each
//!   column.
//! - Pages are packed with Snappy; a row group has a million rows. Columns whose cells repeat each other have a dictionary;
//!   there are no statistics. No time and no name of a machine is in the file, so the
//!   same table gives the same bytes.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::column::writer::ColumnWriterImpl;
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::{ColumnPath, Type};
use foldhash::fast::FixedState;

use super::{Spec, json, undefined};
use crate::result::{Cell, CellKind, Column, Table};

pub(super) const SPEC: Spec = Spec { name: "parquet", extensions: &["parquet"] };

/// Rows that are handed over at once.
const BATCH: usize = 1 << 13;
/// Rows of a row group.
const GROUP: usize = 1 << 20;
/// Cells that are looked at to know whether a column repeats itself.
const SAMPLE: usize = 1 << 16;

/// What a column of the file holds: the cells of a column of the table, or their reasons.
#[derive(Clone, Copy)]
enum Part<'a> {
    Values(&'a Column),
    Reasons(&'a Column),
}

/// Writes a table.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    // The writer wants an end that other threads could hold; a vector is one.
    let bytes = packed(table).map_err(|error| match error {
        ParquetError::External(error) => io::Error::other(error),
        error => io::Error::other(error.to_string()),
    })?;
    out.write_all(&bytes)
}

fn packed(table: &Table) -> Result<Vec<u8>, ParquetError> {
    let mut parts = Vec::new();
    for column in &table.columns {
        parts.push(Part::Values(column));
        if column.cells.iter().any(|cell| undefined(cell).is_some()) {
            parts.push(Part::Reasons(column));
        }
    }
    let fields = parts.iter().map(|part| Ok(Arc::new(field(*part)?))).collect::<Result<Vec<_>, ParquetError>>()?;
    let schema = Arc::new(Type::group_type_builder("table").with_fields(fields.clone()).build()?);
    let about = KeyValue::new("blocs".to_owned(), json::heading(table).to_string());
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_dictionary_enabled(false)
        .set_key_value_metadata(Some(vec![about]));
    for (part, field) in parts.iter().zip(&fields) {
        if repeats(*part) {
            properties = properties.set_column_dictionary_enabled(path(field), true);
        }
    }
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build()))?;
    let mut begin = 0;
    while begin < table.len() {
        let end = table.len().min(begin + GROUP);
        let mut group = file.next_row_group()?;
        for part in &parts {
            if let Some(mut column) = group.next_column()? {
                fill(&mut column, *part, begin, end)?;
                column.close()?;
            }
        }
        group.close()?;
        begin = end;
    }
    file.into_inner()
}

/// Whether the cells of a column repeat each other so much that a dictionary of them pays: it is built for such only.
fn repeats(part: Part<'_>) -> bool {
    let (Part::Values(column) | Part::Reasons(column)) = part;
    if matches!(part, Part::Reasons(_)) {
        return true;
    }
    match column.kind {
        CellKind::Integer => return true,
        CellKind::Number | CellKind::Boolean => return false,
        CellKind::Text | CellKind::List => {}
    }
    let cells = column.cells.iter().step_by((column.cells.len() / SAMPLE).max(1)).take(SAMPLE);
    let (mut seen, mut texts) = (HashSet::with_hasher(FixedState::default()), 0);
    for text in cells.flat_map(|cell| match cell {
        Cell::Text(text) => std::slice::from_ref(text),
        Cell::List(items) => items,
        _ => &[],
    }) {
        texts += 1;
        seen.insert(text.as_str());
    }
    2 * seen.len() <= texts
}

/// The path of the values of a column of the file.
fn path(field: &Type) -> ColumnPath {
    let mut parts = vec![field.name().to_owned()];
    if field.is_group() {
        parts.extend(["list", "element"].map(str::to_owned));
    }
    ColumnPath::new(parts)
}

/// The type of a column of the file.
fn field(part: Part<'_>) -> Result<Type, ParquetError> {
    let of = |name: &str, physical, logical| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
    };
    let column = match part {
        Part::Values(column) => column,
        Part::Reasons(column) => {
            let name = format!("{}_undefined", column.name);
            return of(&name, Physical::BYTE_ARRAY, Some(LogicalType::String));
        }
    };
    match column.kind {
        CellKind::Text => of(&column.name, Physical::BYTE_ARRAY, Some(LogicalType::String)),
        CellKind::Integer => of(&column.name, Physical::INT64, None),
        CellKind::Number => of(&column.name, Physical::DOUBLE, None),
        CellKind::Boolean => of(&column.name, Physical::BOOLEAN, None),
        // The three levels that the format asks for: the list or none, its entries, the texts.
        CellKind::List => {
            let element = Arc::new(of("element", Physical::BYTE_ARRAY, Some(LogicalType::String))?);
            let entries = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![element])
                .build()?;
            Type::group_type_builder(&column.name)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::List))
                .with_fields(vec![Arc::new(entries)])
                .build()
        }
    }
}

/// Writes the cells of one column of a row group.
fn fill(column: &mut SerializedColumnWriter<'_>, part: Part<'_>, begin: usize, end: usize) -> Result<(), ParquetError> {
    let (Part::Values(source) | Part::Reasons(source)) = part;
    let cells = &source.cells[begin..end];
    match (part, source.kind) {
        (Part::Reasons(_), _) => texts(column.typed::<ByteArrayType>(), cells, |cell, text| {
            undefined(cell).map(|reason| text.push_str(reason)).is_some()
        }),
        (_, CellKind::Text) => texts(column.typed::<ByteArrayType>(), cells, |cell, text| {
            let there = is_there(cell);
            if there {
                cell.write_plain(text);
            }
            there
        }),
        (_, CellKind::Integer) => plain(column.typed::<Int64Type>(), cells, |cell| match cell {
            Cell::Integer(value) => Some(*value),
            _ => None,
        }),
        // The same 9 digits as every other format.
        (_, CellKind::Number) => {
            plain(column.typed::<DoubleType>(), cells, |cell| cell.rounded().filter(|value| value.is_finite()))
        }
        (_, CellKind::Boolean) => plain(column.typed::<BoolType>(), cells, |cell| match cell {
            Cell::Boolean(value) => Some(*value),
            _ => None,
        }),
        (_, CellKind::List) => lists(column.typed::<ByteArrayType>(), cells),
    }
}

fn is_there(cell: &Cell) -> bool {
    !matches!(cell, Cell::Empty) && undefined(cell).is_none()
}

/// Values of a fixed size; a cell without one is a null.
fn plain<T: DataType>(
    column: &mut ColumnWriterImpl<'_, T>,
    cells: &[Cell],
    mut value: impl FnMut(&Cell) -> Option<T::T>,
) -> Result<(), ParquetError> {
    for cells in cells.chunks(BATCH) {
        let found: Vec<Option<T::T>> = cells.iter().map(&mut value).collect();
        let levels: Vec<i16> = found.iter().map(|value| i16::from(value.is_some())).collect();
        let values: Vec<T::T> = found.into_iter().flatten().collect();
        column.write_batch(&values, Some(&levels), None)?;
    }
    Ok(())
}

/// Texts; `put` writes that of a cell and says whether it has one. All of a batch are parts of one text.
fn texts(
    column: &mut ColumnWriterImpl<'_, ByteArrayType>,
    cells: &[Cell],
    put: impl Fn(&Cell, &mut String) -> bool,
) -> Result<(), ParquetError> {
    for cells in cells.chunks(BATCH) {
        let (mut text, mut ends, mut levels) = (String::new(), Vec::with_capacity(cells.len()), Vec::new());
        for cell in cells {
            let there = put(cell, &mut text);
            levels.push(i16::from(there));
            if there {
                ends.push(text.len());
            }
        }
        column.write_batch(&parts(text, &ends), Some(&levels), None)?;
    }
    Ok(())
}

/// Lists of texts, by the levels of the format: 0 no list, 1 an empty one, 3 a text in it; repeated from the second on.
fn lists(column: &mut ColumnWriterImpl<'_, ByteArrayType>, cells: &[Cell]) -> Result<(), ParquetError> {
    for cells in cells.chunks(BATCH) {
        let (mut text, mut ends) = (String::new(), Vec::new());
        let (mut definitions, mut repetitions) = (Vec::new(), Vec::new());
        for cell in cells {
            let items: &[String] = match cell {
                Cell::List(items) if !items.is_empty() => items,
                cell => {
                    definitions.push(i16::from(matches!(cell, Cell::List(_))));
                    repetitions.push(0);
                    continue;
                }
            };
            for (at, item) in items.iter().enumerate() {
                text.push_str(item);
                ends.push(text.len());
                definitions.push(3);
                repetitions.push(i16::from(at > 0));
            }
        }
        column.write_batch(&parts(text, &ends), Some(&definitions), Some(&repetitions))?;
    }
    Ok(())
}

fn parts(text: String, ends: &[usize]) -> Vec<ByteArray> {
    let whole = ByteArray::from(text.into_bytes());
    let begins = std::iter::once(&0).chain(ends);
    begins.zip(ends).map(|(begin, end)| whole.slice(*begin, end - begin)).collect()
}

#[cfg(test)]
mod tests {
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::RowAccessor;

    use super::super::tests::{hostile_table, sample_table};
    use super::super::{TableFormat, write_table};
    use super::*;
    use crate::result::{ColumnRole, Method};

    fn read(table: &Table) -> SerializedFileReader<std::fs::File> {
        let mut file = tempfile::tempfile().unwrap();
        write_table(table, TableFormat::Parquet, &mut file).unwrap();
        SerializedFileReader::new(file).unwrap()
    }

    #[test]
    fn cells_come_back_with_their_types_and_reasons() {
        let file = read(&sample_table());
        let rows: Vec<String> = file.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
        assert_eq!(
            rows,
            [
                "{actor: \"日本\", agreement: 0.666666667, agreement_undefined: null, joint_items: 6, allies: [\"us\", \"uk\"]}",
                "{actor: \"a, \"b\"\", agreement: null, agreement_undefined: \"2 joint items, minimum 5\", joint_items: 2, allies: null}",
            ]
        );
        let about = file.metadata().file_metadata().key_value_metadata().unwrap();
        assert_eq!(about[0].key, "blocs");
        assert!(about[0].value.as_ref().unwrap().contains("Lijphart 1963"));
    }

    #[test]
    fn hostile_text_comes_back_unchanged() {
        let table = hostile_table();
        let file = read(&table);
        let texts: Vec<String> = file
            .get_row_iter(None)
            .unwrap()
            .map(|row| row.unwrap().get_string(1).cloned().unwrap_or_default())
            .collect();
        let told: Vec<String> = table.columns[1].cells.iter().map(Cell::plain).collect();
        assert_eq!(texts, told);
    }

    #[test]
    fn empty_lists_are_not_no_lists_and_no_rows_are_a_file() {
        let mut table = Table::new("t", Method::default()).column("l", CellKind::List, ColumnRole::Attribute, "");
        assert_eq!(read(&table).get_row_iter(None).unwrap().count(), 0);
        for cell in [Cell::Empty, Cell::List(Vec::new()), Cell::List(vec![String::new(), "x".to_owned()])] {
            table.push([cell]);
        }
        let rows: Vec<String> = read(&table).get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
        assert_eq!(rows, ["{l: null}", "{l: []}", "{l: [\"\", \"x\"]}"]);
    }
}
