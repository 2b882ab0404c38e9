//! Undefined cells in tables for readers: a dash in the cell, the reason below the table.

use std::collections::BTreeMap;

use super::undefined;
use crate::result::{CellRef, Language, Table};

/// The most reasons that are spelled out below one table.
const SPELLED: usize = 20;

/// The distinct reasons in the rows of a table that are shown.
///
/// One reason needs no mark, since every dash has it; several are told apart by raised numbers.
///
/// ```
/// use blocs::export::footnotes::Footnotes;
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Table, Undefined};
/// let mut table = Table::new("t", Method::default()).column("x", CellKind::Number, ColumnRole::Value, "");
/// table.push([Cell::Undefined(Undefined::because("no joint item"))]);
/// let notes = Footnotes::of(&table, 1);
/// assert_eq!(notes.cell(table.columns[0].cells.at(0)), Some("–".to_owned()));
/// assert_eq!(notes.lines(), ["– undefined: no joint item"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnotes {
    /// Reason to its number, from 1 in the order of first appearance.
    numbers: BTreeMap<String, usize>,
}

impl Footnotes {
    /// The reasons in the first `rows` rows.
    pub fn of(table: &Table, rows: usize) -> Self {
        let mut numbers = BTreeMap::new();
        for row in 0..rows.min(table.len()) {
            for reason in table.columns.iter().filter_map(|column| column.cells.get(row).and_then(undefined)) {
                if !numbers.contains_key(reason) {
                    numbers.insert(reason.to_owned(), numbers.len() + 1);
                }
            }
        }
        Self { numbers }
    }

    /// What stands in an undefined cell; `None` for any other cell.
    pub fn cell(&self, cell: CellRef<'_>) -> Option<String> {
        let number = self.numbers.get(undefined(cell)?).copied().unwrap_or_default();
        Some(self.mark(number))
    }

    /// The lines below the table, in the order of first appearance.
    pub fn lines(&self) -> Vec<String> {
        self.lines_in(Language::English)
    }

    /// The same with the words around the reasons in a language; in both, those are English.
    pub fn lines_in(&self, language: Language) -> Vec<String> {
        let japanese = language == Language::Japanese;
        let mut reasons: Vec<(usize, &str)> =
            self.numbers.iter().map(|(reason, number)| (*number, &**reason)).collect();
        reasons.sort_unstable();
        let mut lines: Vec<String> = reasons
            .iter()
            .take(SPELLED)
            .map(|(number, reason)| match japanese {
                true => format!("{} 定義できない：{reason}", self.mark(*number)),
                false => format!("{} undefined: {reason}", self.mark(*number)),
            })
            .collect();
        if reasons.len() > SPELLED {
            let rest = reasons.len() - SPELLED;
            lines.push(if japanese {
                format!("ほか{rest}の理由")
            } else {
                format!("... and {rest} more reasons")
            });
        }
        lines
    }

    fn mark(&self, number: usize) -> String {
        const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
        let mut mark = "–".to_owned();
        if self.numbers.len() > 1 {
            let digits = number.to_string();
            mark.extend(digits.bytes().filter_map(|digit| RAISED.get(usize::from(digit - b'0'))));
        }
        mark
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::{Cell, CellKind, ColumnRole, Method, Undefined};

    #[test]
    fn several_reasons_are_numbered_and_the_tail_is_counted() {
        let mut table = Table::new("t", Method::default()).column("x", CellKind::Number, ColumnRole::Value, "");
        for joint in (0..25).chain([3]) {
            table.push([Cell::Undefined(Undefined::because(format!("{joint} joint items")))]);
        }
        let notes = Footnotes::of(&table, usize::MAX);
        assert_eq!(notes.cell(table.columns[0].cells.at(11)).as_deref(), Some("–¹²"));
        assert_eq!(notes.cell(table.columns[0].cells.at(25)), notes.cell(table.columns[0].cells.at(3)));
        assert_eq!(notes.cell(CellRef::Integer(1)), None);
        let lines = notes.lines();
        assert_eq!(lines[0], "–¹ undefined: 0 joint items");
        assert_eq!(lines[20], "... and 5 more reasons");
        assert_eq!(Footnotes::of(&table, 1).lines(), ["– undefined: 0 joint items"]);
    }
}
