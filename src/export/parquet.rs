//! Parquet: typed columns, packed, that pandas, pyarrow, polars, R's arrow and DuckDB read as they are.
//!
//! - Text is a string, whole numbers are 64-bit integers, numbers doubles, yes and no booleans, a list is a list of strings.
//!   Every column may hold nulls: an empty cell is one, and so is an undefined one, whose reason stands in the column
//!   `NAME_undefined`, which is there where it is needed.
//! - The metadata key `blocs` holds what the sidecar of a CSV file holds: name, title, method, and type, role and unit of each
//!   column.
//! - Texts that repeat each other have a dictionary; of others it is written what they do not share with the one before,
//!   and of whole numbers by how much they differ. What gets smaller by it is packed with Snappy. A row group has a million
//!   rows; there are no statistics. No time and no name of a machine is in the file, so the same table gives the same bytes.

mod chunk;
mod encodings;

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;

use chunk::Chunk;

use super::{Spec, has_undefined, json, undefined};
use crate::result::{CellKind, Column, Table};

pub(super) const SPEC: Spec = Spec { name: "parquet", extensions: &["parquet"] };

/// Rows of a row group.
const GROUP: usize = 1 << 20;
/// What a column of the file holds: the cells of a column of the table, or their reasons.
#[derive(Clone, Copy)]
enum Part<'a> {
    Values(&'a Column),
    Reasons(&'a Column),
}

/// What was written and is not yet handed on. The writer of the format wants an end that other threads could hold.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Kept {
    fn hand_on(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.write_all(&bytes)?;
        bytes.clear();
        Ok(())
    }
}

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a table.
///
/// # Errors
/// Those of the writer.
pub fn write(table: &Table, out: &mut dyn io::Write) -> io::Result<()> {
    write_columns(table, out).map_err(|error| match error {
        ParquetError::External(error) => io::Error::other(error),
        error => io::Error::other(error.to_string()),
    })
}

fn write_columns(table: &Table, out: &mut dyn io::Write) -> Result<(), ParquetError> {
    let parts = |column| [Some(Part::Values(column)), has_undefined(column).then_some(Part::Reasons(column))];
    let parts: Vec<Part<'_>> = table.columns.iter().flat_map(parts).flatten().collect();
    let fields = parts.iter().map(|part| Ok(Arc::new(field(*part)?))).collect::<Result<Vec<_>, ParquetError>>()?;
    let schema = Arc::new(Type::group_type_builder("table").with_fields(fields).build()?);
    let about = KeyValue::new("blocs".to_owned(), json::heading(table).to_string());
    let properties = WriterProperties::builder().set_key_value_metadata(Some(vec![about])).build();
    let kept = Kept::default();
    let mut file = SerializedFileWriter::new(kept.clone(), schema, Arc::new(properties))?;
    let described = file.schema_descr().columns().to_vec();
    for begin in (0..table.len()).step_by(GROUP) {
        let rows = begin..table.len().min(begin + GROUP);
        let mut group = file.next_row_group()?;
        for (part, described) in parts.iter().zip(&described) {
            Chunk::of(*part, rows.clone()).write(described.clone(), &mut group)?;
            kept.hand_on(out)?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(kept.hand_on(out)?)
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

#[cfg(test)]
mod tests;
