//! Tables too long to be held whole.

use std::ops::ControlFlow;

use super::{Cell, Table};

/// A table whose rows are told one by one, so that a writer of many rows holds no more than one.
pub trait RowByRow {
    /// The table without rows.
    fn heading(&self) -> Table;
    /// For each column, whether some cell of it is undefined: a writer may have to know before the first row.
    fn undefined(&self) -> Vec<bool>;
    /// Tells each row in order, a cell a column, until one of them breaks off.
    fn each_row(&self, tell: &mut dyn FnMut(&[Cell]) -> ControlFlow<()>) -> ControlFlow<()>;
    /// The rows up to so many.
    fn first(&self, rows: usize) -> Table {
        let mut table = self.heading();
        let _ = self.each_row(&mut |row| {
            if table.len() >= rows {
                return ControlFlow::Break(());
            }
            table.push(row.iter().cloned());
            ControlFlow::Continue(())
        });
        table
    }
    /// All rows at once.
    fn whole(&self) -> Table {
        self.first(usize::MAX)
    }
}
