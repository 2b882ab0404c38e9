//! The waist: three trays that every question fills and every writer reads.
//!
//! A [`Table`] is typed columns with roles, an [`AttributedGraph`] is two tables and the ends of each tie, a
//! [`Document`] is headings, prose, tables and drawings. A writer finds a column by its [`ColumnRole`], never by its
//! name; a question knows no writer. So N questions and M formats cost N + M.

pub mod attributed_graph;
pub mod cell;
pub mod cells;
mod digits;
pub mod document;
pub mod grouping;
pub mod language;
pub mod method;
pub mod pairs;
pub mod row_by_row;
pub mod phrase;
mod saying;
pub mod table;
mod terms;
pub(crate) mod texts;
pub mod undefined;

pub use attributed_graph::{AttributedGraph, GraphRole};
pub use cell::{Cell, CellRef};
pub use cells::Cells;
pub use document::{Block, Document, Rest, Subject};
pub use grouping::Grouping;
pub use language::Language;
pub use method::{Method, counted};
pub use pairs::Pairs;
pub use phrase::Phrase;
pub use row_by_row::RowByRow;
pub use saying::Saying;
pub use table::{CellKind, Column, ColumnRole, Rows, Table};
pub use terms::{translated, translated_at, translated_in};
pub use undefined::Undefined;
