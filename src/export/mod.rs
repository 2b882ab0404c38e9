//! Tables and graphs as bytes, one format a file.
//!
//! A format knows its own name and extensions; [`TableFormat`] and [`GraphFormat`] list what there is, [`write_table`]
//! and [`write_graph`] write it. The same tray gives the same bytes: UTF-8, `\n` at the end of every line, the last
//! one included. What holds for all formats:
//!
//! - Numbers have at most 9 significant digits, in JSON too; one that a source states has all of its own.
//! - An empty cell is nothing. An undefined cell is never a number: it is empty, and its reason stands beside it.
//! - Method, parameters, n and seed are in every file; beside a CSV file they are in its [sidecar](csv::sidecar).
//! - Where a format forbids a control character, or would be read differently for it, U+FFFD stands in its place; a
//!   carriage return becomes a line feed. JSON escapes them and loses nothing.
//! - In a graph, an attribute whose name the format keeps for itself gets a prefix: a tie's `source` column becomes
//!   `tie_source`, a node's `id` column that is not its id `node_id`.

use std::borrow::Cow;
use std::io;
use std::ops::ControlFlow;

pub(crate) use crate::model::tame;
use crate::result::cells::Sort;
use crate::result::{AttributedGraph, Cell, CellRef, Column, ColumnRole, RowByRow, Table};

pub mod csv;
pub mod cytoscape;
pub mod dot;
pub mod footnotes;
pub mod gexf;
pub mod graphml;
pub mod json;
pub mod json_lines;
mod loss;
pub mod markdown;
pub mod node_link;
pub mod pajek;
#[cfg(feature = "columnar")]
pub mod parquet;
pub mod partition;
pub mod schema;
pub mod tables;
mod xml;

pub use loss::loss;

/// What a format says of itself.
#[derive(Debug, Clone, Copy)]
struct Spec {
    name: &'static str,
    /// The first one is the one it is written with.
    extensions: &'static [&'static str],
}

/// An enum of formats, each of which is a module with a `SPEC`.
macro_rules! formats {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$vdoc:meta])* $variant:ident $(if $feature:literal)? = $module:ident),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$vdoc])* $(#[cfg(feature = $feature)])? $variant),+ }
        impl $name {
            /// Every format, in the order of this page.
            pub const ALL: &'static [Self] = &[$($(#[cfg(feature = $feature)])? Self::$variant),+];
            const fn spec(self) -> Spec { match self { $($(#[cfg(feature = $feature)])? Self::$variant => $module::SPEC),+ } }
            /// The name that options use.
            pub const fn name(self) -> &'static str { self.spec().name }
            /// The extension of its files, without a dot.
            pub const fn extension(self) -> &'static str { self.spec().extensions[0] }
            /// The format of a name, or `None` when there is none.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|format| format.name() == name)
            }
            /// The format of an extension (no dot, in either case), or `None` when there is none.
            pub fn for_extension(extension: &str) -> Option<Self> {
                let is = |known: &&str| known.eq_ignore_ascii_case(extension);
                Self::ALL.iter().copied().find(|format| format.spec().extensions.iter().any(is))
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.name()) }
        }
    };
}

formats! {
    /// The formats that hold a table.
    ///
    /// ```
    /// use blocs::export::TableFormat;
    /// assert_eq!(TableFormat::parse("markdown"), Some(TableFormat::Markdown));
    /// assert_eq!(TableFormat::for_extension("JSON"), Some(TableFormat::Json));
    /// assert_eq!(TableFormat::Markdown.extension(), "md");
    /// ```
    TableFormat {
        /// Comma-separated values, for spreadsheets and pandas.
        Csv = csv,
        /// A table in a page.
        Markdown = markdown,
        /// One object with the method, the columns and the rows.
        Json = json,
        /// The method in the first line, then a row a line.
        JsonLines = json_lines,
        /// Typed columns, packed, for pandas, polars, R and DuckDB.
        Parquet if "columnar" = parquet,
    }
}

formats! {
    /// The formats that hold a graph.
    ///
    /// ```
    /// use blocs::export::GraphFormat;
    /// assert_eq!(GraphFormat::for_extension("gv"), Some(GraphFormat::Dot));
    /// assert_eq!(GraphFormat::for_extension("json"), Some(GraphFormat::NodeLink));
    /// assert_eq!(GraphFormat::NodeLink.name(), "node-link");
    /// ```
    GraphFormat {
        /// XML with typed attributes, for Gephi, yEd, igraph, networkx.
        GraphMl = graphml,
        /// XML with spells, for Gephi's time line.
        Gexf = gexf,
        /// The language of Graphviz.
        Dot = dot,
        /// The JSON that networkx and d3 read.
        NodeLink = node_link,
        /// The JSON of Cytoscape and Cytoscape.js.
        Cytoscape = cytoscape,
        /// Numbered vertices and weighted lines, for Pajek.
        Pajek = pajek,
        /// The groups of the vertices, for Pajek.
        Partition = partition,
    }
}

/// Writes a table.
///
/// ```
/// use blocs::export::{TableFormat, write_table};
/// use blocs::result::{Cell, CellKind, ColumnRole, Method, Table};
/// let mut table = Table::new("sizes", Method::new("size", "")).column("actor", CellKind::Text, ColumnRole::Actor, "");
/// table.push([Cell::text("日本")]);
/// let mut bytes = Vec::new();
/// write_table(&table, TableFormat::Csv, &mut bytes)?;
/// assert_eq!(bytes, "actor\n日本\n".as_bytes());
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// Those of the writer.
pub fn write_table(table: &Table, format: TableFormat, out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    match format {
        TableFormat::Csv => csv::write(table, &mut out),
        TableFormat::Markdown => markdown::write(table, &mut out),
        TableFormat::Json => json::write(table, &mut out),
        TableFormat::JsonLines => json_lines::write(table, &mut out),
        #[cfg(feature = "columnar")]
        TableFormat::Parquet => parquet::write(table, &mut out),
    }?;
    io::Write::flush(&mut out)
}

/// Writes a table whose rows are told one by one, the same bytes as if it were whole: held whole only where the format
/// is no list of rows.
///
/// # Errors
/// Those of the writer.
pub fn write_row_by_row(table: &dyn RowByRow, format: TableFormat, out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    match format {
        TableFormat::Csv => csv::write_row_by_row(table, &mut out),
        TableFormat::JsonLines => json_lines::write_row_by_row(table, &mut out),
        _ => write_table(&table.whole(), format, &mut out),
    }?;
    io::Write::flush(&mut out)
}

/// Hands each row on until one is not written.
fn told(table: &dyn RowByRow, mut write: impl FnMut(&[Cell]) -> io::Result<()>) -> io::Result<()> {
    let mut done = Ok(());
    let _ = table.each_row(&mut |row| {
        done = write(row);
        if done.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    done
}

/// Writes a graph.
///
/// ```
/// use blocs::export::{GraphFormat, write_graph};
/// use blocs::{dataset, graph::Graph, record::typed_graph};
/// # let folder = dataset::builtin("toy-council").unwrap();
/// # let graph = Graph::from(dataset::load(vec![folder], None).dataset.unwrap());
/// let mut bytes = Vec::new();
/// write_graph(&typed_graph::attributed(&graph), GraphFormat::GraphMl, &mut bytes)?;
/// assert!(String::from_utf8_lossy(&bytes).contains("<node id=\"ada\">"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// Those of the writer.
pub fn write_graph(graph: &AttributedGraph, format: GraphFormat, out: &mut dyn io::Write) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    match format {
        GraphFormat::GraphMl => graphml::write(graph, &mut out),
        GraphFormat::Gexf => gexf::write(graph, &mut out),
        GraphFormat::Dot => dot::write(graph, &mut out),
        GraphFormat::NodeLink => node_link::write(graph, &mut out),
        GraphFormat::Cytoscape => cytoscape::write(graph, &mut out),
        GraphFormat::Pajek => pajek::write(graph, &mut out),
        GraphFormat::Partition => partition::write(graph, &mut out),
    }?;
    io::Write::flush(&mut out)
}

/// Why a cell has no value, if it has none for a reason.
fn undefined(cell: CellRef<'_>) -> Option<&str> {
    match cell {
        CellRef::Undefined(undefined) => Some(undefined.reason()),
        CellRef::Number(value) if !value.is_finite() => Some("not a finite number"),
        _ => None,
    }
}

/// Whether some cell of a column has no value for a reason.
fn has_undefined(column: &Column) -> bool {
    let (sorts, _) = column.cells.held(0..column.cells.len());
    // Counted, as that is done many at a time.
    let may_be = sorts.iter().filter(|sort| matches!(sort, Sort::Number | Sort::Other)).count();
    may_be > 0 && column.cells.iter().any(|cell| undefined(cell).is_some())
}

/// Whether text that begins with `&` begins with a character reference, so that the `&` would not stand for itself.
fn begins_reference(text: &str) -> bool {
    let Some((name, _)) = text.strip_prefix('&').and_then(|rest| rest.split_once(';')) else { return false };
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// The id of every node, in order: a node without one has its row number.
fn node_ids(graph: &AttributedGraph) -> Vec<String> {
    let ids = graph.nodes.by_role(ColumnRole::Id);
    (0..graph.nodes.len())
        .map(|row| ids.and_then(|column| column.cells.get(row)).map_or_else(|| row.to_string(), CellRef::plain))
        .collect()
}

/// A tie whose end is no row of `nodes` is a slip of the program, and refused.
fn ends_are_nodes(graph: &AttributedGraph) -> io::Result<()> {
    let nodes = graph.nodes.len();
    if graph.ends.iter().all(|&(from, to)| from < nodes && to < nodes) {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "a tie ends at a node that is not there"))
}

/// The ends of every tie, by id; refused where [`ends_are_nodes`] refuses.
fn tie_ends<'a>(graph: &'a AttributedGraph, ids: &'a [String]) -> io::Result<impl Iterator<Item = (&'a str, &'a str)>> {
    ends_are_nodes(graph)?;
    Ok(graph.ends.iter().map(|&(from, to)| (ids[from].as_str(), ids[to].as_str())))
}

/// Whether a tie says that its ends are kept apart.
fn is_negative(graph: &AttributedGraph, row: usize) -> bool {
    graph.ties.cell(row, ColumnRole::Sign).and_then(CellRef::as_f64).is_some_and(|sign| sign < 0.0)
}

/// Which of the two tables of a graph an attribute is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Node,
    Tie,
}

impl Side {
    /// The name of an attribute, prefixed where a format keeps the plain name for itself.
    fn attribute(self, name: &str) -> Cow<'_, str> {
        match self {
            Self::Node if name == "id" => Cow::Borrowed("node_id"),
            Self::Tie if matches!(name, "id" | "source" | "target" | "key") => Cow::Owned(format!("tie_{name}")),
            _ => Cow::Borrowed(name),
        }
    }
    /// The columns of its table that become attributes: all but the id of a node.
    fn columns(self, graph: &AttributedGraph) -> impl Iterator<Item = &Column> {
        let table = if self == Self::Node { &graph.nodes } else { &graph.ties };
        table.columns.iter().filter(move |column| self == Self::Tie || column.role != ColumnRole::Id)
    }
}

#[cfg(test)]
mod tests;
