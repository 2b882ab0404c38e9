//! Gatekeepers, routes apart and smallest sets against every path listed one by one, and cases by hand.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::influence::paths::Listing;
use crate::influence::paths::laws::flows;
use crate::influence::paths::tests::{flow, on};
use crate::model::FlowClass;
use crate::result::{CellRef, ColumnRole};
use crate::view::FlowTie;

/// Each step gets one or two claims, of three sources with two passages each.
fn with_sources(mut flow: Flow, lots: &[u8]) -> Flow {
    for (place, tie) in flow.ties.iter_mut().enumerate() {
        let lot = usize::from(lots[place % lots.len()]);
        tie.claims = (0..1 + lot % 2).map(|n| format!("c{place}-{n}")).collect();
        tie.evidence = (0..tie.claims.len()).map(|n| format!("s{}:{}", (lot / 2 + n) % 3, (lot / 6) % 2)).collect();
    }
    flow
}

/// Every path that time allows, by the enumeration that the laws of paths hold to account.
fn every(flow: &Flow, order: Order) -> Vec<Vec<usize>> {
    let options = PathOptions { listing: Listing::All, cap: 100_000, max_steps: 10, order, ..PathOptions::default() };
    Paths::between(flow, "a", "b", &options).unwrap().paths.into_iter().map(|path| path.ties).collect()
}

fn props(flow: &Flow, tie: &FlowTie, unit: Unit) -> BTreeSet<String> {
    match unit {
        Unit::Claim => tie.claims.iter().cloned().collect(),
        Unit::Passage => tie.evidence.iter().cloned().collect(),
        Unit::Source => tie.evidence.iter().map(|one| one[..2].to_owned()).collect(),
        Unit::Entity if flow.nodes[tie.to].node.id == "b" => BTreeSet::new(),
        Unit::Entity => [flow.nodes[tie.to].node.id.clone()].into(),
    }
}

/// The size of a smallest set, by trying all sets of every size; `None` when they are too many to try.
fn smallest(flow: &Flow, paths: &[Vec<usize>], unit: Unit) -> Option<Option<usize>> {
    let names: Vec<String> = paths
        .iter()
        .flatten()
        .flat_map(|&tie| props(flow, &flow.ties[tie], unit))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    if names.len() > 8 {
        return None;
    }
    let held: Vec<Vec<u32>> = paths
        .iter()
        .map(|path| {
            let of = path.iter().map(|&tie| props(flow, &flow.ties[tie], unit));
            of.map(|own| (0..names.len()).filter(|&at| own.contains(&names[at])).fold(0, |set, at| set | 1 << at))
                .collect()
        })
        .collect();
    let falls = |set: u32, path: &Vec<u32>| path.iter().any(|&own| own != 0 && own & !set == 0);
    let size = (0_u32..1 << names.len())
        .filter(|&set| held.iter().all(|path| falls(set, path)))
        .map(u32::count_ones)
        .min()
        .map(|n| n as usize);
    Some(size)
}

/// The most paths that share no entity and no step.
fn most_apart(flow: &Flow, paths: &[Vec<usize>], used: &BTreeSet<usize>, direct: bool) -> usize {
    let inner = |path: &Vec<usize>| path[1..].iter().map(|&tie| flow.ties[tie].from).collect::<BTreeSet<_>>();
    let mut best = 0;
    for (place, path) in paths.iter().enumerate() {
        let own = inner(path);
        let is_direct = path.len() == 1;
        if own.is_disjoint(used) && !(direct && is_direct) {
            let used = used.union(&own).copied().collect();
            best = best.max(1 + most_apart(flow, &paths[place + 1..], &used, direct || is_direct));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn all_is_as_every_path_listed_says(
        flow in flows(), lots in prop::collection::vec(0_u8..12, 16), strict in any::<bool>()
    ) {
        let order = if strict { Order::Strict } else { Order::Weak };
        let flow = with_sources(flow, &lots);
        let paths = every(&flow, order);
        prop_assume!(paths.len() < 60);
        let found = Gatekeepers::between(&flow, "a", "b", &Options { order, ..Options::default() }).unwrap();
        prop_assert!(!found.cut_short);
        prop_assert_eq!(found.routes.paths.is_empty(), paths.is_empty());
        if paths.is_empty() {
            return Ok(());
        }
        let inner = |path: &Vec<usize>| path[1..].iter().map(|&tie| flow.ties[tie].from).collect::<BTreeSet<_>>();
        let on_all = paths.iter().map(inner).reduce(|a, b| a.intersection(&b).copied().collect()).unwrap();
        let passed: BTreeSet<usize> =
            found.gatekeepers.iter().filter_map(|one| flow.node(&one.entity.node.id)).collect();
        prop_assert_eq!(&passed, &on_all);
        for cut in &found.cuts {
            let Some(least) = smallest(&flow, &paths, cut.unit) else { continue };
            prop_assert_eq!(cut.at_least, least, "{:?}", cut);
            prop_assert!(least.is_none() || cut.is_exact());
            prop_assert!(cut.undated.is_none_or(|undated| Some(undated) >= least));
            let gone: BTreeSet<String> = cut.which.iter().cloned().collect();
            let left = paths.iter().filter(|path| path.iter().all(|&tie| {
                let own = props(&flow, &flow.ties[tie], cut.unit);
                own.is_empty() || !own.is_subset(&gone)
            }));
            prop_assert_eq!(left.count() == 0, least.is_some());
        }
        let most = most_apart(&flow, &paths, &BTreeSet::new(), false);
        let listed = &found.routes.paths;
        prop_assert!(listed.len() <= most && most <= found.apart_at_most && found.apart_at_most <= found.apart_undated);
        prop_assert!(listed.iter().all(|path| paths.contains(&path.ties)));
        let mut used = BTreeSet::new();
        prop_assert!(listed.iter().flat_map(|path| inner(&path.ties)).all(|node| used.insert(node)));
    }
}

/// a -> c -> b and a -> d -> b, but d is left (day 1) before it is reached (day 9): c alone is passed, by time only.
#[test]
fn time_makes_a_gatekeeper() {
    let flow = flow(4, vec![on(0, 2, 1), on(2, 1, 2), on(0, 3, 9), on(3, 1, 1)]);
    let found = Gatekeepers::between(&flow, "a", "b", &Options::default()).unwrap();
    assert_eq!(found.gatekeepers.len(), 1);
    assert_eq!((found.gatekeepers[0].entity.node.id.as_str(), found.gatekeepers[0].undated), ("c", false));
    assert_eq!((found.routes.paths.len(), found.apart_at_most, found.apart_undated), (1, 1, 2));
    // All steps of `tie` come from one passage.
    let of = |unit: Unit| found.cuts.iter().find(|cut| cut.unit == unit).unwrap();
    assert_eq!(of(Unit::Passage).which, ["s:1"]);
    assert_eq!((of(Unit::Claim).at_least, of(Unit::Claim).undated), (Some(1), Some(2)));
    let why = found.why(&flow, "c").unwrap();
    assert_eq!(why.len(), 2);
    assert!(found.why(&flow, "d").unwrap().text(0, ColumnRole::Other) == "c");
    assert!(found.why(&flow, "a").is_err() && found.why(&flow, "nobody").is_err());
    assert_eq!(found.table().text(0, ColumnRole::Id), "c");
    assert_eq!(found.graph().ties.len(), 2);
}

/// a -> c -> d -> b in a row: each removal is proved by a walk that ends at once, however little work is allowed.
#[test]
fn each_gatekeeper_is_tested_with_work_of_its_own() {
    let flow = flow(4, vec![on(0, 2, 1), on(2, 3, 2), on(3, 1, 3)]);
    let found = Gatekeepers::between(&flow, "a", "b", &Options { budget: 3, ..Options::default() }).unwrap();
    let passed: Vec<&str> = found.gatekeepers.iter().map(|one| one.entity.node.id.as_str()).collect();
    assert_eq!(passed, ["c", "d"]);
    assert!(found.unsettled.is_empty());
}

/// A direct step, and a way by c that time closes (day 9, then day 1): no entity cuts and two are apart when time is left
/// aside, but the one claim of the direct step does.
#[test]
fn routes_apart_are_no_more_than_the_claims_that_cut() {
    let found =
        Gatekeepers::between(&flow(3, vec![on(0, 1, 5), on(0, 2, 9), on(2, 1, 1)]), "a", "b", &Options::default());
    let found = found.unwrap();
    assert_eq!((found.routes.paths.len(), found.apart_at_most, found.apart_undated), (1, 1, 2));
}

/// Two routes apart, and a third step that joins the two directly: no set of entities cuts.
#[test]
fn a_direct_step_needs_nobody_between() {
    let flow = flow(4, vec![on(0, 1, 3), on(0, 2, 1), on(2, 1, 2), on(0, 3, 1), on(3, 1, 2)]);
    let found = Gatekeepers::between(&flow, "a", "b", &Options::default()).unwrap();
    assert!(found.gatekeepers.is_empty());
    assert_eq!((found.routes.paths.len(), found.apart_at_most, found.apart_undated), (3, 3, 3));
    let table = found.smallest_sets();
    let rows = (0..table.len()).map(|row| table.cell(row, ColumnRole::Value).map(CellRef::plain).unwrap_or_default());
    let rows: Vec<String> = rows.collect();
    assert_eq!(rows[..3], ["1", "1", "3"]);
    assert!(matches!(table.cell(3, ColumnRole::Value), Some(CellRef::Undefined(_))));
}

/// Two routes apart whose first steps stand in the same lines, one range inside the other: one passage holds both up.
#[test]
fn a_passage_inside_a_passage_is_no_second_one() {
    let mut ties = vec![on(0, 2, 1), on(0, 3, 1), on(2, 1, 2), on(3, 1, 2)];
    for (tie, place) in ties.iter_mut().zip(["s:1-5", "s:2-3", "s:9", "t:2-3"]) {
        tie.evidence = vec![place.into()];
    }
    let found = Gatekeepers::between(&flow(4, ties), "a", "b", &Options::default()).unwrap();
    let passage = found.cuts.iter().find(|cut| cut.unit == Unit::Passage).unwrap();
    assert_eq!((passage.at_least, passage.which.as_slice()), (Some(1), ["s:1-5".to_owned()].as_slice()));
    assert_eq!(found.routes.paths.iter().map(|path| path.passages).collect::<Vec<_>>(), [2, 2]);
}

/// a -> c (day 5) -> d (day 6) -> c would come back to c: no route of its own.
#[test]
fn no_route_says_where_it_stops() {
    let flow = flow(4, vec![on(0, 2, 5), on(2, 3, 6), on(3, 2, 7), on(2, 1, 1)]);
    let found = Gatekeepers::between(&flow, "a", "b", &Options::default()).unwrap();
    assert!(found.routes.paths.is_empty() && found.cuts.is_empty());
    assert_eq!(found.routes.reach.as_ref().map(|reach| reach.stops.len()), Some(1));
    let same = Gatekeepers::between(&flow, "a", "a", &Options::default()).unwrap();
    assert!(same.routes.paths.is_empty() && same.gatekeepers.is_empty());
    assert!(Gatekeepers::between(&flow, "a", "nobody", &Options::default()).is_err());
    // What a walk of any length reaches is counted in steps: c, then d (and c again).
    let mut longer = flow;
    longer.ties[0].class = FlowClass::Mandate;
    let reach =
        Paths::between(&longer, "a", "b", &PathOptions { max_steps: 1, ..PathOptions::default() }).unwrap().reach;
    assert_eq!(reach.unwrap().reached, ["c"]);
}
