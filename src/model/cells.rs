//! A matrix of small codes, most of which need three bits.

use std::ops::Range;

/// Rows of cells, each empty or a number below 255, held in bit planes: three where no number is above 6, else eight.
///
/// What nobody put a number into is [`Cells::NONE`]. Five thousand actors on fifty thousand decisions take 94 MB.
///
/// ```
/// use blocs::model::Cells;
/// let mut cells = Cells::new(2, 70, 6);
/// cells.put(1, 69, 4);
/// assert_eq!((cells.get(1, 69), cells.get(0, 69)), (4, Cells::NONE));
/// assert_eq!(cells.equal(1, 1, 4), 1 << 5); // of the second word of 64 cells, the sixth
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells {
    rows: usize,
    columns: usize,
    /// Words of 64 cells in a row.
    words: usize,
    planes: usize,
    /// Row by row and word by word, the planes side by side. A cell is its number and one more: zero is empty.
    bits: Vec<u64>,
}

impl Cells {
    /// An empty cell.
    pub const NONE: u8 = 0xff;
    /// The highest number that three bits hold.
    pub const SMALL: u8 = 6;

    /// Empty cells that will hold numbers up to `most`.
    pub fn new(rows: usize, columns: usize, most: u8) -> Self {
        let (words, planes) = (columns.div_ceil(64), if most <= Self::SMALL { 3 } else { 8 });
        Self { rows, columns, words, planes, bits: vec![0; rows * words * planes] }
    }
    /// Cells with these numbers, [`Cells::NONE`] where they are empty.
    pub fn from_rows(rows: usize, columns: usize, number: impl Fn(usize, usize) -> u8) -> Self {
        let all = || (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
        let most = all().map(|(row, column)| number(row, column)).filter(|&number| number != Self::NONE).max();
        let mut cells = Self::new(rows, columns, most.unwrap_or(0));
        for (row, column) in all() {
            cells.put(row, column, number(row, column));
        }
        cells
    }
    /// The number of columns.
    pub fn columns(&self) -> usize {
        self.columns
    }
    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }
    /// Whether no number is above [`Cells::SMALL`], by how many bits a cell has.
    pub fn are_small(&self) -> bool {
        self.planes == 3
    }
    /// The planes of 64 cells, to be filled by whoever has them by the word: bit `c` of plane `p` is bit `p` of the number
    /// and one more.
    ///
    /// # Panics
    /// When there is no such word: a slip of the program.
    pub fn word_mut(&mut self, row: usize, word: usize) -> &mut [u64] {
        assert!(word < self.words, "a word of the row");
        let at = (row * self.words + word) * self.planes;
        &mut self.bits[at..at + self.planes]
    }
    fn word(&self, row: usize, word: usize) -> &[u64] {
        let at = (row * self.words + word) * self.planes;
        &self.bits[at..at + self.planes]
    }
    /// Puts a number into a cell, or empties it with [`Cells::NONE`].
    ///
    /// # Panics
    /// When there is no such cell, or the number is above what the cells were made for: a slip of the program.
    pub fn put(&mut self, row: usize, column: usize, number: u8) {
        let stored = number.wrapping_add(1);
        assert!(column < self.columns && (stored < 8 || self.planes == 8), "a cell, and a number that it holds");
        let bit = column % 64;
        for (plane, word) in self.word_mut(row, column / 64).iter_mut().enumerate() {
            *word = *word & !(1 << bit) | u64::from(stored >> plane & 1) << bit;
        }
    }
    /// The number of a cell, or [`Cells::NONE`].
    ///
    /// # Panics
    /// When there is no such cell: a slip of the program.
    pub fn get(&self, row: usize, column: usize) -> u8 {
        assert!(column < self.columns, "a cell of the row");
        let bit = column % 64;
        let planes = self.word(row, column / 64).iter().enumerate();
        let stored = planes.fold(0, |stored, (plane, word)| stored | ((word >> bit & 1) as u8) << plane);
        stored.wrapping_sub(1)
    }
    /// Every cell of a row, one after the other.
    pub fn row(&self, row: usize) -> Vec<u8> {
        let mut numbers = Vec::with_capacity(64 * self.words);
        for word in 0..self.words {
            let planes = self.word(row, word);
            let mut stored = [0_u8; 64];
            for (plane, word) in planes.iter().enumerate() {
                stored.iter_mut().enumerate().for_each(|(bit, cell)| *cell |= ((word >> bit & 1) as u8) << plane);
            }
            numbers.extend(stored.map(|cell| cell.wrapping_sub(1)));
        }
        numbers.truncate(self.columns);
        numbers
    }
    /// Which of the 64 cells of a word hold this number, the first one lowest.
    ///
    /// # Panics
    /// When there is no such word: a slip of the program.
    #[inline]
    pub fn equal(&self, row: usize, word: usize, number: u8) -> u64 {
        let stored = number.wrapping_add(1);
        let planes = self.word(row, word);
        if planes.len() == 3 && stored > 7 {
            return 0;
        }
        let all = if 64 * (word + 1) > self.columns { !(u64::MAX << (self.columns % 64)) } else { u64::MAX };
        // Where a bit of the number is zero, the plane is turned round.
        planes
            .iter()
            .enumerate()
            .fold(all, |found, (plane, word)| found & (word ^ u64::from(stored >> plane & 1).wrapping_sub(1)))
    }
    /// Which of these cells hold a number of each of three lists, 64 cells at once from the first column on, handed over
    /// with the number of the word.
    ///
    /// # Panics
    /// When there are no such cells: a slip of the program.
    pub fn sought(
        &self,
        row: usize,
        columns: Range<usize>,
        lists: &[Vec<u8>; 3],
        mut found: impl FnMut(usize, [u64; 3]),
    ) {
        assert!(columns.end <= self.columns, "cells of the row");
        let small = |list: &[u8]| list.iter().copied().filter(|&number| number <= Self::SMALL).collect::<Vec<u8>>();
        let lists = lists.each_ref().map(|list| if self.are_small() { small(list) } else { list.clone() });
        let words = columns.len().div_ceil(64);
        let behind = |word: usize| match columns.len() - 64 * word {
            rest if rest < 64 => !(u64::MAX << rest),
            _ => u64::MAX,
        };
        if self.are_small() && columns.start.is_multiple_of(64) && lists.iter().all(|list| list.len() <= 1) {
            // The most usual case, without a look at any list: where a bit of the number is zero, the plane is turned round.
            let turned = |list: &Vec<u8>| {
                let stored = list.first().map(|number| number + 1);
                let turned = |plane: u8| u64::from(stored.unwrap_or_default() >> plane & 1).wrapping_sub(1);
                [turned(0), turned(1), turned(2), if stored.is_some() { u64::MAX } else { 0 }]
            };
            let [first, second, third] = lists.each_ref().map(turned);
            let at = (row * self.words + columns.start / 64) * 3;
            for (word, planes) in self.bits[at..at + 3 * words].chunks_exact(3).enumerate() {
                let equal = |turned: [u64; 4]| {
                    (planes[0] ^ turned[0])
                        & (planes[1] ^ turned[1])
                        & (planes[2] ^ turned[2])
                        & turned[3]
                        & behind(word)
                };
                found(word, [equal(first), equal(second), equal(third)]);
            }
            return;
        }
        for word in 0..words {
            let equal = |list: &Vec<u8>| {
                let of = |number: &u8| self.equal_from(row, columns.start + 64 * word, *number);
                list.iter().map(of).fold(0, |all, one| all | one) & behind(word)
            };
            found(word, lists.each_ref().map(equal));
        }
    }
    /// Like [`Cells::equal`], for 64 cells from any column on; none behind the last.
    fn equal_from(&self, row: usize, column: usize, number: u8) -> u64 {
        let (word, shift) = (column / 64, column % 64);
        let low = if word < self.words { self.equal(row, word, number) } else { 0 };
        if shift == 0 {
            return low;
        }
        let high = if word + 1 < self.words { self.equal(row, word + 1, number) } else { 0 };
        low >> shift | high << (64 - shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers up to `most` by a small generator, a part empty.
    fn number(row: usize, column: usize, most: u8) -> u8 {
        let mixed = (row * 7919 + column * 104_729 + row * column * 31) % 1009;
        if mixed.is_multiple_of(4) { Cells::NONE } else { (mixed / 4 % (usize::from(most) + 1)) as u8 }
    }

    #[test]
    fn what_is_put_is_read_cell_by_cell_row_by_row_and_word_by_word() {
        for (columns, most) in [(1, 6), (64, 6), (130, 6), (65, 7), (200, 250)] {
            let cells = Cells::from_rows(3, columns, |row, column| number(row, column, most));
            assert_eq!(cells.are_small(), most <= Cells::SMALL);
            for row in 0..3 {
                let wanted: Vec<u8> = (0..columns).map(|column| number(row, column, most)).collect();
                assert_eq!(cells.row(row), wanted);
                assert_eq!((0..columns).map(|column| cells.get(row, column)).collect::<Vec<u8>>(), wanted);
                for sought in [0, 3, 6, 7, 130, Cells::NONE] {
                    for from in [0, 1, 63, 64, 100] {
                        let holds = |bit: &usize| wanted.get(from + bit) == Some(&sought);
                        let bits = (0..64).filter(holds).fold(0_u64, |bits, bit| bits | 1 << bit);
                        // Of an empty cell behind the last nobody asks.
                        if sought != Cells::NONE {
                            assert_eq!(cells.equal_from(row, from, sought), bits, "{sought} from {from} of {columns}");
                        }
                        if from % 64 == 0 && from < columns {
                            assert_eq!(cells.equal(row, from / 64, sought), bits, "{sought} in word of {from}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn numbers_are_sought_word_by_word_from_any_column() {
        for (columns, most) in [(200, 6), (130, 90)] {
            let cells = Cells::from_rows(2, columns, |row, column| number(row, column, most));
            for lists in [[vec![1], vec![], vec![4, 80]], [vec![0], vec![5], vec![6]]] {
                for part in [0..columns, 0..64, 64..columns, 3..columns - 1, 70..75] {
                    let mut seen = Vec::new();
                    cells.sought(1, part.clone(), &lists, |word, found| seen.push((word, found)));
                    let holds = |list: &Vec<u8>, column: usize| {
                        u64::from(part.contains(&column) && list.contains(&number(1, column, most)))
                    };
                    let bits = |list: &Vec<u8>, word: usize| {
                        (0..64).fold(0, |bits, bit| bits | holds(list, part.start + 64 * word + bit) << bit)
                    };
                    let word = |word: usize| (word, lists.each_ref().map(|list| bits(list, word)));
                    assert_eq!(seen, (0..part.len().div_ceil(64)).map(word).collect::<Vec<_>>());
                }
            }
        }
    }

    #[test]
    fn a_cell_can_be_emptied() {
        let mut cells = Cells::new(1, 3, 6);
        cells.put(0, 1, 5);
        cells.put(0, 1, Cells::NONE);
        assert_eq!(cells, Cells::new(1, 3, 6));
    }
}
