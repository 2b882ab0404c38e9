//! Paths and verdicts against an independent enumeration, written plainly.

use super::tests::{all, day, flow, span, tie};
use super::*;
use crate::model::{FlowClass, Span};
use crate::view::Step;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// Days that a step can be taken on, tried one by one.
const DAYS: std::ops::Range<i32> = -6..16;

fn may_be_on(tie: &FlowTie, d: i32) -> bool {
    match tie.when {
        Step::Event(s) => s.earliest <= day(d) && day(d) <= s.latest,
        Step::State { begin, end } => begin.earliest <= day(d) && day(d) <= end.latest,
    }
}

/// Whether some order of days fits: the set of days on which each step can be taken after those before it.
fn fits(flow: &Flow, ties: &[usize], order: Order) -> bool {
    let mut days: Vec<i32> = Vec::new();
    for (place, &row) in ties.iter().enumerate() {
        let step = &flow.ties[row];
        let on = |d: &i32| may_be_on(step, *d);
        if place == 0 {
            days = DAYS.filter(on).collect();
            continue;
        }
        let before = &flow.ties[ties[place - 1]];
        let carried = before.class == FlowClass::Carrier && step.class == FlowClass::Carrier;
        if carried && before.relation == step.relation && before.reversed != step.reversed {
            let (old, new) = (flow.nodes[before.from].date, flow.nodes[step.to].date);
            if new.latest < old.earliest {
                return false;
            }
        }
        let stated = before.creates || before.states_order;
        let after = |d: &i32| days.iter().any(|e| if order == Order::Weak || stated { e <= d } else { e < d });
        let next: Vec<i32> = DAYS.filter(on).filter(after).collect();
        days = match next.is_empty() {
            false => next,
            true if stated && step.states_order => DAYS.filter(on).collect(),
            true => return false,
        };
    }
    !days.is_empty()
}

/// Every way without a repeated node, of at most so many steps.
fn ways(
    flow: &Flow,
    to: usize,
    at: usize,
    most: usize,
    ties: &mut Vec<usize>,
    seen: &mut Vec<usize>,
    all: &mut Vec<Vec<usize>>,
) {
    if at == to {
        all.push(ties.clone());
        return;
    }
    for (row, tie) in flow.ties.iter().enumerate() {
        if tie.from == at && !seen.contains(&tie.to) && ties.len() < most {
            ties.push(row);
            seen.push(tie.to);
            ways(flow, to, tie.to, most, ties, seen, all);
            seen.pop();
            ties.pop();
        }
    }
}

fn spans() -> impl Strategy<Value = Span> {
    prop_oneof![
        4 => (0_i32..8, 0_i32..4).prop_map(|(first, length)| span(first, first + length)),
        1 => Just(Span::UNKNOWN),
        1 => (0_i32..8).prop_map(|first| Span { earliest: day(first), latest: Day::MAX }),
    ]
}

fn steps() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => spans().prop_map(Step::Event),
        1 => (spans(), spans()).prop_map(|(a, b)| {
            let (begin, end) = if a.earliest <= b.earliest { (a, b) } else { (b, a) };
            Step::State { begin, end: Span { latest: end.latest.max(begin.latest), ..end } }
        }),
    ]
}

/// Steps whose every bound is known and near the others.
fn known_steps() -> impl Strategy<Value = Step> {
    let near = || (0_i32..7, 0_i32..3);
    prop_oneof![
        2 => near().prop_map(|(first, length)| Step::Event(span(first, first + length))),
        1 => (near(), near()).prop_map(|((a, length), (later, more))| {
            Step::State { begin: span(a, a + length), end: span(a + later, a + later.max(length) + more) }
        }),
    ]
}

fn ties() -> impl Strategy<Value = FlowTie> {
    (0_usize..6, 0_usize..6, steps(), 0_u8..8, any::<bool>(), any::<bool>()).prop_map(
        |(a, b, when, kind, flag, soft)| {
            let tie = FlowTie { soft, ..tie(a, b, when) };
            match kind {
                0 | 1 => FlowTie { class: FlowClass::Lineage, states_order: true, creates: flag, ..tie },
                2 => FlowTie { creates: true, ..tie },
                3 | 4 => FlowTie { class: FlowClass::Carrier, relation: "session_of".into(), reversed: flag, ..tie },
                5 => FlowTie { date_inherited: true, certainty: Certainty::Inferred, ..tie },
                _ => FlowTie { relation: if flag { "mandates" } else { "input_to" }.into(), ..tie },
            }
        },
    )
}

pub(in crate::influence) fn flows() -> impl Strategy<Value = Flow> {
    (prop::collection::vec(ties(), 1..16), prop::collection::vec(spans(), 6)).prop_map(|(mut ties, dates)| {
        ties.retain(|tie| tie.from != tie.to);
        let mut flow = flow(6, ties);
        flow.ties.dedup_by(|a, b| (a.from, a.to, &a.relation) == (b.from, b.to, &b.relation));
        for (node, date) in flow.nodes.iter_mut().zip(dates) {
            node.date = date;
        }
        flow
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, max_global_rejects: 20_000, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn paths_equal_a_plain_enumeration(flow in flows(), strict in any::<bool>(), most in 1_usize..6) {
        let order = if strict { Order::Strict } else { Order::Weak };
        let options = Options { order, max_steps: most, cap: 10_000, ..all() };
        let found = Paths::between(&flow, "a", "b", &options).unwrap();
        let mut every = Vec::new();
        ways(&flow, 1, 0, most, &mut Vec::new(), &mut vec![0], &mut every);
        let (mut possible, impossible): (Vec<_>, Vec<_>) = every.into_iter().partition(|ties| fits(&flow, ties, order));
        let rank = |ties: &Vec<usize>| {
            let inferred = ties.iter().filter(|&&tie| flow.ties[tie].certainty == Certainty::Inferred).count();
            (ties.len(), inferred, ties.clone())
        };
        possible.sort_by_key(rank);
        let listed: Vec<Vec<usize>> = found.paths.iter().map(|path| path.ties.clone()).collect();
        prop_assert_eq!(&listed, &possible);
        prop_assert_eq!(found.impossible, impossible.len());
        prop_assert_eq!((found.found, found.cut), (possible.len(), false));
        if possible.is_empty() {
            let fewest = impossible.iter().map(Vec::len).min();
            prop_assert_eq!(found.broken.map(|broken| broken.ties.len()), fewest);
            // A single stop need not exist: time may break a way at two steps in a row.
            prop_assert!(found.reach.is_some());
        }
        let shortest = Paths::between(&flow, "a", "b", &Options { listing: Listing::Shortest, ..options }).unwrap();
        let fewest = possible.first().map_or(0, Vec::len);
        possible.retain(|ties| ties.len() == fewest);
        let listed: Vec<Vec<usize>> = shortest.paths.iter().map(|path| path.ties.clone()).collect();
        prop_assert_eq!(listed, possible);
    }

    #[test]
    fn certain_means_that_no_world_has_another_order(
        steps in prop::collection::vec((known_steps(), 0_u8..3), 2..5), strict in any::<bool>()
    ) {
        let ties: Vec<FlowTie> = steps.iter().enumerate().map(|(place, &(when, kind))| {
            let makes = kind == 0 && matches!(when, Step::Event(_));
            FlowTie { creates: makes, ..tie(place, place + 1, when) }
        }).collect();
        let flow = flow(ties.len() + 1, ties.clone());
        let order = if strict { Order::Strict } else { Order::Weak };
        let last = flow.nodes[ties.len()].node.id.clone();
        let found = Paths::between(&flow, "a", &last, &Options { order, ..all() }).unwrap();
        prop_assume!(!found.paths.is_empty());
        // A world fixes every instant; a state can then be used from its begin to its end.
        let mut worlds: Vec<Vec<(i32, i32)>> = vec![Vec::new()];
        for tie in &ties {
            let holds: Vec<(i32, i32)> = match tie.when {
                Step::Event(s) => DAYS.filter(|&d| s.earliest <= day(d) && day(d) <= s.latest).map(|d| (d, d)).collect(),
                Step::State { begin, end } => DAYS
                    .flat_map(|b| (b..DAYS.end).map(move |e| (b, e)))
                    .filter(|&(b, e)| begin.earliest <= day(b) && day(b) <= begin.latest
                        && end.earliest <= day(e) && day(e) <= end.latest)
                    .collect(),
            };
            worlds = worlds.iter().flat_map(|world| holds.iter().map(move |&hold| {
                let mut world = world.clone();
                world.push(hold);
                world
            })).collect();
        }
        let stated = ties.iter().any(|tie| tie.creates);
        // What is stated holds in every world there is.
        worlds.retain(|world| (1..world.len()).all(|p| !ties[p - 1].creates || world[p - 1].0 <= world[p].1));
        let in_order = |world: &Vec<(i32, i32)>| {
            let mut now = world[0].0;
            (1..world.len()).all(|place| {
                let gap = i32::from(strict && !ties[place - 1].creates);
                now = (now + gap).max(world[place].0);
                now <= world[place].1
            })
        };
        let every = worlds.iter().all(in_order);
        let certain = found.paths[0].verdict == Verdict::Certain;
        prop_assert!(!certain || every);
        prop_assert!(stated || certain == every);
    }
}
