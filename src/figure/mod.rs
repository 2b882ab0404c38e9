//! Drawings from the trays: each is one call, finds its columns by role, and knows no question.
//!
//! A figure is a text: SVG from a writer of our own, the same bytes on every machine. Lengths are points, texts are
//! measured by a table of our own ([`FigureOptions`] gives the width), and no text is smaller than 6 points.
//!
//! | figure | from | needs the roles | uses when there |
//! |---|---|---|---|
//! | [`split`] | actors | `Actor` or `Id`, `Region`, `Position` | `Code`, `Label`, `LabelJa`, `RegionJa`, `Order`, `Claims` |
//! | | tallies | `Position`, `Value` (stated), `Count` (named) | `Label`, `LabelJa`, `Order` |
//! | [`matrix`] | things | `Id` | `Label`, `LabelJa`, `Count` or `Low` and `High` (size), `Order` |
//! | | pairs | `Actor`, `Other`, `Value` | `Low`, `High`, `Count` |
//! | [`lineage`] | nodes | `Id`, `Kind`, `Lane`, `Begin`, `End` | `Label`, `LabelJa`, `LaneJa`, `Status`, `Order` |
//! | | ties | `Class` | `Status`, `Certainty`, `Claims`, `Step` |

mod canvas;
pub mod lineage;
pub mod matrix;
mod palette;
#[cfg(feature = "print")]
pub mod print;
#[cfg(test)]
mod samples;
pub mod split;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod words;

use std::fmt;

use crate::result::{ColumnRole, Language, Subject, Table};

/// How wide a figure is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FigureWidth {
    /// One column of a journal: 89 mm.
    OneColumn,
    /// Two columns: 183 mm.
    #[default]
    TwoColumn,
    /// A page turned on its side: 247 mm.
    Page,
}

impl FigureWidth {
    /// Every value, with its word, for options.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::OneColumn, "one-column"), (Self::TwoColumn, "two-column"), (Self::Page, "page")];
    /// The width in print.
    pub const fn millimetres(self) -> f64 {
        match self {
            Self::OneColumn => 89.0,
            Self::TwoColumn => 183.0,
            Self::Page => 247.0,
        }
    }
}

/// What every figure may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureOptions {
    /// Which names, and which of its own words, a figure shows.
    pub language: Language,
    /// How wide it is printed.
    pub width: FigureWidth,
    /// A title above the drawing; none by default, as journals set their own.
    pub title: Option<String>,
}

/// The tray lacks columns that the figure cannot do without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The table that lacks them.
    pub table: String,
    /// Their roles.
    pub roles: Vec<ColumnRole>,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let roles: Vec<String> = self.roles.iter().map(|role| format!("{role:?}")).collect();
        write!(f, "the table `{}` has no column of the role {}", self.table, roles.join(", "))
    }
}

impl std::error::Error for Missing {}

/// Draws what a document wants drawn.
///
/// ```
/// use blocs::figure::{FigureOptions, draw};
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Subject, Table};
/// let things = Table::new("forums", Method::default()).column("id", CellKind::Text, ColumnRole::Id, "");
/// let mut pairs = Table::new("overlap", Method::new("forum overlap", "Jaccard 1912"))
///     .column("a", CellKind::Text, ColumnRole::Actor, "")
///     .column("b", CellKind::Text, ColumnRole::Other, "")
///     .column("jaccard", CellKind::Number, ColumnRole::Value, "");
/// pairs.push([Cell::text("gge"), Cell::text("oewg"), Cell::Number(0.25)]);
/// let svg = draw(&Subject::Matrix { things, pairs }, &FigureOptions::default()).unwrap();
/// assert!(svg.contains(">0.25</text>") && svg.contains("Method: forum overlap (Jaccard 1912)."));
/// ```
///
/// # Errors
/// When a table lacks a column of a role that the figure needs.
pub fn draw(subject: &Subject, options: &FigureOptions) -> Result<String, Missing> {
    match subject {
        Subject::Split { actors, tallies } => split::draw(actors, tallies, options),
        Subject::Matrix { things, pairs } => matrix::draw(things, pairs, options),
        Subject::Lineage(graph) => lineage::draw(graph, options),
    }
}

/// Checks that a table has a column for each role.
fn require(table: &Table, roles: &[ColumnRole]) -> Result<(), Missing> {
    let roles: Vec<ColumnRole> = roles.iter().copied().filter(|role| table.by_role(*role).is_none()).collect();
    if roles.is_empty() { Ok(()) } else { Err(Missing { table: table.name.clone(), roles }) }
}

/// A place in a stated order; what has none comes last.
type Place = (bool, i64);

/// The place of a row in the stated order.
fn place(table: &Table, row: usize) -> Place {
    // Orders are small whole numbers; thousandths keep those that are not.
    match table.cell(row, ColumnRole::Order).and_then(crate::result::Cell::as_f64) {
        Some(order) => (false, (order * 1000.0) as i64),
        None => (true, 0),
    }
}

/// The claims behind a row as one attribute, ids separated by spaces; none when the row carries none.
fn claims(table: &Table, row: usize) -> Option<String> {
    let cell = table.cell(row, ColumnRole::Claims)?.plain();
    let ids: Vec<&str> = cell.split([';', ' ']).filter(|id| !id.is_empty()).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
