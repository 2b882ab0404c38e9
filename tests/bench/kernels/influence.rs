//! Betweenness and shortest paths of an edge list; path counts and earliest arrival of a list of citations (the citing first).

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use blocs::influence::paths::{Listing, Options, Paths};
use blocs::math::betweenness::{Ways, betweenness};
use blocs::math::counts::Count;
use blocs::math::earliest_arrival::{TimedTies, earliest_arrival};
use blocs::math::main_path::{Route, main_path};
use blocs::math::path_counts::{Counting, PathCounts};
use blocs::model::{Certainty, Date, FlowClass, Span, Status};
use blocs::view::{Flow, FlowNode, FlowOptions, FlowTie, Node, Step};
use num_bigint::BigUint;

use crate::{leiden, timing};

/// Writes a value a node, in the order of ids: every unordered pair counted once.
pub fn between(file: &Path, out: &Path, threads: usize) {
    let (n, ties) = leiden::ties(file);
    let ties: Vec<(usize, usize)> = ties.into_iter().map(|(a, b, _)| (a, b)).collect();
    let ways = Ways::undirected(n, &ties);
    let runs = if n > 5000 { 3 } else { 7 };
    let what = format!("betweenness, {n} nodes, {} ties, {threads} threads", ties.len());
    let found = timing::of(&what, runs, || betweenness(&ways, threads));
    let lines: String = found.iter().fold(String::new(), |mut lines, value| {
        let _ = writeln!(lines, "{:?}", value / 2.0);
        lines
    });
    fs::write(out, lines).expect("the file can be written");
}

/// A list of citations as arcs from the cited to the citing.
fn citations(file: &Path) -> (usize, Vec<(usize, usize)>) {
    let mut reader = csv::Reader::from_path(file).expect("an edge list");
    let number = |id: &str| -> usize { id[1..].parse().expect("ids are a letter and a number") };
    let rows = reader.records().map(|row| row.expect("a row"));
    let arcs: Vec<(usize, usize)> = rows.map(|row| (number(&row[1]), number(&row[0]))).collect();
    let n = arcs.iter().map(|(a, b)| a.max(b) + 1).max().unwrap_or(0);
    (n, arcs)
}

/// Writes the number of all paths, then the paths through each arc, each modulo 2^61 - 1.
pub fn paths(file: &Path, out: &Path) {
    let (n, arcs) = citations(file);
    let count = || PathCounts::of(n, &arcs, Counting::Spc).expect("no circle");
    let what = format!("search path counts, {n} vertices, {} arcs", arcs.len());
    let counts = timing::of(&what, 5, count);
    timing::of("the same with every weight", 3, || {
        let count = count();
        (0..arcs.len()).map(|arc| count.weight(arc).bits()).max()
    });
    let near = || PathCounts::scaled(n, &arcs, Counting::Spc).expect("no circle");
    let scaled = timing::of("the same in logarithms, with every weight", 5, || {
        let near = near();
        (0..arcs.len()).map(|arc| near.weight(arc).log2()).fold(0.0, f64::max)
    });
    println!("the largest count has {} bits, the largest weight {scaled:.3}", counts.most_bits());
    for route in Route::ALL {
        let what = format!("main path in logarithms, {}", route.word());
        let near = near();
        let found = timing::of(&what, 1, || main_path(&near, *route, 1));
        assert_eq!(found, timing::of("the same, exact", 1, || main_path(&counts, *route, 1)), "{}", route.word());
    }
    let prime = (BigUint::from(1_u8) << 61_u32) - 1_u8;
    let mut lines = format!("{}\n", counts.total() % &prime);
    for arc in 0..arcs.len() {
        let _ = writeln!(lines, "{}", counts.weight(arc) % &prime);
    }
    fs::write(out, lines).expect("the file can be written");
}

/// Writes the earliest day on which each node is reached from the first, -1 where none: arcs are taken on the day of the
/// citing text.
pub fn arrivals(file: &Path, dates: &Path, out: &Path) {
    let (n, arcs) = citations(file);
    let mut days = vec![0; n];
    for row in csv::Reader::from_path(dates).expect("a list of dates").records() {
        let row = row.expect("a row");
        let date = Date::parse(&row[1]).expect("a date");
        days[row[0][1..].parse::<usize>().expect("ids are a letter and a number")] = date.span().earliest.0;
    }
    let dated: Vec<(usize, usize, i32, i32)> = arcs.iter().map(|&(a, b)| (a, b, days[b], days[b])).collect();
    let what = format!("ties in rows, {n} nodes, {} dated ties", dated.len());
    let ties = timing::of(&what, 5, || TimedTies::of(n, &dated));
    let found = timing::of("earliest arrival from one source", 9, || earliest_arrival(&ties, 0, 0));
    let lines: String = found.iter().fold(String::new(), |mut lines, day| {
        let _ = writeln!(lines, "{}", day.unwrap_or(-1));
        lines
    });
    fs::write(out, lines).expect("the file can be written");
}

/// Writes the number of steps of each of the ten shortest paths between the first node and the last.
pub fn shortest(file: &Path, out: &Path) {
    let (n, ties) = leiden::ties(file);
    let ties: Vec<(usize, usize)> = ties.into_iter().map(|(a, b, _)| (a, b)).collect();
    let lines: Vec<String> = ten_shortest(n, &ties).paths.iter().map(|path| path.ties.len().to_string()).collect();
    fs::write(out, lines.join("\n")).expect("the file can be written");
}

/// The ten shortest paths between the first node and the last, over ties that run both ways.
pub fn ten_shortest(n: usize, ties: &[(usize, usize)]) -> Paths {
    let kind = |id: usize| Node {
        id: format!("{id:07}"),
        kind: "document".into(),
        name: String::new(),
        name_ja: String::new(),
    };
    let node = |id: usize| FlowNode { node: kind(id), date: Span::UNKNOWN, planned: false, root: None };
    let both = ties.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    let ties: Vec<FlowTie> = both.enumerate().map(|(at, (from, to))| undated(at, from, to)).collect();
    let flow = Flow { nodes: (0..n).map(node).collect(), ties, options: FlowOptions::default() };
    let options = Options { listing: Listing::Best, cap: 10, ..Options::default() };
    let (from, to) = (&flow.nodes[0].node.id, &flow.nodes[n - 1].node.id);
    let what = format!("10 shortest paths, {n} nodes, {} ties both ways", flow.ties.len() / 2);
    timing::of(&what, 9, || Paths::between(&flow, from, to, &options).expect("both ends are there"))
}

fn undated(at: usize, from: usize, to: usize) -> FlowTie {
    FlowTie {
        from,
        to,
        relation: "input_to".into(),
        label: "input_to".into(),
        reversed: false,
        class: FlowClass::Input,
        when: Step::Event(Span::UNKNOWN),
        date_inherited: false,
        soft: false,
        disputed: false,
        states_order: false,
        creates: false,
        status: Status::Actual,
        modality: None,
        certainty: Certainty::Stated,
        attributed: false,
        claims: vec![at.to_string()],
        evidence: vec!["s:1".into()],
        date_text: String::new(),
    }
}
