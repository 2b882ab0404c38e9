//! Three-step positions as bit planes, so that two rows are compared 64 items an instruction, and more where the
//! processor can.

use std::ops::Range;

/// Rows of cells that are empty, low, middle or high: three bits a cell.
///
/// # Cost
/// 3 bits a cell. [`Planes::meet`] reads each row once for four others, [`Planes::meet_before`] each of the others once for
/// all of its rows.
///
/// ```
/// use blocs::math::planes::{Meeting, Planes};
/// // high, low, middle, empty  against  high, high, high, low
/// let planes = Planes::from_rows(2, 4, |row, column| [[Some(2), Some(0), Some(1), None], [Some(2), Some(2), Some(2), Some(0)]][row][column]);
/// let mut met = [Meeting::default()];
/// planes.meet(1, 0, &mut met);
/// assert_eq!(met[0], Meeting { both: 3, same: 1, opposed: 1 });
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planes {
    words: usize,
    /// Row by row: the words of `held`, then of `high`, then of `middle`.
    bits: Vec<u64>,
}

/// How two rows meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meeting {
    /// Cells that are empty in neither.
    pub both: u32,
    /// Of these, those that are the same.
    pub same: u32,
    /// Of these, those that are low in one and high in the other.
    pub opposed: u32,
}

impl Planes {
    /// Packs cells: `None` is empty, 0 low, 1 middle, 2 or more high.
    pub fn from_rows(rows: usize, columns: usize, cell: impl Fn(usize, usize) -> Option<u8>) -> Self {
        Self::from_steps(rows, columns, |row, column| cell(row, column).map_or(Self::EMPTY, |level| level.min(2)))
    }
    /// The same from cells that are 0, 1, 2 or [`Planes::EMPTY`] already: no branch a cell.
    ///
    /// # Panics
    /// Never; another number is read by its lowest two bits.
    pub fn from_steps(rows: usize, columns: usize, cell: impl Fn(usize, usize) -> u8) -> Self {
        let words = columns.div_ceil(64);
        let mut bits = Vec::with_capacity(rows * 3 * words);
        let mut planes = vec![[0_u64; 3]; words];
        for row in 0..rows {
            for (word, [held, high, middle]) in planes.iter_mut().enumerate() {
                let (mut second, mut first) = (0_u64, 0_u64);
                let until = columns.min(64 * (word + 1));
                for column in (64 * word..until).rev() {
                    let step = u64::from(cell(row, column));
                    second = second << 1 | (step >> 1 & 1);
                    first = first << 1 | (step & 1);
                }
                let all = u64::MAX >> (64 - (until - 64 * word));
                (*held, *high, *middle) = (all & !(first & second), second & !first, first & !second);
            }
            (0..3).for_each(|plane| bits.extend(planes.iter().map(|word| word[plane])));
        }
        Self { words, bits }
    }
    /// An empty cell among steps.
    pub const EMPTY: u8 = 3;
    /// The number of rows.
    pub fn rows(&self) -> usize {
        if self.words == 0 { 0 } else { self.bits.len() / (3 * self.words) }
    }
    /// How a row meets the rows from `first` on, one a place of `met`, added to what stands there.
    ///
    /// # Panics
    /// When a row is not there: a slip of the program.
    pub fn meet(&self, row: usize, first: usize, met: &mut [Meeting]) {
        if self.words == 0 {
            return;
        }
        let mine = self.row(row);
        let (fours, rest) = met.as_chunks_mut::<4>();
        for (n, four) in fours.iter_mut().enumerate() {
            let at = first + 4 * n;
            let found =
                kernel::four(mine, [self.row(at), self.row(at + 1), self.row(at + 2), self.row(at + 3)], self.words);
            four.iter_mut().zip(found).for_each(|(met, found)| add(met, found));
        }
        let done = first + 4 * fours.len();
        for (n, met) in rest.iter_mut().enumerate() {
            add(met, kernel::one(mine, self.row(done + n), self.words));
        }
    }
    /// How each of these rows meets every row before it. The rows are compared side by side, so that what lies before them
    /// is fetched once for all of them.
    ///
    /// # Panics
    /// When a row is not there: a slip of the program.
    pub fn meet_before(&self, rows: Range<usize>) -> Vec<Vec<Meeting>> {
        let mut met: Vec<Vec<Meeting>> = rows.clone().map(|row| vec![Meeting::default(); row]).collect();
        for first in (0..rows.end).step_by(4) {
            for (row, met) in rows.clone().zip(&mut met) {
                if first < row {
                    self.meet(row, first, &mut met[first..row.min(first + 4)]);
                }
            }
        }
        met
    }
    /// How many cells of a row are not empty.
    pub fn held(&self, row: usize) -> u32 {
        self.row(row)[..self.words].iter().map(|word| word.count_ones()).sum()
    }
    fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * 3 * self.words..(row + 1) * 3 * self.words]
    }
}

fn add(met: &mut Meeting, [both, same, opposed]: [u32; 3]) {
    met.both += both;
    met.same += same;
    met.opposed += opposed;
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
                met.same += u32::from(x == y);
                met.opposed += u32::from(x.abs_diff(y) == 2);
            }
        }
        met
    }

    #[test]
    fn counting_bits_equals_counting_cells() {
        let planes = Planes::from_rows(11, 700, cell);
        let apart: Vec<Vec<Meeting>> = (0..11).flat_map(|row| planes.meet_before(row..row + 1)).collect();
        assert_eq!(planes.meet_before(0..11), apart);
        for columns in [0, 1, 63, 64, 65, 511, 512, 700, 1600] {
            let planes = Planes::from_rows(11, columns, cell);
            for row in 0..11 {
                let mut met = vec![Meeting::default(); row];
                planes.meet(row, 0, &mut met);
                assert_eq!(planes.meet_before(row..row + 1), [met.clone()]);
                for (other, met) in met.iter().enumerate() {
                    assert_eq!(*met, plain(row, other, columns), "{columns} columns, rows {row} and {other}");
                }
            }
        }
    }
}
