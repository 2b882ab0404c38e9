//! The cells of one column of a row group become its pages.

use std::borrow::Cow;

use ::parquet::basic::{Compression, Encoding, PageType};
use ::parquet::column::page::{CompressedPage, Page, PageWriter};
use ::parquet::column::writer::ColumnCloseResult;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::{ColumnChunkMetaData, PageEncodingStats};
use ::parquet::file::writer::{SerializedPageWriter, SerializedRowGroupWriter, TrackedWrite};
use ::parquet::schema::types::ColumnDescPtr;
use bytes::Bytes;

use super::encodings::{differences, packed, runs};
use super::texts::Texts;
use super::{Part, undefined};
use crate::result::{Cell, CellKind};

/// Rows of a page, and bytes of its texts as they are written. A reader holds a page as a whole: what texts are that are written
/// as numbers, or by what they share, is bounded too.
const ROWS: usize = 1 << 16;
const BYTES: usize = 1 << 20;
const UNFOLDED: usize = 1 << 24;

/// Values of a page that are not yet in their encoding.
enum Values {
    Texts(Box<Texts>),
    Integers(Vec<i64>),
    Numbers(Vec<u8>),
    Booleans(Vec<u8>),
}

/// The pages of a column so far, and what the next one will hold.
pub(super) struct Chunk {
    kind: CellKind,
    reasons: bool,
    /// Whether a cell was undefined.
    pub undefined: bool,
    rows: u64,
    /// By the levels of the format: of a list 0 for none, 1 for an empty one, 3 for a text in it; else 0 for a null, 1 for
    /// a value.
    definitions: Vec<u8>,
    /// Of lists, 1 for a text after the first.
    repetitions: Vec<u8>,
    values: Values,
    pages: Vec<Body>,
}

/// A page before it is packed.
struct Body {
    encoding: Encoding,
    count: usize,
    bytes: Vec<u8>,
}

impl Chunk {
    pub fn of(part: Part<'_>) -> Self {
        let (Part::Values(column) | Part::Reasons(column)) = part;
        let reasons = matches!(part, Part::Reasons(_));
        let values = match column.kind {
            _ if reasons => Values::Texts(Box::default()),
            CellKind::Text | CellKind::List => Values::Texts(Box::default()),
            CellKind::Integer => Values::Integers(Vec::new()),
            CellKind::Number => Values::Numbers(Vec::new()),
            CellKind::Boolean => Values::Booleans(Vec::new()),
        };
        let (definitions, repetitions, pages) = (Vec::new(), Vec::new(), Vec::new());
        Self { kind: column.kind, reasons, undefined: false, rows: 0, definitions, repetitions, values, pages }
    }

    /// Adds the next cells; a page that is full ends behind them, or between them where they are long.
    pub fn take(&mut self, mut cells: &[Cell]) {
        while !cells.is_empty() {
            let some = if matches!(self.values, Values::Texts(_)) { short(cells) } else { cells.len() };
            let (first, rest) = cells.split_at(some);
            self.take_some(first);
            cells = rest;
        }
    }

    fn take_some(&mut self, cells: &[Cell]) {
        self.rows += cells.len() as u64;
        let (levels, some_undefined) = (&mut self.definitions, &mut self.undefined);
        let mut there = |value: bool, cell: &Cell| {
            levels.push(value.into());
            *some_undefined |= !value && undefined(cell).is_some();
        };
        match &mut self.values {
            Values::Texts(texts) if self.reasons => {
                let reasons: Vec<&str> = cells.iter().filter_map(undefined).collect();
                texts.extend(&reasons);
                cells.iter().for_each(|cell| there(undefined(cell).is_some(), cell));
            }
            Values::Texts(texts) if self.kind == CellKind::List => {
                let mut items = Vec::new();
                for cell in cells {
                    self.undefined |= undefined(cell).is_some();
                    let Cell::List(list) = cell else {
                        self.definitions.push(0);
                        self.repetitions.push(0);
                        continue;
                    };
                    items.extend(list.iter().map(String::as_str));
                    // An empty list has one level of its own.
                    self.definitions.extend((0..list.len().max(1)).map(|_| if list.is_empty() { 1 } else { 3 }));
                    self.repetitions.extend((0..list.len().max(1)).map(|at| u8::from(at > 0)));
                }
                texts.extend(&items);
            }
            Values::Texts(texts) => {
                // Most columns of texts have one in each cell.
                if let Some(found) = cells.iter().map(Cell::as_str).collect::<Option<Vec<&str>>>() {
                    texts.extend(&found);
                    self.definitions.resize(self.definitions.len() + found.len(), 1);
                    return self.close_full();
                }
                let written: Vec<Option<Cow<'_, str>>> = cells.iter().map(text).collect();
                let found: Vec<&str> = written.iter().flatten().map(|text| &**text).collect();
                texts.extend(&found);
                written.iter().zip(cells).for_each(|(text, cell)| there(text.is_some(), cell));
            }
            Values::Integers(values) => {
                for cell in cells {
                    let value = if let Cell::Integer(value) = cell { Some(*value) } else { None };
                    values.extend(value);
                    there(value.is_some(), cell);
                }
            }
            // The same 9 digits as every other format.
            Values::Numbers(values) => {
                for cell in cells {
                    let value = cell.rounded().filter(|value| value.is_finite());
                    values.extend(value.map(f64::to_le_bytes).as_ref().into_iter().flatten());
                    there(value.is_some(), cell);
                }
            }
            Values::Booleans(values) => {
                for cell in cells {
                    let value = if let Cell::Boolean(value) = cell { Some(u8::from(*value)) } else { None };
                    values.extend(value);
                    there(value.is_some(), cell);
                }
            }
        }
        self.close_full();
    }

    fn close_full(&mut self) {
        let long = matches!(&self.values, Values::Texts(texts) if texts.size() >= BYTES || texts.told >= UNFOLDED);
        if self.definitions.len() >= ROWS || long {
            self.close();
        }
    }

    /// The page ends here.
    fn close(&mut self) {
        let mut bytes = Vec::new();
        let list = self.kind == CellKind::List && !self.reasons;
        if list {
            levels(&self.repetitions, 1, &mut bytes);
        }
        levels(&self.definitions, if list { 2 } else { 1 }, &mut bytes);
        let encoding = match &mut self.values {
            Values::Texts(texts) => texts.flush(&mut bytes),
            Values::Integers(values) => {
                differences(values.drain(..), &mut bytes);
                Encoding::DELTA_BINARY_PACKED
            }
            Values::Numbers(values) => {
                bytes.append(values);
                Encoding::PLAIN
            }
            Values::Booleans(values) => {
                packed(values, 1, &mut bytes);
                values.clear();
                Encoding::PLAIN
            }
        };
        self.pages.push(Body { encoding, count: self.definitions.len(), bytes });
        self.definitions.clear();
        self.repetitions.clear();
    }

    /// Writes the dictionary, if there is one, and the pages.
    pub fn write(
        mut self,
        column: ColumnDescPtr,
        group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    ) -> Result<(), ParquetError> {
        if !self.definitions.is_empty() {
            self.close();
        }
        let dictionary = match self.values {
            Values::Texts(texts) if texts.dictionary.len() > 0 => Some(texts.dictionary),
            _ => None,
        };
        let has_dictionary = dictionary.is_some();
        let dictionary = dictionary.map(|dictionary| Body {
            encoding: Encoding::PLAIN,
            count: dictionary.len(),
            bytes: dictionary.bytes,
        });
        let bodies: Vec<Body> = dictionary.into_iter().chain(self.pages).collect();
        let codec = codec(&bodies)?;
        let mut sink = TrackedWrite::new(Vec::new());
        let mut pages = SerializedPageWriter::new(&mut sink);
        let (mut kinds, mut offsets, mut sizes, mut values) = (Vec::<PageEncodingStats>::new(), Vec::new(), (0, 0), 0);
        for (at, Body { encoding, count, bytes }) in bodies.into_iter().enumerate() {
            let (length, num_values) = (bytes.len(), u32::try_from(count).unwrap_or(u32::MAX));
            let buf = if codec == Compression::SNAPPY { snapped(&bytes)?.into() } else { bytes.into() };
            let page = if at == 0 && has_dictionary {
                Page::DictionaryPage { buf, num_values, encoding, is_sorted: false }
            } else {
                values += count as i64;
                let (def_level_encoding, rep_level_encoding) = (Encoding::RLE, Encoding::RLE);
                Page::DataPage { buf, num_values, encoding, def_level_encoding, rep_level_encoding, statistics: None }
            };
            let page_type = page.page_type();
            let told = pages.write_page(CompressedPage::new(page, length))?;
            offsets.push(told.offset as i64);
            sizes = (sizes.0 + told.uncompressed_size as i64, sizes.1 + told.compressed_size as i64);
            match kinds.last_mut() {
                Some(last) if (last.page_type, last.encoding) == (page_type, encoding) => last.count += 1,
                _ => kinds.push(PageEncodingStats { page_type, encoding, count: 1 }),
            }
        }
        let encodings = kinds.iter().map(|kind| kind.encoding).chain([Encoding::RLE]).collect();
        let data = kinds.iter().position(|kind| kind.page_type == PageType::DATA_PAGE).unwrap_or_default();
        let metadata = ColumnChunkMetaData::builder(column)
            .set_compression(codec)
            .set_encodings(encodings)
            .set_page_encoding_stats(kinds)
            .set_num_values(values)
            .set_total_uncompressed_size(sizes.0)
            .set_total_compressed_size(sizes.1)
            .set_dictionary_page_offset(has_dictionary.then(|| offsets[0]))
            .set_data_page_offset(offsets.get(data).copied().unwrap_or_default())
            .build()?;
        let close = ColumnCloseResult {
            bytes_written: sizes.1 as u64,
            rows_written: self.rows,
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        group.append_column(&Bytes::from(sink.into_inner()?), close)
    }
}

/// How many of the next cells are taken at once: as many as have few bytes, and at least one.
fn short(cells: &[Cell]) -> usize {
    let mut bytes = 0;
    let fits = |cell: &&Cell| {
        bytes += match cell {
            Cell::Text(text) => text.len(),
            Cell::List(items) => items.iter().map(String::len).sum(),
            cell => undefined(cell).map_or(0, str::len),
        };
        bytes <= BYTES
    };
    cells.iter().take_while(fits).count().max(1)
}

/// The text of a cell of a column of texts.
fn text(cell: &Cell) -> Option<Cow<'_, str>> {
    match cell {
        Cell::Text(text) => Some(Cow::Borrowed(text)),
        Cell::Empty => None,
        cell if undefined(cell).is_some() => None,
        cell => Some(Cow::Owned(cell.plain())),
    }
}

/// Levels as runs, with their length before them.
fn levels(levels: &[u8], width: u32, out: &mut Vec<u8>) {
    let begin = out.len();
    out.extend_from_slice(&[0; 4]);
    runs(levels, width, out);
    let length = (out.len() - begin - 4) as u32;
    out[begin..begin + 4].copy_from_slice(&length.to_le_bytes());
}

/// Snappy where it takes an eighth off the dictionary and the first pages; else nothing.
fn codec(bodies: &[Body]) -> Result<Compression, ParquetError> {
    let (mut before, mut after) = (0, 0);
    for body in bodies.iter().take(2) {
        before += body.bytes.len();
        after += snapped(&body.bytes)?.len();
    }
    Ok(if 8 * after <= 7 * before { Compression::SNAPPY } else { Compression::UNCOMPRESSED })
}

fn snapped(bytes: &[u8]) -> Result<Vec<u8>, ParquetError> {
    snap::raw::Encoder::new().compress_vec(bytes).map_err(|error| ParquetError::External(Box::new(error)))
}
