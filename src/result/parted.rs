//! Tables too long to be held whole.

use super::Table;

/// A table whose rows are made part by part, so that a writer of many rows holds no more than one part.
pub trait Parted {
    /// The table without rows.
    fn heading(&self) -> Table;
    /// For each column, whether some cell of it is undefined: a writer may have to know before the first row.
    fn undefined(&self) -> Vec<bool>;
    /// The next rows, as a table of the same columns; `None` behind the last part.
    fn part(&self, number: usize) -> Option<Table>;
    /// The rows up to so many.
    fn first(&self, rows: usize) -> Table {
        let mut table = self.heading();
        for part in (0..).map_while(|number| self.part(number)) {
            let missing = rows - table.len();
            for (column, more) in table.columns.iter_mut().zip(part.columns) {
                column.cells.extend(more.cells.into_iter().take(missing));
            }
            if table.len() >= rows {
                break;
            }
        }
        table
    }
    /// All rows at once.
    fn whole(&self) -> Table {
        self.first(usize::MAX)
    }
}
