//! Three-step positions as bit planes, so that two rows are compared 64 items an instruction, and more where the
//! processor can.

use std::ops::Range;

use super::parallel::{Crew, together};

/// Rows of cells that are empty, low, middle or high: three bits a cell.
///
/// Eight rows lie side by side, word by word, so that a row is compared with eight others at once.
///
/// # Cost
/// 3 bits a cell. [`Planes::meet_before`] fetches what lies before its rows once for all of them.
///
/// ```
/// use blocs::math::planes::{Meeting, Planes};
/// // high, low, middle, empty  against  high, high, high, low
/// let rows = [[Some(2), Some(0), Some(1), None], [Some(2), Some(2), Some(2), Some(0)]];
/// let planes = Planes::from_rows(2, 4, |row, column| rows[row][column]);
/// assert_eq!(planes.meet_before(0..2), [Meeting { both: 3, between: 1, opposed: 1 }]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planes {
    rows: usize,
    words: usize,
    /// Of each eight rows, word by word: the word of `held` of the eight, then of `high`, then of `middle`.
    bits: Vec<Vec<Lanes>>,
}

/// One word of eight rows.
type Lanes = [u64; LANES];
/// Rows side by side.
const LANES: usize = 8;
/// Rows that are compared with eight others in one go.
const TALL: usize = 4;
/// Words of a row that are compared in one go: with eight rows of three planes they stay in the first cache.
const CHUNK: usize = 96;

/// How two rows meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meeting {
    /// Cells that are empty in neither.
    pub both: u32,
    /// Of these, those that are middle in one and not in the other.
    pub between: u32,
    /// Of these, those that are low in one and high in the other.
    pub opposed: u32,
}

impl Meeting {
    /// Cells that are the same and not empty.
    pub fn same(self) -> u32 {
        self.both - self.between - self.opposed
    }
}

/// A row that is filled word by word.
pub struct Row<'a> {
    lane: usize,
    block: &'a mut [Lanes],
}

impl Row<'_> {
    /// Of 64 cells, the first one lowest: which are not empty, which of these are high, which middle.
    ///
    /// # Panics
    /// When the row has no such word: a slip of the program.
    #[inline]
    pub fn put(&mut self, word: usize, planes: [u64; 3]) {
        let places = &mut self.block[3 * word..3 * word + 3];
        places.iter_mut().zip(planes).for_each(|(place, word)| place[self.lane] = word);
    }
}

impl Planes {
    /// Packs cells: `None` is empty, 0 low, 1 middle, 2 or more high.
    pub fn from_rows(rows: usize, columns: usize, cell: impl Fn(usize, usize) -> Option<u8> + Sync) -> Self {
        Self::from_steps(rows, columns, |row, column| cell(row, column).map_or(Self::EMPTY, |level| level.min(2)))
    }
    /// The same from cells that are 0, 1, 2 or [`Planes::EMPTY`] already: no branch a cell.
    ///
    /// # Panics
    /// Never; another number is read by its lowest two bits.
    pub fn from_steps(rows: usize, columns: usize, cell: impl Fn(usize, usize) -> u8 + Sync) -> Self {
        let fill = |row: usize, words: &mut Row<'_>| {
            for word in 0..columns.div_ceil(64) {
                let (mut second, mut first) = (0_u64, 0_u64);
                let until = columns.min(64 * (word + 1));
                for column in (64 * word..until).rev() {
                    let step = u64::from(cell(row, column));
                    second = second << 1 | (step >> 1 & 1);
                    first = first << 1 | (step & 1);
                }
                let all = u64::MAX >> (64 - (until - 64 * word));
                words.put(word, [all & !(first & second), second & !first, first & !second]);
            }
        };
        together(1, |alone| Self::from_words(rows, columns, alone, fill))
    }
    /// The same from words of 64 cells, which are put into each row; eight rows by one thread.
    pub fn from_words<'scope>(
        rows: usize,
        columns: usize,
        crew: &Crew<'scope, '_>,
        fill: impl Fn(usize, &mut Row<'_>) + Send + Sync + 'scope,
    ) -> Self {
        let words = columns.div_ceil(64);
        let bits = crew.each((0..rows.div_ceil(LANES)).collect(), move |number| {
            let mut block = vec![[0; LANES]; words * 3];
            for row in number * LANES..rows.min((number + 1) * LANES) {
                fill(row, &mut Row { lane: row % LANES, block: &mut block });
            }
            block
        });
        Self { rows, words, bits }
    }
    /// An empty cell among steps.
    pub const EMPTY: u8 = 3;
    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }
    /// How each of these rows meets every row before it: (1,0), (2,0), (2,1), (3,0), ... The rows are compared side by
    /// side, so that what lies before them is fetched once for all of them.
    ///
    /// # Panics
    /// When a row is not there: a slip of the program.
    pub fn meet_before(&self, rows: Range<usize>) -> Vec<Meeting> {
        self.counted(rows, kernel::tile())
    }
    fn counted(&self, rows: Range<usize>, tile: kernel::Count) -> Vec<Meeting> {
        assert!(rows.end <= self.rows, "rows that are there");
        let before = |row: usize| row * row.saturating_sub(1) / 2 - rows.start * rows.start.saturating_sub(1) / 2;
        let mut met = vec![Meeting::default(); before(rows.end.max(rows.start))];
        if met.is_empty() || self.words == 0 {
            return met;
        }
        let tall: Vec<usize> = (rows.start / TALL..rows.end.div_ceil(TALL)).map(|at| at * TALL).collect();
        // Chunks of one length, as long as may be.
        let chunk = self.words.div_ceil(self.words.div_ceil(CHUNK));
        for from in (0..self.words).step_by(chunk) {
            let until = self.words.min(from + chunk);
            let part = |row: usize| &self.bits[row / LANES][3 * from..3 * until];
            for other in (0..rows.end).step_by(LANES) {
                let others = part(other);
                for &first in tall.iter().filter(|&&first| first + TALL > other + 1) {
                    let counts = tile(part(first), first % LANES, others);
                    for (row, [both, between, opposed]) in (first..).zip(counts) {
                        if !rows.contains(&row) || row <= other {
                            continue;
                        }
                        let start = before(row) + other;
                        let end = before(row) + row.min(other + LANES);
                        for (lane, met) in met[start..end].iter_mut().enumerate() {
                            met.both += both[lane] as u32;
                            met.between += between[lane] as u32;
                            met.opposed += opposed[lane] as u32;
                        }
                    }
                }
            }
        }
        met
    }
    /// How many cells of a row are not empty.
    pub fn held(&self, row: usize) -> u32 {
        let held = self.bits[row / LANES].iter().step_by(3);
        held.map(|held| held[row % LANES].count_ones()).sum()
    }
}

mod kernel;

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells by a small generator; about a fifth are empty.
    fn cell(row: usize, column: usize) -> Option<u8> {
        let mixed = (row * 7919 + column * 104_729 + row * column * 31) % 1009;
        (!mixed.is_multiple_of(5)).then_some((mixed / 5 % 3) as u8)
    }

    /// The plain second computation: cell by cell.
    fn plain(a: usize, b: usize, columns: usize) -> Meeting {
        let mut met = Meeting::default();
        for column in 0..columns {
            if let (Some(x), Some(y)) = (cell(a, column), cell(b, column)) {
                met.both += 1;
                met.between += u32::from(x.abs_diff(y) == 1);
                met.opposed += u32::from(x.abs_diff(y) == 2);
            }
        }
        met
    }

    #[test]
    fn counting_bits_equals_counting_cells() {
        // From none to more than one chunk of words, from one row to more than two blocks.
        for (rows, columns) in
            [(1, 9), (11, 0), (3, 1), (11, 63), (8, 64), (9, 65), (11, 700), (19, 1600), (5, 64 * CHUNK + 70)]
        {
            let planes = Planes::from_rows(rows, columns, cell);
            let wanted: Vec<Meeting> = (0..rows).flat_map(|a| (0..a).map(move |b| plain(a, b, columns))).collect();
            let whole = planes.meet_before(0..rows);
            assert_eq!(whole, wanted, "{rows} rows, {columns} columns");
            for cut in [1, 3, 8] {
                let starts: Vec<usize> = (0..rows).step_by(cut).collect();
                let apart: Vec<Meeting> =
                    starts.iter().flat_map(|&row| planes.meet_before(row..rows.min(row + cut))).collect();
                assert_eq!(apart, wanted, "{rows} rows, {cut} at once");
            }
            for row in 0..rows {
                let held = (0..columns).filter(|&column| cell(row, column).is_some()).count();
                assert_eq!(planes.held(row) as usize, held);
            }
        }
    }

    #[test]
    fn every_form_of_the_kernel_counts_alike() {
        let planes = Planes::from_rows(21, 1000, cell);
        let plain = planes.counted(0..21, kernel::plain);
        let forms = kernel::forms();
        assert!(!forms.is_empty());
        for form in forms {
            assert_eq!(planes.counted(0..21, form), plain);
        }
    }

    #[test]
    fn no_row_meets_nothing() {
        let planes = Planes::from_rows(0, 10, cell);
        assert_eq!(planes.meet_before(0..0), []);
        assert_eq!(Planes::from_rows(3, 10, cell).meet_before(2..2), []);
    }
}
