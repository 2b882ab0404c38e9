//! Graphs and tables in and out: a GraphML file read through its window, a made graph and a made table written.

use std::fs::File;
use std::path::Path;

use blocs::export::{GraphFormat, TableFormat, write_graph, write_table};
use blocs::import::network;
use blocs::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Table};

use crate::timing;

/// Reads a file of GraphML into a network, as igraph does; no dataset is made of it, as `blocs import` makes one.
pub fn read(file: &Path) {
    let read = || network::graphml("file", &mut File::open(file).expect("a file")).expect("a graph without faults");
    // What is read is let go before the next time, so that the memory is that of one graph.
    let (nodes, ties) = timing::of("graphml read", 3, || read().size());
    println!("{nodes} nodes, {ties} ties, weights add up to {:.3}", read().sum_of_ties("weight"));
}

/// Writes a made graph of `ties` ties and a tenth as many nodes.
pub fn write(format: &str, ties: usize, out: &Path) {
    let format = GraphFormat::parse(format).expect("a format of graphs");
    let graph = made(ties);
    timing::of(&format!("{format} write"), 3, || {
        write_graph(&graph, format, &mut File::create(out).expect("a place to write")).expect("it is written");
    });
}

/// Writes a made table of so many claims.
pub fn tables(format: &str, rows: usize, out: &Path) {
    let format = TableFormat::parse(format).expect("a format of tables");
    let table = claims(rows);
    timing::of(&format!("{format} write"), 3, || {
        write_table(&table, format, &mut File::create(out).expect("a place to write")).expect("it is written");
    });
}

/// Numbers that look like chance and are the same every time.
fn chance(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

const NAMES: [&str; 6] = ["Côte d’Ivoire", "Türkiye", "São Tomé & Príncipe", "日本", "한국", "Österreich"];

fn made(count: usize) -> AttributedGraph {
    let method = Method::new("made", "");
    let mut state = 1;
    let mut nodes = Table::new("nodes", method.clone())
        .column("id", CellKind::Text, ColumnRole::Id, "")
        .column("label", CellKind::Text, ColumnRole::Label, "")
        .column("theta", CellKind::Number, ColumnRole::Value, "")
        .column("bloc", CellKind::Integer, ColumnRole::Group, "")
        .column("member", CellKind::Boolean, ColumnRole::Attribute, "");
    let size = (count / 10).max(2);
    for node in 0..size {
        let theta = chance(&mut state) as f64 / 1e9 - 1.0;
        nodes.push([
            Cell::text(format!("n{node}")),
            Cell::text(format!("{} {node}", NAMES[node % NAMES.len()])),
            Cell::Number(theta),
            Cell::count(chance(&mut state) as usize % 8),
            Cell::Boolean(node % 3 == 0),
        ]);
    }
    let mut ties = Table::new("ties", method.clone())
        .column("weight", CellKind::Number, ColumnRole::Weight, "")
        .column("year", CellKind::Integer, ColumnRole::Attribute, "");
    let mut ends = Vec::with_capacity(count);
    for _ in 0..count {
        ends.push((chance(&mut state) as usize % size, chance(&mut state) as usize % size));
        ties.push([
            Cell::Number(chance(&mut state) as f64 / 1e9),
            Cell::count(1946 + chance(&mut state) as usize % 78),
        ]);
    }
    AttributedGraph { name: "made".into(), directed: true, role: GraphRole::OneMode, nodes, ties, ends, method }
}

fn claims(rows: usize) -> Table {
    let mut state = 1;
    let mut table = Table::new("claims", Method::new("made", ""))
        .column("claim", CellKind::Text, ColumnRole::Id, "")
        .column("subject", CellKind::Text, ColumnRole::Actor, "")
        .column("relation", CellKind::Text, ColumnRole::Kind, "")
        .column("object", CellKind::Text, ColumnRole::Other, "")
        .column("begin", CellKind::Text, ColumnRole::Begin, "")
        .column("line", CellKind::Integer, ColumnRole::Order, "")
        .column("share", CellKind::Number, ColumnRole::Value, "")
        .column("stated", CellKind::Boolean, ColumnRole::Attribute, "");
    for row in 0..rows {
        let year = 1946 + chance(&mut state) % 78;
        table.push([
            Cell::text(format!("claim-{row}")),
            Cell::text(format!("state-{}", chance(&mut state) % 193)),
            Cell::text(["member_of", "signs", "proposes"][row % 3]),
            Cell::text(format!("text-{}", chance(&mut state) % 5000)),
            Cell::text(format!("{year}-{:02}-{:02}", 1 + chance(&mut state) % 12, 1 + chance(&mut state) % 28)),
            Cell::count(chance(&mut state) as usize % 2000),
            Cell::Number(chance(&mut state) as f64 / 2_147_483_648.0),
            Cell::Boolean(row % 5 > 0),
        ]);
    }
    table
}
