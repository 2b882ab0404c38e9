//! The cells of a column, each of a few bytes beside the others.

use std::fmt;
use std::ops::Range;

use super::texts::Texts;
use super::{Cell, CellRef};

/// The cells of a column, one a row. A text that repeats is held once; a number, or yes or no, takes nine bytes.
///
/// ```
/// use blocs::result::{Cell, CellRef, Cells};
/// let mut cells: Cells = [Cell::text("a"), Cell::Empty].into_iter().collect();
/// cells.push(Cell::text("a"));
/// assert_eq!(cells.len(), 3);
/// assert_eq!(cells.at(2), CellRef::Text("a"));
/// assert_eq!(cells.get(3), None);
/// assert_eq!(cells.iter().filter_map(CellRef::as_str).count(), 2);
/// cells.change(|cell| *cell = Cell::text(format!("{}!", cell.plain())));
/// assert_eq!(cells.at(1).plain(), "!");
/// cells.set(1, Cell::Integer(2));
/// assert_eq!(cells, Cells::from(vec![Cell::text("a!"), Cell::Integer(2), Cell::text("a!")]));
/// ```
#[derive(Clone, Default)]
pub struct Cells {
    sorts: Vec<Sort>,
    /// By the sort: the number, its bits, or where the text or the cell stands.
    words: Vec<u64>,
    texts: Texts,
    others: Vec<Cell>,
}

/// What a cell is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Text,
    Integer,
    Number,
    Stated,
    Boolean,
    Empty,
    /// A list, or undefined.
    Other,
}

impl Cells {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.sorts.len()
    }
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sorts.is_empty()
    }
    /// Adds one.
    pub fn push(&mut self, cell: Cell) {
        match cell {
            Cell::List(_) | Cell::Undefined(_) => {
                self.others.push(cell);
                self.put(Sort::Other, self.others.len() as u64 - 1);
            }
            cell => self.add(cell.read()),
        }
    }
    /// Adds one like this.
    fn add(&mut self, cell: CellRef<'_>) {
        let (sort, word) = match cell {
            CellRef::Text(text) => (Sort::Text, self.texts.add(text) as u64),
            CellRef::Integer(value) => (Sort::Integer, value as u64),
            CellRef::Number(value) => (Sort::Number, value.to_bits()),
            CellRef::Stated(value) => (Sort::Stated, value.to_bits()),
            CellRef::Boolean(value) => (Sort::Boolean, value.into()),
            CellRef::Empty => (Sort::Empty, 0),
            CellRef::List(_) | CellRef::Undefined(_) => return self.push(cell.to_cell()),
        };
        self.put(sort, word);
    }
    fn put(&mut self, sort: Sort, word: u64) {
        self.sorts.push(sort);
        self.words.push(word);
    }
    /// The cell of a row.
    ///
    /// # Panics
    /// When there is no such row: a slip of the program.
    #[inline]
    pub fn at(&self, row: usize) -> CellRef<'_> {
        self.cell(self.sorts[row], self.words[row])
    }
    /// The cell that is held so.
    #[inline(always)]
    fn cell(&self, sort: Sort, word: u64) -> CellRef<'_> {
        match sort {
            Sort::Text => CellRef::Text(self.texts.get(word as usize)),
            Sort::Integer => CellRef::Integer(word as i64),
            Sort::Number => CellRef::Number(f64::from_bits(word)),
            Sort::Stated => CellRef::Stated(f64::from_bits(word)),
            Sort::Boolean => CellRef::Boolean(word > 0),
            Sort::Empty => CellRef::Empty,
            Sort::Other => self.others[word as usize].read(),
        }
    }
    /// The cell of a row; none where there is no such row.
    #[inline]
    pub fn get(&self, row: usize) -> Option<CellRef<'_>> {
        (row < self.len()).then(|| self.at(row))
    }
    /// All of them in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = CellRef<'_>> + ExactSizeIterator + Clone {
        self.some(0..self.len())
    }
    /// Those of some rows.
    pub(super) fn some(
        &self,
        rows: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = CellRef<'_>> + ExactSizeIterator + Clone {
        let (sorts, words) = self.held(rows);
        sorts.iter().zip(words).map(|(sort, word)| self.cell(*sort, *word))
    }
    /// Another one in a row.
    ///
    /// # Panics
    /// When there is no such row: a slip of the program.
    pub fn set(&mut self, row: usize, cell: Cell) {
        self.push(cell);
        self.sorts.swap_remove(row);
        self.words.swap_remove(row);
    }
    /// Changes each.
    pub fn change(&mut self, mut how: impl FnMut(&mut Cell)) {
        let changed = |cell: CellRef<'_>| {
            let mut cell = cell.to_cell();
            how(&mut cell);
            cell
        };
        *self = self.iter().map(changed).collect();
    }
    /// What the cells of some rows are, and their words: for a writer of whole columns.
    pub(crate) fn held(&self, rows: Range<usize>) -> (&[Sort], &[u64]) {
        (&self.sorts[rows.clone()], &self.words[rows])
    }
    /// What the words of texts stand for.
    #[cfg(feature = "columnar")]
    pub(crate) fn texts(&self) -> &Texts {
        &self.texts
    }
}

impl FromIterator<Cell> for Cells {
    fn from_iter<I: IntoIterator<Item = Cell>>(cells: I) -> Self {
        let mut all = Self::default();
        cells.into_iter().for_each(|cell| all.push(cell));
        all
    }
}

impl<'a> FromIterator<CellRef<'a>> for Cells {
    fn from_iter<I: IntoIterator<Item = CellRef<'a>>>(cells: I) -> Self {
        let mut all = Self::default();
        cells.into_iter().for_each(|cell| all.add(cell));
        all
    }
}

impl From<Vec<Cell>> for Cells {
    fn from(cells: Vec<Cell>) -> Self {
        cells.into_iter().collect()
    }
}

impl PartialEq for Cells {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Undefined;
    use super::*;

    #[test]
    fn every_cell_is_read_as_it_was_made() {
        let made: Vec<Cell> = (0..90_000_i64)
            .map(|row| match row % 9 {
                0 => Cell::Text(format!("text {row}")),
                1 => Cell::Text(String::new()),
                2 => Cell::Integer(i64::MIN + row),
                3 => Cell::Number(row as f64 / 7.0),
                4 => Cell::Stated(-row as f64 / 7.0),
                5 => Cell::Boolean(row % 2 == 0),
                6 => Cell::List(vec![format!("item {row}"), String::new()]),
                7 => Cell::Empty,
                _ => Cell::Undefined(Undefined::because(format!("row {row}"))),
            })
            .collect();
        let mut cells = Cells::from(made.clone());
        assert!(cells.iter().eq(made.iter().map(Cell::read)));
        assert!(cells.iter().rev().map(CellRef::to_cell).eq(made.iter().rev().cloned()));
        let again: Cells = cells.iter().collect();
        assert_eq!(again, cells);
        for row in 0..9 {
            cells.set(row, made[8 - row].clone());
        }
        assert!(cells.iter().take(9).eq(made[..9].iter().rev().map(Cell::read)));
        assert!(cells.iter().skip(9).eq(made[9..].iter().map(Cell::read)));
        assert_eq!((cells.len(), cells.get(90_000)), (90_000, None));
    }
}
