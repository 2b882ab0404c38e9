//! Trays that every writer is tried on.

use super::*;
use crate::result::{CellKind, GraphRole, Method, Undefined};

/// Text that has broken writers before.
pub(super) const HOSTILE: [&str; 18] = [
    "",
    " ",
    "\"<>&\\",
    "\\",
    "a\\\"",
    "line\nbreak",
    "carriage\r\nreturn\rtwice",
    "tab\tstop",
    "nul\0 escape\u{1b}[31m bell\u{7} csi\u{9b} last\u{ffff}",
    "🇯🇵 👩‍👩‍👧",
    "経済産業省",
    "|a|`b`*c*_d_[e](f)",
    "&lt; &amp; &#65; &",
    "]]> --> <!-- */ // #",
    "node",
    "a:b -> c; {d}",
    "=1+1",
    "a, b; c",
];

/// What a writer wrote.
pub(super) fn written(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

pub(super) fn sample_table() -> Table {
    let method = Method::new("agreement", "Lijphart 1963")
        .with("minimum", 5)
        .counting("actors", 2)
        .seeded(7)
        .noting("one actor set aside");
    let mut table = Table::new("agreement", method)
        .titled("Who agrees with whom")
        .column("actor", CellKind::Text, ColumnRole::Actor, "")
        .column("agreement", CellKind::Number, ColumnRole::Value, "")
        .column("joint_items", CellKind::Integer, ColumnRole::Count, "items")
        .column("allies", CellKind::List, ColumnRole::Attribute, "");
    let allies = Cell::List(vec!["us".to_owned(), "uk".to_owned()]);
    table.push([Cell::text("日本"), Cell::Number(2.0 / 3.0), Cell::count(6), allies]);
    let why = Undefined::because("2 joint items, minimum 5");
    table.push([Cell::text("a, \"b\""), Cell::Undefined(why), Cell::count(2), Cell::Empty]);
    table
}

pub(super) fn sample_graph() -> AttributedGraph {
    let method = Method::new("typed graph", "").with("window", "all").counting("nodes", 2);
    let mut nodes = Table::new("nodes", method.clone())
        .column("id", CellKind::Text, ColumnRole::Id, "")
        .column("label", CellKind::Text, ColumnRole::Label, "")
        .column("label_ja", CellKind::Text, ColumnRole::LabelJa, "")
        .column("score", CellKind::Number, ColumnRole::Value, "")
        .column("permanent", CellKind::Boolean, ColumnRole::Attribute, "");
    let japan = [Cell::text("jp"), Cell::text("Japan"), Cell::text("日本"), Cell::Number(0.5), Cell::Boolean(false)];
    nodes.push(japan);
    let no_vote = Cell::Undefined(Undefined::because("no vote"));
    nodes.push([Cell::text("us"), Cell::text("United States"), Cell::Empty, no_vote, Cell::Boolean(true)]);
    let mut ties = Table::new("ties", method.clone())
        .column("relation", CellKind::Text, ColumnRole::Kind, "")
        .column("source", CellKind::Text, ColumnRole::Attribute, "")
        .column("claims", CellKind::List, ColumnRole::Claims, "")
        .column("weight", CellKind::Integer, ColumnRole::Weight, "");
    let claims = Cell::List(vec!["c1".to_owned(), "c2".to_owned()]);
    ties.push([Cell::text("aligns_with"), Cell::text("doc-a"), claims, Cell::count(2)]);
    ties.push([Cell::text("contests"), Cell::Empty, Cell::Empty, Cell::Empty]);
    let ends = vec![(0, 1), (0, 1)];
    AttributedGraph { name: "toy".to_owned(), directed: true, role: GraphRole::OneMode, nodes, ties, ends, method }
}

/// Three nodes that share 3, 2 and nothing; the last two pairs are kept apart.
pub(super) fn signed_graph() -> AttributedGraph {
    let method = Method::new("signed", "");
    let mut nodes = Table::new("nodes", method.clone()).column("id", CellKind::Text, ColumnRole::Id, "");
    ["a", "b", "c"].into_iter().for_each(|id| nodes.push([Cell::text(id)]));
    let mut ties = Table::new("ties", method.clone())
        .column("shared", CellKind::Integer, ColumnRole::Weight, "")
        .column("sign", CellKind::Integer, ColumnRole::Sign, "");
    [(3, 1), (2, -1), (0, -1)].into_iter().for_each(|(n, sign)| ties.push([Cell::Integer(n), Cell::Integer(sign)]));
    let ends = vec![(0, 1), (0, 2), (1, 2)];
    AttributedGraph { name: "signed".to_owned(), directed: false, role: GraphRole::OneMode, nodes, ties, ends, method }
}

pub(super) fn hostile_table() -> Table {
    let mut table = Table::new("hostile", Method::new("a \"b\" --> </c>\0", "x\ny"))
        .titled("t\0|*")
        .column("id", CellKind::Integer, ColumnRole::Id, "")
        .column("text", CellKind::Text, ColumnRole::Attribute, "")
        .column("list", CellKind::List, ColumnRole::Attribute, "a|b");
    for (row, text) in HOSTILE.iter().enumerate() {
        table.push([Cell::count(row), Cell::text(*text), Cell::List(vec![(*text).to_owned(); 2])]);
    }
    table
}

/// A ring of nodes with hostile ids and labels.
pub(super) fn hostile_graph() -> AttributedGraph {
    let method = Method::new("a \"b\" --> </c>\0", "x\ny").noting("\"<&\0\\");
    let mut nodes = Table::new("nodes", method.clone()).column("id", CellKind::Text, ColumnRole::Id, "").column(
        "label",
        CellKind::Text,
        ColumnRole::Label,
        "",
    );
    let mut ties = Table::new("ties", method.clone()).column("relation", CellKind::Text, ColumnRole::Kind, "");
    for text in HOSTILE {
        nodes.push([Cell::Text(format!("id {text}")), Cell::text(text)]);
        ties.push([Cell::text(text)]);
    }
    let ends = (0..HOSTILE.len()).map(|row| (row, (row + 1) % HOSTILE.len())).collect();
    let name = "graph \"\\".to_owned();
    AttributedGraph { name, directed: true, role: GraphRole::OneMode, nodes, ties, ends, method }
}

#[test]
fn formats_know_their_names_and_extensions() {
    for format in TableFormat::ALL {
        assert_eq!(TableFormat::parse(format.name()), Some(*format));
        assert_eq!(TableFormat::for_extension(format.extension()), Some(*format));
    }
    for format in GraphFormat::ALL {
        assert_eq!(GraphFormat::parse(format.name()), Some(*format));
        assert_eq!(GraphFormat::for_extension(format.extension()), Some(*format));
    }
    assert_eq!(TableFormat::parse("CSV"), None);
    assert_eq!(GraphFormat::for_extension("svg"), None);
}

#[test]
fn every_file_ends_with_a_line_end_and_carries_its_method() {
    // What is packed has no lines: its own tests read it.
    for format in TableFormat::ALL.iter().filter(|format| format.name() != "parquet") {
        let text = written(|out| write_table(&sample_table(), *format, out));
        assert!(text.ends_with('\n') && !text.ends_with("\n\n") && !text.contains('\r'), "{format}");
        let told = if *format == TableFormat::Csv { csv::sidecar(&sample_table()) } else { text };
        assert!(told.contains("agreement") && told.contains("Lijphart 1963") && told.contains('7'), "{format}");
        written(|out| write_table(&hostile_table(), *format, out));
        written(|out| write_table(&Table::new("empty", Method::default()), *format, out));
    }
    for format in GraphFormat::ALL {
        let text = written(|out| write_graph(&sample_graph(), *format, out));
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{format}");
        assert!(text.contains("window"), "{format}");
    }
}

/// A reader that closes the pipe after the first page.
struct Closing(usize);

impl io::Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_known_as_one_by_every_format() {
    let mut table = sample_table();
    let mut graph = sample_graph();
    for row in 0..2000 {
        let cells: Vec<_> = table.row(row % 2).map(CellRef::to_cell).collect();
        table.push(cells);
        let cells: Vec<_> = graph.nodes.row(row % 2).map(CellRef::to_cell).collect();
        graph.nodes.push(cells);
    }
    for format in TableFormat::ALL {
        let error = write_table(&table, *format, &mut Closing(512)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format}");
    }
    for format in GraphFormat::ALL {
        let error = write_graph(&graph, *format, &mut Closing(512)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format}");
    }
}

#[test]
fn character_references_are_known_where_they_begin() {
    for reference in ["&lt;", "&#65;", "&#x41; b"] {
        assert!(begins_reference(reference));
    }
    for text in ["&", "& lt;", "&lt", "&;", "&a b;", "lt;"] {
        assert!(!begins_reference(text));
    }
}
