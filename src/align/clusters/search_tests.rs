//! What a search makes of ties, and when it makes nothing.

use super::super::super::agreement::{self, tests::votes};
use super::super::tests::{by, noise, under};
use super::super::{Agreement, Clusters, Placement};
use super::*;

/// Two friends and their foe, who is alone in its camp: a third camp with it alone in it is the same camp. Of two
/// friends and one without a tie the last is as well off anywhere, an empty camp only where it leaves somebody.
#[test]
fn who_is_alone_has_no_empty_camp_to_go_to() {
    let foes = Csr::from_ties(3, &[(0, 1, 1.0), (0, 2, -1.0), (1, 2, -1.0)]);
    assert!(free(&foes, &[0, 0, 1], 3).is_empty());
    let loose = Csr::from_ties(3, &[(0, 1, 1.0)]);
    assert_eq!(free(&loose, &[0, 0, 0], 2), [2]);
    assert_eq!(free(&loose, &[0, 0, 1], 2), [2]);
    assert!(free(&Csr::from_ties(2, &[(0, 1, -1.0)]), &[0, 1], 3).is_empty());
}

/// Two who never agree are two camps without frustration; four of whom each two agree on two of six items, 1/3, are foes of each
/// other: four camps of one. Who only asks who is nearer than others finds nobody.
#[test]
fn foes_of_each_other_are_camps() {
    let two = ["YYYYYY", "NNNNNN"];
    for approach in [Approach::Camps, Approach::SignedLeiden] {
        assert_eq!(by(approach, &two).found.map(|found| found.len()), Ok(2), "{approach:?}");
    }
    let four = votes(&["YYYNNN", "NNYYYN", "YNNNYY", "NYNYNY"]);
    let agreement = Agreement::of(&four, agreement::Options::default());
    assert!(agreement.defined().all(|(_, _, index)| (index - 1.0 / 3.0).abs() < 1e-12));
    let with =
        |approach| Clusters::of(&four, &agreement, Options { approach, clusters: Some(4), ..Options::default() });
    let camps = with(Approach::Camps);
    assert_eq!(camps.found.as_ref().map(Vec::len), Ok(4));
    let (_, frustrated) = camps.method.parameters.iter().find(|(name, _)| name == "frustrated weight").unwrap();
    assert_eq!(frustrated, "0 of 2");
    for approach in [Approach::Leiden, Approach::Average] {
        let why = with(approach).found.unwrap_err();
        assert_eq!(why.reason(), "every defined pair agrees alike (0.333333333): nothing sets groups apart");
    }
    // Friends alone are one camp by every method: nothing sets groups apart.
    for approach in [Approach::Camps, Approach::SignedLeiden] {
        let why = by(approach, &["YYYYYY", "YYYYYY", "YYYYYY"]).found.unwrap_err();
        assert_eq!(why.reason(), "every defined pair agrees alike (1): nothing sets groups apart");
    }
}

#[test]
fn a_single_pair_is_not_every_pair() {
    let why = by(Approach::Leiden, &["YYYYYYY", "YYYYYNN"]).found.unwrap_err();
    assert_eq!(why.reason(), "only one pair has a number, 0.714285714: nothing sets groups apart");
}

/// Where all are in one group nobody is outside it, whatever pairs are defined.
#[test]
fn of_one_group_nobody_is_outside() {
    let found = by(Approach::Camps, &["YYYYYYYYYY", "YYYYYYYYYY", "YYYYYYNNNN", "YYYYYYNNNN"]);
    assert_eq!(found.found.as_ref().map(Vec::len), Ok(1));
    let others = |placement: &Placement| placement.others.clone().unwrap_err().reason().to_owned();
    assert!(found.placements.iter().all(|one| others(one) == "no clustered actor outside its group"));
}

/// Twenty-four actors on few items, of which many pairs are as near as others: under other names, with the actors the other
/// way round, each has the same companions.
#[test]
fn names_do_not_choose_the_groups_of_a_tree() {
    let rows = noise(24, 6);
    let there: Vec<&str> = rows.iter().map(String::as_str).collect();
    let back: Vec<&str> = there.iter().rev().copied().collect();
    for approach in [Approach::Average, Approach::Complete, Approach::Ward] {
        for clusters in [None, Some(3), Some(5)] {
            let of = |rows: &[&str]| {
                let positions = votes(rows);
                let agreement = Agreement::of(&positions, agreement::Options::default());
                let found = Clusters::of(&positions, &agreement, Options { approach, clusters, ..Options::default() });
                assert!(found.runs.is_some(), "joins are tied");
                let tree = found.dendrogram().unwrap();
                let members: Vec<Vec<usize>> = found.found.unwrap().into_iter().map(|(_, members)| members).collect();
                (members, tree.len())
            };
            let (one, joins) = of(&there);
            let (mut other, _) = of(&back);
            other.iter_mut().flatten().for_each(|actor| *actor = 23 - *actor);
            other.iter_mut().for_each(|members| members.sort_unstable());
            let mut one = one;
            one.sort();
            other.sort();
            assert_eq!(one, other, "{approach:?}, {clusters:?}");
            assert_eq!(joins, 23);
        }
    }
}

/// Of three partitions the one that the others are like: by hand the second parts from the shares by 4/3, the others by
/// 5/3 and 7/3.
#[test]
fn the_partition_shown_is_the_one_most_like_all() {
    let of = [vec![0, 0, 0, 1], vec![0, 0, 1, 1], vec![0, 1, 2, 2]];
    assert_eq!(most_like(&of, 4), 1);
}

/// Who stands half way between two camps that never meet, as near to the one as to the other: the order of the names would
/// decide alone, so the tree is grown in many orders. By hand: the distances of a004 to either camp are 1/2, theirs is 1.
#[test]
fn a_tree_with_tied_joins_is_grown_in_many_orders() {
    let rows = ["YYYYYYYY", "YYYYYYYY", "NNNNNNNN", "NNNNNNNN", "YYYYNNNN"];
    let positions = votes(&rows);
    let agreement = Agreement::of(&positions, agreement::Options::default());
    for approach in [Approach::Average, Approach::Complete, Approach::Ward] {
        let options = |threads| {
            let search = Search { threads, ..Search::default() };
            Options { approach, clusters: Some(2), search, ..Options::default() }
        };
        let found = Clusters::of(&positions, &agreement, options(1));
        let spread = found.runs.as_ref().expect("joins are tied");
        assert_eq!(spread.partitions, 20);
        // The other four are never apart from their twin.
        let firm = |actor: usize| {
            let placed = found.placements.iter().find(|placement| placement.actor == actor).unwrap();
            placed.of_runs.clone().unwrap()
        };
        assert!((0.0..1.0).contains(&firm(4)) && firm(4) > 0.0, "{approach:?}: {}", firm(4));
        assert_eq!(*spread.together.get(1, 0), 1.0);
        let said = |start: &str, end: &str| {
            found.method.notes.iter().any(|note| note.starts_with(start) && note.contains(end))
        };
        // Both twins at 0, then a004 as near to either camp.
        assert!(said("2 of 4 joins tied", "another pair"), "{:?}", found.method.notes);
        assert!(said("over 20 orders of the actors", "adjusted mutual information"), "{:?}", found.method.notes);
        assert_eq!(Clusters::of(&positions, &agreement, options(2)).table(), found.table());
    }
    // Without ties there is one tree, and it is said.
    let apart = under(
        agreement::Options { minimum: 1, ..Default::default() },
        Approach::Average,
        &["YYYYYYYY", "YYYYYYYN", "NNNNNNNN", "NNNNNYYN"],
    );
    assert!(apart.method.notes.iter().any(|note| note == "0 of 3 joins tied: another pair of groups was as near"));
    assert_eq!(apart.placements[0].of_runs.clone().unwrap_err().reason(), "no join was tied: the tree has one end");
}

/// Three pairs of friends, the outer two at odds, the middle one half way to both: it stands with either at no cost, though
/// neither of the two could leave alone.
#[test]
fn friends_that_could_leave_together_are_free() {
    let foes = [(0, 4), (0, 5), (1, 4), (1, 5)].map(|(a, b)| (a, b, -1.0));
    let ties: Vec<_> = [(0, 1), (2, 3), (4, 5)].map(|(a, b)| (a, b, 1.0)).into_iter().chain(foes).collect();
    let graph = Csr::from_ties(6, &ties);
    assert_eq!(free(&graph, &[0, 0, 0, 0, 1, 1], 2), [2, 3]);
    assert_eq!(free(&graph, &[0, 0, 1, 1, 1, 1], 2), [2, 3]);
    // With a tie to one side they are held there.
    let held = Csr::from_ties(6, &ties.iter().copied().chain([(1, 2, 0.5)]).collect::<Vec<_>>());
    assert!(free(&held, &[0, 0, 0, 0, 1, 1], 2).is_empty());
}
