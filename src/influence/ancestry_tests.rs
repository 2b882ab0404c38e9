//! Generations against every walk listed one by one, and a case by hand.

use super::*;
use crate::influence::paths::tests::{event, flow, on};
use crate::result::CellRef;

/// a (day 5) -> b (day 9) -> c; d (day 20) -> b comes too late for b -> c. By hand.
#[test]
fn what_came_too_late_is_no_ancestor() {
    let mut ties = vec![on(0, 1, 5), on(1, 2, 9), on(3, 1, 20)];
    ties[0].certainty = Certainty::Inferred;
    let flow = flow(4, ties);
    let found = Ancestry::of(&flow, "c", &Options::default()).unwrap();
    let seen: Vec<_> = found.relatives.iter().map(|one| (one.node, one.generation, one.by_inference)).collect();
    assert_eq!(seen, [(1, 1, false), (0, 2, true)]);
    assert_eq!(found.relatives[1].way.ties, [0, 1]);
    assert!(found.relatives.iter().all(|one| !one.by_affirmation));
    let mut affirmed = flow.clone();
    affirmed.ties[0].class = FlowClass::CoAffirmation;
    let weaker = Ancestry::of(&affirmed, "c", &Options::default()).unwrap();
    let seen: Vec<_> = weaker.relatives.iter().map(|one| (one.node, one.by_affirmation)).collect();
    assert_eq!(seen, [(1, false), (0, true)]);
    let shares = found.generations();
    let share = |row: usize| shares.cell(row, ColumnRole::Value).and_then(CellRef::as_f64);
    assert_eq!((share(0), share(1)), (Some(0.0), Some(1.0)));
    assert_eq!(found.why("a").unwrap().len(), 2);
    assert!(found.why("d").unwrap_err().reason().contains('d'));
    assert!(Ancestry::of(&flow, "nobody", &Options::default()).is_err());
    let nearest = Ancestry::of(&flow, "c", &Options { generations: Some(1), ..Options::default() }).unwrap();
    assert_eq!(nearest.relatives.len(), 1);
    let late = Ancestry::of(&flow, "d", &Options { way: Way::Descent, ..Options::default() }).unwrap();
    assert_eq!(late.relatives.iter().map(|one| one.node).collect::<Vec<_>>(), [1]);
}

/// The fewest steps to each entity over every walk of at most `most` steps, days put as early as they can be.
fn by_listing(flow: &Flow, start: usize, way: Way, strict: bool, most: usize) -> BTreeMap<usize, usize> {
    let mut best = BTreeMap::new();
    let mut walks: Vec<Vec<usize>> = vec![Vec::new()];
    for length in 1..=most {
        let mut longer = Vec::new();
        for walk in &walks {
            let back = way == Way::Ancestry;
            let end = |tie: usize| if back { flow.ties[tie].from } else { flow.ties[tie].to };
            let at = walk.last().map_or(start, |&tie| end(tie));
            for (place, next) in flow.ties.iter().enumerate() {
                if at != if back { next.to } else { next.from } {
                    continue;
                }
                let walk: Vec<usize> = walk.iter().copied().chain([place]).collect();
                let in_time: Vec<usize> = if back { walk.iter().rev().copied().collect() } else { walk.clone() };
                let mut day = None;
                let fits = in_time.iter().all(|&tie| {
                    let when = flow.ties[tie].when;
                    let from = day.map_or(when.earliest().0, |before: i32| before + i32::from(strict));
                    let taken = from.max(when.earliest().0);
                    day = Some(taken);
                    taken <= when.latest().0
                });
                if fits {
                    if end(place) != start {
                        best.entry(end(place)).or_insert(length);
                    }
                    longer.push(walk);
                }
            }
        }
        walks = longer;
    }
    best
}

#[test]
fn generations_are_those_of_every_walk_listed() {
    let mut state = 7_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut several = 0;
    for _ in 0..150 {
        let ties = (0..7)
            .map(|_| {
                let from = draw(5) as usize;
                let to = (from + 1 + draw(4) as usize) % 5;
                let begin = draw(8) as i32;
                event(from, to, begin, begin + draw(3) as i32)
            })
            .collect();
        let flow = flow(5, ties);
        for way in Way::ALL {
            for order in Order::ALL {
                let options = Options { way, order, generations: Some(5), ..Options::default() };
                let found = Ancestry::of(&flow, "a", &options).unwrap();
                let seen: BTreeMap<usize, usize> =
                    found.relatives.iter().map(|one| (one.node, one.generation)).collect();
                assert_eq!(seen, by_listing(&flow, 0, way, order == Order::Strict, 5), "{flow:?} {options:?}");
                several += usize::from(seen.values().any(|&generation| generation > 2));
            }
        }
    }
    assert!(several > 20, "{several} cases with three generations or more");
}
