//! Which ties are drawn, and which nodes are what one meets in.

use super::super::{FigureOptions, draw};
use crate::result::{AttributedGraph, Cell, CellKind, ColumnRole, GraphRole, Method, Subject, Table};

/// Two pairs kept apart, one of which shares nothing: both are dashed, and the key says so.
#[test]
fn a_pair_that_shares_nothing_and_is_kept_apart_is_no_ordinary_tie() {
    let mut nodes = Table::new("nodes", Method::default()).column("id", CellKind::Text, ColumnRole::Id, "");
    ["a", "b", "c"].into_iter().for_each(|id| nodes.push([Cell::text(id)]));
    let mut ties = Table::new("ties", Method::default())
        .column("shared", CellKind::Integer, ColumnRole::Weight, "")
        .column("sign", CellKind::Integer, ColumnRole::Sign, "");
    for (shared, sign) in [(3, 1), (0, -1), (2, -1)] {
        ties.push([Cell::Integer(shared), Cell::Integer(sign)]);
    }
    let ends = vec![(0, 1), (0, 2), (1, 2)];
    let (name, role, method) = ("backbone".to_owned(), GraphRole::OneMode, Method::default());
    let mut graph = AttributedGraph { name, directed: false, role, nodes, ties, ends, method };
    let dashes = |graph: &AttributedGraph| {
        draw(&Subject::Network(graph.clone()), &FigureOptions::default()).unwrap().matches("stroke-dasharray").count()
    };
    assert_eq!(dashes(&graph), 3); // two ties and the key
    graph.ties.columns[1].cells = vec![Cell::Integer(1); 3].into();
    assert_eq!(dashes(&graph), 0);
}

fn network(role: GraphRole, kinds: &[&str], ties: Table, ends: Vec<(usize, usize)>) -> AttributedGraph {
    let mut nodes = Table::new("nodes", Method::default()).column("id", CellKind::Text, ColumnRole::Id, "").column(
        "kind",
        CellKind::Text,
        ColumnRole::Kind,
        "",
    );
    kinds.iter().enumerate().for_each(|(n, kind)| nodes.push([Cell::text(format!("n{n:02}")), Cell::text(*kind)]));
    AttributedGraph { name: "network".into(), directed: false, role, nodes, ties, ends, method: Method::default() }
}

fn drawn(graph: AttributedGraph) -> String {
    draw(&Subject::Network(graph), &FigureOptions::default()).unwrap()
}

/// Two blocks of twelve: of the 132 pairs within them 131 share 10 and one shares 11, all 144 between them share nothing and
/// are less likely to. Of 276 ties about 72 are to be drawn, of either sign its share: 35 and 38. Equal ones stay together: so
/// all
/// are drawn, and no sign is lost to the other.
#[test]
fn what_is_kept_apart_is_drawn_beside_what_stands_together() {
    let signed = |p: [f64; 2]| {
        let mut ties = Table::new("ties", Method::default())
            .column("shared", CellKind::Integer, ColumnRole::Weight, "")
            .column("sign", CellKind::Integer, ColumnRole::Sign, "")
            .column("p", CellKind::Number, ColumnRole::Value, "two-sided");
        let mut ends = Vec::new();
        for (a, b) in (0..24).flat_map(|b| (0..b).map(move |a| (a, b))) {
            let together = (a < 12) == (b < 12);
            let (shared, sign) = if together { (10 + i64::from((a, b) == (0, 1)), 1) } else { (0, -1) };
            let p = if together { p[0] } else { p[1] } * if (a, b) == (0, 1) { 0.5 } else { 1.0 };
            // A rank of its own for each pair apart, where they are to differ.
            let p = if p > 0.01 { p + (24 * b + a) as f64 * 1e-6 } else { p };
            ties.push([Cell::Integer(shared), Cell::Integer(sign), Cell::Number(p)]);
            ends.push((a, b));
        }
        network(GraphRole::OneMode, &["state"; 24], ties, ends)
    };
    let svg = drawn(signed([1e-3, 1e-4]));
    assert_eq!(svg.matches("stroke-dasharray").count(), 144 + 1);
    assert!(!svg.contains("Without a drawn tie"));
    // Where those apart differ, the least likely are drawn: 144 of 276 of 72 are 37.6.
    let svg = drawn(signed([1e-3, 0.02]));
    assert_eq!(svg.matches("stroke-dasharray").count(), 38 + 1);
    let words: String = svg.split(['<', '>']).filter(|part| !part.contains('=')).collect::<Vec<_>>().join(" ");
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("106 are not drawn"), "{words}");
}

/// Forums of two kinds, one of them with no tie, beside states: all three are hollow, and the key calls them forums.
#[test]
fn what_one_meets_in_may_be_of_several_kinds() {
    let mut ties = Table::new("ties", Method::default()).column("sits", CellKind::Integer, ColumnRole::Weight, "");
    let ends = vec![(0, 2), (1, 2), (0, 3)];
    ends.iter().for_each(|_| ties.push([Cell::Integer(1)]));
    let hollow = |kinds: &[&str]| {
        drawn(network(GraphRole::TwoMode, kinds, ties.clone(), ends.clone())).matches("fill-opacity=\"0.35\"").count()
    };
    assert_eq!(hollow(&["state", "state", "bloc", "igo", "igo"]), 3 + 1);
    assert_eq!(hollow(&["state", "state", "bloc", "bloc", "bloc"]), 3 + 1);
    // What has no tie and is of the kind of actors is taken for one.
    assert_eq!(hollow(&["igo", "state", "bloc", "igo", "igo"]), 2 + 1);
    let svg = drawn(network(GraphRole::TwoMode, &["state", "state", "bloc", "igo"], ties, ends));
    assert!(svg.contains(">forum<") && svg.contains(">state<"), "{svg}");
}

/// Thirty friends and one who agrees with five of them a little less, and opposes one: his tie of opposition alone is drawn, and
/// the three strongest of the others hold him among those he agrees with.
#[test]
fn who_has_a_foe_drawn_and_no_friend_is_held_by_friends_all_the_same() {
    let mut ties = Table::new("ties", Method::default()).column("weight", CellKind::Number, ColumnRole::Weight, "");
    let mut ends = Vec::new();
    let mut tie = |a: usize, b: usize, weight: f64| {
        ends.push((a, b));
        ties.push([Cell::Number(weight)]);
    };
    (0..30).for_each(|b| (0..b).for_each(|a| tie(a, b, 1.0)));
    (0..5).for_each(|a| tie(a, 30, 0.9 - a as f64 / 100.0));
    tie(29, 30, -1.0);
    let graph = network(GraphRole::OneMode, &["state"; 31], ties, ends);
    let all = super::ties::read(&graph, &(0..31).collect::<Vec<_>>());
    let shown = super::ties::strongest(&all, 31);
    let (loose, holds) = super::ties::holds(&all, &shown.ties, 31);
    assert_eq!((loose, holds.iter().map(|tie| tie.ends).collect::<Vec<_>>()), (1, vec![(0, 30), (1, 30), (2, 30)]));
    assert!(drawn(graph).contains("1 node of which negative ties alone are drawn stands where"));
}
