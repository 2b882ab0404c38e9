//! Small stories along time: what has no place, what has half a date, and what runs back.

use super::*;
use crate::figure::labels;
use crate::result::{Cell, CellKind, GraphRole, Method, Subject, Table};

/// Nodes of one lane (id, begin, end; empty: not known) and ties by ids, with the step of those on the path.
fn story(nodes: &[(&str, &str, &str)], ties: &[(&str, &str, Option<i64>)]) -> AttributedGraph {
    use ColumnRole::{Begin, Class, End, Id, Kind, Lane, Step};
    let text = |table: Table, columns: &[(&str, ColumnRole)]| {
        columns.iter().fold(table, |table, (name, role)| table.column(name, CellKind::Text, *role, ""))
    };
    let columns = [("id", Id), ("kind", Kind), ("lane", Lane), ("begin", Begin), ("end", End)];
    let mut table = text(Table::new("nodes", Method::default()), &columns);
    let day = |day: &str| if day.is_empty() { Cell::Empty } else { Cell::text(day) };
    for (id, begin, end) in nodes {
        table.push([Cell::text(*id), Cell::text("document"), Cell::text("L"), day(begin), day(end)]);
    }
    let mut steps = text(Table::new("ties", Method::default()), &[("class", Class)]);
    steps = steps.column("step", CellKind::Integer, Step, "");
    for (_, _, step) in ties {
        steps.push([Cell::text("input"), step.map_or(Cell::Empty, Cell::Integer)]);
    }
    let at = |id: &str| nodes.iter().position(|node| node.0 == id).unwrap();
    AttributedGraph {
        name: "story".to_owned(),
        directed: true,
        role: GraphRole::OneMode,
        nodes: table,
        ties: steps,
        ends: ties.iter().map(|(from, to, _)| (at(from), at(to))).collect(),
        method: Method::default(),
    }
}

fn caption(graph: AttributedGraph) -> String {
    let (labels, _) = labels(&Subject::Lineage(graph), &FigureOptions::default()).unwrap();
    labels.into_iter().map(|label| label.text).collect::<Vec<_>>().join(" ")
}

/// Where the middle of each marker stands, in the order of the items: by what is known of their dates, then by id.
fn middles(graph: &AttributedGraph) -> Vec<f64> {
    let sheet = lay_out(graph, &FigureOptions::default()).unwrap();
    sheet.markers.iter().map(|marker| marker.x + marker.w / 2.0).collect()
}

/// Of c it is known that it is not of before 2001, of d that it is not of after 2009. From a (2003) c follows, and b (2006)
/// from d: neither stands where time would run back.
#[test]
fn a_bound_is_no_date() {
    let nodes = [
        ("a", "2003-01-01", "2003-01-01"),
        ("b", "2006-01-01", "2006-01-01"),
        ("c", "2001-01-01", ""),
        ("d", "", "2009-01-01"),
    ];
    let apart = story(&nodes, &[]);
    let [c, a, b, d] = middles(&apart)[..] else { panic!("four markers") };
    assert!(c < a && a < b && b < d);
    let told = story(&nodes, &[("a", "c", Some(1)), ("d", "b", None)]);
    let [led, same, other, leads] = middles(&told)[..] else { panic!("four markers") };
    assert_eq!((same, other), (a, b));
    assert!(led >= a && leads <= b, "{led} {a} {leads} {b}");
    assert!(!caption(told).contains("Drawn to the left"));
}

/// a has no date; b (2005) leads to c, which came to be in 2001 and stands on.
#[test]
fn steps_of_the_path_that_are_not_drawn_or_run_back_are_named() {
    let nodes = [("a", "", ""), ("b", "2005-01-01", "2005-01-01"), ("c", "2001-01-01", "2001-01-01")];
    let said = caption(story(&nodes, &[("a", "b", Some(1)), ("b", "c", Some(2))]));
    assert!(said.contains("Steps of the path that are not drawn: 1 a → b (input)."), "{said}");
    assert!(said.contains("Drawn to the left (step 2):"), "{said}");
    let said = caption(story(&nodes, &[("a", "b", None), ("c", "b", Some(1))]));
    assert!(!said.contains("Steps of the path that are not drawn") && !said.contains("Drawn to the left"), "{said}");
}
