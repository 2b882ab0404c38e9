//! One cell of a table: made as a [`Cell`], read as a [`CellRef`].

use std::fmt::Write as _;

use super::Undefined;

/// One cell of a table, as a row is made of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number that was computed, always finite: printed with at most 9 digits.
    Number(f64),
    /// A number as a source states it, always finite: printed with the digits that tell it from any other.
    Stated(f64),
    /// Yes or no.
    Boolean(bool),
    /// A list of texts.
    List(Vec<String>),
    /// There is nothing to say here (no date, no second name).
    Empty,
    /// The value does not exist, for this reason.
    Undefined(Undefined),
}

impl Cell {
    /// A number, or undefined when there is none.
    pub fn number(value: Result<f64, Undefined>) -> Self {
        match value {
            Ok(value) if value.is_finite() => Self::Number(value),
            Ok(_) => Self::Undefined(Undefined::because("not a finite number")),
            Err(undefined) => Self::Undefined(undefined),
        }
    }
    /// Text, or empty when the text is.
    pub fn text(value: impl Into<String>) -> Self {
        let value = value.into();
        if value.is_empty() { Self::Empty } else { Self::Text(value) }
    }
    /// Becomes such a text, in the room of the one that stood there: for tellers of many rows.
    ///
    /// ```
    /// use blocs::result::Cell;
    /// let mut cell = Cell::text("a");
    /// cell.set_text("b");
    /// assert_eq!(cell, Cell::text("b"));
    /// cell.set_text("");
    /// assert_eq!(cell, Cell::Empty);
    /// ```
    pub fn set_text(&mut self, value: &str) {
        match self {
            Self::Text(text) if !value.is_empty() => {
                text.clear();
                text.push_str(value);
            }
            _ => *self = Self::text(value),
        }
    }
    /// A count.
    pub fn count(value: usize) -> Self {
        Self::Integer(value as i64)
    }
    /// The same cell, to read.
    ///
    /// ```
    /// use blocs::result::{Cell, CellRef};
    /// assert_eq!(Cell::text("a").read(), CellRef::Text("a"));
    /// ```
    pub fn read(&self) -> CellRef<'_> {
        match self {
            Self::Text(text) => CellRef::Text(text),
            Self::Integer(value) => CellRef::Integer(*value),
            Self::Number(value) => CellRef::Number(*value),
            Self::Stated(value) => CellRef::Stated(*value),
            Self::Boolean(value) => CellRef::Boolean(*value),
            Self::List(items) => CellRef::List(items),
            Self::Empty => CellRef::Empty,
            Self::Undefined(undefined) => CellRef::Undefined(undefined),
        }
    }
    /// As [`CellRef::plain`].
    pub fn plain(&self) -> String {
        self.read().plain()
    }
}

/// One cell of a table, as readers meet it: what it holds stays in the table.
///
/// ```
/// use blocs::result::{Cell, CellKind, CellRef, ColumnRole, Method, Table};
/// let mut table = Table::new("sizes", Method::default()).column("size", CellKind::Integer, ColumnRole::Count, "");
/// table.push([Cell::count(12)]);
/// assert_eq!(table.cell(0, ColumnRole::Count), Some(CellRef::Integer(12)));
/// assert_eq!(table.columns[0].cells.at(0), Cell::count(12));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellRef<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number that was computed.
    Number(f64),
    /// A number as a source states it.
    Stated(f64),
    /// Yes or no.
    Boolean(bool),
    /// A list of texts.
    List(&'a [String]),
    /// There is nothing to say here.
    Empty,
    /// The value does not exist, for this reason.
    Undefined(&'a Undefined),
}

impl PartialEq<Cell> for CellRef<'_> {
    fn eq(&self, other: &Cell) -> bool {
        *self == other.read()
    }
}

impl<'a> CellRef<'a> {
    /// The same cell, to keep or to change.
    ///
    /// ```
    /// use blocs::result::{Cell, CellRef};
    /// assert_eq!(CellRef::Text("a").to_cell(), Cell::text("a"));
    /// ```
    pub fn to_cell(self) -> Cell {
        match self {
            Self::Text(text) => Cell::Text(text.to_owned()),
            Self::Integer(value) => Cell::Integer(value),
            Self::Number(value) => Cell::Number(value),
            Self::Stated(value) => Cell::Stated(value),
            Self::Boolean(value) => Cell::Boolean(value),
            Self::List(items) => Cell::List(items.to_vec()),
            Self::Empty => Cell::Empty,
            Self::Undefined(undefined) => Cell::Undefined(undefined.clone()),
        }
    }
    /// The number in it, of either kind.
    pub fn as_f64(self) -> Option<f64> {
        match self {
            Self::Number(value) | Self::Stated(value) => Some(value),
            Self::Integer(value) => Some(value as f64),
            _ => None,
        }
    }
    /// The number in it, of either kind, with the digits that every writer prints.
    ///
    /// ```
    /// use blocs::result::CellRef;
    /// assert_eq!(CellRef::Number(2.0 / 3.0).rounded(), Some(0.666666667));
    /// ```
    pub fn rounded(self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(super::digits::rounded(value)),
            _ => self.as_f64(),
        }
    }
    /// The text in it.
    pub fn as_str(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
    /// As every writer prints it: at most 9 significant digits of what was computed, lists joined by `; `, empty as nothing.
    ///
    /// ```
    /// use blocs::result::CellRef;
    /// assert_eq!(CellRef::Number(2.0 / 3.0).plain(), "0.666666667");
    /// assert_eq!(CellRef::Stated(2.0 / 3.0).plain(), "0.6666666666666666");
    /// assert_eq!(CellRef::Number(1.0 / 3e9).plain(), "3.33333333e-10");
    /// ```
    pub fn plain(self) -> String {
        let mut text = String::new();
        self.write_plain(&mut text);
        text
    }
    /// As a page for readers shows it: numbers with four significant digits; files have them all ([`CellRef::plain`]).
    ///
    /// ```
    /// use blocs::result::CellRef;
    /// assert_eq!(CellRef::Number(2.0 / 3.0).shown(), "0.6667");
    /// assert_eq!(CellRef::Number(12345.6).shown(), "12346");
    /// assert_eq!(CellRef::Number(1.0 / 3e9).shown(), "3.333e-10");
    /// ```
    pub fn shown(self) -> String {
        match self {
            Self::Number(value) | Self::Stated(value) => super::digits::short(value),
            _ => self.plain(),
        }
    }
    /// As [`CellRef::plain`], behind what stands in `out`: for writers of many cells.
    pub fn write_plain(self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Integer(value) => out.push_str(itoa::Buffer::new().format(value)),
            Self::Number(value) => super::digits::write(value, out),
            Self::Stated(value) => super::digits::stated(value, out),
            Self::Boolean(value) => out.push_str(if value { "yes" } else { "no" }),
            Self::List(items) => out.push_str(&items.join("; ")),
            Self::Empty => {}
            Self::Undefined(undefined) => _ = write!(out, "{undefined}"),
        }
    }
}
