//! The cells of one column of a row group become its pages.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use ::parquet::basic::{Compression, Encoding, PageType};
use ::parquet::column::page::{CompressedPage, Page, PageWriter};
use ::parquet::column::writer::ColumnCloseResult;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::{ColumnChunkMetaData, PageEncodingStats};
use ::parquet::file::writer::{SerializedPageWriter, SerializedRowGroupWriter, TrackedWrite};
use ::parquet::schema::types::ColumnDescPtr;
use bytes::Bytes;

use super::encodings::{differences, packed, runs, shared, width};
use super::{Kept, Part, undefined};
use crate::result::cells::Sort;
use crate::result::texts::Texts;
use crate::result::{CellKind, CellRef, Column};

/// Values of a page, and the bytes of its texts. A reader holds a page as a whole, its texts as they are read.
const ROWS: usize = 1 << 16;
const BYTES: usize = 1 << 22;

/// A column of a row group.
pub(super) struct Chunk<'a> {
    column: &'a Column,
    reasons: bool,
    rows: Range<usize>,
    texts: Cow<'a, Texts>,
    /// The numbers of the texts of all rows, where they are not the words of the cells.
    codes: Option<Vec<u32>>,
    /// How many of them stand in pages.
    told: usize,
    /// How many texts there are.
    values: usize,
}

/// A page before it is packed.
struct Body {
    encoding: Encoding,
    count: usize,
    bytes: Vec<u8>,
}

impl<'a> Chunk<'a> {
    pub fn of(part: Part<'a>, rows: Range<usize>) -> Self {
        let (Part::Values(column) | Part::Reasons(column)) = part;
        let reasons = matches!(part, Part::Reasons(_));
        let (mut texts, mut codes, mut values) = (Cow::Borrowed(column.cells.texts()), None, 0);
        let (sorts, _) = column.cells.held(rows.clone());
        if reasons || matches!(column.kind, CellKind::Text | CellKind::List) {
            let [held, empty] = [Sort::Text, Sort::Empty].map(|sort| sorts.iter().filter(|one| **one == sort).count());
            if !reasons && column.kind == CellKind::Text && held + empty == sorts.len() {
                values = held;
            } else {
                let (mut own, mut numbers) = (Texts::default(), Vec::new());
                let mut add = |text: &str| numbers.push(own.add(text) as u32);
                for cell in rows.clone().map(|row| column.cells.at(row)) {
                    match cell {
                        cell if reasons => undefined(cell).into_iter().for_each(&mut add),
                        CellRef::List(items) if column.kind == CellKind::List => {
                            items.iter().for_each(|item| add(item))
                        }
                        cell if column.kind == CellKind::Text => text(cell).iter().for_each(|text| add(text)),
                        _ => {}
                    }
                }
                values = numbers.len();
                (texts, codes) = (Cow::Owned(own), Some(numbers));
            }
        }
        Self { column, reasons, rows, texts, codes, told: 0, values }
    }

    fn is_list(&self) -> bool {
        self.column.kind == CellKind::List && !self.reasons
    }

    /// Where less than half of the texts are repetitions there is no dictionary.
    fn has_dictionary(&self) -> bool {
        self.values > 0 && self.texts.repeat() && 2 * self.texts.len() <= self.values
    }

    /// The next page.
    fn next(&mut self) -> Option<Body> {
        let Range { start, end } = self.rows;
        self.rows.start = end.min(start + self.fit());
        (start < end).then(|| self.page(start..self.rows.start))
    }

    /// How many of the next rows make a page: at least one.
    fn fit(&self) -> usize {
        let begin = self.rows.start;
        let most = self.rows.len().min(ROWS);
        if !self.is_list() && self.texts.longest() * ROWS <= BYTES {
            return most;
        }
        let (mut bytes, mut values) = (0, 0);
        let fits = |row: &usize| {
            (bytes, values) = match self.column.cells.at(*row) {
                cell if self.reasons => (bytes + undefined(cell).map_or(0, str::len), values),
                CellRef::Text(text) => (bytes + text.len(), values),
                CellRef::List(items) => (bytes + items.iter().map(String::len).sum::<usize>(), values + items.len()),
                _ => (bytes, values),
            };
            bytes <= BYTES && values <= ROWS
        };
        (begin..begin + most).take_while(fits).count().max(1)
    }

    /// The page of some rows. Levels are those of the format: of a list 0 for none, 1 for an empty one, 3 for a text in it; else
    /// 0 for a null, 1 for a value; and of lists, a second one which is 1 for a text after the first.
    fn page(&mut self, rows: Range<usize>) -> Body {
        let (sorts, words) = self.column.cells.held(rows.clone());
        let cells = rows.map(|row| self.column.cells.at(row));
        let mut bytes = Vec::new();
        if self.is_list() {
            let (mut definitions, mut repetitions) = (Vec::new(), Vec::new());
            for cell in cells {
                let count = if let CellRef::List(items) = cell { Some(items.len()) } else { None };
                let level = count.map_or(0, |count| if count == 0 { 1 } else { 3 });
                // An empty list has one level of its own.
                definitions.extend((0..count.unwrap_or_default().max(1)).map(|_| level));
                repetitions.extend((0..count.unwrap_or_default().max(1)).map(|at| u8::from(at > 0)));
            }
            levels(&repetitions, 1, &mut bytes);
            levels(&definitions, 2, &mut bytes);
            let encoding = self.texts(definitions.iter().filter(|level| **level == 3).count(), words, &mut bytes);
            return Body { encoding, count: definitions.len(), bytes };
        }
        let of = |sort: Sort| sorts.iter().map(|other| u8::from(*other == sort)).collect::<Vec<u8>>();
        let there: Vec<u8> = match self.column.kind {
            _ if self.reasons => cells.map(|cell| undefined(cell).is_some().into()).collect(),
            CellKind::Text if self.codes.is_none() => of(Sort::Text),
            CellKind::Text | CellKind::List => cells.map(|cell| text(cell).is_some().into()).collect(),
            CellKind::Integer => of(Sort::Integer),
            CellKind::Boolean => of(Sort::Boolean),
            CellKind::Number => {
                let finite = |(sort, word): (&Sort, &u64)| match sort {
                    Sort::Number | Sort::Stated => f64::from_bits(*word).is_finite().into(),
                    sort => (*sort == Sort::Integer).into(),
                };
                sorts.iter().zip(words).map(finite).collect()
            }
        };
        levels(&there, 1, &mut bytes);
        let some = there.iter().filter(|there| **there > 0).count();
        let words: Cow<'_, [u64]> = if some == there.len() {
            Cow::Borrowed(words)
        } else {
            words.iter().zip(&there).filter(|(_, there)| **there > 0).map(|(word, _)| *word).collect()
        };
        let encoding = match self.column.kind {
            _ if self.reasons => self.texts(some, &words, &mut bytes),
            CellKind::Text | CellKind::List => self.texts(some, &words, &mut bytes),
            CellKind::Integer => {
                differences(words.iter().map(|word| *word as i64), &mut bytes);
                Encoding::DELTA_BINARY_PACKED
            }
            // The same 9 digits as every other format.
            CellKind::Number => {
                bytes.reserve(8 * some);
                let sorts = sorts.iter().zip(&there).filter(|(_, there)| **there > 0);
                for ((sort, _), word) in sorts.zip(&*words) {
                    let value = match sort {
                        Sort::Integer => *word as i64 as f64,
                        Sort::Stated => f64::from_bits(*word),
                        _ => CellRef::Number(f64::from_bits(*word)).rounded().unwrap_or(f64::NAN),
                    };
                    bytes.extend_from_slice(&value.to_le_bytes());
                }
                Encoding::PLAIN
            }
            CellKind::Boolean => {
                packed(&words, 1, &mut bytes);
                Encoding::PLAIN
            }
        };
        Body { encoding, count: there.len(), bytes }
    }

    /// Writes the next texts, so many.
    fn texts(&mut self, some: usize, words: &[u64], out: &mut Vec<u8>) -> Encoding {
        let codes: Cow<'_, [u32]> = match &self.codes {
            Some(codes) => Cow::Borrowed(&codes[self.told..self.told + some]),
            None => words.iter().map(|word| *word as u32).collect(),
        };
        self.told += some;
        if some == 0 {
            // Nulls alone ask for no dictionary, of which there may be none.
            return Encoding::PLAIN;
        }
        if !self.has_dictionary() {
            shared(codes.iter().map(|code| self.texts.get(*code as usize).as_bytes()), out);
            return Encoding::DELTA_BYTE_ARRAY;
        }
        let width = width(self.texts.len() as u64 - 1).max(1);
        out.push(width as u8);
        runs(&codes, width, out);
        Encoding::RLE_DICTIONARY
    }

    /// Writes the dictionary, if there is one, and the pages.
    pub fn write(
        mut self,
        column: ColumnDescPtr,
        group: &mut SerializedRowGroupWriter<'_, Kept>,
    ) -> Result<(), ParquetError> {
        let dictionary = self.has_dictionary().then(|| dictionary(&self.texts));
        let has_dictionary = dictionary.is_some();
        let rows_written = self.rows.len() as u64;
        let mut bodies = dictionary.into_iter().chain(iter::from_fn(|| self.next()));
        let first: Vec<Body> = bodies.by_ref().take(2).collect();
        let codec = codec(&first)?;
        let mut sink = TrackedWrite::new(Vec::new());
        let mut pages = SerializedPageWriter::new(&mut sink);
        let (mut kinds, mut offsets, mut sizes, mut values) = (Vec::<PageEncodingStats>::new(), Vec::new(), (0, 0), 0);
        for (at, Body { encoding, count, bytes }) in first.into_iter().chain(bodies).enumerate() {
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
            rows_written,
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        group.append_column(&Bytes::from(sink.into_inner()?), close)
    }
}

/// Length and bytes of each text.
fn dictionary(texts: &Texts) -> Body {
    let mut bytes = Vec::new();
    for text in (0..texts.len()).map(|number| texts.get(number)) {
        bytes.extend_from_slice(&(text.len() as u32).to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    Body { encoding: Encoding::PLAIN, count: texts.len(), bytes }
}

/// The text of a cell of a column of texts.
fn text(cell: CellRef<'_>) -> Option<Cow<'_, str>> {
    match cell {
        CellRef::Text(text) => Some(Cow::Borrowed(text)),
        CellRef::Empty => None,
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
