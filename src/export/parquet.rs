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
mod texts;

use std::io;
use std::sync::Arc;

use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;

use chunk::Chunk;

use super::{Spec, json, undefined};
use crate::result::{CellKind, Column, Table};

pub(super) const SPEC: Spec = Spec { name: "parquet", extensions: &["parquet"] };

/// Rows of a row group.
const GROUP: usize = 1 << 20;
/// Rows of which each column is taken in turn: the texts of a row mostly lie beside each other in memory.
const BLOCK: usize = 1 << 10;

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
    let mut parts: Vec<Part<'_>> = table.columns.iter().map(Part::Values).collect();
    let mut columns = chunks(&parts, table.len());
    // Which columns have reasons is known now.
    for at in (0..parts.len()).rev() {
        let Part::Values(column) = parts[at] else { continue };
        if columns[at].iter().any(|chunk| chunk.undefined) {
            parts.insert(at + 1, Part::Reasons(column));
            columns.splice(at + 1..at + 1, chunks(&[Part::Reasons(column)], table.len()));
        }
    }
    let fields = parts.iter().map(|part| Ok(Arc::new(field(*part)?))).collect::<Result<Vec<_>, ParquetError>>()?;
    let schema = Arc::new(Type::group_type_builder("table").with_fields(fields).build()?);
    let about = KeyValue::new("blocs".to_owned(), json::heading(table).to_string());
    let properties = WriterProperties::builder().set_key_value_metadata(Some(vec![about])).build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let described = file.schema_descr().columns().to_vec();
    let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
    for _ in 0..table.len().div_ceil(GROUP) {
        let mut group = file.next_row_group()?;
        for (chunks, described) in columns.iter_mut().zip(&described) {
            if let Some(chunk) = chunks.next() {
                chunk.write(described.clone(), &mut group)?;
            }
        }
        group.close()?;
    }
    file.into_inner()
}

/// Of each part the chunks, one a row group.
fn chunks(parts: &[Part<'_>], rows: usize) -> Vec<Vec<Chunk>> {
    let mut columns: Vec<Vec<Chunk>> = parts.iter().map(|_| Vec::new()).collect();
    for begin in (0..rows).step_by(BLOCK) {
        let end = rows.min(begin + BLOCK);
        for (chunks, part) in columns.iter_mut().zip(parts) {
            if begin % GROUP == 0 {
                chunks.push(Chunk::of(*part));
            }
            let (Part::Values(column) | Part::Reasons(column)) = part;
            if let Some(chunk) = chunks.last_mut() {
                chunk.take(&column.cells[begin..end]);
            }
        }
    }
    columns
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
