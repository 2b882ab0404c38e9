//! DOT, the language of Graphviz: built from graphviz-rust's types and printed by its printer, quoted by us.
//!
//! - A node has its label (else its id) and a tooltip with every attribute; a tie has its label (else its kind) and
//!   the same.
//! - Nodes of one group stand in one cluster, else those of one lane, of one class, of one kind: the first of these columns that
//!   tells nodes apart. Nodes whose first day is known stand in one rank with those of the same year that they are not tied to.
//! - A tie whose status is not `actual` is dashed; a negative one is dashed and red. One without direction has no head.
//! - The graph's label is its name and its method; notes are in its comment.
//! - A cell of more than 4,000 bytes is cut there and ends in ` ...`.
//! - Graphviz gives many attribute names a meaning of its own, so columns stay in the tooltip; GraphML and node-link
//!   JSON carry them typed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::{Side, Spec, begins_reference, is_negative, node_ids, tame, tie_ends};
use crate::model::Status;
use crate::result::{AttributedGraph, CellRef, Column, ColumnRole};

pub(super) const SPEC: Spec = Spec { name: "dot", extensions: &["dot", "gv"] };

/// Writes a graph.
///
/// # Errors
/// Those of the writer; a tie that ends at a row that `nodes` does not have.
pub fn write(graph: &AttributedGraph, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "{}", build(graph)?.print(&mut PrinterContext::default()))
}

fn build(graph: &AttributedGraph) -> io::Result<Graph> {
    let ids = node_ids(graph);
    let ends = tie_ends(graph, &ids)?;
    let id = Id::Escaped(quote(&graph.name));
    let mut stmts = vec![Stmt::GAttribute(GraphAttributes::Graph(heading(graph)))];
    stmts.push(Stmt::GAttribute(GraphAttributes::Node(vec![
        attribute("shape", quote("box")),
        attribute("style", quote("rounded")),
    ])));
    stmts.extend(nodes(graph, &ids));
    stmts.extend(ranks(graph, &ids));
    stmts.extend(ends.into_iter().enumerate().map(|(row, ends)| tie(graph, row, ends)));
    Ok(if graph.directed {
        Graph::DiGraph { id, strict: false, stmts }
    } else {
        Graph::Graph { id, strict: false, stmts }
    })
}

fn heading(graph: &AttributedGraph) -> Vec<Attribute> {
    let mut attributes = vec![
        attribute("label", quote_label(&format!("{}\n{}", graph.name, lines(&graph.method.to_string())))),
        attribute("labelloc", quote("b")),
        attribute("rankdir", quote("LR")),
        // Ranks go across clusters.
        attribute("newrank", quote("true")),
        attribute("charset", quote("UTF-8")),
    ];
    if !graph.method.notes.is_empty() {
        attributes.push(attribute("comment", quote(&graph.method.told_notes())));
    }
    attributes
}

/// A text in lines of some hundred characters, cut at spaces.
fn lines(text: &str) -> String {
    let (mut told, mut length) = (String::new(), 0);
    for word in text.split(' ') {
        if length > 0 {
            let full = length + word.chars().count() >= LINE;
            told.push(if full { '\n' } else { ' ' });
            length = if full { 0 } else { length + 1 };
        }
        told.push_str(word);
        length += word.chars().count();
    }
    told
}

/// The characters of a line of the label.
const LINE: usize = 100;

/// The roles whose column may part the nodes into clusters, the first that does. Groups are shown even where there is one.
const CLUSTERS: [ColumnRole; 4] = [ColumnRole::Group, ColumnRole::Lane, ColumnRole::Class, ColumnRole::Kind];

/// The column whose cells are the clusters.
fn clusters(graph: &AttributedGraph) -> Option<&Column> {
    let parts = |column: &&Column| {
        let mut groups = column.cells.iter().filter(|cell| !matches!(cell, CellRef::Empty | CellRef::Undefined(_)));
        let first = groups.next();
        first.is_some() && (column.role == ColumnRole::Group || groups.any(|group| Some(group) != first))
    };
    CLUSTERS.into_iter().find_map(|role| graph.nodes.by_role(role).filter(parts))
}

/// Nodes of one year in one rank, year by year, where more than one has it. What is tied to one that stands there already
/// stands elsewhere: a year has an order too, and Graphviz cannot draw every tie within a rank that goes across clusters.
fn ranks(graph: &AttributedGraph, ids: &[String]) -> Vec<Stmt> {
    let year = |row: usize| {
        let year = graph.nodes.text(row, ColumnRole::Begin).get(..4);
        year.filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut tied = vec![Vec::new(); ids.len()];
    for &(from, to) in &graph.ends {
        tied[from].push(to);
        tied[to].push(from);
    }
    let (mut stands, mut years) = (vec![None; ids.len()], BTreeMap::<&str, Vec<Stmt>>::new());
    for (row, id) in ids.iter().enumerate() {
        if let Some(year) = year(row).filter(|year| tied[row].iter().all(|other| stands[*other] != Some(*year))) {
            stands[row] = Some(year);
            years.entry(year).or_default().push(Stmt::Node(Node { id: name(id), attributes: Vec::new() }));
        }
    }
    let rank = |(year, nodes): (&str, Vec<Stmt>)| {
        let same = Stmt::Attribute(attribute("rank", quote("same")));
        let stmts = std::iter::once(same).chain(nodes).collect();
        Stmt::Subgraph(Subgraph { id: Id::Escaped(quote(&format!("year_{year}"))), stmts })
    };
    years.into_iter().filter(|(_, nodes)| nodes.len() > 1).map(rank).collect()
}

/// Node statements, those of one group inside one cluster; groups in the order of their names.
fn nodes(graph: &AttributedGraph, ids: &[String]) -> Vec<Stmt> {
    let mut alone = Vec::new();
    let mut groups: BTreeMap<String, Vec<Stmt>> = BTreeMap::new();
    let column = clusters(graph);
    for (row, id) in ids.iter().enumerate() {
        let label = match graph.nodes.text(row, ColumnRole::Label) {
            "" => id,
            label => label,
        };
        let attributes = vec![
            attribute("label", quote_label(&cut(label))),
            attribute("tooltip", quote_label(&tooltip(graph, Side::Node, row, id))),
        ];
        let node = Stmt::Node(Node { id: name(id), attributes });
        match column.and_then(|column| column.cells.get(row)) {
            None | Some(CellRef::Empty | CellRef::Undefined(_)) => alone.push(node),
            Some(group) => groups.entry(group.plain()).or_default().push(node),
        }
    }
    let clusters = groups.into_iter().enumerate().map(|(index, (group, nodes))| {
        // Above its nodes; the label of the whole stands below.
        let label = [("label", quote_label(&group)), ("labelloc", quote("t")), ("labeljust", quote("l"))];
        let label = label.map(|(key, value)| Stmt::Attribute(attribute(key, value)));
        let stmts = label.into_iter().chain(nodes).collect();
        // Graphviz draws a frame only where the name begins with "cluster".
        Stmt::Subgraph(Subgraph { id: Id::Escaped(quote(&format!("cluster_{index}"))), stmts })
    });
    clusters.chain(alone).collect()
}

fn tie(graph: &AttributedGraph, row: usize, (from, to): (&str, &str)) -> Stmt {
    let mut attributes = Vec::new();
    let label = [ColumnRole::Label, ColumnRole::Kind].map(|role| graph.ties.text(row, role));
    if let Some(label) = label.into_iter().find(|label| !label.is_empty()) {
        attributes.push(attribute("label", quote_label(label)));
    }
    let status = graph.ties.text(row, ColumnRole::Status);
    let negative = is_negative(graph, row);
    if negative || !status.is_empty() && status != Status::Actual.word() {
        attributes.push(attribute("style", quote("dashed")));
    }
    if negative {
        attributes.push(attribute("color", quote("firebrick")));
    }
    if graph.directed && graph.ties.cell(row, ColumnRole::Undirected) == Some(CellRef::Boolean(true)) {
        attributes.push(attribute("dir", quote("none")));
    }
    attributes.push(attribute("tooltip", quote_label(&tooltip(graph, Side::Tie, row, &format!("{from} – {to}")))));
    let ends = EdgeTy::Pair(Vertex::N(name(from)), Vertex::N(name(to)));
    Stmt::Edge(Edge { ty: ends, attributes })
}

/// What it is, then every attribute that is not empty, one a line.
fn tooltip(graph: &AttributedGraph, side: Side, row: usize, first: &str) -> String {
    let mut lines = vec![first.to_owned()];
    for column in side.columns(graph) {
        match column.cells.get(row) {
            None | Some(CellRef::Empty) => {}
            Some(cell) => lines.push(format!("{}: {}", column.name, cut(&cell.plain()))),
        }
    }
    lines.join("\n")
}

/// The most bytes of one cell in a tooltip or a label, which nobody reads further.
pub(super) const LONGEST: usize = 4_000;
/// The most bytes between two escapes: Graphviz reads no more than 16,384.
const RUN: usize = 8_000;

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().find(|(at, c)| at + c.len_utf8() > LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{} ...", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

fn name(id: &str) -> NodeId {
    NodeId(Id::Escaped(quote(id)), None)
}

fn attribute(key: &str, quoted: String) -> Attribute {
    Attribute(Id::Plain(key.to_owned()), Id::Escaped(quoted))
}

/// Any text as a quoted DOT string: the printer prints what it is given, so this stands in front of it, always.
///
/// Control characters become U+FFFD, since Graphviz stops reading at a NUL.
fn quote(text: &str) -> String {
    let text = tame(text).replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    if text.len() <= RUN {
        return format!("\"{text}\"");
    }
    // A backslash and a line end between two characters mean nothing, and end a run.
    let (mut folded, mut run, mut escaped) = ("\"".to_owned(), 0, false);
    for c in text.chars() {
        run = if escaped { 0 } else { run + c.len_utf8() };
        if run > RUN {
            folded.push_str("\\\n");
            run = c.len_utf8();
        }
        folded.push(c);
        escaped = c == '\\' && !escaped;
    }
    folded + "\""
}

/// The same for what is drawn: there Graphviz reads `&lt;` as `<`, so a `&` that would begin such a thing is written out.
fn quote_label(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        plain.push(c);
        if c == '&' && begins_reference(&text[at..]) {
            plain.push_str("amp;");
        }
    }
    quote(&plain)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{HOSTILE, hostile_graph, sample_graph, signed_graph, written};
    use super::super::{GraphFormat, write_graph};
    use super::*;
    use crate::result::{Cell, CellKind};

    #[test]
    fn a_graph_by_hand() {
        let text = written(|out| write_graph(&sample_graph(), GraphFormat::Dot, out));
        let golden = r#"digraph "toy" {
  graph[label="toy\ntyped graph (window = all; n: 2 nodes)" labelloc="b" rankdir="LR" newrank="true" charset="UTF-8"]
  node[shape="box" style="rounded"]
  "jp"[label="Japan" tooltip="jp\nlabel: Japan\nlabel_ja: 日本\nscore: 0.5\npermanent: no"]
  "us"[label="United States" tooltip="us\nlabel: United States\nscore: undefined: no vote\npermanent: yes"]
  "jp" -> "us" [label="aligns_with" tooltip="jp – us\nrelation: aligns_with\nsource: doc-a\nclaims: c1; c2\nweight: 2"]
  "jp" -> "us" [label="contests" tooltip="jp – us\nrelation: contests"]
}
"#;
        assert_eq!(text, golden);
    }

    #[test]
    fn a_tie_that_keeps_apart_is_dashed_and_red() {
        let text = written(|out| write(&signed_graph(), out));
        let ties: Vec<&str> = text.lines().filter(|line| line.contains(" -- ")).collect();
        let drawn = ties.iter().map(|tie| tie.contains(r#"style="dashed" color="firebrick""#));
        assert_eq!(drawn.collect::<Vec<_>>(), [false, true, true]);
    }

    #[test]
    fn what_is_written_is_read_back_equal() {
        let mut undirected = hostile_graph();
        undirected.directed = false;
        for graph in [sample_graph(), hostile_graph(), undirected, grouped()] {
            let text = written(|out| write_graph(&graph, GraphFormat::Dot, out));
            assert_eq!(graphviz_rust::parse(&text).unwrap(), build(&graph).unwrap());
        }
    }

    /// Without the pairs of a backslash and a line end the text is as it was, and between two escapes there are few bytes.
    #[test]
    fn a_long_id_is_folded_and_stays_itself() {
        for text in ["文".repeat(9_000), "\\\"".repeat(9_000), "a".repeat(7_999) + "\\b", "a".repeat(8_001)] {
            let quoted = quote(&text);
            let inside = &quoted[1..quoted.len() - 1];
            let (mut read, mut rest) = (String::new(), inside.chars());
            while let Some(c) = rest.next() {
                match (c, if c == '\\' { rest.next() } else { None }) {
                    ('\\', Some('\n')) => {}
                    ('\\', Some(escaped)) => read.push(escaped),
                    (c, _) => read.push(c),
                }
            }
            assert_eq!(read, text);
            assert!(inside.split('\\').map(str::len).max().unwrap() <= RUN + 1);
        }
    }

    #[test]
    fn quotes_hold_whatever_is_inside() {
        assert_eq!(quote("a\\\"b\r\nc\0"), r#""a\\\"b\nc�""#);
        assert_eq!(quote_label("AT&T &lt; &"), r#""AT&T &amp;lt; &""#);
        for text in HOSTILE {
            let quoted = quote(text);
            let inside = quoted[1..quoted.len() - 1].replace("\\\\", "").replace("\\\"", "");
            assert!(!inside.contains(['"', '\n', '\r', '\0']), "{quoted}");
            assert!(!inside.ends_with('\\'), "{quoted}");
        }
    }

    #[test]
    fn groups_become_clusters() {
        let text = written(|out| write_graph(&grouped(), GraphFormat::Dot, out));
        let clusters: Vec<&str> = text.lines().filter(|line| line.contains("subgraph")).collect();
        assert_eq!(clusters, [r#"  subgraph "cluster_0" {"#]);
        assert!(text.contains(r#"    label="east""#));
    }

    #[test]
    fn lanes_and_classes_part_nodes_and_years_are_ranks() {
        let mut graph = sample_graph();
        for (name, role, cells) in [
            ("class", ColumnRole::Class, ["actor", "act"]),
            ("lane", ColumnRole::Lane, ["all", "all"]),
            ("begin", ColumnRole::Begin, ["2004-05-01", "2004-11-30"]),
        ] {
            graph.nodes = graph.nodes.column(name, CellKind::Text, role, "");
            graph.nodes.columns.last_mut().unwrap().cells = cells.map(Cell::text).into_iter().collect();
        }
        // The two are tied to each other: one comes before the other, though in one year.
        assert!(!written(|out| write_graph(&graph, GraphFormat::Dot, out)).contains("year_"));
        graph.ends = vec![(0, 0), (1, 1)];
        let text = written(|out| write_graph(&graph, GraphFormat::Dot, out));
        // One lane parts nothing, two classes do.
        for line in [r#"    label="act""#, r#"    label="actor""#, r#"  subgraph "year_2004" {"#, r#"    rank="same""#]
        {
            assert!(text.lines().any(|other| other == line), "{line}: {text}");
        }
        assert!(!text.contains(r#"label="all""#));
        assert_eq!(graphviz_rust::parse(&text).unwrap(), build(&graph).unwrap());
        graph.nodes.columns.last_mut().unwrap().cells.set(1, Cell::text("[2004..2006]"));
        assert!(!written(|out| write_graph(&graph, GraphFormat::Dot, out)).contains("year_"));
    }

    fn grouped() -> AttributedGraph {
        let mut graph = sample_graph();
        graph.nodes = graph.nodes.column("bloc", CellKind::Text, ColumnRole::Group, "");
        let groups = graph.nodes.columns.last_mut().unwrap();
        groups.cells = vec![Cell::text("east"), Cell::Empty].into();
        graph
    }
}
