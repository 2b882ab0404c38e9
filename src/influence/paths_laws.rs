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

/// Whether some order of days fits.
pub(in crate::influence) fn fits(flow: &Flow, ties: &[usize], order: Order) -> bool {
    !last_days(flow, ties, order, None, DAYS.collect()).is_empty()
}

/// The set of days on which the last step can be taken, when the first is taken on one of some days and no step more
/// than so many days after the one before it.
fn last_days(flow: &Flow, ties: &[usize], order: Order, within: Option<i32>, begin: Vec<i32>) -> Vec<i32> {
    let mut days: Vec<i32> = Vec::new();
    for (place, &row) in ties.iter().enumerate() {
        let step = &flow.ties[row];
        let on = |d: &i32| may_be_on(step, *d);
        if place == 0 {
            days = begin.iter().copied().filter(on).collect();
            continue;
        }
        let before = &flow.ties[ties[place - 1]];
        let carried = before.class == FlowClass::Carrier && step.class == FlowClass::Carrier;
        if carried && before.relation == step.relation && before.reversed != step.reversed {
            let (old, new) = (flow.nodes[before.from].date, flow.nodes[step.to].date);
            if new.latest < old.earliest {
                return Vec::new();
            }
        }
        let stated = before.creates || before.states_order;
        let follows = |e: i32, d: i32| if order == Order::Weak || stated { e <= d } else { e < d };
        let next: Vec<i32> = DAYS.filter(on).filter(|&d| days.iter().any(|&e| follows(e, d))).collect();
        let near = |e: i32, d: i32| follows(e, d) && within.is_none_or(|most| d - e <= most);
        days = match next.is_empty() {
            false => next.into_iter().filter(|&d| days.iter().any(|&e| near(e, d))).collect(),
            true if stated && step.states_order => DAYS.filter(on).collect(),
            true => return Vec::new(),
        };
    }
    days
}

/// The best days of a path, tried one by one; `None` where a bound is unknown or a stated order stands against dates.
fn times(flow: &Flow, path: &Path, order: Order, within: Option<i32>) -> Option<Times> {
    let known = |tie: &usize| {
        let when = flow.ties[*tie].when;
        when.earliest() != Day::MIN && when.latest() != Day::MAX
    };
    if !path.ties.iter().all(known) || path.orders.contains(&StepOrder::StatedAgainstDates) {
        return None;
    }
    // The orders stay stated, but days are not counted anew where they stand against dates.
    let mut dated = flow.clone();
    for tie in &mut dated.ties {
        tie.creates |= std::mem::take(&mut tie.states_order);
    }
    let arrives = |begin: Vec<i32>| last_days(&dated, &path.ties, order, within, begin).into_iter().min();
    let ways: Vec<(i32, i32)> = DAYS.filter_map(|begin| Some((begin, arrives(vec![begin])?))).collect();
    Some(Times {
        arrival: ways.iter().map(|way| way.1).min().map(day),
        departure: ways.iter().map(|way| way.0).max().map(day),
        days: ways.iter().map(|way| way.1 - way.0).min(),
    })
}

/// Every way without a repeated node, of at most so many steps.
pub(in crate::influence) fn ways(
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
                0 | 1 => {
                    FlowTie { class: FlowClass::Lineage, disputed: false, states_order: true, creates: flag, ..tie }
                }
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
            (ties.len(), Path::of(&flow, ties.clone(), order).verdict, inferred, ties.clone())
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
    fn stops_gaps_and_preferences_equal_a_plain_enumeration(
        flow in flows(), strict in any::<bool>(), within in prop::option::of(0_i32..5), best in 1_usize..4,
        via in prop::option::of(2_usize..6), avoid in prop::option::of(2_usize..6), prefer in 0_usize..4,
    ) {
        let order = if strict { Order::Strict } else { Order::Weak };
        let prefer = Preference::ALL[prefer];
        let stop = |node: usize| Stop::entity(&flow.nodes[node].node.id);
        let asked = Options {
            order, within, prefer, max_steps: 5, cap: 10_000,
            via: via.map(stop).into_iter().collect(), avoid: avoid.map(stop).into_iter().collect(), ..all()
        };
        let found = Paths::between(&flow, "a", "b", &asked).unwrap();
        let mut every = Vec::new();
        ways(&flow, 1, 0, 5, &mut Vec::new(), &mut vec![0], &mut every);
        let inner = |ties: &[usize]| ties[1..].iter().map(|&tie| flow.ties[tie].from).collect::<Vec<_>>();
        every.retain(|ties| via.is_none_or(|node| inner(ties).contains(&node)));
        every.retain(|ties| avoid.is_none_or(|node| !inner(ties).contains(&node)));
        every.retain(|ties| !last_days(&flow, ties, order, within, DAYS.collect()).is_empty());
        let mut listed: Vec<Vec<usize>> = found.paths.iter().map(|path| path.ties.clone()).collect();
        let value = |path: &Path| match prefer {
            Preference::Fewest => Some(0),
            Preference::Earliest => path.times.arrival.map(|day| day.0),
            Preference::Latest => path.times.departure.map(|day| -day.0),
            Preference::Fastest => path.times.days,
        };
        let values: Vec<(i32, usize)> =
            found.paths.iter().map(|path| (value(path).unwrap_or(i32::MAX), path.ties.len())).collect();
        prop_assert!(values.is_sorted());
        for path in &found.paths {
            if let Some(times) = times(&flow, path, order, within) {
                prop_assert_eq!(path.times, times, "{:?}", path);
            }
        }
        // The best so many begin the list of all; the shortest are those as good as the first.
        let few = Paths::between(&flow, "a", "b", &Options { listing: Listing::Best, cap: best, ..asked.clone() }).unwrap();
        prop_assert_eq!(&few.paths[..], &found.paths[..best.min(found.paths.len())]);
        let first = Paths::between(&flow, "a", "b", &Options { listing: Listing::Shortest, ..asked }).unwrap();
        let alike = values.iter().take_while(|value| Some(*value) == values.first()).count();
        prop_assert_eq!(&first.paths[..], &found.paths[..alike]);
        prop_assert_eq!(first.found, alike);
        every.sort();
        listed.sort();
        prop_assert_eq!(listed, every);
    }

    /// What is reached within a number of steps: all that paths reach, and nothing that is further than that.
    #[test]
    fn reach_counts_steps_as_they_are(flow in flows(), strict in any::<bool>(), most in 1_usize..5) {
        let order = if strict { Order::Strict } else { Order::Weak };
        let found = Paths::between(&flow, "a", "b", &Options { order, max_steps: most, ..all() }).unwrap();
        let Some(reach) = found.reach else { return Ok(()) };
        for to in 1..flow.nodes.len() {
            let mut every = Vec::new();
            ways(&flow, to, 0, most, &mut Vec::new(), &mut vec![0], &mut every);
            let is_reached = reach.reached.contains(&flow.nodes[to].node.id);
            prop_assert!(is_reached || !every.iter().any(|ties| fits(&flow, ties, order)));
            prop_assert!(!is_reached || !every.is_empty());
        }
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
