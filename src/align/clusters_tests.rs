//! Clusters on cases that can be seen by eye, and where there is nothing to see.

use super::*;
use crate::align::agreement::{self, tests::votes};

fn clusters(rows: &[&str], minimum: usize) -> Clusters {
    let positions = votes(rows);
    let agreement = Agreement::of(&positions, agreement::Options { minimum, ..Default::default() });
    Clusters::of(&positions, &agreement, Options::default())
}

fn words(clusters: &Clusters) -> Vec<String> {
    let table = clusters.table();
    (0..table.len()).map(|row| table.cell(row, ColumnRole::Group).unwrap().plain()).collect()
}

#[test]
fn two_camps_are_named_by_size() {
    let found = clusters(&["YYYYYN", "NNNNNY", "YYYYYY", "NNNNYY", "YYYYNN"], 5);
    assert_eq!(found.found, Ok(vec![("c1".into(), vec![0, 2, 4]), ("c2".into(), vec![1, 3])]));
    assert_eq!(words(&found), ["c1", "c1", "c1", "c2", "c2"]);
    let first = &found.placements[0];
    assert_eq!(first.within, Ok((5.0 / 6.0 + 5.0 / 6.0) / 2.0));
    assert_eq!(first.defined_pairs, 4);
    assert_eq!(found.groups().of("a003"), Some("c2"));
    assert!(found.method.to_string().contains("seed 1"));
    let graph = found.graph();
    assert_eq!(graph.ends.len(), 10);
    assert_eq!(graph.nodes.text(1, ColumnRole::Group), "c2");
}

#[test]
fn an_undefined_pair_is_not_a_pair_of_weight_zero() {
    // a002 and a003 never met; both met the others, who stand with them.
    let rows = ["YYYYYYYYYY", "YYYYYYYYYY", "YYYYY.....", ".....YYYYY", "NNNNNNNNNN", "NNNNNNNNNN"];
    let found = clusters(&rows, 5);
    assert_eq!(found.found, Ok(vec![("c1".into(), vec![0, 1, 2, 3]), ("c2".into(), vec![4, 5])]));
    let modularity = Options { null: NullModel::Modularity, ..Options::default() };
    let positions = votes(&rows);
    let agreement = Agreement::of(&positions, agreement::Options::default());
    assert_eq!(Clusters::of(&positions, &agreement, modularity).found, found.found);
}

#[test]
fn actors_whose_pairs_are_mostly_undefined_are_set_aside() {
    let rows = ["YYYYYY", "YYYYYY", "NNNNNN", "NNNNNN", "Y.....", "Y....."];
    let found = clusters(&rows, 5);
    assert_eq!(found.found, Ok(vec![("c1".into(), vec![0, 1]), ("c2".into(), vec![2, 3])]));
    assert_eq!(words(&found)[4], "undefined: set aside: 5 of 5 pairs undefined");
    assert_eq!(found.groups().of("a004"), None);
    assert!(found.method.notes[0].starts_with("2 actors set aside"));
}

#[test]
fn many_silent_actors_do_not_push_out_the_few_that_speak() {
    let mut rows = vec!["YYYYY", "YYYYY", "NNNNN"];
    rows.extend(["Y...."; 20]);
    let found = clusters(&rows, 5);
    assert_eq!(found.found, Ok(vec![("c1".into(), vec![0, 1]), ("c2".into(), vec![2])]));
    assert_eq!(found.placements[2].within.clone().unwrap_err().reason(), "alone in its group");
    assert_eq!(found.placements[2].others, Ok(0.0));
}

#[test]
fn nothing_is_said_where_nothing_can_be() {
    let reason = |rows: &[&str], minimum| clusters(rows, minimum).found.unwrap_err().reason().to_owned();
    assert_eq!(reason(&["Y"], 1), "fewer than two actors hold a position");
    assert_eq!(reason(&["Y", "N"], 5), "no pair has 5 joint items");
    assert_eq!(reason(&["YY", "YY", "YY"], 1), "every defined pair agrees alike (1): nothing sets groups apart");
    let one = clusters(&["Y", "N"], 5);
    let table = one.table();
    let shown = (0..table.len()).flat_map(|row| table.row(row).filter(|cell| matches!(cell, Cell::Number(_))));
    assert_eq!(shown.count(), 0);
    assert!(one.groups().groups.is_empty());
}

#[test]
fn claimed_dyads_stand_beside_and_change_nothing() {
    let rows = ["YYYYY", "YYYYY", "NNNNN"];
    let mut positions = votes(&rows);
    let agreement = Agreement::of(&positions, agreement::Options::default());
    let before = Clusters::of(&positions, &agreement, Options::default());
    positions.claimed_dyads = vec![
        ("a000".into(), "a002".into(), 1, vec!["c-1".into()]),
        ("a000".into(), "stranger".into(), -1, vec!["c-2".into()]),
    ];
    let after = Clusters::of(&positions, &agreement, Options::default());
    assert_eq!(before.found, after.found);
    let claimed = after.claimed();
    assert_eq!(claimed.cell(0, ColumnRole::Value).unwrap().as_f64(), Some(0.0));
    assert_eq!(
        claimed.cell(1, ColumnRole::Value).unwrap().plain(),
        "undefined: one of the two holds no position in this view"
    );
    assert!(after.why(&positions, "a000", "a002").is_ok());
}

#[test]
fn threads_change_nothing() {
    let rows = ["YYYYYN", "NNNNNY", "YYYYYY", "NNNNYY", "YYYYNN", "YNYNYN", "NYNYNY"];
    let positions = votes(&rows);
    let agreement = Agreement::of(&positions, agreement::Options::default());
    let two = Options { search: Search { threads: 2, ..Search::default() }, ..Options::default() };
    let (one, two) =
        (Clusters::of(&positions, &agreement, Options::default()), Clusters::of(&positions, &agreement, two));
    assert_eq!(one.table(), two.table());
}
