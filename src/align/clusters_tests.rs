//! Clusters on cases that can be seen by eye, and where there is nothing to see.

use super::*;
use crate::align::agreement::{self, Measure, Normalisation, tests::votes};
use crate::math::leiden::Search;
use crate::result::{Cell, CellRef, ColumnRole};

#[path = "clusters/told_tests.rs"]
mod told;

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
    assert_eq!(reason(&["Y"], 1), "1 actor and 1 item: nobody to compare");
    assert_eq!(reason(&["--", "--"], 1), "nobody took a position: every record says absent or not eligible");
    assert_eq!(reason(&["Y", "N"], 5), "no pair has 5 joint items; the most is 1");
    assert_eq!(reason(&["YY", "YY", "YY"], 1), "every defined pair agrees alike (1): nothing sets groups apart");
    let one = clusters(&["Y", "N"], 5);
    let table = one.table();
    let shown = (0..table.len()).flat_map(|row| table.row(row).filter(|cell| matches!(cell, CellRef::Number(_))));
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

pub(super) fn by(approach: Approach, rows: &[&str]) -> Clusters {
    let positions = votes(rows);
    let agreement = Agreement::of(&positions, agreement::Options::default());
    Clusters::of(&positions, &agreement, Options { approach, ..Options::default() })
}

/// Two camps that every method must find: five against three, each unanimous but for one vote.
pub(super) const CAMPS: [&str; 8] = ["YYYYYY", "YYYYYN", "YYYYYY", "YYYYNY", "YYYYYY", "NNNNNN", "NNNNNY", "NNNNNN"];

#[test]
fn every_method_finds_two_plain_camps() {
    for approach in Approach::ALL {
        let found = by(*approach, &CAMPS);
        let expected = vec![("c1".into(), vec![0, 1, 2, 3, 4]), ("c2".into(), vec![5, 6, 7])];
        assert_eq!(found.found, Ok(expected), "{}", approach.word());
        let tree = matches!(approach, Approach::Average | Approach::Complete | Approach::Ward);
        assert_eq!(found.dendrogram().is_ok(), tree);
        assert!(found.method.to_string().contains("agreement = agreement index"), "{}", found.method);
    }
    let camps = by(Approach::Camps, &CAMPS);
    assert!(camps.method.notes.iter().any(|note| note.starts_with("proved")), "{:?}", camps.method.notes);
    // Seven joins of eight actors; the last one holds all.
    let tree = by(Approach::Average, &CAMPS).dendrogram().unwrap();
    assert_eq!((tree.len(), tree.cell(6, ColumnRole::Count).unwrap().plain()), (7, "8".to_owned()));
}

#[test]
fn a_tree_is_cut_where_it_is_asked_to_be() {
    let positions = votes(&CAMPS);
    let agreement = Agreement::of(&positions, agreement::Options::default());
    let cut = |clusters| {
        let options = Options { approach: Approach::Average, clusters: Some(clusters), ..Options::default() };
        Clusters::of(&positions, &agreement, options).found.unwrap().len()
    };
    assert_eq!([1, 2, 4, 8, 20].map(cut), [1, 2, 4, 8, 8]);
}

#[test]
fn what_holds_an_actor_and_how_like_groupings_are() {
    let found = by(Approach::Leiden, &CAMPS);
    let why = found.why_actor(&votes(&CAMPS), "a001").unwrap();
    // Its last vote is that of one of the other three, and of nobody in its own group.
    let last = why.len() - 1;
    assert_eq!(why.text(last, ColumnRole::Item), "v0005");
    assert!(why.cell(last, ColumnRole::Value).unwrap().as_f64().unwrap() < 0.0);
    assert_eq!(why.cell(0, ColumnRole::Value).unwrap().as_f64(), Some(1.0));
    assert!(found.why_actor(&votes(&CAMPS), "nobody").is_err());
}

#[test]
fn conflict_is_no_nearness() {
    let positions = votes(&CAMPS);
    let conflict = agreement::Options { measure: agreement::Measure::Conflict, ..Default::default() };
    let agreement = Agreement::of(&positions, conflict);
    for &approach in Approach::ALL {
        let found = Clusters::of(&positions, &agreement, Options { approach, ..Options::default() });
        assert!(found.found.unwrap_err().reason().contains("how far apart"), "{}", approach.word());
    }
}

/// Two camps at odds on all of twenty items.
const AT_ODDS: [&str; 4] =
    ["YYYYYYYYYYYYYYYYYYYY", "YYYYYYYYYYYYYYYYYYYY", "NNNNNNNNNNNNNNNNNNNN", "NNNNNNNNNNNNNNNNNNNN"];

pub(super) fn under(options: agreement::Options, approach: Approach, rows: &[&str]) -> Clusters {
    let positions = votes(rows);
    let agreement = Agreement::of(&positions, options);
    Clusters::of(&positions, &agreement, Options { approach, ..Options::default() })
}

/// Two alike on n items get 1/n under `dna-compat`: twice that less 1 would make friends foes.
#[test]
fn what_has_no_middle_has_no_sign() {
    let with = |normalisation| agreement::Options {
        measure: Measure::Congruence,
        normalisation,
        ..agreement::Options::default()
    };
    for approach in [Approach::SignedLeiden, Approach::Camps, Approach::Average, Approach::Complete, Approach::Ward] {
        for normalisation in [Normalisation::DnaCompat, Normalisation::None] {
            let none = under(with(normalisation), approach, &AT_ODDS).found.unwrap_err();
            let foes = matches!(approach, Approach::SignedLeiden | Approach::Camps);
            let why = if foes { "congruence has no foes" } else { "no middle between near and far" };
            assert!(none.reason().contains(why), "{approach:?}: {none}");
        }
        // No normalisation makes foes: two that never disagree and seldom meet would be some.
        let found = under(with(Normalisation::Average), approach, &AT_ODDS);
        if matches!(approach, Approach::SignedLeiden | Approach::Camps) {
            assert!(found.found.unwrap_err().reason().starts_with("congruence has no foes"), "{approach:?}");
            let (_, weight) = found.method.parameters.iter().find(|(name, _)| name == "weight").unwrap();
            assert!(weight.starts_with("undefined: congruence has no foes"), "{weight}");
            let less = agreement::Options { measure: Measure::Subtract, ..agreement::Options::default() };
            assert_eq!(under(less, approach, &AT_ODDS).found.map(|found| found.len()), Ok(2), "{approach:?}");
            continue;
        }
        assert_eq!(found.found.as_ref().map(Vec::len), Ok(2), "{approach:?}");
        let formula = found.method.parameters.iter().find(|(name, _)| name == "distance");
        assert_eq!(formula.unwrap().1, "1 - congruence");
    }
    // Leiden asks only who is nearer than others.
    assert_eq!(under(with(Normalisation::DnaCompat), Approach::Leiden, &AT_ODDS).found.map(|found| found.len()), Ok(2));
    let sums = agreement::Options {
        measure: Measure::Subtract,
        normalisation: Normalisation::None,
        ..agreement::Options::default()
    };
    let none = under(sums, Approach::Average, &AT_ODDS).found.unwrap_err();
    assert_eq!(none.reason(), "sums that are not normalised have no distance");
    let kappa = agreement::Options { measure: Measure::Kappa, minimum: 4, ..agreement::Options::default() };
    let found = under(kappa, Approach::Average, &["YNYN", "YNYN", "NYNY", "NYNY"]);
    assert!(found.method.parameters.contains(&("distance".to_owned(), "(1 - kappa) / 2".to_owned())));
}

/// Two who stand against all others, and never met: a tree may join them at the mean distance, and then it is said.
#[test]
fn a_group_of_undefined_pairs_is_named() {
    let full = "YYYYYYYYYY";
    let positions = votes(&[full, full, full, full, "NNNNN.....", ".....NNNNN"]);
    let agreement = Agreement::of(&positions, agreement::Options::default());
    let options = Options { approach: Approach::Average, clusters: Some(2), ..Options::default() };
    let found = Clusters::of(&positions, &agreement, options);
    let groups = found.found.as_ref().unwrap();
    let (name, _) = groups.iter().find(|(_, members)| *members == [4, 5]).expect("the two that never met");
    let note = format!("{name} (2 actors) holds no defined pair");
    assert!(found.method.notes.iter().any(|said| said.starts_with(&note)), "{:?}", found.method.notes);
}

/// Votes drawn by a small generator of its own: weak groups, on which runs differ.
pub(super) fn noise(actors: usize, items: usize) -> Vec<String> {
    let mut state = 2_u64;
    let mut vote = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ["Y", "N", "A"][(state >> 33) as usize % 3]
    };
    (0..actors).map(|_| (0..items).map(|_| vote()).collect()).collect()
}

/// Where the consensus is not the best run, both qualities stand in the method, and the loss is told.
#[test]
fn a_consensus_is_told_beside_the_best_run() {
    let rows = noise(60, 12);
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    for (approach, what) in [(Approach::Leiden, "quality H"), (Approach::SignedLeiden, "signed modularity")] {
        let found = under(agreement::Options { minimum: 3, ..Default::default() }, approach, &rows);
        let (_, said) = found.method.parameters.iter().find(|(name, _)| name == what).unwrap();
        let (mine, best) = said.split_once(" (best run ").unwrap_or_else(|| panic!("{said}: runs agree on noise"));
        let (mine, best): (f64, f64) = (mine.parse().unwrap(), best.trim_end_matches(')').parse().unwrap());
        assert!(mine < best, "{said}");
        let notes = found.method.told_notes();
        assert!(notes.contains("shown is not that partition, but the consensus of all runs"), "{notes}");
        assert_eq!(mine < 0.99 * best, notes.contains("less quality than the best run"), "{notes}");
        if approach == Approach::Leiden {
            // H by its definition: what pairs inside groups agree beyond the mean.
            let gamma = found.gamma.unwrap();
            let group: BTreeMap<usize, &str> = (found.found.as_ref().unwrap().iter())
                .flat_map(|(name, members)| members.iter().map(move |member| (*member, name.as_str())))
                .collect();
            let inside = found.agreement.defined().filter(|(a, b, _)| group[a] == group[b]);
            let sum: f64 = inside.map(|(_, _, index)| index - gamma).sum();
            assert!((sum - mine).abs() < 1e-6, "{sum} {mine}");
        }
    }
    // Where all runs end alike there is one number.
    let plain = by(Approach::Leiden, &CAMPS);
    let (_, said) = plain.method.parameters.iter().find(|(name, _)| name == "quality H").unwrap();
    assert!(!said.contains("best run"), "{said}");
}

/// Of kappa, whoever always holds one position is 0 or undefined with everybody: no camp fits better than the other.
#[test]
fn who_has_no_tie_with_a_sign_is_in_no_camp() {
    let rows = ["YNYNYNYN", "YNYNYNYN", "NYNYNYNY", "NYNYNYNY", "YYYYYYYY"];
    let kappa = agreement::Options { measure: Measure::Kappa, ..agreement::Options::default() };
    let found = under(kappa, Approach::Camps, &rows);
    assert_eq!((found.constant.as_slice(), found.signless.len()), (&[4][..], 0));
    assert_eq!(found.groups().of("a004"), None);
    let why = "holds one position throughout: chance explains its agreement with everybody";
    assert_eq!(words(&found)[4], format!("undefined: {why}"));
    let note = "1 actor set aside: holds one position throughout, chance explains its agreement with everybody";
    assert!(found.method.notes.iter().any(|said| said == note), "{:?}", found.method.notes);
    // Under such a measure no method has a place for it, nor for those who are as constant and met it; pi, which is below 0 for
    // these, no more than kappa. However many there are, those who differ are compared among themselves.
    let many: Vec<&str> = rows.into_iter().chain(["YYYYYYYY"; 8]).collect();
    for (&approach, measure) in
        Approach::ALL.iter().flat_map(|approach| [(approach, Measure::Kappa), (approach, Measure::Pi)])
    {
        let found = under(agreement::Options { measure, ..Default::default() }, approach, &many);
        assert_eq!(found.constant, (4..13).collect::<Vec<_>>(), "{approach:?}");
        assert_eq!((found.groups().of("a004"), found.groups().groups.len()), (None, 4), "{approach:?}");
        assert!(!found.method.notes.iter().any(|said| said.contains("more than half")), "{:?}", found.method.notes);
    }
    let index = under(agreement::Options::default(), Approach::Leiden, &rows);
    assert!(index.constant.is_empty() && index.groups().of("a004").is_some());
    let all =
        under(agreement::Options { measure: Measure::Pi, ..Default::default() }, Approach::Leiden, &["YYYYY", "NNNNN"]);
    assert!(all.found.unwrap_err().reason().contains("hold one position throughout"));
    // A friend of each of two foes can stand with either: 5 of 8 alike with each, a tie of 1/4.
    let rows = ["YYYYYYYYYYYY", "NNNNNNNNNNNN", "YYYYYYNNNNNN"];
    let half = under(agreement::Options::default(), Approach::Camps, &rows);
    assert_eq!(half.signless, [2]);
    let rows = ["YYYYYYYY", "YYYYNNNA", "AAAANNNN"];
    let found = under(agreement::Options::default(), Approach::Camps, &rows);
    assert!(found.signless.is_empty());
}

/// Of a method that makes a tree, but none here, the reason is that of the groups.
#[test]
fn a_tree_that_is_not_there_says_why() {
    let alike = by(Approach::Average, &["YYYYY", "YYYYY", "YYYYY"]);
    let why = "every defined pair agrees alike (1): nothing sets groups apart";
    assert_eq!(alike.dendrogram().unwrap_err().reason(), why);
    assert_eq!(by(Approach::Leiden, &CAMPS).dendrogram().unwrap_err().reason(), "this method makes no tree");
}

/// Two camps at odds: a third takes nothing off.
#[test]
fn camps_that_are_not_used_are_told() {
    let positions = votes(&AT_ODDS);
    let agreement = Agreement::of(&positions, agreement::Options::default());
    let options = Options { approach: Approach::Camps, clusters: Some(3), ..Options::default() };
    let found = Clusters::of(&positions, &agreement, options);
    assert_eq!(found.found.as_ref().map(Vec::len), Ok(2));
    let note = "2 of 3 camps are used: more take no frustration off";
    assert!(found.method.notes.iter().any(|said| said == note), "{:?}", found.method.notes);
}

/// What the view leaves unnamed is told of the groups as of the agreement.
#[test]
fn groups_tell_what_their_agreement_tells() {
    let mut positions = votes(&CAMPS);
    positions.unnamed = vec!["Treaty: sources name 8 of 9 signed; the others are unknown".to_owned()];
    let agreement = Agreement::of(&positions, agreement::Options::default());
    let found = Clusters::of(&positions, &agreement, Options::default());
    assert!(found.method.notes.iter().any(|note| **note == positions.unnamed[0]));
}

/// Who is alone is held by nobody, and who is set aside is told why. The two means that choose the next group are said.
#[test]
fn why_of_who_is_alone_or_aside() {
    let rows = ["YYYYY", "YYYYY", "NNNNN", "Y....", "Y....", "Y....", "Y...."];
    let found = clusters(&rows, 5);
    let why = |actor| found.why_actor(&votes(&rows), actor);
    assert_eq!(
        why("a002").unwrap_err().reason(),
        "a002 is alone in its group: nobody holds it there; of the others it agrees most with c1 (0)"
    );
    assert_eq!(why("a003").unwrap_err().reason(), "a003 is in no group: set aside: 6 of 6 pairs undefined");
    let plain = by(Approach::Leiden, &CAMPS);
    let table = plain.why_actor(&votes(&CAMPS), "a001").unwrap();
    assert!(table.title.starts_with("What holds A001 in c1 rather than c2"), "{}", table.title);
    assert!(table.method.parameters[..2].iter().map(|(name, _)| name.as_str()).eq(["mean with c1", "mean with c2"]));
    assert_eq!(
        table.method.parameters[0].1,
        Cell::Number((10_000.0 * mean_within(&plain, 1)).round() / 10_000.0).plain()
    );
}

fn mean_within(found: &Clusters, actor: usize) -> f64 {
    found.placements.iter().find(|placement| placement.actor == actor).unwrap().within.clone().unwrap()
}

/// Without groups the positions on an item are counted all the same, and the reason is that there are none.
#[test]
fn items_without_groups_keep_their_tallies() {
    let positions = votes(&["YN", "YN", "NN"]);
    let found = crate::align::DividingItems::of(&positions, &Grouping::default(), Default::default());
    let first = found.rows.iter().find(|row| row.item == 0).unwrap();
    assert_eq!(first.divides.clone().unwrap_err().reason(), "there are no groups");
    assert_eq!(first.tallies["all"], [("for".to_owned(), 2), ("against".to_owned(), 1)].into());
    // Whoever knows why hands that on: one reason for all.
    let why = clusters(&["YN", "YN", "NN"], 5).found.unwrap_err();
    let options = crate::align::items::Options { no_groups: Some(why.clone()), ..Default::default() };
    let found = crate::align::DividingItems::of(&positions, &Grouping::default(), options);
    assert!(found.rows.iter().all(|row| row.divides == Err(why.clone()) && row.within == Err(why.clone())));
    assert_eq!(why.reason(), "no pair has 5 joint items; the most is 2");
}

/// Beside one's own group stands the other with the largest mean: by hand (1 + 0) / 2 with c2 and 3/4 with c3, of which one
/// pair is undefined.
#[test]
fn the_next_group_is_the_one_of_the_largest_mean() {
    let groups = [("c1", vec![0, 1]), ("c2", vec![2, 3]), ("c3", vec![4, 5]), ("c4", vec![6])];
    let groups = groups.map(|(name, members)| (name.to_owned(), members));
    let index = |other: usize| [None, Some(0.25), Some(1.0), Some(0.0), Some(0.75), None, None][other];
    assert_eq!(nearest(&groups, "c1", index), Ok(("c3".to_owned(), 0.75)));
    assert!(nearest(&groups[..1], "c1", index).is_err());
    let plain = by(Approach::Leiden, &CAMPS);
    let table = plain.table();
    let of = |name: &str| table.named(name).unwrap().cells.at(0).plain();
    assert_eq!((of("next_group").as_str(), of("mean_next")), ("c2", of("mean_others")));
}
